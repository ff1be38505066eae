import Analysis
import ArgumentParser
import Foundation
import Platform
import Problems
import Reporting

struct WaveReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Make the report of a closed wave.",
    discussion: """
      The same report as `hearth analyse` makes of a file. What it releases is remembered with the responses, before the folder appears; the \
      desk's reports stay as they are. Open answers wait for review in review.csv beside the folder.
      """)

  @OptionGroup var installation: InstallationOptions
  @Argument(help: "The wave's name.") var name: String
  @Option(help: ArgumentHelp("The folder to write.", valueName: "dir")) var out: String
  @Option(help: "full, lead (two pages for a team lead) or staff (one page).") var audience = "full"
  @Option(help: ArgumentHelp("The review of open answers.", valueName: "file")) var review: String?

  func run() async throws {
    guard let reader = Report.Audience(rawValue: audience) else {
      throw ValidationError("--audience takes full, lead or staff, not “\(audience)”")
    }
    let wave = try WaveName(name)
    let installation = try await installation.open()
    let releases = WaveReleases(
      answers: installation.answers, keyring: installation.keyring, version: Hearth.version)
    let folder = URL(fileURLWithPath: out)
    let reviewPath = review ?? folder.deletingLastPathComponent().appendingPathComponent("review.csv").path
    let decided = try ReviewFile.load(reviewPath).entries.filter { $0.decision != nil }
    if !decided.isEmpty {
      if try await releases.take(decided.map(ReviewedAnswer.init), of: wave) {
        print("Reports at the desk could show what is taken back: they are taken away until they are made again.")
      }
      try await installation.note(.answersReviewed, on: wave)
    }
    let made = try await releases.takeOut(
      wave, for: reader, asked: try await AskedPeople.count(of: wave, in: installation.directory))
    try await installation.note(.reportMade, on: wave)
    try OutputFolder.write(
      made.files.map { (path: $0.path, bytes: Data($0.bytes)) }, to: folder, replacing: { _ in nil }, commit: {})
    await installation.close()
    if !made.review.isEmpty { try ReviewFile.save(Review(made.review), to: reviewPath) }
    print("\(out)/report.html and \(made.files.count - 1) other files written.")
    if made.waiting > 0 { print("\(made.waiting) open answers wait for review in \(reviewPath).") }
  }
}
