import Foundation
import Platform
import TestSupport

/// A wave of invented people with 40 questions, and what their browsers send.
struct BenchWave {
  static let name = "bench"
  /// 36 statements and four other questions.
  static let form: String = {
    let ratings = ["strain", "ease", "tide"].map { id in
      let statements = (1...12).map { "Statement \($0) of \(id)." }.joined(separator: ", ")
      return """
              - id: \(id)
                ask: How often is this so?
                rate: [\(statements)]
                steps: {0: never, 1: rarely, 2: often, 3: always}
                scale: {title: \(id), higherIs: worse}

        """
    }
    // Promises that hold today.
    let today = Clock.system.today()
    return """
      questionnaire: Forty questions
      results: {owner: The board, act: Two days, supportChecked: \(today), staffHear: \(today), managersHear: \(today)}
      version: "1"
      information: [We ask how work is going.]
      consent: [I want to take part.]
      support: [Talk to somebody you trust.]
      pages:
        - title: About you
          questions:
            - {id: role, ask: What do you do?, choice: [Practitioner, Manager, Peer worker], about: person, compare: true}
            - {id: years, ask: How long?, choice: [Under a year, 1 to 5 years, Longer], about: person, ordered: true}
            - {id: tasks, ask: What fills your days?, several: [Calls, Visits, Paperwork]}
            - {id: wish, ask: What would help?, text: 500}
        - title: About work
          questions:

      """ + ratings.joined()
  }()

  let folder: URL
  let places: [String]
  private let invitations: [(secret: String, key: String)]

  init(_ program: Program, people: Int, folder: URL, places: [String]) throws {
    self.folder = folder
    self.places = places
    try Self.form.write(to: folder.appendingPathComponent("form.yaml"), atomically: false, encoding: .utf8)
    let roster = "name,contact,unit\n" + (0..<people).map { "P\($0),p\($0)@example.org,North\n" }.joined()
    try roster.write(to: folder.appendingPathComponent("roster.csv"), atomically: false, encoding: .utf8)
    try program.run(["migrate"] + places, folder: folder)
    try program.run(
      [
        "wave", "open", Self.name, "--questionnaire", "form.yaml", "--roster", "roster.csv", "--invitations",
        "letters.csv",
      ]
        + places, folder: folder)
    let letters = try String(contentsOf: folder.appendingPathComponent("letters.csv"), encoding: .utf8)
    invitations = letters.split(whereSeparator: \.isNewline).dropFirst().map { line in
      let parts = (line.split(separator: "#").last ?? "").split(separator: "&").map {
        String($0.dropFirst(2).filter { $0 != "\"" })
      }
      return (parts.first ?? "", parts.last ?? "")
    }
  }

  /// Everybody collects the right to answer; then their submissions, ready to send.
  func submissions(over client: Client) throws -> (requests: [[UInt8]], run: Client.Run) {
    let keys = try client.send([Self.get("/answer/\(Self.name)/keys")]).replies.first.flatMap { $0?.body } ?? []
    let list = try JSONDecoder().decode([String: [[String: String]]].self, from: Data(keys))
    guard let der = list["keys"]?.first?["der"].flatMap(bytes(base64URL:)) else {
      throw Client.Broken(what: "the wave has no key")
    }
    let participants = try invitations.map { _ in try Participant(key: der) }
    let asked = zip(invitations, participants).map { invitation, participant in
      Self.post(
        "/answer/\(Self.name)/right",
        #"{"invitation":"\#(invitation.secret)","blinded":"\#(base64URL(participant.blinded))","consent":"1"}"#)
    }
    let run = try client.send(asked)
    var requests: [[UInt8]] = []
    for (number, reply) in run.replies.enumerated() {
      guard let reply, reply.status == 200,
        let signed = try JSONDecoder().decode([String: String].self, from: Data(reply.body))["signature"]
          .flatMap(bytes(base64URL:))
      else { throw Client.Broken(what: "a right to answer was refused") }
      let participant = participants[number]
      requests.append(
        submission(number, participant, key: invitations[number].key, signature: try participant.unblind(signed)))
    }
    return (requests, run)
  }

  private func submission(_ number: Int, _ participant: Participant, key: String, signature: [UInt8]) -> [UInt8] {
    var answers = [
      #""role":"Practitioner""#, #""years":"Longer""#, #""tasks":["Calls","Paperwork"]"#,
      #""wish":"More hands on nights, and a quiet room to write things up in, number \#(number).""#,
    ]
    for id in ["strain", "ease", "tide"] {
      for item in 1...12 { answers.append(#""\#(id)_\#(item)":"\#((number + item) % 4)""#) }
    }
    return Self.post(
      "/answer/\(Self.name)/response",
      #"{"key":"\#(key)","salt":"\#(base64URL(participant.salt))","token":"\#(base64URL(participant.token))","#
        + #""signature":"\#(base64URL(signature))","answers":{\#(answers.joined(separator: ","))}}"#)
  }

  static func get(_ path: String) -> [UInt8] { Array("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".utf8) }

  private static func post(_ path: String, _ body: String) -> [UInt8] {
    Array(
      "POST \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
        .utf8)
  }
}
