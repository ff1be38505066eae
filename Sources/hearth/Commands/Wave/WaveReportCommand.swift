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
      The same report as `hearth analyse` makes of a file. What it releases is remembered with the responses, before the folder appears; open \
      answers wait for review in review.csv beside the folder.
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
    let store = WaveResults(answers: installation.answers, keyring: installation.keyring)
    let results = try await store.results(of: wave)
    let folder = URL(fileURLWithPath: out)
    let reviewPath = review ?? folder.deletingLastPathComponent().appendingPathComponent("review.csv").path
    let decisions = try ReviewFile.load(reviewPath)
    let job = StudyJob(
      data: results.dataset, dataFile: "\(wave).csv", dataHash: results.hash, studyText: results.plan.study,
      studyName: "the plan of \(wave)", companions: Companions(folder: folder, kept: results.plan.companions),
      audience: reader)
    let outcome = try job.run(ledger: results.ledger, review: decisions)
    // Remembered first: a report that the ledger knows and nobody has seen does no harm; the other way round it does.
    try await store.record(outcome.findings.ledger, replacing: results.ledger, of: wave)
    try OutputFolder.write(
      outcome.files.map { (path: $0.path, bytes: Data($0.bytes)) }, to: folder, replacing: { _ in nil }, commit: {})
    await installation.close()
    let covering = decisions.covering(outcome.findings.openAnswers)
    if covering.entries != decisions.entries { try ReviewFile.save(covering, to: reviewPath) }
    print("\(out)/report.html and \(outcome.files.count - 1) other files written.")
  }
}
