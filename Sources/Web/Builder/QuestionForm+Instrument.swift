import Markup
import Platform

extension QuestionForm {
  @MarkupBuilder func instrument(_ use: DraftQuestion.Use, _ state: FormState) -> [Node] {
    let known = InstrumentFacts.find(use.key)
    if use.key.isEmpty {
      HTML.p { "Hearth knows how these are scored, not what they say: their owners supply the wording." }
      Form.choice(
        "instrument", "Instrument",
        instruments.map { .init($0.id, $0.name, hint: $0.words) }
          + [.init(Self.own, "An instrument of your own", hint: "Its definition goes into the field below.")],
        state)
    } else if let known {
      HTML.p { HTML.strong { .text(known.name) } }
      HTML.p { .text(known.words) }
    } else {
      HTML.p { "An instrument of your own, “\(use.key)”, as its definition describes it." }
    }
    if use.key.isEmpty || known == nil {
      Form.lines(
        "definition", "Definition", state,
        hint:
          "Only for an instrument of your own: its id, name, items, answers and scales as YAML, as in the example below.",
        value: use.definition, rows: 8)
      HTML.details {
        HTML.summary { "An example" }
        HTML.pre { HTML.code { .text(Self.example) } }
      }
    }
    if use.key.isEmpty || known?.needsKey == true || !use.confirmation.isEmpty {
      Form.lines(
        "confirmation", "Key, confirmed from the manual", state,
        hint:
          "The text that `hearth instruments confirm` wrote from the manual, for an instrument whose key is not verified.",
        value: use.confirmation, rows: 6)
    }
    if use.key.isEmpty || known?.needsAcceptance == true || use.acceptsUnverified {
      Form.choices(
        "accept", "A key that is not verified",
        [
          .init(
            "yes", "Use it all the same",
            hint: "Only for an instrument that is marked so. Every report will say that the key was not verified.")
        ], state, values: use.acceptsUnverified ? ["yes"] : [])
    }
  }

  static let example = """
    id: our_team
    name: Our own questions
    items: 4
    responses:
      - {id: agree, codes: {1: no, 2: partly, 3: yes}}
    scales:
      - {id: ease, label: Ease, items: [1, 2], reversed: [2], aggregate: mean, direction: better, minimum: 1}
      - {id: load, label: Load, items: [3, 4], aggregate: sum, direction: worse}
    """

  /// The choice of an instrument that the catalogue has not.
  static let own = "own"

  func reading(_ kept: DraftQuestion.Use, _ form: FormBody) throws -> DraftQuestion.Use {
    func text(_ field: String) throws -> String {
      let text = try form.text(field)
      return text.allSatisfy(\.isWhitespace) ? "" : text
    }
    let definition = try text("definition")
    var use = kept
    if kept.key.isEmpty {
      let chosen = try form.text("instrument")
      use = chosen == Self.own ? try DraftQuestion.Use(definition: definition) : DraftQuestion.Use(key: chosen)
    } else {
      use.definition = definition
    }
    use.acceptsUnverified = form.isTicked("accept")
    use.confirmation = try text("confirmation")
    return use
  }
}
