import Store

/// Rows of organisations, units and the installation.
enum OrganisationStore {
  static func insert(_ organisation: Organisation, in session: any SQLSession) throws {
    try session.run("INSERT INTO organisation (id, name) VALUES (\(organisation.id), \(organisation.name))")
  }

  static func all(in session: any SQLSession) throws -> [Organisation] {
    try session.rows("SELECT id, name FROM organisation ORDER BY name").map {
      Organisation(id: try $0.id(0), name: try $0.text(1))
    }
  }

  static func find(_ id: ID<Organisation>, in session: any SQLSession) throws -> Organisation? {
    try session.row("SELECT id, name FROM organisation WHERE id = \(id)").map {
      Organisation(id: try $0.id(0), name: try $0.text(1))
    }
  }

  static func isSetUp(in session: any SQLSession) throws -> Bool {
    try session.row("SELECT 1 FROM installation") != nil
  }

  /// - Throws: `StoreError.constraint` when set-up has run.
  static func recordSetUp(host: ID<Organisation>, _ server: Operator, in session: any SQLSession) throws {
    try session.run(
      """
      INSERT INTO installation (number, host, operator, operator_place)
      VALUES (1, \(host), \(server.name), \(server.place.rawValue))
      """)
  }

  /// The host and who runs the server; nil before set-up.
  static func installation(in session: any SQLSession) throws -> (host: Organisation, server: Operator)? {
    let row = try session.row(
      """
      SELECT organisation.id, organisation.name, operator, operator_place
      FROM installation JOIN organisation ON organisation.id = installation.host
      """)
    guard let row else { return nil }
    guard let place = Operator.Place(rawValue: try row.text(3)) else {
      throw StoreError.unexpected("the operator's place is “\(try row.text(3))”")
    }
    return (Organisation(id: try row.id(0), name: try row.text(1)), Operator(name: try row.text(2), place: place))
  }

  static func units(of organisation: ID<Organisation>, in session: any SQLSession) throws -> [OrganisationUnit] {
    try session.rows("SELECT id, path FROM unit WHERE organisation = \(organisation)").map {
      OrganisationUnit(id: try $0.id(0), organisation: organisation, path: Unit(try $0.text(1)).path)
    }.sorted { $0.path.lexicographicallyPrecedes($1.path) }
  }

  static func unit(_ id: ID<OrganisationUnit>, in session: any SQLSession) throws -> OrganisationUnit? {
    try session.row("SELECT organisation, path FROM unit WHERE id = \(id)").map {
      OrganisationUnit(id: id, organisation: try $0.id(0), path: Unit(try $0.text(1)).path)
    }
  }

  /// Writes a unit's new place.
  static func move(_ unit: OrganisationUnit, in session: any SQLSession) throws {
    try session.run("UPDATE unit SET path = \(unit.name) WHERE id = \(unit.id)")
  }

  static func remove(_ unit: ID<OrganisationUnit>, in session: any SQLSession) throws {
    try session.run("DELETE FROM unit WHERE id = \(unit)")
  }

  static func insert(_ unit: OrganisationUnit, in session: any SQLSession) throws {
    try session.run("INSERT INTO unit (id, organisation, path) VALUES (\(unit.id), \(unit.organisation), \(unit.name))")
  }
}
