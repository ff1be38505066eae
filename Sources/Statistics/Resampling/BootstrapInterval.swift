extension Bootstrap {
  /// From the α/2 to the 1 − α/2 quantile of the replicates.
  ///
  /// The quantile of level a is the (R + 1)a-th of the ordered replicates, interpolated between neighbours on the scale of the normal quantile.
  /// - Throws: `outOfDomain` for the confidence; `tooFewValues` when an end lies outside the replicates.
  /// - Note: Davison and Hinkley (1997), equations 5.8 and 5.18. Reference values: `Fixtures/resampling/bootstrap.json` (R's `boot.ci`,
  ///   which takes the outermost replicate where this one refuses).
  public func percentileInterval(confidence: Double = 0.95) throws(StatisticsError) -> Interval {
    try checkConfidence(confidence)
    let tail = (1 - confidence) / 2
    return Interval(
      estimate: estimate, lower: try quantile(tail), upper: try quantile(1 - tail), confidence: confidence)
  }

  /// The percentile interval turned round the estimate: 2θ̂ − q(1 − α/2) to 2θ̂ − q(α/2).
  /// - Throws: as `percentileInterval`.
  /// - Note: Davison and Hinkley (1997), equation 5.6.
  public func basicInterval(confidence: Double = 0.95) throws(StatisticsError) -> Interval {
    let percentile = try percentileInterval(confidence: confidence)
    let (lower, upper) = (2 * estimate - percentile.upper, 2 * estimate - percentile.lower)
    guard lower.isFinite, upper.isFinite else { throw .notFinite("an end of the interval") }
    return Interval(estimate: estimate, lower: lower, upper: upper, confidence: confidence)
  }

  /// The percentile interval corrected for bias and for a spread that changes with the estimate (BCa).
  ///
  /// Levels Φ(z₀ + (z₀ + z)/(1 − a(z₀ + z))) with z = Φ⁻¹(α/2) and Φ⁻¹(1 − α/2), z₀ = `biasCorrection`.
  /// - Parameter acceleration: a, as of `jackknife`.
  /// - Throws: `outOfDomain` for the confidence, for an acceleration so large that the levels have no order, and when all replicates lie on
  ///   one side of the estimate; `tooFewValues` when an end lies outside the replicates.
  /// - Note: Efron (1987), doi:10.1080/01621459.1987.10478410. Reference values: `Fixtures/resampling/bootstrap.json` (R's `boot.ci`).
  public func bcaInterval(acceleration: Double, confidence: Double = 0.95) throws(StatisticsError) -> Interval {
    try checkConfidence(confidence)
    guard acceleration.isFinite else { throw .notFinite("the acceleration") }
    let shift = try biasCorrection
    let z = try Normal.standard.upperQuantile((1 - confidence) / 2)
    let (low, high) = (shift - z, shift + z)
    guard 1 - acceleration * low > 0, 1 - acceleration * high > 0 else {
      throw .outOfDomain("an acceleration of \(acceleration) is too large for an interval of this confidence")
    }
    return Interval(
      estimate: estimate, lower: try quantile(at: shift + low / (1 - acceleration * low)),
      upper: try quantile(at: shift + high / (1 - acceleration * high)), confidence: confidence)
  }

  /// z₀ = Φ⁻¹(share of the replicates below the estimate).
  /// - Throws: `outOfDomain` when all replicates lie on one side of the estimate.
  public var biasCorrection: Double {
    get throws(StatisticsError) {
      let below = firstWhole(in: 0...ordered.count) { $0 == ordered.count || ordered[$0] >= estimate }
      guard below > 0, below < ordered.count else {
        throw .outOfDomain("all replicates lie on one side of the estimate, so its bias cannot be corrected")
      }
      return try Normal.standard.quantile(Double(below) / Double(ordered.count))
    }
  }

  private func quantile(_ level: Double) throws(StatisticsError) -> Double {
    try quantile(level, z: try Normal.standard.quantile(level))
  }

  private func quantile(at z: Double) throws(StatisticsError) -> Double {
    try quantile(try Normal.standard.cumulative(z), z: z)
  }

  private func quantile(_ level: Double, z: Double) throws(StatisticsError) -> Double {
    let size = Double(ordered.count + 1)
    // (R + 1)·(1 − 0.975) is 25 on paper and not quite in binary.
    var position = size * level
    if abs(position - position.rounded()) < 1e-9 { position = position.rounded() }
    let below = position.rounded(.down)
    guard below >= 1, below < size - (position == below ? 0 : 1) else { throw .tooFewValues(ordered.count) }
    let low = ordered[Int(below) - 1]
    guard position > below else { return low }
    let first = try Normal.standard.quantile(below / size)
    let second = try Normal.standard.quantile((below + 1) / size)
    let share = (z - first) / (second - first)
    return low + share * (ordered[Int(below)] - low)
  }
}
