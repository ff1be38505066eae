import Testing

@testable import DocumentCheck

private let workAreas = """
  Table 1: Scores by sector

  | Area | Third sector (n = 22) | Community-led (n = 1) | Health and social care (n = 1) | Local authority (n = 2) | NHS (n = 14) | F | p |
  |---|---|---|---|---|---|---|---|
  | Workload | 3.5 (0.8) | 2.8 | 2.6 | 3.7 (0.1) | 2.4 (0.8) | 4.3 | .007 |
  | Control | 3.9 (0.6) | 3.8 | 3.3 | 4.0 (0.7) | 2.9 (0.8) | 5 | .003 |
  | Reward | 4.0 (0.7) | 4.8 | 3.2 | 3.9 (0.5) | 2.7 (1.0) | 5.3 | .003 |
  | Community | 4.1 (0.8) | – | – | 4.0 (0.3) | 3.1 (0.8) | 3.8 | .01 |
  | Fairness | 3.6 (0.7) | 3.3 | 2.0 | 3.7 (0) | 2.9 (0.6) | 3.4 | .02 |
  | Values | 3.9 (0.6) | 3.3 | 4.0 | 3.6 (0.5) | 3.1 | 2.5 | .06 |
  | Exhaustion | 1.4 (1.1) | 2.1 | 2.8 | 2.0 (1.3) | 4.1 (1.3) | 11.2 | <.0001 |
  | Distance | 0.6 (0.6) | 1.0 | 0.6 | 0.9 (1.0) | 1.7 (1.1) | 4.2 | .007 |
  | Accomplishment | 5.0 (0.9) | 4.8 | 5.0 | 4.9 (0.6) | 4.3 (0.8) | 1.2 | .3 |
  """

@Suite struct TableTests {
  @Test("Of the nine published comparisons only Reward's p does not follow from its F")
  func published() throws {
    let report = check(readText(workAreas))
    let wrong = report.findings.filter { $0.rule == .testStatistic }
    #expect(wrong.map(\.place.row) == ["Reward"])
    #expect(wrong.first?.severity == .warning)
    // scipy 1.17, f.sf([5.35, 5.25], 4, 35)
    let bounds = try #require(wrong.first?.interval)
    #expect(abs(bounds.lower - 0.00180677) < 5e-9 && abs(bounds.upper - 0.00202566) < 5e-9)
    #expect(report.findings.allSatisfy { $0.rule != .anovaFromSummary })
  }

  @Test("Seven comparisons are recomputed from n, mean and SD, and the other two say what is missing")
  func fromSummaries() {
    let report = check(readText(workAreas))
    #expect(report.tallies.first { $0.rule == .anovaFromSummary }?.checked == 7)
    let missing = report.unchecked.filter { $0.rule == .anovaFromSummary }.map(\.reason)
    #expect(missing.contains { $0.hasPrefix("no mean is given for Community led, Health and social care") })
    #expect(missing.contains { $0.hasPrefix("no standard deviation is given for NHS") })
  }

  @Test("Groups of one are named, once each")
  func groupsOfOne() {
    let found = check(readText(workAreas)).findings.filter { $0.rule == .smallGroup }
    #expect(found.map(\.severity) == [.warning, .warning])
  }

  @Test("The same comparison written as a list of figures is recomputed too")
  func list() {
    let text = "Reward 4.0 (0.7), 4.8, 3.2, 3.9 (0.5), 2.7 (1.0) for n 22, 1, 1, 2, 14: F 5.3, p .003"
    #expect(findings(text, .testStatistic).map(\.severity) == [.warning])
    #expect(findings(text, .anovaFromSummary).isEmpty)
    let wrong =
      "Sectors n=22, community-led 1, care 1, local authority 2, NHS 14: Reward 4.0 (0.7), 4.8, 3.2, 3.9 (0.5), 2.7 (1.0): F 9.3, p .0001"
    #expect(findings(wrong, .anovaFromSummary).map(\.severity) == [.warning])
  }

