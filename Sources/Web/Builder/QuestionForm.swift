import Markup
import Platform

/// The form of one question: what every question has, and what its kind has.
struct QuestionForm {
  let place: BuilderPlace
  let question: DraftQuestion
  /// What may be chosen when an instrument is added; an instrument that stands in the questionnaire stays the one it is.
  let instruments: [InstrumentFacts]

  func body(_ exchange: Exchange, _ state: FormState, title: String) -> [Node] {
    [Form.problems(state, fields: fields)] + place.heading(title) + [
      place.form(exchange, state) {
        place.lines("ask", "What people are asked", question.ask, state)
        place.lines("hint", "A hint below it", question.hint, state, hint: "Leave it empty where none is needed.")
        kind(state)
        if case .instrument = question.kind {
        } else {
          Form.choices(
            "required", "May it be left out?",
            [
              .init(
                "yes", "No, it needs an answer",
                hint: "Let people leave out all but what the results cannot do without.")
            ], state, values: question.isRequired ? ["yes"] : [])
        }
        Form.line(
          "id", "Short name", state,
          hint: "The column in the data: lower-case letters, digits and underscores. Left empty, one is made.",
          value: question.id)
        Form.send("Save the question", back: place.link(.overview))
      }
    ]
  }

  private var fields: [String] {
    place.fields(["ask", "hint", "options", "statements", "steps", "scale"])
      + [
        "id", "merge", "reversed", "higher", "instrument", "lowest", "highest", "first", "last", "limit", "required",
        "definition", "confirmation",
      ]
  }

  private func kind(_ state: FormState) -> Node {
    switch question.kind {
    case .choice(let options): .fragment(self.options(options, state, isChoice: true))
    case .several(let options): .fragment(self.options(options, state, isChoice: false))
    case .rate(let rating): .fragment(self.rating(rating, state))
    case .instrument(let use): .fragment(instrument(use, state))
    case .number(let lowest, let highest):
      .fragment([
        Form.line("lowest", "Lowest number", state, value: lowest),
        Form.line("highest", "Highest number", state, value: highest),
      ])
    case .month(let first, let last):
      .fragment([
        Form.line("first", "First month", state, hint: "Year and month, such as 1990-01.", value: first),
        Form.line("last", "Last month", state, hint: "Such as 2026-12.", value: last),
      ])
    case .text(let limit):
      Form.line("limit", "Most characters", state, hint: "From 1 to 4,000.", value: limit)
    }
  }

  @MarkupBuilder private func options(
    _ options: DraftQuestion.Options, _ state: FormState, isChoice: Bool
  ) -> [Node] {
    place.paragraphs(
      "options", "Answers", options.labels, state,
      hint: "One a line. Two answers or more, without semicolons.")
    Form.choices(
      "about", "What it is about",
      [
        .init("preferNot", "Offer “Prefer not to say”", hint: "It is stored as no answer."),
        .init(
          "person", "It says who somebody is",
          hint: "Age, role, years: every such question makes groups smaller. Its answers are protected more."),
      ]
        + (isChoice
          ? [
            .init(
              "compare", "Compare results over it",
              hint: "The report shows scores for each answer, where enough people gave it."),
            .init("ordered", "The answers have an order", hint: "From less to more."),
          ] : []),
      state,
      values: Set(
        (options.preferNot ? ["preferNot"] : []) + (options.describesPeople ? ["person"] : [])
          + (options.compares ? ["compare"] : []) + (options.ordered ? ["ordered"] : [])))
    if isChoice {
      Form.lines(
        "merge", "Answers to put together where too few people gave them", state,
        hint: "One a line: the new name, =, and the answers with ; between them. Leading = Manager; Deputy",
        value: options.merges.map { "\($0.label) = \($0.levels.joined(separator: "; "))" }.joined(separator: "\n"),
        rows: 3)
    }
  }

  @MarkupBuilder private func rating(_ rating: DraftQuestion.Rating, _ state: FormState) -> [Node] {
    place.paragraphs(
      "statements", "Statements", rating.statements, state,
      hint:
        "One a line, in words of your own. The items of a published scale belong to its owner: add it as an instrument."
    )
    Form.lines(
      "steps", "Answers to each statement", state,
      hint: "One a line with its number, the lowest first, such as 0 = never.",
      value: rating.steps.map { "\($0.code) = \($0.words[place.languages[0]] ?? "")" }.joined(separator: "\n"), rows: 5)
    for language in place.languages.dropFirst() {
      Form.lines(
        place.field("steps", language), "Answers to each statement (\(language.name))", state,
        hint: "The same numbers.",
        value: rating.steps.compactMap { step in step.words[language].map { "\(step.code) = \($0)" } }
          .joined(separator: "\n"), rows: 5)
    }
    place.lines(
      "scale", "What they measure together", rating.title, state, hint: "The name of the score in the report.")
    Form.choice(
      "higher", "A higher score is",
      [.init("worse", "worse"), .init("better", "better"), .init("descriptive", "neither")], state,
      value: rating.higherIs.isEmpty ? "descriptive" : rating.higherIs)
    Form.line(
      "reversed", "Statements that point the other way", state,
      hint: "Their numbers, counted from 1, such as 2, 5. Leave it empty where there are none.",
      value: rating.reversed.joined(separator: ", "))
  }
}

extension InstrumentFacts {
  var words: String {
    let key =
      needsAcceptance
      ? " Its key is not verified." : needsKey ? " Its key has to be confirmed from the manual." : ""
    return "\(items) items, \(Minutes.words(seconds)).\(key) Permission and fee: \(permission)"
  }
}

enum Minutes {
  static func words(_ seconds: Double) -> String {
    let minutes = Int((seconds / 60).rounded())
    return minutes < 1 ? "under a minute" : minutes == 1 ? "about 1 minute" : "about \(minutes) minutes"
  }
}
