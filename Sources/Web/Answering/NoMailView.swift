import Markup
import Platform

/// Where somebody says that they want no more mail about a questionnaire, with the link from a message.
enum NoMailView {
  static func page(_ page: Answering.Page, wave: String) -> Node {
    Frame.page(
      title: "No more messages – \(page.questionnaire.title)", kicker: page.questionnaire.title,
      head: [.module(Link.asset(.noMail).path)], below: AnswerView.support(page.questionnaire)
    ) {
      HTML.noscript {
        HTML.p(.class("notice")) {
          "This page needs JavaScript. You can also reply to the message with the word STOP."
        }
      }
      AnswerView.problem
      AnswerView.step("no-mail", title: "No more messages?", shown: true) {
        HTML.p {
          "You will get no more messages about this questionnaire. You can still answer it with the link that you have."
        }
        HTML.p { "Nobody learns from this whether you have answered." }
        HTML.p(.lang("cy")) {
          "Ni chewch ragor o negeseuon am yr holiadur hwn. Gallwch ei ateb o hyd â’r ddolen sydd gennych. Nid yw hyn yn dweud wrth neb a ydych wedi ateb."
        }
        HTML.form(.id("no-mail"), .methodPost, .action(Link.noMail(wave: wave).path), .novalidate) {
          HTML.div(.class("buttons")) { HTML.button(.type(.submit), .class("main")) { "Send me no more" } }
        }
      }
      AnswerView.step("stopped", title: "You will get no more messages about this questionnaire") {
        HTML.p { "A message that was on its way already may still come. You can close this page now." }
      }
      AnswerView.said(Words(language: .english))
    }
  }
}
