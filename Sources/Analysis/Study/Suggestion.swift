package import Dataset
import Foundation
import Instruments

/// A draft study file from a data file's headers and values: what can be seen is filled in, what must be decided stands as a comment.
package struct Suggestion: Sendable {
  package let yaml: String
  /// What was left for the person to decide, a sentence each.
  package let questions: [String]

  package init(for dataset: Dataset, file: String) {
    var draft = SuggestionDraft(dataset: dataset)
    draft.sort()
    yaml = draft.yaml(file: file)
    questions = draft.questions
  }
}

private struct SuggestionDraft {
  struct Block {
    let prefix: String
    let first: Int
    let last: Int
    var count: Int { last - first + 1 }
  }

  let dataset: Dataset
  var blocks: [Block] = []
  var groups: [Column] = []
  var characteristics: [(column: Column, separator: String?)] = []
  var answers: [(column: Column, separator: String?)] = []
  var open: [Column] = []
  var left: [(column: Column, why: String)] = []
  var questions: [String] = []

  /// Words of questions that say who people are; the first ones are what results are usually split by.
  static let splitting: Set = [
    "sector", "team", "teams", "service", "services", "organisation", "organization", "unit", "site", "department",
    "directorate",
  ]
  static let lasting: Set = ["time", "years", "months", "tenure", "long"]
  static let describing: Set = [
    "age", "gender", "sex", "role", "job", "status", "ethnicity", "ethnic", "disability", "lived", "qualification",
    "hours",
    "tenure", "time", "years", "grade", "contract", "income", "education", "location", "region", "religion",
    "sexuality", "marital",
    "band", "profession", "occupation", "lives", "postcode",
  ]

  /// A question this short names what it asks; a longer one is a statement to agree with.
  static let mostWordsOfName = 6

  mutating func sort() {
    findBlocks()
    let inBlocks = Set(blocks.flatMap { block in (block.first...block.last).map { block.prefix + String($0) } })
    for column in dataset.columns where !inBlocks.contains(column.name) { place(column) }
    if groups.isEmpty {
      questions.append("No column looks like a sector, team or service: name one under `groups:` to compare.")
    }
  }

  /// Runs of at least three columns of codes or of few words with one prefix and consecutive numbers.
  private mutating func findBlocks() {
    var run: (prefix: String, first: Int, last: Int)?
    func numbered(_ column: Column) -> (String, Int)? {
      switch column.storage {
      case .integer: break
      case .category(_, let levels) where levels.count <= 11: break
      default: return nil
      }
      let digits = column.name.reversed().prefix { $0.isASCII && $0.isNumber }
      guard !digits.isEmpty, digits.count < 4, let number = Int(String(digits.reversed())) else { return nil }
      return (String(column.name.dropLast(digits.count)), number)
    }
    for column in dataset.columns {
      if let (prefix, number) = numbered(column) {
        if let open = run, open.prefix == prefix, open.last + 1 == number {
          run = (prefix, open.first, number)
          continue
        }
        close(run)
        run = (prefix, number, number)
      } else {
        close(run)
        run = nil
      }
    }
    close(run)
  }

  private mutating func close(_ run: (prefix: String, first: Int, last: Int)?) {
    guard let run, run.last - run.first >= 2 else { return }
    blocks.append(Block(prefix: run.prefix, first: run.first, last: run.last))
  }

  private mutating func place(_ column: Column) {
    if column.namesEverybody {
      left.append((column, "an identifier: every value is different"))
      return
    }
    let words = Set(words(of: column.name))
    func isAbout(_ stems: Set<String>) -> Bool {
      words.count <= Self.mostWordsOfName && !words.isDisjoint(with: stems)
    }
    switch column.storage {
    case .category(_, let levels):
      let separator = separator(of: levels)
      if levels.count > QuestionReader.mostLevels, separator == nil {
        open.append(column)
      } else if separator == nil, isAbout(Self.splitting), !isAbout(Self.lasting) {
        groups.append(column)
      } else if isAbout(Self.describing) {
        characteristics.append((column, separator))
      } else {
        answers.append((column, separator))
      }
    case .multi:
      if isAbout(["lived"]) { characteristics.append((column, nil)) } else { answers.append((column, nil)) }
    case .text(let store):
      let cells = (0..<min(column.rowCount, 2_000)).filter { column.validity[$0] }.map { store[$0] }
      if let separator = separator(of: cells), options(cells, separator).count <= Self.mostOptions {
        if isAbout(["lived"]) {
          characteristics.append((column, separator))
        } else {
          answers.append((column, separator))
        }
      } else {
        open.append(column)
      }
    case .integer(_, _):
      left.append(
        (column, isAbout(["id", "number", "no"]) ? "an identifier?" : "a number: a score, a code or a question?"))
    case .real: left.append((column, "a number: a score (`scores:`), or band it to describe people"))
    case .date: left.append((column, "a date: it can single people out"))
    }
  }

