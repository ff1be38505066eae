import Foundation
import Platform
import Store
import StorePostgres
import StoreSQLite
import Synchronization
import TestSupport
import Testing

/// What was acknowledged is there afterwards, whatever happened: `HEARTH_FAULTS=200` for the long run.
@Suite(.serialized) struct DurabilityTests {
  @Test("Every acknowledged response survives kill -9 at any moment", arguments: Driver.available)
  func killed(_ driver: Driver) async throws {
    try await TestDatabase.with(driver, .directory) { directory in
      try await TestDatabase.with(driver, .answers) { answers in
        let servers = [directory.url.map { ["--directory-url", $0] }, answers.url.map { ["--answers-url", $0] }]
        let wave = try OpenWave(people: 20 * Faults.asked, places: servers.compactMap { $0 }.flatMap { $0 })
        let server = Mutex<URL?>(nil)
        let wire = Wire { server.withLock { $0 } }
        let done = Atomic(false)
        let enough = Atomic(false)
        let killed = Atomic(0)
        let killer = Task.detached { @Sendable in
          var kills = 0
          while true {
            let running = try RunningServer(wave.places)
            server.withLock { $0 = running.address }
            if kills >= Faults.asked || done.load(ordering: .relaxed) {
              enough.store(true, ordering: .relaxed)
              while !done.load(ordering: .relaxed) { try await Task.sleep(for: .milliseconds(20)) }
              running.killNow()
              return kills
            }
            try await Task.sleep(for: .milliseconds(Int.random(in: 1...250)))
            running.killNow()
            kills += 1
            killed.store(kills, ordering: .relaxed)
          }
        }
        let answered = await Result { () async throws -> [String: String] in
          try await withThrowingTaskGroup(of: [String: String].self) { group in
            for worker in 0..<6 {
              group.addTask { @Sendable in
                var receipts: [String: String] = [:]
                for number in stride(from: worker, to: wave.invitations.count, by: 6)
                where !enough.load(ordering: .relaxed) {
                  // Nobody is left for later kills otherwise.
                  while number >= 20 * (killed.load(ordering: .relaxed) + 1), !enough.load(ordering: .relaxed) {
                    try await Task.sleep(for: .milliseconds(5))
                  }
                  let right = try await wave.collect(number, over: wire)
                  receipts["wish \(number)"] = try await wave.answer(right, "wish \(number)", over: wire)
                }
                return receipts
              }
            }
            return try await group.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
          }
        }
        done.store(true, ordering: .relaxed)
        let kills = try await killer.value
        let receipts = try answered.get()
        print("durability, \(driver.rawValue): killed \(kills) times while \(receipts.count) people answered")
        #expect(kills == Faults.asked)
        #expect(receipts.count > 3 && Set(receipts.values).count == receipts.count)
        let closed = try HearthProgram.run(["wave", "close", OpenWave.name, "--json"] + wave.places)
        #expect(closed.output.contains("\"responses\" : \(receipts.count)"), "\(closed.output) \(closed.errors)")
        let stored: any SQLDatabase = driver == .postgres ? answers.database : try wave.file("answers")
        #expect(try await wave.wishes(in: stored) == Set(receipts.keys))
      }
    }
  }

  @Test("A full disk is answered with “try again”, and nothing that was acknowledged is lost")
  func fullDisk() async throws {
    let wave = try OpenWave(people: 40)
    // No file may grow beyond so many blocks of 512 bytes: what a full disk does to a log.
    let data = wave.work.folder.appendingPathComponent("data")
    let largest =
      try FileManager.default.contentsOfDirectory(at: data, includingPropertiesForKeys: [.fileSizeKey])
      .compactMap { try $0.resourceValues(forKeys: [.fileSizeKey]).fileSize }.max() ?? 0
    let blocks = (largest + 300_000) / 512
    var running = try RunningServer(
      wave.places, wrapper: ["sh", "-c", "trap '' XFSZ; ulimit -f \(blocks); exec \"$@\"", "sh"])
    let address = Mutex<URL?>(running.address)
    let wire = Wire { address.withLock { $0 } }
    var acknowledged = 0
    var refused = 0
    var rights: [OpenWave.Right] = []
    for number in 0..<40 {
      guard let right = try? await wave.collect(number, over: wire, patience: .seconds(2)) else { break }
      rights.append(right)
      let reply = try #require(await wire.post("answer/\(OpenWave.name)/response", right.body("wish \(number)")))
      if reply.status == 200 { acknowledged += 1 } else { refused += 1 }
    }
    running.killNow()
    #expect(acknowledged > 0 && acknowledged < 40, "\(acknowledged) acknowledged, \(refused) refused")
    running = try RunningServer(wave.places)
    address.withLock { $0 = running.address }
    for (number, right) in rights.enumerated() { _ = try await wave.answer(right, "wish \(number)", over: wire) }
    running.stop()
    let closed = try HearthProgram.run(["wave", "close", OpenWave.name, "--json"] + wave.places)
    #expect(closed.output.contains("\"responses\" : \(rights.count)"), "\(closed.output) \(closed.errors)")
  }
}

/// How many faults a test plays.
enum Faults {
  static let asked = ProcessInfo.processInfo.environment["HEARTH_FAULTS"].flatMap { Int($0) } ?? 30
}

extension Result where Failure == any Error {
  fileprivate init(_ work: () async throws -> Success) async {
    do { self = .success(try await work()) } catch { self = .failure(error) }
  }
}
