import Dataset
import Foundation
import Problems
import Statistics

/// A stated structure: `exhaustion = ex1..ex5; distance = cy1, cy2, cy3; ex1 ~~ ex2`.
///
/// Each factor with its items, named as `--columns` names them; `~~` joins two items that share more than their factors.
struct StructureText {
  private(set) var factors: [LatentFactor] = []
  private(set) var residuals: [ResidualCovariance] = []
  /// In the order in which they first stand.
  private(set) var items: [String] = []

  /// - Throws: `Problem` that says which part cannot be read, or which column is missing.
  init(_ text: String, _ dataset: Dataset) throws(Problem) {
    let columns = FileColumns(dataset: dataset)
    for part in text.split(whereSeparator: { $0 == ";" || $0.isNewline }) {
      let part = part.trimmingCharacters(in: .whitespaces)
      if part.isEmpty { continue }
      if let sign = part.firstRange(of: "~~") {
        let pair = [part[..<sign.lowerBound], part[sign.upperBound...]].map { $0.trimmingCharacters(in: .whitespaces) }
        residuals.append(ResidualCovariance(pair[0], pair[1]))
        continue
      }
      guard let sign = part.firstIndex(of: "=") else { throw Self.unreadable(part) }
      let name = part[..<sign].trimmingCharacters(in: .whitespaces)
      let list = part[part.index(after: sign)...].trimmingCharacters(in: .whitespaces)
      guard !name.isEmpty, !list.isEmpty else { throw Self.unreadable(part) }
      let own = try ItemColumns.names(columns, list, option: "--structure")
      factors.append(LatentFactor(name, items: own))
      for item in own where !items.contains(item) { items.append(item) }
    }
    guard !factors.isEmpty else { throw Self.unreadable(text) }
  }

  private static func unreadable(_ part: String) -> Problem {
    Problem(
      "“\(part.prefix(80))” names no factor with its items", at: "--structure",
      remedy: "write it like “exhaustion = ex1..ex5; distance = cy1, cy2, cy3”")
  }
}
