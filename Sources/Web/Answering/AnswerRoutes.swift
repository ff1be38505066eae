import HTTPTypes
import Hummingbird
import Markup
import Platform

/// What participants' browsers ask, answered.
struct AnswerRoutes {
  let answering: Answering
  let drawn: DrawnPages
  let patience: Duration

  func page(_ wave: String, in language: Language? = nil, for request: Request) async -> Response {
    await shown {
      let page = try await answering.page(wave, language)
      guard let edition = page.edition else { return Reply.page(node(page, wave), for: request) }
      let name = DrawnPages.Name(wave: wave, language: page.questionnaire.language, edition: edition)
      return Reply.page(await drawn.page(name) { node(page, wave) }, for: request)
    }
  }

  private func node(_ page: Answering.Page, _ wave: String) -> Node {
    guard page.isOpen, let way = PlainForm.Entry.openLink.way(of: page.entry) else {
      return AnswerView(page: page, wave: wave).node
    }
    return PlainFormView.page(
      PlainForm(wave: wave, questionnaire: page.questionnaire, way: way, isPilot: page.isPilot), at: .information)
  }

  func withdrawalPage(_ wave: String, in language: Language? = nil, for request: Request) async -> Response {
    await shown {
      Reply.page(WithdrawalView.page(try await answering.page(wave, language), wave: wave), for: request)
    }
  }

  /// The same list for everybody: which of the keys is somebody's own stays in their browser.
  func keys(_ wave: String) async throws -> Response {
    try await told {
      let keys = try await answering.page(wave, nil).keys
      return KeyList(keys: keys.map { .init(fingerprint: base64URL($0.fingerprint), der: base64URL($0.der)) })
    }
  }

  func right(_ wave: String, _ request: Request) async throws -> Response {
    try await told {
      let asked = try RightRequest(try await body(request))
      let signature = try await answering.sign(wave, asked.invitation, asked.blinded, asked.consent)
      return ["signature": base64URL(signature)]
    }
  }

  func response(_ wave: String, _ request: Request) async throws -> Response {
    try await told {
      let receipt =
        switch try ResponseRequest(try await body(request), wave: wave) {
        case .token(let submission): try await answering.accept(submission)
        case .slip(let submission): try await answering.plain.acceptSlip(submission)
        }
      return ["receipt": receipt]
    }
  }

  /// Whether a code is a slip's, for the page with a script. Whether it has been used is not said.
  func slip(_ wave: String, _ request: Request) async throws -> Response {
    try await told {
      try await answering.plain.recognise(wave, try SlipRequest(try await body(request)).code)
      return [String: String]()
    }
  }

  func withdrawal(_ wave: String, _ request: Request) async throws -> Response {
    try await told {
      let asked = try WithdrawalRequest(try await body(request))
      try await answering.withdraw(wave, asked.receipt)
      return [String: String]()
    }
  }

  func noMailPage(_ wave: String, _ request: Request) async -> Response {
    await shown { Reply.page(NoMailView(page: try await answering.page(wave, nil), wave: wave).asking(), for: request) }
  }

  func noMail(_ wave: String, _ request: Request) async throws -> Response {
    try await told {
      let asked = try NoMailRequest(try await body(request))
      try await answering.noMail(wave, asked.invitation)
      return [String: String]()
    }
  }

  private func body(_ request: Request) async throws -> [UInt8] {
    // Another site's form cannot send this type without asking first, and is told no.
    guard request.headers[.contentType] == "application/json" else { throw RequestFault.notJSON }
    return try await Body.read(request.body, within: patience)
  }

  private func told(_ work: () async throws -> some Encodable) async throws -> Response {
    do {
      return try Reply.json(try await work())
    } catch {
      let words = RefusalWords(error)
      return try Reply.json(["error": words], status: words.status)
    }
  }

  private func shown(_ work: () async throws -> Response) async -> Response {
    do {
      return try await work()
    } catch ParticipationRefusal.unknownWave {
      return ProblemPage.response(.notFound)
    } catch {
      return ProblemPage.response(.broken)
    }
  }
}

struct KeyList: Encodable {
  struct Key: Encodable {
    let fingerprint: String
    let der: String
  }

  let keys: [Key]
}
