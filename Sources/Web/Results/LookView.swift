import Markup
import Platform

/// The form for a closer look, above those taken before.
struct LookView {
  let place: WavePlace
  let choices: LookChoices
  let kept: [KeptLook]

  @MarkupBuilder func body(_ exchange: Exchange, _ state: FormState) -> [Node] {
    Form.problems(state, fields: ["outcome", "split", "within", "sure"])
    place.heading
    HTML.h2 { "A closer look" }
    HTML.p {
      "Choose what to look at, and whose answers. The figures go through the same protection as a report: what could show somebody's answers, beside everything that was shown of this wave before, is held back and the reason is given."
    }
    Form.notice {
      HTML.p {
        "Every look is remembered, and none can be taken back. What is shown now can be the reason why something else cannot be shown later. Look at what you need, the most important first."
      }
    }
    if !choices.outcomes.isEmpty { form(exchange, state) }
    if !kept.isEmpty {
      Form.table(
        "Looks taken so far", head: ["What", "Result"],
        rows: kept.map { look in
          [
            HTML.a(.href(Link.desk(place.link(.look(look.number))).path)) { .text(look.title) },
            look.isRefused ? "Nothing could be shown" : "Shown",
          ]
        })
    }
    HTML.p { HTML.a(.href(Link.desk(place.link(.overview)).path)) { "Back to the wave" } }
  }

  private func form(_ exchange: Exchange, _ state: FormState) -> Node {
    exchange.form {
      Form.select(
        "outcome", "What to look at", choices.outcomes.map { .init($0.id, $0.title) }, state,
        hint: "A scale, or the answers to one question.")
      Form.select(
        "within", "Whose answers",
        [.init("", "Everybody's")]
          + choices.splits.flatMap { split in
            split.answers.map { .init("\(split.id)=\($0)", "\(split.title): \($0)") }
          }, state)
      Form.select(
        "split", "Beside each other",
        [.init("", "All together")] + choices.splits.map { .init($0.id, $0.title) }, state,
        hint: place.isPooled ? "Units are each partner's own, and stand on its sheet." : nil)
      Form.tick("sure", "I know that this look is remembered", state)
      Form.send("Look", back: place.link(.overview))
    }
  }
}
