import HTTPTypes
import Platform

/// What a participant is told when something is refused: what is wrong and what to do, never more than they knew.
struct RefusalWords: Encodable {
  let status: HTTPResponse.Status
  let what: String
  let remedy: String
  let fields: [String: String]

  init(_ error: any Error) {
    switch error {
    case let refusal as ParticipationRefusal: self.init(refusal)
    case BodyFault.tooLarge:
      self.init(.contentTooLarge, "These answers are too long.", "Shorten what you wrote and send it again.")
    case BodyFault.tooSlow:
      self.init(.requestTimeout, "The connection was too slow.", "Wait a moment, then press the button again.")
    case is RequestFault, is StrictJSON.Fault, is FormFields.Fault:
      self.init(.badRequest, "The server did not understand the request.", "Load the page again and try once more.")
    default:
      self.init(
        .internalServerError, "The server could not do this.",
        "Nothing is lost. Wait a moment, then press the button again.")
    }
  }

  private init(_ refusal: ParticipationRefusal) {
    switch refusal {
    case .unknownWave:
      self.init(.notFound, "There is no such questionnaire.", "Open the whole link from your invitation again.")
    case .closed:
      self.init(
        .gone, "This questionnaire has closed.", "Answers can no longer be sent or taken back. Thank you all the same.")
    case .unknownInvitation:
      self.init(
        .forbidden, "This invitation is not known here.",
        "Open the whole link from your invitation again. If it still is not known, ask whoever sent it.")
    case .consentNeeded:
      self.init(
        .conflict, "The information about this questionnaire has changed.", "Load the page again and read it once more."
      )
    case .alreadyCollected:
      self.init(
        .conflict, "The right to answer has been collected with this invitation already.",
        "Everybody has one. If you began on another device or in another browser, go on there.")
    case .heldSlip:
      self.init(
        .conflict, "You were given a slip for this questionnaire.",
        "Answer with the code on it: everybody has one right to answer, by link or by slip.")
    case .unknownCode:
      self.init(
        .forbidden, "This code is not known here.",
        "Compare it with your slip letter by letter. If it is the same, the slip is no longer good: take it back to whoever gave it to you and ask for another."
      )
    case .tooMany:
      self.init(
        .tooManyRequests, "Too many people are trying at this moment.",
        "Nothing is lost. Wait a minute, then press the button again.")
    case .badToken:
      self.init(
        .forbidden, "This right to answer is not valid.",
        "Open the link from your invitation again in the browser where you began.")
    case .answeredOtherwise:
      self.init(
        .conflict, "Other answers have been sent with this right to answer already.",
        "Those count, these do not. With their receipt code you can take them back until the questionnaire closes. If it was not you who sent them, tell whoever invited you."
      )
    case .withdrawn:
      self.init(
        .conflict, "The answers sent with this right have been taken back.",
        "They are gone, and nobody can answer twice. There is nothing more to do.")
    case .unknownReceipt:
      self.init(
        .notFound, "There are no answers with this code.",
        "Compare it letter by letter. If you have taken the answers back before, there is nothing more to do.")
    case .invalid(let fields):
      self.init(.unprocessableContent, "Some answers cannot be taken as they are.", "", fields: fields)
    }
  }

  private init(_ status: HTTPResponse.Status, _ what: String, _ remedy: String, fields: [String: String] = [:]) {
    self.status = status
    self.what = what
    self.remedy = remedy
    self.fields = fields
  }

  private enum CodingKeys: String, CodingKey { case what, remedy, fields }
}
