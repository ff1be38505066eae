import Dataset
import Problems

/// The rows of a closed wave as they may be handed into custody.
///
/// What is known about the person is the reporting unit and those characteristics that stand beside the answers; every combination of them is shared by
/// the wave's threshold of people or more. Answers that were shuffled by themselves at the close (other characteristics, numbers, months) have
/// meaningless neighbours and are left out, and so is everything that was written in words.
struct CustodyTable {
  let table: TableExport
  /// The columns that are not in it.
  let leftOut: [String]

  /// - Parameters:
  ///   - withUnits: whether rows say from which unit they are.
  ///   - linked: the questions about the person whose answers stand beside the others.
  ///   - cells: a column's cells, nil where there is none; every column has as many.
  /// - Throws: `Problem` when a combination of characteristics stands for fewer people than the threshold.
  init(
    _ questionnaire: Questionnaire, withUnits: Bool = true, linked: Set<String>, rowCount: Int,
    cells: (_ column: String) -> [String?]
  ) throws(Problem) {
    let units = withUnits ? cells(questionnaire.columns[0]) : Array(repeating: nil, count: rowCount)
    var fields = withUnits ? [Self.choices("unit", "Reporting unit", units, known: [])] : []
    var classes = units.map { $0 ?? "" }
    for question in questionnaire.questions where !Self.isLeftOut(question, of: questionnaire, linked: linked) {
      switch question.kind {
      case .choice(let options):
        let answers = cells(question.id)
        if options.isProtected { classes = zip(classes, answers).map { "\($0)\u{1F}\($1 ?? "")" } }
        fields.append(Self.choices(question.id, question.ask, answers, known: options.labels))
      case .several(let options):
        fields += Self.ticks(question, options, cells(question.id))
      case .rating(let rating):
        for (statement, column) in zip(rating.statements, question.columns) {
          fields.append(
            .init(
              name: column, label: statement.words, values: .whole(cells(column).map { $0.flatMap { Int($0) } }),
              codes: statement.steps.map { TableExport.Code($0.code, $0.words) }))
        }
      case .number, .month, .text: break
      }
    }
    // A question that was asked of some only tells what they had answered: it counts as a characteristic.
    for question in questionnaire.questions where linked.contains(question.id) && question.options?.isProtected != true
    {
      let asked = question.columns.map(cells)
      classes = classes.indices.map { row in "\(classes[row])\u{1F}\(asked.contains { $0[row] != nil })" }
    }
    let smallest = classes.reduce(into: [:]) { $0[$1, default: 0] += 1 }.values.min() ?? 0
    guard smallest >= questionnaire.threshold else {
      throw Problem(
        "a team and its characteristics together would stand for fewer than \(questionnaire.threshold) people",
        remedy: "rows of this wave cannot be handed on; use its reports")
    }
    table = try TableExport(fields)
    leftOut = Self.leftOut(of: questionnaire, withUnits: withUnits, linked: linked)
  }

  /// The columns that the rows of a wave do not have, which its answers have no part in.
  static func leftOut(of questionnaire: Questionnaire, withUnits: Bool, linked: Set<String>) -> [String] {
    let questions = questionnaire.questions.filter { isLeftOut($0, of: questionnaire, linked: linked) }
    return (withUnits ? [] : [Questionnaire.unitColumn]) + questions.flatMap(\.columns)
  }

  private static func isLeftOut(
    _ question: Questionnaire.Question, of questionnaire: Questionnaire, linked: Set<String>
  ) -> Bool {
    let isLinked = linked.contains(question.id)
    // Asked of some only, and shuffled because that gives away what they are.
    if !isLinked, questionnaire.revealing.contains(question.id), question.options?.isProtected != true { return true }
    switch question.kind {
    case .choice(let options): return options.isProtected && !isLinked
    case .several(let options): return options.describesPeople
    case .rating: return false
    case .number, .month, .text: return true
    }
  }

  private static func choices(_ name: String, _ label: String, _ answers: [String?], known: [String])
    -> TableExport.Field
  {
    let given = Set(answers.compactMap { $0 })
    // Answers that were put together at the close have a name of their own.
    let labels = known.filter(given.contains) + given.subtracting(known).sorted()
    let codes = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0 + 1) })
    return .init(
      name: name, label: label, values: .choices(answers.map { $0.flatMap { codes[$0] } }),
      codes: labels.enumerated().map { TableExport.Code($0 + 1, $1) })
  }

  /// A column for each option, as a question with several answers is read elsewhere; nil where nothing was ticked at all.
  private static func ticks(
    _ question: Questionnaire.Question, _ options: Questionnaire.Options, _ answers: [String?]
  ) -> [TableExport.Field] {
    let ticked = answers.map { $0.map { Set($0.split(separator: Questionnaire.separator).map(String.init)) } }
    return options.labels.enumerated().map { number, label in
      .init(
        name: "\(question.id)_\(number + 1)", label: "\(question.ask): \(label)",
        values: .whole(ticked.map { $0.map { $0.contains(label) ? 1 : 0 } }),
        codes: [.init(0, "not ticked"), .init(1, "ticked")])
    }
  }
}
