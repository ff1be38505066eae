import Foundation
import Platform
import Store
import StoreSQLite
import TestSupport
import Testing

/// A wave of invented people, opened with the program itself.
struct OpenWave: Sendable {
  let work: Workplace
  let places: [String]
  /// Invitation secrets with the fingerprint of their key.
  let invitations: [(secret: [UInt8], key: [UInt8])]

  static let name = "spring"
  /// Promises that hold today.
  static let results = {
    let today = Clock.system.today()
    let heard = today.adding(60)
    return
      "results: {owner: The board, act: Two days, supportChecked: \(today), staffHear: \(heard), managersHear: \(heard)}"
  }()

  static let form = """
    questionnaire: How work is going
    version: "1"
    information: [We ask how work is going.]
    consent: [I want to take part.]
    support: [Talk to somebody you trust.]
    \(results)
    pages:
      - title: About work
        questions:
          - id: strain
            ask: How often is this so?
            rate: [My days are too short., I think of work at night.]
            steps: {0: never, 1: rarely, 2: often, 3: always}
            scale: {title: Strain, higherIs: worse}
          - {id: wish, ask: What would help?, text: 200}
    """

  init(
    people: Int, units: [String] = ["North"], places extra: [String] = [], form: String = Self.form
  ) throws {
    work = try Workplace()
    places = ["--data", work.folder.appendingPathComponent("data").path] + extra
    try work.write(form, to: "form.yaml")
    let rows = (0..<people).map { "P\($0),p\($0)@example.org,\(units[$0 % units.count])\n" }
    try work.write("name,contact,unit\n" + rows.joined(), to: "roster.csv")
    if !extra.isEmpty { #expect(try HearthProgram.run(["migrate"] + places).code == 0) }
    let opened = try HearthProgram.run(
      [
        "wave", "open", Self.name, "--questionnaire", "form.yaml", "--roster", "roster.csv", "--invitations",
        "letters.csv",
      ]
        + places, in: work.folder)
    #expect(opened.code == 0, "\(opened.errors)")
    invitations = try work.text("letters.csv").split(whereSeparator: \.isNewline).dropFirst().map { line in
      let fragment = String(line.split(separator: ",").last ?? "").split(separator: "#").last ?? ""
      let parts = fragment.split(separator: "&").map { String($0.dropFirst(2)).filter { $0 != "\"" } }
      return (
        try #require(parts.first.flatMap(bytes(base64URL:))), try #require(parts.last.flatMap(bytes(base64URL:)))
      )
    }
  }

  /// Asks again until the right to answer is there, or patience is at its end.
  func collect(_ number: Int, over wire: Wire, patience: Duration = .seconds(120)) async throws -> Right {
    let invitation = invitations[number]
    let end = ContinuousClock.now + patience
    var participant: Participant?
    while ContinuousClock.now < end {
      if participant == nil, let keys = await wire.get("answer/\(Self.name)/keys")?.body["keys"] as? [[String: String]]
      {
        let key = keys.first { $0["fingerprint"] == base64URL(invitation.key) }
        participant = try Participant(key: try #require(key?["der"].flatMap(bytes(base64URL:))))
      }
      if let participant {
        let reply = await wire.post(
          "answer/\(Self.name)/right",
          ["invitation": base64URL(invitation.secret), "blinded": base64URL(participant.blinded), "consent": "1"])
        if let reply, reply.status == 200 {
          let signed = try #require((reply.body["signature"] as? String).flatMap(bytes(base64URL:)))
          return Right(key: invitation.key, participant: participant, signature: try participant.unblind(signed))
        }
        if let reply, reply.status < 500 { throw Refused(status: reply.status) }
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    throw Refused(status: 503)
  }

  struct Refused: Error {
    let status: Int
  }

  struct Right: Sendable {
    let key: [UInt8]
    let participant: Participant
    let signature: [UInt8]

    /// The body of a submission.
    func body(_ wish: String, strain: [String] = ["2", "1"]) -> [String: Any] {
      [
        "key": base64URL(key), "salt": base64URL(participant.salt), "token": base64URL(participant.token),
        "signature": base64URL(signature), "answers": ["strain_1": strain[0], "strain_2": strain[1], "wish": wish],
      ]
    }
  }

  /// Sends answers again until they are acknowledged; the receipt.
  func answer(
    _ right: Right, _ wish: String, over wire: Wire, strain: [String] = ["2", "1"]
  ) async throws -> String {
    let end = ContinuousClock.now + .seconds(120)
    while ContinuousClock.now < end {
      let reply = await wire.post("answer/\(Self.name)/response", right.body(wish, strain: strain))
      if let reply, reply.status == 200 { return try #require(reply.body["receipt"] as? String) }
      if let reply, reply.status < 500 { throw Refused(status: reply.status) }
      try await Task.sleep(for: .milliseconds(20))
    }
    throw Refused(status: 503)
  }

  /// One of its databases, where they are files.
  func file(_ name: String) throws -> SQLiteDatabase {
    try SQLiteDatabase(path: work.folder.appendingPathComponent("data/\(name).sqlite").path)
  }

  /// What people wished for, once the wave is closed: the last cell of each response, each once.
  func wishes(in answers: any SQLDatabase) async throws -> Set<String> {
    let rows = try await answers.read { try $0.rows("SELECT record FROM response") }
    let found = try rows.map { String(try $0.text(0).split(separator: ",").last ?? "") }
    #expect(Set(found).count == found.count)
    return Set(found)
  }
}
