import Analysis
import ArgumentParser
import Dataset
import Foundation
import Problems
import Reporting

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Make a report again from its data and compare every figure.")

  @Argument(help: "The folder that `hearth analyse` wrote.") var folder: String
  @Option(help: "The data file the report was made from.") var data: String
  @Option(help: "The review of open answers, if it is not where it was.") var review: String?
  @Flag(help: "One JSON document on standard output.") var json = false

  func run() throws {
    let url = URL(fileURLWithPath: folder)
    let manifest = try Manifest.load(from: url)
    var reading = ReadingOptions()
    reading.encoding = manifest.input.encoding
    reading.missing = manifest.input.missing
    let (dataset, hash) = try reading.readHashed(data)
    var differences: [Difference] = []
    if hash != manifest.input.sha256 {
      differences.append(
        Difference(file: "manifest.json", place: "input.sha256", was: manifest.input.sha256, now: hash))
    }
    let job = StudyJob(
      data: dataset, dataFile: manifest.input.file, dataHash: hash, studyText: manifest.study.text,
      studyName: manifest.study.file, companions: Companions(folder: url, kept: manifest.study.companions),
      audience: Report.Audience(rawValue: manifest.audience) ?? .full)
    let outcome = try job.run(
      ledger: manifest.releasedBefore, review: try reviewPath(manifest).map(ReviewFile.load) ?? Review())
    for file in outcome.files {
      let written = try? Data(contentsOf: url.appendingPathComponent(file.path))
      differences += compare(file, with: written)
    }
    try report(differences, files: outcome.files.count, version: manifest.hearth)
  }

  /// The review lies where it was named, or beside the data.
  private func reviewPath(_ manifest: Manifest) -> String? {
    if let review { return review }
    guard let name = manifest.review else { return nil }
    let beside = URL(fileURLWithPath: data).deletingLastPathComponent().appendingPathComponent(name).path
    return FileManager.default.fileExists(atPath: name) && name != "review.csv" ? name : beside
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
    return [firstDifferentLine(file.path, written, now)]
  }

  private func firstDifferentLine(_ path: String, _ written: Data, _ now: Data) -> Difference {
    let before = String(decoding: written, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    let after = String(decoding: now, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(before, after).enumerated().first { $1.0 != $1.1 }?.offset ?? min(before.count, after.count)
    func excerpt(_ lines: [Substring]) -> String {
      lines.indices.contains(line) ? String(lines[line].prefix(160)) : "nothing"
    }
    return Difference(file: path, place: "line \(line + 1)", was: excerpt(before), now: excerpt(after))
  }

  private func report(_ differences: [Difference], files: Int, version: String) throws {
    if json {
      try Terminal.printJSON(Outcome(verified: differences.isEmpty, files: files, differences: differences))
    } else if differences.isEmpty {
      print("Verified: \(files) files recomputed from \(data), nothing differs.")
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
  }
}
