import HTTPTypes
import HummingbirdTesting
import Platform
import Testing

@testable import Web

/// What people are told before they start, however they came.
@Suite struct ToldBeforeTests {
  private static let link = Participation.Entry.openLink(units: ["North", "South"])

  /// The information as each of the three ways shows it.
  private static func informations(_ text: String = Fixtures.questionnaire) async throws -> [String] {
    var slip = try await TextBrowser(Platformed(text: text), "/answer/spring/slip")
    slip.fill("form-code", "K7QM-2XRD-09TV-B")
    try await slip.press("Continue")
    return [
      try await Platformed(text: text).ask(.get, "/answer/spring").text, slip.page,
      try await TextBrowser(Platformed(text: text, entry: link), "/answer/spring/open").page,
    ]
  }

  @Test("Where confidentiality ends is said on every form, whatever the study's own information says")
  func harm() async throws {
    for page in try await Self.informations() {
      let words = try #require(page.firstRange(of: HarmLimit.title(in: .english)))
      for text in HarmLimit.words(in: .english) { #expect(page.contains(text)) }
      if let consent = page.firstRange(of: "Do you agree to take part?") {
        #expect(words.lowerBound < consent.lowerBound)
      }
    }
    let welsh = try await Platformed(text: LanguageTests.text).ask(.get, "/answer/spring/cy").text
    for text in HarmLimit.words(in: .welsh) { #expect(welsh.contains(text)) }
    #expect(!HarmLimit.words(in: .english).joined().contains("impossible"))
  }

  @Test("Each way in is told what is kept of it, and of no other")
  func kept() async throws {
    let pages = try await Self.informations()
    #expect(pages[0].contains("your right to answer was collected"))
    #expect(
      pages[1].contains("given a slip, without a date") && !pages[1].contains("your right to answer was collected"))
    #expect(pages[2].contains("Nobody is asked for a name") && !pages[2].contains("your right to answer was collected"))
    // With the script the words for slips wait until a code has been typed.
    #expect(pages[0].contains(#"<ul id="by-slip" hidden=""><li>It was written down that you were given a slip"#))
  }

  @Test("Without a script all that is told and agreed to stands on one page to keep, with what is ticked so far")
  func copy() async throws {
    var browser = try await TextBrowser(Platformed(entry: Self.link), "/answer/spring/open")
    try await browser.press("A copy to keep")
    #expect(browser.page.contains("We ask &amp; you answer.") && browser.page.contains("Not ticked yet: I agree."))
    try await browser.press("Back")
    #expect(browser.title == "Before you start")
    try await browser.press("Continue")
    browser.fill("agree-2", "yes")
    try await browser.press("A copy to keep")
    #expect(browser.title == "Your copy of the information")
    for words in [
      "We ask &amp; you answer.", HarmLimit.words(in: .english)[0], "Not ticked yet: I agree.",
      "You ticked: I may stop.", "Somebody to talk to",
    ] { #expect(browser.page.contains(words), "\(words) is missing") }
    try await browser.press("Back")
    #expect(browser.title == "Do you agree to take part?" && browser.value("agree-2") == ["yes"])
    browser.fill("agree-1", "yes")
    try await browser.press("I agree")
    try await browser.press("Back")
    try await browser.press("A copy to keep")
    #expect(browser.page.contains("You ticked: I agree.") && !browser.page.contains("Not ticked"))
    try await browser.send("form-step=team&form-copy=x")
    #expect(browser.status == .badRequest)
  }

  @Test("Help is named on pages that belong to no questionnaire, and the questionnaire's own where it is known")
  func help() async throws {
    for path in ["/", "/nowhere", "/answer/autumn", "/answer/autumn/slip", "/answer/spring/open"] {
      #expect(try await Platformed().ask(.get, path).text.contains("116 123"), "\(path)")
    }
    let failing = Platformed(text: "no questionnaire")
    let broken = try await failing.ask(.get, "/answer/spring")
    #expect(broken.status == .internalServerError && broken.text.contains("116 123"))
    var browser = try await TextBrowser(Platformed(), "/answer/spring/slip")
    try await browser.send("form-step=nowhere")
    #expect(browser.page.contains("01632 960 001"))
  }
}
