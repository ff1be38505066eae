import Foundation
import HTTPTypes
import HummingbirdTesting
import Markup
import NIOCore
import Testing

@testable import Platform
@testable import Web

/// A browser at a desk without TLS, with the cookies that it was given.
final class DeskBrowser {
  static let address = "http://127.0.0.1:8080"
  let reception: Reception
  var cookies: [String: String] = [:]

  init(_ reception: Reception, _ token: Session.Token? = nil) {
    self.reception = reception
    if let token { cookies["hearth"] = token.text }
  }

  var isSignedIn: Bool { cookies["hearth"] != nil }

  var visitor: SignedIn? {
    get async throws {
      guard let token = cookies["hearth"].flatMap(Session.Token.init) else { return nil }
      return try await reception.accounts.signedIn(token)
    }
  }

  func get(_ path: String) async throws -> TestResponse {
    try await ask(.get, path, HTTPFields(), nil)
  }

  func get(_ link: DeskLink) async throws -> TestResponse { try await get(Link.desk(link).path.text) }

  func post(_ link: DeskLink, _ fields: [String: String] = [:]) async throws -> TestResponse {
    var headers = HTTPFields()
    headers[.origin] = Self.address
    headers[.contentType] = "application/x-www-form-urlencoded"
    var fields = fields
    if let token = cookies["hearth"].flatMap(Session.Token.init), fields["form-token"] == nil {
      fields["form-token"] = token.formToken
    }
    let body = fields.map { "\($0)=\(ProviderRequest.encoded($1))" }.joined(separator: "&")
    return try await ask(.post, Link.desk(link).path.text, headers, ByteBuffer(string: body))
  }

  private func ask(
    _ method: HTTPRequest.Method, _ path: String, _ given: HTTPFields, _ body: ByteBuffer?
  ) async throws -> TestResponse {
    var headers = given
    if !cookies.isEmpty { headers[.cookie] = cookies.map { "\($0)=\($1)" }.joined(separator: "; ") }
    let response = try await reception.ask(method, path, headers: headers, body: body)
    for cookie in response.headers[values: .setCookie] {
      let pair = cookie.split(separator: ";")[0].split(separator: "=", maxSplits: 1).map(String.init)
      cookies[pair[0]] = pair.count > 1 ? pair[1] : nil
    }
    return response
  }

  /// Presses a button that leads to a provider: what the provider is asked.
  func setOut(_ link: DeskLink, _ fields: [String: String] = [:]) async throws -> [String: String] {
    let response = try await post(link, fields)
    #expect(response.status == .ok)
    let refresh = try #require(response.headers[HTTPField.Name("Refresh")!])
    let address = try #require(URLComponents(string: String(refresh.dropFirst("0;url=".count))))
    return (address.queryItems ?? []).reduce(into: [:]) { $0[$1.name] = $1.value }
  }

  func comeBack(
    _ organisation: ID<Organisation>, _ code: String, _ state: String?, iss: String? = nil
  ) async throws -> TestResponse {
    var query = "code=\(code)&session_state=x"
    if let state { query += "&state=\(state)" }
    if let iss { query += "&iss=\(ProviderRequest.encoded(iss))" }
    return try await get(Link.desk(.provider(organisation, .back)).path.text + "?" + query)
  }
}

/// An installation whose host has a provider, and the people on both sides.
struct ProviderSite {
  let reception: Reception
  let provider: TestProvider
  let host: ID<Organisation>
  let ada: Session.Token

  static func with(_ body: @escaping @Sendable (ProviderSite) async throws -> Void) async throws {
    try await Reception.with(address: DeskBrowser.address) { reception in
      let ada = try await reception.setUp()
      let host = try #require(try await reception.organisations.installation()).host.id
      try await TestProvider.with(reception.time) { provider in
        try await reception.accounts.setProvider(
          GivenProvider(issuer: provider.issuer, client: TestProvider.client, secret: TestProvider.secret), of: host,
          overTLS: false, by: .commandLine)
        try await body(ProviderSite(reception: reception, provider: provider, host: host, ada: ada))
      }
    }
  }

  func invite(
    _ email: String = "sam@example.org", over organisation: ID<Organisation>? = nil
  ) async throws -> (account: Account, secret: OneTimeSecret) {
    try await reception.accounts.invite(
      Invited(
        name: "Sam Reed", email: email, managesRespondents: false, role: .analyst,
        scope: .organisation(organisation ?? host)), by: .commandLine)
  }

  /// The whole way from the sign-in page and back.
  func signIn(
    _ browser: DeskBrowser, as claims: [String: String], next: DeskLink? = nil
  ) async throws -> TestResponse {
    let asked = try await browser.setOut(.provider(host, .begin(next: next)))
    return try await browser.comeBack(host, provider.signIn(asked, as: claims), asked["state"])
  }

  static let sam = ["sub": "\"0001\"", "email": "\"Sam@Example.org\"", "email_verified": "true"]
}
