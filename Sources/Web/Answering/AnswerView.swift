import Markup
import Platform

/// A participant's page: everything from the information to the receipt, one step shown at a time by the script. It is the same for
/// everybody; nothing in it depends on who asks.
struct AnswerView {
  let page: Answering.Page
  let wave: String

  var questionnaire: Questionnaire { page.questionnaire }
  var words: Words { Words(language: questionnaire.language) }

  var node: Node {
    Frame.page(
      title: questionnaire.title, kicker: questionnaire.title, language: questionnaire.language,
      translations: Self.translations(questionnaire) { Link.translated(wave: wave, $0) },
      head: page.isOpen
        ? [.alternate(Link.keys(wave: wave).path, id: "keys"), .module(Link.asset(.answer).path)] : [],
      below: Self.support(questionnaire)
    ) {
      if page.isOpen {
        Self.noScript(words, wave: wave)
        if page.isPreview { HTML.p(.class("notice")) { .text(words(.preview)) } }
        if page.isPilot { Self.pilot(words) }
        Self.problem
        information
        slip
        consent
        right
        for (index, part) in questionnaire.pages.enumerated() { questions(part, number: index + 1) }
        check
        receipt
        if questionnaire.showsOwnScores { scores }
        Self.said(words)
      } else {
        HTML.h1 { .text(words(.closed)) }
        HTML.p { .text(words(.closedNote)) }
      }
    }
  }

  /// Where the script says what has to be put right.
  static let problem = HTML.div(.id("problem"), .class("problem"), .role("alert"), .tabIndex(-1), .concealed) {
    HTML.h2 {}
    HTML.p {}
    HTML.ul {}
  }

  static func noScript(_ words: Words, wave: String) -> Node {
    HTML.noscript {
      HTML.p(.class("notice")) {
        "\(words(.needsScript)) \(HTML.a(.href(Link.slip(wave: wave).path)) { .text(words(.plain(.withSlip))) })"
      }
    }
  }

  /// On every step of a pilot.
  static func pilot(_ words: Words) -> Node { HTML.p(.class("notice")) { .text(words(.pilot)) } }

  /// What the script says, in the page's language: it holds no words of its own.
  static func said(_ words: Words) -> Node {
    HTML.div(.id("words"), .concealed) {
      for said in Said.allCases { Node.data(value: said.rawValue, text: words(.said(said))) }
    }
  }

  /// The page's addresses in its other languages.
  static func translations(_ questionnaire: Questionnaire, _ link: (Language) -> Link) -> [(Language, Link)] {
    questionnaire.languages.filter { $0 != questionnaire.language }.map { ($0, link($0)) }
  }

  /// Help that is there now, below every step.
  static func support(_ questionnaire: Questionnaire) -> Node {
    HTML.aside(.class("support"), .labelledBy("support-heading")) {
      HTML.h2(.id("support-heading"), .tabIndex(-1)) {
        .text(Message.helpNow.text(in: questionnaire.language))
      }
      HTML.ul { for line in questionnaire.support { HTML.li { .text(line) } } }
    }
  }

  static func step(_ name: String, title: String, shown: Bool = false, @MarkupBuilder content: () -> [Node]) -> Node {
    HTML.section([.class("step"), .id("step-" + name)] + (shown ? [] : [.concealed])) {
      HTML.h1(.tabIndex(-1)) { .text(title) }
      content()
    }
  }

  /// What people are told before they decide, up to how answers are kept apart from names.
  @MarkupBuilder static func told(_ questionnaire: Questionnaire) -> [Node] {
    let language = questionnaire.language
    let words = Words(language: language)
    for section in questionnaire.information { self.section(section.title, section.paragraphs) }
    if let commitments = questionnaire.commitments {
      section(Commitments.title(in: language), commitments.words(in: language))
    }
    if let custody = questionnaire.custody {
      section(CustodyTerms.title(in: language), custody.words(in: language, threshold: questionnaire.threshold))
    }
    HTML.p { .text(words(.minutes(questionnaire.minutes))) }
    section(HarmLimit.title(in: language), HarmLimit.words(in: language))
    HTML.h2 { .text(words(.keptApart)) }
  }

  @MarkupBuilder private static func section(_ title: String?, _ paragraphs: [String]) -> [Node] {
    if let title { HTML.h2 { .text(title) } }
    for paragraph in paragraphs { HTML.p { .text(paragraph) } }
  }

