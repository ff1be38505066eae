import HTTPTypes
import Platform
import Synchronization
import Testing
import Web

/// The form without a script: what it asks after which answers, and in which language.
@Suite struct PlainFormLanguageTests {
  private static let code = "K7QM-2XRD-09TV-B"
  private static let promises = """
    results:
      owner: {en: The council, cy: Y cyngor}
      act: {en: A day a month, cy: Diwrnod y mis}
      supportChecked: 2026-11-22
      staffHear: 2027-01-31
      managersHear: 2027-02-28

    """
  private static let text = LanguageTests.text.replacing(
    "information: {en: [We ask.], cy: [Rydym yn gofyn.]}",
    with: "information:\n  purpose: {en: [We ask.], cy: [Rydym yn gofyn.]}\n\(promises)")

  @Test("It speaks the language that was chosen, faults too, and what was answered stays when it is changed")
  func languages() async throws {
    let platform = Platformed(text: Self.text)
    var browser = try await TextBrowser(platform, "/answer/spring/slip")
    browser.fill("form-code", "ABCD")
    try await browser.press("Cymraeg")
    #expect(browser.title == "Ateb gyda slip" && browser.page.contains(#"<html lang="cy">"#))
    #expect(browser.page.contains("Nid yw siaradwr Cymraeg wedi adolygu"))
    try await browser.press("Parhau")
    #expect(browser.status == .forbidden && browser.page.contains("Nid yw’r cod hwn yn hysbys yma."))
    browser.fill("form-code", Self.code)
    try await browser.press("Parhau")
    try await browser.press("Parhau")
    try await browser.press("Rwy’n cytuno")
    #expect(browser.status == .unprocessableContent && browser.page.contains("Problem: Ydych chi’n cytuno"))
    browser.fill("agree-1", "yes")
    try await browser.press("Rwy’n cytuno")
    browser.fill("role", "Manager")
    try await browser.press("Parhau")
    #expect(browser.title == "Problem: Chi" && browser.page.contains("mae mwy i’w ofyn ar y dudalen hon"))
    browser.fill("since", "13", "2020")
    try await browser.press("Parhau")
    #expect(browser.page.contains("Ysgrifennwch fis a blwyddyn o 5 2001 i 11 2026."))
    #expect(browser.value("since") == ["13", "2020"])
    browser.fill("since", "3", "2020")
    try await browser.press("Parhau")
    #expect(browser.title == "Llanw" && browser.page.contains("Canais."))
    browser.fill("tide_1", "3")
    browser.fill("wish", "Môr")
    try await browser.press("English")
    #expect(browser.title == "Tide" && browser.value("wish") == ["Môr"] && browser.value("tide_1") == ["3"])
    try await browser.press("Continue")
    #expect(browser.page.contains("3, 2020") && browser.page.contains("Manager"))
    try await browser.press("Send my answers")
    #expect(
      platform.seen.withLock { $0.bySlip.first?.answers } == [
        "role": ["Manager"], "since": ["3", "2020"], "tide_1": ["3"], "wish": ["Môr"],
      ])
  }

  @Test("Pages and questions follow the answers, and what is not asked any more is neither shown at the end nor sent")
  func routing() async throws {
    let platform = Platformed(text: Self.text)
    var browser = try await atQuestions(platform)
    #expect(!browser.page.contains("Since when?") && browser.page.contains("Page 1 of 1"))
    browser.fill("role", "Manager")
    try await browser.press("Continue")
    browser.fill("since", "3", "2020")
    try await browser.press("Continue")
    #expect(browser.title == "Tide" && browser.page.contains("Page 2 of 2"))
    browser.fill("tide_2", "0")
    try await browser.press("Continue")
    try await browser.press("Change: You")
    browser.fill("role", "prefer-not-to-say")
    try await browser.press("Continue")
    #expect(browser.title == "Check your answers")
    #expect(!browser.page.contains("3, 2020") && !browser.page.contains("I swam."))
    #expect(browser.page.contains("<dd>Prefer not to say</dd>"))
    try await browser.press("Send my answers")
    #expect(platform.seen.withLock { $0.bySlip.first?.answers } == ["role": ["prefer-not-to-say"]])
  }

  @Test("People without a script are told the same before they decide, under the same headings")
  func information() async throws {
    let platform = Platformed(text: Self.text)
    var browser = try await TextBrowser(platform, "/answer/spring/slip")
    browser.fill("form-code", Self.code)
    try await browser.press("Continue")
    let scripted = try await platform.ask(.get, "/answer/spring").text
    for words in [
      "<p>We ask.</p>", "<h2>What happens with the results</h2>", "The council", "A day a month",
      "<h2>How your answers are kept apart from your name</h2>",
    ] {
      #expect(browser.page.contains(words), "\(words) is missing")
      #expect(scripted.contains(words), "\(words) is missing where scripts run")
    }
    let headings = browser.page.matches(of: /<h2>(.*?)<\/h2>/).map { String($0.output.1) }
    #expect(headings.count == 4 && headings.allSatisfy { scripted.contains("<h2>\($0)</h2>") })
  }

  /// Past code, information and consent, in English.
  private func atQuestions(_ platform: Platformed) async throws -> TextBrowser {
    var browser = try await TextBrowser(platform, "/answer/spring/slip")
    browser.fill("form-code", Self.code)
    try await browser.press("Continue")
    try await browser.press("Continue")
    browser.fill("agree-1", "yes")
    try await browser.press("I agree")
    return browser
  }
}
