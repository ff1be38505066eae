import Disclosure

/// Answers in one column that are none of an instrument's codes, or scores outside of their range, and count as missing.
package struct StrangeAnswers: Sendable {
  /// The instrument's name, or the title of a finished score.
  package let instrument: String
  package let column: String
  /// Where they stand: data rows from 0, ascending, and what each says.
  package let cells: [(row: Int, text: String)]
  /// How many answers in the column are left.
  package let others: Int
  /// Codes may be named in a report where enough people gave them; scores are no codes.
  package let areCodes: Bool

  /// For the file's holder: every value with its line (`line 12`), at most `limit` of them.
  package func list(atMost limit: Int = 50, line: (_ row: Int) -> String) -> String {
    let shown = cells.prefix(limit).map { "“\($0.text)” on \(line($0.row))" }
    return shown.joined(separator: ", ") + (cells.count > limit ? " and \(cells.count - limit) more" : "")
  }

  /// For the report, on its way to the gate.
  var draft: OutOfRangeDraft {
    var people: [String: Int] = [:]
    if areCodes { for cell in cells { people[cell.text, default: 0] += 1 } }
    return OutOfRangeDraft(
      instrument: instrument, column: column, codes: people, answers: cells.count, others: others)
  }
}
