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
    #expect(page.status == .ok && page.text.contains("nomail.js") && page.text.contains("reply to the message"))
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

  @Test("A closed wave has the page too: a message may be old")
  func closed() async throws {
    let platform = Platformed(isOpen: false)
    #expect(try await platform.ask(.get, "/answer/spring/no-mail").text.contains("Send me no more"))
    let unknown = Platformed(refusing: ParticipationRefusal.unknownInvitation)
    #expect(try await unknown.post("/answer/spring/no-mail", #"{"invitation":"AQID"}"#).status == .forbidden)
  }
}
