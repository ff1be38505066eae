import Markup
import Platform

/// One question as a group of fields. `ask` marks what belongs together, `needed` what may not be left out.
enum QuestionMarkup {
  static func question(_ question: Questionnaire.Question) -> Node {
    switch question.kind {
    case .choice(let options): choice(question, options, .radio)
    case .several(let options): choice(question, options, .checkbox)
    case .rating(let rating): self.rating(question, rating)
    case .number(let range): number(question, range)
    case .month: .empty
    case .text(let limit): text(question, limit: limit)
    }
  }

  private static func choice(
    _ question: Questionnaire.Question, _ options: Questionnaire.Options, _ type: Attribute.InputType
  ) -> Node {
    let hint = hint(question, also: type == .checkbox ? "Tick all that apply." : nil)
    return HTML.fieldset([.class(needed("ask question", question))] + hint.attributes) {
      HTML.legend { asked(question) }
      hint.node
      HTML.div(.class("options")) {
        for (number, (label, words)) in zip(options.labels, options.words).enumerated() {
          option(type, column: question.id, number: number + 1, value: label, words: words)
        }
      }
      if type == .radio, !question.required { clearing }
    }
  }

  /// Each statement is a group of its own, so that it is read out with its answers.
  private static func rating(_ question: Questionnaire.Question, _ rating: Questionnaire.Rating) -> Node {
    let id = "q-\(question.id)-ask"
    let hint = hint(question)
    return HTML.div(
      [.class(needed("question rating", question)), .role("group"), .labelledBy(id)] + hint.attributes
    ) {
      HTML.h2(.id(id)) { asked(question) }
      hint.node
      for (statement, column) in zip(rating.statements, question.columns) {
        HTML.fieldset(.class("ask statement")) {
          HTML.legend { .text(statement.words) }
          HTML.div(.class("steps")) {
            for (number, step) in statement.steps.enumerated() {
              option(.radio, column: column, number: number + 1, value: String(step.code), words: step.words)
            }
          }
          if !question.required { clearing }
        }
      }
    }
  }

  private static func number(_ question: Questionnaire.Question, _ range: ClosedRange<Int>) -> Node {
    let hint = hint(question, also: "A whole number from \(range.lowerBound) to \(range.upperBound).")
    return HTML.div(.class(needed("ask question", question))) {
      HTML.label(.for("q-\(question.id)")) { asked(question) }
      hint.node
      HTML.input(
        [
          .type(.text), .numeric, .autocompleteOff, .class("number"), .id("q-\(question.id)"), .name(question.id),
          .lowest(range.lowerBound), .highest(range.upperBound),
        ] + hint.attributes)
    }
  }

  private static func text(_ question: Questionnaire.Question, limit: Int) -> Node {
    let hint = hint(
      question,
      also:
        "At most \(limit) characters. Please name nobody. Nobody reads this while the questionnaire is open, and nobody could tell who needs help: if you do, it is named below."
    )
    return HTML.div(.class(needed("ask question", question))) {
      HTML.label(.for("q-\(question.id)")) { asked(question) }
      hint.node
      HTML.textarea(
        [
          .textRows(limit > 400 ? 6 : 3), .autocompleteOff, .id("q-\(question.id)"), .name(question.id), .limit(limit),
        ] + hint.attributes)
    }
  }

  static func option(
    _ type: Attribute.InputType, column: String, number: Int, value: String, words: String
  ) -> Node {
    HTML.div(.class("option")) {
      HTML.input(.type(type), .id("q-\(column)-\(number)"), .name(column), .value(value))
      HTML.label(.for("q-\(column)-\(number)")) { .text(words) }
    }
  }

  private static func needed(_ classes: String, _ question: Questionnaire.Question) -> String {
    question.required ? classes + " needed" : classes
  }

  private static func asked(_ question: Questionnaire.Question) -> Node {
    question.required
      ? "\(question.ask) \(HTML.span(.class("tag")) { "Needed" })" : .text(question.ask)
  }

  private static func hint(
    _ question: Questionnaire.Question, also: String? = nil
  ) -> (node: Node, attributes: [Attribute]) {
    let words = [question.hint, also].compactMap { $0 }.joined(separator: " ")
    guard !words.isEmpty else { return (.empty, []) }
    let id = "q-\(question.id)-hint"
    return (HTML.p(.class("hint"), .id(id)) { .text(words) }, [.describedBy(id)])
  }

  private static var clearing: Node {
    HTML.button(.type(.button), .class("clear link"), .concealed) { "Clear" }
  }
}
