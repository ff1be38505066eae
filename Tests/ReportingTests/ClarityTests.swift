import Testing

@testable import Disclosure
@testable import Markup
@testable import Reporting

/// What newcomers stumbled over when they read a page.
@Suite struct ClarityTests {
  private func item(_ id: Int, base: Int, notes: [String] = [], several: Bool = false) -> AnswerTable {
    AnswerTable(
      subject: Subject(id: "i\(id)", title: "Item \(id)"), base: base, several: several, ordered: true, step: 5,
      rows: [.init(label: "no", share: .shown(.about(Figure(40, unit: 5))))], notes: notes)
  }

  @Test("A drawing of several questions gives the range of their bases")
  func bases() {
    let range = AnswerTable.basis([item(1, base: 88), item(2, base: 90), item(3, base: 87)]).plainText
    #expect(range == "Shares of 87 to 90 people, depending on the question, in steps of 5 percentage points.")
    #expect(
      AnswerTable.basis([item(1, base: 88), item(2, base: 88)]).plainText
        == "Shares of 88 people, in steps of 5 percentage points.")
    #expect(AnswerTable.steps([10, 5, 10]).plainText == "in steps of 5 or 10 percentage points")
  }

  @Test("A rule of rounding stands once a chapter, and a caption is not said again in a note")
  func notes() {
    var report = InventedReport.report()
    let rule = "Shares are given in steps of five."
    report.sections = ["First", "Second"].map { title in
      Section(
        .work, title: title,
        findings: (1...3).flatMap { number -> [ReleasedFinding] in
          let table = item(number, base: 40, notes: [rule, "One person may have chosen several."], several: true)
          return [.answers(Released(table)), .frequency(Released(InventedReport.people))]
        })
    }
    let text = Page.render(report).plainText
    #expect(text.ranges(of: rule).count == 2)
    #expect(!text.contains("One person may have chosen several."))
  }

  @Test("Of two answers only the one named more often is said; of more, three")
  func twoAnswers() {
    func table(_ labels: [String]) -> AnswerTable {
      AnswerTable(
        subject: Subject(id: "q", title: "Had training"), base: 40, several: false, ordered: false, step: 5,
        rows: labels.map { .init(label: $0, share: .shown(.about(Figure(80 - Double($0.count) * 10, unit: 5)))) },
        notes: [])
    }
    #expect(table(["Yes", "Never"]).mostOften?.plainText == "Yes (50%)")
    #expect(table(["a", "bb", "ccc", "dddd"]).mostOften?.plainText == "a (70%), bb (60%) and ccc (50%)")
  }

  @Test("What is withheld is named with its instrument, and its reason begins once")
  func withheldWords() {
    var report = InventedReport.report()
    let subject = Subject(id: "tides.load.item1", title: "Item 1", instrument: "Working Tides")
    let cells = FrequencyTable(
      subject: Subject(id: "team", title: "Team"), base: 40, several: false,
      rows: [
        .init(
          label: "North", members: [], count: .suppressed(reason: "Hidden: it is small, or shows another."),
          percent: .shown(Figure(80, unit: 0.1)))
      ],
      notes: [])
    report.sections = [
      Section(
        .items, title: "Items",
        findings: [
          .frequency(Released(cells)),
          .withheld(Withheld(subject: subject, what: "Shares of answers", reason: "Too few answered.")),
        ])
    ]
    let text = Page.render(report).plainText
    #expect(text.contains("Withheld: a cell that is small, or shows another.") && !text.contains("Hidden:"))
    #expect(text.contains("Working Tides: Item 1, shares of answers: Too few answered."))
  }

  @Test("Shares by groups say how many answered, in which steps each row is, and why they may not add up")
  func crossedShares() {
    let table = CrossTabulation(
      rowSubject: Subject(id: "team", title: "Team"), columnSubject: Subject(id: "q", title: "Rota"),
      rowLabels: ["North", "South"], columnLabels: ["yes", "no"], base: 62,
      cells: .shares([
        [.shown(.about(Figure(80, unit: 20))), .shown(.atMost(20))], [.shown(.atLeast(75)), .shown(.atMost(25))],
      ]), notes: [])
    let facts = table.table.facts.joined()
    #expect(
      facts
        == "Shares of the people of each row who answered, 62 in all. Steps in percentage points: North 20, South 25.")
    #expect(table.table.notes == [FixedWords.roundedShares])
  }

  @Test("A table of alpha has columns item by item only where there is something in them")
  func alphaColumns() {
    func page(_ itemRest: [Figure]) -> String {
      let reliability = ReliabilitySummary(
        items: 3, people: .shown(40), alpha: Figure(0.8, unit: 0.01),
        interval: Interval(lower: Figure(0.7, unit: 0.01), upper: Figure(0.9, unit: 0.01), confidence: 0.95),
        itemRest: itemRest, alphaIfDeleted: itemRest)
      let scale = ScaleSummary(
        subject: Subject(id: "s", title: "Tides"), reading: InventedReport.tides, base: 40, mean: Figure(3, unit: 0.1),
        standardDeviation: Figure(1, unit: 0.1), interval: InventedReport.interval(3, 0.2),
        box: InventedReport.box(3, whiskers: false), reliability: reliability, norms: [], bands: [], notes: [])
      var report = InventedReport.report()
      report.sections = [Section(.scales, title: "Scales", findings: [.scale(Released(scale))])]
      return Page.render(report).plainText
    }
    #expect(!page([]).contains("Alpha without each item"))
    #expect(page([0.5, 0.6, 0.7].map { Figure($0, unit: 0.01) }).contains("Alpha without each item"))
  }

  @Test("A title that holds the year or the organisation is not followed by them again")
  func windowTitle() {
    var report = InventedReport.report()
    (report.title, report.wave, report.organisation) = ("Staff survey 2026", "2026", "Harbour partnership")
    #expect(
      String(decoding: Page.render(report).rendered(), as: UTF8.self).contains(
        "<title>Staff survey 2026 – Harbour partnership</title>"))
  }

  @Test("A comparison without its headline test is not called “no clear difference”")
  func untested() {
    let tested = InventedReport.byAge
    let untested = GroupComparison(
      subject: tested.subject, reading: tested.reading, by: tested.by, groups: tested.groups, headline: .classic,
      tests: tested.tests, pairs: tested.pairs, effects: [], notes: [])
    #expect(untested.headlinePairs.isEmpty)
    #expect(untested.sentence.plainText.hasPrefix("No test could be made of Distance from the work"))
    var report = InventedReport.report()
    report.sections = [Section(.comparison, title: "Groups", findings: [.comparison(Released(untested))])]
    let text = Page.render(report).plainText
    #expect(!text.contains("o clear difference in") && !text.contains("No clear difference by"))
    #expect(text.contains("No test by years with the service could be made: Distance from the work."))
  }

  @Test(
    "A figure that is 0, nearly 0 or 1 has a sensible number of decimals",
    arguments: [
      (0, "0.000"), (3e-16, "0.000"), (-2e-12, "0.000"), (1, "1.00"), (0.9996, "1.00"), (0.9994, "0.999"),
      (9.999, "10.0"), (-0.09996, "-0.100"), (0.000123, "0.000123"),
    ])
  func decimals(_ raw: Double, _ digits: String) {
    #expect(Figure(raw, significantDigits: 3).digits == digits)
  }

  @Test("An item that goes against its scale is named, and no other")
  func reversed() {
    let usual = Page.render(InventedReport.report()).plainText
    #expect(!usual.contains("goes against the rest"))
    let reliability = ReliabilitySummary(
      items: 3, people: .suppressed(reason: "fewer than all"), alpha: Figure(0.2, unit: 0.01),
      interval: Interval(lower: Figure(-0.1, unit: 0.01), upper: Figure(0.4, unit: 0.01), confidence: 0.95),
      itemRest: [0.4, -0.31, 0.2].map { Figure($0, unit: 0.01) },
      alphaIfDeleted: [0.1, 0.6, 0.2].map { Figure($0, unit: 0.01) })
    let scale = ScaleSummary(
      subject: Subject(id: "s", title: "Tides"), reading: InventedReport.tides, base: 40, mean: Figure(3, unit: 0.1),
      standardDeviation: Figure(1, unit: 0.1), interval: InventedReport.interval(3, 0.2),
      box: InventedReport.box(3, whiskers: false), reliability: reliability, norms: [], bands: [], notes: [])
    var report = InventedReport.report()
    report.sections = [Section(.scales, title: "Scales", findings: [.scale(Released(scale))])]
    let text = Page.render(report).plainText
    #expect(
      text.contains("Tides: Item 2 goes against the rest of the scale (item–rest correlation −0.31): check whether"))
    #expect(text.ranges(of: "goes against the rest").count == 1)
  }

  @Test("A wave that is a bare number says what it is")
  func wave() {
    var report = InventedReport.report()
    #expect(report.waveInWords == "Spring 2026")
    report.wave = "2026"
    #expect(report.waveInWords == "Wave 2026")
  }
}

