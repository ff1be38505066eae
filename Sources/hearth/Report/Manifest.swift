import Crypto
import Foundation
import Platform
import Problems

/// How a report was made: enough to make it again and to see whether it still is what was made.
struct Manifest: Codable {
  struct Input: Codable {
    var file: String
    var sha256: String
    var rows: Int
    var encoding: String
    var missing: [String]
    /// The sheet of a workbook, where one was named.
    var sheet: String?
  }

  struct Study: Codable {
    var file: String
    var sha256: String
    var text: String
    /// Files that the study names, by name.
    var companions: [String: String]
  }

  var hearth: String
  var input: Input
  var study: Study
  var audience: String
  var threshold: Int
  var wave: String
  /// The review file that quotations came from, beside the study file unless it says otherwise; nil when there were no open answers.
  var review: String?
  /// The decisions on open answers that were used, for whoever has the data file.
  var decisions: SealedReview?
  /// Nothing in a report is drawn at random.
  var seed: UInt64?
  /// What had been released from the study's data before, for whoever has the data file; nil where that was nothing.
  var releasedBefore: SealedLedger?
  /// SHA-256 of each file of the report.
  var outputs: [String: String]

  static let file = "manifest.json"

  /// What a report's folder consists of, by its manifest; nil for any other folder.
  static func filesOfReport(in folder: URL) -> Set<String>? {
    (try? load(from: folder)).map { Set($0.outputs.keys).union([file]) }
  }

  func encoded() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data("\n".utf8)
  }

  static func load(from folder: URL) throws -> Manifest {
    let url = folder.appendingPathComponent(file)
    guard let data = try? Data(contentsOf: url) else {
      throw Problem(
        "there is no \(file) here", at: folder.path, remedy: "name the folder that `hearth analyse --out` wrote")
    }
    do {
      return try JSONDecoder().decode(Manifest.self, from: data)
    } catch {
      throw Problem(
        "the manifest cannot be read", at: url.path,
        remedy: "restore it, or make the report again with `hearth analyse`")
    }
  }
}

/// Lower-case hexadecimal.
func sha256(_ data: Data) -> String { hexadecimal(SHA256.hash(data: data)) }
