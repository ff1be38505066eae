import Markup
import Platform

/// The questionnaire without a script: what has been said so far travels in the page itself, from one page to the next, and is kept neither in a cookie nor
/// on the server.
struct PlainForm: Sendable {
  let wave: String
  /// In the language of the page.
  var questionnaire: Questionnaire
  let way: Way
  /// What is answered is deleted unread.
  let isPilot: Bool
  var code = ""
  /// What makes this sending the same when it is repeated: the attempt of a slip, the ticket of an open link.
  var attempt = ""
  /// The version of the information that was agreed to.
  var agreed = ""
  /// Statements that are ticked, from 1.
  var ticked: Set<Int> = []
  /// The questions that stood on the page that was sent.
  var shown: Set<String> = []
  /// Values by column; `unit` is the team that somebody chose.
  var answers: [String: [String]] = [:]

  var words: Words { Words(language: questionnaire.language) }

  /// How somebody came to be let in.
  enum Way: Hashable, Sendable {
    case slip
    case openLink(units: [String])
    /// Nobody is asked: somebody at the desk looks at the pages.
    case preview(Desk)

    /// Where a preview stands: its own address, the token of the desk's forms, the way back.
    struct Desk: Hashable, Sendable {
      let address: SitePath
      let token: String
      let back: SitePath
    }

    var desk: Desk? { if case .preview(let desk) = self { desk } else { nil } }

    var units: [String] {
      if case .openLink(let units) = self, units.count > 1 { units } else { [] }
    }
  }

  enum Step: Hashable, Sendable {
    case code, information, consent, team
    case page(Int)
    case check
  }

  /// What a button asks for.
  enum Wish: Hashable, Sendable {
    case next, back, clear
    /// All that is told and agreed to on one page.
    case copy
    /// A page, to change something on it.
    case change(Step)
    /// The same page in another language.
    case language(Language)

    /// The name of the button.
    var field: String {
      switch self {
      case .next: "form-next"
      case .back: "form-back"
      case .clear: "form-clear"
      case .copy: "form-copy"
      case .change(let step): "form-to-\(step.text)"
      case .language(let language): "form-in-\(language.rawValue)"
      }
    }
  }

  /// The name of the field with the team; no question has it.
  static let team = "unit"
  /// The value of whoever names none.
  static let noTeam = "none"

  var firstStep: Step { way == .slip ? .code : .information }

  /// All steps in their order, those of pages too that are not for everybody.
  var allSteps: [Step] {
    (way == .slip ? [.code] : []) + [.information, .consent] + (way.units.isEmpty ? [] : [.team])
      + questionnaire.pages.indices.map(Step.page) + [.check]
  }

  /// The steps of somebody with these answers.
  var steps: [Step] {
    allSteps.filter { step in
      guard case .page(let number) = step else { return true }
      return questionnaire.shows(questionnaire.pages[number], after: answers)
    }
  }

  func after(_ step: Step) -> Step {
    let place = allSteps.firstIndex(of: step) ?? 0
    return steps.first { (allSteps.firstIndex(of: $0) ?? 0) > place } ?? .check
  }

  func before(_ step: Step) -> Step {
    let place = allSteps.firstIndex(of: step) ?? 0
    return steps.last { (allSteps.firstIndex(of: $0) ?? 0) < place } ?? firstStep
  }

  /// The questions that a page asks somebody with these answers.
  func asked(on number: Int) -> [Questionnaire.Question] {
    let asked = questionnaire.asked(answers)
    return questionnaire.pages[number].questions.filter { asked.contains($0.id) }
  }

  /// Whether the answers on a page lead to more questions on the same page than stood there: without a script they could not appear by themselves.
  func hasMore(on step: Step) -> Bool {
    guard case .page(let number) = step else { return false }
    return asked(on: number).contains { !shown.contains($0.id) }
  }

  /// Whether a statement, from 1, is agreed to: whoever has agreed has ticked them all.
  func hasTicked(_ statement: Int) -> Bool { ticked.contains(statement) || !agreed.isEmpty }

  /// The columns that a step asks for.
  func columns(of step: Step) -> [String] {
    switch step {
    case .team: [Self.team]
    case .page(let number): asked(on: number).flatMap(\.columns)
    case .code, .information, .consent, .check: []
    }
  }

  /// What is wrong with what a step asks for, a sentence a column.
  func faults(on step: Step) -> [String: String] {
    switch step {
    case .team:
      let given = answers[Self.team] ?? []
      let isKnown = given.count == 1 && (way.units + [Self.noTeam]).contains(given[0])
      return isKnown ? [:] : [Self.team: questionnaire.notATeam]
    case .page:
      let columns = Set(columns(of: step))
      return questionnaire.problems(in: answersOfQuestions).filter { columns.contains($0.key) }
    case .code, .information, .consent, .check: return [:]
    }
  }

  /// The first step on which something is missing or wrong.
  var firstFaulty: Step? { steps.first { !faults(on: $0).isEmpty } }

  var answersOfQuestions: [String: [String]] {
    questionnaire.relevant(answers.filter { $0.key != Self.team })
  }

  /// What has to travel with a step: all but what the step itself asks for.
  func carried(past step: Step) -> [(name: String, value: String)] {
    var fields: [(name: String, value: String)] = [(Field.step.rawValue, step.text)]
    if step != .code { fields.append((Field.code.rawValue, code)) }
    if !attempt.isEmpty { fields.append((Field.attempt.rawValue, attempt)) }
    if !agreed.isEmpty { fields.append((Field.agreed.rawValue, agreed)) }
    fields.append((Field.language.rawValue, questionnaire.language.rawValue))
    if case .page(let number) = step {
      fields.append((Field.shown.rawValue, asked(on: number).map(\.id).joined(separator: " ")))
    }
    let own = Set(columns(of: step))
    for (column, values) in answers.sorted(by: { $0.key < $1.key }) where !own.contains(column) {
      fields += values.map { (column, $0) }
    }
    return fields
  }

  /// Fields that are no question's: a question's id has no hyphen. Buttons are inputs too, because some text browsers know no others; what they ask for
  /// is in their name, since their value is what they say.
  enum Field: String, CaseIterable {
    case code = "form-code"
    case step = "form-step"
    case attempt = "form-attempt"
    case agreed = "form-agreed"
    case language = "form-language"
    case shown = "form-shown"
  }
}

extension PlainForm.Step {
  var text: String {
    switch self {
    case .code: "code"
    case .information: "information"
    case .consent: "consent"
    case .team: "team"
    case .page(let number): "page-\(number + 1)"
    case .check: "check"
    }
  }
}
