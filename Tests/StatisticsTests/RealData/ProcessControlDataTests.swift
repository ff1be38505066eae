import Foundation
import Statistics
import Testing

/// Real series: NHS England's emergency attendances with the verdict of the tool that NHS analysts use, and Montgomery's loan costs.
@Suite("Real data: control charts") struct ProcessControlDataTests {
  private func rows(_ name: String) -> [[String: String]]? {
    guard let text = SharedData.text(name) else { return nil }
    let lines = text.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: ["\""]) }
    }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  @Test(
    "Limits and special causes of four series of attendances",
    arguments: ["nat_type1_attendances", "nat_type1_4h_pct", "RRK_type1_breaches", "RRK_type1_attendances_rebase"])
  func attendances(series: String) throws {
    guard let all = rows("reference_ae_attendances_spc.csv") else { return }
    let rows = all.filter { $0["series"] == series }
    let rebase = rows.firstIndex { $0["rebase_group"] == "1" }
    let chart = try xmrChart(
      rows.compactMap { $0["y"].flatMap { Double($0) } }, rebases: rebase.map { [$0] } ?? [])
    try #require(chart.points.count == 36)
    for (point, row) in zip(chart.points, rows) {
      for (found, name) in [(point.centre, "mean_col"), (point.lowerLimit, "lpl"), (point.upperLimit, "upl")] {
        let wanted = try #require(row[name].flatMap { Double($0) })
        let found = try #require(found)
        #expect(abs(found - wanted) <= 1e-11 * abs(wanted), "\(name)")
      }
      #expect(point.isSpecialCause == (row["special_cause_flag"] == "TRUE"), "\(row["x"] ?? "")")
      #expect(point.signals.contains(.outsideLimits) == (row["outside_limits"] == "TRUE"))
      let isNear = abs(point.value - point.centre) > 2 * point.sigma && row["outside_limits"] == "FALSE"
      #expect(isNear == (row["close_to_limits"] == "TRUE"))
      #expect(isNear || !point.signals.contains(.twoOfThree))
      #expect((point.side == .above ? 1 : point.side == .below ? -1 : 0) == row["relative_to_mean"].flatMap { Int($0) })
    }
  }

  @Test("The share seen in four hours: 10 common, 19 improving and 7 worsening months")
  func share() throws {
    guard let rows = rows("ae_national_type1.csv") else { return }
    let chart = try xmrChart(rows.compactMap { $0["pct"].flatMap { Double($0) } })
    let first = chart.points[0]
    #expect(abs(first.centre - 0.824849) < 5e-7)
    let (lower, upper) = (try #require(first.lowerLimit), try #require(first.upperLimit))
    #expect(abs(lower - 0.789003) < 5e-7 && abs(upper - 0.860695) < 5e-7)
    let special = chart.points.filter(\.isSpecialCause)
    #expect(special.count { $0.side == .above } == 19 && special.count { $0.side == .below } == 7)
  }

  /// Month, reason and days lost of each row of the NHS's workbook; nil, and said so, where it or `unzip` is absent.
  private func sickness() throws -> [(month: Int, reason: String, days: Double)]? {
    let url = SharedData.folder.appending(path: "nhs_sickness_by_reason_2024-25.xlsx")
    guard FileManager.default.fileExists(atPath: url.path), FileManager.default.fileExists(atPath: "/usr/bin/unzip")
    else {
      print("skipped: \(url.path) is not there, or nothing to unpack it")
      return nil
    }
    func part(_ name: String) throws -> String {
      let unpack = Process()
      unpack.executableURL = URL(filePath: "/usr/bin/unzip")
      unpack.arguments = ["-p", url.path, name]
      let pipe = Pipe()
      unpack.standardOutput = pipe
      try unpack.run()
      let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      unpack.waitUntilExit()
      return text
    }
    func between(_ text: Substring, _ start: String, _ end: String) -> Substring? {
      guard let first = text.range(of: start), let last = text.range(of: end, range: first.upperBound..<text.endIndex)
      else { return nil }
      return text[first.upperBound..<last.lowerBound]
    }
    let texts = try part("xl/sharedStrings.xml").components(separatedBy: "<si>").dropFirst().map { item in
      String(between(item[...], "<t>", "</t>") ?? between(item[...], "preserve\">", "</t>") ?? "")
    }
    return try part("xl/worksheets/sheet1.xml").components(separatedBy: "<row ").dropFirst(2).map { row in
      let cells = row.components(separatedBy: "<c ").dropFirst().map { between($0[...], "<v>", "</v>") ?? "" }
      try #require(cells.count >= 4)
      return (
        try #require(Int(cells[0])), texts[try #require(Int(cells[2]))], try #require(Double(cells[3]))
      )
    }
  }

  @Test(
    "A year of NHS sickness: the days lost to anxiety, stress and depression, their share, and no signal in twelve months"
  )
  func anxietyAndStress() throws {
    guard let rows = try sickness() else { return }
    let days = rows.filter { $0.reason.hasPrefix("S10 ") }.sorted { $0.month < $1.month }.map(\.days)
    try #require(days.count == 12)
    let total = rows.reduce(0) { $0 + $1.days }
    #expect(abs(total - 27_046_555.95) < 0.005)
    #expect(abs(100 * days.reduce(0, +) / total - 26.50) < 0.005)
    let chart = try xmrChart(days)
    let (phase, point) = (chart.phases[0], chart.points[0])
    #expect(abs(phase.centre - 597_242.83) < 0.005)
    #expect(abs(try #require(phase.meanMovingRange) - 30_379.88) < 0.005)
    #expect(phase.screenedMovingRanges == 0)
    #expect(abs(try #require(point.lowerLimit) - 516_432.35) < 0.005)
    #expect(abs(try #require(point.upperLimit) - 678_053.31) < 0.005)
    #expect(chart.points.allSatisfy { !$0.isSpecialCause })
  }

  /// Montgomery, Introduction to Statistical Quality Control: cans of 30 samples of 50, and nonconformities of 26 circuit boards.
  @Test("Montgomery's published P and C charts: centres, limits and the samples beyond them")
  func textbookCounts() throws {
    let cans: [Double] = [
      12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6,
    ]
    let shares = try countChart(.proportion, counts: cans, bases: [Double](repeating: 50, count: 30))
    let first = shares.points[0]
    #expect(abs(first.centre - 0.2313) < 5e-5)
    let (lower, upper) = (try #require(first.lowerLimit), try #require(first.upperLimit))
    #expect(abs(upper - 0.4102) < 5.1e-5 && abs(lower - 0.0524) < 5.1e-5)
    #expect(shares.points.indices.filter { shares.points[$0].signals.contains(.outsideLimits) } == [14, 22])
    let boards: [Double] = [
      21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16, 19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19, 17, 15,
    ]
    let counts = try countChart(.rate, counts: boards, bases: [Double](repeating: 1, count: 26))
    #expect(abs(counts.points[0].centre - 19.85) < 0.005)
    #expect(abs(try #require(counts.points[0].upperLimit) - 33.21) < 0.011)
    #expect(abs(try #require(counts.points[0].lowerLimit) - 6.48) < 0.005)
    #expect(counts.points.indices.filter { counts.points[$0].signals.contains(.outsideLimits) } == [5, 19])
  }

  @Test("A textbook's loan costs: limits from the first phase, two signals in the second")
  func loans() throws {
    guard let rows = rows("montgomery_tbl_06.07_loan_cost.csv") else { return }
    let chart = try xmrChart(
      rows.compactMap { $0["cost"].flatMap { Double($0) } }, limitsFrom: rows.count { $0["phase"] == "1" },
      movingRange: .textbook)
    let first = chart.points[0]
    #expect(first.centre == 300.5)
    let (lower, upper) = (try #require(first.lowerLimit), try #require(first.upperLimit))
    #expect(abs(lower - 279.7833) < 5e-5 && abs(upper - 321.2167) < 5e-5)
    #expect(chart.points.count { $0.signals.contains(.outsideLimits) } == 2)
  }
}
