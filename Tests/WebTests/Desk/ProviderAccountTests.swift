import Foundation
import HTTPTypes
import HummingbirdTesting
import Markup
import Store
import Synchronization
import TestSupport
import Testing

@testable import Platform
@testable import Web

/// What a provider means for accounts, and how it is set up at the desk.
@Suite struct ProviderAccountTests {
  @Test("Somebody who is signed in takes the provider from now on, and the password ends")
  func join() async throws {
    try await ProviderSite.with { site in
      let browser = DeskBrowser(site.reception, site.ada)
      #expect(try await browser.get(.account(nil)).text.contains("Sign in with Northside Services from now on"))
      // Another site cannot make anybody do it.
      let forged = try await browser.post(.provider(site.host, .join), ["form-token": "made up"])
      #expect(forged.status == .forbidden)
      // Nor somebody who finds the desk unlocked.
      let unknowing = try await browser.post(.provider(site.host, .join), ["password-\(site.host)": "a guess at it"])
      #expect(unknowing.status == .unprocessableContent && unknowing.text.contains("password-\(site.host)-fault"))
      let asked = try await browser.setOut(.provider(site.host, .join), ["password-\(site.host)": Reception.password])
      let code = site.provider.signIn(asked, as: ["sub": "\"ada\""])
      #expect(try await browser.comeBack(site.host, code, asked["state"]).location == "/desk")
      #expect(try await browser.visitor?.account.email == "ada@example.org")
      #expect(try await site.reception.accounts.signedIn(site.ada) == nil)
      await #expect(throws: SignInRefusal.wrong) { try await site.reception.signIn("ada@example.org") }
      let again = DeskBrowser(site.reception)
      #expect(try await site.signIn(again, as: ["sub": "\"ada\""]).location == "/desk")
      // A link for a password, and the provider ends.
      let people = try await site.reception.accounts.people()
      let account = try #require(people.first { $0.account.email == "ada@example.org" }).account
      let secret = try await site.reception.accounts.makeLink(for: account.id, by: .commandLine)
      _ = try await site.reception.accounts.choosePassword(Reception.password + " new", with: secret)
      let late = DeskBrowser(site.reception)
      #expect(try await site.signIn(late, as: ["sub": "\"ada\""]).status == .forbidden && !late.isSignedIn)
    }
  }

  @Test("A sign-in that is somebody's is not given to another, and one that began in another session is not taken")
  func taken() async throws {
    try await ProviderSite.with { site in
      _ = try await site.invite()
      _ = try await site.signIn(DeskBrowser(site.reception), as: ProviderSite.sam)
      let browser = DeskBrowser(site.reception, site.ada)
      var asked = try await browser.setOut(.provider(site.host, .join), ["password-\(site.host)": Reception.password])
      let code = site.provider.signIn(asked, as: ProviderSite.sam)
      let response = try await browser.comeBack(site.host, code, asked["state"])
      #expect(response.status == .forbidden && response.text.contains("Another account"))
      asked = try await browser.setOut(.provider(site.host, .join), ["password-\(site.host)": Reception.password])
      browser.cookies["hearth"] = try await site.reception.somebody("kim@example.org", [.analyst]).text
      let other = site.provider.signIn(asked, as: ["sub": "\"new\""])
      #expect(try await browser.comeBack(site.host, other, asked["state"]).status == .forbidden)
      browser.cookies["hearth"] = nil
      asked = try await browser.setOut(.provider(site.host, .begin(next: nil)))
      #expect(try await site.reception.signIn("ada@example.org") != site.ada)
    }
  }

  @Test("A second step that is on is asked for after the provider too, and wrong codes count")
  func secondStep() async throws {
    try await ProviderSite.with { site in
      let (account, _) = try await site.invite()
      _ = try await site.signIn(DeskBrowser(site.reception), as: ProviderSite.sam)
      let accounts = site.reception.accounts
      try await accounts.beginSecondStep(of: account)
      guard case .beginning(let text, _) = try await accounts.secondStep(of: account) else { throw SignInRefusal.wrong }
      let secret = Self.bytes(base32: text)
      func digits() -> String {
        TimeCode.digits(secret, step: TimeCode.step(at: site.reception.time.now.withLock { $0 }))
      }
      _ = try await accounts.confirmSecondStep(of: account, code: digits())
      let browser = DeskBrowser(site.reception)
      let page = try await site.signIn(browser, as: ProviderSite.sam, next: .studies(.list))
      #expect(page.status == .ok && page.text.contains("Your code") && !browser.isSignedIn)
      #expect(page.text.contains("action=\"/desk/sign-in/studies\""))
      let step = try #require(page.text.firstMatch(of: /name="step" value="([^"]+)"/)).1
      site.reception.time.pass(60)
      let done = try await browser.post(
        .signIn(next: .studies(.list)), ["step": String(step), "code": digits()])
      #expect(done.location == "/desk/studies")
      #expect(try await browser.visitor?.account.id == account.id)
      #expect(try await browser.get(.secondStep(nil)).text.contains("An administrator can switch it off"))
      for _ in 0..<SignInTries.free { _ = try await site.signIn(DeskBrowser(site.reception), as: ProviderSite.sam) }
      let waiting = try await site.signIn(DeskBrowser(site.reception), as: ProviderSite.sam)
      #expect(waiting.status == .serviceUnavailable && waiting.text.contains("many tries"))
    }
  }

