import Markup
import Platform
import Problems

/// The questionnaire as its text: handed in as a file, or written here.
enum QuestionnaireView {
  @MarkupBuilder static func body(
    _ exchange: Exchange, _ study: Study, _ kept: Version<String>?, _ state: FormState
  ) -> [Node] {
    Form.problems(state, fields: ["file", "text"])
    HTML.h1 { "Questionnaire" }
    HTML.p {
      "A YAML file; docs/asking.md describes it and docs/example/form.yaml is one. The study's own information, consent, help and promises take the place of the file’s."
    }
    HTML.p {
      "Most people will want to write it \(HTML.a(.href(Link.desk(.studies(.builder(study.name.description, .overview))).path)) { "page by page" }). Changes made there keep everything that stands in this text, but remarks that begin with #."
    }
    HTML.p {
      HTML.a(.href(Link.desk(.studies(.form(study.name.description))).path)) {
        "Take it to or from another form tool (XLSForm)"
      }
    }
    exchange.form(files: true) {
      BuilderPlace.versionInput(kept?.number ?? 0, state)
      Form.file("file", "A file", state, hint: "2 MiB at most. When one is chosen, the text below is not used.")
      Form.lines("text", "Or its text", state, value: kept?.content ?? "", rows: 24)
      Form.send("Save as the next version", back: .studies(.study(study.name.description)))
    }
  }
}
