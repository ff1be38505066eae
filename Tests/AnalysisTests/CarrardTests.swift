import Dataset
import Foundation
import Testing

@testable import Analysis
@testable import Disclosure

/// 886 medical students, Carrard et al. (2022), Zenodo 5702895: values computed with R 4.2.2 (see the data's own page).
@Suite(.enabled(if: SharedData.isHere, "the shared data are not here")) struct CarrardTests {
  static let study = """
    study: Medical students
    scores:
      - {column: mbi_ex, title: Exhaustion, range: [5, 30], higherIs: worse}
      - {column: mbi_cy, title: Cynicism, range: [4, 24], higherIs: worse}
      - {column: mbi_ea, title: Efficacy, range: [6, 36], higherIs: better}
      - {column: cesd, title: Depressive symptoms, range: [0, 60], higherIs: worse}
      - {column: stai_t, title: Trait anxiety, range: [20, 80], higherIs: worse}
      - {column: jspe, title: Empathy, range: [20, 140], higherIs: better}
    groups:
      - {column: year, title: Year of study, ordered: true}
    characteristics:
      - {column: sex, title: Sex}
    """

  @Test(
    "Means and SDs of six scores round to the published values",
    arguments: ["carrard2022.csv", "carrard2022_semicolon_crlf.csv", "carrard2022.xlsx"])
  func scales(file: String) throws {
    let path = SharedData.path(file)
    let findings = try analyse(try Dataset.read(path: path), Self.study)
    let expected: [(String, Double, Double)] = [
      ("mbi_ex", 16.8781, 5.2560), ("mbi_cy", 10.0790, 4.5926), ("mbi_ea", 24.2077, 4.6337), ("cesd", 18.0508, 11.4787),
      ("stai_t", 42.8984, 11.9785), ("jspe", 106.3747, 8.7840),
    ]
    for (id, mean, deviation) in expected {
      let scale = try #require(findings.scale(id))
      #expect(abs(scale.mean.value - mean) <= scale.mean.unit / 2 + 1e-9)
      #expect(abs(scale.standardDeviation.value - deviation) <= scale.standardDeviation.unit / 2 + 1e-9)
    }
  }

  @Test(
    "Exhaustion by year of study gives R's F, Welch's F, Kruskal–Wallis and post hoc p-values, to the granted digits")
  func byYear() throws {
    let path = SharedData.path("carrard2022.csv")
    let findings = try analyse(try Dataset.read(path: path), Self.study)
    let comparison = try #require(findings.comparison("mbi_ex"))
    #expect(comparison.groups.map(\.base) == [245, 135, 143, 123, 127, 113])
    func statistic(_ method: GroupComparison.Method) -> Double? {
      comparison.tests.first { $0.method == method }?.statistic.value
    }
    #expect(statistic(.classic) == 14.7 || statistic(.classic) == 14.6)
    #expect(statistic(.welch) == 13.8)
    #expect(statistic(.rank) == 66.9)
    #expect(comparison.effects.first { $0.kind == .etaSquared }?.value.value == 0.0769)
    let tukey = try #require(
      comparison.pairs.first { $0.method == .tukey && Set([$0.first, $0.second]) == ["2", "4"] })
    // R: .03635, printed to three digits.
    #expect([0.0363, 0.0364].map { .equal(Figure($0, unit: 0.0001)) }.contains(tukey.p))
    let games = try #require(
      comparison.pairs.first { $0.method == .gamesHowell && Set([$0.first, $0.second]) == ["2", "4"] })
    #expect(games.p == .equal(Figure(0.0290, unit: 0.0001)))
  }

  @Test("Five people of a third sex are not shown alone")
  func sex() throws {
    let path = SharedData.path("carrard2022.csv")
    let findings = try analyse(try Dataset.read(path: path), Self.study)
    let counts = findings.frequency("sex")?.rows.map(\.count) ?? []
    #expect(!counts.contains(.shown(5)))
    #expect(counts.allSatisfy { if case .shown(let count) = $0 { count >= 10 } else { true } })
  }

  @Test("Raw comparison agrees with R at full precision")
  func raw() throws {
    let path = SharedData.path("carrard2022.csv")
    let comparison = try RawComparison(try Dataset.read(path: path), outcome: "mbi_ex", by: "year")
    func test(_ name: String) -> RawComparison.Test? { comparison.tests.first { $0.name == name } }
    #expect(abs((test("ANOVA")?.statistic ?? 0) - 14.65) < 0.005)
    #expect(abs((test("ANOVA")?.p ?? 0) - 8.08e-14) < 0.005e-14)
    #expect(abs((test("Welch")?.statistic ?? 0) - 13.813) < 0.0005)
    #expect(abs((test("Welch")?.degreesOfFreedom.last ?? 0) - 374.84) < 0.005)
    #expect(abs((test("Kruskal–Wallis")?.statistic ?? 0) - 66.921) < 0.0005)
    #expect(abs((test("Brown–Forsythe (equal spread)")?.statistic ?? 0) - 0.5214) < 0.00005)
    let tukey = try #require(comparison.pairs.first { $0.method == "Tukey" && $0.first == "1" && $0.second == "6" })
    #expect(abs(tukey.difference - 3.6510) < 0.00005 && abs((tukey.lower ?? 0) - 2.0063) < 0.00005)
    let games = try #require(
      comparison.pairs.first { $0.method == "Games–Howell" && $0.first == "1" && $0.second == "6" })
    #expect(abs((games.upper ?? 0) - 5.4125) < 0.00005 && abs((games.lower ?? 0) - 1.8895) < 0.00005)
  }
}
