import Foundation
import Hummingbird
import Markup
import Platform

/// Whether anybody is handed rows of answers, which people read before they decide.
extension BuilderRoutes {
  func custody(_ place: BuilderPlace) async throws -> Response {
    func page(_ state: FormState) -> Response {
      exchange.page("Rows of answers", status: state.status) { Self.body(exchange, place, state) }
    }
    guard exchange.form != nil else { return page(.empty) }
    return try await change(place, then: .overview, refused: page) { draft, form in
      guard form.isTicked("handed") else { return try draft.set(custody: nil) }
      var custody = QuestionnaireDraft.Custody()
      custody.to = try place.words("to", form)
      custody.purpose = try place.words("purpose", form)
      custody.until = try form.text("until").trimmingCharacters(in: .whitespacesAndNewlines)
      try draft.set(custody: custody)
    }
  }

  @MarkupBuilder private static func body(_ exchange: Exchange, _ place: BuilderPlace, _ state: FormState) -> [Node] {
    let kept = place.draft.custody
    Form.problems(state, fields: ["handed"] + place.fields(["to", "purpose"]) + ["until"])
    place.heading("Rows of answers")
    HTML.p {
      "Results are tables and figures that no single person can be read from. Sometimes somebody has to have the rows: a thesis, a data archive. That is possible only if people read it here before they answer."
    }
    place.form(exchange, state) {
      Form.choices(
        "handed", "After the close",
        [
          .init(
            "yes", "Rows of answers are handed to somebody",
            hint: "Not ticked, they are handed to nobody, and the fields below are not kept.")
        ], state, values: kept == nil ? [] : ["yes"])
      place.lines("to", "Who gets them", kept?.to ?? [:], state, hint: "An organisation, with the part of it.")
      place.lines("purpose", "What for", kept?.purpose ?? [:], state, hint: "A sentence.")
      Form.line(
        "until", "The day by which they have deleted them", state, hint: "Such as 2031-12-31.",
        value: kept?.until ?? "")
      Form.send("Save", back: place.link(.overview))
    }
  }
}