  /// Lower-case words of a column name: `timeService` and `Time in service` alike.
  private func words(of name: String) -> [String] {
    var spaced = ""
    for character in name {
      if character.isUppercase, spaced.last?.isLowercase == true { spaced += " " }
      spaced.append(character.isLetter ? character : " ")
    }
    return spaced.lowercased().split(separator: " ").map(String.init)
  }

  private func separator(of levels: [String]) -> String? {
    ["; ", ";", "|"].first { mark in
      levels.count(where: { $0.contains(mark) }) * 5 > levels.count
    }
  }

  /// A question has no more options than a person would read.
  static let mostOptions = 40

  private func options(_ cells: [String], _ separator: String) -> Set<String> {
    Set(cells.flatMap { $0.components(separatedBy: separator) }.map { $0.trimmingCharacters(in: .whitespaces) })
  }

  func yaml(file: String) -> String {
    var lines = [
      "# A draft from \(file): read it, decide what stands in comments, delete what you do not need.",
      "study: \(quoted(file))", "wave: \"1\"", "threshold: 10",
    ]
    if !blocks.isEmpty {
      lines.append("instruments:")
      for block in blocks { lines += instrument(block) }
    }
    section("groups", groups.map { ($0, nil) }, note: "questions that split results", into: &lines)
    section("characteristics", characteristics, note: "who people are", into: &lines)
    section("answers", answers, note: "what people said", into: &lines)
    section("openQuestions", open.map { ($0, nil) }, note: "own words: nothing is printed before review", into: &lines)
    if !left.isEmpty {
      lines.append("# Not used:")
      for (column, why) in left { lines.append("#   \(column.name): \(why)") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func instrument(_ block: Block) -> [String] {
    let prefix = block.prefix.lowercased().filter { $0.isLetter || $0.isNumber }
    let all: [Instrument] = Catalogue.ids.compactMap { try? Catalogue.instrument($0) }
    let named = all.filter { instrument in
      let id = instrument.id
      return instrument.itemCount == block.count && !prefix.isEmpty
        && (id.hasPrefix(prefix.prefix(3)) || prefix.hasPrefix(id.prefix(3)))
    }
    // Verified keys come first.
    let fitting = named.filter { $0.scoring == .open } + named.filter { $0.scoring != .open }
    let columns = "columns: \(block.prefix)\(block.first)..\(block.prefix)\(block.last)"
    guard let first = fitting.first else {
      return [
        "  # \(block.count) numbered columns; `hearth instruments list` shows the instruments, a custom one takes `file:`",
        "  # - id: …", "  #   \(columns)",
      ]
    }
    let others = fitting.dropFirst().map(\.id)
    var lines = [
      "  - id: \(first.id)" + (others.isEmpty ? "" : "   # or \(others.joined(separator: ", "))"), "    \(columns)",
    ]
    if first.scoring != .open {
      lines.append(
        "    # Its key is not verified: confirm it (`hearth instruments confirm \(first.id)`), or add acceptUnverified: [\(first.id)]"
      )
    }
    return lines
  }

  private func section(
    _ key: String, _ questions: [(column: Column, separator: String?)], note: String, into lines: inout [String]
  ) {
    guard !questions.isEmpty else { return }
    lines.append("\(key):   # \(note)")
    for (column, separator) in questions {
      lines.append("  - column: \(quoted(column.name))")
      if let separator {
        lines.append("    multiple: \(quoted(separator))")
      } else if key != "openQuestions", case .category(_, let levels) = column.storage, isOrdered(levels) {
        lines.append("    ordered: true")
      }
      if key == "groups" {
        lines.append(
          "    # small: leaveOut   # keeps people in groups too small to stand alone out of the tests; else they are merged"
        )
      }
    }
  }

  /// Levels that all hold a number, such as bands of age.
  private func isOrdered(_ levels: [String]) -> Bool {
    levels.count > 2 && levels.allSatisfy { $0.contains { $0.isASCII && $0.isNumber } }
  }

  private func quoted(_ text: String) -> String {
    let plain = text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } && text.first?.isLetter == true
    guard !plain || ["yes", "no", "true", "false", "null", "on", "off"].contains(text.lowercased()) else { return text }
    return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
  }
}
