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
