import Example
import Platform
import Statistics

/// What the people of an example installation answer. All of it is made up, and the same every time.
struct InventedAnswers {
  let questionnaire: Questionnaire
  private static let seed: UInt64 = 2026

  /// - Parameter number: of the person, counted from 0.
  /// - Returns: values by column, of the questions that somebody with these answers is asked.
  func answers(of number: Int) -> [String: [String]] {
    var chance = SeededGenerator(seed: Self.seed, stream: UInt64(number))
    // How hard work is for this person, from 0 to 1, so that statements of one scale go together.
    let load = (chance.unit() + chance.unit()) / 2
    var answers: [String: [String]] = [:]
    for question in questionnaire.questions {
      for (column, values) in Self.values(question, load: load, number: number, &chance) { answers[column] = values }
    }
    let asked = questionnaire.asked(answers)
    let columns = questionnaire.questions.filter { asked.contains($0.id) }.flatMap(\.columns)
    return answers.filter { columns.contains($0.key) }
  }

  private static func values(
    _ question: Questionnaire.Question, load: Double, number: Int, _ chance: inout SeededGenerator
  ) -> [String: [String]] {
    switch question.kind {
    case .choice(let options):
      // The first options are chosen most.
      let place = Int(chance.unit() * chance.unit() * Double(options.labels.count))
      return [question.id: [options.labels[place]]]
    case .several(let options):
      return [question.id: options.labels.filter { _ in chance.unit() < 0.45 }]
    case .rating(let rating):
      let turned = Set(rating.reversed)
      return rating.statements.indices.reduce(into: [:]) { answers, index in
        let steps = rating.statements[index].steps
        let lean = turned.contains(index + 1) ? 1 - load : load
        let place = (lean * 0.7 + chance.unit() * 0.3) * Double(steps.count)
        answers[question.columns[index]] = [String(steps[min(Int(place), steps.count - 1)].code)]
      }
    case .number(let range):
      let most = min(range.upperBound - range.lowerBound, 20)
      return [question.id: [String(range.lowerBound + Int(chance.unit() * Double(most + 1)))]]
    case .month: return [:]
    case .text:
      return number.isMultiple(of: 2) ? [question.id: [wishes[number / 2 % wishes.count]]] : [:]
    }
  }

  private static let wishes = [
    "Invented: an hour without calls to write things up.", "Invented: somebody to talk a hard visit through with.",
    "Invented: knowing next week's rota on Monday.", "Invented: fewer forms that ask the same thing twice.",
    "Invented: a quiet room.", "Invented: time to eat together.",
  ]
}

extension Questionnaire.Rating {
  /// Statements, from 1, that are turned round; of an instrument that is not known here.
  fileprivate var reversed: [Int] {
    if case .own(let scale) = scoring { return scale.reversed }
    return []
  }
}
