import CReadStat
import Problems

/// Reads an SPSS file (.sav, .zsav) as the table that its CSV would be, with the words for its codes beside it.
///
/// Values that the file declares as missing, or labels with a word for "no answer", are empty cells.
final class SPSSReader {
  private(set) var table: TableText
  private(set) var variables: [SPSSVariable] = []
  private var labelSets: [String: [(number: Double, label: ValueLabel)]] = [:]

  private let file: String
  private let bytes: [UInt8]
  private let missing: Set<String>
  /// Per variable, the codes whose label says that there is no answer; filled when the first value comes.
  private var unanswered: [Set<String>] = []
  private let functions: CReadStatFunctions
  private var position = 0
  private var problem: Problem?
  private var nextColumn = 0
  private var rows = 0
  private var cells = 0

  private static let mostVariables = 100_000

  /// - Throws: `Problem` for a file that is damaged, cut off or holds text in another encoding than it says.
  static func read(_ bytes: [UInt8], file: String, options: ReadOptions) throws(Problem) -> SPSSReader {
    let reader = try SPSSReader(bytes, file: file, missing: options.missing)
    try reader.parse(encoding: options.encoding == .latin1 ? "WINDOWS-1252" : nil)
    return reader
  }

  private init(_ bytes: [UInt8], file: String, missing: [String]) throws(Problem) {
    self.bytes = bytes
    self.missing = Set(missing)
    self.file = file
    table = TableText(file: file)
    functions = try SharedLibrary.readStat()
  }

  /// What a variable's codes stand for, in the order of the codes.
  func labels(of variable: SPSSVariable) -> [ValueLabel] {
    let labels = labelSets[variable.labelSet] ?? []
    guard variable.kind != .text else { return labels.map(\.label) }
    return labels.sorted { $0.number < $1.number }.map(\.label)
  }

  private func parse(encoding: String?) throws(Problem) {
    guard let parser = functions.readstat_parser_init() else {
      throw Problem("there is not enough memory", at: file, remedy: "close other programs and try again")
    }
    defer { functions.readstat_parser_free(parser) }
    readFromMemory(parser)
    listen(parser)
    if let encoding { _ = functions.readstat_set_file_character_encoding(parser, encoding) }
    let status = functions.readstat_parse_sav(parser, file, Unmanaged.passUnretained(self).toOpaque())
    if let problem { throw problem }
    guard status == READSTAT_OK else { throw damaged(status) }
    guard !variables.isEmpty else {
      throw Problem("the file has no variables", at: file, remedy: "give a file with answers in it")
    }
    guard nextColumn == 0 else { throw damaged(READSTAT_ERROR_ROW_COUNT_MISMATCH) }
    if rows == 0 { table.endRow(1) }
  }

  private func damaged(_ status: readstat_error_t) -> Problem {
    let reason = words(functions.readstat_error_message(status))
    switch status {
    case READSTAT_ERROR_CONVERT, READSTAT_ERROR_CONVERT_BAD_STRING, READSTAT_ERROR_CONVERT_SHORT_STRING,
      READSTAT_ERROR_UNSUPPORTED_CHARSET:
      return Problem(
        "the text in the file is not in the encoding that the file says (\(reason))", at: file,
        remedy: "add --encoding latin1, or save it again in SPSS with Unicode switched on")
    default:
      return Problem(
        "the SPSS file is damaged or not complete (\(reason))", at: file,
        remedy: "copy or download it again, or save it as CSV")
    }
  }
}

