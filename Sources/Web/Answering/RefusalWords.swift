import HTTPTypes
import Platform

/// What a participant is told when something is refused: what is wrong and what to do, never more than they knew. The page says it in its own
/// language by the code; the words here are for whoever reads the answer itself.
struct RefusalWords: Encodable {
  let status: HTTPResponse.Status
  let code: String
  let what: String
  let remedy: String
  let fields: [String: String]

  init(_ error: any Error) {
    switch error {
    case let refusal as ParticipationRefusal: self.init(refusal)
    case BodyFault.tooLarge: self.init(.contentTooLarge, .tooLarge)
    case BodyFault.tooSlow: self.init(.requestTimeout, .tooSlow)
    case is RequestFault, is StrictJSON.Fault, is FormFault: self.init(.badRequest, .notUnderstood)
    case is NoStopLink: self.init(.unprocessableContent, .noStopLink)
    default: self.init(.internalServerError, .server)
    }
  }

  private init(_ refusal: ParticipationRefusal) {
    switch refusal {
    case .unknownWave: self.init(.notFound, .unknownWave)
    case .closed: self.init(.gone, .closed)
    case .unknownInvitation: self.init(.forbidden, .unknownInvitation)
    case .consentNeeded: self.init(.conflict, .consentNeeded)
    case .alreadyCollected: self.init(.conflict, .alreadyCollected)
    case .heldSlip: self.init(.conflict, .heldSlip)
    case .unknownCode: self.init(.forbidden, .unknownCode)
    case .tooMany: self.init(.tooManyRequests, .tooMany)
    case .badToken: self.init(.forbidden, .badToken)
    case .answeredOtherwise: self.init(.conflict, .answeredOtherwise)
    case .withdrawn: self.init(.conflict, .withdrawn)
    case .unknownReceipt: self.init(.notFound, .unknownReceipt)
    case .invalid(let fields): self.init(.unprocessableContent, .invalid, fields: fields)
    }
  }

  private init(_ status: HTTPResponse.Status, _ said: Said, fields: [String: String] = [:]) {
    let parts = said.english.split(separator: "\n", maxSplits: 1).map(String.init)
    self.status = status
    code = said.rawValue
    what = parts[0]
    remedy = parts.count > 1 ? parts[1] : ""
    self.fields = fields
  }

  /// The same in the page's language.
  func said(in language: Language) -> (what: String, remedy: String) {
    Said(rawValue: code)?.parts(in: language) ?? (what, remedy)
  }

  private enum CodingKeys: String, CodingKey { case code, what, remedy, fields }
}

/// What was sent to stop mail is no link from a message.
struct NoStopLink: Error {}
