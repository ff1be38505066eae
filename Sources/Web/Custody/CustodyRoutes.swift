import Hummingbird
import Markup
import Platform
import Problems

/// Rows of answers: who asks for them, who else agrees, and the files.
struct CustodyRoutes {
  let exchange: Exchange

  private var custody: Custody { exchange.desk.work.custody }

  func respond(_ place: WavePlace, _ link: CustodyLink) async throws -> Response {
    guard place.state == .closed else { return exchange.notFound }
    do {
      switch link {
      case .page:
        guard let form = exchange.form else { return try await page(place, .empty) }
        guard place.visitor.roles(in: place.study).contains(.analyst) else {
          return exchange.notAllowed
        }
        try await custody.ask(for: place.wave, reason: try form.text("reason"), by: place.visitor)
      case .decide(let id):
        guard let form = exchange.form else { return try await page(place, .empty) }
        let decision = try form.text("decision-\(id)")
        guard ["confirm", "refuse"].contains(decision) else {
          throw Problem("nothing is chosen", at: "decision-\(id)", remedy: "confirm or refuse")
        }
        try await custody.decide(id, of: place.wave, confirm: decision == "confirm", by: place.visitor)
      case .file(let id, let file):
        let bytes = try await custody.file(file, of: id, wave: place.wave, for: place.visitor)
        return Reply.download(bytes, name: file.name(of: place.wave))
      }
      return exchange.redirect(to: place.link(.custody(.page)))
    } catch let problem as Problem {
      return try await page(place, FormState(exchange.form, [problem]))
    }
  }

  private func page(_ place: WavePlace, _ state: FormState) async throws -> Response {
    let terms = try await custody.terms(of: place.wave)
    let requests = try await custody.requests(of: place.wave)
    let people = try await exchange.desk.accounts.people()
    let names = Dictionary(people.map { ($0.account.id, $0.account.name) }) { first, _ in first }
    let view = CustodyView(
      place: place, terms: terms, requests: requests, names: names,
      leftOut: terms == nil ? [] : try await custody.leftOut(of: place.wave),
      objection: Custody.objection(to: place.visitor), today: exchange.desk.clock.today())
    return exchange.page("Rows of answers", status: state.status) {
      view.body(exchange, state)
    }
  }
}
