import Markup
import Platform

/// Where somebody takes their answers back with their receipt code.
enum WithdrawalView {
  /// - Parameter refused: what was wrong with a code that was sent without the script.
  static func page(_ page: Answering.Page, wave: String, refused: RefusalWords? = nil) -> Node {
    let words = Words(language: page.questionnaire.language)
    return Frame.page(
      title: "\(words(.takeBack)) – \(page.questionnaire.title)", kicker: page.questionnaire.title,
      language: page.questionnaire.language,
      translations: AnswerView.translations(page.questionnaire) { Link.translatedWithdrawal(wave: wave, $0) },
      head: page.isOpen ? [.module(Link.asset(.withdraw).path)] : [], below: AnswerView.support(page.questionnaire)
    ) {
      if page.isOpen {
        if page.isPilot { AnswerView.pilot(words) }
        if let refused {
          let said = refused.said(in: page.questionnaire.language)
          HTML.div(.class("problem"), .role("alert"), .tabIndex(-1), .autofocus) {
            HTML.h2 { .text(said.what) }
            HTML.p { .text(said.remedy) }
          }
        }
        AnswerView.problem
        AnswerView.step("withdraw", title: words(.takeBack), shown: true) {
          HTML.p { .text(words(.takeBackNote)) }
          HTML.form(
            .id("withdraw"), .methodPost, .action(Link.withdrawal(wave: wave).path), .novalidate, .autocompleteOff
          ) {
            HTML.div(.class("ask question")) {
              HTML.label(.for("code")) { .text(words(.receiptCode)) }
              HTML.p(.class("hint"), .id("code-hint")) { .text(words(.receiptHint)) }
              HTML.input(
                .type(.text), .class("code"), .id("code"), .name("receipt"), .autocompleteOff, .describedBy("code-hint")
              )
            }
            HTML.div(.class("buttons")) {
              HTML.button(.type(.submit), .class("main")) { .text(words(.deleteAnswers)) }
            }
          }
        }
        AnswerView.step("withdrawn", title: words(.deleted)) {
          HTML.p { .text(words(.deletedNote)) }
        }
        AnswerView.said(words)
      } else {
        HTML.h1 { .text(words(.closed)) }
        HTML.p { .text(words(.closedWithdrawalNote)) }
      }
    }
  }

  /// After a code that was sent without the script.
  static func done(_ page: Answering.Page) -> Node {
    let words = Words(language: page.questionnaire.language)
    return Frame.page(
      title: "\(words(.deleted)) – \(page.questionnaire.title)", kicker: page.questionnaire.title,
      language: page.questionnaire.language, below: AnswerView.support(page.questionnaire)
    ) {
      HTML.h1 { .text(words(.deleted)) }
      HTML.p { .text(words(.deletedNote)) }
    }
  }
}
