package import Store

/// Organisations and their trees of units.
package struct Organisations: Sendable {
  let directory: any SQLDatabase
  let audit: AuditLog

  package init(directory: any SQLDatabase, audit: AuditLog) {
    self.directory = directory
    self.audit = audit
  }

  /// An organisation with its units in the order of the tree.
  package struct Tree: Sendable {
    package let organisation: Organisation
    package let units: [OrganisationUnit]
  }

  /// The host and who runs the server; nil before set-up.
  package func installation() async throws -> (host: Organisation, server: Operator)? {
    try await directory.read { try OrganisationStore.installation(in: $0) }
  }

  /// All of them, the host first.
  package func trees() async throws -> [Tree] {
    try await directory.read { session in
      let host = try OrganisationStore.installation(in: session)?.host
      let all = try OrganisationStore.all(in: session)
      return try (all.filter { $0 == host } + all.filter { $0 != host }).map {
        Tree(organisation: $0, units: try OrganisationStore.units(of: $0.id, in: session))
      }
    }
  }
}
