import Foundation
import Hummingbird
import HummingbirdTesting
import Platform
import Synchronization
import Testing
import Web

/// The form without a script, through the pages as they are sent.
@Suite struct PlainFormTests {
  private static let code = "K7QM-2XRD-09TV-B"
  private static let link = Participation.Entry.openLink(units: ["North", "South <b>"])

  @Test("With a slip, from the code to the receipt")
  func slip() async throws {
    let platform = Platformed()
    var browser = try await atQuestions(platform)
    browser.fill("role", "Office")
    browser.fill("tide_2", "1")
    browser.fill("helps", "Tea", "Rest")
    browser.fill("years", "7")
    browser.fill("words", "More <time> & \"air\"\r\nplease")
    try await browser.press("Continue")
    #expect(browser.title == "Check your answers")
    for words in ["Office", "Always", "Tea, Rest", "7", "More &lt;time&gt; &amp;", "left out"] {
      #expect(browser.page.contains(words), "\(words) is missing")
    }
    try await browser.press("Send my answers")
    #expect(browser.status == .ok && browser.page.contains(#"<p class="receipt" id="receipt">K7QM-2XRD-09TV-B</p>"#))
    let sent = try #require(platform.seen.withLock { $0.bySlip.first })
    #expect(sent.wave == "spring" && sent.code == Self.code && sent.attempt.count == 16)
    #expect(
      sent.answers == [
        "role": ["Office"], "tide_2": ["1"], "helps": ["Tea", "Rest"], "years": ["7"],
        "words": ["More <time> & \"air\"\nplease"],
      ])
  }

  @Test("By an open link there is no code, and the team is asked for")
  func openLink() async throws {
    let platform = Platformed(entry: Self.link)
    var browser = try await TextBrowser(platform, "/answer/spring/open")
    #expect(browser.page.contains("nobody can tell whether somebody answers twice"))
    try await browser.press("Continue")
    browser.fill("agree-1", "yes")
    browser.fill("agree-2", "yes")
    try await browser.press("I agree")
    #expect(browser.title == "Your team" && browser.page.contains("South &lt;b&gt;"))
    try await browser.press("Continue")
    #expect(browser.status.code == 422 && browser.page.contains("Choose one of the teams listed."))
    browser.fill("unit", "South <b>")
    try await browser.press("Continue")
    browser.fill("role", "Office")
    try await browser.press("Continue")
    #expect(browser.page.contains("South &lt;b&gt;"))
    try await browser.press("Send my answers")
    try await browser.press(nil)
    let sent = platform.seen.withLock { $0.byLink }
    #expect(
      sent.first?.ticket == "a-ticket" && sent.first?.unit == "South <b>" && sent.first?.answers == ["role": ["Office"]]
    )
    // The address of the wave itself shows the same pages.
    let main = try await platform.ask(.get, "/answer/spring").text
    #expect(main.contains(#"action="/answer/spring/open""#) && !main.contains("<script"))
  }

  @Test("Whoever names no team is asked no further")
  func noTeam() async throws {
    let platform = Platformed(entry: Self.link)
    var browser = try await TextBrowser(platform, "/answer/spring/open")
    try await browser.send("form-step=check&form-agreed=3&form-attempt=a-ticket&unit=none&role=Office")
    #expect(browser.title == "Thank you: your answers have arrived")
    #expect(platform.seen.withLock { $0.byLink.map(\.unit) } == [nil])
  }

  @Test("What is missing or wrong is listed with a link to its field, and nothing that was answered is lost")
  func faults() async throws {
    var browser = try await atQuestions(Platformed())
    browser.fill("years", "soon")
    browser.fill("words", "Rest & quiet")
    try await browser.press("Continue")
    #expect(
      browser.status.code == 422
        && browser.title
          == "Problem: <script>alert(1)</script>".replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    )
    for words in [
      ##"<a href="#q-role-1">What is most of your work? – "##, ##"<a href="#q-years">How many years? – "##,
      #"id="fault-years""#, #"aria-describedby="fault-years q-years-hint""#, #"aria-invalid="true""#,
      #"<div id="problem" class="problem" role="alert" tabindex="-1" autofocus="">"#,
    ] { #expect(browser.page.contains(words), "\(words) is missing") }
    #expect(browser.value("years") == ["soon"] && browser.value("words") == ["Rest & quiet"])
    #expect(browser.value("form-code") == [Self.code])
    browser.fill("role", "Office")
    browser.fill("years", "3")
    try await browser.press("Continue")
    #expect(browser.title == "Check your answers")
  }

  @Test("One can go back, change something, or clear a page, and the rest stays")
  func back() async throws {
    var browser = try await atQuestions(Platformed())
    browser.fill("role", "Office")
    browser.fill("helps", "Rest")
    try await browser.press("Continue")
    try await browser.press("Change: <script>alert(1)</script>")
    #expect(browser.value("role") == ["Office"] && browser.value("helps") == ["Rest"])
    browser.fill("years", "abc")
    try await browser.press("Back")
    #expect(browser.title == "Do you agree to take part?" && browser.status == .ok)
    #expect(browser.value("agree-1") == ["yes"] && browser.value("years") == ["abc"])
    try await browser.press("I agree")
    #expect(browser.value("years") == ["abc"] && browser.value("role") == ["Office"])
    try await browser.press("Clear this page")
    #expect(browser.value("role").isEmpty && browser.value("years") == [""] && browser.value("words") == [""])
    try await browser.press("Back")
    try await browser.press("Back")
    try await browser.press("Back")
    #expect(browser.title == "Answer with a slip" && browser.value("form-code") == [Self.code])
  }

  @Test("Without every statement ticked there are no questions, whatever is sent")
  func consent() async throws {
    let platform = Platformed()
    var browser = try await TextBrowser(platform, "/answer/spring/slip")
    browser.fill("form-code", Self.code)
    try await browser.press("Continue")
    try await browser.press("Continue")
    browser.fill("agree-2", "yes")
    try await browser.press("I agree")
    #expect(browser.status.code == 422 && browser.page.contains("You have not ticked every statement."))
    #expect(browser.page.contains(##"<a href="#agree-1">I agree. – Not ticked.</a>"##))
    for agreed in ["", "form-agreed=2&"] {
      try await browser.send("form-step=check&form-code=\(Self.code)&\(agreed)role=Office")
      #expect(browser.status.code == 422 && browser.title == "Problem: Do you agree to take part?")
    }
    #expect(platform.seen.withLock { $0.bySlip.isEmpty })
  }

  @Test("A code that is none keeps what was typed and says what to do; Enter alone goes on")
  func wrongCode() async throws {
    var browser = try await TextBrowser(Platformed(), "/answer/spring/slip")
    browser.fill("form-code", "ABCD \"1\"")
    try await browser.press("Continue")
    #expect(browser.status == .forbidden && browser.page.contains("Compare it with your slip letter by letter"))
    #expect(browser.value("form-code") == ["ABCD \"1\""])
    browser.fill("form-code", Self.code)
    try await browser.press(nil)
    #expect(browser.title == "Before you start")
  }

  @Test("A page sent twice is the same sending; a code typed anew is another")
  func repeated() async throws {
    let platform = Platformed()
    var browser = try await atQuestions(platform)
    browser.fill("role", "Office")
    try await browser.press("Continue")
    let body = browser.body
    try await browser.send(body)
    try await browser.send(body)
    var other = try await atQuestions(platform)
    other.fill("role", "Office")
    try await other.press("Continue")
    try await other.press("Send my answers")
    let attempts = platform.seen.withLock { $0.bySlip.map(\.attempt) }
    #expect(attempts.count == 3 && attempts[0] == attempts[1] && attempts[1] != attempts[2])
  }

  @Test(
    "What is refused at the end is said on the last page, with every answer still in it",
    arguments: [
      (.answeredOtherwise, 409, "Other answers"), (.withdrawn, 409, "taken back"), (.closed, 410, "has closed"),
      (.unknownCode, 403, "not known here"), (.tooMany, 429, "Wait a minute"), (.badToken, 403, "not valid"),
    ] as [(ParticipationRefusal, Int, String)])
  func refusals(_ refusal: ParticipationRefusal, _ status: Int, _ words: String) async throws {
    var browser = try await atQuestions(Platformed(refusing: refusal))
    browser.fill("role", "Office")
    browser.fill("words", "Air")
    try await browser.press("Continue")
    try await browser.press("Send my answers")
    #expect(browser.status.code == status && browser.page.contains(words))
    #expect(browser.value("words") == ["Air"] && browser.value("role") == ["Office"])
  }

  @Test(
    "A request that no page sends is refused",
    arguments: [
      "", "form-step=nowhere", "form-step=page-2", "form-step=page-0", "form-step=code&form-step=check",
      "form-step=code&extra=1", "form-step=code&form-code=1&form-code=2", "form-step=code&form-next=1&form-back=1",
      "form-step=code&form-to-page-9=1", "form-step=consent&agree-3=yes", "form-step=consent&agree-1=no",
      "form-step=consent&agree-1=yes&agree-1=yes", "form-step=code&unit=North", "form-step=code&role=%00",
      "form-step=code&role=%ED%A0%80", "form-step=code&form-code=" + String(repeating: "A", count: 101), "form-step",
    ])
  func malformed(_ body: String) async throws {
    let platform = Platformed()
    var browser = try await TextBrowser(platform, "/answer/spring/slip")
    try await browser.send(body)
    #expect(browser.status == .badRequest && browser.page.contains("did not understand"))
    #expect(platform.seen.withLock { $0.codes.isEmpty && $0.bySlip.isEmpty })
  }

  @Test("An answer that is doubled or not offered is refused on its page")
  func doubled() async throws {
    let platform = Platformed()
    var browser = try await TextBrowser(platform, "/answer/spring/slip")
    for (answers, words) in [
      ("role=Office&role=Office", "Give one answer."), ("role=Chief", "Choose one of the answers listed."),
      ("role=Office&helps=Tea&helps=Tea", "Choose from the answers listed."),
    ] {
      try await browser.send("form-step=check&form-agreed=3&form-code=\(Self.code)&\(answers)")
      #expect(browser.status.code == 422 && browser.page.contains(words))
    }
    #expect(platform.seen.withLock { $0.bySlip.isEmpty })
  }

  @Test("A megabyte of answers is too long, and the person is told how to get back to them")
  func size() async throws {
    var browser = try await TextBrowser(Platformed(), "/answer/spring/slip")
    try await browser.send("form-step=page-1&words=" + String(repeating: "x", count: 1_000_000))
    #expect(browser.status == .contentTooLarge && browser.page.contains("go back with your browser"))
  }

  @Test("Only a form's own type is read", arguments: ["application/json", "text/plain", "multipart/form-data", nil])
  func contentType(_ type: String?) async throws {
    let platform = Platformed()
    let response = try await platform.post("/answer/spring/slip", "form-step=code&form-code=\(Self.code)", type: type)
    #expect(response.status == .badRequest && platform.seen.withLock { $0.codes.isEmpty })
  }

  @Test("Markup and marks of direction in what people write stay text on every page")
  func markup() async throws {
    let nasty = "\"><script>alert(1)</script>\u{202E}' onfocus='x\u{7}"
    var browser = try await atQuestions(Platformed())
    browser.fill("role", "Office")
    browser.fill("words", nasty)
    for button in ["Continue", "Back", "Back", "I agree", "Continue", "Send my answers"] {
      #expect(!browser.page.contains("<script") && !browser.page.contains("\u{202E}"))
      if !["Back", "Continue"].contains(button) {
        #expect(
          browser.page.contains(
            #"name="words" value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#39; onfocus=&#39;x">"#))
      }
      try await browser.press(button)
    }
    var typed = try await TextBrowser(Platformed(), "/answer/spring/slip")
    typed.fill("form-code", nasty)
    try await typed.press("Continue")
    #expect(!typed.page.contains("<script"))
  }

  @Test("Each wave has one door, and none when it is closed")
  func doors() async throws {
    #expect(try await Platformed().ask(.get, "/answer/spring/open").status == .notFound)
    #expect(try await Platformed(entry: Self.link).ask(.get, "/answer/spring/slip").status == .notFound)
    #expect(try await Platformed().ask(.get, "/answer/autumn/slip").status == .notFound)
    let closed = try await Platformed(isOpen: false).ask(.get, "/answer/spring/slip").text
    #expect(closed.contains("This questionnaire has closed") && !closed.contains("<form"))
  }

  @Test("Answers are taken back without a script too")
  func withdrawal() async throws {
    let platform = Platformed()
    let form = "application/x-www-form-urlencoded"
    let done = try await platform.post("/answer/spring/withdrawal", "receipt=k7qm+2xrd+09tv+b", type: form)
    #expect(done.status == .ok && done.text.contains("Your answers have been deleted"))
    #expect(platform.seen.withLock { $0.withdrawn } == ["k7qm 2xrd 09tv b"])
    let unknown = try await Platformed(refusing: ParticipationRefusal.unknownReceipt)
      .post("/answer/spring/withdrawal", "receipt=x", type: form)
    #expect(
      unknown.status == .notFound && unknown.text.contains("no answers with this code")
        && unknown.text.contains("<form"))
    for body in ["", "receipt=a&receipt=b", "receipt=a&more=1"] {
      #expect(try await platform.post("/answer/spring/withdrawal", body, type: form).status == .badRequest)
    }
  }

  @Test("Every label, hint and link of every page has what it points at, and no page holds a script or sets a cookie")
  func references() async throws {
    let platform = Platformed()
    var browser = try await TextBrowser(platform, "/answer/spring/slip")
    browser.fill("form-code", Self.code)
    var pages = [browser.page]
    for button in ["Continue", "Continue", "I agree"] {
      try await browser.press(button)
      pages.append(browser.page)
    }
    browser.fill("agree-1", "yes")
    browser.fill("agree-2", "yes")
    for button in ["I agree", "Continue"] {
      try await browser.press(button)
      pages.append(browser.page)
    }
    browser.fill("role", "Office")
    for button in ["Continue", "Send my answers"] {
      try await browser.press(button)
      pages.append(browser.page)
    }
    #expect(pages.count == 8)
    for page in pages {
      let ids = Self.values(of: "id", in: page)
      #expect(Set(ids).count == ids.count)
      let pointed =
        ["for", "aria-labelledby"].flatMap { Self.values(of: $0, in: page) }
        + Self.values(of: "aria-describedby", in: page).flatMap { $0.split(separator: " ").map(String.init) }
      #expect(Set(pointed).isSubset(of: ids), "\(Set(pointed).subtracting(ids))")
      for address in Self.values(of: "href", in: page) + Self.values(of: "action", in: page) {
        let place = String(address.prefix { $0 != "#" })
        #expect(place.isEmpty ? ids.contains(String(address.dropFirst())) : Link(path: place) != nil)
      }
      #expect(!page.contains("<script") && !page.contains("<button") && !page.contains(" hidden="))
    }
  }

  private static func values(of name: String, in page: String) -> [String] {
    guard let pattern = try? Regex(" \(name)=\"([^\"]*)\"") else { return [] }
    return page.matches(of: pattern).compactMap { $0.output[1].substring.map(String.init) }
  }

  /// Past code, information and consent.
  private func atQuestions(_ platform: Platformed) async throws -> TextBrowser {
    var browser = try await TextBrowser(platform, "/answer/spring/slip")
    browser.fill("form-code", Self.code)
    try await browser.press("Continue")
    try await browser.press("Continue")
    browser.fill("agree-1", "yes")
    browser.fill("agree-2", "yes")
    try await browser.press("I agree")
    return browser
  }
}
