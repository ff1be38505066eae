import Markup
import Platform

/// A participant's page: everything from the information to the receipt, one step shown at a time by the script. It is the same for
/// everybody; nothing in it depends on who asks.
enum AnswerView {
  static func page(_ page: Answering.Page, wave: String) -> Node {
    let questionnaire = page.questionnaire
    return Frame.page(
      title: questionnaire.title, kicker: questionnaire.title,
      head: page.isOpen
        ? [.alternate(Link.keys(wave: wave).path, id: "keys"), .module(Link.asset(.answer).path)] : [],
      below: support(questionnaire)
    ) {
      if page.isOpen {
        noScript
        problem
        steps(questionnaire, wave: wave)
      } else {
        HTML.h1 { "This questionnaire has closed" }
        HTML.p { "Answers can no longer be sent or taken back. Thank you to everybody who took part." }
      }
    }
  }

  /// Where the script says what has to be put right.
  static let problem = HTML.div(.id("problem"), .class("problem"), .role("alert"), .tabIndex(-1), .concealed) {
    HTML.h2 {}
    HTML.p {}
    HTML.ul {}
  }

  static let noScript = HTML.noscript {
    HTML.p(.class("notice")) {
      "This page needs JavaScript: your own browser takes your name off your right to answer, and nobody else can do that for you. Turn it on for this page, or ask the contact in your invitation how to answer without it."
    }
  }

  /// Help that is there now, below every step.
  static func support(_ questionnaire: Questionnaire) -> Node {
    HTML.aside(.class("support"), .labelledBy("support-heading")) {
      HTML.h2(.id("support-heading")) { "Help that is there now" }
      HTML.ul { for line in questionnaire.support { HTML.li { .text(line) } } }
    }
  }

  private static func steps(_ questionnaire: Questionnaire, wave: String) -> [Node] {
    let count = questionnaire.pages.count
    return [information(questionnaire), consent(questionnaire), right(wave)]
      + questionnaire.pages.enumerated().map { questions($1, number: $0 + 1, of: count) }
      + [check(wave, last: count), receipt(wave)]
  }

  static func step(_ name: String, title: String, shown: Bool = false, @MarkupBuilder content: () -> [Node]) -> Node {
    HTML.section([.class("step"), .id("step-" + name)] + (shown ? [] : [.concealed])) {
      HTML.h1(.tabIndex(-1)) { .text(title) }
      content()
    }
  }

  private static func information(_ questionnaire: Questionnaire) -> Node {
    step("information", title: "Before you start", shown: true) {
      for section in questionnaire.information {
        if let title = section.title { HTML.h2 { .text(title) } }
        for paragraph in section.paragraphs { HTML.p { .text(paragraph) } }
      }
      if let commitments = questionnaire.commitments {
        HTML.h2 { .text(Commitments.title(in: questionnaire.language)) }
        for paragraph in commitments.words(in: questionnaire.language) { HTML.p { .text(paragraph) } }
      }
      HTML.h2 { "How your answers are kept apart from your name" }
      HTML.ol {
        HTML.li {
          "Your browser makes up a random number, wraps it, and shows it together with your invitation. The server signs the wrapped number: it cannot see what is inside."
        }
        HTML.li {
          "Your browser takes the wrapping off. The signed number is your right to answer. It does not say whose it is, and the server has never seen it."
        }
        HTML.li { "Your answers are sent with that number and without your invitation, your name or a cookie." }
      }
      HTML.p {
        "What is kept about you: that you agreed and collected your right to answer, without a date. Whether you then answered is written down nowhere."
      }
      HTML.p {
        "What this cannot do: hide who you are if you write it in your own words, or if only one person could have given your answers. And whoever runs this server could change this page; what it is meant to do is public and can be checked."
      }
      HTML.div(.class("buttons")) {
        HTML.button(.type(.button), .class("go main"), .value("consent"), .id("begin"), .concealed) { "Continue" }
      }
    }
  }

  private static func consent(_ questionnaire: Questionnaire) -> Node {
    step("consent", title: "Do you agree to take part?") {
      HTML.form(.id("consent"), .methodPost, .novalidate, .autocompleteOff) {
        HTML.p { "Tick each statement that you agree with. You can stop at any time by closing this page." }
        HTML.input(.type(.hidden), .name("version"), .value(questionnaire.version))
        for (number, statement) in questionnaire.consent.enumerated() {
          HTML.div(.class("ask option")) {
            HTML.input(.type(.checkbox), .id("agree-\(number + 1)"), .name("agree-\(number + 1)"), .value("yes"))
            HTML.label(.for("agree-\(number + 1)")) { .text(statement) }
          }
        }
        buttons("I agree", back: "information")
      }
    }
  }

