import Dataset
import Foundation
import Instruments
import Statistics
import Testing

@testable import Analysis
@testable import Disclosure

/// 16,426 Norwegian workers at item level, Andreassen et al. (2016), PLoS ONE e0152978: published figures, reliabilities from R 4.2.2.
@Suite(.enabled(if: SharedData.isHere, "the shared data are not here")) struct AndreassenTests {
  /// A custom instrument of item numbers and codes only.
  static func instrument(_ id: String, items: Int, codes: ClosedRange<Int>, scales: [(id: String, items: [Int])])
    -> String
  {
    let labels = codes.map { "\($0): step \($0)" }.joined(separator: ", ")
    let lines = scales.map {
      "  - {id: \($0.id), label: \($0.id), items: \($0.items), aggregate: sum, direction: worse}"
    }
    return """
      id: \(id)
      name: \(id)
      items: \(items)
      key: verified_2plus
      scoring: open
      coverage: free
      responses:
        - {id: all, items: \(Array(1...items)), codes: {\(labels)}}
      scales:
      \(lines.joined(separator: "\n"))
      wording: {licence: none, official: none, fingerprint: none}
      """
  }

  /// The same people in two formats.
  static let files = ["andreassen2016_workaholism.csv.gz", "andreassen2016_workaholism.sav"]

  static let companions = [
    "bwas.yaml": instrument("bwas", items: 7, codes: 1...5, scales: [("total", Array(1...7))]),
    "hads.yaml": instrument(
      "hads", items: 14, codes: 0...3,
      scales: [
        ("anxiety", Array(stride(from: 1, to: 15, by: 2))), ("depression", Array(stride(from: 2, to: 15, by: 2))),
      ]),
    "ocir.yaml": instrument("ocir", items: 18, codes: 0...4, scales: [("total", Array(1...18))]),
    "asrs.yaml": instrument("asrs", items: 18, codes: 1...5, scales: [("total", Array(1...18))]),
  ]

  static let study = """
    study: Workaholism
    instruments:
      - {id: bwas, file: bwas.yaml, columns: BWAS1..BWAS7}
      - {id: hads, file: hads.yaml, columns: HADS1..HADS14}
      - {id: ocir, file: ocir.yaml, columns: OCIR1..OCIR18}
      - {id: asrs, file: asrs.yaml, columns: ASRS1..ASRS18}
    groups:
      - {column: Leader_role, title: Leader role}
    characteristics:
      - {column: Gender, title: Gender}
    answers:
      - {column: Workaholism_diagnosis, title: Four or more of seven}
    """

  @Test(
    "Scales scored from items give the published means, counts and reliabilities",
    arguments: files)
  func fromItems(file: String) throws {
    let path = SharedData.path(file)
    let findings = try analyse(try Dataset.read(path: path), Self.study, companions: Self.companions)
    let total = try #require(findings.scale("bwas.total"))
    #expect(total.base == 16_426)
    #expect(abs(total.mean.value - 14.4286) <= total.mean.unit / 2 + 1e-9)
    #expect(abs(total.standardDeviation.value - 5.5013) <= total.standardDeviation.unit / 2 + 1e-9)
    for (id, alpha) in [
      ("bwas.total", 0.8615), ("hads.anxiety", 0.8117), ("hads.depression", 0.7344), ("ocir.total", 0.8640),
      ("asrs.total", 0.8630),
    ] {
      let reliability = try #require(findings.scale(id)?.reliability)
      #expect(abs(reliability.alpha.value - alpha) <= reliability.alpha.unit / 2 + 0.00005)
    }
    #expect(findings.frequency("Gender")?.rows.map(\.count) == [.shown(5_939), .shown(10_487)])
    #expect(findings.answers("Workaholism_diagnosis")?.rows.last?.share == .shown(.about(Figure(8, unit: 1))))
    let comparison = try #require(findings.comparison("bwas.total"))
    #expect(comparison.tests.first { $0.method == .classic }?.statistic.value == 213)
    #expect(comparison.tests.first { $0.method == .welch }?.statistic.value == 206)
    #expect(comparison.tests.first { $0.method == .rank }?.statistic.value == 654)
  }

  @Test(
    "Scores at full precision agree with R to the last digit stated, and so do reliabilities",
    arguments: files)
  func precise(file: String) throws {
    let path = SharedData.path(file)
    let study = try StudyFile(text: Self.study, file: "study.yaml")
    let analysis = try StudyAnalysis(try Dataset.read(path: path), study: study, studyName: "study.yaml") {
      Self.companions[$0] ?? ""
    }
    func scale(_ id: String) throws -> ScoredScale {
      try #require(analysis.scored.scales.first { $0.subject.id == id })
    }
    let moments = try scale("bwas.total").tabulation().moments
    #expect(abs(moments.mean - 14.4286) < 0.00005 && abs((moments.standardDeviation ?? 0) - 5.5013) < 0.00005)
    for (id, alpha) in [
      ("bwas.total", 0.8615077431883027), ("hads.anxiety", 0.8116518395111754), ("hads.depression", 0.7344208305383697),
      ("ocir.total", 0.8639593779894649), ("asrs.total", 0.8630291353423598),
    ] {
      let found = try #require(try scale(id).reliability)
      #expect(abs(found.alpha - alpha) < 1e-12)
    }
    // Four or more of the seven items answered 4 or 5.
    let rows = try #require(analysis.scored.scales.first).scores.count
    let data = try Dataset.read(path: path)
    let items = (1...7).compactMap { data.column(named: "BWAS\($0)") }
    let workaholics = (0..<rows).count { row in items.count { ($0.number(at: row) ?? 0) >= 4 } >= 4 }
    #expect(workaholics == 1_287)
  }

  @Test(
    "Cut-offs on the items give the published shares of workaholics and others with each condition",
    arguments: files)
  func conditions(file: String) throws {
    let path = SharedData.path(file)
    let data = try Dataset.read(path: path)
    func items(_ prefix: String, _ numbers: [Int]) -> [Column] {
      numbers.compactMap { data.column(named: prefix + String($0)) }
    }
    let (bwas, ocir) = (items("BWAS", Array(1...7)), items("OCIR", Array(1...18)))
    let (asrs, anxiety) = (items("ASRS", Array(1...6)), items("HADS", Array(stride(from: 1, to: 15, by: 2))))
    let depression = items("HADS", Array(stride(from: 2, to: 15, by: 2)))
    func sum(_ columns: [Column], _ row: Int) -> Double { columns.reduce(0) { $0 + ($1.number(at: row) ?? 0) } }
    var hits = [[Int]](repeating: [0, 0, 0, 0], count: 2)
    var people = [0, 0]
    for row in 0..<data.rowCount {
      let group = bwas.count { ($0.number(at: row) ?? 0) >= 4 } >= 4 ? 0 : 1
      people[group] += 1
      let attention =
        asrs.enumerated().count { index, column in (column.number(at: row) ?? 0) >= (index < 3 ? 3 : 4) } >= 4
      let conditions = [attention, sum(ocir, row) > 21, sum(anxiety, row) >= 11, sum(depression, row) >= 11]
      for (index, holds) in conditions.enumerated() where holds { hits[group][index] += 1 }
    }
    let published = [[32.7, 25.6, 33.8, 8.9], [12.7, 8.7, 11.9, 2.6]]
    for group in 0..<2 {
      for condition in 0..<4 {
        let share = 100 * Double(hits[group][condition]) / Double(people[group])
        #expect(abs(share - published[group][condition]) <= 0.05 + 1e-9)
      }
    }
  }

  @Test(
    "The total by leader role gives R's F, Welch, Kruskal–Wallis and Levene",
    arguments: files)
  func byRole(file: String) throws {
    let path = SharedData.path(file)
    let data = try Dataset.read(path: path)
    let comparison = try RawComparison(data, outcome: "SUM_BERGEN_WORK_ADDICTION_SCALE", by: "Leader_role")
    #expect(Set(comparison.groups.map(\.n)) == [1_332, 2_714, 3_628, 8_752])
    func test(_ name: String) -> RawComparison.Test? { comparison.tests.first { $0.name == name } }
    #expect(test("ANOVA")?.degreesOfFreedom == [3, 16_422])
    #expect(abs((test("ANOVA")?.statistic ?? 0) - 212.9775) < 0.00005)
    #expect(abs((test("Welch")?.statistic ?? 0) - 206.12) < 0.005)
    #expect(abs((test("Kruskal–Wallis")?.statistic ?? 0) - 653.8505) < 0.00005)
    #expect(abs((test("Brown–Forsythe (equal spread)")?.statistic ?? 0) - 8.42225) < 0.000005)
    let largest = comparison.pairs.filter { $0.method == "Tukey" }.map { abs($0.difference) }.max()
    #expect(abs((largest ?? 0) - 3.1872) < 0.00005)
  }
}
