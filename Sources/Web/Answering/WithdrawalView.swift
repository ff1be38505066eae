import Markup
import Platform

/// Where somebody takes their answers back with their receipt code.
enum WithdrawalView {
  static func page(_ page: Answering.Page, wave: String) -> Node {
    let words = Words(language: page.questionnaire.language)
    return Frame.page(
      title: "\(words(.takeBack)) – \(page.questionnaire.title)", kicker: page.questionnaire.title,
      language: page.questionnaire.language,
      translations: AnswerView.translations(page.questionnaire) { Link.translatedWithdrawal(wave: wave, $0) },
      head: page.isOpen ? [.module(Link.asset(.withdraw).path)] : [], below: AnswerView.support(page.questionnaire)
    ) {
      if page.isOpen {
        AnswerView.noScript(words)
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
}
