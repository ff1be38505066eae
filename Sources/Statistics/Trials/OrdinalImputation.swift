/// Draws from the approximate posterior distribution of a proportional-odds model.
///
/// log[P(y ≤ j)/P(y > j)] = θⱼ − xβ by maximum likelihood, with the rows of `AugmentedRows`; then (β*, θ*) from N((β̂, θ̂), I⁻¹). A drawn distance between two
/// thresholds that is below 0 is turned round, so that they stay in order.
struct OrdinalImputation {
  /// By column; 0 for the intercept and for a column that depends on others.
  let coefficients: [Double]
  /// Rising, one fewer than the levels.
  let thresholds: [Double]
  private let kept: [Int]
  /// From standard normal numbers to changes of the kept coefficients and of the thresholds.
  private let information: Cholesky
  private let map: Matrix

  /// - Parameters:
  ///   - predictors: with the intercept first.
  ///   - outcome: from 0 to levels − 1.
  init(_ predictors: Matrix, _ outcome: [Int], levels: Int) throws(StatisticsError) {
    let dependent = Set(QRDecomposition(predictors).dependent)
    kept = (1..<max(predictors.columnCount, 1)).filter { !dependent.contains($0) }
    let rows = AugmentedRows(predictors.selecting(columns: [0] + kept), outcome, levels: levels)
    let matrix = try Matrix(rows: rows.rows).selecting(columns: Array(1..<kept.count + 1))
    let likelihood = try OrdinalLikelihood(
      matrix, names: kept.map { "predictor \($0)" }, codes: rows.outcome, weights: rows.weights, categoryCount: levels)
    let maximum = try maximise(likelihood, from: likelihood.start(), name: "the model of an ordinal column")
    guard let information = Cholesky(maximum.point.information) else {
      throw .notPositiveDefinite("the information of an ordinal column's model")
    }
    self.information = information
    map = likelihood.map
    let values = map * maximum.parameters
    try checkFinite(values, "a coefficient of an ordinal column's model")
    var coefficients = [Double](repeating: 0, count: predictors.columnCount)
    for (place, column) in kept.enumerated() { coefficients[column] = values[place] }
    self.coefficients = coefficients
    thresholds = Array(values.dropFirst(kept.count))
  }

  /// Of the kept coefficients, then of the thresholds.
  var covariance: Matrix { map * information.inverse * map.transposed }

  /// β* and θ*.
  func drawParameters(_ chance: inout SeededGenerator) -> (coefficients: [Double], thresholds: [Double]) {
    let step = map * information.backward((0..<information.lower.rowCount).map { _ in chance.normal() })
    var drawn = coefficients
    for (place, column) in kept.enumerated() { drawn[column] += step[place] }
    var cuts = zip(thresholds, step.dropFirst(kept.count)).map { $0 + $1 }
    let distances = zip(cuts.dropFirst(), cuts).map { abs($0 - $1) }
    for (place, distance) in distances.enumerated() { cuts[place + 1] = cuts[place] + distance }
    return (drawn, cuts)
  }

  func drawn(_ gaps: Matrix, _ chance: inout SeededGenerator) -> [Double] {
    let (coefficients, cuts) = drawParameters(&chance)
    return (gaps * coefficients).map { predictor in
      var rest = chance.unit()
      for level in cuts.indices {
        rest -= categoryProbability(level, cuts: cuts, predictor)
        if rest < 0 { return Double(level) }
      }
      return Double(cuts.count)
    }
  }
}
