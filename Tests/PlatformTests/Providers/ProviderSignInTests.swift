import Store
import TestSupport
import Testing

@testable import Platform

/// What the directory keeps of providers and of people on their way, on every driver.
@Suite struct ProviderSignInTests {
  private struct Place {
    let office: Office
    let provider: Provider
    let sam: Account
    let link: OneTimeSecret

    static func with(_ driver: Driver, _ body: (Place) async throws -> Void) async throws {
      try await Office.with(driver) { office in
        try await office.setUp()
        let host = try #require(try await office.organisations.installation()).host
        try await office.accounts.setProvider(
          GivenProvider(issuer: "https://login.example.org", client: "hearth", secret: "s"), of: host.id, overTLS: true,
          by: .commandLine)
        let made = try await office.accounts.invite(
          Invited(
            name: "Sam Reed", email: "sam@example.org", managesRespondents: false, role: .analyst,
            scope: .organisation(host.id)), by: .commandLine)
        let provider = try #require(try await office.accounts.provider(of: host.id))
        try await body(Place(office: office, provider: provider, sam: made.account, link: made.secret))
      }
    }

    var accounts: Accounts { office.accounts }

    func identity(_ subject: String = "1", email: String? = "sam@example.org") -> ProviderIdentity {
      ProviderIdentity(issuer: provider.issuer, subject: subject, verifiedEmail: email)
    }

    func goAndComeBack(_ errand: ProviderErrand) async throws -> ProviderSignIn {
      let ticket = try await accounts.setOut(errand, to: provider)
      return try await accounts.comeBack(ticket, state: ticket.state, from: provider.organisation.id)
    }
  }

