/// A statistic with one unit after the other left out.
public struct Jackknife: Sendable, Equatable {
  /// The statistic of the data.
  public let estimate: Double
  /// Without each unit: people by row, clusters in the order in which they first appear.
  public let values: [Double]
  /// √(Σₕ (nₕ − 1)/nₕ · Σᵢ(θ₍ᵢ₎ − θ̄ₕ)²) over the strata h.
  public let standardError: Double
  /// Of a BCa interval: Σₕ Σᵢ lᵢ³/nₕ³ / 6(Σₕ Σᵢ lᵢ²/nₕ²)^1.5 with lᵢ = (nₕ − 1)(θ̄ₕ − θ₍ᵢ₎).
  public let acceleration: Double
}

/// Leaves out one unit after the other.
/// - Parameters:
///   - units: at least two in each stratum, three in all.
///   - statistic: of the rows that remain, by 0-based index.
/// - Throws: `groupTooSmall` for a stratum; `tooFewValues`; `zeroVariance` when no unit changes the statistic; `notFinite` for the statistic;
///   what `statistic` throws.
/// - Note: Efron (1987), doi:10.1080/01621459.1987.10478410; strata as Davison and Hinkley (1997), §5.3. Reference values:
///   `Fixtures/resampling/bootstrap.json` (R's `boot`).
public func jackknife(
  _ units: SamplingUnits, statistic: (_ rows: [Int]) throws(StatisticsError) -> Double
) throws(StatisticsError) -> Jackknife {
  guard units.unitCount >= 3 else { throw .tooFewValues(units.unitCount) }
  try units.checkVariation()
  let estimate = try statistic(Array(0..<units.rowCount))
  guard estimate.isFinite else { throw .notFinite("the statistic") }
  var unitOfRow = [Int](repeating: 0, count: units.rowCount)
  for unit in 0..<units.unitCount {
    for row in units.rows[unit] { unitOfRow[row] = unit }
  }
  var values: [Double] = []
  values.reserveCapacity(units.unitCount)
  for unit in 0..<units.unitCount {
    values.append(try statistic((0..<units.rowCount).filter { unitOfRow[$0] != unit }))
  }
  try checkFinite(values, "the statistic")
  // In units of the largest influence, so that no cube overflows.
  var parts: [Double] = []
  var variance = 0.0
  for stratum in 0..<units.strata.count {
    let members = units.strata[stratum].map { values[$0] }
    let moments = Moments(members)
    guard moments.isFinite else { throw .notFinite("the spread of the statistic") }
    let size = Double(members.count)
    variance += (size - 1) / size * moments.sumOfSquaredDeviations
    parts += members.map { (size - 1) / size * (moments.preciseMean - $0).value }
  }
  let largest = parts.reduce(0) { max($0, abs($1)) }
  guard largest > 4 * estimate.ulp, largest.isFinite, variance.isFinite else { throw .zeroVariance }
  var (squares, cubes) = (0.0, 0.0)
  for part in parts {
    let share = part / largest
    squares += share * share
    cubes += share * share * share
  }
  return Jackknife(
    estimate: estimate, values: values, standardError: variance.squareRoot(),
    acceleration: cubes / (6 * squares * squares.squareRoot()))
}
