import Hummingbird
import Markup
import Platform
import Problems

/// What the partners of a study agree on about their own sheets.
struct SharingRoutes {
  let exchange: Exchange

  private var studies: Studies { exchange.desk.work.studies }

  func respond(_ study: Study) async throws -> Response {
    let visitor = try exchange.signedIn()
    guard visitor.has(.studyLead, of: study.host) else {
      return exchange.notAllowed
    }
    guard let form = exchange.form else { return try await page(study, .empty) }
    do {
      try await studies.setSharing(
        Self.sharing(form), of: study.name, by: .account(visitor.account.id))
      return exchange.redirect(to: .studies(.study(study.name.description)))
    } catch let problem as Problem {
      return try await page(study, FormState(form, [problem]))
    }
  }

  private static func sharing(_ form: FormBody) throws -> Sharing {
    switch try form.text("others") {
    case "never": return try Sharing(.never)
    case "after":
      guard let days = Int(try form.text("days")) else {
        throw Problem("this is no number", at: "days", remedy: "say how many days a partner is first")
      }
      return try Sharing(.after(days: days))
    default: throw Problem("nothing is chosen here", at: "others", remedy: "choose what was agreed")
    }
  }

  private func page(_ study: Study, _ state: FormState) async throws -> Response {
    var days = ""
    if case .after(let agreed) = try await studies.sharing(of: study.name).others { days = String(agreed) }
    return exchange.page("Partners' own sheets", status: state.status) {
      Form.problems(state, fields: ["others", "days"])
      HTML.h1 { "Partners’ own sheets" }
      HTML.p {
        "Results over all partners go to all of them. Each partner also gets a sheet of its own people, which goes to it first. What is agreed here holds from the first wave on: say it in the information that people read, under “Who sees what”."
      }
      HTML.p {
        "Where only two organisations take part, each can work out much of the other's results from its own sheet and the results over both."
      }
      exchange.form {
        Form.choice(
          "others", "When may other partners read a partner’s own sheet?",
          [.init("never", "Never"), .init("after", "Some days after staff hear the results")], state,
          value: days.isEmpty ? "never" : "after")
        Form.line("days", "How many days after", state, value: days, type: .number)
        Form.send("Save", back: .studies(.study(study.name.description)))
      }
    }
  }
}
