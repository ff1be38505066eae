package import Hummingbird

/// Answers every request: one switch over every address.
///
/// Nothing here writes a log line or counts a request: who asked when for which address is nobody's business. Cookies are looked at for addresses
/// under /desk only, and browsers send them nowhere else.
package struct Site: HTTPResponder {
  package typealias Context = BasicRequestContext

  let answering: Answering
  /// What people who sign in may ask for; without it there is nothing to sign in to.
  let desk: Desk?
  let isReady: @Sendable () async -> Bool
  /// A sender who drips a byte now and then is never idle: a whole body has to be there by then.
  let patience: Duration
  private let drawn = DrawnPages()

  package init(
    answering: Answering, desk: Desk? = nil, patience: Duration = .seconds(30),
    isReady: @escaping @Sendable () async -> Bool
  ) {
    self.answering = answering
    self.desk = desk
    self.patience = patience
    self.isReady = isReady
  }

  package func respond(to request: Request, context: Context) async throws -> Response {
    guard let link = Link(path: request.uri.path), request.uri.query == nil || link.takesQuery else {
      return ProblemPage.response(.notFound)
    }
    let routes = AnswerRoutes(answering: answering, drawn: drawn, patience: patience)
    let plain = PlainRoutes(answering: answering, patience: patience)
    switch link {
    case .home: return request.method == .get ? ProblemPage.response(.home) : Reply.notAllowed(.get)
    case .health: return request.method == .get ? Reply.text("alive\n") : Reply.notAllowed(.get)
    case .ready:
      guard request.method == .get else { return Reply.notAllowed(.get) }
      return await isReady() ? Reply.text("ready\n") : Reply.text("not ready\n", status: .serviceUnavailable)
    case .design: return request.method == .get ? Reply.page(DesignView().node, for: request) : Reply.notAllowed(.get)
    case .asset(let asset):
      return request.method == .get
        ? Reply.asset(asset, for: request) : Reply.notAllowed(.get)
    case .answer(let wave):
      return request.method == .get ? await routes.page(wave, for: request) : Reply.notAllowed(.get)
    case .translated(let wave, let language):
      return request.method == .get ? await routes.page(wave, in: language, for: request) : Reply.notAllowed(.get)
    case .translatedWithdrawal(let wave, let language):
      return request.method == .get
        ? await routes.withdrawalPage(wave, in: language, for: request) : Reply.notAllowed(.get)
    case .keys(let wave):
      return request.method == .get ? try await routes.keys(wave) : Reply.notAllowed(.get)
    case .right(let wave):
      return request.method == .post ? try await routes.right(wave, request) : Reply.notAllowed(.post)
    case .response(let wave):
      return request.method == .post ? try await routes.response(wave, request) : Reply.notAllowed(.post)
    case .withdrawal(let wave):
      switch request.method {
      case .get: return await routes.withdrawalPage(wave, for: request)
      case .post where PlainRoutes.isForm(request): return await plain.withdrawal(wave, request)
      case .post: return try await routes.withdrawal(wave, request)
      default: return Reply.notAllowed(.post)
      }
    case .slip(let wave):
      return request.method == .post && request.headers[.contentType] == "application/json"
        ? try await routes.slip(wave, request) : await plain.respond(wave, .slip, to: request)
    case .openLink(let wave): return await plain.respond(wave, .openLink, to: request)
    case .desk(let link):
      guard let desk else { return ProblemPage.response(.notFound) }
      return await DeskRoutes(desk: desk, patience: patience).respond(to: request, link)
    case .noMail(let wave):
      switch request.method {
      case .get: return await routes.noMailPage(wave, request)
      case .post where PlainRoutes.isForm(request): return await plain.noMail(wave, request)
      case .post: return try await routes.noMail(wave, request)
      default: return Reply.notAllowed(.post)
      }
    }
  }
}
