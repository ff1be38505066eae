package import Dataset
import Problems
import Statistics

extension Dataset {
  /// Whether a column holds answers in words: one of a few categories, and not numbers with a slip among them.
  package func holdsWords(_ name: String) -> Bool {
    guard let column = column(named: name), case .category = column.storage else { return false }
    return column.oddity == nil
  }
}

/// The columns that an analyst's command names, as numbers or as choices.
struct FileColumns {
  let dataset: Dataset

  private var reader: QuestionReader { QuestionReader(dataset: dataset, file: dataset.source.fileName) }

  func column(_ name: String, option: String) throws(Problem) -> Column { try reader.column(name, at: option) }

  /// A number a row, nil where nothing was answered.
  /// - Throws: `Problem` for a column that is missing or holds words.
  func numbers(_ name: String, option: String) throws(Problem) -> [Double?] {
    let column = try column(name, option: option)
    switch column.storage {
    case .integer, .real: return (0..<dataset.rowCount).map { column.number(at: $0) }
    case .category where column.levelNumbers != nil: return (0..<dataset.rowCount).map { column.number(at: $0) }
    case .category, .multi, .date, .text:
      guard column.validity.presentCount > 0 else { return Array(repeating: nil, count: dataset.rowCount) }
      let place = column.oddity.map { dataset.source.place(row: $0.row, column: name) + ": “\($0.text)”" }
      throw Problem(
        "column “\(name)” does not hold numbers", at: place ?? "\(dataset.source.fileName), column \(name)",
        remedy: "name a column of scores with \(option)")
    }
  }

  /// The same as they are written in the file, beyond what a double holds.
  func decimals(_ name: String, option: String) throws(Problem) -> [DecimalNumber?] {
    let column = try column(name, option: option)
    return try numbers(name, option: option).enumerated().map { row, number in
      number.map { DecimalNumber($0, remainder: column.residual(at: row)) }
    }
  }

  /// Answers as codes into levels, ordered answers from the lowest; a code beyond the levels where nothing was answered.
  /// - Throws: `Problem` for a column that is missing or is no choice between a few answers.
  func choices(_ name: String, option: String) throws(Problem) -> ClosedAnswers {
    _ = try column(name, option: option)
    do {
      return try reader.closed(
        StudyFile.Question(
          column: name, title: name, multiple: nil, ordered: true, order: [], merges: [], compare: true,
          place: "\(dataset.source.fileName), \(option)"))
    } catch {
      // The reader's advice is about study files.
      throw Problem(
        error.what, at: error.place,
        remedy:
          "name a column of at most \(QuestionReader.mostLevels) different answers, one a person, with \(option); "
          + "numbers with decimals need bands first")
    }
  }

  /// - Throws: `Problem` when a column is held against itself.
  func checkDistinct(_ outcome: String, by: String) throws(Problem) {
    guard outcome == by else { return }
    throw Problem("column “\(by)” is compared with itself", at: "--by", remedy: "name the column that says the groups")
  }

  /// Nobody is left to compute with.
  func nobody(_ what: String) -> Problem {
    Problem(
      "no row has \(what)", at: dataset.source.fileName,
      remedy: "check the columns with `hearth describe`: one row holds all answers of a person")
  }

  /// Rows in which every column holds a number, column by column; at least one.
  func complete(
    _ names: [(name: String, option: String)]
  ) throws(Problem) -> (columns: [[DecimalNumber]], leftOut: Int) {
    let all = try names.map { pair throws(Problem) in try decimals(pair.name, option: pair.option) }
    let rows = (0..<dataset.rowCount).filter { row in all.allSatisfy { $0[row] != nil } }
    guard !rows.isEmpty else { throw nobody("a number in \(names.map { "“\($0.name)”" }.joined(separator: " and "))") }
    return (all.map { column in rows.compactMap { column[$0] } }, dataset.rowCount - rows.count)
  }
}
