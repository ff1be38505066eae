package import Dataset
package import Problems
import Statistics

/// How several columns of one's own file go together, pair by pair, over the people who have every one of them.
package struct Correlations: Sendable, Encodable {
  package struct Coefficient: Sendable, Encodable {
    package let estimate: Double
    /// 95 %; nil where the method needs more people.
    package let lower: Double?
    package let upper: Double?
    /// Two-sided, for this pair alone.
    package let p: Double
    /// Holm-adjusted over all pairs, this method alone.
    package let holm: Double
  }

  package struct Pair: Sendable, Encodable {
    package let first: String
    package let second: String
    package let pearson: Coefficient?
    package let spearman: Coefficient?
    package let kendall: Coefficient?
  }

  package let analysis = "correlations"
  package let columns: [String]
  /// People with a number in every column.
  package let n: Int
  package let leftOut: Int
  package let pairs: [Pair]
  package let refused: [Refusal]

  /// - Parameter with: column names; one that is no column of the file is read as several, separated by commas.
  /// - Throws: `Problem` when a column is missing or holds no numbers, or stands twice.
  package init(_ dataset: Dataset, outcome: String, with names: [String]) throws(Problem) {
    let others = names.flatMap { name in
      dataset.index(of: name) != nil
        ? [name] : name.split(separator: ",").map(Self.trimmed)
    }
    let columns = [outcome] + others
    var seen: Set<String> = []
    for name in columns where !seen.insert(name).inserted {
      throw Problem("column “\(name)” stands twice", at: "--with", remedy: "name each column once")
    }
    let (values, leftOut) = try FileColumns(dataset: dataset).complete(
      [(outcome, "--outcome")] + others.map { ($0, "--with") })
    let couples = columns.indices.flatMap { first in
      columns.indices.dropFirst(first + 1).map { (first: first, second: $0) }
    }
    var refused: [Refusal] = []
    func coefficients(
      _ method: String, _ correlate: ([DecimalNumber], [DecimalNumber]) throws(StatisticsError) -> Correlation
    ) -> [Coefficient?] {
      let found = couples.map { couple -> Correlation? in
        do {
          return try correlate(values[couple.first], values[couple.second])
        } catch {
          let pair = "\(columns[couple.first]) and \(columns[couple.second])"
          refused.append(Refusal(name: "\(method), \(pair)", reason: "\(error)"))
          return nil
        }
      }
      return Coefficient.adjusted(found)
    }
    let pearsons = coefficients("Pearson") { x, y throws(StatisticsError) in try pearson(x, y) }
    let spearmans = coefficients("Spearman") { x, y throws(StatisticsError) in
      try spearman(x.map(\.value), y.map(\.value))
    }
    let kendalls = coefficients("Kendall") { x, y throws(StatisticsError) in try kendall(x.map(\.value), y.map(\.value))
    }
    self.columns = columns
    n = values[0].count
    self.leftOut = leftOut
    self.refused = refused
    pairs = couples.indices.map { index in
      Pair(
        first: columns[couples[index].first], second: columns[couples[index].second], pearson: pearsons[index],
        spearman: spearmans[index], kendall: kendalls[index])
    }
  }

  private static func trimmed(_ name: Substring) -> String {
    let end = name.lastIndex { !$0.isWhitespace }.map(name.index(after:)) ?? name.startIndex
    return String(name[..<end].trimmingPrefix(while: \.isWhitespace))
  }
}

extension Correlations.Coefficient {
  /// The correlations that could be given, each with its p adjusted for all of them.
  fileprivate static func adjusted(_ found: [Correlation?]) -> [Self?] {
    // A correlation's p always lies in 0…1, so the adjustment cannot refuse it.
    let adjusted = (try? Statistics.holm(found.compactMap { $0?.pValue })) ?? []
    var next = adjusted.makeIterator()
    return found.map { correlation in
      guard let correlation, let holm = next.next() else { return nil }
      return Self(
        estimate: correlation.estimate, lower: correlation.lower, upper: correlation.upper, p: correlation.pValue,
        holm: holm)
    }
  }
}
