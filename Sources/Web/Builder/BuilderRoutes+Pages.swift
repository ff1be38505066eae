import Hummingbird
import Markup
import Platform
import Problems

/// Pages of the questionnaire: added, changed, moved, removed.
extension BuilderRoutes {
  func page(_ place: BuilderPlace, _ link: BuilderLink) async throws -> Response {
    var kept = QuestionnaireDraft.Page()
    var number: Int?
    if case .page(let given) = link {
      guard place.draft.pages.indices.contains(given - 1) else { return notFound }
      number = given
      kept = place.draft.pages[given - 1]
    }
    func page(_ state: FormState) -> Response {
      exchange.page(number == nil ? "New page" : "Page", status: state.status) {
        Form.problems(state, fields: place.fields(["title", "text"]))
        place.heading(number.map { "Page \($0)" } ?? "New page")
        place.form(exchange, state) {
          place.lines("title", "Title", kept.title, state, hint: "People read it above the questions.")
          place.paragraphs(
            "text", "Text before the questions", kept.text, state,
            hint: "A paragraph a line. A page may have a text and no questions.", rows: 4)
          Form.send("Save the page", back: place.link(.overview))
        }
      }
    }
    guard exchange.form != nil else { return page(.empty) }
    return try await change(place, then: .overview, refused: page) { draft, form in
      kept.title = try place.words("title", form)
      kept.text = try place.list("text", form)
      guard kept.title[place.languages[0]] != nil else {
        throw Problem("the page has no title", at: "title", remedy: "say in a few words what it is about")
      }
      if let number { draft.set(kept, at: number - 1) } else { _ = draft.add(kept) }
    }
  }

  func pageAct(_ place: BuilderPlace, _ number: Int, _ act: BuilderLink.Act) async throws -> Response {
    guard place.draft.pages.indices.contains(number - 1) else { return notFound }
    let page = place.draft.pages[number - 1]
    switch act {
    case .up, .down:
      return try await move(place) { draft in draft.movePage(number - 1, act == .up ? .up : .down) }
    case .remove:
      let count = page.questions.count
      return try await remove(
        place, "Remove page \(number)?",
        count == 0 ? "It has no questions." : "Its \(count == 1 ? "question goes" : "\(count) questions go") with it."
      ) { draft in try draft.removePage(number - 1) }
    case .when:
      return try await conditions(
        place, "When is page \(number) shown?", page.when, place.draft.earlier(thanPage: number - 1)
      ) { draft, conditions in draft.setConditions(conditions, ofPage: number - 1) }
    }
  }

  /// Moving has no page of its own: what is wrong stands above the list.
  func move(_ place: BuilderPlace, _ move: (inout QuestionnaireDraft) -> Void) async throws -> Response {
    try await change(
      place, then: .overview,
      refused: { state in
        // The list is shown as it is kept, and its forms change what is kept.
        try await overview(place, FormState(nil, state.problems))
      }
    ) { draft, _ in move(&draft) }
  }

  /// Asks once more, and removes.
  func remove(
    _ place: BuilderPlace, _ title: String, _ what: String,
    _ removal: (inout QuestionnaireDraft) throws -> Void
  ) async throws -> Response {
    func page(_ state: FormState) -> Response {
      exchange.page(title, status: state.status) {
        Form.problems(state, fields: [])
        place.heading(title)
        HTML.p { .text(what) }
        place.form(exchange, state) {
          HTML.div(.class("buttons")) {
            HTML.button(.type(.submit), .class("grave")) { "Remove" }
            HTML.a(.href(Link.desk(place.link(.overview)).path)) { "Keep it" }
          }
        }
      }
    }
    guard exchange.form != nil else { return page(.empty) }
    return try await change(place, then: .overview, refused: page) { draft, _ in try removal(&draft) }
  }

  /// Which earlier answers lead to a page or a question.
  func conditions(
    _ place: BuilderPlace, _ title: String, _ kept: [Questionnaire.Condition], _ earlier: [QuestionnaireDraft.Earlier],
    _ set: (inout QuestionnaireDraft, [Questionnaire.Condition]) -> Void
  ) async throws -> Response {
    func page(_ state: FormState) -> Response {
      exchange.page(title, status: state.status) {
        Form.problems(state, fields: earlier.map { "when-\($0.id)" })
        place.heading(title)
        if earlier.isEmpty {
          HTML.p {
            "Always. Nothing stands before it that has a list of answers, so there is nothing that it could depend on."
          }
        } else {
          HTML.p {
            "Always, when nothing is ticked here. Otherwise only to people who gave one of the ticked answers, to each question where something is ticked."
          }
          place.form(exchange, state) {
            for question in earlier {
              Form.choices(
                "when-\(question.id)", question.ask, question.options.map { .init($0, $0) }, state,
                values: Set(kept.filter { $0.question == question.id }.flatMap(\.options)))
            }
            Form.send("Save", back: place.link(.overview))
          }
        }
      }
    }
    guard exchange.form != nil else { return page(.empty) }
    return try await change(place, then: .overview, refused: page) { draft, form in
      let conditions = earlier.compactMap { question -> Questionnaire.Condition? in
        let chosen = Set(form.texts("when-\(question.id)"))
        let options = question.options.filter(chosen.contains)
        return options.isEmpty ? nil : Questionnaire.Condition(question: question.id, options: options)
      }
      set(&draft, conditions)
    }
  }
}
