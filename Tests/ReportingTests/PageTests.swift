import Testing

@testable import Disclosure
@testable import Markup
@testable import Reporting

@Suite struct PageTests {
  @Test("Every id of a page is its own and every link leads to one", arguments: Report.Audience.allCases)
  func ids(_ audience: Report.Audience) {
    let page = Page.render(InventedReport.report(audience))
    let ids = values(of: .id, in: page)
    #expect(Set(ids).count == ids.count)
    for reference in values(of: .href, in: page) { #expect(ids.contains(String(reference.dropFirst()))) }
    for name: Attribute.Name in [.ariaLabelledby, .ariaDescribedby] {
      for reference in values(of: name, in: page).flatMap({ $0.split(separator: " ") }) {
        #expect(ids.contains(String(reference)), "nothing has the id \(reference)")
      }
    }
  }

  @Test("Headings never skip a level", arguments: Report.Audience.allCases)
  func headings(_ audience: Report.Audience) {
    var level = 0
    for next in headingLevels(in: Page.render(InventedReport.report(audience))) {
      #expect(next <= level + 1)
      level = next
    }
    #expect(level > 1)
  }

  @Test("The page asks for nothing from elsewhere and runs nothing")
  func selfContained() {
    let markup = Page.render(InventedReport.report()).markup
    for word in ["http://", "https://", "<script", "<link", "<img", "@import", "url(http", "src="] {
      #expect(!markup.contains(word), "\(word) stands in the page")
    }
  }

  @Test("Bands that may not headline stand in the appendix with their caution, and nowhere before it")
  func bands() throws {
    let text = Page.render(InventedReport.report()).plainText
    let appendix = try #require(text.ranges(of: "Appendix").last)
    let first = try #require(text.firstRange(of: "thirds of the 1998 sample"))
    #expect(first.lowerBound > appendix.upperBound)
    #expect(text.contains("They do not say who is well or unwell."))
    for audience in [Report.Audience.lead, .staff] {
      #expect(!Page.render(InventedReport.report(audience)).plainText.contains("thirds of the 1998 sample"))
    }
  }

  @Test("What was withheld is listed with its reason")
  func withheld() {
    let text = Page.render(InventedReport.report()).plainText
    #expect(text.contains("no neighbouring group could be joined"))
    #expect(text.contains("Withheld: protects another cell"))
  }

  @Test("The chapters stand in the order that people expect")
  func order() throws {
    let text = Page.render(InventedReport.report()).markup
    let titles = [
      "Summary", "Who took part", "The work", "How work is, and how people are", "Differences between groups",
      "In people’s own words",
      "What was withheld and why", "Method", "Limits", "Appendix",
    ]
    let places = try titles.map { try #require(text.firstRange(of: ">\($0)</h2>"), "\($0) is missing").lowerBound }
    #expect(places == places.sorted())
  }

  @Test("Open answers that wait are spoken of without their number, in every file")
  func waiting() throws {
    var report = InventedReport.report()
    for number in [17, 1] {
      report.sections[5].waiting = number
      #expect(Page.render(report).plainText.contains("Open answers wait for review."))
      #expect(String(decoding: try report.results().rendered(), as: UTF8.self).contains("\"waiting\": true"))
    }
    report.sections[5].waiting = 0
    #expect(!Page.render(report).plainText.contains("for review"))
  }

  @Test("The lead's page asks questions and the staff's page says where help is")
  func audiences() {
    #expect(Page.render(InventedReport.report(.lead)).plainText.contains("Which one condition of work can we change"))
    #expect(Page.render(InventedReport.report(.staff)).plainText.contains("116 123"))
    var report = InventedReport.report(.staff)
    report.support = ["Ask at the harbour office."]
    #expect(Page.render(report).plainText.contains("Ask at the harbour office."))
  }

  @Test("Answers other than steps of a scale are read from the most to the least often named, withheld ones last")
  func readingOrder() throws {
    guard case .answers(let challenges) = try #require(InventedReport.work.findings.first) else { return }
    var rows = challenges.value.rows
    rows.reverse()
    let turned = AnswerTable(
      subject: challenges.value.subject, base: 40, several: true, ordered: false, step: 5, rows: rows, notes: [])
    #expect(turned.readingOrder.map(\.label).first == "Short funding rounds")
    #expect(turned.readingOrder.map(\.label).suffix(2) == ["Travel", "Something else"])
  }
}

private func values(of name: Attribute.Name, in node: Node) -> [String] {
  switch node.content {
  case .element(_, let attributes, let children):
    attributes.filter { $0.name == name }.map(\.value) + children.flatMap { values(of: name, in: $0) }
  case .fragment(let nodes): nodes.flatMap { values(of: name, in: $0) }
  case .text, .data, .verbatim, .doctype: []
  }
}

private func headingLevels(in node: Node) -> [Int] {
  switch node.content {
  case .element(let tag, _, let children):
    (["h1": [1], "h2": [2], "h3": [3], "h4": [4]][tag.name] ?? []) + children.flatMap(headingLevels)
  case .fragment(let nodes): nodes.flatMap(headingLevels)
  case .text, .data, .verbatim, .doctype: []
  }
}
