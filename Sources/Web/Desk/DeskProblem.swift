import HTTPTypes
import Hummingbird
import Markup
import Platform

/// Why a request at a desk is not answered with what was asked for: what is wrong and what to do.
enum DeskProblem {
  case notFound
  case notAllowed
  /// A form from another site, or sent to another address than the server knows itself by.
  case elsewhere(PublicAddress)
  /// A form that was opened in another session.
  case otherSession
  case form(FormFault)
  case tooLarge
  case tooSlow
  case broken

  func response(_ visitor: SignedIn?, _ link: DeskLink) -> Response {
    let words = words
    return Reply.page(
      DeskFrame.page(title: words.what, visitor: visitor, current: link) {
        HTML.h1 { .text(words.what) }
        HTML.p { .text(words.remedy) }
        HTML.p { HTML.a(.href(Link.desk(.home).path)) { "To the first page" } }
      }, status: status)
  }

  private var status: HTTPResponse.Status {
    switch self {
    case .notFound: .notFound
    case .notAllowed, .elsewhere, .otherSession: .forbidden
    case .form: .badRequest
    case .tooLarge: .contentTooLarge
    case .tooSlow: .requestTimeout
    case .broken: .internalServerError
    }
  }

  private var words: (what: String, remedy: String) {
    switch self {
    case .notFound: ("There is no such page", "It may have been removed, or the address was cut.")
    case .notAllowed:
      ("This page is not for your role", "Ask an administrator if you need it for your work.")
    case .elsewhere(let address):
      (
        "This form did not come from this site",
        "Nothing was done. Open \(address.origin)/desk, by exactly this address, and try again there."
      )
    case .otherSession:
      (
        "This form was opened before you signed in here",
        "Nothing was done. Go back, load the page again and fill it in once more."
      )
    case .form(let fault): ("The server did not understand the form", fault.remedy)
    case .tooLarge: ("The form or its file is too large", "Nothing was done. A file may have 2 MiB at most.")
    case .tooSlow: ("The connection was too slow", "Nothing was done. Wait a moment and try again.")
    case .broken:
      (
        "The server could not do this",
        "What you did last may not have been kept. Go back, look whether it was, and try again in a moment."
      )
    }
  }
}
