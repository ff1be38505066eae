import Disclosure

/// The responses of a wave as they are stored: coarsened, and cut so that knowing who somebody is does not lead to what they said.
///
/// 1. A unit or an answer about the person that stands for fewer people than the threshold is written as its parent.
/// 2. Answers about the person stand beside the other answers only where results are to be compared over them and where, within every reporting unit of
///    k people, all such answers together make classes of at least the threshold and at most 1 + k/20 of them. Somebody who knows all of them about a
///    colleague then picks the right response with a probability of at most 1/k + 0.05.
/// 3. Every other answer about the person, every number, month and text is shuffled by itself: its counts are right, its neighbours are not.
/// 4. A question that is asked only after some answers about the person gives those away by being answered. It stays where it is only as 2. allows
///    for “was asked” as one answer more; otherwise its columns are shuffled together.
struct Mixed {
  /// Cells in the order of `Questionnaire.columns`, rows in an order of chance.
  let records: [[String]]
  /// Of the questions about the person, and of those that are asked only after an answer to one, those that stand beside the other answers, by id.
  let linked: [String]

  init(_ responses: [[String]], questionnaire: Questionnaire) {
    var columns = questionnaire.columns.indices.map { index in responses.map { $0[index] } }
    let threshold = questionnaire.threshold
    let units = ReportingUnits(counts: counts(columns[0]), threshold: threshold).names
    columns[0] = columns[0].map { units[$0] ?? "" }
    var linked: [String] = []
    var classes = columns[0]
    var index = 1
    let revealing = questionnaire.revealing
    let asked = revealing.isEmpty ? [] : responses.map { Self.asked($0, questionnaire) }
    for question in questionnaire.questions {
      let range = index..<index + question.columns.count
      index = range.upperBound
      if revealing.contains(question.id), question.options?.isProtected != true {
        let flags = asked.map { $0.contains(question.id) }
        let finer = zip(classes, flags).map { $0 + "\u{1F}\($1)" }
        if Set(flags).count == 1 {
          linked.append(question.id)
        } else if Self.isSafe(finer, units: columns[0], threshold: threshold) {
          classes = finer
          linked.append(question.id)
        } else {
          let order = responses.indices.shuffled()
          for column in range { columns[column] = order.map { columns[column][$0] } }
          continue
        }
      }
      let index = range.lowerBound
      switch question.kind {
      case .choice(let options) where options.isProtected:
        columns[index] = Self.coarser(columns[index], options, threshold)
        let finer = zip(classes, columns[index]).map { $0 + "\u{1F}" + $1 }
        if options.compares, Self.isSafe(finer, units: columns[0], threshold: threshold) {
          classes = finer
          linked.append(question.id)
        } else {
          columns[index].shuffle()
        }
      case .several(let options) where options.describesPeople:
        columns[index] = Self.withoutRare(columns[index], options, threshold).shuffled()
      case .number, .month, .text: columns[index].shuffle()
      case .choice, .several, .rating: break
      }
    }
    self.linked = linked
    records = responses.indices.shuffled().map { row in columns.map { $0[row] } }
  }

  /// Whether classes may stand beside the answers: large enough, and few enough for the people of each unit.
  private static func isSafe(_ classes: [String], units: [String], threshold: Int) -> Bool {
    let sizes = counts(classes)
    guard sizes.count > 1, sizes.values.allSatisfy({ $0 >= threshold }) else { return false }
    let people = counts(units)
    let within = Dictionary(grouping: zip(units, classes), by: \.0).mapValues { Set($0.map(\.1)).count }
    return within.allSatisfy { unit, classes in classes <= 1 + (people[unit] ?? 0) / 20 }
  }

  /// The questions that somebody was asked, from the cells of their response.
  private static func asked(_ response: [String], _ questionnaire: Questionnaire) -> Set<String> {
    var answers: [String: [String]] = [:]
    for (column, cell) in zip(questionnaire.columns, response) where !cell.isEmpty {
      answers[column] = cell.split(separator: Questionnaire.separator).map(String.init)
    }
    return questionnaire.asked(answers)
  }

  private static func coarser(_ answers: [String], _ options: Questionnaire.Options, _ threshold: Int) -> [String] {
    let found = counts(answers)
    let coarsening = Coarsening(
      levels: options.labels, counts: options.labels.map { found[$0] ?? 0 }, notStated: found[""] ?? 0,
      ordered: options.ordered, merges: options.merges, threshold: threshold)
    return answers.map { coarsening.label(of: $0) ?? "" }
  }

  /// An option that fewer than the threshold ticked is left out.
  private static func withoutRare(_ answers: [String], _ options: Questionnaire.Options, _ threshold: Int) -> [String] {
    let ticked = answers.map { $0.isEmpty ? [] : $0.split(separator: Questionnaire.separator).map(String.init) }
    let found = counts(ticked.flatMap { $0 })
    let kept = Set(options.labels.filter { found[$0, default: 0] >= threshold })
    return ticked.map { $0.filter(kept.contains).joined(separator: Questionnaire.separator) }
  }
}

extension Questionnaire.Options {
  /// Says who somebody is, or splits results as if it did.
  var isProtected: Bool { describesPeople || compares }
}

private func counts(_ values: [String]) -> [String: Int] {
  values.reduce(into: [:]) { $0[$1, default: 0] += 1 }
}
