import Testing

@testable import DocumentCheck

@Suite struct WholeDocumentTests {
  private let table = """
    Table 1. Reward and workload by sector

    | Area | Third sector (n = 22) | NHS (n = 14) | F | p |
    |---|---|---|---|---|
    | Workload | 3.5 (0.8) | 2.4 (0.8) | 16.2 | .0003 |
    | Values | 3.5 (0.8) | 3.3 (0.8) | 0.5 | .47 |

    """

  @Test(
    "Claims that fit their tests are not complained about",
    arguments: [
      "The groups differed significantly, t(38) = 2.1, p = .042.",
      "There was no significant difference, t(38) = 1.2, p = .24.",
      "The difference was not significant, t(38) = 1.2, p = .24.",
      "The groups did not differ significantly (t(38) = 1.2, p = .24).",
      "The difference was non-significant, t(38) = 1.2, p = .24.",
      "Not all differences were significant (Table 1).",
      "A significant number of staff said so, t(38) = 1.2, p = .24.",
      "Most differences were significant.",
      "Workload differed significantly but values did not, F(1, 34) = 16.2, p < .001 and F(1, 34) = 0.5, p = .48.",
      "All but values were significant, except as said.",
      "A p below .05 was considered significant.",
    ])
  func claimsAgree(_ text: String) {
    let report = check(readText(table + "\n" + text))
    #expect(report.findings.isEmpty, "\(report.findings)")
  }

  @Test(
    "Claims that their tests contradict are errors",
    arguments: [
      "The groups differed significantly, t(38) = 1.2, p = .24.",
      "There was no significant difference, t(38) = 2.1, p = .042.",
      "The difference was not significant, t(38) = 2.1, p = .042.",
      "The groups did not differ significantly, t(38) = 3.4.",
      "All differences between sectors were significant (Table 1).",
      "Both areas differed significantly between sectors.",
      "There were no significant differences between sectors (Table 1).",
      "None of the areas differed significantly between sectors.",
    ])
  func claimsContradict(_ text: String) {
    #expect(findings(table + "\n" + text, .claim).map(\.severity) == [.error])
  }

  @Test("A reference to a table that is not there is an error")
  func references() {
    #expect(findings(table + "\nTable 4 shows the rest.", .reference).map(\.severity) == [.error])
    #expect(findings(table + "\nSee Tables 1 and 3.", .reference).map(\.severity) == [.error])
    for fine in [
      "See Table 1.", "See Table 4 of Smith (2001).", "See Table S4.", "(Smith, 2001, Table 4)", "Figure 4 shows more.",
      "See Table 1a.",
    ] {
      #expect(findings(table + "\n" + fine, .reference).isEmpty, "\(fine)")
    }
    let parts = "Figure 14-1: One\n\nFigure 14-2: Two\n\nTables 1 and more. See Figures 14-1 and 14-2."
    #expect(check(readText(parts)).findings.isEmpty)
    #expect(findings(parts + " Figure 14-3 follows.", .reference).map(\.severity) == [.error])
    #expect(findings("Table 1. A\n\nTable 2. B\n\nSee Tables 1–3.", .reference).map(\.reported) == ["table 3"])
    let unsure = check(readText("As Table 2 shows, all is well."))
    #expect(unsure.findings.isEmpty && unsure.unchecked.map(\.rule) == [.reference])
    #expect(findings(table + "\n" + table, .reference).map(\.severity) == [.warning])
  }

