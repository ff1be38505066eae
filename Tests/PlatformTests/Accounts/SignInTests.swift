import Foundation
import Problems
import Store
import Synchronization
import TestSupport
import Testing

@testable import Platform

@Suite struct SignInTests {
  private func refusal(_ office: Office, _ email: String, _ password: String) async -> SignInRefusal? {
    do {
      _ = try await office.accounts.signIn(email: email, password: password, earlier: nil)
      return nil
    } catch { return error as? SignInRefusal }
  }

  @Test("Address and password sign in, however the address is written; sign-out ends it", arguments: Driver.available)
  func inAndOut(_ driver: Driver) async throws {
    try await Office.with(driver) { office in
      try await office.setUp()
      let token = try await office.signIn(" ADA@Example.org ")
      let visitor = try #require(try await office.accounts.signedIn(token))
      #expect(visitor.account.name == "Ada Wells" && visitor.formToken == token.formToken)
      try await office.accounts.signOut(token)
      #expect(try await office.accounts.signedIn(token) == nil)
    }
  }

  @Test("An unknown address, a wrong password and a password that is too long are refused alike")
  func alike() async throws {
    try await Office.with(.sqlite) { office in
      try await office.setUp()
      let refusals = [
        await refusal(office, "nobody@example.org", Office.password),
        await refusal(office, "ada@example.org", "otter lamp seven cloud"),
        await refusal(office, "ada@example.org", String(repeating: "x", count: 5000)),
        await refusal(office, "", ""),
      ]
      #expect(refusals.allSatisfy { $0 == .wrong })
    }
  }

  @Test("The same work is done for an unknown address as for a wrong password")
  func sameWork() async throws {
    let work = Mutex<[PasswordHash.Cost]>([])
    let hasher = PasswordHasher(cost: .tests, atOnce: 2, mostWaiting: 8) { password, salt, cost in
      work.withLock { $0.append(cost) }
      return try PasswordHash.derive(password, salt: salt, cost: cost)
    }
    try await Office.with(.sqlite, hasher: hasher) { office in
      try await office.setUp()
      work.withLock { $0 = [] }
      _ = await refusal(office, "nobody@example.org", "otter lamp seven cloud")
      _ = await refusal(office, "ada@example.org", "otter lamp seven cloud")
      #expect(work.withLock { $0 } == [.tests, .tests])
    }
  }

  @Test("Of 64 people who sign in at once two at most are worked on, and all come in", arguments: Driver.available)
  func many(_ driver: Driver) async throws {
    let now = Mutex((running: 0, most: 0))
    let hasher = PasswordHasher(cost: .tests, atOnce: 2, mostWaiting: 64) { password, salt, cost in
      now.withLock {
        $0.running += 1
        $0.most = max($0.most, $0.running)
      }
      defer { now.withLock { $0.running -= 1 } }
      // Long enough for another one to begin meanwhile.
      Thread.sleep(forTimeInterval: 0.003)
      return try PasswordHash.derive(password, salt: salt, cost: cost)
    }
    try await Office.with(driver, hasher: hasher) { office in
      for number in 0..<64 { try await office.addAccount("p\(number)@example.org") }
      let signedIn = await withTaskGroup(of: Bool.self) { group in
        for number in 0..<64 {
          group.addTask { await refusal(office, "p\(number)@example.org", Office.password) == nil }
        }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(signedIn == 64)
      #expect((1...2).contains(now.withLock { $0.most }))
    }
  }

  @Test("As the program runs it, a password is kept at the full cost: N of 2 to the 15, blocks of 8, three lanes")
  func fullCost() async throws {
    try await Office.with(.sqlite, hasher: PasswordHasher()) { office in
      try await office.setUp()
      let kept = try await office.directory.database.read { session in
        try session.rows("SELECT password FROM account").map { try $0.text(0) }
      }
      #expect(kept.count == 1 && kept[0].hasPrefix("scrypt:15:8:3:"), "\(kept)")
      _ = try await office.signIn("ada@example.org")
    }
  }

  @Test("As the program runs it, two passwords at most are worked on at once")
  func twoAtOnce() async throws {
    let now = Mutex((running: 0, most: 0, sum: 0))
    let hasher = PasswordHasher(cost: .tests) { _, _, _ in
      now.withLock {
        $0.running += 1
        $0.most = max($0.most, $0.running)
        $0.sum += 1
      }
      defer { now.withLock { $0.running -= 1 } }
      Thread.sleep(forTimeInterval: 0.02)
      return [UInt8](repeating: 0, count: 32)
    }
    let password = try Password(chosen: Office.password, email: "ada@example.org", name: "Ada Wells")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<12 { group.addTask { _ = try await hasher.hash(password) } }
      try await group.waitForAll()
    }
    // More would run at once if they could: each takes long enough for all the others to begin.
    #expect(now.withLock { $0.sum } == 12 && now.withLock { $0.most } == 2)
  }

