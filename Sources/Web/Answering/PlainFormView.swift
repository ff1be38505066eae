import Markup
import Platform

/// The pages of the form without a script. Everything on them works by links and buttons that every browser has, on a text terminal too.
enum PlainFormView {
  /// What stands above a step that was not taken as it was.
  enum Problem {
    case refused(RefusalWords)
    case unticked
    case fields([String: String])
  }

  static func page(_ form: PlainForm, at step: PlainForm.Step, _ problem: Problem? = nil) -> Node {
    let content = content(form, step)
    let faults = faults(problem, form)
    let title = self.title(form, step)
    return frame(form, title: problem == nil ? title : "Problem: \(title)") {
      if let problem { box(problem, about: content, faults) }
      HTML.h1 { .text(title) }
      HTML.form(.methodPost, .action(address(form)), .novalidate, .autocompleteOff) {
        for field in form.carried(past: step) {
          HTML.input(.type(.hidden), .name(field.name), .value(field.value))
        }
        content.filled(with: filling(form, step), faults: faults)
        buttons(form, step)
      }
    }
  }

  static func receipt(_ form: PlainForm, _ code: String) -> Node {
    frame(form, title: "Thank you: your answers have arrived") {
      HTML.h1 { "Thank you: your answers have arrived" }
      HTML.p { "Your receipt code:" }
      HTML.p(.class("receipt"), .id("receipt")) { .text(code) }
      HTML.p {
        "With this code, and only with it, you can \(HTML.a(.href(Link.withdrawal(wave: form.wave).path)) { "take your answers back" }) until the questionnaire closes. Write it down and keep it where only you can see it: it is not stored with your name, and nobody can find it again for you."
      }
      HTML.p {
        "On a device that others use too, close this page now, and empty the browser's history if you can: going back would show your answers."
      }
    }
  }

  /// For a request that none of these pages sends.
  static func broken(_ words: RefusalWords) -> Node {
    Frame.page(title: words.what) {
      HTML.h1 { .text(words.what) }
      HTML.p {
        .text(words.remedy + " What you answered is still on the page before this one: go back with your browser.")
      }
    }
  }

  private static func frame(_ form: PlainForm, title: String, @MarkupBuilder main: () -> [Node]) -> Node {
    let asked = form.questionnaire
    return Frame.page(
      title: "\(title) – \(asked.title)", kicker: asked.title, below: AnswerView.support(asked), main: main)
  }

  private static func address(_ form: PlainForm) -> SitePath {
    form.way == .slip ? Link.slip(wave: form.wave).path : Link.openLink(wave: form.wave).path
  }

  private static func title(_ form: PlainForm, _ step: PlainForm.Step) -> String {
    switch step {
    case .code: "Answer with a slip"
    case .information: "Before you start"
    case .consent: "Do you agree to take part?"
    case .team: "Your team"
    case .page(let number): form.questionnaire.pages[number].title ?? "Questions"
    case .check: "Check your answers"
    }
  }

  private static func content(_ form: PlainForm, _ step: PlainForm.Step) -> Node {
    switch step {
    case .code: PlainSteps.code
    case .information: PlainSteps.information(form)
    case .consent: PlainSteps.consent(form.questionnaire)
    case .team: PlainSteps.team(form.way.units)
    case .page(let number): PlainSteps.questions(form.questionnaire, page: number)
    case .check: PlainSteps.check(form)
    }
  }

  /// What the fields of a step hold.
  private static func filling(_ form: PlainForm, _ step: PlainForm.Step) -> [String: [String]] {
    switch step {
    case .code: [PlainForm.Field.code.rawValue: [form.code]]
    case .consent:
      // Whoever comes back to it has agreed.
      Dictionary(
        uniqueKeysWithValues: form.questionnaire.consent.indices.map { $0 + 1 }
          .filter { form.ticked.contains($0) || !form.agreed.isEmpty }.map { ("agree-\($0)", ["yes"]) })
    case .information, .team, .page, .check: form.answers
    }
  }

  private static func faults(_ problem: Problem?, _ form: PlainForm) -> [String: String] {
    switch problem {
    case .fields(let faults): return faults
    case .unticked:
      let missing = form.questionnaire.consent.indices.map { $0 + 1 }.filter { !form.ticked.contains($0) }
      return Dictionary(uniqueKeysWithValues: missing.map { ("agree-\($0)", "Not ticked.") })
    case .refused, nil: return [:]
    }
  }

  private static func box(_ problem: Problem, about content: Node, _ faults: [String: String]) -> Node {
    let (what, remedy) =
      switch problem {
      case .refused(let words): (words.what, words.remedy)
      case .unticked:
        (
          "You have not ticked every statement.",
          "You can only take part if you agree with all of them. If you do not, close this page."
        )
      case .fields: ("There is something to put right on this page.", "")
      }
    let parts = content.formParts
    return HTML.div(.id("problem"), .class("problem"), .role("alert"), .tabIndex(-1), .autofocus) {
      HTML.h2 { .text(what) }
      if !remedy.isEmpty { HTML.p { .text(remedy) } }
      if !faults.isEmpty {
        HTML.ul {
          for part in parts {
            if let fault = part.names.lazy.compactMap({ faults[$0] }).first {
              HTML.li { HTML.a(.href(fragment: part.firstField)) { .text("\(part.words) – \(fault)") } }
            }
          }
        }
      }
    }
  }

  /// The way on comes first: it is what the Enter key presses.
  private static func buttons(_ form: PlainForm, _ step: PlainForm.Step) -> Node {
    let words =
      switch step {
      case .code, .information, .team, .page: "Continue"
      case .consent: "I agree"
      case .check: "Send my answers"
      }
    return HTML.div(.class("buttons")) {
      button(words, .next, "main")
      if step != form.firstStep { button("Back", .back, "go") }
      if case .page = step { button("Clear this page", .clear, "link") }
    }
  }

  static func button(_ words: String, _ wish: PlainForm.Wish, _ look: String) -> Node {
    HTML.input(.type(.send), .name(wish.field), .value(words), .class(look))
  }
}
