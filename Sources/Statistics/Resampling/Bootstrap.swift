/// A statistic and its values in samples drawn with replacement from the data.
public struct Bootstrap: Sendable, Equatable {
  /// The statistic of the data.
  public let estimate: Double
  /// In the order in which they were drawn.
  public let replicates: [Double]
  let ordered: [Double]

  /// Replicates that come from elsewhere.
  /// - Throws: `tooFewValues` below two replicates; `notFinite`.
  public init(estimate: Double, replicates: [Double]) throws(StatisticsError) {
    guard estimate.isFinite else { throw .notFinite("the estimate") }
    try checkFinite(replicates, "a replicate")
    guard replicates.count >= 2 else { throw .tooFewValues(replicates.count) }
    let moments = Moments(replicates)
    guard moments.isFinite else { throw .notFinite("the variance of the replicates") }
    self.estimate = estimate
    self.replicates = replicates
    ordered = replicates.sorted()
    bias = (moments.preciseMean - estimate).value
    standardError = moments.standardDeviation ?? 0
  }

  /// The mean of the replicates less the estimate.
  public let bias: Double
  /// The standard deviation of the replicates (denominator R − 1).
  public let standardError: Double
}

/// Draws R samples of units with replacement and takes the statistic of each.
///
/// Within each stratum as many units are drawn as there are; a cluster comes with all its rows.
/// - Parameters:
///   - replicates: R, from 2 to 10⁷. Percentile and BCa intervals of 95 % need about 1,000.
///   - statistic: of the rows of a sample, by 0-based index; a row may come several times, and clusters come one after the other.
/// - Throws: `outOfDomain` for R; `groupTooSmall` for a stratum of one unit, which would seem not to vary; `notFinite` for the statistic;
///   what `statistic` throws.
/// - Note: Efron (1979), doi:10.1214/aos/1176344552; Davison and Hinkley (1997), doi:10.1017/CBO9780511802843. Reference values:
///   `Fixtures/resampling/bootstrap.json` (R's `boot`).
public func bootstrap(
  _ units: SamplingUnits, replicates: Int = 9_999, seed: UInt64,
  statistic: (_ rows: [Int]) throws(StatisticsError) -> Double
) throws(StatisticsError) -> Bootstrap {
  guard (2...10_000_000).contains(replicates) else {
    throw .outOfDomain("between 2 and 10⁷ samples can be drawn, but \(replicates) are asked for")
  }
  try units.checkVariation()
  let estimate = try statistic(Array(0..<units.rowCount))
  var chance = SeededGenerator(seed: seed)
  var rows: [Int] = []
  var values: [Double] = []
  values.reserveCapacity(replicates)
  for _ in 0..<replicates {
    rows.removeAll(keepingCapacity: true)
    for stratum in 0..<units.strata.count {
      let members = units.strata[stratum]
      for _ in 0..<members.count {
        rows += units.rows[members[members.startIndex + chance.below(members.count)]]
      }
    }
    values.append(try statistic(rows))
  }
  return try Bootstrap(estimate: estimate, replicates: values)
}

/// The statistic of given samples, drawn by someone else.
/// - Parameters:
///   - count: the number of rows of the data.
///   - samples: the rows of each sample, by 0-based index.
///   - statistic: of the rows of a sample.
/// - Throws: `tooFewValues`; `outOfDomain` for an unknown row; `notFinite` for the statistic; what `statistic` throws.
public func bootstrap(
  count: Int, samples: [[Int]], statistic: (_ rows: [Int]) throws(StatisticsError) -> Double
) throws(StatisticsError) -> Bootstrap {
  let units = try SamplingUnits(count: count)
  for sample in samples {
    for row in sample where !(0..<count).contains(row) { throw .outOfDomain("the data have no row \(row)") }
  }
  let estimate = try statistic(Array(0..<units.rowCount))
  var values: [Double] = []
  for sample in samples { values.append(try statistic(sample)) }
  return try Bootstrap(estimate: estimate, replicates: values)
}
