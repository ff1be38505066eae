/// One numbered step of a database's tables. Steps are never changed once released; a new one is added.
package struct Migration: Sendable {
  package let number: Int
  package let name: String
  package let statements: [SQL]

  package init(_ number: Int, _ name: String, _ statements: [SQL]) {
    self.number = number
    self.name = name
    self.statements = statements
  }
}

/// The steps of one database, in order.
package struct Migrations: Sendable {
  package let steps: [Migration]

  package init(_ steps: [Migration]) {
    self.steps = steps
  }

  package enum State: Sendable, Hashable {
    case empty
    /// Steps that are missing, by name.
    case behind(missing: [String])
    case current
    /// The database was written by a newer program.
    case ahead(number: Int)
  }

  package func state(of database: any SQLDatabase) async throws -> State {
    try await database.read { session in try state(in: session) }
  }

  /// Carries out what is missing, all of it or nothing.
  package func apply(to database: any SQLDatabase) async throws {
    try await database.write { session in
      switch try state(in: session) {
      case .current: return
      case .ahead(let number):
        throw StoreError.unexpected("its tables are at step \(number), this program knows \(steps.last?.number ?? 0)")
      case .empty:
        try session.run(
          "CREATE TABLE hearth_migration (number \(.integer) PRIMARY KEY, name \(.text) NOT NULL)\(.keyed)")
      case .behind: break
      }
      let done = try applied(in: session)
      for step in steps where step.number > done {
        for statement in step.statements { try session.run(statement) }
        try session.run("INSERT INTO hearth_migration (number, name) VALUES (\(step.number), \(step.name))")
      }
    }
  }

  private func state(in session: any SQLSession) throws(StoreError) -> State {
    guard try session.tableExists("hearth_migration") else { return .empty }
    let done = try applied(in: session)
    let missing = steps.filter { $0.number > done }.map(\.name)
    if let last = steps.last, done > last.number { return .ahead(number: done) }
    return missing.isEmpty ? .current : .behind(missing: missing)
  }

  private func applied(in session: any SQLSession) throws(StoreError) -> Int {
    try session.row("SELECT coalesce(max(number), 0) FROM hearth_migration")?.integer(0) ?? 0
  }
}
