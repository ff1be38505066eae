import CReadStat
import Problems

extension TableExport {
  /// An SPSS file: variable labels, value labels, codes without an answer declared as missing.
  func writeSPSS(to path: String) throws(Problem) {
    let functions = try SharedLibrary.readStat()
    try NewFile.write(path) { file throws(Problem) in
      let writer = try SPSSWriter(functions, file: file, path: path)
      let variables = try writer.declare(fields)
      try writer.write(fields, variables, rowCount: rowCount)
    }
  }
}

private final class SPSSWriter {
  /// SPSS cuts longer labels, and refuses longer texts.
  static let longestLabel = 255
  static let longestValueLabel = 120
  static let longestText = 32_767
  static let mostMissingCodes = 3

  typealias Variable = UnsafeMutablePointer<readstat_variable_t>

  private let functions: CReadStatFunctions
  private let writer: UnsafeMutablePointer<readstat_writer_t>
  private let file: NewFile
  private let path: String
  private var pending: [UInt8] = []
  private var problem: Problem?

  init(_ functions: CReadStatFunctions, file: NewFile, path: String) throws(Problem) {
    self.functions = functions
    self.file = file
    self.path = path
    guard let writer = functions.readstat_writer_init() else {
      throw Problem("there is not enough memory", at: path, remedy: "close other programs and try again")
    }
    self.writer = writer
    _ = functions.readstat_set_data_writer(writer) { bytes, count, context in
      guard let bytes, let context else { return -1 }
      return Unmanaged<SPSSWriter>.fromOpaque(context).takeUnretainedValue().take(bytes, count)
    }
    // The same table gives the same bytes: no date but this one.
    _ = functions.readstat_writer_set_file_timestamp(writer, 946_684_800)
    _ = functions.readstat_writer_set_compression(writer, READSTAT_COMPRESS_ROWS)
  }

  deinit { functions.readstat_writer_free(writer) }

  private func take(_ bytes: UnsafeRawPointer, _ count: Int) -> Int {
    pending.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
    guard pending.count >= 1 << 20 else { return count }
    do throws(Problem) {
      try flush()
      return count
    } catch {
      problem = error
      return -1
    }
  }

  private func flush() throws(Problem) {
    try file.append(pending)
    pending.removeAll(keepingCapacity: true)
  }

  func declare(_ fields: [TableExport.Field]) throws(Problem) -> [Variable] {
    var variables: [Variable] = []
    for (field, name) in zip(fields, SPSSNames.names(for: fields.map(\.name))) {
      let width = try width(of: field)
      let type = width == nil ? READSTAT_TYPE_DOUBLE : READSTAT_TYPE_STRING
      guard let variable = functions.readstat_add_variable(writer, name, type, width ?? 0) else {
        throw Problem("there is not enough memory", at: path, remedy: "close other programs and try again")
      }
      // A name that SPSS does not take lives on in the label.
      let label = field.label.isEmpty && name != field.name ? field.name : field.label
      if !label.isEmpty { functions.readstat_variable_set_label(variable, label.cut(to: Self.longestLabel)) }
      try describe(variable, field, name: name)
      variables.append(variable)
    }
    return variables
  }

  private func describe(_ variable: Variable, _ field: TableExport.Field, name: String) throws(Problem) {
    switch field.values {
    case .whole: functions.readstat_variable_set_format(variable, "F8.0")
    case .choices:
      functions.readstat_variable_set_format(variable, "F8.0")
      functions.readstat_variable_set_measure(variable, READSTAT_MEASURE_NOMINAL)
    case .numbers:
      functions.readstat_variable_set_format(variable, "F12.4")
      functions.readstat_variable_set_measure(variable, READSTAT_MEASURE_SCALE)
    case .days: functions.readstat_variable_set_format(variable, "DATE11")
    case .texts: break
    }
    if !field.codes.isEmpty, let set = functions.readstat_add_label_set(writer, READSTAT_TYPE_DOUBLE, name) {
      for code in field.codes {
        functions.readstat_label_double_value(set, Double(code.number), code.text.cut(to: Self.longestValueLabel))
      }
      functions.readstat_variable_set_label_set(variable, set)
    }
    guard field.missingCodes.count <= Self.mostMissingCodes else {
      throw Problem(
        "column “\(field.name)” has more than \(Self.mostMissingCodes) codes that mean no answer", at: path,
        remedy: "an SPSS file declares three at most: join some")
    }
    for code in field.missingCodes.sorted() {
      _ = functions.readstat_variable_add_missing_double_value(variable, Double(code))
    }
  }

  /// Bytes of the longest text; nil for numbers.
  private func width(of field: TableExport.Field) throws(Problem) -> Int? {
    guard case .texts(let texts) = field.values else { return nil }
    let longest = texts.lazy.map { $0?.utf8.count ?? 0 }.max() ?? 0
    guard longest <= Self.longestText else {
      throw Problem(
        "a text in column “\(field.name)” is longer than an SPSS file holds (\(Self.longestText) bytes)", at: path,
        remedy: "write the table as CSV")
    }
    return max(longest, 1)
  }

  func write(_ fields: [TableExport.Field], _ variables: [Variable], rowCount: Int) throws(Problem) {
    try check(
      functions.readstat_begin_writing_sav(writer, Unmanaged.passUnretained(self).toOpaque(), rowCount))
    for row in 0..<rowCount {
      try check(functions.readstat_begin_row(writer))
      for (field, variable) in zip(fields, variables) { try write(row, of: field, variable) }
      try check(functions.readstat_end_row(writer))
    }
    try check(functions.readstat_end_writing(writer))
    try flush()
  }

  private func write(_ row: Int, of field: TableExport.Field, _ variable: Variable) throws(Problem) {
    let number: Double?
    switch field.values {
    case .whole(let values), .choices(let values): number = values[row].map(Double.init)
    case .numbers(let values): number = values[row].flatMap { $0.isFinite ? $0 : nil }
    case .days(let values): number = values[row].map { Double($0 + SPSSVariable.daysBefore1970) * 86_400 }
    case .texts(let values):
      // Texts have no gaps in SPSS: an empty one stands for them.
      return try check(functions.readstat_insert_string_value(writer, variable, values[row] ?? ""))
    }
    if let number {
      try check(functions.readstat_insert_double_value(writer, variable, number))
    } else {
      try check(functions.readstat_insert_missing_value(writer, variable))
    }
  }

  private func check(_ status: readstat_error_t) throws(Problem) {
    if let problem { throw problem }
    guard status != READSTAT_OK else { return }
    throw Problem(
      "the SPSS file could not be written: \(words(functions.readstat_error_message(status)).lowercased())",
      at: path, remedy: "write the table as CSV or .xlsx")
  }
}

extension String {
  /// At most so many bytes, whole characters, with an ellipsis where something is left out.
  fileprivate func cut(to bytes: Int) -> String {
    guard utf8.count > bytes else { return self }
    var result = ""
    var size = 3
    for character in self {
      size += character.utf8.count
      guard size <= bytes else { break }
      result.append(character)
    }
    return result + "…"
  }
}
