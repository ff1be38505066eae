import HTTPTypes
import Platform
import Synchronization
import Testing

@testable import Web

@Suite struct PointersTests {
  @Test("The rules of the script are read from it")
  func rules() throws {
    #expect(Pointers.rules != nil)
    #expect(Pointers(script: "const EMAIL = /x/g;") == nil)
  }

  @Test(
    "What may name somebody is pointed out, and ordinary words are not",
    arguments: [
      (
        "Ask Jane Doe or Dr Grey, jd@example.org, 01632 960 123, or the lighthouse keeper.",
        ["jd@example.org", "01632 960 123", "Dr Grey", "Jane Doe", "Lighthouse keeper"]
      ),
      ("Ask Jane Doe, then Jane Doe.", ["Jane Doe"]), ("Nyrs Puw", ["Nyrs Puw"]), ("Anne-Marie", ["Anne-Marie"]),
      ("More time, please. On Monday the phones never stop.", []), ("The NHS in Wales", []), ("", []),
    ] as [(String, [String])])
  func found(_ text: String, _ wanted: [String]) throws {
    let rules = try #require(Pointers.rules)
    #expect(rules.found(in: text, roles: ["Lighthouse keeper", "–"]) == wanted)
  }

  @Test("The last look of the form without a script points it out, and answers can be sent as they are")
  func lastLook() async throws {
    let platform = Platformed()
    var browser = try await TextBrowser(platform, "/answer/spring/slip")
    browser.fill("form-code", "K7QM-2XRD-09TV-B")
    for button in ["Continue", "Continue"] { try await browser.press(button) }
    for number in 1...2 { browser.fill("agree-\(number)", "yes") }
    try await browser.press("I agree")
    browser.fill("role", "Office")
    browser.fill("words", "Ask Jane Doe.")
    try await browser.press("Continue")
    #expect(browser.title == "Check your answers")
    #expect(
      browser.page.contains("Could this tell somebody’s name? “Jane Doe”. You may change it, or send it as it is."))
    try await browser.press("Send my answers")
    #expect(browser.status == .ok && platform.seen.withLock { $0.bySlip.count } == 1)
  }
}
