/// What is counted in each period.
public enum CountedShare: Sendable, Equatable {
  /// Some of `bases` had the property: a proportion, binomial within a period.
  case proportion
  /// Events among an exposure of `bases`: a rate, Poisson within a period.
  case rate
}

/// Charts of counts: P for proportions, U for rates, and Laney's P′ and U′ where they vary more or less than chance within periods.
///
/// yᵢ = cᵢ/bᵢ, centre ȳ = Σc/Σb; sigmaᵢ = √(ȳ(1 − ȳ)/bᵢ) for proportions and √(ȳ/bᵢ) for rates, times f·mR̄(z)/3 for the primed charts, with
/// zᵢ = (yᵢ − ȳ)/sigmaᵢ; limits ȳ ± 3 sigmaᵢ, where they lie within what is possible.
/// - Parameters:
///   - counts: n ≥ 2, each ≥ 0, and no more than its base for proportions.
///   - bases: n, each > 0: people, shifts, days.
///   - adjusted: whether to scale by the moving range (P′, U′).
///   - rebases: 0-based points at which a new phase begins.
/// - Throws: `unequalLengths`, `tooFewValues`, `notFinite`, `outOfDomain`.
/// - Note: Laney (2002), doi:10.1081/QEN-120006555. Reference values: `Fixtures/process-control/charts.json`.
public func countChart(
  _ share: CountedShare, counts: [Double], bases: [Double], adjusted: Bool = false, rebases: [Int] = [],
  movingRange: MovingRange = .makingDataCount
) throws(StatisticsError) -> ControlChart {
  guard counts.count == bases.count else { throw .unequalLengths(counts.count, bases.count) }
  try checkFinite(counts, "a count")
  try checkFinite(bases, "a base")
  for (index, (count, base)) in zip(counts, bases).enumerated() {
    guard count >= 0, base > 0, share == .rate || count <= base else {
      throw .outOfDomain("point \(index + 1) counts \(count) of \(base)")
    }
  }
  return try ControlChart(count: counts.count, rebases: rebases) { range throws(StatisticsError) in
    let values = range.map { counts[$0] / bases[$0] }
    let total = bases[range].reduce(DoubleDouble(0)) { $0 + $1 }
    let centre = (counts[range].reduce(DoubleDouble(0)) { $0 + $1 } / total).value
    let variance = share == .proportion ? centre * (1 - centre) : centre
    let sigmas = range.map { (max(variance, 0) / bases[$0]).squareRoot() }
    var scale = 1.0
    var spread: (mean: Double, screened: Int)?
    if adjusted {
      let standardised = zip(values, sigmas).map { $1 > 0 ? ($0 - centre) / $1 : 0 }
      let found = movingRange.mean(standardised)
      scale = movingRange.factor * found.mean / 3
      spread = found
    }
    let phase = ControlChart.Phase(
      range: range, centre: centre, meanMovingRange: spread?.mean, screenedMovingRanges: spread?.screened ?? 0)
    let points = zip(values, sigmas).map { value, chance in
      let sigma = chance * scale
      let (lower, upper) = (centre - 3 * sigma, centre + 3 * sigma)
      return ControlChart.Point(
        value: value, centre: centre, lowerLimit: lower > 0 ? lower : nil,
        upperLimit: share == .proportion && upper >= 1 ? nil : upper, sigma: sigma, signals: [])
    }
    return (phase, points)
  }
}
