import Dataset
import Problems

/// A column that says whether a time ended with the event: 1 or 0, yes or no, true or false; or `column=answer`, one answer
/// against all others.
struct EventColumn {
  let name: String
  /// What counts as the event, as the column has it.
  let answer: String
  /// The other answers that occur; a time that ends with one of them ends without the event.
  let others: [String]
  /// nil where the row does not say.
  let happened: [Bool?]

  /// - Throws: `Problem` when the column or the answer is missing, or it cannot be told which answer is the event.
  init(_ columns: FileColumns, _ text: String) throws(Problem) {
    var name = text
    var wanted: String?
    // A column's name may itself hold the sign.
    if columns.dataset.column(named: text) == nil, let sign = text.lastIndex(of: "=") {
      name = String(text[..<sign])
      wanted = String(text[text.index(after: sign)...])
    }
    let column = try columns.column(name, option: "--event")
    let rows = 0..<columns.dataset.rowCount
    let words = rows.map { column.text(at: $0) }
    let sorted = Set(words.compactMap { $0 }).sorted()
    let answers = naturalOrder(sorted).map { sorted[$0] }
    guard let found = try Self.event(column, answers, wanted) else {
      throw Self.undecided(name, answers)
    }
    self.name = name
    answer = found
    others = answers.filter { $0 != found }
    happened = words.map { word in word.map { $0 == found } }
  }

  /// The answer that is the event, also where it never occurs; nil if nothing tells.
  private static func event(_ column: Column, _ answers: [String], _ wanted: String?) throws(Problem) -> String? {
    if let wanted {
      if let same = answers.first(where: { $0 == wanted }) { return same }
      // A number may stand for its words, as in SPSS files, and be written otherwise.
      if let number = Double(wanted), let row = (0..<column.rowCount).first(where: { column.number(at: $0) == number })
      {
        return column.text(at: row)
      }
      throw Problem(
        "column “\(column.name)” has no answer “\(wanted)”", at: "--event", remedy: "its answers are \(list(answers))")
    }
    guard !answers.isEmpty else { return nil }
    for (yes, no) in [("1", "0"), ("yes", "no"), ("true", "false")] {
      if answers.allSatisfy({ [yes, no].contains($0.lowercased()) }),
        Set(answers.map { $0.lowercased() }).count == answers.count
      {
        return answers.first { $0.lowercased() == yes } ?? yes
      }
    }
    // Words that stand for 1 and 0.
    let rows = (0..<column.rowCount).filter { column.validity[$0] }
    guard answers.count == 2, rows.allSatisfy({ [0, 1].contains(column.number(at: $0)) }) else { return nil }
    return rows.first { column.number(at: $0) == 1 }.flatMap { column.text(at: $0) }
  }

  private static func undecided(_ name: String, _ answers: [String]) -> Problem {
    guard !answers.isEmpty else {
      return Problem("column “\(name)” is empty", at: "--event", remedy: "name the column that says how a time ended")
    }
    return Problem(
      "column “\(name)” does not say which of its \(answers.count) answers is the event (\(list(answers)))",
      at: "--event",
      remedy: "name the answer, as in --event \"\(name)=ANSWER\"; times that end otherwise then end without it")
  }

  private static func list(_ answers: [String]) -> String {
    answers.prefix(8).joined(separator: ", ") + (answers.count > 8 ? " and \(answers.count - 8) more" : "")
  }
}
