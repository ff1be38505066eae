package import Dataset
package import Problems
import Statistics

/// One outcome compared over groups of one's own file, at full precision. For the file's holder: nothing here is released.
package struct RawComparison: Sendable, Encodable {
  package struct Group: Sendable, Encodable {
    package let label: String
    package let n: Int
    package let mean: Double
    package let sd: Double?
    package let median: Double
    package let lowerHinge: Double
    package let upperHinge: Double
  }

  package struct Test: Sendable, Encodable {
    package let name: String
    package let symbol: String
    package let statistic: Double
    package let degreesOfFreedom: [Double]
    package let p: Double
  }

  package struct Pair: Sendable, Encodable {
    package let method: String
    package let first: String
    package let second: String
    /// First minus second.
    package let difference: Double
    package let lower: Double?
    package let upper: Double?
    package let p: Double
  }

  package struct Effect: Sendable, Encodable {
    package let name: String
    package let value: Double
    package let lower: Double?
    package let upper: Double?
  }

  /// A test that these data do not allow, and why.
  package struct Refusal: Sendable, Encodable {
    package let name: String
    package let reason: String
  }

  package let outcome: String
  package let by: String
  package let groups: [Group]
  /// Rows without an outcome or without a group.
  package let leftOut: Int
  package private(set) var tests: [Test] = []
  package private(set) var effects: [Effect] = []
  package private(set) var pairs: [Pair] = []
  package private(set) var refused: [Refusal] = []

  /// - Throws: `Problem` when a column is missing, the outcome holds no numbers or the groups are not groups.
  package init(_ dataset: Dataset, outcome: String, by: String) throws(Problem) {
    let reader = QuestionReader(dataset: dataset, file: dataset.source.fileName)
    let column = try reader.column(outcome, at: "--outcome")
    let question = try reader.closed(
      StudyFile.Question(
        column: by, title: by, multiple: nil, ordered: true, order: [], merges: [], compare: true, place: "--by"))
    var values: [[Double]] = question.levels.map { _ in [] }
    var leftOut = 0
    for row in 0..<dataset.rowCount {
      guard column.validity[row], Int(question.codes[row]) < values.count else {
        leftOut += 1
        continue
      }
      guard let value = column.number(at: row) else {
        let place = column.oddity.map { dataset.source.place(row: $0.row, column: outcome) + ": “\($0.text)”" }
        throw Problem(
          "column “\(outcome)” does not hold numbers", at: place ?? "\(dataset.source.fileName), column \(outcome)",
          remedy: "name a column of scores with --outcome")
      }
      values[Int(question.codes[row])].append(value)
    }
    self.outcome = outcome
    self.by = by
    self.leftOut = leftOut
    let present = values.indices.filter { !values[$0].isEmpty }
    let labels = present.map { question.levels[$0] }
    do {
      var tables: [Tabulation] = []
      for index in present { tables.append(try Tabulation(values[index])) }
      var groups: [Group] = []
      for (label, table) in zip(labels, tables) {
        let moments = table.moments
        let hinges = try table.hinges
        groups.append(
          Group(
            label: label, n: table.count, mean: moments.mean, sd: moments.standardDeviation, median: hinges.median,
            lowerHinge: hinges.lowerHinge, upperHinge: hinges.upperHinge))
      }
      self.groups = groups
      compare(try GroupedTabulation(groups: tables), labels: labels)
    } catch {
      throw Problem(
        "\(error)", at: "\(dataset.source.fileName), column \(outcome)", remedy: "check the column's values")
    }
  }

  private mutating func compare(_ groups: GroupedTabulation, labels: [String]) {
    let moments = groups.moments
    attempt("ANOVA") { (comparison: inout RawComparison) throws(StatisticsError) in
      let result = try oneWayANOVA(moments)
      comparison.tests.append(
        Test(
          name: "ANOVA", symbol: "F", statistic: result.statistic,
          degreesOfFreedom: [Double(result.degreesOfFreedomBetween), Double(result.degreesOfFreedomWithin)],
          p: result.pValue))
      comparison.effects.append(Effect(name: "eta squared", value: result.etaSquared, lower: nil, upper: nil))
      comparison.effects.append(Effect(name: "omega squared", value: result.omegaSquared, lower: nil, upper: nil))
    }
    attempt("Welch") { (comparison: inout RawComparison) throws(StatisticsError) in
      let result = try welchANOVA(moments)
      comparison.tests.append(
        Test(
          name: "Welch", symbol: "F", statistic: result.statistic,
          degreesOfFreedom: [Double(result.degreesOfFreedomBetween), result.degreesOfFreedomWithin], p: result.pValue))
    }
    attempt("Kruskal–Wallis") { (comparison: inout RawComparison) throws(StatisticsError) in
      let result = try kruskalWallis(groups)
      comparison.tests.append(
        Test(
          name: "Kruskal–Wallis", symbol: "H", statistic: result.statistic,
          degreesOfFreedom: [Double(result.degreesOfFreedom)], p: result.pValue))
      comparison.effects.append(Effect(name: "epsilon squared", value: result.epsilonSquared, lower: nil, upper: nil))
    }
    attempt("Brown–Forsythe (equal spread)") { (comparison: inout RawComparison) throws(StatisticsError) in
      let result = try brownForsythe(groups)
      comparison.tests.append(
        Test(
          name: "Brown–Forsythe (equal spread)", symbol: "F", statistic: result.statistic,
          degreesOfFreedom: [Double(result.degreesOfFreedomBetween), Double(result.degreesOfFreedomWithin)],
          p: result.pValue))
    }
    attempt("Tukey") { (comparison: inout RawComparison) throws(StatisticsError) in
      comparison.pairs += try tukeyHSD(moments).map { Self.pair("Tukey", $0, labels) }
    }
    attempt("Games–Howell") { (comparison: inout RawComparison) throws(StatisticsError) in
      comparison.pairs += try gamesHowell(moments).map { Self.pair("Games–Howell", $0, labels) }
    }
    attempt("Dunn–Holm") { (comparison: inout RawComparison) throws(StatisticsError) in
      comparison.pairs += try dunn(groups).map {
        Pair(
          method: "Dunn–Holm (mean ranks)", first: labels[$0.first], second: labels[$0.second],
          difference: -$0.difference,
          lower: nil, upper: nil, p: $0.adjustedPValue)
      }
    }
    for first in moments.indices {
      for second in moments.indices where second > first {
        guard let effect = try? hedgesG(moments[first], moments[second]) else { continue }
        effects.append(
          Effect(
            name: "Hedges' g, \(labels[first]) − \(labels[second])", value: effect.estimate, lower: effect.lower,
            upper: effect.upper))
      }
    }
  }

  private static func pair(_ method: String, _ result: PairwiseComparison, _ labels: [String]) -> Pair {
    Pair(
      method: method, first: labels[result.first], second: labels[result.second], difference: -result.difference,
      lower: -result.upper, upper: -result.lower, p: result.pValue)
  }

  private mutating func attempt(
    _ name: String, _ body: (inout RawComparison) throws(StatisticsError) -> Void
  ) {
    do { try body(&self) } catch { refused.append(Refusal(name: name, reason: "\(error)")) }
  }
}
