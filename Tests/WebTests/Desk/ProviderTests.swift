import Foundation
import HTTPTypes
import HummingbirdTesting
import Markup
import Testing

@testable import Platform
@testable import Web

/// Signing in with an organisation's own provider, against one on this machine.
@Suite struct ProviderTests {
  @Test("Whoever has a link signs in with the provider instead of choosing a password, and so ever after")
  func invited() async throws {
    try await ProviderSite.with { site in
      let (account, secret) = try await site.invite()
      let browser = DeskBrowser(site.reception)
      let page = try await browser.get(.password(secret: secret.text))
      #expect(page.text.contains("Sign in with Northside Services"))
      let asked = try await browser.setOut(.provider(site.host, .invited(secret: secret.text)))
      #expect(asked["response_type"] == "code" && asked["client_id"] == TestProvider.client)
      #expect(asked["code_challenge_method"] == "S256" && asked["scope"] == "openid email")
      #expect(asked["redirect_uri"] == "\(DeskBrowser.address)/desk/provider/\(site.host)/back")
      // The provider knows no address of theirs: the link says who it is.
      let code = site.provider.signIn(asked, as: ["sub": "\"0001\""])
      let back = try await browser.comeBack(site.host, code, asked["state"])
      #expect(back.status == .seeOther && back.location == "/desk")
      #expect(try await browser.visitor?.account.id == account.id && browser.cookies["hearth-way"] == nil)
      #expect(try await browser.get(.account(nil)).text.contains("With the sign-in of"))
      let other = DeskBrowser(site.reception)
      #expect(try await other.get(.password(secret: secret.text)).status == .gone)
      #expect(try await site.signIn(other, as: ["sub": "\"0001\""], next: .studies(.list)).location == "/desk/studies")
      #expect(try await other.visitor?.account.id == account.id)
      let acts = try await site.reception.accounts.audit.entries().map(\.act)
      #expect(acts.suffix(1) == ["provider-joined"] && acts.contains("provider-set"))
    }
  }

  @Test("The client is shown by its secret as the provider wants it, and the code by its verifier")
  func request() async throws {
    try await ProviderSite.with { site in
      _ = try await site.invite()
      _ = try await site.signIn(DeskBrowser(site.reception), as: ProviderSite.sam)
      let both = "hearth-client:s3cret%20%26%20more%3Ayes"
      #expect(site.provider.log.authorization == "Basic \(Data(both.utf8).base64EncodedString())")
      #expect(site.provider.log.form["client_secret"] == nil && site.provider.log.form["code_verifier"]?.count == 43)
    }
    try await ProviderSite.with { site in
      site.provider.behave { $0.methods = ["client_secret_post"] }
      _ = try await site.invite()
      #expect(try await site.signIn(DeskBrowser(site.reception), as: ProviderSite.sam).status == .seeOther)
      #expect(site.provider.log.authorization == nil)
      #expect(site.provider.log.form["client_secret"] == TestProvider.secret)
    }
  }

  @Test("An address that the provider has verified opens an invitation, once; later only the provider's number counts")
  func verifiedAddress() async throws {
    try await ProviderSite.with { site in
      let (account, _) = try await site.invite()
      let browser = DeskBrowser(site.reception)
      #expect(try await site.signIn(browser, as: ProviderSite.sam).location == "/desk")
      #expect(try await browser.visitor?.account.id == account.id)
      // A new address at the provider changes nothing, and the old address gives nobody else anything.
      let renamed = ["sub": "\"0001\"", "email": "\"reed@example.org\"", "email_verified": "true"]
      let again = DeskBrowser(site.reception)
      #expect(try await site.signIn(again, as: renamed).location == "/desk")
      #expect(try await again.visitor?.account.id == account.id)
      let heir = DeskBrowser(site.reception)
      let response = try await site.signIn(
        heir, as: ["sub": "\"0002\"", "email": "\"sam@example.org\"", "email_verified": "true"])
      #expect(response.status == .forbidden && !heir.isSignedIn)
    }
  }

  @Test(
    "An address alone opens nothing that it must not",
    arguments: [
      "not verified", "verified by a word that is none", "without an account", "of an account in use",
      "of an administrator",
      "of a partner's person", "of somebody with a role elsewhere too", "switched off",
    ])
  func address(_ whose: String) async throws {
    try await ProviderSite.with { site in
      let (account, _) = try await site.invite()
      let accounts = site.reception.accounts
      var claims = ProviderSite.sam
      try await site.reception.organisations.add("Coast Trust", by: .commandLine)
      let partner = try #require(try await site.reception.organisations.trees().last).organisation.id
      switch whose {
      case "not verified": claims["email_verified"] = nil
      case "verified by a word that is none": claims["email_verified"] = "\"maybe\""
      case "without an account": claims["email"] = "\"nobody@example.org\""
      case "of an account in use":
        _ = try await site.reception.somebody("used@example.org", [.analyst])
        claims["email"] = "\"used@example.org\""
      case "of an administrator": claims["email"] = "\"ada@example.org\""
      case "of a partner's person":
        _ = try await site.invite("kim@example.org", over: partner)
        claims["email"] = "\"kim@example.org\""
      case "of somebody with a role elsewhere too":
        _ = try await accounts.grant(.analyst, over: .organisation(partner), to: account.id, by: .commandLine)
      default: try await accounts.deactivate(account.id, by: .commandLine)
      }
      let browser = DeskBrowser(site.reception)
      let response = try await site.signIn(browser, as: claims)
      #expect(response.status == .forbidden && !browser.isSignedIn)
      #expect(response.text.contains("nobody here has an account"))
      #expect(try await site.reception.signIn("ada@example.org") != site.ada)
    }
  }

