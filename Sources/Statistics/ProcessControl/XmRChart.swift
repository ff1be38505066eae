/// Chart of individual values and moving ranges (XmR, also called I chart).
///
/// Centre x̄; limits x̄ ± f·mR̄, mR̄ the mean of |xᵢ − xᵢ₋₁| and f the factor, 2.66 unless said otherwise; sigma = f·mR̄/3.
/// - Parameters:
///   - values: n ≥ 2 in order of time, in one unit.
///   - rebases: 0-based points at which a new phase begins, rising, each phase of two points or more; never chosen by the method.
///   - limitsFrom: how many points of a phase make its centre and limits, at least 2; all of them unless given.
///   - movingRange: factor and screening.
/// - Throws: `tooFewValues`, `notFinite`, `outOfDomain` for rebases or `limitsFrom`.
/// - Note: Shewhart (1931); Wheeler (2000). Reference values: NHS England's attendances with the flags of their tool, Montgomery's
///   loan costs (`ControlChartTests`), and `Fixtures/process-control/charts.json`.
public func xmrChart(
  _ values: [Double], rebases: [Int] = [], limitsFrom: Int? = nil, movingRange: MovingRange = .makingDataCount
) throws(StatisticsError) -> ControlChart {
  try checkFinite(values, "a value")
  if let limitsFrom, limitsFrom < 2 {
    throw .outOfDomain("limits come from two points or more, not from \(limitsFrom)")
  }
  return try ControlChart(count: values.count, rebases: rebases) { range throws(StatisticsError) in
    let base = values[range].prefix(limitsFrom ?? range.count)
    let (spread, screened) = movingRange.mean(base)
    let centre = (base.reduce(DoubleDouble(0)) { $0 + $1 } / Double(base.count)).value
    let sigma = movingRange.factor * spread / 3
    let phase = ControlChart.Phase(
      range: range, centre: centre, meanMovingRange: spread, screenedMovingRanges: screened)
    return (
      phase,
      values[range].map {
        ControlChart.Point(
          value: $0, centre: centre, lowerLimit: centre - 3 * sigma, upperLimit: centre + 3 * sigma, sigma: sigma,
          signals: [])
      }
    )
  }
}