  @Test("A figure looked for in the wrong table is a warning")
  func wrongTable() {
    let second =
      "\nTable 2. Roles (N = 40)\n\n| Role | n (%) |\n|---|---|\n| Nurse | 12 (30%) |\n| Cook | 28 (70%) |\n\n"
    #expect(
      findings(table + second + "Workload was 3.5 in the third sector (Table 2).", .reference).map(\.severity) == [
        .warning
      ])
    #expect(findings(table + second + "Workload was 3.5 in the third sector (Table 1).", .reference).isEmpty)
    #expect(findings(table + second + "A cook (70%) said that workload was heavy (Table 2).", .reference).isEmpty)
  }

  @Test(
    "A p in the text that is not the table's is an error",
    arguments: [
      "Workload differed between sectors (p = .003).", "Workload differed, F(1, 34) = 16.2, p = .003.",
      "For workload the test gave F = 16.2, p = .003.",
      "Values did not differ (p = .74).",
    ])
  func repeatedP(_ text: String) {
    #expect(findings(table + "\n" + text, .repeatedFigure).map(\.severity) == [.error])
  }

  @Test(
    "Figures that repeat the table, or speak of another test, are not complained about",
    arguments: [
      "Workload differed between sectors (p < .001).", "Workload differed, F(1, 34) = 16.2, p = .0003.",
      "Values did not differ (p = .5).",
      "Workload went with hours (r = .31), as values did; post hoc p = .04.",
      "Workload and values were asked about, p = .04 overall.",
      "In the third sector workload had M = 3.5.",
      "Workload was lower in the NHS (M = 2.4) than in the third sector (M = 3.5).",
    ])
  func repeatedAgrees(_ text: String) {
    #expect(findings(table + "\n" + text, .repeatedFigure).isEmpty)
  }

  @Test("A mean in the text that is not the table's is an error")
  func repeatedMean() {
    #expect(
      findings(table + "\nWorkload was lower in the NHS (M = 2.6) than in the third sector (M = 3.5).", .repeatedFigure)
        .map(\.severity) == [.error])
  }

  @Test("Two numbers of people who took part are a warning")
  func sizes() {
    #expect(
      findings("In all, 40 people took part in the survey. Later: 38 people took part in the survey.", .repeatedFigure)
        .map(\.severity) == [.warning])
    #expect(
      findings(
        "In all, 40 people took part in the survey. Of them 12 people took part in an interview.", .repeatedFigure
      ).isEmpty)
  }

  @Test("HTML keeps tables, spans, subscripts and entities")
  func html() {
    let page = """
      <html><head><title>F(3, 36) = 2.1, p = .01</title><style>p { margin: 0 }</style></head><body><h1>Results</h1>
      <p>They differed, <i>F</i><sub>3,36</sub> = 2.1, <em>p</em> &lt; .05.</p><!-- t(38) = 1.2, p < .05 -->
      <p>Related: &chi;<sup>2</sup>(4) = 3.1, p = .02<sup>1</sup></p>
      <table><caption>Table 1. Scores</caption>
      <tr><th rowspan="2">Area</th><th colspan="2">Sector</th><th rowspan="2">F</th><th rowspan="2">p</th></tr>
      <tr><th>Third (n = 22)</th><th>NHS (n = 14)</th></tr>
      <tr><td>Workload</td><td>3.5 (0.8)</td><td>2.4 (0.8)</td><td>16.2</td><td>.3</td></tr></table>
      <p>See Table 2.</p></body></html>
      """
    let found = check(readHTML(page)).findings
    #expect(found.filter { $0.rule == .testStatistic }.map(\.severity) == [.error, .error, .error])
    #expect(found.filter { $0.rule == .testStatistic }.map(\.place.line) == [2, 3, 7])
    #expect(found.filter { $0.rule == .reference }.map(\.severity) == [.error])
    #expect(found.count == 4)
  }

  @Test("Columns of spaces and form feeds, as pdftotext prints them, give tables and pages")
  func layout() {
    let text = """
      Some words stand on the first page.
      \u{C}Table 1. Scores by sector

        Area             Third sector     NHS            F       p
                         (n = 22)         (n = 14)
        Workload         3.5 (0.8)        2.4 (0.8)      16.2   <.001
        Reward           4.0 (0.7)        2.7 (1.0)      20.9    .2

      Text goes on here.
      """
    let found = check(readText(text)).findings
    #expect(found.map(\.severity) == [.error])
    #expect(found.first?.place.page == 2)
    #expect(found.first?.place.row == "Reward")
    #expect(found.first?.place.line == 6)
  }

  @Test("A label that leaves one space before its figure is still parted from it")
  func tightLabel() {
    let text = """
      Team      N         Mean         SD
      Northerly 120       3.1          1.2
      South     140       2.9          1.1
      East      152       3.3          1.2
      Total     412       3.1          1.2
      """
    #expect(check(readText(text)).findings.isEmpty)
    #expect(findings(text.replacing("412", with: "312"), .categorySum).map(\.severity) == [.error])
  }

  @Test("Tab-separated tables are read")
  func tabs() {
    #expect(
      findings("Outcome\tt\tdf\tp\nReward\t2.1\t38\t.042\nValues\t1.2\t38\t.02", .testStatistic).map(\.place.row) == [
        "Values"
      ])
  }

  @Test("A sentence that runs over lines is read whole and placed on the line where it starts to matter")
  func lines() throws {
    let finding = try #require(
      findings("One line.\nThen they differed, F(3,\n36) = 2.1,\np = .01.", .testStatistic).first)
    #expect(finding.place.line == 2)
  }

  @Test("The report counts what was recognised and says when nothing was")
  func silence() {
    #expect(check(readText("No figures here.")).text(of: "x.txt").contains("nothing was checked"))
    let text = check(readText("t(38) = 2.1 and F(3, 36) = 2.1, p = .01")).text(of: "x.txt")
    #expect(text.contains("2 statements recognised, 1 checked"))
    #expect(text.contains("1 × no p is given with this test"))
  }

  @Test("“All significant” is held against the tests that the text of its section lists")
  func claimsAgainstText() {
    let list = "Workload F(2, 37) = 5.1, p = .011. Values F(2, 37) = 1.5, p = .24. "
    #expect(findings(list + "All scales differed significantly.", .claim).map(\.severity) == [.warning])
    #expect(findings("All scales differed significantly.\n\n" + list, .claim).map(\.severity) == [.warning])
    #expect(findings(list + "No scale differed significantly; none was near.", .claim).map(\.severity) == [.warning])
    for fine in [
      "Workload F(2, 37) = 5.1, p = .011. Values F(2, 37) = 4.5, p = .018. All scales differed significantly.",
      "All scales differed significantly. Women and men did not differ in age, t(38) = 0.5, p = .62.",
      "All scales differed significantly. Age, t(38) = 0.5, p = .62.",
      list + "\n\n# Part two\n\nAll scales differed significantly.",
    ] {
      #expect(findings(fine, .claim).isEmpty, "\(fine)")
    }
  }

  @Test("“ns” and claims are judged at the level that the document states")
  func statedLevel() {
    let at01 = "The significance level was set at .01. "
    #expect(findings(at01 + "They did not differ, t(38) = 2.1, ns.", .testStatistic).isEmpty)
    #expect(findings("They did not differ, t(38) = 2.1, ns.", .testStatistic).map(\.severity) == [.error])
    let at10 = "The significance level was set at .10. "
    #expect(findings(at10 + "They did not differ, t(38) = 1.8, ns.", .testStatistic).map(\.severity) == [.error])
    let table = "\n\nTable 1. Areas\n\n| Area | F | p |\n|---|---|---|\n| Ease | 4.1 | .03 |\n| Pay | 9.1 | .004 |\n\n"
    let claim = "All differences were significant (Table 1)."
    #expect(findings(at01 + table + claim, .claim).map(\.severity) == [.error])
    #expect(findings(table + claim, .claim).isEmpty)
  }

  @Test("Welch's test without degrees of freedom is listed as not checkable, in text and tables")
  func welch() {
    let rows = """
      | Area | Third sector (n = 22) | NHS (n = 14) | F | p |
      |---|---|---|---|---|
      | Workload | 3.5 (0.8) | 2.4 (1.9) | 4.2 | .30 |
      """
    let plain = check(readText("Table 1. Areas\n\n" + rows))
    #expect(!plain.findings.isEmpty)
    for text in [
      "Table 1. Areas (Welch's tests)\n\n" + rows, "Table 1. Areas\n\n" + rows.replacing("| F |", with: "| Welch F |"),
      "Table 1. Areas\n\n" + rows + "\n\nNote. Welch tests.",
    ] {
      let report = check(readText(text))
      #expect(report.findings.isEmpty, "\(report.findings)")
      #expect(report.unchecked.contains { $0.rule == .testStatistic && $0.reason.contains("Welch") })
    }
    let prose = check(
      readText("n 22, 14. By Welch's test: Workload 3.5 (0.8), 2.4 (1.9): F 4.2, p .30."))
    #expect(prose.findings.isEmpty, "\(prose.findings)")
    #expect(prose.unchecked.contains { $0.reason.contains("Welch") })
    #expect(findings("Welch's t(12.4) = 2.31, p = .39", .testStatistic).map(\.severity) == [.error])
  }

  @Test("Two means for one thing in running text are a warning, unless people, time or section may differ")
  func twoMeans() {
    for wrong in [
      "Mean workload was 3.1.\n\nMean workload was 3.4.",
      "The mean for workload was 3.1 (SD = 0.9). Workload (M = 3.4, SD = 0.9).",
      "# Summary\n\nWorkload had a mean of 3.1.\n\n# Workload\n\nThe mean workload score was 3.4.",
    ] {
      #expect(findings(wrong, .repeatedFigure).map(\.severity) == [.warning], "\(wrong)")
    }
    for fine in [
      "Mean workload was 3.1. Mean workload was 3.1.", "Mean workload was 3.1. Mean workload was 3.14.",
      "Mean workload was 3.1. Mean reward was 3.4.", "Mean workload was 3.1. In 2021 mean workload was 3.4.",
      "Among managers, mean workload was 3.1.\n\nMean workload was 3.4.",
      "# Nurses\n\nMean workload was 3.1.\n\n# Cooks\n\nMean workload was 3.4.",
      "# Cooks\n\n## Workload\n\nMean workload was 3.1.\n\n# Drivers\n\n## Workload\n\nMean workload was 3.4.",
      "# Results\n\nMean workload was 3.1.\n\n# Cooks\n\nMean workload was 3.4.",
      "# Results\n\nMean workload was 3.1.\n\n# Workload at follow-up\n\nMean workload was 3.4.",
      "First came nurses. Mean workload was 3.1.\n\nThen came cooks. Mean workload was 3.4.",
      "Their mean age was 39.5. Their mean age was 41.5.",
      "Workload was lower (M = 3.1) than reward (M = 3.4).",
    ] {
      #expect(findings(fine, .repeatedFigure).isEmpty, "\(fine)")
    }
  }
}
