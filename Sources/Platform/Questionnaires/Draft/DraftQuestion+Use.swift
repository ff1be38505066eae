import Instruments
package import Problems
import Yams

extension DraftQuestion.Use {
  /// The names under which the questionnaire holds the texts.
  var definitionName: String { "\(key).yaml" }
  var confirmationName: String { "\(key)-confirmation.yaml" }

  /// With the key that a definition gives.
  /// - Throws: `Problem` at `definition` when it describes no instrument.
  package init(definition: String) throws(Problem) {
    self.init(
      key: try Self.read("definition") { () throws(Problem) in
        try Instrument(yaml: definition, file: "the definition").id
      })
    self.definition = definition
  }

  /// What is wrong, at the field.
  var problem: Problem? {
    guard !key.isEmpty else { return Problem("no instrument is chosen", at: "instrument", remedy: "choose one") }
    do {
      let instrument = try Self.read("definition") { () throws(Problem) in
        try definition.isEmpty
          ? Catalogue.instrument(key) : Instrument(yaml: definition, file: "the definition")
      }
      guard instrument.id == key else {
        return Problem(
          "the definition describes “\(instrument.id)”, not “\(key)”", at: "definition",
          remedy: "add it as a question of its own, or correct its id")
      }
      guard !confirmation.isEmpty else { return nil }
      _ = try Self.read("confirmation") { () throws(Problem) in
        try instrument.confirmed(
          by: Confirmation(yaml: confirmation, file: "the confirmation"), file: "the confirmation")
      }
      return nil
    } catch {
      return error
    }
  }

  /// A fault inside a text, told at its field.
  private static func read<Value>(
    _ field: String, _ body: () throws(Problem) -> Value
  ) throws(Problem) -> Value {
    do { return try body() } catch {
      throw Problem("\(error.place.isEmpty ? "" : "\(error.place): ")\(error.what)", at: field, remedy: error.remedy)
    }
  }
}

extension QuestionnaireDraft {
  /// The text of a file that the questionnaire names and holds.
  func heldText(_ name: Node?) -> String {
    guard let name = name?.scalar?.string else { return "" }
    return root.value("packs")?.mapping?.value(name)?.scalar?.string ?? ""
  }

  /// Holds what a question's instrument needs, in place of what it needed before.
  mutating func hold(_ new: DraftQuestion?, insteadOf old: DraftQuestion?) {
    var packs = root.value("packs")?.mapping ?? Node.Mapping([])
    if case .instrument(let use)? = old?.kind {
      for name in [use.definitionName, use.confirmationName] { packs.set(name, nil) }
    }
    if case .instrument(let use)? = new?.kind {
      for (name, text) in [(use.definitionName, use.definition), (use.confirmationName, use.confirmation)] {
        packs.set(name, text.isEmpty ? nil : .words(text))
      }
    }
    root.set("packs", packs.isEmpty ? nil : .mapping(packs))
  }
}
