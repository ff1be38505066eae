import Foundation
import Markup
import Platform

/// One question as a group of fields. `ask` marks what belongs together, `needed` what may not be left out, `person` what says who somebody is.
struct QuestionMarkup {
  let language: Language

  private var words: Words { Words(language: language) }

  func question(_ question: Questionnaire.Question) -> Node {
    switch question.kind {
    case .choice(let options): choice(question, options, .radio)
    case .several(let options): choice(question, options, .checkbox)
    case .rating(let rating): self.rating(question, rating)
    case .number(let range): number(question, range)
    case .month(let range): month(question, range)
    case .text(let limit): text(question, limit: limit)
    }
  }

  /// The conditions as the script reads them: options by question.
  static func when(_ conditions: [Questionnaire.Condition]) -> [Attribute] {
    guard !conditions.isEmpty else { return [] }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let options = Dictionary(conditions.map { ($0.question, $0.options) }) { first, _ in first }
    return (try? encoder.encode(options)).map { [.condition(String(decoding: $0, as: UTF8.self))] } ?? []
  }

  private func choice(
    _ question: Questionnaire.Question, _ options: Questionnaire.Options, _ type: Attribute.InputType
  ) -> Node {
    let hint = hint(question, also: type == .checkbox ? words(.tickAll) : nil)
    let classes = options.describesPeople ? "ask question person" : "ask question"
    return HTML.fieldset(attributes(classes, question) + hint.attributes) {
      HTML.legend { asked(question) }
      hint.node
      HTML.div(.class("options")) {
        for (number, (label, words)) in zip(options.labels, options.words).enumerated() {
          option(type, column: question.id, number: number + 1, value: label, words: words)
        }
        if options.preferNot {
          option(
            type, column: question.id, number: options.labels.count + 1, value: Questionnaire.preferNot,
            words: words(.preferNot), apart: true)
        }
      }
      if type == .radio, !question.required { clearing }
    }
  }

  /// Each statement is a group of its own, so that it is read out with its answers.
  private func rating(_ question: Questionnaire.Question, _ rating: Questionnaire.Rating) -> Node {
    let id = "q-\(question.id)-ask"
    let foreign = rating.language != language
    let hint = hint(question, also: foreign ? words(.onlyIn(rating.language)) : nil)
    return HTML.div(attributes("question rating", question) + [.role("group"), .labelledBy(id)] + hint.attributes) {
      HTML.h2(.id(id)) { asked(question) }
      hint.node
      HTML.div(foreign ? [.lang(rating.language.rawValue)] : []) {
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
  }

  private func number(_ question: Questionnaire.Question, _ range: ClosedRange<Int>) -> Node {
    let hint = hint(question, also: words(.wholeNumber(range)))
    return HTML.div(attributes("ask question", question)) {
      HTML.label(.for("q-\(question.id)")) { asked(question) }
      hint.node
      HTML.input(
        [
          .type(.text), .numeric, .autocompleteOff, .class("number"), .id("q-\(question.id)"), .name(question.id),
          .lowest(range.lowerBound), .highest(range.upperBound),
        ] + hint.attributes)
    }
  }

  /// Two fields of one name: month, then year.
  private func month(_ question: Questionnaire.Question, _ range: ClosedRange<Month>) -> Node {
    let hint = hint(question, also: words(.months(spelled(range.lowerBound), spelled(range.upperBound))))
    return HTML.fieldset(attributes("ask question month", question) + hint.attributes) {
      HTML.legend { asked(question) }
      hint.node
      for (part, message) in [("month", Message.month), ("year", .year)] {
        HTML.div {
          HTML.label(.for("q-\(question.id)-\(part)")) { .text(words(message)) }
          HTML.input(
            .type(.text), .numeric, .autocompleteOff, .class("number"), .id("q-\(question.id)-\(part)"),
            .name(question.id), .lowest(count(range.lowerBound)), .highest(count(range.upperBound)))
        }
      }
    }
  }

  /// Months since the year 0, so that the script compares numbers.
  private func count(_ month: Month) -> Int { month.year * 12 + month.month - 1 }

  private func spelled(_ month: Month) -> String { "\(month.month) \(month.year)" }

  private func text(_ question: Questionnaire.Question, limit: Int) -> Node {
    let hint = hint(question, also: words(.characters(limit)))
    return HTML.div(attributes("ask question", question)) {
      HTML.label(.for("q-\(question.id)")) { asked(question) }
      HTML.p(.class("notice")) {
        .text(words(.nobodyReads) + " ")
        HTML.a(.class("help"), .href(fragment: "support-heading")) { .text(words(.helpHere)) }
      }
      hint.node
      HTML.textarea(
        [
          .textRows(limit > 400 ? 6 : 3), .autocompleteOff, .id("q-\(question.id)"), .name(question.id), .limit(limit),
        ] + hint.attributes)
    }
  }

  func option(
    _ type: Attribute.InputType, column: String, number: Int, value: String, words: String, apart: Bool = false
  ) -> Node {
    HTML.div(.class(apart ? "option apart" : "option")) {
      HTML.input(.type(type), .id("q-\(column)-\(number)"), .name(column), .value(value))
      HTML.label(.for("q-\(column)-\(number)")) { .text(words) }
    }
  }

  private func attributes(_ classes: String, _ question: Questionnaire.Question) -> [Attribute] {
    [.class(question.required ? classes + " needed" : classes)] + Self.when(question.when)
  }

  private func asked(_ question: Questionnaire.Question) -> Node {
    question.required
      ? "\(question.ask) \(HTML.span(.class("tag")) { .text(words(.needed)) })" : .text(question.ask)
  }

  private func hint(
    _ question: Questionnaire.Question, also: String? = nil
  ) -> (node: Node, attributes: [Attribute]) {
    let words = [question.hint, also].compactMap { $0 }.joined(separator: " ")
    guard !words.isEmpty else { return (.empty, []) }
    let id = "q-\(question.id)-hint"
    return (HTML.p(.class("hint"), .id(id)) { .text(words) }, [.describedBy(id)])
  }

  private var clearing: Node {
    HTML.button(.type(.button), .class("clear link"), .concealed) { .text(words(.clear)) }
  }
}