  @Test("Groups down the side, and groups down the side with F and p as last rows, are read alike")
  func layouts() {
    let down = """
      | Sector | n | Mean | SD | F | p |
      |---|---|---|---|---|---|
      | Third sector | 22 | 4.0 | 0.7 | 5.3 | .003 |
      | Community | 3 | 4.8 | 0.2 | | |
      | NHS | 15 | 2.7 | 1.0 | | |
      """
    #expect(findings(down, .anovaFromSummary).map(\.severity) == [.warning])
    let bottom = """
      | Sector | n | Workload | Reward |
      |---|---|---|---|
      | Third sector | 22 | 3.5 (0.8) | 4.0 (0.7) |
      | NHS | 14 | 2.4 (0.8) | 2.7 (1.0) |
      | F | | 16.2 | 20.9 |
      | p | | .0003 | .2 |
      """
    let report = check(readText(bottom))
    #expect(report.findings.map(\.rule) == [.testStatistic])
    #expect(report.findings.map(\.severity) == [.error])
    #expect(report.tallies.first { $0.rule == .anovaFromSummary }?.checked == 2)
  }

  @Test("Columns for the statistic, its degrees of freedom and p are checked row by row")
  func testColumns() {
    let text = """
      | Outcome | χ² | df | p |
      |---|---|---|---|
      | Role | 7.1 | 2 | .029 |
      | Age | 12.4 | 4 | .15 |
      """
    #expect(findings(text, .testStatistic).map(\.place.row) == ["Age"])
    let source = """
      | Source | SS | df | MS | F | Sig. |
      |---|---|---|---|---|---|
      | Between groups | 12.9 | 3 | 4.3 | 4.3 | .011 |
      | Within groups | 36.0 | 36 | 1.0 | | |
      | Total | 48.9 | 39 | | | |
      """
    #expect(check(readText(source)).findings.isEmpty)
    #expect(findings(source.replacing(".011", with: ".11"), .testStatistic).map(\.severity) == [.error])
    let both = """
      | Outcome | t (df) | p |
      |---|---|---|
      | Reward | t(38) = 2.1 | .042 |
      | Values | t(38) = 1.2 | .02 |
      """
    #expect(findings(both, .testStatistic).map(\.place.row) == ["Values"])
  }

  @Test("A summary whose F cannot come from its groups is found, and an error when the decision flips")
  func wrongF() {
    let text = """
      | Area | Third sector (n = 22) | NHS (n = 14) | F | p |
      |---|---|---|---|---|
      | Workload | 3.5 (0.8) | 3.4 (0.8) | 16.2 | <.001 |
      """
    #expect(findings(text, .anovaFromSummary).map(\.severity) == [.error])
  }

  @Test("A group of one with a standard deviation is an error")
  func deviationOfOne() {
    let text = """
      | Area | Third sector (n = 22) | NHS (n = 1) |
      |---|---|---|
      | Workload | 3.5 (0.8) | 3.4 (0.8) |
      """
    #expect(findings(text, .smallGroup).map(\.severity) == [.error, .warning])
  }

  @Test("Percentages of a column are held against its n")
  func shares() {
    let good = """
      | Role | Staff (n = 40) |
      |---|---|
      | Nurse | 12 (30%) |
      | Support worker | 18 (45%) |
      | Manager | 10 (25%) |
      """
    #expect(check(readText(good)).findings.isEmpty)
    #expect(findings(good.replacing("30%", with: "35%"), .shareOfCount).map(\.place.row) == ["Nurse"])
    let columns = """
      Table 1. Roles (N = 40)

      | Role | n | % |
      |---|---|---|
      | Nurse | 12 | 30 |
      | Support worker | 18 | 54 |
      | Manager | 10 | 25 |
      | Total | 40 | 100 |
      """
    #expect(findings(columns, .shareOfCount).map(\.place.row) == ["Support worker"])
    #expect(check(readText(columns.replacing("54", with: "45"))).findings.isEmpty)
  }

