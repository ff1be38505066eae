import Store

/// Rows of providers.
enum ProviderStore {
  static func put(_ provider: Provider, sealed: [UInt8]?, in session: any SQLSession) throws {
    try session.run(
      """
      INSERT INTO provider (organisation, issuer, client, secret)
      VALUES (\(provider.organisation.id), \(provider.issuer), \(provider.client), \(sealed))
      ON CONFLICT (organisation) DO UPDATE SET issuer = excluded.issuer, client = excluded.client, secret = excluded.secret
      """)
  }

  /// All of them, by their organisations' names.
  static func all(in session: any SQLSession) throws -> [Provider] {
    try session.rows("\(selection) ORDER BY name").map(provider)
  }

  static func find(_ organisation: ID<Organisation>, in session: any SQLSession) throws -> Provider? {
    try session.row("\(selection) WHERE organisation = \(organisation)").map(provider)
  }

  static func sealedSecret(of organisation: ID<Organisation>, in session: any SQLSession) throws -> [UInt8]? {
    guard let row = try session.row("SELECT secret FROM provider WHERE organisation = \(organisation)") else {
      return nil
    }
    return row.isNull(0) ? nil : try row.blob(0)
  }

  static func remove(_ organisation: ID<Organisation>, in session: any SQLSession) throws -> Bool {
    try session.run("DELETE FROM provider WHERE organisation = \(organisation)") == 1
  }

  private static let selection: SQL =
    "SELECT organisation, name, issuer, client FROM provider JOIN organisation ON organisation.id = organisation"

  private static func provider(_ row: SQLRow) throws -> Provider {
    Provider(
      organisation: Organisation(id: try row.id(0), name: try row.text(1)), issuer: try row.text(2),
      client: try row.text(3))
  }
}

/// Rows of who signs in with a provider.
enum ProviderIdentityStore {
  static func account(of identity: ProviderIdentity, in session: any SQLSession) throws -> ID<Account>? {
    try session.row(
      "SELECT account FROM provider_identity WHERE issuer = \(identity.issuer) AND subject = \(identity.subject)"
    )?.id(0)
  }

  static func issuer(of account: ID<Account>, in session: any SQLSession) throws -> String? {
    try session.row("SELECT issuer FROM provider_identity WHERE account = \(account)")?.text(0)
  }

  static func insert(_ identity: ProviderIdentity, of account: ID<Account>, in session: any SQLSession) throws {
    try session.run(
      """
      INSERT INTO provider_identity (issuer, subject, account)
      VALUES (\(identity.issuer), \(identity.subject), \(account))
      """)
  }

  static func remove(of account: ID<Account>, in session: any SQLSession) throws {
    try session.run("DELETE FROM provider_identity WHERE account = \(account)")
  }
}

/// Rows of people who are on their way to a provider and back.
enum ProviderSignInStore {
  static func insert(
    _ signIn: ProviderSignIn, _ ticket: ProviderSignIn.Ticket, expires: Int, in session: any SQLSession
  ) throws {
    var account: ID<Account>?
    var link: [UInt8]?
    switch signIn.purpose {
    case .signIn: break
    case .join(let id): account = id
    case .invited(let id, let hash): (account, link) = (id, hash)
    }
    try session.run(
      """
      INSERT INTO provider_sign_in (ticket_hash, organisation, account, link, next, expires)
      VALUES (\(ticket.hash), \(signIn.organisation), \(account), \(link), \(signIn.next), \(expires))
      """)
  }

  static func count(in session: any SQLSession) throws -> Int {
    try session.row("SELECT count(*) FROM provider_sign_in")?.integer(0) ?? 0
  }

  /// Reads and removes: nobody goes the same way twice.
  static func take(_ ticket: ProviderSignIn.Ticket, at now: Int, in session: any SQLSession) throws -> ProviderSignIn? {
    try forget(before: now, in: session)
    let row = try session.row(
      """
      DELETE FROM provider_sign_in WHERE ticket_hash = \(ticket.hash) RETURNING organisation, account, link, next
      """)
    guard let row else { return nil }
    let account: ID<Account>? = try row.optionalID(1)
    let link = row.isNull(2) ? nil : try row.blob(2)
    let purpose: ProviderSignIn.Purpose =
      switch (account, link) {
      case (let account?, let link?): .invited(account, link: link)
      case (let account?, nil): .join(account)
      case (nil, _): .signIn
      }
    return ProviderSignIn(organisation: try row.id(0), purpose: purpose, next: try row.optionalText(3))
  }

  static func forget(before now: Int, in session: any SQLSession) throws {
    try session.run("DELETE FROM provider_sign_in WHERE expires <= \(now)")
  }
}
