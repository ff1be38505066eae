import Platform

/// Addresses about one organisation's own sign-in.
package indirect enum ProviderLink: Hashable, Sendable {
  /// Sets out to the provider, and then goes on to an address of this site, or home.
  case begin(next: DeskLink?)
  /// Sets out to sign in with it from now on.
  case join
  /// Sets out with the link of an invitation, to use it instead of a password.
  case invited(secret: String)
  /// Where the provider sends people back to.
  case back
  case settings
  case remove

  var parts: [String] {
    switch self {
    case .begin(let next): ["begin"] + (next?.parts ?? [])
    case .join: ["join"]
    case .invited(let secret): ["invited", secret]
    case .back: ["back"]
    case .settings: ["settings"]
    case .remove: ["remove"]
    }
  }

  init?(parts: [String]) {
    let rest = Array(parts.dropFirst())
    switch (parts.first, rest.count) {
    case ("begin", 0): self = .begin(next: nil)
    case ("begin", _):
      guard let next = DeskLink(parts: rest), next.canFollowSignIn else { return nil }
      self = .begin(next: next)
    case ("join", 0): self = .join
    case ("invited", 1): self = .invited(secret: rest[0])
    case ("back", 0): self = .back
    case ("settings", 0): self = .settings
    case ("remove", 0): self = .remove
    default: return nil
    }
  }

  var access: Access {
    switch self {
    case .begin, .invited: .signedOut
    case .join: .signedIn
    // With or without a session: what may come of it stands in what was kept when they set out.
    case .back: .anyone
    case .settings, .remove: .roles([.administrator])
    }
  }

  var takes: Takes {
    switch self {
    case .begin, .join, .invited, .remove: .post
    case .back: .get
    case .settings: .both
    }
  }
}
