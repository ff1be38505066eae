import Hummingbird
import Markup
import Platform
import Problems

/// Studies: their texts, and the waves they plan.
struct StudyRoutes {
  let exchange: Exchange

  private var studies: Studies { exchange.desk.work.studies }

  func respond(_ link: StudiesLink) async throws -> Response {
    switch link {
    case .list: return try await list()
    case .create: return try await create()
    case .study(let name): return try await with(name) { try await page(of: $0, .empty) }
    case .information(let name): return try await with(name) { try await information(of: $0) }
    case .reading(let name, let number):
      return try await with(name) { try await StudyReading(exchange: exchange, study: $0).page(number) }
    case .questionnaire(let name): return try await with(name) { try await questionnaire(of: $0) }
    case .builder(let name, let link):
      return try await with(name) { try await BuilderRoutes(exchange: exchange, study: $0).respond(link) }
    case .partners(let name): return try await with(name) { try await partners(of: $0) }
    case .sharing(let name):
      return try await with(name) { try await SharingRoutes(exchange: exchange).respond($0) }
    case .plan(let name): return try await with(name) { try await plan($0) }
    case .form(let name):
      return try await with(name) { try await StudyFormRoutes(exchange: exchange, study: $0).page() }
    case .formFile(let name):
      return try await with(name) { try await StudyFormRoutes(exchange: exchange, study: $0).file() }
    }
  }

  /// The study, if this visitor has to do with it: one of the roles that the address asks for, held over one of the study's organisations.
  private func with(_ name: String, _ body: (Study) async throws -> Response) async throws -> Response {
    let visitor = try exchange.signedIn()
    guard let name = try? StudyName(name), let study = try await studies.find(name),
      visitor.reaches(study, by: exchange.link.access)
    else { return exchange.notFound }
    return try await body(study)
  }

  private func list() async throws -> Response {
    let visitor = try exchange.signedIn()
    let all = try await studies.all().filter { visitor.reaches($0, by: exchange.link.access) }
    return exchange.page("Studies") {
      HTML.h1 { "Studies" }
      if all.isEmpty { HTML.p { "There is no study yet that you have to do with." } }
      HTML.ul(.class("ways")) {
        for study in all {
          HTML.li {
            HTML.a(.href(Link.desk(.studies(.study(study.name.description))).path)) { .text(study.title) }
          }
        }
      }
      if visitor.roles.contains(.studyLead) {
        HTML.p { HTML.a(.class("button"), .href(Link.desk(.studies(.create)).path)) { "New study" } }
      }
    }
  }

  private func create() async throws -> Response {
    let visitor = try exchange.signedIn()
    let organisations = try await exchange.desk.work.organisations().filter { visitor.has(.studyLead, of: $0.id) }
    func page(_ state: FormState) -> Response {
      exchange.page("New study", status: state.status) {
        Form.problems(state, fields: ["title", "name", "host"])
        HTML.h1 { "New study" }
        exchange.form {
          Form.line("title", "Title", state, hint: "As people who are asked will read it.")
          Form.line(
            "name", "Short name", state,
            hint: "Part of addresses: 3 to 40 lower-case letters, digits and hyphens, such as frontline-2026.")
          Form.select(
            "host", "Organisation that leads it", organisations.map { .init($0.id.description, $0.name) }, state)
          Form.send("Create the study", back: .studies(.list))
        }
      }
    }
    guard let form = exchange.form else { return page(.empty) }
    do {
      let name = try StudyName(form.text("name"), at: "name")
      let host = try form.text("host")
      guard let organisation = organisations.first(where: { $0.id.description == host }) else {
        throw Problem("no organisation is chosen", at: "host", remedy: "choose the one that leads the study")
      }
      let study = Study(
        name: name, title: try Line.checked(form.text("title"), "the title", at: "title"), host: organisation.id)
      try await studies.create(study, by: .account(visitor.account.id))
      return exchange.redirect(to: .studies(.study(name.description)))
    } catch let problem as Problem {
      return page(FormState(form, [problem]))
    }
  }

  private func page(of study: Study, _ state: FormState) async throws -> Response {
    let visitor = try exchange.signedIn()
    var waves: [StudyView.Wave] = []
    for wave in try await studies.waves(of: study.name) {
      waves.append(
        .init(
          name: wave, state: try await studies.state(of: wave),
          purpose: try await studies.planned(wave)?.purpose ?? .results))
    }
    let organisations = try await exchange.desk.work.organisations()
    let view = StudyView(
      study: study, information: try await studies.information(of: study.name),
      questionnaire: try await studies.questionnaire(of: study.name), waves: waves,
      organisations: study.organisations.compactMap { id in organisations.first { $0.id == id }?.name },
      leads: visitor.reaches(study, by: .roles([.studyLead])),
      readsTexts: visitor.reaches(study, by: .roles(StudiesLink.textReaders)),
      sharing: study.partners.isEmpty ? nil : try await studies.sharing(of: study.name))
    return exchange.page(study.title, status: state.status) {
      view.body(exchange, state)
    }
  }

