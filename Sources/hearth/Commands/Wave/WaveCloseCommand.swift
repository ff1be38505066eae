import ArgumentParser
import Platform

struct WaveCloseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close",
    abstract: "Close a wave: mix the responses, then destroy the keys that could open them one by one.",
    discussion:
      "It cannot be opened again. If it is cut short, run it again: it goes on where it stopped. A pilot is deleted with all that belongs to it."
  )

  @OptionGroup var installation: InstallationOptions
  @Argument(help: "The wave's name.") var name: String
  @Flag(help: "One JSON document on standard output.") var json = false

  func run() async throws {
    let wave = try WaveName(name)
    let installation = try await installation.open()
    let pilots = Pilots(
      directory: installation.directory, answers: installation.answers, keyring: installation.keyring)
    if try await pilots.isPilot(wave) {
      try await pilots.end(wave)
      try await installation.note(.pilotEnded, on: wave)
      await installation.close()
      if json { return try Terminal.printJSON(Ended(pilot: name)) }
      return print("The pilot “\(name)” is over: its answers, invitations, contacts and keys are deleted.")
    }
    let slips = try await SlipReckoning.settle(
      wave, directory: installation.directory, answers: installation.answers, keyring: installation.keyring)
    let count = try await WaveClosing(
      directory: installation.directory, answers: installation.answers, keyring: installation.keyring
    ).close(wave)
    try await installation.note(.waveClosed, on: wave)
    await installation.close()
    if json {
      try Terminal.printJSON(Closed(wave: name, responses: count, slips: slips.words))
    } else {
      print("The wave “\(name)” is closed with \(count) responses.")
      if let words = slips.words { print(words) }
    }
  }

  private struct Ended: Encodable {
    let pilot: String
  }

  private struct Closed: Encodable {
    let wave: String
    let responses: Int
    let slips: String?
  }
}
