import CXlsxWriter
import Problems

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One workbook on its way to the disk, row by row.
final class WorkbookWriter {
  private let functions: CXlsxWriterFunctions
  private let path: String
  private var workbook: UnsafeMutablePointer<lxw_workbook>?
  private let bold: UnsafeMutablePointer<lxw_format>?
  private let day: UnsafeMutablePointer<lxw_format>?

  init(_ functions: CXlsxWriterFunctions, file: NewFile, path: String) throws(Problem) {
    self.functions = functions
    self.path = path
    // What the library keeps beside the file while it writes lies on the same disk.
    let slash = file.partialPath.lastIndex(of: "/")
    let folder = strdup(slash.map { String(file.partialPath[...$0]) } ?? ".")
    defer { free(folder) }
    var options = lxw_workbook_options(constant_memory: 1, tmpdir: folder, use_zip64: 0)
    workbook = functions.workbook_new_opt(file.partialPath, &options)
    guard workbook != nil else { throw NewFile.refused(path) }
    // The same table gives the same bytes: no date but this one.
    var properties = lxw_doc_properties()
    properties.created = 946_684_800
    _ = functions.workbook_set_properties(workbook, &properties)
    bold = functions.workbook_add_format(workbook)
    functions.format_set_bold(bold)
    day = functions.workbook_add_format(workbook)
    functions.format_set_num_format(day, "yyyy-mm-dd")
  }

  deinit { if workbook != nil { _ = functions.workbook_close(workbook) } }

  func close() throws(Problem) {
    let status = functions.workbook_close(workbook)
    workbook = nil
    try check(status)
  }

  func data(_ fields: [TableExport.Field], rowCount: Int) throws(Problem) {
    let sheet = try sheet("Data")
    for (column, field) in fields.enumerated() { try write(field.name, 0, column, bold, on: sheet) }
    let words = fields.map(\.words)
    for row in 0..<rowCount {
      for (column, field) in fields.enumerated() {
        switch field.values {
        case .whole(let values):
          if let value = values[row] { try write(Double(value), row + 1, column, nil, on: sheet) }
        case .choices(let values):
          if let text = values[row].flatMap({ words[column][$0] }) { try write(text, row + 1, column, nil, on: sheet) }
        case .numbers(let values):
          if let value = values[row], value.isFinite { try write(value, row + 1, column, nil, on: sheet) }
        case .texts(let values):
          if let text = values[row] { try write(text, row + 1, column, nil, on: sheet) }
        case .days(let values):
          if let value = values[row] { try write(day: value, row + 1, column, on: sheet) }
        }
      }
    }
  }

  /// A sheet of texts below a row of headings.
  func texts(_ lines: [[String]], named name: String) throws(Problem) {
    let sheet = try sheet(name)
    for (row, line) in lines.enumerated() {
      for (column, text) in line.enumerated() { try write(text, row, column, row == 0 ? bold : nil, on: sheet) }
    }
  }

  private func sheet(_ name: String) throws(Problem) -> UnsafeMutablePointer<lxw_worksheet> {
    guard let sheet = functions.workbook_add_worksheet(workbook, name) else { throw NewFile.refused(path) }
    functions.worksheet_freeze_panes(sheet, 1, 0)
    return sheet
  }

  private func write(
    _ text: String, _ row: Int, _ column: Int, _ format: UnsafeMutablePointer<lxw_format>?,
    on sheet: UnsafeMutablePointer<lxw_worksheet>
  ) throws(Problem) {
    guard !text.isEmpty else { return }
    try check(
      functions.worksheet_write_string(sheet, lxw_row_t(row), lxw_col_t(column), escaped(text), format), row, column)
  }

  private func write(
    _ number: Double, _ row: Int, _ column: Int, _ format: UnsafeMutablePointer<lxw_format>?,
    on sheet: UnsafeMutablePointer<lxw_worksheet>
  ) throws(Problem) {
    try check(functions.worksheet_write_number(sheet, lxw_row_t(row), lxw_col_t(column), number, format), row, column)
  }

  /// Workbooks count days from 1900, and wrongly before its March; older days are texts.
  private func write(
    day value: Int, _ row: Int, _ column: Int, on sheet: UnsafeMutablePointer<lxw_worksheet>
  ) throws(Problem) {
    let serial = value + 25_569
    guard (61..<2_958_466).contains(serial) else {
      return try write(CalendarDay(daysSince1970: value).description, row, column, nil, on: sheet)
    }
    try write(Double(serial), row, column, day, on: sheet)
  }

  private func check(_ status: lxw_error, _ row: Int = 0, _ column: Int = 0) throws(Problem) {
    guard status != LXW_NO_ERROR else { return }
    guard status != LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED else {
      throw Problem(
        "the text in row \(row), column \(column + 1) is longer than a cell of a workbook holds (32,767 characters)",
        at: path, remedy: "write the table as CSV")
    }
    throw Problem(
      "the workbook could not be written: \(words(functions.lxw_strerror(status)).lowercased())", at: path,
      remedy: "check that the disk has room and that you may write there")
  }
}

/// `_x0041_` in a cell means “A”: a text that only looks like that says so.
private func escaped(_ text: String) -> String {
  guard text.utf8.contains(UInt8(ascii: "_")) else { return text }
  return text.replacing(#/_(?=x[0-9A-Fa-f]{4}_)/#) { _ in "_x005F_" }
}
