package import Platform

/// The addresses under /desk, for people who sign in.
package indirect enum DeskLink: Hashable, Sendable {
  case home
  /// The form that sets the installation up, with the secret that the first start printed.
  case setUp(secret: String)
  /// Where to go afterwards is an address of this site, or home.
  case signIn(next: DeskLink?)
  case signOut
  /// To choose a password, with the secret of a link that works once.
  case password(secret: String)
  /// To look round in an example installation, with the secret that its start printed.
  case example(secret: String)
  case studies(StudiesLink)
  case wave(String, WaveLink)
  /// One's own account.
  case account(AccountAct?)
  /// The second step of signing in to one's own account.
  case secondStep(SecondStepAct?)
  /// Everybody who has an account.
  case people
  case invite
  case person(ID<Account>, PersonAct?)

  case organisations
  case organisation(ID<Organisation>, OrganisationAct?)
  /// The units as a file.
  case unitsFile(ID<Organisation>)
  case unit(ID<OrganisationUnit>, UnitAct?)
  /// The record of administrators' acts.
  case audit
  /// Its entries before that number.
  case auditBefore(Int)
  /// An organisation's own sign-in.
  case provider(ID<Organisation>, ProviderLink)

  /// What a form of one's own account does.
  package enum AccountAct: String, CaseIterable, Sendable, Hashable {
    case password
    case endSession = "end-session"
  }

  package enum SecondStepAct: String, CaseIterable, Sendable, Hashable {
    case begin, confirm, end
  }

  package enum OrganisationAct: String, CaseIterable, Sendable, Hashable {
    case add, `import`
  }

  package enum UnitAct: String, CaseIterable, Sendable, Hashable {
    case rename, remove
  }

  /// What a form of somebody's page does.
  package enum PersonAct: String, CaseIterable, Sendable, Hashable {
    case grant, withdraw, manages, link, deactivate, reactivate
    case endSessions = "end-sessions"
    case endSecondStep = "end-second-step"
  }

  /// What stands behind /desk.
  package var parts: [String] {
    switch self {
    case .home: []
    case .setUp(let secret): ["set-up", secret]
    case .signIn(let next): ["sign-in"] + (next?.parts ?? [])
    case .signOut: ["sign-out"]
    case .password(let secret): ["password", secret]
    case .example(let secret): ["example", secret]
    case .studies(let link): ["studies"] + link.parts
    case .wave(let wave, let link): ["waves", wave] + link.parts
    case .account(let act): ["account"] + (act.map { [$0.rawValue] } ?? [])
    case .secondStep(let act): ["second-step"] + (act.map { [$0.rawValue] } ?? [])
    case .organisations: ["organisations"]
    case .organisation(let id, let act): ["organisations", id.description] + (act.map { [$0.rawValue] } ?? [])
    case .unitsFile(let id): ["organisations", id.description, "units.csv"]
    case .unit(let id, let act): ["units", id.description] + (act.map { [$0.rawValue] } ?? [])
    case .audit: ["audit"]
    case .auditBefore(let number): ["audit", "before", "\(number)"]
    case .provider(let id, let link): ["provider", id.description] + link.parts
    case .people: ["people"]
    case .invite: ["people", "invite"]
    case .person(let id, let act): ["people", id.description] + (act.map { [$0.rawValue] } ?? [])
    }
  }

  /// Every other spelling gives nil, or a link whose `parts` differ.
  init?(parts: [String]) {
    guard let first = parts.first else {
      self = .home
      return
    }
    let rest = Array(parts.dropFirst())
    switch (first, rest.count) {
    case ("set-up", 1): self = .setUp(secret: rest[0])
    case ("sign-in", 0): self = .signIn(next: nil)
    case ("sign-in", _):
      guard let next = DeskLink(parts: rest), next.canFollowSignIn else { return nil }
      self = .signIn(next: next)
    case ("sign-out", 0): self = .signOut
    case ("password", 1): self = .password(secret: rest[0])
    case ("example", 1): self = .example(secret: rest[0])
    case ("studies", _):
      guard let link = StudiesLink(parts: rest) else { return nil }
      self = .studies(link)
    case ("waves", 1...):
      guard let link = WaveLink(parts: Array(rest.dropFirst())) else { return nil }
      self = .wave(rest[0], link)
    case ("account", 0): self = .account(nil)
    case ("account", 1):
      guard let act = AccountAct(rawValue: rest[0]) else { return nil }
      self = .account(act)
    case ("second-step", 0): self = .secondStep(nil)
    case ("second-step", 1):
      guard let act = SecondStepAct(rawValue: rest[0]) else { return nil }
      self = .secondStep(act)
    case ("audit", 0): self = .audit
    case ("audit", 2):
      guard rest[0] == "before", let number = Int(rest[1]), number > 0 else { return nil }
      self = .auditBefore(number)
    case ("provider", 2...):
      guard let id = ID<Organisation>(rest[0]), let link = ProviderLink(parts: Array(rest.dropFirst())) else {
        return nil
      }
      self = .provider(id, link)
    case ("organisations", 0): self = .organisations
    case ("organisations", 1), ("organisations", 2):
      guard let id = ID<Organisation>(rest[0]) else { return nil }
      if rest.count == 1 {
        self = .organisation(id, nil)
      } else if let act = OrganisationAct(rawValue: rest[1]) {
        self = .organisation(id, act)
      } else if rest[1] == "units.csv" {
        self = .unitsFile(id)
      } else {
        return nil
      }
    case ("units", 1), ("units", 2):
      guard let id = ID<OrganisationUnit>(rest[0]) else { return nil }
      let act = rest.dropFirst().first.map(UnitAct.init(rawValue:))
      guard act != .some(.none) else { return nil }
      self = .unit(id, act ?? nil)
    case ("people", 0): self = .people
    case ("people", 1) where rest[0] == "invite": self = .invite
    case ("people", 1), ("people", 2):
      guard let id = ID<Account>(rest[0]) else { return nil }
      let act = rest.dropFirst().first.map(PersonAct.init(rawValue:))
      guard act != .some(.none) else { return nil }
      self = .person(id, act ?? nil)
    default: return nil
    }
  }

  /// Whether it is a page of somebody who is signed in.
  var canFollowSignIn: Bool {
    guard takes != .post else { return false }
    switch access {
    case .anyone, .signedOut: return false
    case .signedIn, .roles: return self != .home
    }
  }
}
