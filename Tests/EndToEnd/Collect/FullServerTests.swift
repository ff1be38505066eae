import Foundation
import Synchronization
import TestSupport
import Testing

@Suite(.serialized) struct FullServerTests {
  @Test(
    "When the answers' server has no room left, people are told to try again, and nothing that was acknowledged is lost",
    .enabled(if: Driver.available.contains(.postgres)))
  func full() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hearth-full-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    // Its log is made of files of 1 MB, so that the limit on a file's size meets the tables and not the log.
    let printed = try Script.run(
      "postgres.sh", ["start", folder.path], environment: ["HEARTH_INITDB": "--wal-segsize=1"])
    defer { _ = try? Script.run("postgres.sh", ["stop", folder.path]) }
    let urls = printed.split(separator: "\n").compactMap { $0.split(separator: "'").last.map(String.init) }
    try #require(urls.count == 2)
    let wave = try OpenWave(
      people: 200, places: ["--directory-url", urls[0], "--answers-url", urls[1]],
      form: OpenWave.form.replacing("text: 200", with: "text: 4000"))
    let address = Mutex<URL?>(nil)
    let wire = Wire { address.withLock { $0 } }
    try limit(folder, bytes: "1100000")
    var running = try RunningServer(wave.places)
    address.withLock { $0 = running.address }
    var rights: [OpenWave.Right] = []
    var refused: [Int] = []
    // Until it is full, and a few more.
    while rights.count < 200, refused.count < 5 {
      let right = try await wave.collect(rights.count, over: wire)
      let reply = try #require(
        await wire.post("answer/\(OpenWave.name)/response", right.body("wish \(rights.count)")))
      if reply.status != 200 { refused.append(rights.count) }
      #expect(reply.status == 200 || reply.status >= 500, "\(reply)")
      rights.append(right)
    }
    #expect(refused.count == 5 && rights.count > 5, "\(rights.count) sent, \(refused.count) refused")
    running.killNow()
    try limit(folder, bytes: "unlimited")
    running = try RunningServer(wave.places)
    address.withLock { $0 = running.address }
    // Only those who were refused send again: a loss of the others would show in the count.
    for number in refused { _ = try await wave.answer(rights[number], "wish \(number)", over: wire) }
    running.stop()
    let closed = try HearthProgram.run(["wave", "close", OpenWave.name, "--json"] + wave.places)
    #expect(closed.output.contains("\"responses\" : \(rights.count)"), "\(closed.output) \(closed.errors)")
  }

  /// How large a file of the answers' server may grow, for connections that begin from now on.
  private func limit(_ folder: URL, bytes: String) throws {
    let file = folder.appendingPathComponent("answers/postmaster.pid")
    let server = try #require(try String(contentsOf: file, encoding: .utf8).split(separator: "\n").first)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    // The server runs under an account of its own where tests run as root.
    process.arguments =
      (getuid() == 0 ? ["runuser", "-u", "postgres", "--"] : [])
      + ["prlimit", "--pid", String(server), "--fsize=\(bytes):unlimited"]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "prlimit")
  }
}
