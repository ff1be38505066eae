import Foundation
import Problems
import Store
import TestSupport
import Testing

@testable import Platform

@Suite struct SecondFactorTests {
  @Test(
    "The codes are those of RFC 6238",
    arguments: [
      (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
      (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ])
  func vectors(_ seconds: Int, _ digits: String) {
    let secret = Array("12345678901234567890".utf8)
    let step = TimeCode.step(at: seconds)
    #expect(TimeCode.digits(secret, step: step, count: 8) == digits)
    #expect(TimeCode.digits(secret, step: step) == digits.suffix(6))
  }

  @Test(
    "Secrets are spelt as in RFC 4648",
    arguments: [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("foobar", "MZXW6YTBOI")])
  func base32(_ text: String, _ spelt: String) {
    #expect(TimeCode.base32(Array(text.utf8)) == spelt)
  }

  @Test("A code counts in its own half minute and in those beside it, once, and never an earlier one after it")
  func window() {
    let secret = Array("12345678901234567890".utf8)
    func digits(_ step: Int) -> String { TimeCode.digits(secret, step: step) }
    for step in 9...11 { #expect(TimeCode.match(digits(step), secret, at: 300, after: 0) == step) }
    for step in [8, 12] { #expect(TimeCode.match(digits(step), secret, at: 300, after: 0) == nil) }
    #expect(TimeCode.match(digits(10), secret, at: 300, after: 10) == nil)
    #expect(TimeCode.match(digits(9), secret, at: 300, after: 10) == nil)
    #expect(TimeCode.match(digits(11), secret, at: 300, after: 10) == 11)
    let spaced = digits(10).prefix(3) + " " + digits(10).suffix(3)
    #expect(TimeCode.match(String(spaced), secret, at: 300, after: 0) == 10)
    for typed in ["", "12345", "1234567", "abcdef", "１２３４５６"] {
      #expect(TimeCode.match(typed, secret, at: 300, after: 0) == nil)
    }
  }

  /// The digits that somebody's phone shows now.
  private func digits(_ office: Office, _ account: Account) async throws -> String {
    let key = office.accounts.secondFactorKey
    let secret = try await office.directory.database.read {
      try SecondFactorStore.find(account.id, in: $0)?.secret(key: key)
    }
    return TimeCode.digits(secret ?? [], step: TimeCode.step(at: office.time.clock.seconds))
  }

  private func on(_ office: Office) async throws -> (account: Account, codes: [Code], token: Session.Token) {
    let account = try await office.setUp().account
    try await office.accounts.beginSecondStep(of: account)
    let done = try await office.accounts.confirmSecondStep(of: account, code: try await digits(office, account))
    return (account, done.codes, done.token)
  }

  private func waiting(_ office: Office) async throws -> Session.Token {
    let step = try await office.accounts.signIn(email: "ada@example.org", password: Office.password, earlier: nil)
    guard case .code(let waiting) = step else { throw SignInRefusal.wrong }
    return waiting
  }

  private func refusal(_ office: Office, _ code: String, _ waiting: Session.Token) async -> SignInRefusal? {
    do {
      _ = try await office.accounts.signIn(code: code, after: waiting, earlier: nil)
      return nil
    } catch { return error as? SignInRefusal }
  }

  @Test(
    "A secret counts once a code of it was typed; then the password alone signs nobody in", arguments: Driver.available)
  func switchedOn(_ driver: Driver) async throws {
    try await Office.with(driver) { office in
      let account = try await office.setUp().account
      #expect(try await office.accounts.secondStep(of: account) == .off)
      try await office.accounts.beginSecondStep(of: account)
      _ = try await office.signIn("ada@example.org")
      guard case .beginning(let secret, let address) = try await office.accounts.secondStep(of: account) else {
        Issue.record("there is no secret")
        return
      }
      #expect(secret.count == 32 && address.hasSuffix("?secret=\(secret)&issuer=Hearth"))
      #expect(address.hasPrefix("otpauth://totp/Hearth:ada%40example.org?"))
      await #expect(throws: Problem.self) { try await office.accounts.confirmSecondStep(of: account, code: "000") }
      let (token, codes) = try await office.accounts.confirmSecondStep(
        of: account, code: try await digits(office, account))
      #expect(Set(codes).count == 10 && codes.count == 10)
      #expect(try await office.accounts.signedIn(token) != nil)
      #expect(try await office.accounts.sessions(of: account.id).count == 1)
      let waiting = try await waiting(office)
      #expect(try await office.accounts.signedIn(waiting) == nil)
      // The step that confirmed is used up.
      #expect(await refusal(office, try await digits(office, account), waiting) == .wrongCode)
      office.time.pass(30)
      let code = try await digits(office, account)
      #expect(await refusal(office, code, waiting) == nil)
      // And so is this one, and the sign-in that it ended.
      #expect(await refusal(office, code, waiting) == .startAgain)
      #expect(await refusal(office, code, try await self.waiting(office)) == .wrongCode)
    }
  }

  @Test("One code that two browsers send at once signs one of them in", arguments: Driver.available)
  func replay(_ driver: Driver) async throws {
    try await Office.with(driver) { office in
      let account = try await on(office).account
      office.time.pass(30)
      let code = try await digits(office, account)
      var waits: [Session.Token] = []
      for _ in 0..<4 { waits.append(try await waiting(office)) }
      let done = await withTaskGroup(of: Bool.self) { group in
        for wait in waits { group.addTask { await refusal(office, code, wait) == nil } }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(done == 1)
    }
  }

  @Test("A recovery code works once, however it is typed", arguments: Driver.available)
  func recovery(_ driver: Driver) async throws {
    try await Office.with(driver) { office in
      let (account, codes, _) = try await on(office)
      let typed = codes[3].description.lowercased().replacing("-", with: " ")
      #expect(await refusal(office, typed, try await waiting(office)) == nil)
      #expect(await refusal(office, typed, try await waiting(office)) == .wrongCode)
      #expect(try await office.accounts.secondStep(of: account) == .on(codesLeft: 9))
    }
  }

  @Test("Codes can be mistyped a few times and come a few minutes late, and guessing makes one wait")
  func limits() async throws {
    try await Office.with(.sqlite) { office in
      let account = try await on(office).account
      let first = try await waiting(office)
      for _ in 0..<Accounts.codeTries { #expect(await refusal(office, "000000", first) == .wrongCode) }
      office.time.pass(30)
      #expect(await refusal(office, try await digits(office, account), first) == .startAgain)
      let late = try await waiting(office)
      office.time.pass(Accounts.codeWaits)
      #expect(await refusal(office, try await digits(office, account), late) == .startAgain)
      for _ in 0..<3 { _ = try await waiting(office) }
      await #expect(throws: SignInRefusal.wait(seconds: 30)) { try await waiting(office) }
      #expect(await refusal(office, "000000", Session.Token()) == .startAgain)
    }
  }

  @Test("A link for a new password does not take the second step away")
  func link() async throws {
    try await Office.with(.sqlite) { office in
      let (account, _, token) = try await on(office)
      let secret = try await office.accounts.makeLink(for: account.id, by: .commandLine)
      #expect(try await office.accounts.choosePassword("window bread nine sea", with: secret) == nil)
      #expect(try await office.accounts.signedIn(token) == nil)
      #expect(try await office.accounts.sessions(of: account.id) == [])
    }
  }

  @Test("It is switched off with the password, or by an administrator, and both are on record")
  func off() async throws {
    try await Office.with(.sqlite) { office in
      let account = try await on(office).account
      await #expect(throws: Problem.self) { try await office.accounts.endSecondStep(of: account, current: "no") }
      try await office.accounts.endSecondStep(of: account, current: Office.password)
      _ = try await office.signIn("ada@example.org")
      try await office.accounts.beginSecondStep(of: account)
      try await office.accounts.removeSecondStep(of: account.id, by: .commandLine)
      #expect(try await office.accounts.secondStep(of: account) == .off)
      let acts = try await office.accounts.audit.entries().map(\.act)
      #expect(acts == ["set-up", "second-factor-on", "second-factor-off", "second-factor-off"])
    }
  }

  @Test("The database alone does not give the secret away")
  func sealed() async throws {
    try await Office.with(.sqlite) { office in
      let account = try await office.setUp().account
      try await office.accounts.beginSecondStep(of: account)
      let factor = try #require(
        try await office.directory.database.read { try SecondFactorStore.find(account.id, in: $0) })
      let secret = try factor.secret(key: office.accounts.secondFactorKey)
      #expect(factor.sealed.count == 20 + 28 && !"\(factor.sealed)".contains("\(secret)".dropFirst().dropLast()))
    }
  }
}
