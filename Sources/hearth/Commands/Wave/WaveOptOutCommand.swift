import ArgumentParser
import Foundation
import Platform
import Problems

struct WaveOptOutCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "opt-out", abstract: "Take people off a wave's mail who replied STOP.",
    discussion: """
      The file has one address a line; - is standard input. These people get no more messages about the wave. They can still answer, and it says \
      nothing about whether they have.
      """)

  @OptionGroup var installation: InstallationOptions
  @Argument(help: "The wave's name.") var name: String
  @Argument(help: ArgumentHelp("Addresses, one a line, or -.", valueName: "file")) var file: String
  @Flag(help: "One JSON document on standard output.") var json = false

  func run() async throws {
    let wave = try WaveName(name)
    let data =
      file == "-" ? try FileHandle.standardInput.readToEnd() ?? Data() : FileManager.default.contents(atPath: file)
    guard let data, let text = String(data: data, encoding: .utf8) else {
      throw Problem("the addresses cannot be read", at: file, remedy: "check the path, and that it is UTF-8 text")
    }
    let addresses = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
    let installation = try await installation.open()
    let unknown = try await OptOut(directory: installation.directory, keyring: installation.keyring)
      .stop(wave, addresses: addresses)
    try await installation.note(.optOutsNoted, on: wave)
    await installation.close()
    if json {
      try Terminal.printJSON(Stopped(wave: name, stopped: addresses.count - unknown.count, unknown: unknown))
    } else {
      print("\(addresses.count - unknown.count) people get no more messages about “\(wave)”.")
      for address in unknown { Terminal.note("“\(address)” is not on the roster") }
    }
  }

  private struct Stopped: Encodable {
    let wave: String
    let stopped: Int
    let unknown: [String]
  }
}
