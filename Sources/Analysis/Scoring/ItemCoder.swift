import Dataset
import Foundation
import Instruments
import Problems

/// Maps the columns of one instrument to its codes: numbers as they are, texts through the labels.
struct ItemCoder {
  let dataset: Dataset
  let instrument: Instrument
  /// Texts of the respondents' own form, from the study file, beside the instrument's.
  let labels: [StudyFile.AnswerLabel]
  let outOfRange: StudyFile.OutOfRange
  let origin: StudyFile.Origin
  let place: String

  /// The columns of the study file's list, one an item.
  /// - Throws: `Problem` when a column is missing or their number is not the instrument's.
  func columns(_ list: StudyFile.ColumnList) throws(Problem) -> [Column] {
    let names = try list.names(at: place)
    guard names.count == instrument.itemCount else {
      throw Problem(
        "\(names.count) columns are named for “\(instrument.name)”, which has \(instrument.itemCount) items", at: place,
        remedy: "name one column an item, in the order of the items")
    }
    var seen: Set<String> = []
    if let twice = names.first(where: { !seen.insert($0).inserted }) {
      throw Problem(
        "column “\(twice)” is named for two items of “\(instrument.name)”", at: place + ", columns",
        remedy: "name each column once, in the order of the items")
    }
    let reader = QuestionReader(dataset: dataset, file: dataset.source.fileName)
    var columns: [Column] = []
    for name in names { columns.append(try reader.column(name, at: place + ", columns")) }
    return columns
  }

  /// One item's answers.
  /// - Throws: `Problem` for labels nobody explained, and for codes out of range unless the study counts them as missing.
  func answers(_ column: Column, item: Int) throws(Problem) -> (answers: ItemAnswers, strange: StrangeAnswers?) {
    guard let responses = instrument.responses(to: item) else {
      throw Problem(
        "the definition of `\(instrument.id)` gives no answer codes for item \(item)", at: place,
        remedy: "add the item to one of its response sets")
    }
    let column = try coded(column, responses: responses)
    switch column.storage {
    case .integer(let bytes, let offset):
      return try numbers(column, responses: responses, bytes: bytes, offset: offset)
    case .category(let codes, let levels):
      return try texts(column, responses: responses, codes: codes, levels: levels)
    case .real(let values, _):
      if let bytes = wholeBytes(values, column.validity, lowest: responses.lowest) {
        return try numbers(column, responses: responses, bytes: bytes, offset: responses.lowest)
      }
      throw notCodes(column, "holds numbers that are not whole codes")
    case .text, .multi, .date: throw notCodes(column, "holds no answer codes")
    }
  }

  /// A column with value labels: by its words where the instrument knows them all, else by the numbers behind them.
  /// - Throws: `Problem` where the instrument knows a word under another number than the file.
  private func coded(_ column: Column, responses: ResponseSet) throws(Problem) -> Column {
    if column.levelNumbers != nil, case .category(_, let levels) = column.storage {
      var known = true
      for level in levels where known { known = try code(of: level, in: responses) != nil }
      if known { return column }
    }
    for label in column.valueLabels {
      guard let number = Double(label.code), let code = try code(of: label.text, in: responses), Double(code) != number
      else { continue }
      throw Problem(
        "the file says that \(label.code) stands for “\(label.text)”, and in `\(instrument.id)` that is \(code)",
        at: "\(dataset.source.fileName), column \(column.name)",
        remedy:
          "give the column the instrument's codes; or, where every answer has a label, write them all in "
          + "\(origin == .file ? "the study file" : "a file for --labels"): labels: {\(instrument.id): {\"\(label.text)\": \(code), …}}"
      )
    }
    return column.inNumbers
  }

  private func notCodes(_ column: Column, _ what: String) -> Problem {
    var cell = "\(dataset.source.fileName), column \(column.name)"
    if let oddity = column.oddity {
      cell = dataset.source.place(row: oddity.row, column: column.name) + ": “\(oddity.text)”"
    }
    return Problem(
      "column “\(column.name)” \(what)", at: cell,
      remedy:
        "item answers of `\(instrument.id)` are its codes or its answer texts; correct the cell or the column list")
  }

