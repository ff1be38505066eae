import ArgumentParser
import Foundation
import Platform
import Problems
import Store
import StorePostgres
import StoreSQLite

struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Check a backup, and put it where nothing is yet.",
    discussion: """
      Every byte is held against its SHA-256, an SQLite copy against the engine's own check, and each stored response against its code where the \
      keyring is at hand. With --verify it ends there. Nothing that exists is ever written over.
      """)

  @OptionGroup var installation: InstallationOptions
  @Option(help: ArgumentHelp("The folder that `hearth backup` wrote.", valueName: "dir")) var from: String
  @Option(help: "directory or answers; both unless given.") var only: BackupPart?
  @Flag(help: "Check only; restore nothing.") var verify = false
  @Flag(help: "One JSON document on standard output.") var json = false

  func run() async throws {
    let keyring = try installation.existingKeyring()
    var checked: [Checked] = []
    var copies: [(part: BackupPart, copy: URL)] = []
    for part in BackupPart.chosen(only) {
      let (copy, content) = try BackupFolder(part, in: from).verified()
      var responses = keyring.map(ResponseCheck.init(keyring:))
      try await check(copy, part, &responses)
      if part == .answers { note(responses) }
      checked.append(
        Checked(part: part, file: content.file, sha256: content.sha256, responses: responses?.checked ?? 0))
      copies.append((part, copy))
    }
    if !verify {
      // All places are looked at before anything is written.
      for (part, copy) in copies { try await RestoreTarget(installation.place(of: part), part).mustBeFree(for: copy) }
      for (part, copy) in copies { try await RestoreTarget(installation.place(of: part), part).take(copy) }
    }
    if json { return try Terminal.printJSON(checked) }
    for part in checked {
      let codes = part.part == .answers ? ", \(part.responses) responses fit their codes" : ""
      print("\(part.part.rawValue): \(part.file) is whole\(codes)\(verify ? "" : ", restored").")
    }
  }

  private struct Checked: Encodable {
    let part: BackupPart
    let file: String
    let sha256: String
    let responses: Int
  }

  /// What is in the copy.
  private func check(_ copy: URL, _ part: BackupPart, _ responses: inout ResponseCheck?) async throws {
    guard copy.pathExtension == "sqlite" else {
      guard part == .answers, var check = responses else { return }
      do {
        try await PostgresTools.responses(in: copy.path) { try check.check(wave: $0, key: $1, record: $2, mac: $3) }
      } catch let error as StoreError {
        throw damaged(copy, error)
      }
      responses = check
      return
    }
    do {
      let database = try SQLiteDatabase(reading: copy.path)
      let start = responses
      let (state, ended) = try await database.read { session in
        var check = part == .answers ? start : nil
        let state = try session.row("PRAGMA integrity_check(1)")?.text(0) ?? ""
        if state == "ok" { try check?.checkAll(in: session) }
        return (state, check)
      }
      try await database.close()
      guard state == "ok" else { throw damaged(copy, state) }
      if part == .answers { responses = ended }
    } catch let error as StoreError {
      throw damaged(copy, error)
    }
  }

  private func damaged(_ copy: URL, _ error: StoreError) -> Problem {
    damaged(copy, error == ResponseCheck.changed ? "a response has changed since it was written" : "\(error)")
  }

  private func damaged(_ copy: URL, _ reason: String) -> Problem {
    Problem("the backup is damaged (\(reason))", at: copy.path, remedy: "use another backup")
  }

  private func note(_ responses: ResponseCheck?) {
    guard let responses else {
      return Terminal.note("no keyring here: the responses were not held against their codes; name it with --keys")
    }
    if !responses.withoutKey.isEmpty {
      Terminal.note(
        "the keyring has no code key for \(responses.withoutKey.joined(separator: ", ")): these responses were not held against their codes"
      )
    }
  }
}
