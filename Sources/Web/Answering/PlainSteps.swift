import Markup
import Platform

/// What each step of the form without a script says and asks.
struct PlainSteps {
  let form: PlainForm

  private var questionnaire: Questionnaire { form.questionnaire }
  private var words: Words { form.words }

  func title(_ step: PlainForm.Step) -> String {
    switch step {
    case .code: words(.plain(.slipTitle))
    case .information: words(.beforeYouStart)
    case .consent: words(.doYouAgree)
    case .team: words(.plain(.teamTitle))
    case .page(let number): questionnaire.pages[number].title ?? words(.questions)
    case .check: words(.check)
    }
  }

  func content(_ step: PlainForm.Step) -> Node {
    switch step {
    case .code: code
    case .information: information
    case .consent: consent
    case .team: team
    case .page(let number): questions(number)
    case .check: check
    }
  }

  private var code: Node {
    HTML.div {
      HTML.p { .text(words(.plain(.slipNote))) }
      HTML.div(.class("ask question")) {
        HTML.label(.for("code")) { .text(words(.plain(.slipCode))) }
        HTML.p(.class("hint"), .id("code-hint")) { .text(words(.receiptHint)) }
        HTML.input(
          .type(.text), .class("code"), .id("code"), .name(PlainForm.Field.code.rawValue), .autocompleteOff,
          .describedBy("code-hint"))
      }
      HTML.p { .text(words(.plain(.useButtons))) }
      HTML.p {
        HTML.a(.href(Link.answer(wave: form.wave).path, fragment: "slip")) { .text(words(.plain(.otherForm))) }
      }
    }
  }

  private var information: Node {
    let apart: [Message] =
      switch form.way {
      case .slip: PlainMessage.aboutSlips.map(Message.plain)
      case .openLink: [.plain(.sameLink), .plain(.answerOnce), .plain(.teamIsAnswer)]
      case .preview: [.keptApartWrap, .keptApartUnwrap, .keptApartSend]
      }
    return HTML.div {
      AnswerView.told(questionnaire)
      HTML.ul { for message in apart { HTML.li { .text(words(message)) } } }
      HTML.p { .text(words(.cannotDo)) }
    }
  }

  private var consent: Node {
    HTML.div {
      HTML.p { .text(words(.tickEach)) }
      for (number, statement) in questionnaire.consent.enumerated() {
        HTML.div(.class("ask option")) {
          HTML.input(.type(.checkbox), .id("agree-\(number + 1)"), .name("agree-\(number + 1)"), .value("yes"))
          HTML.label(.for("agree-\(number + 1)")) { .text(statement) }
        }
      }
    }
  }

  private var team: Node {
    let markup = QuestionMarkup(language: questionnaire.language)
    let units = form.way.units
    return HTML.fieldset(.class("ask question needed"), .describedBy("q-unit-hint")) {
      HTML.legend { .text(words(.plain(.teamAsk))) }
      HTML.p(.class("hint"), .id("q-unit-hint")) { .text(words(.plain(.teamHint))) }
      HTML.div(.class("options")) {
        for (number, unit) in units.enumerated() {
          markup.option(.radio, column: PlainForm.team, number: number + 1, value: unit, words: unit)
        }
        markup.option(
          .radio, column: PlainForm.team, number: units.count + 1, value: PlainForm.noTeam,
          words: words(.plain(.noTeam)))
      }
    }
  }

  private func questions(_ number: Int) -> Node {
    let page = questionnaire.pages[number]
    let markup = QuestionMarkup(language: questionnaire.language)
    let pages = form.steps.filter { if case .page = $0 { true } else { false } }
    let place = (pages.firstIndex(of: .page(number)) ?? 0) + 1
    return HTML.div {
      HTML.p(.class("progress")) {
        .text(
          PlainFormView.said(.pageOf, form).replacing("{n}", with: String(place))
            .replacing("{count}", with: String(pages.count)))
      }
      if place == 1 { HTML.p { .text(words(.mayLeaveOut)) } }
      for paragraph in page.text { HTML.p { .text(paragraph) } }
      for question in form.asked(on: number) { markup.question(question) }
    }
  }

  private var check: Node {
    HTML.div {
      HTML.p { .text(words(.aboutToSend)) }
      for step in form.steps { given(step) }
      HTML.p { .text(words(.cannotChange)) }
    }
  }

  /// What was answered on a step, what in it may name somebody, and a way back to it.
  private func given(_ step: PlainForm.Step) -> Node {
    let parts: [FormPart]
    switch step {
    case .code, .information, .consent, .check: parts = []
    case .team, .page: parts = content(step).filled(with: form.answers).formParts
    }
    guard !parts.isEmpty else { return .empty }
    return .fragment([
      HTML.h2 { .text(title(step)) },
      HTML.dl(.class("summary")) {
        for part in parts {
          HTML.div {
            HTML.dt { .text(part.words) }
            if part.answer.isEmpty {
              HTML.dd(.class("left-out")) { .text(PlainFormView.said(.leftOut, form)) }
            } else {
              HTML.dd { .text(part.answer) }
            }
          }
        }
      },
      .fragment(pointers(step).map { note in HTML.p(.class("notice guard")) { .text(note) } }),
      PlainFormView.button(
        PlainFormView.said(.changeOf, form).replacing("{question}", with: title(step)), .change(step), "link"),
    ])
  }

  private func pointers(_ step: PlainForm.Step) -> [String] {
    guard case .page(let number) = step else { return [] }
    return form.asked(on: number).compactMap(form.pointedOut)
  }
}
