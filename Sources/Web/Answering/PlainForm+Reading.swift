import Platform

extension PlainForm {
  /// The language of the page that was sent; nil for the questionnaire's first.
  static func language(of body: FormBody) -> Language? {
    body.fields[Field.language.rawValue]?.first.flatMap(Language.init(rawValue:))
  }

  /// Reads what a page of this form sent.
  /// - Returns: the form, the step that was sent and the button that was pressed.
  /// - Throws: `FormFault.malformed` for a field that no page has, for one that comes twice and must not, and for a step that there is not.
  func reading(_ body: FormBody) throws(FormFault) -> (form: PlainForm, step: Step, wish: Wish) {
    var form = self
    let columns = Set(questionnaire.columns).subtracting([Self.team])
    var given: [Field: String] = [:]
    var wishes: [Wish] = []
    for (name, values) in body.fields {
      if let field = Field(rawValue: name) {
        guard values.count == 1 else { throw .malformed }
        given[field] = values[0]
      } else if columns.contains(name) || (name == Self.team && !way.units.isEmpty) {
        // Of two fields of one name the second keeps its place when the first is empty.
        if values.contains(where: { !$0.isEmpty }) { form.answers[name] = values }
      } else if let wish = wish(name) {
        wishes.append(wish)
      } else if let number = statement(name) {
        guard values == ["yes"] else { throw .malformed }
        form.ticked.insert(number)
      } else {
        throw .malformed
      }
    }
    form.code = given[.code] ?? ""
    form.attempt = given[.attempt] ?? ""
    form.agreed = given[.agreed] ?? ""
    form.shown = Set((given[.shown] ?? "").split(separator: " ").map(String.init))
    guard form.code.utf8.count <= 100, form.attempt.utf8.count <= 100, form.agreed.utf8.count <= 100,
      let step = allSteps.first(where: { $0.text == given[.step] }), wishes.count <= 1
    else { throw .malformed }
    // The Enter key may press no button.
    return (form, step, wishes.first ?? .next)
  }

  private func statement(_ name: String) -> Int? {
    questionnaire.consent.indices.map { $0 + 1 }.first { name == "agree-\($0)" }
  }

  private func wish(_ name: String) -> Wish? {
    ([.next, .back, .clear, .copy] + allSteps.map(Wish.change) + questionnaire.languages.map(Wish.language))
      .first { $0.field == name }
  }
}
