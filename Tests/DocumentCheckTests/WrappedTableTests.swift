import Testing

@testable import DocumentCheck

/// Tables whose cells run over several lines, as `pdftotext -layout` prints them from PDFs of WeasyPrint and Chromium.
@Suite("Cells over several lines") struct WrappedTableTests {
  @Test("Rows are told by blank lines, and by their figures where there are none", arguments: [parted, middle, bottom])
  func rows(text: String) throws {
    let table = try #require(readText(text).tables.first)
    #expect(table.unreadable == nil && table.headerRows == 1)
    #expect(
      (0..<table.rows.count).dropFirst().map(table.label) == [
        "Manageable workload over the last six months", "Control",
        "Reward and recognition by managers, colleagues and the people served", "Community at the place of work",
        "Emotional exhaustion",
      ])
    #expect(
      table.rows[5].dropFirst().map(\.text.text) == ["2.1 (1.1)", "3.6 (1.3)", "2.9 (1.2)", "17.7", ".200"])
    #expect(TableView(table).columns.compactMap(\.size) == [66, 30, 24])
    let report = check(readText(text))
    #expect(
      report.findings.map(\.rule) == [.testStatistic] && report.findings.first?.place.row == "Emotional exhaustion")
    #expect(report.tallies.first { $0.rule == .testStatistic }?.checked == 5)
  }

  @Test("Percentages are held against the counts beside them")
  func counts() throws {
    #expect(check(readText(Self.shares)).findings.isEmpty)
    let wrong = check(readText(Self.shares.replacing("25.0%", with: "27.0%"))).findings
    #expect(wrong.map(\.rule) == [.shareOfCount])
    #expect(
      wrong.first?.place.row == "Works mostly in a residential or hospital setting with nursing cover")
  }

  @Test("A header that runs together is named and nothing is made of it")
  func melted() throws {
    let report = check(readText(Self.melted))
    #expect(report.findings.isEmpty)
    let unread = try #require(report.unchecked.first { $0.rule == .table })
    #expect(unread.place.table == "Table 1" && unread.reason.contains("runs together"))
    #expect(report.unchecked.count == 1)
  }

  @Test("Two figures that would fall into one cell give the table up")
  func clash() throws {
    let text = """
      Table 1. Scores

      Area              Team one (n = 20)     Team two (n = 20)     F         p

      Workload in the   3.1 (0.8)             2.6 (0.8)             4.0       .05
      last six                                                      5.1
      months

      Control           3.8 (0.7)             3.1 (0.8)             8.7       .005
      """
    let report = check(readText(text))
    #expect(report.findings.isEmpty)
    #expect(report.unchecked.map(\.rule) == [.table])
    #expect(report.unchecked.first?.reason == "“4.0” and “5.1” fall into one cell")
  }

  @Test("Headings over blocks of rows and lower-case labels stay rows of their own")
  func headings() throws {
    let text = """
      Table 1. Sample (n = 40)

      Group               n        %
      gender
      women               30       75.0
      men                 10       25.0
      Age
      under 40            22       55.0
      40 or over          18       45.0
      """
    let table = try #require(readText(text).tables.first)
    #expect(
      (0..<table.rows.count).map(table.label) == [
        "Group", "gender", "women", "men", "Age", "under 40", "40 or over",
      ])
    #expect(check(readText(text)).findings.isEmpty)
  }

  /// Rows parted by blank lines, cells at the top.
  static let parted = """
    Table 1. Work areas and burnout by sector, mean (SD)
     Area of working life      Third and                  Health boards and   Local             F(2,   p
     or burnout                community sector           the partnerships    authority         117)
     dimension                 organisations (n =         (n = 30)            services (n =
                               66)                                            24)

     Manageable workload       3.4 (0.8)                  2.6 (0.8)           2.9 (0.7)         11.8   <.
     over the last six                                                                                 001
     months

     Control                   3.8 (0.7)                  3.1 (0.8)           3.4 (0.7)         10.2   <.
                                                                                                       001

     Reward and                3.9 (0.7)                  2.9 (0.9)           3.3 (0.8)         18.5   <.
     recognition by                                                                                    001
     managers, colleagues
     and the people served

     Community at the          4.0 (0.8)                  3.2 (0.9)           3.7 (0.7)         10.1   <.
     place of work                                                                                     001

     Emotional exhaustion      2.1 (1.1)                  3.6 (1.3)           2.9 (1.2)         17.7   .
                                                                                                       200
    """

  /// No blank lines, cells in the middle of their row.
  static let middle = """
    Table 1. Work areas and burnout by sector, mean (SD)
                                Third and         Health boards              Local
     Area of working life
                            community sector          and the              authority        F(2,
          or burnout                                                                                   p
                            organisations (n =   partnerships (n =       services (n =      117)
          dimension
                                   66)                  30)                   24)
     Manageable workload
                                                                                                        <
        over the last six        3.4 (0.8)            2.6 (0.8)            2.9 (0.7)        11.8
                                                                                                      .001
            months
                                                                                                        <
            Control                3.8 (0.7)             3.1 (0.8)         3.4 (0.7)        10.2
                                                                                                      .001
          Reward and
        recognition by
                                                                                                        <
     managers, colleagues          3.9 (0.7)             2.9 (0.9)         3.3 (0.8)        18.5
                                                                                                      .001
       and the people
            served
      Community at the                                                                                  <
                                   4.0 (0.8)             3.2 (0.9)         3.7 (0.7)        10.1
         place of work                                                                                .001
     Emotional exhaustion          2.1 (1.1)             3.6 (1.3)         2.9 (1.2)        17.7      .200
    """

  /// No blank lines, cells at the bottom of their row.
  static let bottom = """
    Table 1. Work areas and burnout by sector, mean (SD)
                           Third and             Health boards        Local
     Area of working life  community sector      and the              authority
     or burnout            organisations (n =    partnerships (n =    services (n =     F(2,
     dimension             66)                   30)                  24)               117)   p
     Manageable workload
     over the last six                                                                         <.
     months                3.4 (0.8)             2.6 (0.8)            2.9 (0.7)         11.8   001
                                                                                               <.
     Control                 3.8 (0.7)             3.1 (0.8)          3.4 (0.7)         10.2   001
     Reward and
     recognition by
     managers, colleagues                                                                      <.
     and the people served   3.9 (0.7)             2.9 (0.9)          3.3 (0.8)         18.5   001
     Community at the                                                                          <.
     place of work           4.0 (0.8)             3.2 (0.9)          3.7 (0.7)         10.1   001
                                                                                               .
     Emotional exhaustion    2.1 (1.1)             3.6 (1.3)          2.9 (1.2)         17.7   200
    """

  /// Counts and percentages, labels over several lines.
  static let shares = """
    Table 2. Characteristics of the respondents (n = 120)
                                                         Number of            Percentage of all
      Characteristic of the people who answered
                                                          people              respondents (%)
       Works mostly with people who use drugs in the
                                                            54                         45.0%
                         community
       Works mostly in a residential or hospital setting
                                                            30                         25.0%
                     with nursing cover
                            Both                            24                         20.0%
                        Management                          12                         10.0%
    """

  /// A header whose cells one space parts.
  static let melted = """
                               Table 1. Work areas and burnout by sector, mean (SD)
                                                                                     Local
                             Third and community Health boards and
     Area of working life or                                                       authority     F(2,
                             sector organisations (n the partnerships (n                                  p
      burnout dimension                                                          services (n =   117)
                                      = 66)                 = 30)
                                                                                      24)
    Manageable workload                                                                               <
                                  3.4 (0.8)               2.6 (0.8)            2.9 (0.7)         11.8
    over the last six months                                                                          .001
                                                                                                      <
    Control                       3.8 (0.7)               3.1 (0.8)            3.4 (0.7)         10.2
                                                                                                      .001
    Reward and recognition
                                                                                                        <
    by managers, colleagues 3.9 (0.7)                     2.9 (0.9)            3.3 (0.8)         18.5
                                                                                                        .001
    and the people served
    Community at the place of                                                                         <
                              4.0 (0.8)                   3.2 (0.9)            3.7 (0.7)         10.1
    work                                                                                              .001
    Emotional exhaustion      2.1 (1.1)                   3.6 (1.3)            2.9 (1.2)         17.7 .200
    """
}
