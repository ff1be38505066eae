import Hummingbird
import Markup
import Platform
import Problems

/// How a questionnaire begins: with the ready one, or with nothing.
extension BuilderRoutes {
  func start() async throws -> Response {
    let kept = try await studies.questionnaire(of: study.name)
    func page(_ state: FormState) -> Response {
      exchange.page("Begin the questionnaire", status: state.status) {
        StartView.body(exchange, study, version: kept?.number, state)
      }
    }
    guard let form = exchange.form else { return page(.empty) }
    do {
      let base = Int(try form.text(BuilderPlace.versionField)) ?? 0
      guard kept == nil || form.isTicked("anew") else {
        throw Problem(
          "there is a questionnaire already", at: "anew", remedy: "tick this to put a new one in its place")
      }
      switch try form.text("with") {
      case "template", "free":
        let isFree = try form.text("with") == "free"
        let modules = form.texts("modules").compactMap(FrontlineTemplate.Module.init(rawValue:))
        try await studies.begin(
          with: try template(isFree: isFree, measure: form.text("burnout"), Set(modules)), title: study.title,
          basedOn: base, for: study.name, by: try actor)
      case "empty":
        _ = try await studies.save(
          questionnaire: QuestionnaireDraft(title: study.title).text, file: BuilderPlace.file, basedOn: base,
          for: study.name, by: try actor)
      default:
        throw Problem("nothing is chosen", at: "with", remedy: "choose what to begin with")
      }
      return redirect(to: .overview)
    } catch let problem as Problem {
      return page(FormState(form, [problem]))
    }
  }

  private func template(
    isFree: Bool, measure: String, _ modules: Set<FrontlineTemplate.Module>
  ) throws(Problem) -> FrontlineTemplate {
    let unfree: Set<FrontlineTemplate.Module> = [.worklife, .quality]
    guard !isFree || modules.isDisjoint(with: unfree) else {
      throw Problem(
        "a module that is ticked may cost a fee", at: "modules",
        remedy: "leave out the areas of working life and the quality of working life, or take the other variant")
    }
    return try FrontlineTemplate(
      burnout: isFree ? .cbi : FrontlineTemplate.Burnout(rawValue: measure), modules: modules, isFree: isFree)
  }
}

/// The form that a questionnaire begins with.
enum StartView {
  @MarkupBuilder static func body(
    _ exchange: Exchange, _ study: Study, version: Int?, _ state: FormState
  ) -> [Node] {
    Form.problems(state, fields: ["with", "burnout", "modules", "anew"])
    HTML.p(.class("kicker")) {
      HTML.a(.href(Link.desk(.studies(.study(study.name.description))).path)) { .text(study.title) }
    }
    HTML.h1 { "Begin the questionnaire" }
    exchange.form {
      BuilderPlace.versionInput(version ?? 0, state)
      Form.choice(
        "with", "Begin with",
        [
          .init(
            "template", "The ready questionnaire",
            hint:
              "“Frontline burnout study”: about you, your job, what is hard and what helps, deaths and overdoses, burnout, wellbeing. At most 12 minutes."
          ),
          .init(
            "free", "The ready questionnaire without a fee",
            hint: "Burnout by the CBI and the HSE's tool: nothing whose owner asks for money."),
          .init("empty", "An empty one"),
        ], state)
      Form.choice(
        "burnout", "How burnout is measured in the ready questionnaire",
        FrontlineTemplate.Burnout.allCases.map { measure in
          .init(measure.rawValue, measure.title, hint: InstrumentFacts.find(measure.rawValue)?.words)
        }, state, hint: "The variant without a fee has the CBI.", value: FrontlineTemplate.Burnout.mbi_hss.rawValue)
      Form.choices(
        "modules", "More, if you will use it",
        FrontlineTemplate.Module.allCases.map { module in
          .init(module.rawValue, module.title, hint: module.instrument.flatMap(InstrumentFacts.find)?.words)
        }, state, hint: "Each makes it longer. You can remove pages afterwards.")
      if let version {
        Form.choices(
          "anew", "There is a questionnaire already",
          [
            .init(
              "yes", "Put a new one in its place", hint: "Version \(version) stays with the waves that opened with it.")
          ],
          state)
      }
      Form.send("Begin")
    }
    HTML.p {
      "If you have one as a file, \(HTML.a(.href(Link.desk(.studies(.questionnaire(study.name.description))).path)) { "hand it in" })."
    }
  }
}

extension FrontlineTemplate.Burnout {
  fileprivate var title: String {
    switch self {
    case .mbi_hss: "Maslach Burnout Inventory, Human Services Survey"
    case .proqol5: "Professional Quality of Life Scale, version 5"
    case .cbi: "Copenhagen Burnout Inventory"
    }
  }
}

extension FrontlineTemplate.Module {
  fileprivate var title: String {
    switch self {
    case .worklife: "Six areas of working life"
    case .quality: "Quality of working life"
    case .standards: "What the employer answers for (HSE Management Standards)"
    case .words: "Two more questions in people's own words"
    }
  }

  fileprivate var instrument: String? {
    switch self {
    case .worklife: "aws28"
    case .quality: "wrqol"
    case .standards: "hse_msit"
    case .words: nil
    }
  }
}