  private var information: Node {
    Self.step("information", title: words(.beforeYouStart), shown: true) {
      Self.told(questionnaire)
      HTML.div(.id("by-link")) {
        HTML.ol {
          for message in [Message.keptApartWrap, .keptApartUnwrap, .keptApartSend] { HTML.li { .text(words(message)) } }
        }
        HTML.p { .text(words(.keptAboutYou)) }
      }
      HTML.ul(.id("by-slip"), .concealed) { Self.slipWords(words) }
      HTML.p { .text(words(.cannotDo)) }
      HTML.div(.class("buttons")) {
        HTML.button(.type(.button), .class("go main"), .value("consent"), .id("begin"), .concealed) {
          .text(words(.proceed))
        }
        printing
      }
      HTML.p(.class("noprint")) {
        HTML.a(.id("to-slip"), .href(Link.slip(wave: wave).path)) { .text(words(.plain(.withSlip))) }
      }
    }
  }

  /// For people with a slip instead of a link.
  private var slip: Node {
    Self.step("slip", title: words(.plain(.slipTitle))) {
      HTML.form(.id("slip"), .methodPost, .action(Link.slip(wave: wave).path), .novalidate, .autocompleteOff) {
        HTML.p { .text(words(.plain(.slipNote))) }
        HTML.div(.class("ask question")) {
          HTML.label(.for("code")) { .text(words(.plain(.slipCode))) }
          HTML.p(.class("hint"), .id("code-hint")) { .text(words(.receiptHint)) }
          HTML.input(
            .type(.text), .class("code"), .id("code"), .name("code"), .autocompleteOff,
            .describedBy("code-hint"))
        }
        HTML.ul { Self.slipWords(words) }
        buttons(.proceed, back: "information")
      }
    }
  }

  @MarkupBuilder static func slipWords(_ words: Words) -> [Node] {
    for message in PlainMessage.aboutSlips { HTML.li { .text(words(.plain(message))) } }
  }

  /// What is printed from the information or the consent is both, with what is ticked: a copy to keep.
  private var printing: Node {
    HTML.button(.type(.button), .class("print"), .concealed) { .text(words(.printCopy)) }
  }

  private var consent: Node {
    Self.step("consent", title: words(.doYouAgree)) {
      HTML.form(.id("consent"), .methodPost, .novalidate, .autocompleteOff) {
        HTML.p { .text(words(.tickEach)) }
        HTML.input(.type(.hidden), .name("version"), .value(questionnaire.version))
        for (number, statement) in questionnaire.consent.enumerated() {
          HTML.div(.class("ask option")) {
            HTML.input(.type(.checkbox), .id("agree-\(number + 1)"), .name("agree-\(number + 1)"), .value("yes"))
            HTML.label(.for("agree-\(number + 1)")) { .text(statement) }
          }
        }
        buttons(.agree, back: "information", also: printing)
      }
    }
  }

  private var right: Node {
    Self.step("right", title: words(.rightTitle)) {
      HTML.form(.id("right"), .methodPost, .action(Link.right(wave: wave).path), .novalidate, .autocompleteOff) {
        HTML.p(.id("right-note")) { .text(words(.rightNote)) }
        HTML.fieldset(.class("ask question")) {
          HTML.legend { .text(words(.whoseDevice)) }
          HTML.div(.class("options")) {
            device("own", .deviceOwn, .deviceOwnNote)
            device("shared", .deviceShared, .deviceSharedNote)
          }
        }
        buttons(.getRight, back: "consent")
      }
    }
  }

  private func device(_ value: String, _ label: Message, _ note: Message) -> Node {
    HTML.div(.class("option")) {
      HTML.input(
        .type(.radio), .id("device-\(value)"), .name("device"), .value(value), .describedBy("device-\(value)-hint"))
      HTML.label(.for("device-\(value)")) { .text(words(label)) }
      HTML.p(.class("hint"), .id("device-\(value)-hint")) { .text(words(note)) }
    }
  }

  func buttons(_ message: Message, back: String?, also: Node = .empty) -> Node {
    HTML.div(.class("buttons")) {
      HTML.button(.type(.submit), .class("main")) { .text(words(message)) }
      if let back { HTML.button(.type(.button), .class("go"), .value(back)) { .text(words(.back)) } }
      also
    }
  }
}
