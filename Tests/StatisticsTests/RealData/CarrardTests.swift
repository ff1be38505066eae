import Foundation
import Statistics
import Testing

/// 886 medical students (Carrard et al. 2022); what R says about them is in `Fixtures/carrard.json`.
@Suite("Real data: burnout at work among medical students, as R has it")
struct CarrardTests {
  private struct Results: Decodable {
    let results: [String: [String: [Double]]]
  }

  private let results: [String: [String: [Double]]]
  private let columns: [String: [Double]]

  init() throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/carrard.json")
    results = try JSONDecoder().decode(Results.self, from: Data(contentsOf: url)).results
    var columns: [String: [Double]] = [:]
    if let text = SharedData.text("carrard2022.csv") {
      let rows = text.split(whereSeparator: \.isNewline).map { $0.split(separator: ",") }
      for (index, name) in rows[0].enumerated() {
        columns[String(name)] = rows.dropFirst().compactMap { Double($0[index]) }
      }
    }
    self.columns = columns
  }

  private func close(_ key: String, _ name: String, _ actual: [Double], _ tolerance: Double = 1e-9, floor: Double = 0)
    throws
  {
    let wanted = try #require(results[key]?[name])
    try #require(wanted.count == actual.count)
    for (actual, wanted) in zip(actual, wanted) {
      #expect(
        abs(actual - wanted) <= max(floor, tolerance * abs(wanted)), "\(key) \(name): \(actual) against \(wanted)")
    }
  }

  private func byYear(_ values: [Double]) throws -> [[Double]] {
    let year = try #require(columns["year"])
    return (1...6).map { wanted in zip(values, year).filter { $1 == Double(wanted) }.map(\.0) }
  }

  @Test(
    "Six scales by year of study",
    arguments: [
      ("ex", "mbi_ex"), ("cy", "mbi_cy"), ("ea", "mbi_ea"), ("cesd", "cesd"), ("stai", "stai_t"), ("jspe", "jspe"),
    ])
  func scaleByYear(key: String, column: String) throws {
    guard let values = columns[column] else { return }
    #expect(values.count == 886)
    let groups = try byYear(values)
    let table = try GroupedTabulation(groups: groups)
    let moments = table.moments
    let whole = moments.reduce(Moments()) { $0.merged(with: $1) }
    try close(key, "mean", [whole.mean])
    try close(key, "sd", [try #require(whole.standardDeviation)])
    let five = try Tabulation(values).hinges
    try close(key, "fivenum", [five.minimum, five.lowerHinge, five.median, five.upperHinge, five.maximum])
    try close(key, "quartiles", try [0.1, 0.25, 0.9].map { try Tabulation(values).quantile($0) })
    let anova = try oneWayANOVA(moments)
    try close(key, "squares", [anova.sumOfSquaresBetween, anova.sumOfSquaresWithin])
    try close(key, "F", [anova.statistic])
    try close(key, "pValue", [anova.pValue])
    let welch = try welchANOVA(moments)
    try close(key, "welch", [welch.statistic, welch.degreesOfFreedomWithin, welch.pValue])
    let ranks = try kruskalWallis(table)
    try close(key, "kruskal", [ranks.statistic, ranks.pValue])
    let spread = try brownForsythe(table)
    try close(key, "brownForsythe", [spread.statistic, spread.pValue])
    let pairs = try tukeyHSD(moments)
    try close(key, "tukeyDifference", pairs.map(\.difference))
    try close(key, "tukeyLower", pairs.map(\.lower), floor: 2e-7)
    try close(key, "tukeyUpper", pairs.map(\.upper), floor: 2e-7)
    for (pair, byR) in zip(pairs, try #require(results[key]?["tukeyPByR"])) {
      #expect(abs(pair.pValue - byR) <= 1e-6 * byR + 1e-9)
    }
  }

  @Test("The published comparison of exhaustion by year")
  func published() throws {
    guard let values = columns["mbi_ex"] else { return }
    let pairs = try gamesHowell(try byYear(values).map { Moments($0) })
    let second = try #require(pairs.first { ($0.first, $0.second) == (1, 3) })
    #expect(abs(second.pValue - 0.0290) < 5e-5)
    let last = try #require(pairs.first { ($0.first, $0.second) == (0, 5) })
    #expect(abs(last.lower + 5.4125) < 5e-5 && abs(last.upper + 1.8895) < 5e-5)
  }

  @Test("Correlations, sex, depression and reliability")
  func others() throws {
    guard let ex = columns["mbi_ex"], let cesd = columns["cesd"], let sex = columns["sex"], let year = columns["year"],
      let cy = columns["mbi_cy"], let ea = columns["mbi_ea"]
    else { return }
    for (name, result) in [
      ("pearson", try pearson(ex, cesd)), ("spearman", try spearman(ex, cesd)), ("kendall", try kendall(ex, cesd)),
    ] {
      try close("correlation", name, [result.estimate, result.pValue])
    }
    func bySex(_ code: Double) -> [Double] { zip(ex, sex).filter { $1 == code }.map(\.0) }
    let test = try welchTTest(bySex(1), bySex(2))
    try close("sexWelch", "statistic", [test.statistic])
    try close("sexWelch", "df", [test.degreesOfFreedom])
    try close("sexWelch", "pValue", [test.pValue])
    try close("sexWelch", "interval", [test.lower, test.upper])
    let table = (1...2).map { s in
      (1...6).map { y in zip(sex, year).count { $0 == Double(s) && $1 == Double(y) } }
    }
    let chi = try chiSquaredTest(table)
    try close("sexByYear", "statistic", [chi.statistic])
    try close("sexByYear", "pValue", [chi.pValue])
    let depressed = cesd.count { $0 >= 16 }
    #expect(depressed == 461)
    let share = try proportionInterval(successes: depressed, trials: cesd.count)
    try close("depressed", "interval", [share.lower, share.upper])
    let alpha = try cronbachAlpha(zip(zip(ex, cy), ea).map { [$0.0, $0.1, 36 - $1] })
    try close("alpha", "alpha", [alpha.alpha])
  }
}