// What ReadStat calls back.
extension SPSSReader {
  private static func of(_ context: UnsafeMutableRawPointer?) -> SPSSReader? {
    context.map { Unmanaged<SPSSReader>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Gives it the bytes in memory: a file that changes meanwhile cannot trip it.
  private func readFromMemory(_ parser: UnsafeMutablePointer<readstat_parser_t>) {
    _ = functions.readstat_set_open_handler(parser) { _, _ in 0 }
    _ = functions.readstat_set_close_handler(parser) { _ in 0 }
    _ = functions.readstat_set_update_handler(parser) { _, _, _, _ in READSTAT_OK }
    _ = functions.readstat_set_seek_handler(parser) { offset, from, context in
      guard let reader = SPSSReader.of(context) else { return -1 }
      let base = from == READSTAT_SEEK_SET ? 0 : from == READSTAT_SEEK_CUR ? reader.position : reader.bytes.count
      let (target, overflows) = base.addingReportingOverflow(Int(offset))
      guard !overflows, target >= 0, target <= reader.bytes.count else { return -1 }
      reader.position = target
      return readstat_off_t(target)
    }
    _ = functions.readstat_set_read_handler(parser) { target, count, context in
      guard let reader = SPSSReader.of(context), let target else { return -1 }
      let given = min(count, reader.bytes.count - reader.position)
      reader.bytes.withUnsafeBytes {
        target.copyMemory(from: $0.baseAddress.unsafelyUnwrapped + reader.position, byteCount: given)
      }
      reader.position += given
      return given
    }
    _ = functions.readstat_set_io_ctx(parser, Unmanaged.passUnretained(self).toOpaque())
  }

  private func listen(_ parser: UnsafeMutablePointer<readstat_parser_t>) {
    _ = functions.readstat_set_metadata_handler(parser) { metadata, context in
      SPSSReader.take(context) { reader throws(Problem) in try reader.begin(metadata) }
    }
    _ = functions.readstat_set_variable_handler(parser) { _, variable, labels, context in
      SPSSReader.take(context) { reader throws(Problem) in try reader.add(variable, labels: labels) }
    }
    _ = functions.readstat_set_value_label_handler(parser) { set, value, label, context in
      SPSSReader.take(context) { reader throws(Problem) in reader.add(value, label: label, to: set) }
    }
    _ = functions.readstat_set_value_handler(parser) { _, variable, value, context in
      SPSSReader.take(context) { reader throws(Problem) in try reader.add(value, of: variable) }
    }
  }

  private static func take(
    _ context: UnsafeMutableRawPointer?, _ event: (SPSSReader) throws(Problem) -> Void
  ) -> Int32 {
    guard let reader = of(context), reader.problem == nil else { return Int32(READSTAT_HANDLER_ABORT) }
    do throws(Problem) {
      try event(reader)
      return Int32(READSTAT_HANDLER_OK)
    } catch {
      reader.problem = error
      return Int32(READSTAT_HANDLER_ABORT)
    }
  }

  /// A file that says it holds nothing, or more than can be, is not read on.
  private func begin(_ metadata: UnsafeMutablePointer<readstat_metadata_t>?) throws(Problem) {
    let columns = Int(functions.readstat_get_var_count(metadata))
    let stated = Int(functions.readstat_get_row_count(metadata))
    guard columns > 0, columns <= Self.mostVariables else {
      throw Problem("the file has \(columns) variables", at: file, remedy: "copy or download it again")
    }
    // A stored cell takes a byte at least, or a thousandth of one where the file is packed once more.
    guard stated <= 0 || stated.multipliedReportingOverflow(by: columns).partialValue / 1100 <= bytes.count else {
      throw Problem(
        "the file says that it has \(stated) cases, which do not fit into it", at: file,
        remedy: "copy or download it again")
    }
  }

  private func add(_ variable: UnsafeMutablePointer<readstat_variable_t>?, labels: UnsafePointer<CChar>?)
    throws(Problem)
  {
    let name = text(functions.readstat_variable_get_name(variable))
    let format = text(functions.readstat_variable_get_format(variable))
    let isText = functions.readstat_variable_get_type_class(variable) == READSTAT_TYPE_CLASS_STRING
    let column = variables.count
    variables.append(
      SPSSVariable(
        name: name, label: text(functions.readstat_variable_get_label(variable)),
        kind: isText ? .text : SPSSVariable.kind(ofFormat: format), labelSet: text(labels)))
    try table.add(name.isEmpty ? "column \(column + 1)" : name, column: column, quoted: true)
  }

  private func add(_ value: readstat_value_t, label: UnsafePointer<CChar>?, to set: UnsafePointer<CChar>?) {
    let words = text(label)
    guard !words.isEmpty else { return }
    if functions.readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING {
      let code = text(functions.readstat_string_value(value))
      labelSets[text(set), default: []].append((0, ValueLabel(code: code, text: words)))
    } else {
      let code = functions.readstat_double_value(value)
      labelSets[text(set), default: []].append((code, ValueLabel(code: plainNumber(code), text: words)))
    }
  }

  private func add(_ value: readstat_value_t, of variable: UnsafeMutablePointer<readstat_variable_t>?) throws(Problem) {
    let column = Int(functions.readstat_variable_get_index(variable))
    guard column == nextColumn, column < variables.count else { throw damaged(READSTAT_ERROR_PARSE) }
    if column == 0, rows == 0 {
      table.endRow(1)
      unanswered = variables.map { variable in
        Set((labelSets[variable.labelSet] ?? []).filter { missing.contains($0.label.text) }.map(\.label.code))
      }
    }
    cells += 1
    guard cells <= TableText.mostCells else { throw table.tooLarge }
    let isMissing =
      functions.readstat_value_is_system_missing(value) != 0
      || functions.readstat_value_is_defined_missing(value, variable) != 0
    switch variables[column].kind {
    case _ where isMissing || isUnanswered(value, column): break
    case .text: try addText(functions.readstat_string_value(value), column: column)
    case .number, .date, .time:
      try table.add(variables[column].text(functions.readstat_double_value(value)), column: column)
    }
    nextColumn += 1
    guard nextColumn == variables.count else { return }
    nextColumn = 0
    rows += 1
    table.endRow(rows + 1)
  }

  private func isUnanswered(_ value: readstat_value_t, _ column: Int) -> Bool {
    guard !unanswered[column].isEmpty else { return false }
    let isText = variables[column].kind == .text
    return unanswered[column].contains(
      isText ? text(functions.readstat_string_value(value)) : plainNumber(functions.readstat_double_value(value)))
  }

  private func addText(_ text: UnsafePointer<CChar>?, column: Int) throws(Problem) {
    guard let text else { return }
    var length = 0
    while text[length] != 0 { length += 1 }
    try text.withMemoryRebound(to: UInt8.self, capacity: length) { bytes throws(Problem) in
      var cell = UnsafeBufferPointer(start: bytes, count: length)
      // A text of fixed width may end in the middle of a character.
      if let invalid = firstInvalidUTF8(cell), invalid > length - 4 {
        cell = UnsafeBufferPointer(rebasing: cell[..<invalid])
      }
      try table.add(cell, column: column)
    }
  }

  private func text(_ text: UnsafePointer<CChar>?) -> String {
    guard let text else { return "" }
    let bytes = trimmed(Array(String(cString: text).utf8)[...])
    return String(decoding: bytes, as: UTF8.self)
  }
}
