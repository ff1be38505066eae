package import Problems

/// A reviewer's word on each open answer: the only way for somebody's words into a report.
///
/// A CSV of four columns: question, answer, decision (print, redact, withhold or empty: not yet read), printed (the redacted text).
/// Answers are matched by their text and stand in alphabetical order, so that the file tells nothing about who wrote what when.
package struct Review: Sendable {
  package enum Decision: String, CaseIterable, Sendable { case print, redact, withhold }

  package struct Entry: Sendable, Hashable {
    package var question: String
    package var answer: String
    package var decision: Decision?
    /// What may be printed in place of the answer.
    package var printed: String
  }

  package private(set) var entries: [Entry] {
    didSet { index() }
  }
  private var positions: [String: [String: Int]] = [:]

  package init() { entries = [] }

  private mutating func index() {
    positions = [:]
    for (position, entry) in entries.enumerated() { positions[entry.question, default: [:]][entry.answer] = position }
  }

  /// Reads a review file.
  /// - Throws: `Problem` naming the row for an unknown decision or a redaction without text.
  package init(rows: [[String]], file: String) throws(Problem) {
    var entries: [Entry] = []
    self.entries = []
    guard let header = rows.first else { return }
    guard header.prefix(4) == ["question", "answer", "decision", "printed"] else {
      throw Problem(
        "this is not a review file: its columns are \(header.joined(separator: ", "))", at: file,
        remedy:
          "expected question, answer, decision, printed; move the file away and run `hearth analyse` for a new one")
    }
    for (index, row) in rows.enumerated().dropFirst() {
      let place = "\(file), row \(index + 1)"
      guard row.count >= 3 else {
        throw Problem("the row has \(row.count) cells instead of 4", at: place, remedy: "restore the missing cells")
      }
      let word = row[2].lowercased().filter { !$0.isWhitespace }
      let decision = word.isEmpty ? nil : Decision(rawValue: word)
      if !word.isEmpty, decision == nil {
        throw Problem(
          "“\(row[2])” is no decision", at: place + ", decision",
          remedy: "write print, redact or withhold, or leave it empty")
      }
      let printed = row.count > 3 ? row[3] : ""
      if decision == .redact, printed.allSatisfy(\.isWhitespace) {
        throw Problem(
          "the answer is to be redacted and no redacted text is given", at: place + ", printed",
          remedy: "write the text that may be printed")
      }
      entries.append(Entry(question: row[0], answer: row[1], decision: decision, printed: printed))
    }
    self.entries = entries
    index()
  }

  /// The same decisions with an undecided entry for every answer not yet in the file, in alphabetical order.
  package func covering(_ answers: [OpenAnswer]) -> Review {
    var known: [String: [String: Entry]] = [:]
    for entry in entries { known[entry.question, default: [:]][entry.answer] = entry }
    for answer in answers where known[answer.column]?[answer.text] == nil {
      known[answer.column, default: [:]][answer.text] = Entry(
        question: answer.column, answer: answer.text, decision: nil, printed: "")
    }
    var copy = self
    copy.entries = known.keys.sorted().flatMap { question in
      (known[question] ?? [:]).values.sorted { $0.answer < $1.answer }
    }
    return copy
  }

  /// What may be printed of an answer; nil where nothing may or nobody has decided.
  func printable(_ answer: OpenAnswer) -> String? {
    guard let entry = entry(answer), let decision = entry.decision else { return nil }
    switch decision {
    case .print: return entry.answer
    case .redact: return entry.printed
    case .withhold: return nil
    }
  }

  /// Whether a person has said what is to happen with an answer.
  package func isDecided(_ answer: OpenAnswer) -> Bool { entry(answer)?.decision != nil }

  private func entry(_ answer: OpenAnswer) -> Entry? {
    positions[answer.column]?[answer.text].map { entries[$0] }
  }

  /// The file's rows, header first.
  package var rows: [[String]] {
    [["question", "answer", "decision", "printed"]]
      + entries.map { [$0.question, $0.answer, $0.decision?.rawValue ?? "", $0.printed] }
  }
}
