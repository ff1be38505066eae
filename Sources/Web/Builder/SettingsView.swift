import Markup
import Platform

/// Title, languages, and whether people see their own scores.
enum SettingsView {
  @MarkupBuilder static func body(_ exchange: Exchange, _ place: BuilderPlace, _ state: FormState) -> [Node] {
    Form.problems(state, fields: place.fields(["title"]) + ["languages"])
    place.heading("Title and languages")
    place.form(exchange, state) {
      place.lines("title", "Title", place.draft.title, state, hint: "People read it on every page.")
      Form.choices(
        "languages", "Languages", Language.allCases.map { .init($0.rawValue, $0.name) }, state,
        hint:
          "With two, every text has a field for each. A wave opens when all are filled in. When one is left out, its words are taken away.",
        values: Set(place.languages.map(\.rawValue)))
      Form.choices(
        "own-scores", "Own scores",
        [
          .init(
            "yes", "Offer people their own scores after they have sent their answers",
            hint: "Their browser works them out and sends them nowhere.")
        ], state, values: place.draft.showsOwnScores ? ["yes"] : [])
      Form.send("Save", back: place.link(.overview))
    }
  }
}
