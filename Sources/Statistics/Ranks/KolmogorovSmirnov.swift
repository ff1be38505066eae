/// The largest distance between two distribution curves.
public struct KolmogorovSmirnov: Sendable, Equatable {
  /// D, from 0 to 1.
  public let statistic: Double
  /// Two-sided.
  public let pValue: Double
  /// Whether the p-value is exact; otherwise it comes from the limit.
  public let isExact: Bool
}

/// Kolmogorov and Smirnov's test of a sample against a distribution that was fixed beforehand.
///
/// D = max(i/n − F(x₍ᵢ₎), F(x₍ᵢ₎) − (i − 1)/n). The approximation takes Kolmogorov's limit at
/// x + 1/(6√n) + (x − 1)/(4n), x = √n D. A distribution whose parameters were estimated from the same values makes p too large.
/// - Parameters:
///   - values: n ≥ 1.
///   - distribution: F, continuous.
///   - method: `.automatic` is exact up to n = 500.
/// - Throws: `tooFewValues`, `notFinite`, `tooMuchWork` for an exact test of more than 2,000 values, and what F throws.
/// - Note: Kolmogorov (1933); correction: Vrbik (2018), Pioneer J. Theor. Appl. Stat. 15, 15–23.
///   Reference values: `Fixtures/ranks`.
public func kolmogorovSmirnov(
  _ values: [Double], against distribution: some ContinuousDistribution, method: RankTestMethod = .automatic
) throws(StatisticsError) -> KolmogorovSmirnov {
  guard !values.isEmpty else { throw .tooFewValues(0) }
  try checkFinite(values, "a value")
  let n = Double(values.count)
  var distance = 0.0
  for (index, value) in values.sorted().enumerated() {
    let share = try distribution.cumulative(value)
    distance = max(distance, Double(index + 1) / n - share, share - Double(index) / n)
  }
  let d = min(1, distance)
  let exact = try exactly(method, ifAtMost: values.count, of: 500) { () throws(StatisticsError) in
    try KolmogorovDistribution(count: values.count).survival(d)
  }
  if let exact { return KolmogorovSmirnov(statistic: d, pValue: exact, isExact: true) }
  let x = n.squareRoot() * d
  let corrected = x + 1 / (6 * n.squareRoot()) + (x - 1) / (4 * n)
  return KolmogorovSmirnov(statistic: d, pValue: try KolmogorovLimit().survival(corrected), isExact: false)
}

/// Kolmogorov and Smirnov's test of two samples.
///
/// D is the largest distance of the two curves; p the share of all orders of the pooled sample whose D is at least that, also
/// with ties. The approximation takes Kolmogorov's limit at √(mn/(m + n)) · D.
/// - Parameters:
///   - a, b: m, n ≥ 1 values in one unit.
///   - method: `.automatic` is exact for m·n up to 1e5 and m + n up to 1,000.
/// - Throws: `groupTooSmall`, `notFinite`, `tooMuchWork` for an exact test of more than 1,000 values.
/// - Note: Smirnov (1939); Schröer & Trenkler (1995), doi:10.1016/0167-9473(94)00040-P. Reference values:
///   `Fixtures/ranks`.
public func kolmogorovSmirnov(
  _ a: [Double], _ b: [Double], method: RankTestMethod = .automatic
) throws(StatisticsError) -> KolmogorovSmirnov {
  for (index, sample) in [a, b].enumerated() {
    guard !sample.isEmpty else { throw .groupTooSmall(group: index, count: 0, needed: 1) }
    try checkFinite(sample, "a value of group \(index + 1)")
  }
  let (m, n) = (a.count, b.count)
  guard m < 1 << 31, n < 1 << 31 else { throw tooManyPeople }
  let groups = try GroupedTabulation(groups: [a, b])
  var (below, largest) = ((0, 0), 0)
  for (first, second) in zip(groups.counts[0], groups.counts[1]) {
    below = (below.0 + first, below.1 + second)
    largest = max(largest, abs(below.0 * n - below.1 * m))
  }
  let statistic = Double(largest) / (Double(m) * Double(n))
  let work = m + n > 1000 ? Int.max : m * n
  let exact = try exactly(method, ifAtMost: work, of: 100_000) { () throws(StatisticsError) in
    try TwoSampleKolmogorovDistribution(first: m, second: n, tieCounts: groups.totals).survival(largest - 1)
  }
  if let exact { return KolmogorovSmirnov(statistic: statistic, pValue: exact, isExact: true) }
  let scale = (Double(m) / Double(m + n) * Double(n)).squareRoot()
  return KolmogorovSmirnov(
    statistic: statistic, pValue: try KolmogorovLimit().survival(scale * statistic), isExact: false)
}
