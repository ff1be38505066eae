import Markup
import Platform

/// Where somebody says that they want no more mail about a questionnaire, with the link from a message. It speaks each language of the questionnaire at once:
/// the link is read once, and a page in another language would not know it.
struct NoMailView {
  let page: Answering.Page
  let wave: String

  private var languages: [Language] { page.questionnaire.languages }

  /// - Parameter refused: what was wrong with a link that was sent without the script.
  func asking(refused: RefusalWords? = nil) -> Node {
    frame(.title, head: [.module(Link.asset(.noMail).path)]) {
      if let refused {
        HTML.div(.class("problem"), .role("alert"), .tabIndex(-1), .autofocus) {
          for language in languages {
            let said = refused.said(in: language)
            HTML.h2(.lang(language.rawValue)) { .text(said.what) }
            HTML.p(.lang(language.rawValue)) { .text(said.remedy) }
          }
        }
      }
      AnswerView.problem
      AnswerView.step("no-mail", title: joined(.title), shown: true) {
        each { words in
          HTML.p { .text(words(.noMail(.note))) }
          HTML.p { .text(words(.noMail(.nobodyLearns))) }
        }
        HTML.form(.id("no-mail"), .methodPost, .action(Link.noMail(wave: wave).path), .novalidate, .autocompleteOff) {
          HTML.div(.class("ask question"), .id("asked-link")) {
            HTML.label(.for("link")) { .text(joined(.link)) }
            HTML.div(.class("hint"), .id("link-hint")) { each { words in HTML.p { .text(words(.noMail(.linkHint))) } } }
            HTML.input(.type(.text), .id("link"), .name("link"), .autocompleteOff, .describedBy("link-hint"))
          }
          HTML.div(.class("buttons")) { HTML.button(.type(.submit), .class("main")) { .text(joined(.send)) } }
        }
      }
      AnswerView.step("stopped", title: joined(.done)) { doneNote }
      HTML.div(.id("words"), .concealed) {
        for said in Said.allCases { Node.data(value: said.rawValue, text: joined(said)) }
      }
    }
  }

  /// After a link that was sent without the script.
  var done: Node {
    frame(.done, head: []) {
      HTML.h1 { .text(joined(.done)) }
      doneNote
    }
  }

  private var doneNote: Node { .fragment(each { words in HTML.p { .text(words(.noMail(.doneNote))) } }) }

  private func frame(_ title: NoMailMessage, head: [Node], @MarkupBuilder main: () -> [Node]) -> Node {
    let asked = page.questionnaire
    return Frame.page(
      title: "\(joined(title)) – \(asked.title)", kicker: asked.title, language: languages[0], head: head,
      below: AnswerView.support(asked)
    ) {
      main()
      if languages[0].isReviewed {
        for language in languages where !language.isReviewed {
          HTML.p(.lang(language.rawValue), .class("hint")) { .text(Message.notReviewed.text(in: language)) }
        }
      }
    }
  }

  /// The same in each language, one below the other.
  private func each(@MarkupBuilder _ content: (Words) -> [Node]) -> [Node] {
    languages.map { language in HTML.div(.lang(language.rawValue)) { content(Words(language: language)) } }
  }

  private func joined(_ message: NoMailMessage) -> String {
    languages.map { Message.noMail(message).text(in: $0) }.joined(separator: " / ")
  }

  /// What is wrong in each language, then what to do in each.
  private func joined(_ said: Said) -> String {
    let parts = languages.map { said.parts(in: $0) }
    return [parts.map(\.what), parts.map(\.remedy).filter { !$0.isEmpty }].filter { !$0.isEmpty }
      .map { $0.joined(separator: " / ") }.joined(separator: "\n")
  }
}

/// The invitation in what somebody copied from a message: a whole link, or what stands behind `i=` in it.
enum StopLink {
  static func invitation(_ text: String) -> [UInt8]? {
    let plain = text.filter { !$0.isWhitespace }
    let value = plain.firstRange(of: "#i=").map { plain[$0.upperBound...] } ?? plain[...]
    let secret = bytes(base64URL: String(value.prefix { $0 != "&" }))
    return secret?.count == 16 ? secret : nil
  }
}
