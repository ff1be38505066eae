package import Dataset
package import Problems
import Statistics

/// One outcome compared over groups of one's own file, at full precision. For the file's holder: nothing here is released.
package struct RawComparison: Sendable, Encodable {
  package struct Group: Sendable, Encodable {
    package let label: String
    package let n: Int
    package let mean: Double
    /// The 95 % interval of the mean, by the group's own SD; nil for a group of one.
    package let lower: Double?
    package let upper: Double?
    package let sd: Double?
    package let median: Double
    package let lowerHinge: Double
    package let upperHinge: Double
    /// Type 2; nil below three values (kurtosis: four) or without variance.
    package let skewness: Double?
    package let excessKurtosis: Double?
  }

  package struct Test: Sendable, Encodable {
    package let name: String
    package let symbol: String
    package let statistic: Double
    package let degreesOfFreedom: [Double]
    package let p: Double
    /// The groups that entered.
    package let groups: [String]
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

  /// What becomes of groups in which one person has an outcome.
  package enum GroupsOfOne: String, Sendable, Encodable, CaseIterable {
    /// They enter every test that can take them.
    case include
    /// They are listed and enter no test.
    case leaveOut = "leave-out"
  }

  package let analysis = "groups"
  package let outcome: String
  package let by: String
  package let groups: [Group]
  /// Rows without an outcome or without a group.
  package let leftOut: Int
  package let groupsOfOne: GroupsOfOne
  /// Groups that enter no test, because they are of one and those were to be left out.
  package let outsideTests: [String]
  package internal(set) var tests: [Test] = []
  /// Student's and Welch's t-test, when two groups are compared.
  package internal(set) var meanTests: [MeanTest] = []
  /// When two groups are compared.
  package internal(set) var rankTest: RankTest?
  package internal(set) var effects: [EffectSize] = []
  package internal(set) var pairs: [Pair] = []
  package internal(set) var refused: [Refusal] = []

  /// - Throws: `Problem` when a column is missing, the outcome holds no numbers or the groups are not groups.
  package init(
    _ dataset: Dataset, outcome: String, by: String, groupsOfOne: GroupsOfOne = .include
  ) throws(Problem) {
    let columns = FileColumns(dataset: dataset)
    try columns.checkDistinct(outcome, by: by)
    let numbers = try columns.decimals(outcome, option: "--outcome")
    let question = try columns.choices(by, option: "--by")
    var values: [[DecimalNumber]] = question.levels.map { _ in [] }
    for (number, code) in zip(numbers, question.codes) {
      if let number, Int(code) < values.count { values[Int(code)].append(number) }
    }
    self.outcome = outcome
    self.by = by
    self.groupsOfOne = groupsOfOne
    leftOut = dataset.rowCount - values.reduce(0) { $0 + $1.count }
    let present = values.indices.filter { !values[$0].isEmpty }
    guard !present.isEmpty else { throw columns.nobody("both a number in “\(outcome)” and a group in “\(by)”") }
    let labels = present.map { question.levels[$0] }
    do {
      var tables: [Tabulation] = []
      for index in present { tables.append(try Tabulation(values[index])) }
      var groups: [Group] = []
      for (label, table) in zip(labels, tables) { groups.append(try Group(label, table)) }
      self.groups = groups
      let entering = tables.indices.filter { groupsOfOne == .include || tables[$0].count > 1 }
      outsideTests = tables.indices.filter { !entering.contains($0) }.map { labels[$0] }
      let compared = entering.map { labels[$0] }
      compare(try GroupedTabulation(groups: entering.map { tables[$0] }), labels: compared)
      if entering.count == 2 {
        compareRanks(entering.map { values[present[$0]].map(\.value) }, labels: compared)
      }
    } catch {
      throw Problem(
        "\(error)", at: "\(dataset.source.fileName), column \(outcome)", remedy: "check the column's values")
    }
  }
}

extension RawComparison.Group {
  fileprivate init(_ label: String, _ table: Tabulation) throws(StatisticsError) {
    let moments = table.moments
    let hinges = try table.hinges
    let interval = try? meanInterval(moments)
    let shape = try? table.shape
    self.init(
      label: label, n: table.count, mean: moments.mean, lower: interval?.lower, upper: interval?.upper,
      sd: moments.standardDeviation, median: hinges.median, lowerHinge: hinges.lowerHinge,
      upperHinge: hinges.upperHinge, skewness: shape?.skewness, excessKurtosis: shape?.excessKurtosis)
  }
}
