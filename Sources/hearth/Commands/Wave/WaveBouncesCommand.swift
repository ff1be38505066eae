import ArgumentParser
import Foundation
import Platform
import Problems

struct WaveBouncesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bounces", abstract: "Read reports of messages that did not arrive, and list the addresses.",
    discussion: """
      Reads a mailbox file, a folder (a maildir or loose messages), or standard input (-). Listed are addresses that the invitation did not reach. \
      Addresses that only a reminder did not reach get no more reminders, and are not listed: reminders go to people who have not collected their \
      right to answer. Without a mailbox it lists what is known already.
      """)

  @OptionGroup var installation: InstallationOptions
  @Argument(help: "The wave's name.") var name: String
  @Argument(help: ArgumentHelp("A mailbox, a folder of messages, or -.", valueName: "mailbox")) var mailbox: String?
  @Flag(help: "One JSON document on standard output.") var json = false

  private static let limit = 256 << 20

  func run() async throws {
    let wave = try WaveName(name)
    let mailboxes = try mailbox.map(Self.read) ?? []
    let installation = try await installation.open()
    let outcome = try await Bounces(directory: installation.directory, keyring: installation.keyring)
      .read(wave, mailboxes: mailboxes)
    if mailbox != nil { try await installation.note(.bouncesRead, on: wave) }
    await installation.close()
    if json {
      try Terminal.printJSON(Bounced(wave: name, addresses: outcome.addresses, passedOver: outcome.passedOver))
    } else {
      for address in outcome.addresses { print(address) }
      if outcome.passedOver > 0 {
        Terminal.note("\(outcome.passedOver) messages are no reports about invitations of this wave that failed")
      }
    }
  }

  private static func read(_ path: String) throws -> [[UInt8]] {
    if path == "-" {
      guard let data = try FileHandle.standardInput.read(upToCount: limit + 1) else { return [] }
      return [try checked(data, "standard input")]
    }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Problem("there is no such mailbox", at: path, remedy: "name a mailbox file, a folder, or -")
    }
    guard isFolder.boolValue else { return [try file(path)] }
    // A maildir keeps messages in new and cur; what is half delivered lies in tmp.
    let folders = ["", "/new", "/cur"].map { path + $0 }
    var files: [String] = []
    for folder in folders {
      for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
        let path = "\(folder)/\(name)"
        var isInner: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isInner), !isInner.boolValue {
          files.append(path)
        }
      }
    }
    return try files.sorted().map(file)
  }

  private static func file(_ path: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Problem("the mailbox cannot be read", at: path, remedy: "check its permissions")
    }
    return try checked(data, path)
  }

  private static func checked(_ data: Data, _ place: String) throws -> [UInt8] {
    guard data.count <= limit else {
      throw Problem("the mailbox is larger than 256 MB", at: place, remedy: "give the reports of this wave only")
    }
    return [UInt8](data)
  }

  private struct Bounced: Encodable {
    let wave: String
    let addresses: [String]
    let passedOver: Int
  }
}
