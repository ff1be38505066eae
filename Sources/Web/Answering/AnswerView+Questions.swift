import Markup
import Platform

/// The steps from the first question to the receipt.
extension AnswerView {
  func questions(_ part: Questionnaire.Page, number: Int) -> Node {
    let count = questionnaire.pages.count
    return Self.step("page-\(number)", title: part.title ?? words(.questions)) {
      HTML.p(.class("progress")) {
        HTML.span {
          .text(
            Said.pageOf.text(in: questionnaire.language).replacing("{n}", with: "\(number)")
              .replacing("{count}", with: "\(count)"))
        }
        HTML.progress(.value(String(number)), .maximum(count), .hidden)
      }
      if number == 1 {
        for (id, message) in [
          ("welcome-back", Message.welcomeBack), ("kept-here", .keptHere), ("kept-nowhere", .keptNowhere),
        ] { HTML.p(.class("notice"), .id(id), .concealed) { .text(words(message)) } }
        HTML.p { .text(words(.mayLeaveOut)) }
      }
      for paragraph in part.text { HTML.p { .text(paragraph) } }
      HTML.form(
        [.id("page-\(number)"), .class("page"), .methodPost, .novalidate, .autocompleteOff]
          + QuestionMarkup.when(part.when)
      ) {
        for question in part.questions {
          QuestionMarkup(language: questionnaire.language).question(question)
        }
        buttons(.proceed, back: number > 1 ? "page-\(number - 1)" : nil)
      }
    }
  }

  var check: Node {
    Self.step("check", title: words(.check)) {
      HTML.p { .text(words(.aboutToSend)) }
      HTML.dl(.id("summary"), .class("summary")) {}
      HTML.form(.id("send"), .methodPost, .action(Link.response(wave: wave).path), .novalidate, .autocompleteOff) {
        HTML.p { .text(words(.cannotChange)) }
        buttons(.send, back: "page-\(questionnaire.pages.count)")
      }
    }
  }

  var receipt: Node {
    Self.step("receipt", title: words(.thanks)) {
      HTML.p { .text(words(.receiptIs)) }
      HTML.p(.class("receipt"), .id("receipt")) {}
      HTML.div(.class("buttons noprint")) {
        HTML.button(.type(.button), .id("copy"), .class("main")) { .text(words(.copy)) }
        HTML.button(.type(.button), .class("print")) { .text(words(.print)) }
        HTML.span(.role("status"), .id("copied")) {}
      }
      HTML.p { .text(words(.receiptNote)) }
      HTML.p { HTML.a(.href(withdrawal.path)) { .text(words(.takeBackLink)) } }
      HTML.p { .text(words(.removed)) }
      if questionnaire.showsOwnScores {
        HTML.p(.id("to-scores"), .concealed) {
          HTML.button(.type(.button), .class("go"), .value("scores")) { .text(words(.seeScores)) }
        }
      }
    }
  }

  /// Filled in by the script from answers that are on their way out of the browser.
  var scores: Node {
    Self.step("scores", title: words(.ownScores)) {
      HTML.p { .text(words(.scoresNote)) }
      HTML.dl(.id("scores"), .class("scores")) {}
      HTML.p(.class("notice")) { .text(words(.scoresHelp)) }
      HTML.div(.class("buttons")) {
        HTML.button(.type(.button), .class("go"), .value("receipt")) { .text(words(.toReceipt)) }
      }
      HTML.div(.id("scales"), .concealed) {
        for scale in OwnScale.all(questionnaire) { Node.data(value: scale.json, text: scale.title) }
      }
    }
  }

  private var withdrawal: Link {
    questionnaire.language == questionnaire.languages[0]
      ? .withdrawal(wave: wave) : .translatedWithdrawal(wave: wave, questionnaire.language)
  }
}

extension Said {
  func text(in language: Language) -> String { Message.said(self).text(in: language) }
}
