import Foundation
import Platform
import Store
import StoreSQLite
import TestSupport
import Testing

/// Copies that can be trusted: what was backed up is what comes back, and what was changed on the way is found.
@Suite(.serialized) struct BackupTests {
  /// A wave that six of twelve people have answered while a server ran.
  private func answeredWave(_ places: [String] = []) async throws -> OpenWave {
    let wave = try OpenWave(people: 12, places: places)
    let server = try RunningServer(wave.places)
    let address = server.address
    let wire = Wire { address }
    for number in 0..<6 {
      let right = try await wave.collect(number, over: wire)
      _ = try await wave.answer(right, "wish \(number)", over: wire)
    }
    server.stop()
    return wave
  }

  private func hearth(_ wave: OpenWave, _ arguments: [String]) throws -> HearthProgram.Run {
    try HearthProgram.run(arguments, in: wave.work.folder)
  }

  private func keys(_ wave: OpenWave) -> [String] {
    ["--keys", wave.work.folder.appendingPathComponent("data-keys").path]
  }

  @Test("A backup of two files comes back elsewhere, and the wave goes on there to its end")
  func files() async throws {
    let wave = try await answeredWave()
    let made = try hearth(wave, ["backup", "--out", "copy"] + wave.places)
    #expect(made.code == 0 && made.errors.contains("the keys are not in this backup"), "\(made.errors)")
    let names = try FileManager.default.subpathsOfDirectory(atPath: wave.work.folder.path + "/copy").sorted()
    #expect(
      names == [
        "answers", "answers/SHA256SUMS", "answers/answers.sqlite", "directory", "directory/SHA256SUMS",
        "directory/directory.sqlite",
      ])
    let back = try hearth(wave, ["restore", "--from", "copy", "--data", "new"] + keys(wave))
    #expect(back.code == 0, "\(back.errors)")
    let directory = try SQLiteDatabase(path: wave.work.folder.path + "/new/directory.sqlite")
    let consents = try await directory.read { try $0.row("SELECT count(*) FROM consent")?.integer(0) }
    try await directory.close()
    #expect(consents == 6, "who agreed is in the backup, as a number")
    let closed = try hearth(wave, ["wave", "close", OpenWave.name, "--json", "--data", "new"] + keys(wave))
    #expect(closed.output.contains("\"responses\" : 6"), "\(closed.output) \(closed.errors)")
  }

  @Test(
    "A backup of two PostgreSQL databases comes back in empty ones", .enabled(if: Driver.available.contains(.postgres)))
  func servers() async throws {
    try await TestDatabase.withServer(.directory) { directory in
      try await TestDatabase.withServer(.answers) { answers in
        let wave = try await answeredWave(["--directory-url", directory, "--answers-url", answers])
        let closed = try hearth(wave, ["wave", "close", OpenWave.name] + wave.places)
        #expect(closed.code == 0, "\(closed.errors)")
        let made = try hearth(wave, ["backup", "--out", "copy"] + wave.places)
        #expect(made.code == 0, "\(made.errors)")
        let full = try hearth(wave, ["restore", "--from", "copy"] + wave.places)
        #expect(full.code == 1 && full.errors.contains("writes over nothing"), "\(full.errors)")
        try await TestDatabase.withServer(.directory) { newDirectory in
          try await TestDatabase.withServer(.answers) { newAnswers in
            let places = ["--directory-url", newDirectory, "--answers-url", newAnswers] + keys(wave)
            let back = try hearth(wave, ["restore", "--from", "copy"] + places)
            #expect(
              back.code == 0 && back.output.contains("6 responses fit their codes"), "\(back.output) \(back.errors)")
            #expect(try hearth(wave, ["migrate"] + places).output.contains("The answers was up to date"))
            let again = try hearth(wave, ["backup", "--out", "again"] + places)
            #expect(again.code == 0, "\(again.errors)")
            let same = try hearth(wave, ["restore", "--from", "again", "--verify"] + places)
            #expect(same.output.contains("6 responses fit their codes"), "\(same.output) \(same.errors)")
          }
        }
      }
    }
  }

  @Test("One bit that is not as it was is found, wherever it lies")
  func flips() async throws {
    let wave = try await answeredWave()
    #expect(try hearth(wave, ["backup", "--out", "copy"] + wave.places).code == 0)
    let files = ["answers/answers.sqlite", "answers/SHA256SUMS", "directory/directory.sqlite", "directory/SHA256SUMS"]
    for round in 0..<24 {
      let file = wave.work.folder.appendingPathComponent("copy/" + files[round % files.count])
      let whole = try Data(contentsOf: file)
      var changed = whole
      let place = Int.random(in: 0..<whole.count)
      changed[place] ^= 1 << UInt8.random(in: 0..<8)
      try changed.write(to: file)
      let found = try hearth(wave, ["restore", "--from", "copy", "--verify"] + wave.places)
      #expect(found.code == 1 && found.errors.hasPrefix("error: "), "byte \(place) of \(file.lastPathComponent)")
      try whole.write(to: file)
    }
    #expect(try hearth(wave, ["restore", "--from", "copy", "--verify"] + wave.places).code == 0)
  }

  @Test("A response that was changed before the backup is found by its code")
  func changedRow() async throws {
    let wave = try await answeredWave()
    #expect(try hearth(wave, ["wave", "close", OpenWave.name] + wave.places).code == 0)
    let file = wave.work.folder.appendingPathComponent("data/answers.sqlite")
    var bytes = try Data(contentsOf: file)
    let found = try #require(bytes.range(of: Data("wish 3".utf8)))
    bytes.replaceSubrange(found, with: Data("wish 9".utf8))
    try bytes.write(to: file)
    let made = try hearth(wave, ["backup", "--out", "copy"] + wave.places)
    #expect(made.code == 0, "\(made.errors)")
    let checked = try hearth(wave, ["restore", "--from", "copy", "--verify"] + wave.places)
    #expect(
      checked.code == 1 && checked.errors.contains("a response has changed since it was written"), "\(checked.errors)")
    // Whoever keeps the copy has no keys, and is told what could not be checked.
    let elsewhere = try hearth(wave, ["restore", "--from", "copy", "--verify", "--keys", "none"])
    #expect(elsewhere.code == 0 && elsewhere.errors.contains("no keyring here"), "\(elsewhere.errors)")
    #expect(!wave.work.exists("none"))
  }

  @Test("One database alone goes to its custodian, and nothing is written over")
  func parts() async throws {
    let wave = try await answeredWave()
    #expect(try hearth(wave, ["backup", "--out", "copy", "--only", "answers"] + wave.places).code == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: wave.work.folder.path + "/copy") == ["answers"])
    let twice = try hearth(wave, ["backup", "--out", "copy", "--only", "answers"] + wave.places)
    #expect(twice.code == 1 && twice.errors.contains("there is a backup already"))
    let over = try hearth(wave, ["restore", "--from", "copy", "--only", "answers"] + wave.places)
    #expect(over.code == 1 && over.errors.contains("writes over nothing"), "\(over.errors)")
    let missing = try hearth(wave, ["restore", "--from", "copy"] + wave.places)
    #expect(missing.code == 1 && missing.errors.contains("no whole backup of the directory"), "\(missing.errors)")
    let nothing = try hearth(wave, ["backup", "--out", "none", "--data", "nowhere"])
    #expect(nothing.code == 1 && nothing.errors.contains("there is no database") && !wave.work.exists("nowhere"))
  }

  @Test("A copy from before the closing does not open a closed wave again")
  func olderThanTheKeys() async throws {
    let wave = try await answeredWave()
    #expect(try hearth(wave, ["backup", "--out", "copy"] + wave.places).code == 0)
    #expect(try hearth(wave, ["wave", "close", OpenWave.name] + wave.places).code == 0)
    #expect(try hearth(wave, ["restore", "--from", "copy", "--data", "old"] + keys(wave)).code == 0)
    let old = ["--data", wave.work.folder.appendingPathComponent("old").path] + keys(wave)
    let closed = try hearth(wave, ["wave", "close", OpenWave.name] + old)
    #expect(closed.code == 1 && closed.errors.contains("this database is older"), "\(closed.errors)")
    let server = try RunningServer(old)
    let address = server.address
    let wire = Wire { address }
    let asked = [
      "invitation": base64URL(wave.invitations[7].secret), "blinded": base64URL([UInt8](repeating: 7, count: 384)),
      "consent": "1",
    ]
    #expect(await wire.post("answer/\(OpenWave.name)/right", asked)?.status == 410)
    let page = try String(contentsOf: address.appendingPathComponent("answer/\(OpenWave.name)"), encoding: .utf8)
    #expect(page.contains("This questionnaire has closed"))
    server.stop()
  }
}
