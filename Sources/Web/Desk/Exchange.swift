import HTTPTypes
import Hummingbird
import Markup
import Platform

/// One request of somebody at a desk, after everything that is the same for all of them: who it is, and the form they sent.
struct Exchange: Sendable {
  let desk: Desk
  let link: DeskLink
  let visitor: SignedIn?
  let token: Session.Token?
  /// Nil when a page was asked for. Of the one address that takes a query, what stood in that.
  let form: FormBody?
  /// Of somebody who comes back from a provider.
  var ticket: ProviderSignIn.Ticket?

  /// Who it is. An address for people who are signed in is never answered without.
  func signedIn() throws -> SignedIn {
    guard let visitor else { throw NotSignedIn() }
    return visitor
  }

  struct NotSignedIn: Error {}

  /// A page in the frame, with this visitor's navigation.
  func page(
    _ title: String, status: HTTPResponse.Status = .ok, @MarkupBuilder main: () -> [Node]
  ) -> Response {
    Reply.page(DeskFrame.page(title: title, visitor: visitor, current: link, main: main), status: status)
  }

  /// A form that comes back to this address.
  func form(
    to link: DeskLink? = nil, files: Bool = false, @MarkupBuilder content: () -> [Node]
  ) -> Node {
    Form.form(to: link ?? self.link, token: visitor?.formToken, files: files, content: content)
  }

  /// The same under a new token, for a page that comes together with it: its forms must carry the new session's.
  func renewed(_ token: Session.Token) async throws -> Exchange {
    Exchange(desk: desk, link: link, visitor: try await desk.accounts.signedIn(token), token: token, form: form)
  }

  func redirect(to link: DeskLink) -> Response { Reply.redirect(to: .desk(link)) }

  var notFound: Response { DeskProblem.notFound.response(visitor, link) }
  var notAllowed: Response { DeskProblem.notAllowed.response(visitor, link) }
}
