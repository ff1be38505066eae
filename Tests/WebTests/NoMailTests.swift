import HTTPTypes
import HummingbirdTesting
import Platform
import Synchronization
import Testing
import Web

@Suite struct NoMailTests {
  @Test("The secret of a message stops its mail, and the page is the same for everybody")
  func stops() async throws {
    let platform = Platformed()
    let page = try await platform.ask(.get, "/answer/spring/no-mail")
    #expect(
      page.status == .ok && page.text.contains("nomail.js")
        && page.text.contains("reply to the message with the word STOP"))
    let reply = try await platform.post("/answer/spring/no-mail", #"{"invitation":"AQID"}"#)
    #expect(reply.status == .ok && reply.text == "{}")
    #expect(platform.seen.withLock { $0.stopped } == [[1, 2, 3]])
  }

  @Test(
    "Anything else is refused",
    arguments: [
      "", "{}", #"{"invitation":1}"#, #"{"invitation":"!"}"#, #"{"invitation":"AQID","wave":"x"}"#,
      #"{"invitation":"AQID","invitation":"AQID"}"#, "[]",
    ])
  func refused(_ body: String) async throws {
    let platform = Platformed()
    #expect(try await platform.post("/answer/spring/no-mail", body).status == .badRequest)
    #expect(try await platform.post("/answer/spring/no-mail", body, type: "text/plain").status == .badRequest)
    #expect(platform.seen.withLock { $0.stopped }.isEmpty)
  }

  private static let form = "application/x-www-form-urlencoded"
  private static let secret = "AAECAwQFBgcICQoLDA0ODw"

  @Test(
    "Without a script the link is copied into the page's form, whole or in part, with the line breaks that mail put in",
    arguments: [
      "https://survey.example.org/answer/spring/no-mail#i=\(secret)", "#i=\(secret)&k=x", secret,
      " https://x.example/answer/spring/no-mail#i=AAECAwQF\nBgcICQoLDA0ODw ",
    ])
  func withoutScript(_ link: String) async throws {
    let platform = Platformed()
    let body = "link=" + TextBrowser.encoded(link)
    let reply = try await platform.post("/answer/spring/no-mail", body, type: Self.form)
    #expect(reply.status == .ok && reply.text.contains("<h1>You will get no more messages"))
    #expect(platform.seen.withLock { $0.stopped } == [Array(0..<16)])
  }

  @Test(
    "What is no such link is refused on the page, with help and the form",
    arguments: [
      ("link=", 422), ("link=AQID", 422), ("link=https%3A%2F%2Fx.example%2F", 422), ("other=1", 400),
      ("link=\(secret)&more=1", 400),
    ])
  func noLink(_ body: String, _ status: Int) async throws {
    let platform = Platformed()
    let reply = try await platform.post("/answer/spring/no-mail", body, type: Self.form)
    #expect(reply.status.code == status && reply.text.contains("<form") && reply.text.contains("01632 960 001"))
    #expect(status == 400 || reply.text.contains("the word STOP"))
    #expect(platform.seen.withLock { $0.stopped }.isEmpty)
    let unknown = try await Platformed(refusing: ParticipationRefusal.unknownInvitation)
      .post("/answer/spring/no-mail", "link=\(Self.secret)", type: Self.form)
    #expect(unknown.status == .forbidden && unknown.text.contains("not known here"))
    #expect(try await platform.post("/answer/autumn/no-mail", body, type: Self.form).status == .notFound)
  }

  @Test("The page speaks each language of the questionnaire, and what its script says too")
  func languages() async throws {
    let page = try await Platformed(text: LanguageTests.text).ask(.get, "/answer/spring/no-mail").text
    for words in [
      "No more messages? / Dim rhagor o negeseuon?", "Send me no more / Peidiwch ag anfon rhagor",
      #"<div lang="cy"><p>Ni chewch ragor"#, "Nid yw’r dudalen hon yn adnabod eich gwahoddiad.",
      "Nid yw siaradwr Cymraeg wedi adolygu",
    ] { #expect(page.contains(words), "\(words) is missing") }
    #expect(try await !Platformed().ask(.get, "/answer/spring/no-mail").text.contains("Dim rhagor"))
  }

  @Test("A closed wave has the page too: a message may be old")
  func closed() async throws {
    let platform = Platformed(isOpen: false)
    #expect(try await platform.ask(.get, "/answer/spring/no-mail").text.contains("Send me no more"))
    let unknown = Platformed(refusing: ParticipationRefusal.unknownInvitation)
    #expect(try await unknown.post("/answer/spring/no-mail", #"{"invitation":"AQID"}"#).status == .forbidden)
  }
}
