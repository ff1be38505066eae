import Store

/// Rows of accounts and their roles.
enum AccountStore {
  static func insert(_ account: Account, password: PasswordHash?, in session: any SQLSession) throws {
    try session.run(
      """
      INSERT INTO account (id, email, name, password, manages, state)
      VALUES (\(account.id), \(account.email), \(account.name), \(password?.description), \(account.managesRespondents),
        \(account.state.rawValue))
      """)
  }

  private static let columns: SQL = "id, email, name, manages, state"

  static func all(in session: any SQLSession) throws -> [Account] {
    try session.rows("SELECT \(columns) FROM account ORDER BY name, email").map(account)
  }

  static func find(_ id: ID<Account>, in session: any SQLSession) throws -> Account? {
    try session.row("SELECT \(columns) FROM account WHERE id = \(id)").map(account)
  }

  static func find(email: String, in session: any SQLSession) throws -> Account? {
    try session.row("SELECT \(columns) FROM account WHERE email = \(email)").map(account)
  }

  static func password(of id: ID<Account>, in session: any SQLSession) throws -> PasswordHash? {
    try session.row("SELECT password FROM account WHERE id = \(id)")?.optionalText(0).flatMap(PasswordHash.init)
  }

  /// The account can be used from now on.
  static func setPassword(_ password: PasswordHash, of id: ID<Account>, in session: any SQLSession) throws {
    try session.run(
      "UPDATE account SET password = \(password.description), state = \(Account.State.active.rawValue) WHERE id = \(id)"
    )
  }

  static func removePassword(of id: ID<Account>, in session: any SQLSession) throws {
    try session.run("UPDATE account SET password = NULL WHERE id = \(id)")
  }

  static func setState(_ state: Account.State, of id: ID<Account>, in session: any SQLSession) throws {
    try session.run("UPDATE account SET state = \(state.rawValue) WHERE id = \(id)")
  }

  static func setManages(_ manages: Bool, of id: ID<Account>, in session: any SQLSession) throws {
    try session.run("UPDATE account SET manages = \(manages) WHERE id = \(id)")
  }

  private static func account(_ row: SQLRow) throws -> Account {
    guard let state = Account.State(rawValue: try row.text(4)) else {
      throw StoreError.unexpected("an account's state is “\(try row.text(4))”")
    }
    return Account(
      id: try row.id(0), email: try row.text(1), name: try row.text(2), managesRespondents: try row.integer(3) == 1,
      state: state)
  }
}

/// Rows of roles.
enum GrantStore {
  static func insert(_ grant: Grant, of account: ID<Account>, in session: any SQLSession) throws {
    var unit: ID<OrganisationUnit>?
    if case .unit(let id, _) = grant.scope { unit = id }
    try session.run(
      """
      INSERT INTO role_grant (id, account, role, organisation, unit)
      VALUES (\(grant.id), \(account), \(grant.role.rawValue), \(grant.scope.organisation), \(unit))
      """)
  }

  static func all(of account: ID<Account>, in session: any SQLSession) throws -> [Grant] {
    try session.rows("\(selection) WHERE role_grant.account = \(account)").map { try grant($0).grant }
  }

  static func all(in session: any SQLSession) throws -> [ID<Account>: [Grant]] {
    try session.rows(selection).map(grant).reduce(into: [:]) { $0[$1.account, default: []].append($1.grant) }
  }

  static func remove(_ id: ID<Grant>, in session: any SQLSession) throws {
    try session.run("DELETE FROM role_grant WHERE id = \(id)")
  }

  private static let selection: SQL =
    """
    SELECT role_grant.id, role_grant.account, role, role_grant.organisation, unit, path
    FROM role_grant LEFT JOIN unit ON unit.id = role_grant.unit
    """

  private static func grant(_ row: SQLRow) throws -> (account: ID<Account>, grant: Grant) {
    guard let role = Role(rawValue: try row.text(2)) else {
      throw StoreError.unexpected("a role is “\(try row.text(2))”")
    }
    let organisation: ID<Organisation> = try row.id(3)
    let unit: ID<OrganisationUnit>? = try row.optionalID(4)
    let path = try row.optionalText(5).map { Unit($0).path } ?? []
    return (
      try row.id(1),
      Grant(
        id: try row.id(0), role: role,
        scope: unit.map { .unit($0, of: organisation) } ?? .organisation(organisation), path: path)
    )
  }
}