  struct Wrong: Sendable, CustomTestStringConvertible {
    let name: String
    let words: String
    let behaviour: @Sendable (inout TestProvider.Behaviour) -> Void
    var testDescription: String { name }
  }

  static let wrong: [Wrong] = [
    Wrong(name: "nonce", words: "another sign-in") { $0.claims["nonce"] = "\"other\"" },
    Wrong(name: "no nonce", words: "another sign-in") { $0.claims["nonce"] = "" },
    Wrong(name: "audience", words: "another client") { $0.claims["aud"] = "\"somebody\"" },
    Wrong(name: "no audience", words: "another client") { $0.claims["aud"] = "[]" },
    Wrong(name: "two audiences", words: "another client") { $0.claims["aud"] = "[\"hearth-client\",\"b\"]" },
    Wrong(name: "another's token for us", words: "another client") { $0.claims["azp"] = "\"b\"" },
    Wrong(name: "issuer", words: "another issuer") { $0.claims["iss"] = "\"https://evil.example\"" },
    Wrong(name: "expired", words: "too old") { $0.claims["exp"] = "1799999900" },
    Wrong(name: "made long ago", words: "too old") { $0.claims["iat"] = "1799990000" },
    Wrong(name: "from the future", words: "from the future") { $0.claims["iat"] = "1800000900" },
    Wrong(name: "not yet", words: "from the future") { $0.claims["nbf"] = "1800000900" },
    Wrong(name: "without an end", words: "cannot be read") { $0.claims["exp"] = "" },
    Wrong(name: "nobody", words: "names nobody") { $0.claims["sub"] = "\"\"" },
    Wrong(name: "without a subject", words: "cannot be read") { $0.claims["sub"] = "" },
    Wrong(name: "unsigned", words: "not accepted") { $0.seal = .none },
    Wrong(name: "shared secret", words: "not accepted") { $0.seal = .sharedSecret },
    Wrong(name: "stranger's signature", words: "wrong signature") { $0.seal = .stranger },
    Wrong(name: "another algorithm's name", words: "does not list") { $0.header["alg"] = "\"RS256\"" },
    Wrong(name: "unknown key", words: "does not list") { $0.header["kid"] = "\"x\"" },
    Wrong(name: "critical part", words: "not accepted") { $0.header["crit"] = "[\"b64\"]" },
    Wrong(name: "refused", words: "“invalid_clientb”") { $0.answer = .refusal },
    Wrong(name: "redirect", words: "answers 307") { $0.answer = .elsewhere },
    Wrong(name: "endless", words: "cannot be read when") { $0.answer = .endless },
    Wrong(name: "no JSON", words: "cannot be read when") { $0.answer = .noJSON },
    Wrong(name: "does not name itself and should", words: "another provider") { $0.namesItself = true },
  ]

  @Test("A token with anything wrong signs nobody in, and the page says what it was", arguments: wrong)
  func tokens(_ wrong: Wrong) async throws {
    try await ProviderSite.with { site in
      _ = try await site.invite()
      site.provider.behave(wrong.behaviour)
      let browser = DeskBrowser(site.reception)
      let response = try await site.signIn(browser, as: ProviderSite.sam)
      #expect(response.status == .badGateway && !browser.isSignedIn)
      #expect(response.text.contains(wrong.words), "\(response.text)")
      site.provider.behave { $0 = TestProvider.Behaviour() }
      // Nothing of it stays: the same person comes in with the right token.
      let fresh = DeskBrowser(site.reception)
      let right = try await site.signIn(fresh, as: ProviderSite.sam)
      #expect(wrong.name.hasPrefix("does not name") ? right.status == .badGateway : fresh.isSignedIn)
    }
  }

