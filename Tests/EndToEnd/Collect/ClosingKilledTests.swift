import Foundation
import Store
import StorePostgres
import StoreSQLite
import TestSupport
import Testing

/// `hearth wave close` and its process, killed while it works.
@Suite(.serialized) struct ClosingKilledTests {
  /// When the process is killed.
  enum Moment {
    /// After so much of the time that an undisturbed closing takes.
    case share(Double)
    /// When so many keys are gone.
    case keysGone(Int)
  }

  private static let moments: [Moment] =
    (0..<max(3, Faults.asked / 8)).map { _ in .share(Double.random(in: 0...1)) } + (1...3).map { .keysGone($0) }

  @Test("A closing that is killed at any moment is finished by the next start", arguments: Driver.available)
  func killed(_ driver: Driver) async throws {
    switch driver {
    case .sqlite:
      let wave = try await answered([])
      try await everyMoment(wave, driver) { round in
        // Each round has the files and keys of its own that the last server left.
        let folder = wave.work.folder.appendingPathComponent("round-\(round)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for name in ["data", "data-keys"] {
          try FileManager.default.copyItem(
            at: wave.work.folder.appendingPathComponent(name), to: folder.appendingPathComponent(name))
        }
        return ["--data", folder.appendingPathComponent("data").path]
      }
    case .postgres:
      try await TestDatabase.withServer(.directory) { directory in
        try await TestDatabase.withServer(.answers) { answers in
          let wave = try await answered(["--directory-url", directory, "--answers-url", answers])
          var made: [(name: String, server: String)] = []
          defer {
            for copy in made { try? PostgresServer.run("DROP DATABASE \(copy.name) WITH (FORCE)", on: copy.server) }
          }
          try await everyMoment(wave, driver) { round in
            var places = ["--data", wave.work.folder.appendingPathComponent("round-\(round)").path]
            for (option, url) in [("--directory-url", directory), ("--answers-url", answers)] {
              let name = String(url.split(separator: "=").last ?? "")
              try PostgresServer.run("CREATE DATABASE \(name)x\(round) TEMPLATE \(name)", on: url + " dbname=postgres")
              made.append(("\(name)x\(round)", url + " dbname=postgres"))
              places += [option, "\(url) dbname=\(name)x\(round)"]
            }
            let keys = wave.work.folder.appendingPathComponent("round-\(round)-keys")
            try FileManager.default.copyItem(at: wave.work.folder.appendingPathComponent("data-keys"), to: keys)
            return places
          }
        }
      }
    }
  }

  /// Forty people of four units have answered, two have taken it back, and the server has stopped.
  private func answered(_ places: [String]) async throws -> OpenWave {
    let wave = try OpenWave(people: 48, units: ["North", "South", "East", "West"], places: places)
    let server = try RunningServer(wave.places)
    let wire = Wire { [address = server.address] in address }
    for number in 0..<42 {
      let right = try await wave.collect(number, over: wire)
      let receipt = try await wave.answer(right, "wish \(number)", over: wire)
      guard number >= 40 else { continue }
      #expect(await wire.post("answer/\(OpenWave.name)/withdrawal", ["receipt": receipt])?.status == 200)
    }
    server.stop()
    return wave
  }

  private func everyMoment(
    _ wave: OpenWave, _ driver: Driver, _ copy: (_ round: Int) throws -> [String]
  ) async throws {
    let start = ContinuousClock.now
    #expect(try HearthProgram.run(["wave", "close", OpenWave.name] + copy(0)).code == 0)
    let whole = ContinuousClock.now - start
    var found: [String: Int] = [:]
    for (number, moment) in Self.moments.enumerated() {
      let places = try copy(number + 1)
      let keys = places[1] + "-keys"
      try Self.close(places, keys, killedAt: moment, whole: whole)
      found[try await Self.state(driver, places, keys), default: 0] += 1
      // The next start of the server finishes what was begun; what was not begun is closed by hand.
      try RunningServer(places).stop()
      let closed = try HearthProgram.run(["wave", "close", OpenWave.name, "--json"] + places)
      #expect(closed.output.contains("\"responses\" : 40"), "\(moment): \(closed.output) \(closed.errors)")
      let answers = try Self.answers(driver, places)
      #expect(try await wave.wishes(in: answers) == Set((0..<40).map { "wish \($0)" }), "\(moment)")
      try await answers.close()
      #expect(try Self.keys(keys) == ["spring.contacts", "spring.rows"], "\(moment)")
    }
    let states = found.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    print("durability, \(driver.rawValue): a closing killed \(Self.moments.count) times (\(states))")
    #expect(found["with some of its keys gone", default: 0] > 0)
  }

  private static func close(_ places: [String], _ keys: String, killedAt moment: Moment, whole: Duration) throws {
    let before = try self.keys(keys).count
    let process = Process()
    process.executableURL = HearthProgram.url
    process.arguments = ["wave", "close", OpenWave.name] + places
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let begun = ContinuousClock.now
    while process.isRunning {
      switch moment {
      case .share(let share):
        if ContinuousClock.now - begun >= whole * share { kill(process.processIdentifier, SIGKILL) }
      case .keysGone(let count):
        if try self.keys(keys).count <= before - count { kill(process.processIdentifier, SIGKILL) }
      }
    }
    process.waitUntilExit()
  }

  /// What the kill left.
  private static func state(_ driver: Driver, _ places: [String], _ keys: String) async throws -> String {
    let answers = try answers(driver, places)
    let state = try await answers.read { try $0.row("SELECT state FROM wave")?.text(0) ?? "none" }
    try await answers.close()
    guard state == "closed" else { return "while it was \(state)" }
    switch try self.keys(keys).count {
    case 2: return "when it had no keys left"
    case 8: return "when it was mixed"
    default: return "with some of its keys gone"
    }
  }

  private static func answers(_ driver: Driver, _ places: [String]) throws -> any SQLDatabase {
    driver == .postgres
      ? PostgresDatabase(url: places[5]) : try SQLiteDatabase(path: places[1] + "/answers.sqlite")
  }

  private static func keys(_ folder: String) throws -> Set<String> {
    try Set(FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("\(OpenWave.name).") })
  }
}
