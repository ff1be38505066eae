package import Dataset
package import Problems
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
  /// What is missing, a sentence each.
  package let missing: [String]
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

  /// Every outcome of a summary file, read as text so that printed decimals survive: columns group, n, mean, sd and, for several, outcome.
  package static func all(_ dataset: Dataset, reading: Reading) throws(Problem) -> [SummaryComparison] {
    let reader = QuestionReader(dataset: dataset, file: dataset.source.fileName)
    let place = dataset.source.fileName
    let group = try reader.column("group", at: place)
    let n = try reader.column("n", at: place)
    let mean = try reader.column("mean", at: place)
    let sd = try reader.column("sd", at: place)
    let outcome = dataset.column(named: "outcome")
    for column in [n, mean, sd] {
      if let row = (0..<dataset.rowCount).first(where: { column.text(at: $0) != nil && number(column, $0) == nil }) {
        throw Problem(
          "“\(column.text(at: row) ?? "")” is not a number", at: dataset.source.place(row: row, column: column.name),
          remedy: "write a number, or leave the cell empty where none was published")
      }
    }
    let meanDecimals = reading.decimals ?? decimals(mean)
    let sdDecimals = reading.decimals ?? decimals(sd)
    var order: [String] = []
    var rows: [String: [Row]] = [:]
    for row in 0..<dataset.rowCount {
      guard let size = number(n, row), size == size.rounded(), size >= 1, size < 1e9 else {
        throw Problem(
          "a group needs a whole number of people", at: dataset.source.place(row: row, column: "n"),
          remedy: "write n, 1 or more")
      }
      if let value = number(sd, row), value < 0 {
        throw Problem(
          "a standard deviation cannot be \(value)", at: dataset.source.place(row: row, column: "sd"),
          remedy: "check the sign")
      }
      let key = outcome?.text(at: row) ?? ""
      if rows[key] == nil { order.append(key) }
      rows[key, default: []].append(
        Row(
          label: group.text(at: row) ?? "group \(row + 1)", n: Int(size), mean: number(mean, row),
          sd: number(sd, row)))
    }
    return order.map { key in
      SummaryComparison(
        outcome: key.isEmpty ? nil : key, rows: rows[key] ?? [], meanHalf: half(meanDecimals), sdHalf: half(sdDecimals),
        range: reading.range)
    }
  }

  private struct Row {
    let label: String
    let n: Int
    let mean: Double?
    let sd: Double?
  }

  private init(outcome: String?, rows: [Row], meanHalf: Double, sdHalf: Double, range: ClosedRange<Double>?) {
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
    var (statistic, p): (Double?, Double?) = (nil, nil)
    var pairs: [RawComparison.Pair] = []
    var bounds: Bounds?
    do {
      if missing.isEmpty {
        var moments: [Moments] = []
        for row in rows {
          moments.append(try Moments(count: row.n, mean: row.mean ?? 0, standardDeviation: row.n > 1 ? row.sd : nil))
        }
        let result = try oneWayANOVA(moments)
        (statistic, p) = (result.statistic, result.pValue)
        pairs = try tukeyHSD(moments).map {
          RawComparison.Pair(
            method: "Tukey", first: rows[$0.first].label, second: rows[$0.second].label, difference: -$0.difference,
            lower: -$0.upper, upper: -$0.lower, p: $0.pValue)
        }
      }
      if missing.isEmpty || range != nil {
        let open = try anovaBounds(summaries)
        bounds = Bounds(
          smallestStatistic: open.smallestStatistic, largestStatistic: open.largestStatistic,
          smallestP: open.smallestPValue, largestP: open.largestPValue)
      }
    } catch {
      missing.append("\(error)")
    }
    self.statistic = statistic
    self.p = p
    self.pairs = pairs
    self.bounds = bounds
    self.missing = missing
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

  /// A printed number, with a point or a comma.
  private static func number(_ column: Column, _ row: Int) -> Double? {
    guard let text = column.text(at: row), let value = Double(text.replacing(",", with: ".")), value.isFinite else {
      return nil
    }
    return value
  }

  private static func half(_ decimals: Int) -> Double {
    var half = 0.5
    for _ in 0..<min(decimals, 15) { half /= 10 }
    return half
  }

  private static func decimals(_ column: Column) -> Int {
    (0..<column.rowCount).compactMap { column.text(at: $0) }.map { text in
      text.replacing(",", with: ".").split(separator: ".", maxSplits: 1).dropFirst().first?.count ?? 0
    }.max() ?? 0
  }
}