  @Test("Shares of those who answered get a note instead of an error")
  func validShares() {
    let text = """
      Several answers were possible.

      | Support | Staff (n = 40) |
      |---|---|
      | Supervision | 12 (32%) |
      | Peer group | 30 (79%) |
      | Counselling | 10 (26%) |
      """
    #expect(findings(text, .shareOfCount).map(\.severity) == [.note])
    let categories = """
      | Role | Staff (n = 40) |
      |---|---|
      | Nurse | 12 (32%) |
      | Support worker | 16 (42%) |
      | Manager | 10 (26%) |
      """
    #expect(findings(categories, .shareOfCount).isEmpty)
    #expect(findings(categories, .categorySum).map(\.severity) == [.warning])
  }

  @Test("Row percentages are held against the row's own total")
  func rowShares() {
    let text = """
      | Role | Agree | Neither | Disagree | Total |
      |---|---|---|---|---|
      | Nurse | 60 (50%) | 36 (30%) | 24 (20%) | 120 |
      | Manager | 10 (25%) | 10 (25%) | 20 (50%) | 40 |
      """
    #expect(check(readText(text)).findings.isEmpty)
    #expect(findings(text.replacing("20 (50%)", with: "20 (55%)"), .shareOfCount).map(\.severity) == [.error])
  }

  @Test("A percentage without a count must be one that n people can give")
  func percentOnly() {
    let text = """
      | Answer | Nurses (n = 12) | Managers (n = 10) |
      |---|---|---|
      | Agree | 33% | 40% |
      | Neither | 17% | 25% |
      | Disagree | 50% | 30% |
      """
    #expect(findings(text, .shareWithoutCount).map(\.place.row) == ["Neither"])
    #expect(findings(text, .shareWithoutCount).map(\.severity) == [.warning])
  }

  @Test("Categories that do not make the total are found")
  func sums() {
    let total = """
      | Role | n (%) |
      |---|---|
      | Nurse | 12 (30%) |
      | Support worker | 18 (45%) |
      | Manager | 12 (30%) |
      | Total | 40 (100%) |
      """
    #expect(findings(total, .categorySum).map(\.severity) == [.error])
    let fewer = """
      | Role | n |
      |---|---|
      | Nurse | 12 |
      | Support worker | 18 |
      | Total | 40 |
      """
    #expect(findings(fewer, .categorySum).map(\.severity) == [.warning])
    #expect(findings(fewer.replacing("18", with: "28"), .categorySum).isEmpty)
    #expect(findings(fewer.replacing("18", with: "38"), .categorySum).map(\.severity) == [.error])
  }

  @Test("Ticks of a question with several answers are not people")
  func ticks() {
    let text = """
      Table 1. Supports used; several answers were possible (N = 40)

      | Support | n (%) |
      |---|---|
      | Supervision | 31 (78%) |
      | Peer group | 22 (55%) |
      | Counselling | 8 (20%) |
      """
    #expect(check(readText(text)).findings.isEmpty)
    #expect(findings(text + "\n\nIn all, 61 participants used a support.", .multiSelect).map(\.severity) == [.error])
    #expect(findings(text + "\n| Total respondents | 61 |", .multiSelect).map(\.severity) == [.error])
    #expect(findings(text + "\n\nThey gave 61 answers.", .multiSelect).isEmpty)
  }

  @Test("Blocks under heading rows are counted apart")
  func blocks() {
    let text = """
      | | Staff (n = 40) |
      |---|---|
      | Age | |
      | Under 40 | 22 (55%) |
      | 40 and over | 18 (45%) |
      | Role | |
      | Nurse | 12 (30%) |
      | Other | 28 (70%) |
      """
    #expect(check(readText(text)).findings.isEmpty)
    #expect(findings(text.replacing("28 (70%)", with: "26 (65%)"), .categorySum).map(\.severity) == [.note])
  }
}
