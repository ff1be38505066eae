import Foundation
import Platform
import StoreSQLite
import TestSupport
import Testing

/// kill -9 leaves the page cache alone and cannot show a sync that is missing: the order of system calls does.
@Suite(.serialized) struct SyncOrderTests {
  private static func tracer(_ wave: OpenWave, following others: [Int32] = []) -> [String] {
    let trace = wave.work.folder.appendingPathComponent("trace").path
    return ["strace", "-f", "-yy", "-s", "48", "-e", SyncOrder.calls, "-o", trace] + others.flatMap { ["-p", "\($0)"] }
  }

  /// The tracer passes no signal on: the server itself, its only child, is told.
  private static func stopServer(under tracer: Int32) throws {
    let children = try String(contentsOfFile: "/proc/\(tracer)/task/\(tracer)/children", encoding: .utf8)
    kill(try #require(Int32(children.split(separator: " ").first ?? "")), SIGTERM)
  }

  @Test("The disk has every right, response, answer by slip and withdrawal before the reader is told so")
  func files() async throws {
    let wave = try OpenWave(people: 12)
    let slips = try await Self.slips(wave)
    let running = try RunningServer(wave.places, wrapper: Self.tracer(wave))
    let wire = Wire { [address = running.address] in address }
    for number in 0..<12 {
      let right = try await wave.collect(number, over: wire)
      let receipt = try await wave.answer(right, "wish \(number)", over: wire)
      if number < 4 {
        let taken = await wire.post("answer/\(OpenWave.name)/withdrawal", ["receipt": receipt])
        #expect(taken?.status == 200)
      }
    }
    for (number, code) in slips.enumerated() {
      let attempt = base64URL([UInt8](repeating: UInt8(number), count: 16))
      let form = "form-step=check&form-agreed=1&form-attempt=\(attempt)&form-code=\(code)&strain_1=2&wish=rest"
      #expect(await wire.submit("answer/\(OpenWave.name)/slip", form) == 200)
    }
    try Self.stopServer(under: running.process.processIdentifier)
    running.process.waitUntilExit()
    let order = SyncOrder(trace: try wave.work.text("trace"))
    #expect(order.acknowledged == ["right": 12, "response": 12, "withdrawal": 4, "slip": 5])
    #expect(order.early.isEmpty, "\(order.early.first ?? "")")
  }

  /// Codes of slips for the wave's only unit.
  private static func slips(_ wave: OpenWave) async throws -> [String] {
    let data = wave.work.folder.appendingPathComponent("data").path
    let directory = try SQLiteDatabase(path: data + "/directory.sqlite")
    let answers = try SQLiteDatabase(path: data + "/answers.sqlite")
    let slips = Slips(directory: directory, answers: answers, keyring: try Keyring(folder: data + "-keys"))
    let batch = try await slips.draw(WaveName(OpenWave.name), each: 5, unit: nil)
    try await slips.keep(batch)
    try await directory.close()
    try await answers.close()
    return batch.slips.map(\.code.description)
  }

  @Test(
    "PostgreSQL's log is on the disk before the reader is told so, even where the connection string asks for less",
    .enabled(if: Driver.available.contains(.postgres)))
  func servers() async throws {
    let clusters = try Clusters()
    defer { clusters.stop() }
    let less = " options='-csynchronous_commit=off'"
    let wave = try OpenWave(
      people: 12,
      places: ["--directory-url", clusters.directory + less, "--answers-url", clusters.answers + less])
    let running = try RunningServer(
      wave.places,
      wrapper: Self.tracer(wave, following: [try clusters.process("directory"), try clusters.process("answers")]))
    let wire = Wire { [address = running.address] in address }
    for number in 0..<12 {
      let right = try await wave.collect(number, over: wire)
      let receipt = try await wave.answer(right, "wish \(number)", over: wire)
      if number < 4 {
        let taken = await wire.post("answer/\(OpenWave.name)/withdrawal", ["receipt": receipt])
        #expect(taken?.status == 200)
      }
    }
    try Self.stopServer(under: running.process.processIdentifier)
    // The tracer ends with the last of those that it follows.
    clusters.stop()
    running.process.waitUntilExit()
    let order = SyncOrder(trace: try wave.work.text("trace"))
    #expect(order.acknowledged == ["right": 12, "response": 12, "withdrawal": 4])
    #expect(order.early.isEmpty, "\(order.early.first ?? "")")
  }

  @Test("An acknowledgement before the sync is found")
  func early() {
    let request = #"1 read(9<TCP:[a]>, "POST /answer/spring/response HTTP/1.1"..., 4096) = 600"#
    let write = #"2 pwrite64(7</x/answers/pg_wal/000000010000000000000001>, "\0"..., 8192, 0) = 8192"#
    let sync = "2 fdatasync(7</x/answers/pg_wal/000000010000000000000001>) = 0"
    let reply = #"1 write(9<TCP:[a]>, "HTTP/1.1 200 OK"..., 300) = 300"#
    func early(_ lines: [String]) -> Int { SyncOrder(trace: lines.joined(separator: "\n")).early.count }
    #expect(early([request, write, sync, reply]) == 0)
    #expect(early([request, write, reply, sync]) == 1)
    #expect(early([request, sync, write, reply]) == 1)
    #expect(early([write, sync, request, reply]) == 1)
    #expect(early([request, write, sync.replacing("answers", with: "directory"), reply]) == 1)
    let halves = ["2 fdatasync(7</x/answers/pg_wal/1> <unfinished ...>", "2 <... fdatasync resumed>) = 0"]
    #expect(early([request, write] + halves + [reply]) == 0)
    #expect(early([request, write, halves[0], reply, halves[1]]) == 1)
  }
}