  @Test("Somebody comes back once, with what they set out for", arguments: Driver.available)
  func once(_ driver: Driver) async throws {
    try await Place.with(driver) { place in
      let accounts = place.accounts
      let ticket = try await accounts.setOut(.signIn(next: "/desk/studies"), to: place.provider)
      let organisation = place.provider.organisation.id
      await #expect(throws: ProviderRefusal.startAgain) {
        try await accounts.comeBack(ticket, state: ticket.nonce, from: organisation)
      }
      let way = try await accounts.comeBack(ticket, state: ticket.state, from: organisation)
      #expect(way.next == "/desk/studies" && way.purpose == .signIn)
      await #expect(throws: ProviderRefusal.startAgain) {
        try await accounts.comeBack(ticket, state: ticket.state, from: organisation)
      }
      let other = try await accounts.setOut(.join(place.sam.id), to: place.provider)
      await #expect(throws: ProviderRefusal.startAgain) {
        try await accounts.comeBack(other, state: other.state, from: ID())
      }
      let late = try await accounts.setOut(.signIn(next: nil), to: place.provider)
      place.office.time.pass(Accounts.wayLasts)
      await #expect(throws: ProviderRefusal.startAgain) {
        try await accounts.comeBack(late, state: late.state, from: organisation)
      }
      let left = try await place.office.directory.database.read { try ProviderSignInStore.count(in: $0) }
      #expect(left == 0)
    }
  }

  @Test("Of sixteen who come back with one ticket at once, one is taken", arguments: Driver.available)
  func race(_ driver: Driver) async throws {
    try await Place.with(driver) { place in
      let (accounts, organisation) = (place.accounts, place.provider.organisation.id)
      let ticket = try await accounts.setOut(.signIn(next: nil), to: place.provider)
      let taken = await withTaskGroup(of: Bool.self) { group in
        for _ in 0..<16 {
          group.addTask {
            (try? await accounts.comeBack(ticket, state: ticket.state, from: organisation)) != nil
          }
        }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(taken == 1)
    }
  }

  @Test(
    "A ticket, its state, nonce and verifier are different, and the directory holds none of them",
    arguments: Driver.available)
  func nothingKept(_ driver: Driver) async throws {
    try await Place.with(driver) { place in
      let ticket = try await place.accounts.setOut(.invited(place.link), to: place.provider)
      let secrets = [ticket.text, ticket.state, ticket.nonce, ticket.verifier, ticket.challenge, place.link.text]
      #expect(Set(secrets).count == 6)
      let row = try #require(
        try await place.office.directory.database.read {
          try $0.row("SELECT ticket_hash, organisation, account, link FROM provider_sign_in")
        })
      let kept = [try row.blob(0), Array(try row.text(1).utf8), Array(try row.text(2).utf8), try row.blob(3)]
      for secret in secrets {
        #expect(!kept.contains(Array(secret.utf8)) && !kept.contains(bytes(base64URL: secret) ?? []))
      }
    }
  }

  @Test(
    "One account, one way to sign in: the provider ends the password, a password ends the provider",
    arguments: Driver.available)
  func oneWay(_ driver: Driver) async throws {
    try await Place.with(driver) { place in
      let accounts = place.accounts
      #expect(try await accounts.signInWay(of: place.sam.id) == .nothingYet)
      let way = try await place.goAndComeBack(.invited(place.link))
      guard
        case .signedIn(let token) = try await accounts.signIn(
          place.identity(email: nil), after: way, visitor: nil, earlier: nil)
      else {
        Issue.record("no session")
        return
      }
      #expect(try await accounts.signedIn(token)?.account.id == place.sam.id)
      #expect(try await accounts.signInWay(of: place.sam.id) == .provider(place.provider))
      #expect(try await accounts.account(of: place.link) == nil)
      let link = try await accounts.makeLink(for: place.sam.id, by: .commandLine)
      _ = try await accounts.choosePassword("otter lamp seven sky", with: link)
      #expect(try await accounts.signInWay(of: place.sam.id) == .password)
      let again = try await place.goAndComeBack(.signIn(next: nil))
      await #expect(throws: ProviderRefusal.nobody) {
        try await accounts.signIn(place.identity(), after: again, visitor: nil, earlier: nil)
      }
    }
  }

  @Test(
    "A link that was used on the way, another's session and another issuer sign nobody in", arguments: Driver.available)
  func changedMeanwhile(_ driver: Driver) async throws {
    try await Place.with(driver) { place in
      let accounts = place.accounts
      let invited = try await place.goAndComeBack(.invited(place.link))
      let join = try await place.goAndComeBack(.join(place.sam.id))
      await #expect(throws: ProviderRefusal.startAgain) {
        try await accounts.signIn(place.identity(), after: join, visitor: nil, earlier: nil)
      }
      _ = try await accounts.choosePassword("otter lamp seven sky", with: place.link)
      await #expect(throws: ProviderRefusal.oldLink) {
        try await accounts.signIn(place.identity(), after: invited, visitor: nil, earlier: nil)
      }
      let way = try await place.goAndComeBack(.signIn(next: nil))
      await #expect(throws: ProviderRefusal.startAgain) {
        try await accounts.signIn(
          ProviderIdentity(issuer: "https://login.example.org/", subject: "1", verifiedEmail: "sam@example.org"),
          after: way, visitor: nil, earlier: nil)
      }
      #expect(try await accounts.signInWay(of: place.sam.id) == .password)
      await #expect(throws: ProviderRefusal.oldLink) {
        try await accounts.setOut(.invited(place.link), to: place.provider)
      }
    }
  }

  @Test("A provider of another organisation is not for everybody", arguments: Driver.available)
  func elsewhere(_ driver: Driver) async throws {
    try await Place.with(driver) { place in
      try await place.office.organisations.add("Coast Trust", by: .commandLine)
      let partner = try #require(try await place.office.organisations.trees().last).organisation.id
      try await place.accounts.setProvider(
        GivenProvider(issuer: "https://coast.example.org", client: "hearth", secret: nil), of: partner, overTLS: true,
        by: .commandLine)
      let theirs = try #require(try await place.accounts.provider(of: partner))
      await #expect(throws: ProviderRefusal.nobody) {
        try await place.accounts.setOut(.join(place.sam.id), to: theirs)
      }
      let providers = try await place.accounts.providers(for: place.sam.id)
      #expect(providers == [place.provider])
      // Another provider's secret is not sent to a new one.
      await #expect(throws: (any Error).self) {
        try await place.accounts.setProvider(
          GivenProvider(issuer: "https://evil.example", client: "hearth", secret: nil),
          of: place.provider.organisation.id,
          overTLS: true, by: .commandLine)
      }
      #expect(try await place.accounts.providerSecret(of: place.provider.organisation.id) == "s")
    }
  }
}
