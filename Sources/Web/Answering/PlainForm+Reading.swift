import Platform

extension PlainForm {
  /// Reads what a page of the form sent.
  /// - Returns: the form, the step that was sent and the button that was pressed.
  /// - Throws: `FormFields.Fault` for a field that no page has, for one that comes twice and must not, and for a step that there is not.
  static func read(
    _ fields: FormFields, wave: String, questionnaire: Questionnaire, way: Way
  ) throws(FormFields.Fault) -> (form: PlainForm, step: Step, wish: Wish) {
    var form = PlainForm(wave: wave, questionnaire: questionnaire, way: way)
    let columns = Set(questionnaire.columns).subtracting([team])
    var given: [Field: String] = [:]
    var wishes: [Wish] = []
    for (name, values) in fields.values {
      if let field = Field(rawValue: name) {
        guard values.count == 1 else { throw .malformed }
        given[field] = values[0]
      } else if columns.contains(name) || (name == team && !way.units.isEmpty) {
        form.answers[name] = values.filter { !$0.isEmpty }
      } else if let wish = form.wish(name) {
        wishes.append(wish)
      } else if let number = form.statement(name) {
        guard values == ["yes"] else { throw .malformed }
        form.ticked.insert(number)
      } else {
        throw .malformed
      }
    }
    form.code = given[.code] ?? ""
    form.attempt = given[.attempt] ?? ""
    form.agreed = given[.agreed] ?? ""
    guard form.code.utf8.count <= 100, form.attempt.utf8.count <= 100, form.agreed.utf8.count <= 100,
      let step = form.steps.first(where: { $0.text == given[.step] }), wishes.count <= 1
    else { throw .malformed }
    // The Enter key may press no button.
    return (form, step, wishes.first ?? .next)
  }

  private func statement(_ name: String) -> Int? {
    questionnaire.consent.indices.map { $0 + 1 }.first { name == "agree-\($0)" }
  }

  private func wish(_ name: String) -> Wish? {
    ([.next, .back, .clear] + steps.map(Wish.change)).first { $0.field == name }
  }
}