  private static func bytes(base32 text: String) -> [UInt8] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    let bits = text.flatMap { sign -> [Int] in
      let value = alphabet.firstIndex(of: sign) ?? 0
      return (0..<5).map { value >> (4 - $0) & 1 }
    }
    return stride(from: 0, to: bits.count - 7, by: 8).map { start in
      bits[start..<start + 8].reduce(UInt8(0)) { $0 << 1 | UInt8($1) }
    }
  }

  @Test("An account that is switched off stays out, and comes back with its provider")
  func switchedOff() async throws {
    try await ProviderSite.with { site in
      let (account, _) = try await site.invite()
      _ = try await site.signIn(DeskBrowser(site.reception), as: ProviderSite.sam)
      try await site.reception.accounts.deactivate(account.id, by: .commandLine)
      let browser = DeskBrowser(site.reception)
      #expect(try await site.signIn(browser, as: ProviderSite.sam).status == .forbidden && !browser.isSignedIn)
      try await site.reception.accounts.reactivate(account.id, by: .commandLine)
      #expect(try await site.signIn(browser, as: ProviderSite.sam).location == "/desk")
    }
  }

  @Test(
    "A provider is set up at the desk after it has been looked at, and its secret is shown and kept nowhere in the clear"
  )
  func settings() async throws {
    try await ProviderSite.with { site in
      let browser = DeskBrowser(site.reception, site.ada)
      let link = DeskLink.provider(site.host, .settings)
      let page = try await browser.get(link)
      #expect(page.text.contains("/desk/provider/\(site.host)/back") && !page.text.contains(TestProvider.secret))
      var fields = ["issuer": site.provider.issuer + "/other", "client": "abc", "secret": "new secret"]
      let missing = try await browser.post(link, fields)
      #expect(missing.status == .unprocessableContent && missing.text.contains("answers 404"))
      site.provider.behave { $0.describesItselfAs = "https://evil.example" }
      fields["issuer"] = site.provider.issuer
      let other = try await browser.post(link, fields)
      #expect(other.text.contains("calls itself “https://evil.example”") && !other.text.contains("new secret"))
      site.provider.behave { $0 = TestProvider.Behaviour() }
      #expect(try await browser.post(link, fields).status == .seeOther)
      #expect(try await site.reception.accounts.providerSecret(of: site.host) == "new secret")
      fields["secret"] = ""
      fields["client"] = "def"
      #expect(try await browser.post(link, fields).status == .seeOther)
      #expect(try await site.reception.accounts.providerSecret(of: site.host) == "new secret")
      let sealed = try await site.reception.directory.database.read {
        try ProviderStore.sealedSecret(of: site.host, in: $0)
      }
      #expect(!String(decoding: try #require(sealed), as: UTF8.self).contains("new secret"))
      fields["public"] = "yes"
      #expect(try await browser.post(link, fields).status == .seeOther)
      #expect(try await site.reception.accounts.providerSecret(of: site.host) == nil)
      #expect(try await browser.post(.provider(site.host, .remove)).status == .seeOther)
      #expect(try await browser.post(.provider(site.host, .begin(next: nil))).status == .seeOther)
      #expect(try await DeskBrowser(site.reception).post(.provider(site.host, .begin(next: nil))).status == .notFound)
    }
  }

  @Test(
    "Addresses that are no provider's are refused",
    arguments: [
      "", "login.example.org", "ftp://login.example.org", "javascript:alert(1)", "http://login.example.org",
      "http://10.0.0.1", "http://169.254.169.254", "http://localhost.example.org", "https://", "https://a b",
      "https://user:password@login.example.org", "https://login.example.org#x", "https://login.example.org?x=1",
      "https://login.example.org/\u{e9}", "http://127.0.0.1:9@login.example.org",
    ])
  func addresses(_ text: String) {
    let given = GivenProvider(issuer: text, client: "abc", secret: nil)
    #expect(throws: SeveralProblems.self) { try given.checked(overTLS: false) }
    #expect(ProviderAddress.isFit("http://127.0.0.1:99/x", overTLS: false))
    #expect(!ProviderAddress.isFit("http://127.0.0.1:99/x", overTLS: true))
  }

  @Test("Only the way back takes something behind a question mark")
  func query() async throws {
    try await ProviderSite.with { site in
      for link in LinkTests.links where !link.takesQuery {
        let response = try await DeskBrowser(site.reception).get(link.path.text + "?code=x")
        #expect(response.status == .notFound, "\(link)")
      }
      let back = Link.desk(.provider(site.host, .back)).path.text
      for query in ["?state=a&state=b", "?state=%zz", "?" + String(repeating: "a=1&", count: 3_000), "?=1"] {
        let response = try await DeskBrowser(site.reception).get(back + query)
        #expect(response.status == .badRequest || response.status == .forbidden, "\(query.prefix(20))")
      }
      let refused = try await DeskBrowser(site.reception).get(back + "?error=access_denied")
      #expect(refused.status == .forbidden)
    }
  }
}
