import Markup
import Platform

/// The pages of the form without a script. Everything on them works by links and buttons that every browser has, on a text terminal too.
enum PlainFormView {
  /// What stands above a step that was not taken as it was.
  enum Problem {
    case refused(RefusalWords)
    case unticked
    case fields([String: String])
    /// Nothing is wrong: the page asks more than before.
    case more
  }

  static func page(_ form: PlainForm, at step: PlainForm.Step, _ problem: Problem? = nil) -> Node {
    let content = PlainSteps(form: form).content(step)
    let faults = faults(problem, form)
    let title = PlainSteps(form: form).title(step)
    return frame(form, title: problem == nil ? title : said(.problem, form).replacing("{what}", with: title)) {
      if let problem { box(problem, form, about: content, faults) }
      HTML.h1 { .text(title) }
      HTML.form(.methodPost, .action(address(form)), .novalidate, .autocompleteOff) {
        hidden(form, past: step)
        content.filled(with: filling(form, step), faults: faults)
        buttons(form, step)
      }
    }
  }

  /// What is told and agreed to, on one page that can be printed or saved.
  static func copy(_ form: PlainForm, of step: PlainForm.Step) -> Node {
    let words = form.words
    return frame(form, title: words(.plain(.copyTitle))) {
      HTML.h1 { .text(words(.plain(.copyTitle))) }
      HTML.p(.class("noprint")) { .text(words(.plain(.copyHint))) }
      PlainSteps(form: form).content(.information)
      HTML.h2 { .text(words(.doYouAgree)) }
      HTML.ul {
        for (number, statement) in form.questionnaire.consent.enumerated() {
          let said = form.hasTicked(number + 1) ? PlainMessage.ticked : .notTicked
          HTML.li { .text(words(.plain(said)).replacing("{statement}", with: statement)) }
        }
      }
      HTML.form(.methodPost, .action(address(form)), .novalidate, .autocompleteOff) {
        hidden(form, past: step)
        for number in form.ticked.sorted() {
          HTML.input(.type(.hidden), .name("agree-\(number)"), .value("yes"))
        }
        HTML.div(.class("buttons")) { button(words(.back), .change(step), "main") }
      }
    }
  }

  @MarkupBuilder private static func hidden(_ form: PlainForm, past step: PlainForm.Step) -> [Node] {
    if let desk = form.way.desk {
      HTML.input(.type(.hidden), .name(Form.tokenField), .value(desk.token))
    }
    for field in form.carried(past: step) {
      HTML.input(.type(.hidden), .name(field.name), .value(field.value))
    }
  }

  static func receipt(_ form: PlainForm, _ code: String) -> Node {
    let words = form.words
    return frame(form, title: words(.thanks)) {
      HTML.h1 { .text(words(.thanks)) }
      HTML.p { .text(words(.receiptIs)) }
      HTML.p(.class("receipt"), .id("receipt")) { .text(code) }
      HTML.p { .text(words(.receiptNote)) }
      if form.way.desk == nil {
        HTML.p { HTML.a(.href(Link.withdrawal(wave: form.wave).path)) { .text(words(.takeBackLink)) } }
      }
      HTML.p { .text(words(.plain(.sharedDevice))) }
    }
  }

  /// For a request that none of these pages sends.
  /// - Parameter asked: the questionnaire, where it is known: its own help is named.
  static func broken(_ refused: RefusalWords, _ asked: Questionnaire? = nil) -> Node {
    Frame.page(title: refused.what, below: asked.map(AnswerView.support) ?? HelpNow.anywhere) {
      HTML.h1 { .text(refused.what) }
      HTML.p { .text(refused.remedy + " " + PlainMessage.goBack.english) }
    }
  }

  static func button(_ words: String, _ wish: PlainForm.Wish, _ look: String) -> Node {
    HTML.input(.type(.send), .name(wish.field), .value(words), .class(look))
  }

  static func said(_ said: Said, _ form: PlainForm) -> String { form.words(.said(said)) }

  private static func frame(_ form: PlainForm, title: String, @MarkupBuilder main: () -> [Node]) -> Node {
    let asked = form.questionnaire
    return Frame.page(
      title: "\(title) – \(asked.title)", kicker: asked.title, language: asked.language,
      below: AnswerView.support(asked)
    ) {
      if let desk = form.way.desk {
        HTML.p(.class("notice")) {
          "\(form.words(.preview)) \(HTML.a(.href(desk.back)) { .text(form.words(.plain(.previewBack))) })"
        }
      }
      if form.isPilot { AnswerView.pilot(form.words) }
      main()
    }
  }

  private static func address(_ form: PlainForm) -> SitePath {
    switch form.way {
    case .slip: Link.slip(wave: form.wave).path
    case .openLink: Link.openLink(wave: form.wave).path
    case .preview(let desk): desk.address
    }
  }

  /// What the fields of a step hold.
  private static func filling(_ form: PlainForm, _ step: PlainForm.Step) -> [String: [String]] {
    switch step {
    case .code: [PlainForm.Field.code.rawValue: [form.code]]
    case .consent:
      // Whoever comes back to it has agreed.
      Dictionary(
        uniqueKeysWithValues: form.questionnaire.consent.indices.map { $0 + 1 }.filter(form.hasTicked)
          .map { ("agree-\($0)", ["yes"]) })
    case .information, .team, .page, .check: form.answers
    }
  }

  private static func faults(_ problem: Problem?, _ form: PlainForm) -> [String: String] {
    switch problem {
    case .fields(let faults): return faults
    case .unticked:
      let missing = form.questionnaire.consent.indices.map { $0 + 1 }.filter { !form.ticked.contains($0) }
      return Dictionary(uniqueKeysWithValues: missing.map { ("agree-\($0)", said(.notTicked, form)) })
    case .refused, .more, nil: return [:]
    }
  }

  private static func box(_ problem: Problem, _ form: PlainForm, about content: Node, _ faults: [String: String])
    -> Node
  {
    let text =
      switch problem {
      case .refused(let words): words.said(in: form.questionnaire.language)
      case .unticked: Said.notAllTicked.parts(in: form.questionnaire.language)
      case .fields: Said.putRight.parts(in: form.questionnaire.language)
      case .more: (form.words(.plain(.moreQuestions)), "")
      }
    return HTML.div(.id("problem"), .class("problem"), .role("alert"), .tabIndex(-1), .autofocus) {
      HTML.h2 { .text(text.0) }
      if !text.1.isEmpty { HTML.p { .text(text.1) } }
      if !faults.isEmpty {
        HTML.ul {
          for part in content.formParts {
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
    let words = form.words
    let onwards: Message =
      switch step {
      case .code, .information, .team, .page: .proceed
      case .consent: .agree
      case .check: .send
      }
    return HTML.div(.class("buttons")) {
      button(words(onwards), .next, "main")
      if step != form.firstStep { button(words(.back), .back, "go") }
      if step == .information || step == .consent { button(words(.plain(.copy)), .copy, "link") }
      if case .page = step { button(words(.plain(.clearPage)), .clear, "link") }
      for language in form.questionnaire.languages where language != form.questionnaire.language {
        HTML.span(.lang(language.rawValue)) { button(language.name, .language(language), "link") }
      }
    }
  }
}