  private static func right(_ wave: String) -> Node {
    step("right", title: "Your right to answer") {
      HTML.form(.id("right"), .methodPost, .action(Link.right(wave: wave).path), .novalidate, .autocompleteOff) {
        HTML.p {
          "Now your browser collects your right to answer. You can do this once. The answers come afterwards, apart from it, today or on another day."
        }
        HTML.fieldset(.class("ask question")) {
          HTML.legend { "Whose device is this?" }
          HTML.div(.class("options")) {
            HTML.div(.class("option")) {
              HTML.input(
                .type(.radio), .id("device-own"), .name("device"), .value("own"), .describedBy("device-own-hint"))
              HTML.label(.for("device-own")) { "Mine, or one that nobody else uses" }
              HTML.p(.class("hint"), .id("device-own-hint")) {
                "What you have answered stays in this browser until you send it, 14 days at most. You can stop and go on later."
              }
            }
            HTML.div(.class("option")) {
              HTML.input(
                .type(.radio), .id("device-shared"), .name("device"), .value("shared"),
                .describedBy("device-shared-hint"))
              HTML.label(.for("device-shared")) { "A shared one" }
              HTML.p(.class("hint"), .id("device-shared-hint")) {
                "Nothing is kept. If you close or reload this page before you have sent your answers, they are lost, and so is your right to answer."
              }
            }
          }
        }
        buttons("Get my right to answer", back: "consent")
      }
    }
  }

  private static func questions(_ page: Questionnaire.Page, number: Int, of count: Int) -> Node {
    step("page-\(number)", title: page.title ?? "Questions") {
      HTML.p(.class("progress")) {
        "Page \(number) of \(count)"
        HTML.progress(.value(String(number)), .maximum(count), .hidden)
      }
      if number == 1 {
        HTML.p(.class("notice"), .id("welcome-back"), .concealed) {
          "Welcome back. This browser has kept what you answered before."
        }
        HTML.p(.class("notice"), .id("kept-here"), .concealed) {
          "You have your right to answer. What you answer now stays in this browser until you send it."
        }
        HTML.p(.class("notice"), .id("kept-nowhere"), .concealed) {
          "You have your right to answer. Nothing is kept on this device: please do not close or reload this page before you have sent your answers."
        }
        HTML.p { "You may leave out every question that is not marked as needed." }
      }
      for paragraph in page.text { HTML.p { .text(paragraph) } }
      HTML.form(.id("page-\(number)"), .class("page"), .methodPost, .novalidate, .autocompleteOff) {
        for question in page.questions { QuestionMarkup.question(question) }
        buttons("Continue", back: number > 1 ? "page-\(number - 1)" : nil)
      }
    }
  }

  private static func check(_ wave: String, last: Int) -> Node {
    step("check", title: "Check your answers") {
      HTML.p { "This is what you are about to send." }
      HTML.dl(.id("summary"), .class("summary")) {}
      HTML.form(.id("send"), .methodPost, .action(Link.response(wave: wave).path), .novalidate, .autocompleteOff) {
        HTML.p {
          "Once they are sent they cannot be changed. You get a receipt code with which you can take them back until the questionnaire closes."
        }
        buttons("Send my answers", back: "page-\(last)")
      }
    }
  }

  private static func receipt(_ wave: String) -> Node {
    step("receipt", title: "Thank you: your answers have arrived") {
      HTML.p { "Your receipt code:" }
      HTML.p(.class("receipt"), .id("receipt")) {}
      HTML.div(.class("buttons noprint")) {
        HTML.button(.type(.button), .id("copy"), .class("main")) { "Copy the code" }
        HTML.button(.type(.button), .id("print")) { "Print this page" }
        HTML.span(.role("status"), .id("copied")) {}
      }
      HTML.p {
        "With this code, and only with it, you can \(HTML.a(.href(Link.withdrawal(wave: wave).path)) { "take your answers back" }) until the questionnaire closes. Keep it somewhere only you can see: it is not stored with your name, and nobody can find it again for you."
      }
      HTML.p { "Your answers have been removed from this browser. You can close this page now." }
    }
  }

  private static func buttons(_ words: String, back: String?) -> Node {
    HTML.div(.class("buttons")) {
      HTML.button(.type(.submit), .class("main")) { .text(words) }
      if let back { HTML.button(.type(.button), .class("go"), .value(back)) { "Back" } }
    }
  }
}
