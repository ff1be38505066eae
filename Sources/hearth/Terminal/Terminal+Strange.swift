import Analysis
import Dataset

extension Terminal {
  /// Every answer that counts as missing because it is out of range, with its line, for the file's holder.
  static func list(_ strange: [StrangeAnswers], in source: Source) {
    for column in strange {
      let count = column.cells.count
      note(
        "\(count) \(count == 1 ? "answer" : "answers") in column \(column.column) \(count == 1 ? "is" : "are") out of range and \(count == 1 ? "counts" : "count") as missing: \(column.list { "\(source.lineWord) \(source.line(ofRow: $0))" })"
      )
    }
  }
}
