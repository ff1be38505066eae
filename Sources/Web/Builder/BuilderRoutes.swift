import Hummingbird
import Markup
import Platform
import Problems

/// The questionnaire of a study, written page by page. Each form changes one piece of the latest version and saves the whole as the next.
struct BuilderRoutes {
  let exchange: Exchange
  let study: Study

  var studies: Studies { exchange.desk.work.studies }

  func respond(_ link: BuilderLink) async throws -> Response {
    if case .start = link { return try await start() }
    // Whoever only reads is not led to a form.
    if case .preview = link, try await studies.questionnaire(of: study.name) == nil { return notFound }
    guard let work = try await studies.questionnaireInProgress(of: study.name) else {
      return redirect(to: .start)
    }
    let place = BuilderPlace(
      study: study, version: work.version,
      draft: try QuestionnaireDraft(text: work.text, file: BuilderPlace.file))
    switch link {
    case .overview: return try await overview(place, .empty)
    case .start: return try await start()
    case .settings: return try await settings(place)
    case .addPage, .page: return try await page(place, link)
    case .pageAct(let number, let act): return try await pageAct(place, number, act)
    case .kinds(let number): return try kinds(place, number)
    case .add(let number, let kind): return try await add(place, number, kind)
    case .question(let id): return try await question(place, id)
    case .questionAct(let id, let act): return try await questionAct(place, id, act)
    case .wordings: return try await wordings(work, .empty)
    case .wording(let instrument, let language): return try await wording(work, instrument, language)
    case .removeWording(let instrument, let language): return try await removeWording(work, instrument, language)
    case .preview: return try await preview()
    case .custody: return try await custody(place)
    }
  }

  var actor: AuditEntry.Actor { get throws { .account(try exchange.signedIn().account.id) } }

  func link(_ link: BuilderLink) -> DeskLink { .studies(.builder(study.name.description, link)) }
  func redirect(to link: BuilderLink) -> Response { exchange.redirect(to: self.link(link)) }
  var notFound: Response { exchange.notFound }

  /// Changes the latest version and saves it as the next.
  /// - Parameters:
  ///   - own: the question whose form was sent: problems of its lines are told at its fields.
  ///   - refused: the page again, with what is wrong.
  func change(
    _ place: BuilderPlace, own: String? = nil, then next: BuilderLink,
    refused: (FormState) async throws -> Response, _ change: (inout QuestionnaireDraft, FormBody) throws -> Void
  ) async throws -> Response {
    guard let form = exchange.form else { return notFound }
    var draft = place.draft
    do {
      let base = Int(try form.text(BuilderPlace.versionField)) ?? 0
      if base == place.version { try change(&draft, form) }
      // Where it is another version, saving says so.
      _ = try await studies.save(
        questionnaire: draft.text, file: BuilderPlace.file, basedOn: base, for: study.name, by: try actor)
      return redirect(to: next)
    } catch let problem as Problem {
      return try await refused(FormState(form, [BuilderPlace.located(problem, in: draft, own: own)]))
    }
  }

  func overview(_ place: BuilderPlace, _ state: FormState) async throws -> Response {
    guard let work = try await studies.questionnaireInProgress(of: study.name) else { return redirect(to: .start) }
    let view = BuilderView(
      place: place, questionnaire: work.questionnaire, people: try await studies.expectedPeople(of: study.name),
      hasRemarks: work.text.split(separator: "\n").contains { $0.drop { $0 == " " }.first == "#" })
    return exchange.page("Questionnaire", status: state.status) { view.body(exchange, state) }
  }

  private func settings(_ place: BuilderPlace) async throws -> Response {
    func page(_ state: FormState) -> Response {
      exchange.page("Title and languages", status: state.status) { SettingsView.body(exchange, place, state) }
    }
    guard exchange.form != nil else { return page(.empty) }
    return try await change(place, then: .overview, refused: page) { draft, form in
      let chosen = form.texts("languages").compactMap(Language.init(rawValue:))
      let kept = draft.languages.filter(chosen.contains)
      let languages = kept + Language.allCases.filter { chosen.contains($0) && !kept.contains($0) }
      let title = try place.words("title", form)
      guard let first = languages.first, let text = title[first] ?? title[place.languages[0]], !text.isEmpty else {
        throw languages.isEmpty
          ? Problem("no language is chosen", at: "languages", remedy: "choose at least one")
          : Problem("the questionnaire has no title", at: "title", remedy: "write one that people will read")
      }
      try draft.set(
        title: title.merging([first: text]) { given, _ in given }, languages: languages,
        showsOwnScores: form.isTicked("own-scores"))
    }
  }
}
