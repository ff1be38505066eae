import ArgumentParser
import Foundation
import Platform
import Problems

struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "The record of administrators' acts.",
    subcommands: [AuditVerifyCommand.self, AuditListCommand.self])
}

struct AuditVerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check that no entry was changed, taken out, moved or cut off.",
    discussion: "It says which entry is the first that is not as it was written. Exit code 1 when there is one.")

  @OptionGroup var installation: InstallationOptions
  @Flag(help: "One JSON document on standard output.") var json = false

  private struct Answer: Encodable {
    let whole: Bool
    var entries: Int?
    var brokenAt: Int?
    var why: String?
  }

  func run() async throws {
    let opened = try await installation.open()
    let verdict = try await opened.audit().verify()
    await opened.close()
    switch verdict {
    case .whole(let entries):
      if json {
        try Terminal.printJSON(Answer(whole: true, entries: entries))
      } else {
        print("Whole: \(entries) entries.")
      }
    case .broken(let number, let why):
      if json { try Terminal.printJSON(Answer(whole: false, brokenAt: number, why: why)) }
      throw Problem(
        "the record of acts was tampered with", at: "entry \(number): \(why)",
        remedy: "keep the directory and the keyring as they are, and compare them with a backup")
    }
  }
}

struct AuditListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Every entry, the oldest first.")

  @OptionGroup var installation: InstallationOptions
  @Flag(help: "One JSON document on standard output.") var json = false

  private struct Entry: Encodable {
    let number: Int
    let at: Date
    let actor: String
    let act: String
    let subject: String
  }

  func run() async throws {
    let opened = try await installation.open()
    let people = try await opened.accounts().people().reduce(into: [:]) { $0[$1.id.description] = $1.account.email }
    let entries = try await opened.audit().entries().map {
      Entry(
        number: $0.number, at: Date(timeIntervalSince1970: TimeInterval($0.at)), actor: people[$0.actor] ?? $0.actor,
        act: $0.act, subject: $0.subject)
    }
    await opened.close()
    if json { return try Terminal.printJSON(entries) }
    var table = TextTable(["number", "when (UTC)", "who", "what", "on what"])
    for entry in entries {
      table.rows.append(["\(entry.number)", entry.at.formatted(.iso8601), entry.actor, entry.act, entry.subject])
    }
    print(table.text)
  }
}
