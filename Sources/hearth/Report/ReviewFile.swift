import Analysis
import Dataset
import Foundation
import Problems
import Reporting

/// The review of open answers as a CSV beside the study file.
enum ReviewFile {
  static func load(_ path: String) throws -> Review {
    guard FileManager.default.fileExists(atPath: path) else { return Review() }
    var options = ReadOptions()
    options.missing = []
    let data = try Dataset.read(path: path, options: options, progress: nil)
    let rows = (0..<data.rowCount).map { row in
      data.columns.map { column in unprotected(column.text(at: row) ?? "") }
    }
    return try Review(rows: [data.columns.map(\.name)] + rows, file: path)
  }

  /// Written with an apostrophe before what a spreadsheet would run as a formula; it is not part of the answer.
  private static func unprotected(_ cell: String) -> String {
    guard cell.hasPrefix("'"), let next = cell.dropFirst().first(where: { !$0.isWhitespace }), "=+-@".contains(next)
    else {
      return cell
    }
    return String(cell.dropFirst())
  }

  static func save(_ review: Review, to path: String) throws {
    let rows = review.rows
    guard let header = rows.first else { return }
    let csv = CSV(header: header, rows: rows.dropFirst().map { $0.map { $0.isEmpty ? .empty : .text($0) } })
    do {
      try Data(csv.rendered()).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw Problem(
        "the review file could not be written: \(systemReason(error))", at: path,
        remedy: "check that the disk has room and that you may write there")
    }
  }
}