  @Test("A way is gone once, by the browser that set out, within ten minutes")
  func once() async throws {
    try await ProviderSite.with { site in
      _ = try await site.invite()
      func setOut(_ browser: DeskBrowser) async throws -> (code: String, state: String?) {
        let asked = try await browser.setOut(.provider(site.host, .begin(next: nil)))
        return (site.provider.signIn(asked, as: ProviderSite.sam), asked["state"])
      }
      let browser = DeskBrowser(site.reception)
      let (code, state) = try await setOut(browser)
      // Somebody else's browser, with no cookie and with one of its own.
      let stranger = DeskBrowser(site.reception)
      #expect(try await stranger.comeBack(site.host, code, state).status == .forbidden)
      let theirs = try await setOut(stranger)
      #expect(try await stranger.comeBack(site.host, code, state).status == .forbidden)
      #expect(try await browser.comeBack(site.host, code, theirs.state).status == .forbidden)
      #expect(try await browser.comeBack(site.host, code, nil).status == .forbidden)
      let way = browser.cookies["hearth-way"]
      #expect(try await browser.comeBack(site.host, code, state).status == .seeOther)
      browser.cookies = ["hearth-way": way ?? ""]
      #expect(try await browser.comeBack(site.host, code, state).status == .forbidden)
      // Another's code does not fit one's own verifier.
      let (mine, other) = (DeskBrowser(site.reception), DeskBrowser(site.reception))
      let (own, injected) = (try await setOut(mine), try await setOut(other))
      #expect(try await mine.comeBack(site.host, injected.code, own.state).text.contains("invalid_grant"))
      // The provider's own no.
      let declined = DeskBrowser(site.reception)
      let asked = try await declined.setOut(.provider(site.host, .begin(next: nil)))
      let path = Link.desk(.provider(site.host, .back)).path.text
      let no = try await declined.get(
        "\(path)?error=access_denied&error_description=%3Cb%3E&state=\(asked["state"] ?? "")")
      #expect(no.status == .badGateway && no.text.contains("“access_denied”") && !no.text.contains("%3Cb"))
      let late = DeskBrowser(site.reception)
      let last = try await setOut(late)
      site.reception.time.pass(601)
      #expect(try await late.comeBack(site.host, last.code, last.state).status == .forbidden && !late.isSignedIn)
    }
  }

  @Test("Two providers are not mixed up")
  func mixUp() async throws {
    try await ProviderSite.with { site in
      try await site.reception.organisations.add("Coast Trust", by: .commandLine)
      let partner = try #require(try await site.reception.organisations.trees().last).organisation.id
      _ = try await site.invite()
      try await TestProvider.with(site.reception.time) { other in
        try await site.reception.accounts.setProvider(
          GivenProvider(issuer: other.issuer, client: TestProvider.client, secret: nil), of: partner, overTLS: false,
          by: .commandLine)
        let browser = DeskBrowser(site.reception)
        var asked = try await browser.setOut(.provider(partner, .begin(next: nil)))
        // The answer of one at the address of the other.
        let code = site.provider.signIn(asked, as: ProviderSite.sam)
        #expect(try await browser.comeBack(site.host, code, asked["state"]).status == .forbidden)
        // The answer says whose it is.
        asked = try await browser.setOut(.provider(site.host, .begin(next: nil)))
        let mixed = try await browser.comeBack(
          site.host, site.provider.signIn(asked, as: ProviderSite.sam), asked["state"], iss: other.issuer)
        #expect(mixed.status == .badGateway && mixed.text.contains("another provider"))
        asked = try await browser.setOut(.provider(site.host, .begin(next: nil)))
        let right = try await browser.comeBack(
          site.host, site.provider.signIn(asked, as: ProviderSite.sam), asked["state"], iss: site.provider.issuer)
        #expect(right.status == .seeOther)
        // The same number at another provider is another person.
        let same = DeskBrowser(site.reception)
        asked = try await same.setOut(.provider(partner, .begin(next: nil)))
        let response = try await same.comeBack(partner, other.signIn(asked, as: ProviderSite.sam), asked["state"])
        #expect(response.status == .forbidden && !same.isSignedIn)
      }
    }
  }

  @Test("A provider's new key is looked for once, and its description and keys are remembered for an hour")
  func newKey() async throws {
    try await ProviderSite.with { site in
      _ = try await site.invite()
      for _ in 0..<3 { _ = try await site.signIn(DeskBrowser(site.reception), as: ProviderSite.sam) }
      #expect(site.provider.log.keyRequests == 1)
      site.provider.changeKey()
      #expect(try await site.signIn(DeskBrowser(site.reception), as: ProviderSite.sam).status == .seeOther)
      #expect(site.provider.log.keyRequests == 2)
      site.provider.behave { $0.header["kid"] = "\"made-up\"" }
      #expect(try await site.signIn(DeskBrowser(site.reception), as: ProviderSite.sam).status == .badGateway)
      #expect(site.provider.log.keyRequests == 3)
      site.provider.behave { $0 = TestProvider.Behaviour() }
      site.reception.time.pass(3600)
      #expect(try await site.signIn(DeskBrowser(site.reception), as: ProviderSite.sam).status == .seeOther)
      #expect(site.provider.log.keyRequests == 4)
    }
  }
}
