import Markup
import Platform

/// Where somebody takes their answers back with their receipt code.
enum WithdrawalView {
  /// - Parameter refused: what was wrong with a code that was sent without the script.
  static func page(_ page: Answering.Page, wave: String, refused: RefusalWords? = nil) -> Node {
    Frame.page(
      title: "\(refused == nil ? "" : "Problem: ")Take answers back – \(page.questionnaire.title)",
      kicker: page.questionnaire.title,
      head: page.isOpen ? [.module(Link.asset(.withdraw).path)] : [], below: AnswerView.support(page.questionnaire)
    ) {
      if page.isOpen {
        if let refused {
          HTML.div(.class("problem"), .role("alert"), .tabIndex(-1), .autofocus) {
            HTML.h2 { .text(refused.what) }
            HTML.p { .text(refused.remedy) }
          }
        }
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
        AnswerView.step("withdrawn", title: deleted) { HTML.p { .text(nothingLeft) } }
      } else {
        HTML.h1 { "This questionnaire has closed" }
        HTML.p {
          "Answers can no longer be taken back: when it closed they were mixed, and the keys that found one again were destroyed."
        }
      }
    }
  }

  /// After a code that was sent without the script.
  static func done(_ page: Answering.Page) -> Node {
    Frame.page(
      title: "\(deleted) – \(page.questionnaire.title)", kicker: page.questionnaire.title,
      below: AnswerView.support(page.questionnaire)
    ) {
      HTML.h1 { .text(deleted) }
      HTML.p { .text(nothingLeft) }
    }
  }

  private static let deleted = "Your answers have been deleted"
  private static let nothingLeft = "Nothing of them is left to be analysed. You can close this page now."
}
