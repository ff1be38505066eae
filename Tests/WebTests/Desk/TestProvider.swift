import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Synchronization
import Testing

@testable import Platform

/// A small OpenID Connect provider on a port of its own, which can be told to misbehave.
final class TestProvider: Sendable {
  struct Behaviour: Sendable {
    /// Laid over what it would claim; an empty text takes a claim out.
    var claims: [String: String] = [:]
    var header: [String: String] = [:]
    var seal: Seal = .own
    var describesItselfAs: String?
    var namesItself = false
    var answer: Answer = .token
    var methods: [String] = ["client_secret_basic"]

    enum Seal: Sendable { case own, stranger, none, sharedSecret }
    enum Answer: Sendable { case token, refusal, elsewhere, endless, noJSON }
  }

  struct Log: Sendable {
    var keyRequests = 0
    var authorization: String?
    var form: [String: String] = [:]
  }

  private struct State {
    var behaviour = Behaviour()
    var key = P256.Signing.PrivateKey()
    var kid = "first"
    var codes: [String: [String: String]] = [:]
    var log = Log()
    var port = 0
  }

  private let state = Mutex(State())
  let time: TestTime
  static let client = "hearth-client"
  static let secret = "s3cret & more:yes"

  private init(_ time: TestTime) {
    self.time = time
  }

  static func with<Value: Sendable>(
    _ time: TestTime, _ body: @escaping @Sendable (TestProvider) async throws -> Value
  ) async throws -> Value {
    let provider = TestProvider(time)
    let application = Application(router: provider.router())
    return try await application.test(.live) { client in
      let port = try #require(client.port)
      provider.state.withLock { $0.port = port }
      return try await body(provider)
    }
  }

  var issuer: String { "http://127.0.0.1:\(state.withLock { $0.port })" }
  var log: Log { state.withLock { $0.log } }

  func behave(_ change: (inout Behaviour) -> Void) { state.withLock { change(&$0.behaviour) } }

  func changeKey() {
    state.withLock {
      $0.key = P256.Signing.PrivateKey()
      $0.kid = "second"
    }
  }

  /// Somebody signs in here and is sent back: the code that goes with them.
  func signIn(_ asked: [String: String], as claims: [String: String]) -> String {
    let code = UUID().uuidString
    state.withLock {
      $0.codes[code] = claims.merging([
        "nonce": asked["nonce"] ?? "", "challenge": asked["code_challenge"] ?? "", "back": asked["redirect_uri"] ?? "",
      ]) { $1 }
    }
    return code
  }

  private func router() -> Router<BasicRequestContext> {
    let router = Router()
    router.get("/.well-known/openid-configuration") { _, _ in self.description() }
    router.get("/keys") { _, _ in self.keys() }
    router.post("/token") { request, _ in
      let body = try await request.body.collect(upTo: 100_000)
      return self.token(String(buffer: body), request.headers[.authorization])
    }
    return router
  }

  private func description() -> Response {
    let (issuer, behaviour) = (issuer, state.withLock { $0.behaviour })
    return Self.json([
      "issuer": behaviour.describesItselfAs ?? issuer, "authorization_endpoint": issuer + "/authorize",
      "token_endpoint": issuer + "/token", "jwks_uri": issuer + "/keys",
      "token_endpoint_auth_methods_supported": behaviour.methods,
      "authorization_response_iss_parameter_supported": behaviour.namesItself,
    ])
  }

  private func keys() -> Response {
    let (point, kid) = state.withLock {
      $0.log.keyRequests += 1
      return ([UInt8]($0.key.publicKey.rawRepresentation), $0.kid)
    }
    let key = [
      "kty": "EC", "crv": "P-256", "use": "sig", "kid": kid, "x": base64URL(Array(point[..<32])),
      "y": base64URL(Array(point[32...])),
    ]
    // What other programs need of a real provider stands beside it.
    return Self.json(["keys": [["kty": "RSA", "use": "enc", "alg": "RSA-OAEP", "n": "AQAB", "e": "AQAB"], key, [:]]])
  }

  private func token(_ body: String, _ authorization: String?) -> Response {
    var form: [String: String] = [:]
    for pair in body.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1).map { String($0).removingPercentEncoding ?? "" }
      form[parts[0]] = parts.count > 1 ? parts[1] : ""
    }
    let (behaviour, found) = state.withLock { state in
      state.log.form = form
      state.log.authorization = authorization
      return (state.behaviour, form["code"].flatMap { state.codes.removeValue(forKey: $0) })
    }
    switch behaviour.answer {
    case .token: break
    case .refusal: return Self.json(["error": "invalid_client<b>"], .badRequest)
    case .elsewhere:
      return Response(status: .temporaryRedirect, headers: [.location: issuer + "/keys"])
    case .endless:
      return Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(repeating: 32, count: 3_000_000)))
    case .noJSON: return Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: "<html>")))
    }
    let shown = base64URL([UInt8](SHA256.hash(data: Data((form["code_verifier"] ?? "").utf8))))
    guard let claims = found, claims["challenge"] == shown, claims["back"] == form["redirect_uri"] else {
      return Self.json(["error": "invalid_grant"], .badRequest)
    }
    return Self.json(["id_token": signed(claims, behaviour), "token_type": "Bearer", "access_token": "unused"])
  }

  private func signed(_ who: [String: String], _ behaviour: Behaviour) -> String {
    let now = time.now.withLock { $0 }
    var claims = [
      "iss": "\"\(issuer)\"", "aud": "\"\(Self.client)\"", "exp": "\(now + 300)", "iat": "\(now)",
      "nonce": "\"\(who["nonce"] ?? "")\"",
    ]
    for (name, value) in who where !["nonce", "challenge", "back"].contains(name) { claims[name] = value }
    for (name, value) in behaviour.claims { claims[name] = value.isEmpty ? nil : value }
    let (key, kid) = state.withLock { ($0.key, $0.kid) }
    var header = ["alg": "\"ES256\"", "typ": "\"JWT\"", "kid": "\"\(kid)\""]
    switch behaviour.seal {
    case .own, .stranger: break
    case .none: header["alg"] = "\"none\""
    case .sharedSecret: header["alg"] = "\"HS256\""
    }
    for (name, value) in behaviour.header { header[name] = value.isEmpty ? nil : value }
    let text = "\(Self.part(header)).\(Self.part(claims))"
    let bytes = Data(text.utf8)
    let seal: Data? =
      switch behaviour.seal {
      case .own: try? key.signature(for: bytes).rawRepresentation
      case .stranger: try? P256.Signing.PrivateKey().signature(for: bytes).rawRepresentation
      case .none: Data()
      case .sharedSecret:
        Data(
          HMAC<SHA256>.authenticationCode(
            for: bytes, using: SymmetricKey(data: Data(key.publicKey.pemRepresentation.utf8))))
      }
    return "\(text).\(base64URL([UInt8](seal ?? Data())))"
  }

  private static func part(_ values: [String: String]) -> String {
    base64URL(Array(("{" + values.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",") + "}").utf8))
  }

  private static func json(_ value: Any, _ status: HTTPResponse.Status = .ok) -> Response {
    let data = (try? JSONSerialization.data(withJSONObject: value)) ?? Data()
    return Response(
      status: status, headers: [.contentType: "application/json"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: data)))
  }
}
