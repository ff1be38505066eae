import Markup
import Platform
import Problems

/// The form of what is promised before anybody is asked.
enum PromisesView {
  @MarkupBuilder static func body(_ exchange: Exchange, _ place: WavePlace, _ state: FormState) -> [Node] {
    let (planned, commitments) = (place.planned, place.planned.commitments)
    Form.problems(
      state, fields: ["owner", "act", "support", "supportChecked", "staffHear", "managersHear", "threshold"])
    HTML.h1 { "Promises and help" }
    HTML.p { "People who are asked read this before they decide. A wave does not open without it." }
    exchange.form {
      Form.line(
        "owner", "Who owns the results", state, hint: "A person or a group that answers for what follows.",
        value: commitments?.owner ?? "")
      Form.line(
        "act", "Set aside for acting on them", state, hint: "Time or money: two days a month until summer, say.",
        value: commitments?.act ?? "")
      Form.lines(
        "support", "Where help is to be had", state, hint: "One place a line, with its telephone number or address.",
        value: planned.support.joined(separator: "\n"), rows: 4)
      Form.line(
        "supportChecked", "When somebody last made sure that it is there", state,
        hint: "Ring up or write there. It holds for \(Commitments.checkHolds) days.",
        value: commitments?.supportChecked.description ?? "", type: .date)
      Form.line(
        "staffHear", "When staff hear the results", state, value: commitments?.staffHear.description ?? "", type: .date)
      Form.line(
        "managersHear", "When managers hear them", state, hint: "Not before staff.",
        value: commitments?.managersHear.description ?? "", type: .date)
      Form.line(
        "threshold", "Fewest people behind a figure", state, hint: "10 unless there is a reason; never below 5.",
        value: String(planned.threshold), type: .number)
      Form.send("Save", back: place.link(.overview))
    }
  }
}
