import Analysis
import ArgumentParser
import Dataset
import Disclosure
import Foundation
import Platform
import Problems
import Reporting

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Make a report again from its data and compare every figure.")

  @Argument(help: "The folder that `hearth analyse` wrote.") var folder: String
  @Option(help: "The data file the report was made from.") var data: String
  @Option(help: "Another review of open answers than the report was made with.") var review: String?
  @Flag(help: "One JSON document on standard output.") var json = false

  func run() throws {
    let url = URL(fileURLWithPath: folder)
    let manifest = try Manifest.load(from: url)
    var reading = ReadingOptions()
    reading.encoding = manifest.input.encoding
    reading.missing = manifest.input.missing
    reading.sheet = manifest.input.sheet
    let (dataset, hash): (Dataset, String)
    do {
      (dataset, hash) = try reading.readHashed(data)
    } catch {
      // What is wrong with another file is of no interest.
      if let bytes = try? Data(contentsOf: URL(fileURLWithPath: data)) { try check(sha256(bytes), manifest) }
      throw error
    }
    try check(hash, manifest)
    let job = StudyJob(
      data: dataset, dataFile: manifest.input.file, dataHash: hash, studyText: manifest.study.text,
      studyName: manifest.study.file, companions: Companions(folder: url, kept: manifest.study.companions),
      audience: Report.Audience(rawValue: manifest.audience) ?? .full, version: Hearth.version)
    let before = try manifest.releasedBefore?.opened(Sealing(file: data, for: .ledger)) ?? Ledger()
    let outcome = try job.run(ledger: before, review: try decisions(manifest, dataset))
    var differences: [Difference] = []
    for file in outcome.files {
      let written = try? Data(contentsOf: url.appendingPathComponent(file.path))
      differences += compare(file, with: written)
    }
    let others = OtherFiles(in: url, recomputed: Set(outcome.files.map(\.path)), manifest: manifest)
    differences += others.differences
    try report(differences, files: outcome.files.count, others: others, version: manifest.hearth)
  }

  private func check(_ hash: String, _ manifest: Manifest) throws(Problem) {
    guard hash != manifest.input.sha256 else { return }
    throw Problem(
      "this is not the file of this report, or it was changed since (SHA-256 \(hash))", at: data,
      remedy: "name the data file of the report as it was: “\(manifest.input.file)”, SHA-256 \(manifest.input.sha256)")
  }

  /// The review given, else the decisions that the manifest keeps, else (a report of an older version) the file beside the data.
  private func decisions(_ manifest: Manifest, _ dataset: Dataset) throws -> Review {
    if let review {
      guard FileManager.default.fileExists(atPath: review) else {
        throw Problem(
          "there is no review here", at: review, remedy: "name the file with --review, or leave --review out")
      }
      return try ReviewFile.load(review)
    }
    if let kept = manifest.decisions?.opened(
      data: dataset, sealing: try Sealing(file: data, for: .review))
    {
      return kept
    }
    guard let name = manifest.review else { return Review() }
    let beside = URL(fileURLWithPath: data).deletingLastPathComponent().appendingPathComponent(name).path
    return try ReviewFile.load(FileManager.default.fileExists(atPath: name) && name != "review.csv" ? name : beside)
  }

  struct Difference: Encodable {
    let file: String
    let place: String
    /// What stands in the folder.
    let was: String
    /// What the data give.
    let now: String
  }

  private func compare(_ file: OutputFile, with written: Data?) -> [Difference] {
    let now = Data(file.bytes)
    guard let written else {
      return [Difference(file: file.path, place: "", was: "missing", now: "\(now.count) bytes")]
    }
    guard written != now else { return [] }
    if file.path.hasSuffix(".json"), let before = try? JSONSerialization.jsonObject(with: written),
      let after = try? JSONSerialization.jsonObject(with: now)
    {
      let found = JSONDifference.list(before, after)
      if !found.isEmpty { return found.map { Difference(file: file.path, place: $0.place, was: $0.was, now: $0.now) } }
    }
    let text = TextDifference(
      String(decoding: written, as: UTF8.self), String(decoding: now, as: UTF8.self),
      isMarkup: file.path.hasSuffix(".html") || file.path.hasSuffix(".svg"))
    return [Difference(file: file.path, place: text.place, was: text.was, now: text.now)]
  }

  private func report(_ differences: [Difference], files: Int, others: OtherFiles, version: String) throws {
    if json {
      try Terminal.printJSON(
        Outcome(
          verified: differences.isEmpty, files: files, differences: differences, unchanged: others.unchanged,
          notCompared: others.strangers))
    } else if differences.isEmpty {
      print("Verified: \(files) files recomputed from \(data), nothing differs in them.")
      others.sentences.forEach { print($0) }
    } else {
      for difference in differences.prefix(50) {
        print(
          "\(difference.file) \(difference.place): the report says \(difference.was), the data give \(difference.now)")
      }
      if differences.count > 50 { print("… and \(differences.count - 50) more") }
      if version != Hearth.version { print("The report was made by Hearth \(version), this is \(Hearth.version).") }
    }
    if !differences.isEmpty { throw ExitCode(1) }
  }

  private struct Outcome: Encodable {
    let verified: Bool
    let files: Int
    let differences: [Difference]
    /// Converted files, which are only compared with the manifest's SHA-256.
    let unchanged: [String]
    let notCompared: [String]
  }
}