  private func wholeBytes(_ values: [Double], _ validity: Validity, lowest: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: values.count)
    for row in values.indices where validity[row] {
      guard values[row] == values[row].rounded(), let byte = UInt8(exactly: values[row] - Double(lowest)) else {
        return nil
      }
      bytes[row] = byte
    }
    return bytes
  }

  private func numbers(
    _ column: Column, responses: ResponseSet, bytes: [UInt8], offset: Int
  ) throws(Problem) -> (ItemAnswers, StrangeAnswers?) {
    let known = responses.codes
    let contiguous = known.count == responses.highest - responses.lowest + 1
    if contiguous, offset >= responses.lowest, offset + Int(largest(bytes)) <= responses.highest {
      return (ItemAnswers(codes: bytes, offset: offset, validity: column.validity.words), nil)
    }
    var allowed = [Bool](repeating: false, count: 256)
    for code in known where (0..<256).contains(code - offset) { allowed[code - offset] = true }
    var validity = column.validity.words ?? [UInt64](repeating: .max, count: (bytes.count + 63) / 64)
    var strange: [Int] = []
    for row in bytes.indices where column.validity[row] && !allowed[Int(bytes[row])] {
      validity[row >> 6] &= ~(1 << UInt64(row & 63))
      strange.append(row)
    }
    guard let first = strange.first else {
      return (ItemAnswers(codes: bytes, offset: offset, validity: column.validity.words), nil)
    }
    let found = StrangeAnswers(
      instrument: instrument.name, column: column.name,
      cells: strange.map { ($0, String(Int(bytes[$0]) + offset)) },
      others: column.validity.presentCount - strange.count, areCodes: true)
    guard outOfRange == .missing else {
      let lines = strange.prefix(5).map { String(dataset.source.line(ofRow: $0)) }.joined(separator: ", ")
      throw Problem(
        "\(strange.count) \(strange.count == 1 ? "answer" : "answers") in column “\(column.name)” \(strange.count == 1 ? "is" : "are") none of the codes \(span(known)) of `\(instrument.id)`: “\(Int(bytes[first]) + offset)” on \(dataset.source.lineWord) \(lines)\(strange.count > 5 ? " and more" : "")",
        at: dataset.source.place(row: first, column: column.name),
        remedy:
          "correct them, or \(origin == .file ? "write `outOfRange: missing` in the study file" : "give --out-of-range-missing") to count them as unanswered and list them"
      )
    }
    return (ItemAnswers(codes: bytes, offset: offset, validity: validity), found)
  }

  private func texts(
    _ column: Column, responses: ResponseSet, codes: [UInt16], levels: [String]
  ) throws(Problem) -> (ItemAnswers, StrangeAnswers?) {
    var table: [UInt8] = []
    for (index, level) in levels.enumerated() {
      guard let code = try code(of: level, in: responses), let byte = UInt8(exactly: code - responses.lowest) else {
        let row = codes.indices.first { Int(codes[$0]) == index && column.validity[$0] } ?? 0
        let known = labels.map(\.text) + responses.options.compactMap(\.label)
        let meant = nearest(to: level, among: known).map { "did you mean “\($0)”? otherwise " } ?? ""
        throw Problem(
          "“\(level)” is no answer that `\(instrument.id)` knows",
          at: dataset.source.place(row: row, column: column.name),
          remedy: meant + "write its code in \(origin == .file ? "the study file" : "a file for --labels"): "
            + "labels: {\(instrument.id): {\"\(level)\": code}}")
      }
      table.append(byte)
    }
    let bytes = codes.indices.map { column.validity[$0] ? table[Int(codes[$0])] : 0 }
    return (ItemAnswers(codes: bytes, offset: responses.lowest, validity: column.validity.words), nil)
  }

  private func code(of text: String, in responses: ResponseSet) throws(Problem) -> Int? {
    let word = plainAnswer(text)
    if let label = labels.first(where: { plainAnswer($0.text) == word }) {
      guard responses.option(label.code) != nil else {
        throw Problem(
          "“\(label.text)” stands for \(label.code), which items \(span(responses.items)) of `\(instrument.id)` do not have",
          at: label.place, remedy: "their codes are \(span(responses.codes))")
      }
      return label.code
    }
    if let option = responses.options.first(where: { option in
      [option.label, option.words].contains { $0.map(plainAnswer) == word }
    }) {
      return option.code
    }
    return Int(word).flatMap { responses.option($0)?.code }
  }

  /// The texts that stand in a column, as they are compared; none in a column of numbers.
  static func texts(in column: Column) -> Set<String> {
    guard case .category(_, let levels) = column.storage else { return [] }
    return Set(levels.map(plainAnswer))
  }
}

/// The largest byte; 0 for none. Vectorised by the compiler.
private func largest(_ bytes: [UInt8]) -> UInt8 {
  bytes.withUnsafeBufferPointer { bytes in
    var result: UInt8 = 0
    for byte in bytes { result = max(result, byte) }
    return result
  }
}
