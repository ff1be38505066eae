/// A file of answers as typed columns: what every other part of the program computes from.
package struct Dataset: Sendable {
  package var source: Source
  package let rowCount: Int
  package let columns: [Column]
  private let positions: [String: Int]

  /// Column names must be unique; where two are equal the first is found.
  package init(source: Source, rowCount: Int, columns: [Column]) {
    self.source = source
    self.rowCount = rowCount
    self.columns = columns
    positions = Dictionary(columns.indices.map { (columns[$0].name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package func index(of name: String) -> Int? { positions[name] }

  package func column(named name: String) -> Column? { positions[name].map { columns[$0] } }
}

extension Dataset {
  /// Rows of a survey tool's export that it marks as previews, tests or spam; 0 where the file does not say.
  package var trialRows: Int {
    guard source.format == .qualtrics, let status = column(named: "Status") else { return 0 }
    return (0..<rowCount).count { status.text(at: $0).map(Qualtrics.isTrial) ?? false }
  }
}

/// Where a dataset came from and how its file was read.
package struct Source: Sendable {
  /// Which layout of header lines the file has. In SurveyMonkey and Qualtrics files, option columns whose cells are the option's
  /// text (or, in a Qualtrics export of numbers, 1) or empty become one multi-select column named by the question; every other
  /// sub-heading is a column `question: option`.
  package enum Format: String, Sendable, CaseIterable, Encodable { case csv, surveyMonkey, qualtrics }

  package enum Encoding: String, Sendable, CaseIterable, Encodable { case utf8, latin1, utf16 }

  /// What kind of file the table lay in.
  package enum Container: Sendable, Hashable {
    case text
    /// .xlsx, with the name of the sheet.
    case workbook(sheet: String)
    /// .sav
    case spss
  }

  package let fileName: String
  /// The size of the file as it lies on disk (compressed, when it is).
  package internal(set) var byteCount: Int
  package internal(set) var container = Container.text
  /// What the holder of the file should know about how it was read, a sentence each.
  package internal(set) var remarks: [String] = []
  package let format: Format
  package let delimiter: Character
  /// Whether numbers were written with a decimal comma.
  package let decimalComma: Bool
  package let encoding: Encoding
  package let isCompressed: Bool
  package let headerRows: Int
  /// Columns in the file, before several become one multi-select.
  package let fileColumnCount: Int
  /// The line of the file, counted from 1, on which the first data row begins.
  package internal(set) var firstDataLine: Int
  /// Empty lines that were passed over between data rows.
  package let blankLines: Int
  /// Rows without a single value that were passed over.
  package var emptyRows = 0
  var lineBreaks: [LineBreak]

  /// What a row's number in the file counts: lines of a text, rows of a sheet, cases of an SPSS file.
  package var lineWord: String {
    switch container {
    case .text: "line"
    case .workbook: "row"
    case .spss: "case"
    }
  }

  /// The line of the file on which a data row (counted from 0) begins: cells may hold line ends and empty lines are passed over.
  package func line(ofRow row: Int) -> Int {
    var low = 0
    var high = lineBreaks.count
    while low < high {
      let middle = (low + high) / 2
      if lineBreaks[middle].row <= row { low = middle + 1 } else { high = middle }
    }
    return firstDataLine + row + (low > 0 ? lineBreaks[low - 1].extra : 0)
  }

  /// "file.csv, line 12 (data row 10), column Q3": how messages name a cell.
  package func place(row: Int, column: String? = nil) -> String {
    let number = container == .spss ? "" : " (data row \(row + 1))"
    return "\(fileName), \(lineWord) \(line(ofRow: row))\(number)" + (column.map { ", column \($0)" } ?? "")
  }
}

/// From this data row on, rows begin `extra` lines later than one line a row would put them.
struct LineBreak: Sendable, Hashable {
  var row: Int
  var extra: Int
}