  private func information(of study: Study) async throws -> Response {
    let kept = try await studies.information(of: study.name)?.content ?? .draft()
    let languages = try await studies.questionnaireInProgress(of: study.name)?.questionnaire.languages ?? [.english]
    func page(_ state: FormState) -> Response {
      exchange.page("Participant information", status: state.status) {
        InformationView.body(exchange, study, kept, languages, state)
      }
    }
    guard let form = exchange.form else { return page(.empty) }
    var given = ParticipantInformation(
      sections: [:], consent: ParticipantInformation.paragraphs(try form.text("consent")))
    for heading in ParticipantInformation.Heading.allCases {
      let paragraphs = ParticipantInformation.paragraphs(try form.text(heading.rawValue))
      if !paragraphs.isEmpty { given.sections[heading] = paragraphs }
    }
    do {
      given.translations = try InformationView.translations(of: given, kept, languages, form)
    } catch let problem as Problem {
      return page(FormState(form, [problem]))
    }
    _ = try await studies.save(given, for: study.name, by: .account(exchange.signedIn().account.id))
    return exchange.redirect(to: .studies(.study(study.name.description)))
  }

  private func questionnaire(of study: Study) async throws -> Response {
    let kept = try await studies.questionnaire(of: study.name)
    guard let form = exchange.form else {
      return exchange.page("Questionnaire") { QuestionnaireView.body(exchange, study, kept, .empty) }
    }
    do {
      let file = form.file("file")
      let text = try file.map { try String(form: $0.bytes) } ?? form.text("text")
      _ = try await studies.save(
        questionnaire: text, file: file?.name ?? "the questionnaire",
        basedOn: Int(try form.text(BuilderPlace.versionField)), for: study.name,
        by: .account(exchange.signedIn().account.id))
      return exchange.redirect(to: .studies(.builder(study.name.description, .overview)))
    } catch let problem as Problem {
      return exchange.page("Questionnaire", status: .unprocessableContent) {
        QuestionnaireView.body(exchange, study, kept, FormState(form, [problem]))
      }
    }
  }

  private func partners(of study: Study) async throws -> Response {
    let visitor = try exchange.signedIn()
    guard visitor.has(.studyLead, of: study.host) else {
      return exchange.notAllowed
    }
    let others = try await exchange.desk.work.organisations().filter { $0.id != study.host }
    guard let form = exchange.form else {
      return exchange.page("Partners") {
        HTML.h1 { "Partners" }
        HTML.p {
          "Organisations that take part. Each holds its own list of people, which nobody else sees; results go to all of them."
        }
        if others.isEmpty {
          HTML.p { "There is no other organisation here yet. An administrator can add some." }
        } else {
          exchange.form {
            Form.choices(
              "partners", "Organisations", others.map { .init($0.id.description, $0.name) }, .empty,
              values: Set(study.partners.map(\.description)))
            Form.send("Save", back: .studies(.study(study.name.description)))
          }
        }
      }
    }
    let chosen = Set(form.texts("partners"))
    do {
      try await studies.setPartners(
        others.map(\.id).filter { chosen.contains($0.description) }, of: study.name, by: .account(visitor.account.id))
      return exchange.redirect(to: .studies(.study(study.name.description)))
    } catch let problem as Problem {
      return try await page(of: study, FormState(form, [problem]))
    }
  }

  private func plan(_ study: Study) async throws -> Response {
    guard let form = exchange.form else { return exchange.notFound }
    do {
      let wave = try WaveName(form.text("wave"), at: "wave")
      try await studies.plan(
        PlannedWave(wave: wave, study: study.name, purpose: form.isTicked("pilot") ? .pilot : .results),
        by: .account(exchange.signedIn().account.id))
      return exchange.redirect(to: .wave(wave.description, .overview))
    } catch let problem as Problem {
      return try await page(of: study, FormState(form, [problem]))
    }
  }
}

extension SignedIn {
  /// Whether one of the roles that an address asks for is held over one of the study's organisations.
  func reaches(_ study: Study, by access: Access) -> Bool {
    guard case .roles(let roles) = access else { return true }
    return !self.roles(in: study).isDisjoint(with: roles)
  }

  /// What somebody may do in a study. Work on a study is for a whole organisation; results may be read by a unit's people too.
  func roles(in study: Study) -> Set<Role> {
    let held = grants.filter { grant in
      study.organisations.contains(grant.scope.organisation) && (grant.path.isEmpty || !grant.role.worksOnStudies)
    }
    return Set(held.map(\.role))
  }
}

extension StudyName {
  /// - Throws: `Problem` at a form's field.
  init(_ text: String, at field: String) throws(Problem) {
    do { try self.init(text) } catch { throw Problem(error.what, at: field, remedy: error.remedy) }
  }
}

extension WaveName {
  /// - Throws: `Problem` at a form's field.
  init(_ text: String, at field: String) throws(Problem) {
    do { try self.init(text) } catch { throw Problem(error.what, at: field, remedy: error.remedy) }
  }
}
