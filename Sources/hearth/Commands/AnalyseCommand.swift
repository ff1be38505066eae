import Analysis
import ArgumentParser
import Dataset
import Disclosure
import Foundation
import Platform
import Problems
import Reporting

struct AnalyseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyse", abstract: "Make a report from a data file and a study file.",
    discussion: """
      Writes report.html, results.json, tables/, figures/ and manifest.json into a new folder. What was released is recorded in \
      releases.json beside the study file, and open answers wait in review.csv beside it until a person has decided on them.
      """)

  @OptionGroup var input: InputOptions
  @Option(help: ArgumentHelp("The study file; `hearth suggest` writes a draft.", valueName: "file")) var study: String
  @Option(help: ArgumentHelp("The folder to write.", valueName: "dir")) var out: String
  @Option(help: "full, lead (two pages for a team lead) or staff (one page).") var audience = "full"
  @Option(help: "The review of open answers; review.csv beside the study file unless given.") var review: String?
  @Flag(help: "Also write report.docx (needs pandoc and rsvg-convert).") var docx = false
  @Flag(help: "Also write report.pptx (needs pandoc and rsvg-convert).") var pptx = false
  @Flag(help: "Also write report.pdf (needs Chromium or WeasyPrint).") var pdf = false
  @Flag(help: "Print one JSON document that says what was written.") var json = false

  func run() async throws {
    guard let reader = Report.Audience(rawValue: audience) else {
      throw ValidationError("--audience takes full, lead or staff, not “\(audience)”")
    }
    let studyURL = URL(fileURLWithPath: study)
    let studyText = try TextFile.read(
      study, missing: "check the path; `hearth suggest \(input.file)` writes a draft")
    if let review, !FileManager.default.fileExists(atPath: review) {
      throw Problem(
        "there is no review of this name", at: review,
        remedy: "check the path, or leave --review out: Hearth keeps review.csv beside the study file")
    }
    let (data, hash) = try input.reading.readHashed(input.file)
    let ledgerURL = studyURL.deletingLastPathComponent().appendingPathComponent("releases.json")
    let reviewPath = review ?? studyURL.deletingLastPathComponent().appendingPathComponent("review.csv").path
    let job = StudyJob(
      data: data, dataFile: URL(fileURLWithPath: input.file).lastPathComponent, dataHash: hash, studyText: studyText,
      studyName: studyURL.lastPathComponent, companions: Companions(folder: studyURL.deletingLastPathComponent()),
      audience: reader, version: Hearth.version)
    let before = try ledger(ledgerURL)
    let decisions = try ReviewFile.load(reviewPath)
    let outcome = try job.run(ledger: before, review: decisions)
    var files = outcome.files.map { (path: $0.path, bytes: Data($0.bytes)) }
    files += try await Conversion.files(of: files, docx: docx, pptx: pptx, pdf: pdf)
    var manifest = try manifest(job, outcome, ledger: before, options: try input.reading.options())
    if !outcome.findings.openAnswers.isEmpty {
      manifest.review = review ?? "review.csv"
      manifest.decisions = try SealedReview(
        decisions, data: data, sealing: Sealing(file: input.file, for: .review))
    }
    manifest.outputs = Dictionary(uniqueKeysWithValues: files.map { ($0.path, sha256($0.bytes)) })
    files.append((Manifest.file, try manifest.encoded()))
    // Nothing is shown that the ledger does not know: it is written before the folder takes its place.
    try OutputFolder.write(files, to: URL(fileURLWithPath: out), replacing: Manifest.filesOfReport) {
      do {
        try outcome.findings.ledger.save(to: ledgerURL, replacing: before)
      } catch {
        throw Problem("\(error)", at: ledgerURL.path, remedy: "no report was written")
      }
    }
    let waiting = try writeReview(decisions, outcome.findings.openAnswers, to: reviewPath)
    Terminal.list(outcome.findings.strange, in: data.source)
    try report(files.map(\.path), waiting: waiting, reviewPath: reviewPath)
  }

  private func ledger(_ url: URL) throws -> Ledger {
    do {
      return try Ledger.load(from: url)
    } catch {
      throw Problem("\(error)", at: url.path, remedy: "restore it from a backup")
    }
  }

  private func manifest(
    _ job: StudyJob, _ outcome: StudyJob.Outcome, ledger: Ledger, options: ReadOptions
  ) throws -> Manifest {
    Manifest(
      hearth: Hearth.version,
      input: .init(
        file: job.dataFile, sha256: job.dataHash, rows: job.data.rowCount, encoding: options.encoding.rawValue,
        missing: input.reading.missing, sheet: input.reading.sheet),
      study: .init(
        file: job.studyName, sha256: sha256(Data(job.studyText.utf8)), text: job.studyText,
        companions: try job.companions.texts(of: outcome.study)),
      audience: audience, threshold: outcome.study.threshold, wave: outcome.study.wave, review: nil, seed: nil,
      releasedBefore: ledger == Ledger()
        ? nil : try SealedLedger(ledger, sealing: Sealing(file: input.file, for: .ledger)), outputs: [:])
  }

  /// Adds answers that nobody has seen yet to the review file; returns how many wait.
  private func writeReview(_ decisions: Review, _ answers: [OpenAnswer], to path: String) throws -> Int {
    guard !answers.isEmpty else { return 0 }
    let covering = decisions.covering(answers)
    if covering.entries != decisions.entries { try ReviewFile.save(covering, to: path) }
    return answers.count { !covering.isDecided($0) }
  }

  private func report(_ paths: [String], waiting: Int, reviewPath: String) throws {
    if json {
      try Terminal.printJSON(Written(folder: out, files: paths.sorted(), answersWaiting: waiting, review: reviewPath))
      return
    }
    print("\(out)/report.html and \(paths.count - 1) other files written.")
    if waiting > 0 { print("\(waiting) open answers wait for review in \(reviewPath).") }
  }

  private struct Written: Encodable {
    let folder: String
    let files: [String]
    let answersWaiting: Int
    let review: String
  }
}
