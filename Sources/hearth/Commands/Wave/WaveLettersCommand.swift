import ArgumentParser
import Foundation
import Markup
import Platform
import Problems
import Reporting
import Web

struct WaveLettersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "letters", abstract: "Write invitations for people whom e-mail does not reach.",
    discussion: """
      One letter a page with the link as a QR code, for people without an e-mail address and those whose invitation came back. The ending of the file \
      says what it is: .pdf, .html, or .csv for a mail merge. The file holds people's links: print it, then delete it.
      """)

  @OptionGroup var installation: InstallationOptions
  @OptionGroup var mail: MailOptions
  @Argument(help: "The wave's name.") var name: String
  @Option(help: ArgumentHelp("The file to write: .pdf, .html or .csv.", valueName: "file")) var out: String
  @Flag(help: "Letters for everybody.") var everybody = false
  @Flag(help: "One JSON document on standard output.") var json = false

  private enum Format: String { case pdf, html, csv }

  func run() async throws {
    let wave = try WaveName(name)
    guard let format = Format(rawValue: URL(fileURLWithPath: out).pathExtension.lowercased()) else {
      throw ValidationError("--out takes a file that ends in .pdf, .html or .csv")
    }
    let settings = format == .csv ? nil : try mail.settings()
    let file = try PrivateFile.new(out, option: "--out")
    let letters: [ContactLetters.Letter]
    do {
      let installation = try await installation.open()
      letters = try await ContactLetters(directory: installation.directory, keyring: installation.keyring)
        .letters(of: wave, to: everybody ? .everybody : .withoutMail)
      try file.write(contentsOf: await content(letters, settings, format))
      try file.synchronize()
      try file.close()
      try await installation.note(.lettersPrinted, on: wave)
      await installation.close()
    } catch {
      try? FileManager.default.removeItem(atPath: out)
      throw error
    }
    if json {
      try Terminal.printJSON(Written(wave: name, letters: letters.count, file: out))
    } else {
      print("\(letters.count) letters are in \(out). Print it, then delete it: it holds people's links.")
    }
  }

  private func content(
    _ letters: [ContactLetters.Letter], _ settings: MailSettings?, _ format: Format
  ) async throws -> Data {
    guard let settings, !letters.isEmpty else {
      if format != .csv {
        throw Problem(
          "nobody needs a letter: e-mail reaches everybody", at: name, remedy: "give --everybody for letters to all")
      }
      let csv = CSV(
        header: ["name", "contact", "link"],
        rows: letters.map { [.text($0.name), .text($0.contact), .text($0.link)] })
      return Data(csv.rendered())
    }
    let page = try LetterSheet.page(letters, settings: settings).rendered()
    return format == .html ? Data(page) : try await SlipPrinter.pdf(page, beside: out)
  }

  private struct Written: Encodable {
    let wave: String
    let letters: Int
    let file: String
  }
}
