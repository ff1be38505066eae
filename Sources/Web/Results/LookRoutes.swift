import Hummingbird
import Markup
import Platform
import Problems

/// Asking for part of a closed wave's results, and looking at what was asked for before.
struct LookRoutes {
  let exchange: Exchange

  private var work: StudyWork { exchange.desk.work }

  /// The form, or what it asks for.
  func ask(_ place: WavePlace) async throws -> Response {
    guard place.state == .closed else { return exchange.notFound }
    let choices: LookChoices
    do {
      choices = try await work.releases.choices(of: place.wave, isPooled: place.isPooled)
    } catch let problem as Problem {
      return try await page(place, LookChoices.none, FormState(exchange.form, [problem]))
    }
    guard let form = exchange.form else { return try await page(place, choices, .empty) }
    do {
      let look = try Self.look(form)
      guard form.isTicked("sure") else {
        throw FormBody.unticked("sure", remedy: "a look cannot be taken back")
      }
      let number = try await work.releases.ask(
        for: look, of: place.wave, isPooled: place.isPooled, back: place.back(to: .looks, "Back to all looks"))
      try await work.studies.note(.lookTaken, on: place.wave, by: place.actor)
      return exchange.redirect(to: place.link(.look(number)))
    } catch let problem as Problem {
      return try await page(place, choices, FormState(form, [problem]))
    }
  }

  /// What became of one that was asked for before.
  func show(_ number: Int, _ place: WavePlace) async throws -> Response {
    let roles = place.visitor.roles(in: place.study).intersection(WaveLink.lookReaders)
    guard place.mayRead(roles, on: exchange.desk.clock.today()),
      let page = try await work.releases.page(ofLook: number, of: place.wave)
    else { return exchange.notFound }
    return Reply.closedPage(page)
  }

  private func page(_ place: WavePlace, _ choices: LookChoices, _ state: FormState) async throws -> Response {
    let kept = try await work.releases.looks(of: place.wave)
    return exchange.page("A closer look", status: state.status) {
      LookView(place: place, choices: choices, kept: kept).body(exchange, state)
    }
  }

  private static func look(_ form: FormBody) throws -> Look {
    let split = try form.text("split")
    let within = try form.text("within")
    return Look(
      outcome: try form.text("outcome"), split: split.isEmpty ? nil : split,
      within: within.isEmpty ? nil : try people(within))
  }

  /// `question=answer`.
  private static func people(_ text: String) throws(Problem) -> Look.People {
    guard let mark = text.firstIndex(of: "=") else {
      throw Problem("nobody can be chosen by this", at: "within", remedy: "choose from the list")
    }
    return Look.People(question: String(text[..<mark]), answer: String(text[text.index(after: mark)...]))
  }
}
