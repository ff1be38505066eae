import Hummingbird
import Markup
import Platform
import Problems

/// A study's questionnaire as an XLSForm, for KoBoToolbox, ODK and others: taken away as a file, and taken in. What was taken in is shown before it is saved.
struct StudyFormRoutes {
  let exchange: Exchange
  let study: Study

  private var studies: Studies { exchange.desk.work.studies }
  private var name: String { study.name.description }

  func file() async throws -> Response {
    guard let form = try await studies.form(of: study.name) else {
      return exchange.notFound
    }
    return Reply.download(form, name: "\(name).xlsx")
  }

  func page() async throws -> Response {
    guard let form = exchange.form else { return try await ways(.empty, []) }
    guard let file = form.file("file") else { return try await save(form) }
    do {
      let latest = try await studies.questionnaire(of: study.name)?.number ?? 0
      return shown(try await studies.read(form: file.bytes, file: file.name, for: study.name), after: latest)
    } catch let problem as Problem {
      return try await ways(form, [Problem(problem.what, at: "file", remedy: problem.remedy)])
    } catch let several as SeveralProblems {
      return try await ways(form, several.all)
    }
  }

  private func ways(_ form: FormBody, _ problems: [Problem]) async throws -> Response {
    try await ways(
      FormState(
        form,
        problems.isEmpty
          ? []
          : [
            problems.count == 1
              ? Problem(Self.words(problems[0]), at: "file", remedy: problems[0].remedy)
              : Problem(
                "\(problems.count) things in the form cannot be asked", at: "file", remedy: "they are listed below")
          ]), problems)
  }

  private func ways(_ state: FormState, _ problems: [Problem]) async throws -> Response {
    let hasOne = try await studies.questionnaire(of: study.name) != nil
    return exchange.page("XLSForm", status: state.status) {
      Form.problems(state, fields: ["file"])
      HTML.h1 { "XLSForm" }
      HTML.p {
        "XLSForm is a workbook that KoBoToolbox, ODK and other form tools read and write. The words of instruments are not written into it: they are their owners’."
      }
      if problems.count > 1 {
        HTML.h2 { "What has to be put right" }
        Form.list(problems)
      }
      if hasOne {
        HTML.p {
          HTML.a(.href(Link.desk(.studies(.formFile(name))).path)) { "Take this questionnaire as an XLSForm" }
        }
      }
      exchange.form(files: true) {
        Form.file(
          "file", "An XLSForm", state,
          hint:
            "An .xlsx file with the sheets survey and choices, 2 MiB at most. You see what becomes of it before it is saved."
        )
        Form.send("Read it", back: .studies(.questionnaire(name)))
      }
    }
  }

  private static func words(_ problem: Problem) -> String {
    problem.place.isEmpty ? problem.what : "\(problem.place): \(problem.what)"
  }

  private func shown(_ form: XLSForm.Import, after version: Int) -> Response {
    exchange.page("The form as a questionnaire") {
      StudyFormView.body(exchange, study, version: version, text: form.text, remarks: form.remarks, .empty)
    }
  }

  private func save(_ form: FormBody) async throws -> Response {
    do {
      let text = try form.text("text")
      guard !text.isEmpty else { throw Problem("no file is chosen", at: "file", remedy: "choose an .xlsx file") }
      _ = try await studies.save(
        questionnaire: text, file: "the questionnaire", basedOn: Int(try form.text(BuilderPlace.versionField)) ?? 0,
        for: study.name, by: .account(exchange.signedIn().account.id))
      return exchange.redirect(to: .studies(.study(name)))
    } catch let problem as Problem {
      if problem.place == "file" { return try await ways(FormState(form, [problem]), []) }
      let what = problem.place == BuilderPlace.versionField ? problem.what : Self.words(problem)
      let state = FormState(form, [Problem(what, at: "text", remedy: problem.remedy)])
      return exchange.page("The form as a questionnaire", status: .unprocessableContent) {
        StudyFormView.body(exchange, study, version: 0, text: "", remarks: [], state)
      }
    }
  }
}

/// A form that was read and is not saved yet.
enum StudyFormView {
  @MarkupBuilder static func body(
    _ exchange: Exchange, _ study: Study, version: Int, text: String, remarks: [Problem], _ state: FormState
  ) -> [Node] {
    Form.problems(state, fields: ["text"])
    HTML.h1 { "The form as a questionnaire" }
    if state.problems.isEmpty {
      HTML.p { "Nothing is saved yet. Look it over, and change what you like." }
      if remarks.isEmpty {
        Form.notice { HTML.p { "Everything in the form was taken over." } }
      } else {
        HTML.h2 { "What was left out or changed" }
        Form.list(remarks)
      }
    }
    exchange.form {
      BuilderPlace.versionInput(version, state)
      Form.lines("text", "The questionnaire", state, value: text, rows: 24)
      Form.send("Save as the next version", back: .studies(.form(study.name.description)))
    }
  }
}
