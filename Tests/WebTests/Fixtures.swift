import Hummingbird
import HummingbirdTesting
import Platform
import Problems
import Synchronization
import Testing
import Web

enum Fixtures {
  static let questionnaire = """
    questionnaire: How is <work>?
    version: "3"
    information: [We ask & you answer.]
    consent: [I agree., I may stop.]
    support: [Somebody to talk to, 01632 960 001]
    pages:
      - title: "<script>alert(1)</script>"
        questions:
          - id: role
            ask: What is most of your work?
            choice: [Visits "out there", Office, Prefer not to say]
            required: true
          - id: tide
            ask: How often?
            rate: [I sang., I swam.]
            steps: {0: Never, 1: Always}
            scale: {title: Tide, higherIs: better}
          - id: helps
            ask: What helps?
            several: [Tea, Rest]
          - id: years
            ask: How many years?
            number: [0, 60]
          - id: words
            ask: Anything else?
            text: 300
    """

  static func page(
    isOpen: Bool = true, text: String = questionnaire, language: Language? = nil, entry: Participation.Entry = .roster
  ) throws(Problem) -> Answering.Page {
    Answering.Page(
      questionnaire: try Questionnaire(text: text, file: "invented.yaml", language: language), isOpen: isOpen,
      keys: [.init(fingerprint: [1, 2, 3], der: [255, 254])], entry: entry)
  }
}

/// A platform that knows one open wave, notes what it is asked and answers or refuses as it is told.
final class Platformed: Sendable {
  struct Seen {
    var signed: [(invitation: [UInt8], blinded: [UInt8], consent: String)] = []
    var submissions: [Participation.Submission] = []
    var withdrawn: [String] = []
    var stopped: [[UInt8]] = []
    var codes: [String] = []
    var bySlip: [Participation.SlipSubmission] = []
    var byLink: [Participation.OpenSubmission] = []
  }

  let seen = Mutex(Seen())
  let refusal: (any Error)?
  let isOpen: Bool
  let text: String
  let entry: Participation.Entry

  init(
    refusing refusal: (any Error)? = nil, isOpen: Bool = true, text: String = Fixtures.questionnaire,
    entry: Participation.Entry = .roster
  ) {
    self.refusal = refusal
    self.isOpen = isOpen
    self.text = text
    self.entry = entry
  }

  var answering: Answering {
    Answering(
      page: { [self] wave, language in
        guard wave == "spring" else { throw ParticipationRefusal.unknownWave }
        let page = try Fixtures.page(isOpen: isOpen, text: text, language: language, entry: entry)
        guard language == nil || language == page.questionnaire.language else { throw ParticipationRefusal.unknownWave }
        return page
      },
      sign: { [self] _, invitation, blinded, consent in
        if let refusal { throw refusal }
        seen.withLock { $0.signed.append((invitation, blinded, consent)) }
        return [9, 8, 7]
      },
      accept: { [self] submission in
        if let refusal { throw refusal }
        seen.withLock { $0.submissions.append(submission) }
        return "K7QM-2XRD-09TV-B"
      },
      withdraw: { [self] _, receipt in
        if let refusal { throw refusal }
        seen.withLock { $0.withdrawn.append(receipt) }
      },
      plain: plain,
      noMail: { [self] _, invitation in
        if let refusal { throw refusal }
        seen.withLock { $0.stopped.append(invitation) }
      })
  }

  private var plain: PlainAnswering {
    PlainAnswering(
      recognise: { [self] _, code in
        seen.withLock { $0.codes.append(code) }
        guard code.hasPrefix("K7QM") else { throw ParticipationRefusal.unknownCode }
      },
      ticket: { [self] _ in
        if let refusal { throw refusal }
        return "a-ticket"
      },
      acceptSlip: { [self] submission in
        if let refusal { throw refusal }
        seen.withLock { $0.bySlip.append(submission) }
        return "K7QM-2XRD-09TV-B"
      },
      acceptOpen: { [self] submission in
        if let refusal { throw refusal }
        seen.withLock { $0.byLink.append(submission) }
        return "K7QM-2XRD-09TV-B"
      })
  }

  func site(isReady: Bool = true) -> Site { Site(answering: answering, isReady: { isReady }) }

  /// Asks without a socket.
  func ask(
    _ method: HTTPRequest.Method, _ path: String, headers: HTTPFields = [:], body: String? = nil, isReady: Bool = true
  ) async throws -> TestResponse {
    let server = Server(site: site(isReady: isReady), host: "127.0.0.1", port: 0)
    return try await server.application().test(.router) { client in
      try await client.execute(
        uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
    }
  }

  func post(_ path: String, _ body: String, type: String? = "application/json") async throws -> TestResponse {
    var headers = HTTPFields()
    if let type { headers[.contentType] = type }
    return try await ask(.post, path, headers: headers, body: body)
  }
}

extension TestResponse {
  var text: String { String(buffer: body) }
}
