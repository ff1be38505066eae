import Markup
import Platform

/// What each step of the form without a script says and asks.
enum PlainSteps {
  static let code = HTML.div {
    HTML.p {
      "You need the code on the slip that you were given. It can be used once. It is not stored with your name, and nobody wrote down which slip you took."
    }
    HTML.div(.class("ask question")) {
      HTML.label(.for("code")) { "The code on your slip" }
      HTML.p(.class("hint"), .id("code-hint")) {
        "Thirteen letters and digits. Small or capital letters, spaces and hyphens make no difference."
      }
      HTML.input(
        .type(.text), .class("code"), .id("code"), .name(PlainForm.Field.code.rawValue), .autocompleteOff,
        .describedBy("code-hint"))
    }
    HTML.p {
      "Please use the buttons on these pages to go back, not those of your browser. Nothing is kept until you send your answers: if you close the page before, they are lost, and your slip is as good as new."
    }
  }

  static func information(_ form: PlainForm) -> Node {
    HTML.div {
      for paragraph in form.questionnaire.information { HTML.p { .text(paragraph) } }
      HTML.h2 { "How your answers are kept apart from your name" }
      switch form.way {
      case .slip: slip
      case .openLink: openLink
      }
      HTML.p {
        "What this cannot do: hide who you are if you write it in your own words, or if only one person could have given your answers. And whoever runs this server could change this page; what it is meant to do is public and can be checked."
      }
    }
  }

  private static let slip = HTML.ul {
    HTML.li { "It was written down that you were given a slip, without a date. Which one was not." }
    HTML.li {
      "Your answers are sent with the code and without your name or a cookie. Whether a slip has been used is shown to nobody, not to whoever handed it to you either."
    }
    HTML.li {
      "Whoever copied your code before you used it could answer in your place; you would then be told that it has been used. Keep the slip to yourself."
    }
  }

  private static let openLink = HTML.ul {
    HTML.li { "Everybody uses the same link. Nobody is asked for a name, and no cookie and no address is kept." }
    HTML.li {
      "So nobody can tell whether somebody answers twice. Please answer once: answers that come twice make the result worth less for all. The report says that it came by an open link."
    }
    HTML.li {
      "The team that you choose is an answer like the others. Small teams are put together before anything is stored."
    }
  }

  static func consent(_ questionnaire: Questionnaire) -> Node {
    HTML.div {
      HTML.p { "Tick each statement that you agree with. You can stop at any time by closing this page." }
      for (number, statement) in questionnaire.consent.enumerated() {
        HTML.div(.class("ask option")) {
          HTML.input(.type(.checkbox), .id("agree-\(number + 1)"), .name("agree-\(number + 1)"), .value("yes"))
          HTML.label(.for("agree-\(number + 1)")) { .text(statement) }
        }
      }
    }
  }

  static func team(_ units: [String]) -> Node {
    let name = PlainForm.team
    return HTML.fieldset(.class("ask question needed"), .describedBy("q-unit-hint")) {
      HTML.legend { "Which of these is your team part of?" }
      HTML.p(.class("hint"), .id("q-unit-hint")) {
        "Teams with few people are not listed by themselves, so that nobody can be recognised."
      }
      HTML.div(.class("options")) {
        for (number, unit) in units.enumerated() {
          QuestionMarkup.option(.radio, column: name, number: number + 1, value: unit, words: unit)
        }
        QuestionMarkup.option(
          .radio, column: name, number: units.count + 1, value: PlainForm.noTeam,
          words: "None of these, or I would rather not say")
      }
    }
  }

  static func questions(_ questionnaire: Questionnaire, page number: Int) -> Node {
    let page = questionnaire.pages[number]
    return HTML.div {
      HTML.p(.class("progress")) { "Page \(number + 1) of \(questionnaire.pages.count)" }
      if number == 0 { HTML.p { "You may leave out every question that is not marked as needed." } }
      for paragraph in page.text { HTML.p { .text(paragraph) } }
      for question in page.questions { QuestionMarkup.question(question) }
    }
  }

  static func check(_ form: PlainForm) -> Node {
    HTML.div {
      HTML.p { "This is what you are about to send." }
      if !form.way.units.isEmpty { given(team(form.way.units), form, .team, title: "Your team") }
      for (number, page) in form.questionnaire.pages.enumerated() {
        given(
          questions(form.questionnaire, page: number), form, .page(number), title: page.title ?? "Page \(number + 1)")
      }
      HTML.p {
        "Once they are sent they cannot be changed. You get a receipt code with which you can take them back until the questionnaire closes."
      }
    }
  }

  private static func given(_ step: Node, _ form: PlainForm, _ place: PlainForm.Step, title: String) -> Node {
    .fragment([
      HTML.h2 { .text(title) },
      HTML.dl(.class("summary")) {
        for part in step.filled(with: form.answers).formParts {
          HTML.div {
            HTML.dt { .text(part.words) }
            if part.answer.isEmpty {
              HTML.dd(.class("left-out")) { "left out" }
            } else {
              HTML.dd { .text(part.answer) }
            }
          }
        }
      },
      PlainFormView.button("Change: \(title)", .change(place), "link"),
    ])
  }
}
