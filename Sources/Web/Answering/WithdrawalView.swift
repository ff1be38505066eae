import Markup
import Platform

/// Where somebody takes their answers back with their receipt code.
enum WithdrawalView {
  static func page(_ page: Answering.Page, wave: String) -> Node {
    Frame.page(
      title: "Take answers back – \(page.questionnaire.title)", kicker: page.questionnaire.title,
      head: page.isOpen ? [.module(Link.asset(.withdraw).path)] : [], below: AnswerView.support(page.questionnaire)
    ) {
      if page.isOpen {
        AnswerView.noScript
        AnswerView.problem
        AnswerView.step("withdraw", title: "Take your answers back", shown: true) {
          HTML.p {
            "Your answers are deleted before anybody has read them. This cannot be undone, and you cannot answer again."
          }
          HTML.form(
            .id("withdraw"), .methodPost, .action(Link.withdrawal(wave: wave).path), .novalidate, .autocompleteOff
          ) {
            HTML.div(.class("ask question")) {
              HTML.label(.for("code")) { "Receipt code" }
              HTML.p(.class("hint"), .id("code-hint")) {
                "Thirteen letters and digits. Small or capital letters, spaces and hyphens make no difference."
              }
              HTML.input(
                .type(.text), .class("code"), .id("code"), .name("receipt"), .autocompleteOff, .describedBy("code-hint")
              )
            }
            HTML.div(.class("buttons")) {
              HTML.button(.type(.submit), .class("main")) { "Delete my answers" }
            }
          }
        }
        AnswerView.step("withdrawn", title: "Your answers have been deleted") {
          HTML.p { "Nothing of them is left to be analysed. You can close this page now." }
        }
      } else {
        HTML.h1 { "This questionnaire has closed" }
        HTML.p {
          "Answers can no longer be taken back: when it closed they were mixed, and the keys that found one again were destroyed."
        }
      }
    }
  }
}
