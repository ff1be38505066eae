#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// The survival that a Cox regression expects of somebody with given predictors.
public struct ExpectedSurvival: Sendable, Equatable {
  /// One time with events.
  public struct Step: Sendable, Equatable {
    public let time: Double
    /// H(t), from this time on.
    public let cumulativeHazard: Double
    /// Of the cumulative hazard, and so of the logarithm of the survival.
    public let standardError: Double
    /// Of the survival, by the log–log transformation.
    public let lower, upper: Double

    /// exp(−H(t)).
    public var survival: Double { exp(-cumulativeHazard) }
  }

  /// nil of a model without strata.
  public let stratum: Int?
  public let steps: [Step]
  public let confidence: Double
}

extension CoxRegression {
  /// Expected survival of people with given predictors, with errors that count both the hazard's and the coefficients'.
  ///
  /// H(t | x) = Σ_{tᵢ ≤ t} dᵢ / Σ_{at risk} w e^{(xⱼ − x)β}, each of dᵢ tied events finding the people at risk as the rule for ties has them;
  /// Var H = Σ dᵢ / (…)² + qᵀVq with q = Σ (x̄ᵢ − x) dHᵢ; survival interval exp(−H e^{±z·SE/H}).
  /// - Parameters:
  ///   - people: one row of predictors each, in the order of `estimates.names`; zeros give the baseline hazard.
  ///   - stratum: whose baseline hazard; nil gives those of all strata, person by person.
  ///   - hazard: the rule for ties, if not the model's: Breslow's or Efron's estimate.
  ///   - covariance: of the coefficients, if not the model's own.
  /// - Throws: `unequalLengths`; `outOfDomain` for an unknown stratum or the confidence; `notFinite` where a hazard overflows.
  /// - Note: Breslow (1972), doi:10.1111/j.2517-6161.1972.tb00900.x; Tsiatis (1981), doi:10.1214/aos/1176345326; as R's `survfit.coxph`,
  ///   which takes the plain logarithm for intervals unless told `conf.type = "log-log"`.
  ///   Reference values: `Fixtures/survival/curves.json`.
  public func expectedSurvival(
    of people: [[Double]], stratum: Int? = nil, hazard: TieMethod? = nil, covariance: Matrix? = nil,
    confidence: Double = 0.95
  ) throws(StatisticsError) -> [ExpectedSurvival] {
    try checkConfidence(confidence)
    let columns = columns
    let p = columns.count
    for person in people {
      guard person.count == p else { throw .unequalLengths(p, person.count) }
      try checkFinite(person, "a predictor")
    }
    if let covariance, covariance.rowCount != p || covariance.columnCount != p {
      throw .unequalLengths(p, covariance.rowCount)
    }
    let likelihood = try likelihood(keeping: columns)
    guard let information = likelihood.point(parameters)?.information, let factor = Cholesky(information) else {
      throw .notPositiveDefinite("the information of the coefficients")
    }
    let chosen = likelihood.strata.indices.filter { stratum == nil || likelihood.strata[$0] == stratum }
    guard !chosen.isEmpty, stratum == nil || strata != nil else {
      throw .outOfDomain("the model has no stratum number \(stratum ?? 0)")
    }
    var paths = [HazardPath](repeating: HazardPath(predictors: p), count: likelihood.order.count)
    likelihood.visit(likelihood.columns * parameters, curvature: false, ties: hazard) { moment in
      paths[moment.stratum].add(moment)
    }
    for place in chosen { paths[place].accumulate() }
    // Places in the basis from their distance to somebody whose place is known.
    let known = weights?.firstIndex { $0 > 0 } ?? 0
    let origin = columns.map { design.matrix[known, $0] }
    let z = try Normal.standard.upperQuantile((1 - confidence) / 2)
    func variance(_ q: [Double]) -> Double {
      guard let covariance else { return factor.forward(q).reduce(0) { $0 + $1 * $1 } }
      let ofCoefficients = likelihood.toCoefficients.transposedSolve(q)
      return covariance.form(ofCoefficients, ofCoefficients)
    }
    var result: [ExpectedSurvival] = []
    for person in people {
      let away = likelihood.toCoefficients.transposedTimes(zip(person, origin).map { $0 - $1 })
      let place = zip(likelihood.columns.row(0), away).map { $0 + $1 }
      let eta = zip(place, parameters).reduce(0) { $0 + $1.0 * $1.1 }
      for number in chosen {
        let path = paths[number]
        let risk = exp(eta - path.scale)
        var steps: [ExpectedSurvival.Step] = []
        for (index, time) in path.times.enumerated() {
          let sum = path.hazards[index + 1]
          let q = (0..<p).map { risk * (path.means[(index + 1) * p + $0] - place[$0] * sum) }
          let error = (risk * risk * path.variances[index + 1] + variance(q)).squareRoot()
          let rise = risk * sum
          try checkFinite([rise, error], "an expected hazard")
          let turn = rise > 0 ? exp(z * error / rise) : 1
          steps.append(
            ExpectedSurvival.Step(
              time: time, cumulativeHazard: rise, standardError: error, lower: exp(-rise * turn),
              upper: exp(-rise / turn)))
        }
        result.append(
          ExpectedSurvival(
            stratum: strata.map { _ in likelihood.strata[number] }, steps: steps, confidence: confidence))
      }
    }
    return result
  }
}