/// Names from data that are made to mislead or to break the layout, and pages that must stay short.
@Suite struct NameTests {
  @Test("A very long name is shortened where it is seen and whole where it is pointed at")
  func long() {
    let long = Array(repeating: "harbour", count: 30).joined(separator: " ")
    let short = shortened(long)
    #expect(short.count <= 100 && short.hasSuffix("harbour…"))
    #expect(name(long).markup == "<bdi title=\"\(long)\">\(short)</bdi>")
    #expect(shortened(String(repeating: "x", count: 240)).count == 100)
    #expect(shortened("Third sector") == "Third sector")
    let table = Table(caption: "t", columns: ["", long], rows: []).node(id: "t").plainText
    #expect(!table.contains(long) && table.contains("harbour…"))
  }

  @Test("A name with a mark that turns the direction stands as it was written")
  func direction() {
    let table = Table(caption: "t", columns: ["", "\u{202E}eman (SD)"], rows: []).node(id: "t").markup
    #expect(table.contains("<bdi>eman (SD)</bdi>"))
  }

  @Test("A short page gives three differences a question, the largest, and names the others")
  func largest() throws {
    let base = try #require(InventedReport.report().comparisons.first)
    let comparisons = (1...5).map { number in
      GroupComparison(
        subject: Subject(id: "s\(number)", title: "Scale \(number)"), reading: base.reading, by: base.by,
        groups: base.groups, headline: base.headline, tests: base.tests, pairs: base.pairs,
        effects: [
          .init(
            kind: .hedgesG, value: Figure(number.isMultiple(of: 2) ? -Double(number) : 1, unit: 0.01), interval: nil)
        ],
        notes: [])
    }
    #expect(comparisons.largestFirst.map(\.subject.id) == ["s4", "s2", "s1", "s3", "s5"])
    var report = InventedReport.report(.staff)
    report.sections = [
      Section(.comparison, title: "Groups", findings: comparisons.map { .comparison(Released($0)) })
    ]
    let text = Page.render(report).plainText
    #expect(text.ranges(of: "was higher in").count == 3)
    #expect(text.contains("Smaller clear differences by sector: Scale 3 and Scale 5."))
  }
}
