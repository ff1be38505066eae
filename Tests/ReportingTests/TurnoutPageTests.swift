import Testing

@testable import Disclosure
@testable import Markup
@testable import Reporting

@Suite struct TurnoutPageTests {
  private func report(_ turnout: Turnout, _ audience: Report.Audience = .full) -> Report {
    var report = InventedReport.report(audience)
    report.turnout = Released(turnout)
    return report
  }

  private static let known = Turnout(
    invited: .shown(64), expected: nil, answers: .shown(40), percent: .shown(Figure(62.5, unit: 1)),
    routes: [.init(title: "Told in a team meeting", eligible: 27)])

  private static let hidden = Turnout(
    invited: .suppressed(reason: "Too many answered."), expected: nil, answers: .shown(40),
    percent: .suppressed(reason: "Too many answered."), routes: [])

  @Test(
    "Every page begins with how many of those invited answered, in bound numbers", arguments: Report.Audience.allCases)
  func opening(_ audience: Report.Audience) {
    let page = Page.render(report(Self.known, audience))
    #expect(page.plainText.contains("40 of the 64 people who were invited answered (63%)."))
    #expect(page.markup.contains("<data value=\"64\">64</data> people who were invited"))
    #expect(!page.plainText.contains("40 people took part"))
  }

  @Test("The full report and the dashboard have a table of who was asked, and by which way")
  func table() {
    let report = report(Self.known)
    let dashboard = Page.dashboard(
      Dashboard(report: report, purpose: "Figures.", back: .init(SitePath(["desk"]), "Back")))
    for page in [Page.render(report), dashboard] {
      #expect(page.plainText.contains("Told in a team meeting: could have answered"))
      #expect(page.plainText.contains("do not add up"))
    }
  }

  @Test("What is held back is withheld with its reason, on the page and in the results")
  func heldBack() throws {
    let report = report(Self.hidden)
    let page = Page.render(report).plainText
    #expect(page.contains("Withheld: ") && page.contains("Too many answered") && page.contains("40 people took part"))
    let results = String(decoding: try report.results().rendered(), as: UTF8.self)
    #expect(results.contains("\"turnout\"") && results.contains("\"suppressed\": \"Too many answered.\""))
    let known = String(decoding: try self.report(Self.known).results().rendered(), as: UTF8.self)
    #expect(
      known.contains("\"invited\": 64") && known.contains("\"percent\": 63") && known.contains("\"eligible\": 27"))
  }

  @Test("Where people are not known one by one, responses are told and no share")
  func openLink() {
    var report = report(
      Turnout(invited: nil, expected: 50, answers: .shown(40), percent: nil, routes: []))
    report.counted = .responses
    let page = Page.render(report).plainText
    #expect(page.contains("Expected to use the open link") && page.contains("no share is given"))
    #expect(!page.contains("in a hundred of those invited"))
  }
}