  @Test("Who comes when too many wait already is told so, and that try does not count against them")
  func busy() async throws {
    let hasher = PasswordHasher(cost: .tests, atOnce: 0, mostWaiting: 0) { _, _, _ in [] }
    try await Office.with(.sqlite, hasher: hasher) { office in
      for _ in 0..<20 { #expect(await refusal(office, "ada@example.org", Office.password) == .busy) }
    }
  }

  @Test(
    "After five tries each further one has to wait, also for an unknown address, and never for ever",
    arguments: Driver.available, ["ada@example.org", "nobody@example.org"])
  func waiting(_ driver: Driver, _ email: String) async throws {
    try await Office.with(driver) { office in
      try await office.setUp()
      for _ in 0..<5 { #expect(await refusal(office, email, "otter lamp seven cloud") == .wrong) }
      #expect(await refusal(office, email, Office.password) == .wait(seconds: 30))
      office.time.pass(29)
      #expect(await refusal(office, email, Office.password) == .wait(seconds: 1))
      office.time.pass(1)
      #expect(await refusal(office, email, "otter lamp seven cloud") == .wrong)
      #expect(await refusal(office, email, Office.password) == .wait(seconds: 60))
      for _ in 0..<20 {
        office.time.pass(SignInTries.longestWait)
        #expect(await refusal(office, email, "otter lamp seven cloud") == .wrong)
      }
      office.time.pass(SignInTries.longestWait)
      #expect(await refusal(office, email, Office.password) == (email.hasPrefix("ada") ? nil : .wrong))
    }
  }

  @Test("Thirty tries at once are not more than the five that are free", arguments: Driver.available)
  func parallelTries(_ driver: Driver) async throws {
    try await Office.with(driver) { office in
      try await office.setUp()
      let looked = await withTaskGroup(of: SignInRefusal?.self) { group in
        for _ in 0..<30 { group.addTask { await refusal(office, "ada@example.org", "otter lamp seven cloud") } }
        return await group.reduce(into: 0) { if $1 == .wrong { $0 += 1 } }
      }
      #expect(looked == 5)
    }
  }

  @Test("A session ends after an hour without a request and after twelve hours with them", arguments: Driver.available)
  func ends(_ driver: Driver) async throws {
    try await Office.with(driver) { office in
      try await office.setUp()
      let idle = try await office.signIn("ada@example.org")
      office.time.pass(Session.idle - 1)
      #expect(try await office.accounts.signedIn(idle) != nil)
      office.time.pass(Session.idle - 1)
      #expect(try await office.accounts.signedIn(idle) != nil)
      office.time.pass(Session.idle)
      #expect(try await office.accounts.signedIn(idle) == nil)
      let busy = try await office.signIn("ada@example.org")
      for _ in 0..<23 {
        office.time.pass(30 * 60)
        #expect(try await office.accounts.signedIn(busy) != nil)
      }
      office.time.pass(30 * 60)
      #expect(try await office.accounts.signedIn(busy) == nil)
    }
  }

  @Test("A clock that is put back ends sessions and makes nobody wait for the difference")
  func clockBack() async throws {
    try await Office.with(.sqlite) { office in
      try await office.setUp()
      let token = try await office.signIn("ada@example.org")
      for _ in 0..<5 { _ = await refusal(office, "ada@example.org", "otter lamp seven cloud") }
      office.time.pass(-30 * 24 * 60 * 60)
      #expect(try await office.accounts.signedIn(token) == nil)
      #expect(await refusal(office, "ada@example.org", Office.password) == .wait(seconds: 30))
    }
  }

  @Test("Signing in ends the session of the token that came with it")
  func fixation() async throws {
    try await Office.with(.sqlite) { office in
      try await office.setUp()
      let planted = try await office.signIn("ada@example.org")
      let fresh = try await office.signIn("ada@example.org", earlier: planted)
      #expect(fresh != planted && fresh.formToken != planted.formToken)
      #expect(try await office.accounts.signedIn(planted) == nil)
      #expect(try await office.accounts.signedIn(fresh) != nil)
    }
  }

  @Test("The database holds neither tokens, passwords nor the secrets of links")
  func hashesOnly() async throws {
    try await Office.with(.sqlite) { office in
      let secret = try #require(try await office.accounts.makeSetUpLink())
      let token = try await office.accounts.setUp(Office.given, with: secret)
      let cells = try await office.directory.database.read { session -> String in
        let tables: [SQL] = ["SELECT token_hash, id FROM session", "SELECT password FROM account"]
        return try tables.map { "\(try session.rows($0))" }.joined()
      }
      #expect(!cells.contains(token.text) && !cells.contains(Office.password) && cells.contains("scrypt:"))
    }
  }

  @Test("What is kept of a password is read back, and the vector of RFC 7914 comes out")
  func kept() throws {
    let hash = PasswordHash(cost: .full, salt: [1, 2, 3], bytes: [UInt8](repeating: 7, count: 32))
    #expect(PasswordHash(hash.description) == hash)
    for text in ["", "scrypt:15:8:3:AQID", "md5:15:8:3:AQID:AQID", "scrypt:99:8:3:AQID:\(base64URL(hash.bytes))"] {
      #expect(PasswordHash(text) == nil)
    }
    let cost = PasswordHash.Cost(exponent: 10, blockSize: 8, parallelism: 16)
    let derived = try PasswordHash.derive(Array("password".utf8), salt: Array("NaCl".utf8), cost: cost)
    #expect(hexadecimal(derived).hasPrefix("fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"))
  }
}

extension Office {
  /// An active account without a role.
  func addAccount(_ email: String) async throws {
    let account = Account(id: ID(), email: email, name: "Somebody", managesRespondents: false, state: .active)
    let hash = try await accounts.hasher.hash(Password(chosen: Self.password, email: email, name: "Somebody"))
    try await directory.database.write { try AccountStore.insert(account, password: hash, in: $0) }
  }
}
