import ArgumentParser
import Crypto
import Dataset
import Foundation
import Platform
import Problems
import Synchronization

/// A data file and how to read it, the same for every command.
struct InputOptions: ParsableArguments {
  @Argument(
    help:
      "A CSV or TSV file (plain or .gz), a workbook (.xlsx) or an SPSS file (.sav); SurveyMonkey and Qualtrics exports are recognised."
  )
  var file: String

  @OptionGroup var reading: ReadingOptions

  /// - Parameter exactly: whether decimals are kept as they are written, beyond what a double holds.
  func read(exactly: Bool = false) throws -> Dataset { try reading.read(file, exactly: exactly) }
}

/// How to read a data file where its content does not say.
struct ReadingOptions: ParsableArguments {
  @Option(help: "utf8 or latin1.") var encoding = "utf8"
  @Option(help: "The sheet of a workbook; the first that is not hidden unless given.") var sheet: String?
  @Option(
    help: "A cell text that means “no answer”, beside the empty cell, NA, N/A and #N/A; may be given several times.")
  var missing: [String] = []

  func options() throws -> ReadOptions {
    var options = ReadOptions()
    switch encoding.lowercased() {
    case "utf8", "utf-8": options.encoding = .utf8
    case "latin1", "latin-1", "iso-8859-1", "windows-1252": options.encoding = .latin1
    default: throw ValidationError("--encoding takes utf8 or latin1, not “\(encoding)”")
    }
    options.missing += missing
    options.sheet = sheet
    return options
  }

  func read(_ file: String, asText: Bool = false, exactly: Bool = false) throws -> Dataset {
    try read(file, hashing: nil) { options in
      options.asText = asText
      options.residuals = exactly
    }
  }

  /// Reads the file and hashes its bytes in the same pass.
  func readHashed(_ file: String) throws -> (data: Dataset, hash: String) {
    let hasher = Mutex(SHA256())
    let data = try read(file, hashing: { bytes in hasher.withLock { $0.update(bufferPointer: bytes) } })
    return (data, hexadecimal(hasher.withLock { $0.finalize() }))
  }

  private func read(
    _ file: String, hashing: (@Sendable (UnsafeRawBufferPointer) -> Void)?,
    adjusting: (inout ReadOptions) -> Void = { _ in }
  ) throws -> Dataset {
    var options = try options()
    adjusting(&options)
    let line = ProgressLine("Reading \(file)")
    defer { line.finish() }
    let data = try Dataset.read(path: file, options: options, progress: { line.update($0) }, onBytes: hashing)
    line.finish()
    for remark in data.source.remarks { Terminal.note(remark) }
    let empty = data.source.emptyRows
    if empty > 0 {
      Terminal.note(
        "\(empty) \(empty == 1 ? "row" : "rows") of \(file) without a single answer \(empty == 1 ? "is" : "are") passed over and \(empty == 1 ? "counts" : "count") as nobody"
      )
    }
    if data.trialRows > 0 {
      Terminal.note(
        "\(data.trialRows) of \(data.rowCount) rows in \(file) are previews, tests or spam by their Status, and are counted like answers: export the data again without them"
      )
    }
    return data
  }
}
