import Hummingbird
import Markup
import Platform
import Problems

/// The item texts of instruments, from their owners, one a language.
extension BuilderRoutes {
  func wordings(_ work: QuestionnaireInProgress, _ state: FormState) async throws -> Response {
    let supplied = try await studies.wordings(of: study.name)
    return exchange.page("Wordings", status: state.status) {
      WordingsView(
        study: study, questionnaire: work.questionnaire, supplied: supplied, link: link
      ).body
    }
  }

  func wording(_ work: QuestionnaireInProgress, _ id: String, _ language: Language) async throws -> Response {
    guard let use = work.questionnaire.instruments.first(where: { $0.facts.id == id }) else { return notFound }
    let kept = try await studies.wordings(of: study.name).first { $0.instrument == id && $0.language == language }
    func page(_ state: FormState) -> Response {
      exchange.page("Wording", status: state.status) {
        Form.problems(state, fields: ["file", "text"])
        BuilderPlace.heading(study, use.facts.name)
        HTML.p { "From its owner: \(use.facts.source)" }
        HTML.p { "Permission and fee: \(use.facts.permission)" }
        HTML.p {
          "One item a line, numbered 1. to \(String(use.facts.items)). in their official order. A line such as “0 = …” gives the words of an answer, where they belong to the owner too. Lines that begin with # are left out."
        }
        exchange.form(files: true) {
          Form.file("file", "A text file", state, hint: "When one is chosen, the text below is not used.")
          Form.lines("text", "Or its lines (\(language.name))", state, value: kept?.text ?? "", rows: 14)
          Form.send("Keep this wording", back: link(.wordings))
        }
      }
    }
    guard let form = exchange.form else { return page(.empty) }
    let file = form.file("file")
    do {
      let text = try file.map { try String(form: $0.bytes) } ?? form.text("text")
      try await studies.supply(
        text, file: file.map { String($0.name.prefix(100)) } ?? "typed in", for: use, in: language,
        of: study.name, by: try actor)
      return redirect(to: .wordings)
    } catch let problem as Problem {
      let line = problem.place.firstMatch(of: #/line (\d+)/#).map { "line \($0.1): " } ?? ""
      return page(
        FormState(
          form, [Problem(line + problem.what, at: file == nil ? "text" : "file", remedy: problem.remedy)]))
    }
  }

  func removeWording(_ work: QuestionnaireInProgress, _ id: String, _ language: Language) async throws -> Response {
    guard try await studies.wordings(of: study.name).contains(where: { $0.instrument == id && $0.language == language })
    else { return notFound }
    guard exchange.form != nil else {
      let name = work.questionnaire.instruments.first { $0.facts.id == id }?.facts.name ?? id
      return exchange.page("Remove a wording?") {
        BuilderPlace.heading(study, "Remove the wording of \(name)?")
        HTML.p { "In \(language.name). A wave that is open keeps the one it opened with." }
        exchange.form {
          HTML.div(.class("buttons")) {
            HTML.button(.type(.submit), .class("grave")) { "Remove" }
            HTML.a(.href(Link.desk(link(.wordings)).path)) { "Keep it" }
          }
        }
      }
    }
    try await studies.removeWording(of: id, in: language, from: study.name, by: try actor)
    return redirect(to: .wordings)
  }
}

/// Every instrument of the questionnaire with the wordings it has, and those that are left over.
struct WordingsView {
  let study: Study
  let questionnaire: Questionnaire
  let supplied: [SuppliedWording]
  let link: (BuilderLink) -> DeskLink

  @MarkupBuilder var body: [Node] {
    BuilderPlace.heading(study, "Wordings")
    HTML.p {
      "The items of a scale belong to whoever wrote them, and Hearth holds none. Put in here what the owner gave you. Without a wording that fits, no wave opens."
    }
    if questionnaire.instruments.isEmpty { HTML.p { "The questionnaire has no instrument." } }
    for use in questionnaire.instruments { instrument(use) }
    let unused = supplied.filter { wording in
      !questionnaire.instruments.contains { $0.facts.id == wording.instrument }
    }
    if !unused.isEmpty {
      HTML.h2 { "Not asked any more" }
      HTML.ul(.class("rows")) {
        for wording in unused {
          HTML.li {
            HTML.span { .text("\(wording.instrument), \(wording.language.name)") }
            remove(wording)
          }
        }
      }
    }
  }

  private func instrument(_ use: Questionnaire.InstrumentUse) -> Node {
    HTML.section(.class("builder"), .labelledBy("i-\(use.facts.id)")) {
      HTML.h2(.id("i-\(use.facts.id)")) { .text(use.facts.name) }
      HTML.p(.class("hint")) { "Permission and fee: \(use.facts.permission)" }
      HTML.ul(.class("rows")) { for language in questionnaire.languages { row(use, language) } }
    }
  }

  private func row(_ use: Questionnaire.InstrumentUse, _ language: Language) -> Node {
    let wording = supplied.first { $0.instrument == use.facts.id && $0.language == language }
    let name = "\(use.facts.name), \(language.name)"
    return HTML.li {
      HTML.div {
        HTML.p { HTML.strong { .text(language.name) } }
        if let wording {
          HTML.p { .text(verdict(wording, use).prefix(1).uppercased() + verdict(wording, use).dropFirst() + ".") }
          HTML.p(.class("hint")) {
            "\(HTML.bdi { .text(wording.file) }), given by \(HTML.bdi { .text(wording.suppliedBy) })"
          }
        } else {
          HTML.p { .text(use.hasWording ? "As the text of the questionnaire has it." : "To come.") }
        }
      }
      HTML.div(.class("acts")) {
        HTML.a(
          .href(Link.desk(link(.wording(use.facts.id, language))).path),
          .label("\(wording == nil ? "Add" : "Replace"): \(name)")
        ) { .text(wording == nil ? "Add" : "Replace") }
        if let wording { remove(wording) }
      }
    }
  }

  private func remove(_ wording: SuppliedWording) -> Node {
    HTML.a(
      .href(Link.desk(link(.removeWording(wording.instrument, wording.language))).path),
      .label("Remove: \(wording.instrument), \(wording.language.name)")
    ) { "Remove" }
  }

  private func verdict(_ wording: SuppliedWording, _ use: Questionnaire.InstrumentUse) -> String {
    wording.verdict(as: use)?.words ?? "it does not fit the instrument any more"
  }
}
