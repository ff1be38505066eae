import Dataset
import Instruments
import Problems

/// A column that already holds scores, dictionary-encoded like a computed one.
struct FinishedScores {
  let column: ScoreColumn
  /// Scores out of range that were counted as missing.
  let strange: StrangeAnswers?

  /// Distinct scores that a 16-bit key can tell apart, less the key for "none".
  static let mostDistinct = 65_535

  /// - Throws: `Problem` for cells that are no numbers, scores out of range unless the study counts them as missing, and a column without any.
  init(
    _ source: Column, title: String, range: ClosedRange<Double>, source file: Source, study: StudyFile
  ) throws(Problem) {
    try NotNumbers.check([source], in: file)
    var outside: [(row: Int, text: String)] = []
    var keys = [UInt16](repeating: 0, count: source.rowCount)
    var values: [Double?] = [nil]
    var known: [Double: UInt16] = [:]
    for row in 0..<source.rowCount {
      guard source.validity[row] else { continue }
      guard let value = source.number(at: row) else {
        let place = source.oddity.map { file.place(row: $0.row, column: source.name) + ": “\($0.text)”" }
        throw Problem(
          "column “\(source.name)” does not hold numbers, so it cannot be a score",
          at: place ?? "\(file.fileName), column \(source.name)",
          remedy: "correct the cell, or name another column under `scores:`")
      }
      guard range.contains(value) else {
        if study.outOfRange == .missing {
          outside.append((row, source.text(at: row) ?? "\(value)"))
          continue
        }
        throw Problem(
          "the score \(value) in column “\(source.name)” lies outside \(range.lowerBound)–\(range.upperBound)",
          at: file.place(row: row, column: source.name),
          remedy: "correct it or the `range:`, or write `outOfRange: missing` in the study file")
      }
      if let key = known[value] {
        keys[row] = key
      } else {
        guard values.count <= Self.mostDistinct else {
          throw Problem(
            "column “\(source.name)” has more than \(Self.mostDistinct) different scores",
            at: "\(file.fileName), column \(source.name)", remedy: "round the scores to the precision they have")
        }
        let key = UInt16(values.count)
        known[value] = key
        values.append(value)
        keys[row] = key
      }
    }
    guard values.count > 1 else {
      throw Problem(
        "column “\(source.name)” holds no score"
          + (outside.isEmpty ? "" : " within \(range.lowerBound)–\(range.upperBound)"),
        at: "\(file.fileName), column \(source.name)",
        remedy: "check the column and its `range:`, or take it out of `scores:`")
    }
    column = ScoreColumn(keys: keys, values: values)
    strange =
      outside.isEmpty
      ? nil
      : StrangeAnswers(
        instrument: title, column: source.name, cells: outside, others: source.validity.presentCount - outside.count,
        areCodes: false)
  }
}
