import HTTPTypes
import Hummingbird
import Markup
import Platform
import Problems

/// Answers every request under /desk: origin, session, access and form token are looked at here, once, before any page is.
struct DeskRoutes {
  let desk: Desk
  let patience: Duration

  func respond(to request: Request, _ link: DeskLink) async -> Response {
    var response: Response
    do {
      response = try await answer(request, link)
    } catch let fault as FormFault {
      response = DeskProblem.form(fault).response(nil, link)
    } catch BodyFault.tooLarge {
      response = DeskProblem.tooLarge.response(nil, link)
    } catch BodyFault.tooSlow {
      response = DeskProblem.tooSlow.response(nil, link)
    } catch {
      response = DeskProblem.broken.response(nil, link)
    }
    // Forms must say where they come from, which browsers leave out under `no-referrer`. Other sites are told nothing all the same.
    if let name = HTTPField.Name("Referrer-Policy") { response.headers[name] = "same-origin" }
    return response
  }

  private func answer(_ request: Request, _ link: DeskLink) async throws -> Response {
    switch (link.takes, request.method) {
    case (.get, .get), (.both, .get), (.post, .post), (.both, .post): break
    case (.get, _): return Reply.notAllowed(.get)
    case (.post, _): return Reply.notAllowed(.post)
    case (.both, _): return Reply.notAllowed(.get, .post)
    }
    let address = desk.publicAddress()
    let isForm = request.method == .post
    if isForm, !Self.comesFromHere(request.headers, address) {
      return DeskProblem.elsewhere(address).response(nil, link)
    }
    let cookie = SessionCookie(address)
    let token = cookie.token(in: request.headers)
    var visitor: SignedIn?
    if let token { visitor = try await desk.accounts.signedIn(token) }
    if let refusal = refusal(link, visitor) { return refusal }
    var form: FormBody?
    if isForm {
      let bytes = try await Body.read(request.body, within: patience, upTo: link.longestForm)
      let given = try FormBody(bytes, type: request.headers[.contentType])
      if let visitor, !sameInConstantTime(try given.text(Form.tokenField), visitor.formToken) {
        return DeskProblem.otherSession.response(visitor, link)
      }
      form = given
    }
    var ticket: ProviderSignIn.Ticket?
    if link.takesQuery {
      form = try FormBody(Array((request.uri.query ?? "").utf8), type: "application/x-www-form-urlencoded")
      ticket = TicketCookie(address).ticket(in: request.headers)
    }
    let exchange = Exchange(desk: desk, link: link, visitor: visitor, token: token, form: form, ticket: ticket)
    let response = try await respond(exchange, cookie)
    // The act is done and recorded: a note that cannot be written now is written after the next one.
    if isForm || link.takesQuery { try? await desk.accounts.audit.noteHead() }
    return response
  }

  /// One switch over every address.
  private func respond(_ exchange: Exchange, _ cookie: SessionCookie) async throws -> Response {
    switch exchange.link {
    case .home: return try DeskHome(exchange: exchange).response()
    case .setUp(let secret): return try await SetUpRoutes(exchange: exchange, cookie: cookie).respond(secret)
    case .signIn(let next): return try await SignInRoutes(exchange: exchange, cookie: cookie).respond(next: next)
    case .signOut: return try await SignInRoutes(exchange: exchange, cookie: cookie).signOut()
    case .password(let secret): return try await PasswordRoutes(exchange: exchange, cookie: cookie).respond(secret)
    case .example(let secret): return try await ExampleRoutes(exchange: exchange, cookie: cookie).respond(secret)
    case .studies(let link): return try await StudyRoutes(exchange: exchange).respond(link)
    case .wave(let wave, let link): return try await WaveRoutes(exchange: exchange).respond(wave, link)
    case .account(let act): return try await AccountRoutes(exchange: exchange, cookie: cookie).respond(act)
    case .secondStep(let act): return try await SecondStepRoutes(exchange: exchange, cookie: cookie).respond(act)
    case .organisations: return try await OrganisationRoutes(exchange: exchange).list()
    case .organisation(let id, let act): return try await OrganisationRoutes(exchange: exchange).respond(id, act)
    case .unitsFile(let id): return try await OrganisationRoutes(exchange: exchange).file(id)
    case .unit(let id, let act): return try await UnitRoutes(exchange: exchange).respond(id, act)
    case .people: return try await PeopleRoutes(exchange: exchange).list()
    case .invite: return try await PeopleRoutes(exchange: exchange).invite()
    case .audit: return try await AuditRoutes(exchange: exchange).respond(before: nil)
    case .auditBefore(let number): return try await AuditRoutes(exchange: exchange).respond(before: number)
    case .provider(let id, let link):
      return try await ProviderRoutes(exchange: exchange, cookie: cookie).respond(id, link)
    case .person(let id, let act): return try await PersonRoutes(exchange: exchange, cookie: cookie).respond(id, act)
    }
  }

  /// What is answered instead to somebody who may not use an address.
  private func refusal(_ link: DeskLink, _ visitor: SignedIn?) -> Response? {
    switch (link.access, visitor) {
    case (.anyone, _), (.signedOut, nil), (.signedIn, .some): nil
    case (.signedOut, .some): Reply.redirect(to: .desk(.home))
    case (.signedIn, nil), (.roles, nil):
      Reply.redirect(to: .desk(.signIn(next: link.canFollowSignIn ? link : nil)))
    case (.roles(let roles), let visitor?):
      roles.isDisjoint(with: visitor.roles) ? DeskProblem.notAllowed.response(visitor, link) : nil
    }
  }

  /// Whether a form was sent from a page of this site. Browsers say so, and no script can make them say otherwise.
  private static func comesFromHere(_ headers: HTTPFields, _ address: PublicAddress) -> Bool {
    if let name = HTTPField.Name("Sec-Fetch-Site"), let site = headers[name], site != "same-origin" { return false }
    return headers[values: .origin] == [address.origin]
  }
}
