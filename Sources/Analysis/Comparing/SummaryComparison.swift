import Problems
import Statistics

/// An analysis of variance from published figures: group, n, mean and SD, each rounded as it was printed.
///
/// What rounding (or a missing figure, when the scale's range is known) leaves open is carried as an interval of F and p. No group is
/// ever left out: what cannot be computed names the figure that is missing.
package struct SummaryComparison: Sendable, Encodable {
  package struct Group: Sendable, Encodable {
    package let label: String
    package let n: Int
    package let mean: Double?
    package let sd: Double?
  }

  package let outcome: String?
  package let groups: [Group]
  /// From the figures as printed; nil where one is missing.
  package let statistic: Double?
  package let degreesOfFreedom: [Int]
  package let p: Double?
  package let bounds: Bounds?
  /// What is missing, a sentence each; the scale's range would bound it.
  package let missing: [String]
  /// What is wrong with the figures themselves, a sentence each; no range helps.
  package let problems: [String]
  package let pairs: [RawComparison.Pair]

  package struct Bounds: Sendable, Encodable {
    package let smallestStatistic: Double
    /// nil: no upper limit.
    package let largestStatistic: Double?
    package let smallestP: Double
    package let largestP: Double
  }

  /// How summary figures were printed and what they may have been.
  package struct Reading: Sendable {
    /// Printed decimals of means and SDs; nil: the most that occur in the column.
    package var decimals: Int?
    /// The scale's lowest and highest score: it bounds what is missing.
    package var range: ClosedRange<Double>?
    package init(decimals: Int? = nil, range: ClosedRange<Double>? = nil) {
      self.decimals = decimals
      self.range = range
    }
  }

  /// One line of the file.
  struct Row {
    let label: String
    /// The line, for messages.
    let line: Int
    let n: Int
    let mean: Double?
    let sd: Double?
  }

  init(
    outcome: String?, rows: [Row], meanHalf: Double, sdHalf: Double, range: ClosedRange<Double>?, file: String
  ) {
    self.outcome = outcome
    groups = rows.map { Group(label: $0.label, n: $0.n, mean: $0.mean, sd: $0.sd) }
    var missing: [String] = []
    var summaries: [RoundedSummary] = []
    for row in rows {
      var (centre, centreHalf) = (row.mean ?? 0, meanHalf)
      if row.mean == nil {
        missing.append("\(row.label) (n = \(row.n)) has no mean")
        if let range {
          (centre, centreHalf) = ((range.lowerBound + range.upperBound) / 2, (range.upperBound - range.lowerBound) / 2)
        }
      }
      var (spread, spreadHalf) = (row.sd, sdHalf)
      if row.sd == nil, row.n > 1 {
        missing.append("\(row.label) (n = \(row.n)) has no SD")
        if let range {
          let most = Self.largestDeviation(n: row.n, mean: row.mean, half: meanHalf, range: range)
          (spread, spreadHalf) = (most / 2, most / 2)
        }
      }
      summaries.append(
        RoundedSummary(
          count: row.n, mean: centre, meanHalfWidth: centreHalf, standardDeviation: spread,
          standardDeviationHalfWidth: spreadHalf))
    }
    degreesOfFreedom = [rows.count - 1, rows.reduce(0) { $0 + $1.n } - rows.count]
    self.missing = missing
    var problems: [Problem] = []
    func attempt<Figure>(_ figure: () throws(StatisticsError) -> Figure) -> Figure? {
      do {
        return try figure()
      } catch {
        let problem = Self.problem(error, rows: rows, file: file)
        if !problems.contains(problem) { problems.append(problem) }
        return nil
      }
    }
    var result: OneWayANOVA?
    var pairs: [PairwiseComparison] = []
    if missing.isEmpty {
      result = attempt { () throws(StatisticsError) in try oneWayANOVA(try Self.moments(rows)) }
      if result != nil {
        pairs = attempt { () throws(StatisticsError) in try tukeyHSD(try Self.moments(rows)) } ?? []
      }
    }
    var open: ANOVABounds?
    if missing.isEmpty || range != nil {
      open = attempt { () throws(StatisticsError) in try anovaBounds(summaries) }
    } else if rows.allSatisfy({ $0.n == 1 }) {
      problems.append(Self.problem(.tooFewValues(rows.count), rows: rows, file: file))
    } else if let zero = Self.noSpread(rows, file: file) {
      problems.append(zero)
    }
    let labels = rows.map(\.label)
    statistic = result?.statistic
    p = result?.pValue
    self.pairs = pairs.map { RawComparison.Pair("Tukey", $0, labels) }
    bounds = open.map {
      Bounds(
        smallestStatistic: $0.smallestStatistic, largestStatistic: $0.largestStatistic, smallestP: $0.smallestPValue,
        largestP: $0.largestPValue)
    }
    self.problems = problems.map(\.description)
  }

  private static func moments(_ rows: [Row]) throws(StatisticsError) -> [Moments] {
    try rows.map { row throws(StatisticsError) in
      try Moments(count: row.n, mean: row.mean ?? 0, standardDeviation: row.n > 1 ? row.sd : nil)
    }
  }

  /// The most that n scores within the range can spread about a mean near `mean` (anywhere, when that is missing too):
  /// s² ≤ (m − low)(high − m) · n/(n − 1), the case of scores at both ends only.
  private static func largestDeviation(n: Int, mean: Double?, half: Double, range: ClosedRange<Double>) -> Double {
    let middle = (range.lowerBound + range.upperBound) / 2
    var best = middle
    if let mean { best = min(max(middle, mean - half), mean + half) }
    let room = max(0, (best - range.lowerBound) * (range.upperBound - best))
    return (room * Double(n) / Double(n - 1)).squareRoot()
  }
}
