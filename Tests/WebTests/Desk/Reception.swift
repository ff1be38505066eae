import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Markup
import Problems
import Store
import Synchronization
import TestSupport
import Testing

@testable import Platform
@testable import Web

/// A site with a desk behind it, on a directory of its own, and a clock that tests turn.
final class Reception: Sendable {
  static let address = "https://survey.example.org"
  static let password = "otter lamp seven sky"

  /// Where it is reached.
  private let address: String
  let directory: TestDatabase
  let answers: TestDatabase
  let keyring: Keyring
  let accounts: Accounts
  let organisations: Organisations
  /// Nil unless a test gives a way to send.
  let mailing: Mailing?
  let site: Site
  let time: TestTime

  private init(
    _ directory: TestDatabase, _ answers: TestDatabase, _ keyring: Keyring, _ address: String, _ hasher: PasswordHasher,
    _ mail: (settings: MailSettings, command: MailCommand)?
  ) throws {
    self.address = address
    self.directory = directory
    self.answers = answers
    self.keyring = keyring
    let time = TestTime()
    let clock = Clock { Date(timeIntervalSince1970: TimeInterval(time.now.withLock { $0 })) }
    let audit = try AuditLog(directory: directory.database, keyring: keyring, clock: clock)
    accounts = try Accounts(
      directory: directory.database, keyring: keyring, hasher: hasher, audit: audit, clock: clock)
    organisations = Organisations(directory: directory.database, audit: audit)
    let place = try #require(PublicAddress(address))
    let work = StudyWork(
      directory: directory.database, answers: answers.database, keyring: keyring, audit: accounts.audit, clock: clock,
      version: "1.2.3")
    mailing = mail.map {
      Mailing(directory: directory.database, keyring: keyring, command: $0.command, settings: $0.settings, clock: clock)
    }
    site = Site(
      answering: Platformed().answering,
      // Many tests at once make providers of tests slow.
      desk: Desk(
        accounts: accounts, organisations: organisations, work: work, mailing: mailing,
        converters: [.pdf: { page in Array("%PDF-1.4 \(page.count)".utf8) }], clock: clock,
        providers: OpenIDClient(clock: clock, patience: .seconds(120))
      ) { place },
      isReady: { true })
    self.time = time
  }

  static func with<Value>(
    address: String = address, hasher: PasswordHasher = PasswordHasher(cost: .tests),
    mail: (settings: MailSettings, command: MailCommand)? = nil, _ body: (Reception) async throws -> Value
  ) async throws -> Value {
    try await TestDatabase.with(.sqlite, .directory) { directory in
      try await TestDatabase.with(.sqlite, .answers) { answers in
        try await Tables.directory.apply(to: directory.database)
        try await Tables.answers.apply(to: answers.database)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hearth-keys-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await body(
          try Reception(directory, answers, try Keyring(folder: folder.path), address, hasher, mail))
      }
    }
  }

  /// Sets up; Ada is the first administrator.
  func setUp() async throws -> Session.Token {
    let secret = try #require(try await accounts.makeSetUpLink())
    return try await accounts.setUp(
      SetUp(
        organisation: "Northside Services", server: "County IT", place: .apart, confirmed: true,
        name: "Ada Wells", email: "ada@example.org", password: Self.password, managesRespondents: false), with: secret)
  }

  /// Somebody with these roles over the whole of the host, signed in.
  func somebody(_ email: String, _ roles: [Role]) async throws -> Session.Token {
    let account = Account(id: ID(), email: email, name: "Sam Reed", managesRespondents: false, state: .active)
    let hash = try await accounts.hasher.hash(Password(chosen: Self.password, email: email, name: "Sam Reed"))
    try await directory.database.write { session in
      try AccountStore.insert(account, password: hash, in: session)
      guard let host = try OrganisationStore.installation(in: session)?.host else { return }
      for role in roles {
        try GrantStore.insert(
          Grant(id: ID(), role: role, scope: .organisation(host.id), path: []), of: account.id, in: session)
      }
    }
    return try await signIn(email)
  }

  func signIn(_ email: String) async throws -> Session.Token {
    guard case .signedIn(let token) = try await accounts.signIn(email: email, password: Self.password, earlier: nil)
    else { throw SignInRefusal.wrongCode }
    return token
  }

  /// Asks for a page, as a browser with that cookie does.
  func get(_ link: Link, _ token: Session.Token? = nil) async throws -> TestResponse {
    try await ask(.get, link.path.text, headers: headers(token, form: false))
  }

  /// Sends a form as a page of this site does; `changing` makes it another.
  func post(
    _ link: DeskLink, _ token: Session.Token? = nil, _ fields: [String: String] = [:],
    changing: (inout HTTPFields) -> Void = { _ in }
  ) async throws -> TestResponse {
    var headers = headers(token, form: true)
    changing(&headers)
    var fields = fields
    if let token, fields["form-token"] == nil { fields["form-token"] = token.formToken }
    return try await ask(
      .post, Link.desk(link).path.text, headers: headers, body: ByteBuffer(string: Self.encoded(fields)))
  }

  func ask(
    _ method: HTTPRequest.Method, _ path: String, headers: HTTPFields, body: ByteBuffer? = nil
  ) async throws -> TestResponse {
    let server = Server(site: site, host: "127.0.0.1", port: 0)
    return try await server.application().test(.router) { client in
      try await client.execute(uri: path, method: method, headers: headers, body: body)
    }
  }

  func headers(_ token: Session.Token?, form: Bool) -> HTTPFields {
    var headers = HTTPFields()
    let cookie = address.hasPrefix("https:") ? "__Secure-hearth" : "hearth"
    if let token { headers[.cookie] = "\(cookie)=\(token.text)" }
    if form {
      headers[.origin] = address
      headers[.init("Sec-Fetch-Site")!] = "same-origin"
      headers[.contentType] = "application/x-www-form-urlencoded"
    }
    return headers
  }

  private static func encoded(_ fields: [String: String]) -> String {
    func plain(_ text: String) -> String {
      text.utf8.map { byte in
        let isPlain = (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        return isPlain ? String(UnicodeScalar(byte)) : "%" + hexadecimal([byte]).uppercased()
      }.joined()
    }
    return fields.map { "\(plain($0.key))=\(plain($0.value))" }.joined(separator: "&")
  }
}

final class TestTime: Sendable {
  let now = Mutex(1_800_000_000)
  func pass(_ seconds: Int) { now.withLock { $0 += seconds } }
}

extension TestResponse {
  var location: String? { headers[.location] }

  /// The token that the response's cookie carries.
  var token: Session.Token? {
    guard let cookie = headers[.setCookie], let value = cookie.split(separator: ";").first?.split(separator: "=").last
    else { return nil }
    return Session.Token(String(value))
  }
}
