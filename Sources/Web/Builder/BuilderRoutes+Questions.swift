import Hummingbird
import Markup
import Platform
import Problems

/// Questions: added, changed, moved, removed.
extension BuilderRoutes {
  func kinds(_ place: BuilderPlace, _ number: Int) throws -> Response {
    guard place.draft.pages.indices.contains(number - 1) else { return notFound }
    return exchange.page("Add a question") {
      place.heading("Add a question to page \(number)")
      HTML.ul(.class("ways")) {
        for kind in DraftQuestion.Kind.Name.allCases {
          HTML.li {
            HTML.a(.href(Link.desk(place.link(.add(number, kind))).path)) { .text(kind.title) }
            HTML.p { .text(kind.purpose) }
          }
        }
      }
    }
  }

  func add(_ place: BuilderPlace, _ number: Int, _ kind: DraftQuestion.Kind.Name) async throws -> Response {
    guard place.draft.pages.indices.contains(number - 1) else { return notFound }
    let empty = DraftQuestion(id: "", ask: [:], kind: kind.empty)
    let form = QuestionForm(place: place, question: empty, instruments: kind == .instrument ? try offered(place) : [])
    func page(_ state: FormState) -> Response {
      exchange.page(kind.title, status: state.status) { form.body(exchange, state, title: kind.title) }
    }
    guard let sent = exchange.form else { return page(.empty) }
    return try await change(
      // What cannot be read is told by the change.
      place, own: (try? form.reading(sent)).map { id(of: $0, in: place.draft) }, then: .overview, refused: page
    ) { draft, sent in
      var question = try form.reading(sent)
      question.id = id(of: question, in: draft)
      try draft.add(question, to: number - 1)
    }
  }

  func question(_ place: BuilderPlace, _ id: String) async throws -> Response {
    guard let kept = place.draft.question(id)?.question else { return notFound }
    let form = QuestionForm(place: place, question: kept, instruments: [])
    func page(_ state: FormState) -> Response {
      exchange.page("Question", status: state.status) { form.body(exchange, state, title: kept.kind.name.title) }
    }
    guard let sent = exchange.form else { return page(.empty) }
    return try await change(place, own: (try? form.reading(sent))?.id, then: .overview, refused: page) { draft, sent in
      try draft.replace(id, with: try form.reading(sent))
    }
  }

  func questionAct(_ place: BuilderPlace, _ id: String, _ act: BuilderLink.Act) async throws -> Response {
    guard let (question, _) = place.draft.question(id) else { return notFound }
    let asked = question.ask[place.languages[0]] ?? id
    switch act {
    case .up, .down: return try await move(place) { draft in draft.move(id, act == .up ? .up : .down) }
    case .remove:
      return try await remove(place, "Remove a question?", "“\(asked)”") { draft in try draft.remove(id) }
    case .when:
      return try await conditions(place, "When is “\(asked)” asked?", question.when, place.draft.earlier(than: id)) {
        draft, conditions in draft.setConditions(conditions, of: id)
      }
    }
  }

  /// Whoever leaves the short name empty gets one that is free.
  private func id(of question: DraftQuestion, in draft: QuestionnaireDraft) -> String {
    guard question.id.isEmpty else { return question.id }
    if case .instrument(let use) = question.kind, !use.key.isEmpty, draft.question(use.key) == nil { return use.key }
    return draft.freeID(for: question.ask[draft.languages[0]] ?? "")
  }

  /// The catalogue without what the questionnaire asks already and what it must not ask.
  private func offered(_ place: BuilderPlace) throws -> [InstrumentFacts] {
    let asked = place.draft.pages.flatMap(\.questions).compactMap { question in
      if case .instrument(let use) = question.kind { use.key } else { nil }
    }
    return try InstrumentFacts.offered().filter { !asked.contains($0.id) }
  }
}
