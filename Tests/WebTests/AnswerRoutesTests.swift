import Hummingbird
import HummingbirdTesting
import Platform
import Synchronization
import Testing
import Web

@Suite struct AnswerRoutesTests {
  static let right = #"{"invitation":"AAECAwQFBgcICQoLDA0ODw","blinded":"_-8","consent":"3"}"#
  static let response =
    #"{"key":"AQID","salt":"AA","token":"AQ","signature":"Ag","answers":{"role":"Office","helps":["Tea","Rest"]}}"#

  @Test("The keys are the same list for everybody")
  func keys() async throws {
    let response = try await Platformed().ask(.get, "/answer/spring/keys")
    #expect(response.text == #"{"keys":[{"der":"__4","fingerprint":"AQID"}]}"#)
    #expect(response.headers[.contentType] == "application/json")
  }

  @Test("An invitation and a blinded token give a signature")
  func sign() async throws {
    let platform = Platformed()
    let response = try await platform.post("/answer/spring/right", Self.right)
    #expect(response.status == .ok && response.text == #"{"signature":"CQgH"}"#)
    let seen = try #require(platform.seen.withLock { $0.signed.first })
    #expect(seen.invitation == Array(0...15) && seen.blinded == [255, 239] && seen.consent == "3")
  }

  @Test("A token and answers give a receipt")
  func accept() async throws {
    let platform = Platformed()
    let response = try await platform.post("/answer/spring/response", Self.response)
    #expect(response.status == .ok && response.text == #"{"receipt":"K7QM-2XRD-09TV-B"}"#)
    let seen = try #require(platform.seen.withLock { $0.submissions.first })
    #expect(
      seen.wave == "spring" && seen.key == [1, 2, 3] && seen.salt == [0] && seen.token == [1] && seen.signature == [2])
    #expect(seen.answers == ["role": ["Office"], "helps": ["Tea", "Rest"]])
  }

  @Test("A slip's code is recognised for the page with a script, and answers sent with it get a receipt")
  func slip() async throws {
    let platform = Platformed()
    #expect(try await platform.post("/answer/spring/slip", #"{"code":"k7qm"}"#).status == .forbidden)
    let known = try await platform.post("/answer/spring/slip", #"{"code":"K7QM-2XRD-09TV-B"}"#)
    #expect(known.status == .ok && known.text == "{}")
    #expect(try await platform.post("/answer/spring/slip", #"{"code":"K7QM","extra":"1"}"#).status == .badRequest)
    let body = #"{"code":"K7QM-2XRD-09TV-B","attempt":"AAECAwQFBgcICQoLDA0ODw","answers":{"role":"Office"}}"#
    let response = try await platform.post("/answer/spring/response", body)
    #expect(response.status == .ok && response.text == #"{"receipt":"K7QM-2XRD-09TV-B"}"#)
    let seen = try #require(platform.seen.withLock { $0.bySlip.first })
    #expect(seen.code == "K7QM-2XRD-09TV-B" && seen.attempt == Array(0...15) && seen.answers == ["role": ["Office"]])
    // A token and a code at once are neither.
    let both = body.replacing("\"code\"", with: "\"key\":\"AQID\",\"code\"")
    #expect(try await platform.post("/answer/spring/response", both).status == .badRequest)
    #expect(platform.seen.withLock { $0.bySlip.count == 1 && $0.submissions.isEmpty })
  }

  @Test("A receipt takes a response back")
  func withdraw() async throws {
    let platform = Platformed()
    let response = try await platform.post("/answer/spring/withdrawal", #"{"receipt":"k7qm 2xrd 09tv b"}"#)
    #expect(response.status == .ok && response.text == "{}")
    #expect(platform.seen.withLock { $0.withdrawn } == ["k7qm 2xrd 09tv b"])
  }

  @Test(
    "A request that the page never sends is refused before the platform hears of it",
    arguments: [
      "", "[]", "\"x\"", "{}", #"{"receipt":"x"}"#, right.replacing("\"3\"", with: "3"),
      right.replacing("}", with: #","extra":"1"}"#), right.replacing("}", with: #","consent":"3"}"#),
      right.replacing("_-8", with: "_-9"), right.replacing("_-8", with: "/+8"), right.replacing("_-8", with: "_-8="),
      right.replacing("_-8", with: "_"), right.replacing("\"_-8\"", with: "[\"_-8\"]"),
    ])
  func malformed(_ body: String) async throws {
    let platform = Platformed()
    let response = try await platform.post("/answer/spring/right", body)
    #expect(response.status == .badRequest)
    #expect(response.text.contains("The server did not understand the request."))
    #expect(platform.seen.withLock { $0.signed.isEmpty })
  }

  @Test(
    "Answers that are no texts, nested or doubled are refused",
    arguments: [
      #""answers":[]"#, #""answers":"x""#, #""answers":{"role":{"a":"b"}}"#, #""answers":{"role":[["a"]]}"#,
      #""answers":{"role":1}"#, #""answers":{"role":"a","role":"b"}"#, #""answers":{"role":null}"#,
    ])
  func answers(_ member: String) async throws {
    let platform = Platformed()
    let body = Self.response.replacing(try Regex(#""answers":\{.*?\]\}"#), with: member)
    #expect(body != Self.response)
    #expect(try await platform.post("/answer/spring/response", body).status == .badRequest)
    #expect(platform.seen.withLock { $0.submissions.isEmpty })
  }

  @Test(
    "A form of another site cannot send a request: only JSON that says so is read",
    arguments: ["text/plain", "application/x-www-form-urlencoded", nil])
  func contentType(_ type: String?) async throws {
    let platform = Platformed()
    #expect(try await platform.post("/answer/spring/right", Self.right, type: type).status == .badRequest)
    #expect(platform.seen.withLock { $0.signed.isEmpty })
  }

  @Test("256 KB are read, one byte more is not")
  func size() async throws {
    let platform = Platformed()
    let room = 256 * 1024 - Self.response.utf8.count
    let full = Self.response.replacing("Office", with: "Office" + String(repeating: "x", count: room))
    #expect(try await platform.post("/answer/spring/response", full).status == .ok)
    let over = try await platform.post("/answer/spring/response", full.replacing("Office", with: "Officex"))
    #expect(over.status == .contentTooLarge && over.text.contains("too long"))
    #expect(platform.seen.withLock { $0.submissions.count } == 1)
  }

  @Test(
    "Each refusal has its status and its words",
    arguments: [
      (.unknownWave, 404, "no such questionnaire"), (.closed, 410, "has closed"),
      (.unknownInvitation, 403, "not known here"), (.consentNeeded, 409, "has changed"),
      (.alreadyCollected, 409, "collected"), (.heldSlip, 409, "given a slip"), (.unknownCode, 403, "letter by letter"),
      (.tooMany, 429, "Wait a minute"), (.badToken, 403, "not valid"), (.answeredOtherwise, 409, "Other answers"),
      (.withdrawn, 409, "taken back"), (.unknownReceipt, 404, "no answers with this code"),
      (.invalid(["role": "Choose one."]), 422, #""code":"invalid","fields":{"role":"Choose one."}"#),
    ] as [(ParticipationRefusal, Int, String)])
  func refusals(_ refusal: ParticipationRefusal, _ status: Int, _ words: String) async throws {
    let platform = Platformed(refusing: refusal)
    for (path, body) in [
      ("right", Self.right), ("response", Self.response), ("withdrawal", #"{"receipt":"x"}"#),
    ] {
      let response = try await platform.post("/answer/spring/\(path)", body)
      #expect(response.status.code == status && response.text.contains(words))
    }
  }

  @Test("What goes wrong inside is not told outside")
  func inside() async throws {
    struct Secret: Error, CustomStringConvertible { let description = "password=hunter2" }
    let response = try await Platformed(refusing: Secret()).post("/answer/spring/response", Self.response)
    #expect(response.status == .internalServerError && !response.text.contains("hunter2"))
    #expect(response.text.contains("Nothing is lost"))
  }
}
