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
  private static let faults = ProcessInfo.processInfo.environment["HEARTH_FAULTS"].flatMap { Int($0) } ?? 30

  @Test("Every acknowledged response survives kill -9 at any moment", arguments: Driver.available)
  func killed(_ driver: Driver) async throws {
    try await TestDatabase.with(driver, .directory) { directory in
      try await TestDatabase.with(driver, .answers) { answers in
        let servers = [directory.url.map { ["--directory-url", $0] }, answers.url.map { ["--answers-url", $0] }]
        let wave = try OpenWave(people: 20 * Self.faults, places: servers.compactMap { $0 }.flatMap { $0 })
        let server = Mutex<URL?>(nil)
        let wire = Wire { server.withLock { $0 } }
        let done = Atomic(false)
        let enough = Atomic(false)
        let killer = Task.detached { @Sendable in
          var kills = 0
          while true {
            let running = try RunningServer(wave.places)
            server.withLock { $0 = running.address }
            if kills >= Self.faults || done.load(ordering: .relaxed) {
              enough.store(true, ordering: .relaxed)
              while !done.load(ordering: .relaxed) { try await Task.sleep(for: .milliseconds(20)) }
              running.killNow()
              return kills
            }
            try await Task.sleep(for: .milliseconds(Int.random(in: 1...250)))
            running.killNow()
            kills += 1
          }
        }
        let answered = await Result { () async throws -> [String: String] in
          try await withThrowingTaskGroup(of: [String: String].self) { group in
            for worker in 0..<6 {
              group.addTask { @Sendable in
                var receipts: [String: String] = [:]
                for number in stride(from: worker, to: wave.invitations.count, by: 6)
                where !enough.load(ordering: .relaxed) {
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
        #expect(kills == Self.faults || receipts.count == wave.invitations.count)
        #expect(receipts.count > 3 && Set(receipts.values).count == receipts.count)
        let closed = try HearthProgram.run(["wave", "close", OpenWave.name, "--json"] + wave.places)
        #expect(closed.output.contains("\"responses\" : \(receipts.count)"), "\(closed.output) \(closed.errors)")
        #expect(try await wishes(driver, wave, answers) == Set(receipts.keys))
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

  @Test("The disk has every response before the reader is told so")
  func syncedFirst() async throws {
    let wave = try OpenWave(people: 12)
    let trace = wave.work.folder.appendingPathComponent("trace").path
    let running = try RunningServer(
      wave.places,
      wrapper: [
        "strace", "-f", "-yy", "-s", "48", "-e", "trace=fsync,fdatasync,read,recvfrom,write,writev,sendto,sendmsg",
        "-o", trace,
      ])
    let address = running.address
    let wire = Wire { address }
    for number in 0..<12 {
      let right = try await wave.collect(number, over: wire)
      _ = try await wave.answer(right, "wish \(number)", over: wire)
    }
    let written = try wave.work.text("trace")
    // The tracer passes no signal on: the server itself is told, whose number stands first.
    let server = try #require(Int32(written.prefix { $0.isNumber }))
    kill(server, SIGTERM)
    running.process.waitUntilExit()
    let order = SyncOrder(trace: try wave.work.text("trace"))
    #expect(order.acknowledged["right"] == 12)
    #expect(order.acknowledged["response"] == 12)
    #expect(order.early.isEmpty, "\(order.early.first ?? "")")
  }

  private func wishes(_ driver: Driver, _ wave: OpenWave, _ answers: TestDatabase) async throws -> Set<String> {
    let database: any SQLDatabase =
      driver == .postgres
      ? answers.database : try SQLiteDatabase(path: wave.work.folder.appendingPathComponent("data/answers.sqlite").path)
    let rows = try await database.read { try $0.rows("SELECT record FROM response") }
    var found: Set<String> = []
    for row in rows { found.insert(String(try row.text(0).split(separator: ",").last ?? "")) }
    return found
  }
}

extension Result where Failure == any Error {
  fileprivate init(_ work: () async throws -> Success) async {
    do { self = .success(try await work()) } catch { self = .failure(error) }
  }
}
