/// The sandwich of a factor model's errors, and the factors by which χ² exceeds its normal size.
///
/// Each person's squared deviations stand for the fourth moments, so that no matrix of them is ever made: with V the normal weight of
/// means and covariances and zᵢ a person's own moments less their mean, tr(VΓ) is the mean of zᵢᵀVzᵢ, and the middle of the
/// sandwich the mean square of ΔᵀVzᵢ.
struct RobustFactorErrors {
  let covariance: Matrix
  let scalingFactor, baselineScalingFactor: Double

  /// - Throws: `noConvergence` where the observed information is not positive definite.
  init(
    _ estimation: FactorEstimation, _ search: FactorSearch, _ point: FactorSearch.Point, _ information: Cholesky
  ) throws(StatisticsError) {
    let size = estimation.layout.names.count
    let isObserved = estimation.estimator == .yuanBentler
    let hasMeans = estimation.layout.hasMeans
    var middle = Matrix(rows: size, columns: size)
    var (whole, baseline) = (0.0, 0.0)
    for (number, group) in estimation.groups.enumerated() {
      let moments = estimation.moments[number]
      let model = point.parts[number].model
      let (centres, spreads) = (estimation.scaling.centres, estimation.scaling.spreads)
      let deviations = (group.cases ?? []).map { row in
        row.indices.map { (row[$0] - centres[$0]) / spreads[$0] - moments.means[$0] }
      }
      let squares = Self.scores(model, moments, deviations, isObserved).crossProduct() * (1 / moments.count)
      for (i, a) in model.slopes.enumerated() {
        for (j, b) in model.slopes.enumerated() { middle[a.parameter, b.parameter] += moments.share * squares[i, j] }
      }
      var separate = Matrix(rows: moments.means.count, columns: moments.means.count)
      var own = 0.0
      for i in moments.means.indices {
        let variance = moments.covariances[i, i]
        separate[i, i] = 1 / variance
        let fourth = deviations.reduce(0.0) { sum, row in
          let rest = row[i] * row[i] / variance - 1
          return sum + rest * rest
        }
        own += fourth / moments.count / 2 + (hasMeans ? 1 : 0)
      }
      let saturated = Self.spread(moments.inverse, moments, deviations, hasMeans)
      whole += isObserved ? saturated : Self.spread(model.weight, moments, deviations, hasMeans)
      baseline += (isObserved ? saturated : Self.spread(separate, moments, deviations, hasMeans)) - own
    }
    var bread = information
    if isObserved {
      guard let observed = Cholesky(search.observedInformation(point), tolerance: 1e-12) else {
        throw .noConvergence("the fit of the factor model (its observed information is not positive definite)")
      }
      bread = observed
    }
    let turned = bread.solve(middle)
    covariance = bread.solve(turned.transposed) * (1 / estimation.people)
    let k = estimation.model.items.count
    let freedom = Double(estimation.layout.degreesOfFreedom)
    scalingFactor = freedom > 0 ? (whole - turned.diagonal.reduce(0, +)) / freedom : 1
    baselineScalingFactor = baseline / Double(estimation.groups.count * k * (k - 1) / 2)
    guard scalingFactor > 1e-8, baselineScalingFactor > 1e-8 else {
      throw .noConvergence("the scaling of χ² (too few people for so many items)")
    }
  }

  /// ΔᵀVz of each person, in rows: of the moments about the sample's means (expected), or the model's (observed).
  private static func scores(
    _ model: FactorMoments, _ moments: GroupMoments, _ deviations: [[Double]], _ isObserved: Bool
  ) -> Matrix {
    let shift = isObserved ? zip(moments.means, model.means).map { $0 - $1 } : moments.means.map { _ in 0 }
    let weighted = model.weight * model.basis
    let centre = isObserved ? model.covariances : moments.covariances
    let mean = weighted.transposed * centre * weighted
    var result = Matrix(rows: deviations.count, columns: model.slopes.count)
    for (person, row) in deviations.enumerated() {
      let parts = weighted.transposedTimes(zip(row, shift).map { $0 + $1 })
      for (place, slope) in model.slopes.enumerated() {
        var score = slope.weight * (parts[slope.u] * parts[slope.v] - mean[slope.u, slope.v])
        score += slope.meanWeight * parts[slope.mean]
        result[person, place] = score
      }
    }
    return result
  }

  /// tr(VΓ) with V of the weight W: ½ mean (dᵀWd)² − ½ tr(WSWS), and tr(WS) for the means.
  private static func spread(
    _ weight: Matrix, _ moments: GroupMoments, _ deviations: [[Double]], _ hasMeans: Bool
  ) -> Double {
    let product = weight * moments.covariances
    let fourth = deviations.reduce(0.0) { sum, row in
      let form = weight.form(row, row)
      return sum + form * form
    }
    let own = (product * product).diagonal.reduce(0, +)
    return 0.5 * (fourth / moments.count - own) + (hasMeans ? product.diagonal.reduce(0, +) : 0)
  }
}
