import ArgumentParser
import Foundation
import Platform
import Problems
import Web

struct WaveSlipsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "slips", abstract: "Print slips with codes for people who cannot use their link, or void them.",
    usage: """
      hearth wave slips NAME --each NUMBER --out FILE [--unit UNIT] [--public-url URL]
      hearth wave slips NAME --void
      """,
    discussion: """
      The PDF is the only place where the codes stand: print it, cut it, and delete it. Keep each unit's slips in a pile of their own, let people \
      draw from it, and mark each who drew one with `hearth wave slip-handed`. A lost slip is not replaced: nobody knows whether it was used. Slips \
      that are left are void when the wave closes.
      """)

  @OptionGroup var installation: InstallationOptions
  @Argument(help: "The wave's name.") var name: String
  @Option(help: ArgumentHelp("Slips for each reporting unit.", valueName: "number")) var each: Int?
  @Option(help: "For one reporting unit only.") var unit: String?
  @Option(help: ArgumentHelp("The PDF to write.", valueName: "file")) var out: String?
  @Option(help: "The address under which people reach the server.") var publicURL = "http://127.0.0.1:8080"
  @Flag(help: "Make every slip of the wave worthless; answers that came with one stay.") var void = false
  @Flag(help: "One JSON document on standard output.") var json = false

  func validate() throws {
    guard void == (each == nil), void == (out == nil) else {
      throw ValidationError("give --each and --out to print slips, or --void alone")
    }
  }

  func run() async throws {
    let wave = try WaveName(name)
    let address = try LinkAddress(publicURL)
    let opened = try await installation.open()
    let slips = Slips(directory: opened.directory, answers: opened.answers, keyring: opened.keyring)
    if let each, let out {
      let batch = try await slips.draw(wave, each: each, unit: unit)
      try await print(batch, to: out, at: address, slips)
      try await opened.note(.slipsPrinted, on: wave)
      try report(
        batch.slips.count,
        "\(batch.slips.count) slips are in \(out). Print it, then delete it: the codes are nowhere else.")
    } else {
      let count = try await slips.void(wave)
      try await opened.note(.slipsVoided, on: wave)
      try report(count, "\(count) slips are void. Whoever holds one that is not used may swap it for a new one.")
    }
    await opened.close()
  }

  /// The paper comes first: a code that answers and stands nowhere would be of no use to anybody.
  private func print(_ batch: Slips.Batch, to out: String, at address: LinkAddress, _ slips: Slips) async throws {
    let file = try PrivateFile.new(out, option: "--out")
    do {
      let pdf = try await SlipPrinter.pdf(SlipSheet.page(batch, address: address), beside: out)
      try file.write(contentsOf: pdf)
      try file.synchronize()
      try file.close()
      try await slips.keep(batch)
    } catch {
      try? FileManager.default.removeItem(atPath: out)
      throw error
    }
  }

  private func report(_ count: Int, _ words: String) throws {
    if json {
      try Terminal.printJSON(Outcome(wave: name, slips: count, out: out))
    } else {
      Swift.print(words)
    }
  }

  private struct Outcome: Encodable {
    let wave: String
    let slips: Int
    let out: String?
  }
}

struct WaveSlipHandedCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "slip-handed", abstract: "Mark somebody as having been given a slip.",
    discussion: """
      Everybody has one right to answer, by link or by slip. Whoever has collected it already gets no slip, and whoever has a slip cannot collect it \
      by link any more. Which slip somebody drew is not written down.
      """)

  @OptionGroup var installation: InstallationOptions
  @Argument(help: "The wave's name.") var name: String
  @Option(help: "The person's contact as it stands in the roster.") var contact: String
  @Flag(help: "One JSON document on standard output.") var json = false

  func run() async throws {
    let opened = try await installation.open()
    let unit = try await Slips(directory: opened.directory, answers: opened.answers, keyring: opened.keyring)
      .handOut(try WaveName(name), to: contact)
    await opened.close()
    if json {
      try Terminal.printJSON(["wave": name, "unit": unit])
    } else {
      print("Marked. Let them draw a slip of “\(unit)”.")
    }
  }
}
