import Foundation

/// One person's answers as they come from the form, checked against the questionnaire.
struct AnswerSheet {
  /// The cells of the answers file, in the order of `Questionnaire.columns` without the unit; empty where nothing was answered.
  let cells: [String]

  /// - Parameter answers: values by column; a question of which several may apply has several.
  /// - Throws: `ParticipationRefusal.invalid`, with a sentence a column in the questionnaire's language.
  init(_ answers: [String: [String]], for questionnaire: Questionnaire) throws(ParticipationRefusal) {
    var faults: [String: AnswerFault] = [:]
    var cells: [String] = []
    let asked = questionnaire.asked(answers)
    for question in questionnaire.questions {
      var answered = false
      for (index, column) in question.columns.enumerated() {
        let given = (answers[column] ?? []).filter { !$0.isEmpty }
        guard asked.contains(question.id) else {
          cells.append("")
          if !given.isEmpty { faults[column] = .notAsked }
          continue
        }
        if let options = question.options, options.preferNot, given == [Questionnaire.preferNot] {
          answered = true
          cells.append("")
          continue
        }
        switch Self.cell(given, question.kind, index) {
        case .success(let cell):
          answered = answered || !cell.isEmpty
          cells.append(cell)
        case .failure(let fault): faults[column] = fault
        }
      }
      if question.required, asked.contains(question.id), !answered, faults[question.columns[0]] == nil {
        faults[question.columns[0]] = .missing(mayPreferNot: question.options?.preferNot == true)
      }
    }
    let known = Set(questionnaire.columns)
    for column in answers.keys where !known.contains(column) || column == Questionnaire.unitColumn {
      faults[String(column.prefix(60))] = .unknownQuestion
    }
    guard faults.isEmpty else { throw .invalid(faults.mapValues { $0.sentence(in: questionnaire.language) }) }
    self.cells = cells
  }

  private static func cell(_ given: [String], _ kind: Questionnaire.Kind, _ index: Int) -> Result<String, AnswerFault> {
    if case .several(let options) = kind {
      if options.preferNot, given.contains(Questionnaire.preferNot) { return .failure(.preferNotBesides) }
      guard Set(given).count == given.count, given.allSatisfy(options.labels.contains) else {
        return .failure(.notAmongSeveral)
      }
      return .success(options.labels.filter(given.contains).joined(separator: Questionnaire.separator))
    }
    // A form without script sends month and year as two fields of one name, and so does the page.
    if case .month(let range) = kind, !given.isEmpty { return month(given, range) }
    guard given.count <= 1 else { return .failure(.moreThanOne) }
    guard let value = given.first else { return .success("") }
    switch kind {
    case .choice(let options):
      return options.labels.contains(value)
        ? .success(value) : .failure(.notListed)
    case .rating(let rating):
      return rating.statements[index].steps.contains { String($0.code) == value }
        ? .success(value) : .failure(.notListed)
    case .number(let range):
      let digits = value.trimmingCharacters(in: .whitespaces)
      guard digits.utf8.count <= 12, let number = Int(digits), range.contains(number) else {
        return .failure(.noNumber(range))
      }
      return .success(String(number))
    case .text(let limit):
      let plain = Self.plain(value)
      guard plain.unicodeScalars.count <= limit else {
        return .failure(.tooLong(limit: limit, characters: plain.unicodeScalars.count))
      }
      return .success(plain)
    case .several, .month: return .success("")
    }
  }

  private static func month(_ given: [String], _ range: ClosedRange<Month>) -> Result<String, AnswerFault> {
    let numbers = given.compactMap { Int($0.trimmingCharacters(in: .whitespaces)) }
    guard given.count == 2, numbers.count == 2, let month = Month(year: numbers[1], month: numbers[0]),
      range.contains(month)
    else { return .failure(.noMonth(range)) }
    return .success(month.description)
  }

  /// One line without control characters or marks that turn the direction of reading.
  private static func plain(_ text: String) -> String {
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace {
        if plain.last != " " { plain.append(" ") }
      } else if scalar.properties.generalCategory != .control && !scalar.properties.isBidiControl {
        plain.append(scalar)
      }
    }
    return String(plain).trimmingCharacters(in: .whitespaces)
  }
}

extension Questionnaire {
  /// Between the options of one cell.
  static let separator = "; "

  /// The longest record there can be, in bytes: every sealed response is filled up to it.
  var recordLength: Int {
    // Four bytes a character at most, quotes doubled, a comma.
    questions.reduce(2 * Self.longestUnit) { sum, question in
      switch question.kind {
      case .choice(let options): sum + 2 * (options.labels.map(\.utf8.count).max() ?? 0) + 3
      case .several(let options): sum + options.labels.reduce(3) { $0 + 2 * $1.utf8.count + 2 }
      case .rating(let rating): sum + rating.statements.count * 4
      case .number, .month: sum + 15
      case .text(let limit): sum + 4 * limit + 3
      }
    }
  }

  static let longestUnit = 400
}
