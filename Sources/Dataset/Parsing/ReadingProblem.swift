import Problems

/// What can be wrong with the text of a file, said once.
enum ReadingProblem {
  static func notUTF8(at place: String, offset: Int, reading: String) -> Problem {
    Problem(
      "byte \(offset) is not UTF-8 text", at: place,
      remedy: "if this cell should read \"\(reading)\", add --encoding latin1; otherwise save the file as CSV (UTF-8)")
  }

  static func zeroByte(at place: String, offset: Int) -> Problem {
    Problem(
      "byte \(offset) is zero: the file is damaged or not a text file", at: place,
      remedy: "export the file again as CSV (UTF-8)")
  }
}

extension PieceResult.Issue {
  /// The problem in words. `row` and `line` are those of the piece's first row, the line counted from 1.
  func problem(file: String, columns: [String], row: Int, line: Int, offset: Int) -> Problem? {
    func place(_ inRow: Int, _ inLine: Int, _ column: Int? = nil) -> String {
      // A row with too many cells can be wrong in one that no header names.
      let name = column.map { ", column \(columns.indices.contains($0) ? columns[$0] : String($0 + 1))" } ?? ""
      return "\(file), line \(line + inLine) (data row \(row + inRow + 1))\(name)"
    }
    switch self {
    case .strayQuote:
      return nil
    case .ragged(let inRow, let inLine, let found):
      return Problem(
        "this row has \(found) \(found == 1 ? "cell" : "cells") where the header has \(columns.count)",
        at: place(inRow, inLine),
        remedy: found > columns.count
          ? "put cells that contain the delimiter in quotation marks, or remove the surplus cells"
          : "add the missing cells (empty ones are fine), or remove the line")
    case .openQuote(let inRow, let inLine, let column):
      return Problem(
        "a quotation mark opened in the row that begins on line \(line + inLine) is never closed",
        at: place(inRow, inLine, column), remedy: "close it, or double the quotation marks inside the cell")
    case .textAfterQuote(let inRow, let inLine, let column, let quoteLine):
      let since = quoteLine == inLine ? "" : " of a cell that began on line \(line + quoteLine)"
      return Problem(
        "text follows the closing quotation mark\(since)", at: place(inRow, inLine, column),
        remedy: "double the quotation marks inside the cell, or put the delimiter after the closing one")
    case .zeroByte(let inRow, let inLine, let column, let inPiece):
      return ReadingProblem.zeroByte(at: place(inRow, inLine, column), offset: offset + inPiece)
    case .notUTF8(let inRow, let inLine, let column, let inPiece, let reading):
      return ReadingProblem.notUTF8(at: place(inRow, inLine, column), offset: offset + inPiece, reading: reading)
    }
  }
}
