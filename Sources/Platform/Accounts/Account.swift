/// Somebody who signs in. Participants have none: they answer with an invitation.
package struct Account: Hashable, Sendable {
  package let id: ID<Account>
  /// Lower-case.
  package let email: String
  package let name: String
  /// Whether they manage people who will be asked. Nobody who does may be administrator.
  package let managesRespondents: Bool
  package let state: State

  package enum State: String, Sendable, Hashable {
    /// Has a link to choose a password, and has not used it.
    case invited
    case active
    case deactivated
  }
}

/// Somebody who is signed in, as one request finds them.
package struct SignedIn: Sendable {
  package let account: Account
  package let session: ID<Session>
  package let grants: [Grant]
  /// Goes into a hidden field of every form, and comes back with it.
  package let formToken: String

  package var roles: Set<Role> { Set(grants.map(\.role)) }

  /// Whether a role reaches a unit; an empty path means the organisation as a whole.
  package func has(_ role: Role, over path: [String] = [], of organisation: ID<Organisation>) -> Bool {
    grants.contains { $0.role == role && $0.reaches(path, of: organisation) }
  }
}
