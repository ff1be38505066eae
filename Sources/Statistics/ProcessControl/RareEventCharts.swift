#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Chart of the number of opportunities between rare events (G).
///
/// Counts are geometric: mean ḡ, sigma = √(ḡ(ḡ + 1)); the upper limit is ḡ + 3·sigma, and there is no lower one. The centre is the median of that
/// distribution, ln 2 · ḡ, so that a run on one side is as likely above as below.
/// - Parameters:
///   - counts: n ≥ 2 numbers of cases or days between events, each ≥ 0.
///   - rebases: 0-based points at which a new phase begins.
/// - Throws: `tooFewValues`, `notFinite`, `outOfDomain`.
/// - Note: Benneyan (2001), doi:10.1023/A:1011846412909; the centre as Provost and Murray (2011). Reference values:
///   `Fixtures/process-control/charts.json`.
public func gChart(_ counts: [Double], rebases: [Int] = []) throws(StatisticsError) -> ControlChart {
  try checkFinite(counts, "a count")
  for count in counts where count < 0 { throw .outOfDomain("a count between events is 0 or more, but one is \(count)") }
  return try ControlChart(count: counts.count, rebases: rebases) { range throws(StatisticsError) in
    let mean = (counts[range].reduce(DoubleDouble(0)) { $0 + $1 } / Double(range.count)).value
    let spread = mean.squareRoot() * (mean + 1).squareRoot()
    let centre = log(2.0) * mean
    // A third of the way to the limit: what lies beyond two thirds of it is near.
    let sigma = (mean + 3 * spread - centre) / 3
    return (
      ControlChart.Phase(range: range, centre: centre, meanMovingRange: nil, screenedMovingRanges: 0),
      counts[range].map {
        ControlChart.Point(
          value: $0, centre: centre, lowerLimit: nil, upperLimit: centre + 3 * sigma, sigma: sigma, signals: [])
      }
    )
  }
}

/// Chart of the time between rare events (T).
///
/// yᵢ = tᵢ^(1/3.6) is nearly normal; centre and limits are those of an XmR chart of y, taken to the power of 3.6. Signals are found among
/// the y.
/// - Parameters:
///   - times: n ≥ 2 times between events, each ≥ 0, in one unit.
///   - rebases: 0-based points at which a new phase begins.
/// - Throws: `tooFewValues`, `notFinite`, `outOfDomain`.
/// - Note: Nelson (1994), doi:10.1080/00224065.1994.11979521. Reference values: `Fixtures/process-control/charts.json`.
public func tChart(
  _ times: [Double], rebases: [Int] = [], movingRange: MovingRange = .makingDataCount
) throws(StatisticsError) -> ControlChart {
  try checkFinite(times, "a time")
  for time in times where time < 0 { throw .outOfDomain("a time between events is 0 or more, but one is \(time)") }
  let power = 3.6
  let chart = try xmrChart(times.map { pow($0, 1 / power) }, rebases: rebases, movingRange: movingRange)
  let points = zip(times, chart.points).map { time, point -> ControlChart.Point in
    let lower = point.lowerLimit.flatMap { $0 > 0 ? pow($0, power) : nil }
    let (centre, upper) = (pow(point.centre, power), point.upperLimit.map { pow($0, power) })
    return ControlChart.Point(
      value: time, centre: centre, lowerLimit: lower, upperLimit: upper, sigma: ((upper ?? centre) - centre) / 3,
      signals: point.signals)
  }
  for point in points where !(point.centre.isFinite && point.sigma.isFinite) { throw .notFinite("a limit") }
  let phases = chart.phases.map {
    ControlChart.Phase(
      range: $0.range, centre: pow($0.centre, power), meanMovingRange: $0.meanMovingRange,
      screenedMovingRanges: $0.screenedMovingRanges)
  }
  return ControlChart(points: points, phases: phases)
}
