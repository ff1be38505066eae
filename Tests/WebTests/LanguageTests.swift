import Foundation
import Hummingbird
import HummingbirdTesting
import Platform
import Testing

@testable import Web

@Suite struct LanguageTests {
  static let text = """
    questionnaire: {en: How is work?, cy: Sut mae gwaith?}
    languages: [en, cy]
    version: "1"
    ownScores: true
    information: {en: [We ask.], cy: [Rydym yn gofyn.]}
    consent: {en: [Yes.], cy: [Ydw.]}
    support: {en: [Somebody.], cy: [Rhywun.]}
    pages:
      - title: {en: You, cy: Chi}
        questions:
          - {id: role, ask: {en: Role?, cy: Rôl?}, choice: {en: [Manager, Office], cy: [Rheolwr, Swyddfa]}, preferNot: true, about: person}
          - {id: since, ask: {en: Since when?, cy: Ers pryd?}, month: [2001-05, 2026-11], when: {role: [Manager]}}
      - title: {en: Tide, cy: Llanw}
        when: {role: [Manager, Office]}
        questions:
          - id: tide
            ask: {en: How often?, cy: Pa mor aml?}
            rate: {en: [I sang., I swam.], cy: [Canais., Nofiais.]}
            steps: {0: {en: Never, cy: Byth}, 3: {en: Always, cy: Bob tro}}
            scale: {title: {en: Tide, cy: Llanw}, higherIs: better, reversed: [2]}
          - {id: wish, ask: {en: What else?, cy: Beth arall?}, text: 100}
    """

  /// Every message, counts from every plural class among them.
  static let all: [Message] =
    [
      .skip, .noCookies, .helpNow, .needsScript, .notReviewed, .preview, .closed, .closedNote, .closedWithdrawalNote,
      .beforeYouStart, .keptApart, .keptApartWrap, .keptApartUnwrap, .keptApartSend, .keptAboutYou, .cannotDo, .proceed,
      .printCopy,
      .doYouAgree, .tickEach, .agree, .rightTitle, .rightNote, .whoseDevice, .deviceOwn, .deviceOwnNote, .deviceShared,
      .deviceSharedNote, .getRight, .questions, .welcomeBack, .keptHere, .keptNowhere, .mayLeaveOut, .needed, .tickAll,
      .preferNot, .clear, .back, .wholeNumber(1...9), .months("1 2020", "2 2024"), .month, .year, .characters(9),
      .nobodyReads, .helpHere, .onlyIn(.english), .check, .aboutToSend, .cannotChange, .send, .thanks, .receiptIs,
      .copy,
      .print, .receiptNote, .takeBackLink, .removed, .seeScores, .ownScores, .scoresNote, .scoresHelp, .toReceipt,
      .takeBack, .takeBackNote, .receiptCode, .receiptHint, .deleteAnswers, .deleted, .deletedNote,
    ] + (0...11).map(Message.minutes) + PlainMessage.allCases.map(Message.plain)
    + NoMailMessage.allCases.map(Message.noMail) + Said.allCases.map(Message.said)

  @Test("Every message has words of its own in every language, with the same places to fill", arguments: all)
  func messages(_ message: Message) throws {
    let (english, welsh) = (message.text(in: .english), message.text(in: .welsh))
    #expect(!english.isEmpty && !welsh.isEmpty)
    let places = try Regex(#"\{\w+\}"#)
    func filled(_ text: String) -> [String] { text.matches(of: places).map { String(text[$0.range]) }.sorted() }
    #expect(filled(english) == filled(welsh))
    #expect(english.contains("\n") == welsh.contains("\n"))
    #expect(message == .said(.problem) || english != welsh)
    for word in ["addict", "committed", "failed attempt", "guaranteed"] {
      #expect(!english.lowercased().contains(word), "\(word)")
    }
  }

  @Test("Counts take the plural classes of CLDR")
  func plurals() {
    #expect((0...7).map { Plural($0, in: .welsh) } == [.zero, .one, .two, .few, .other, .other, .many, .other])
    #expect((0...3).map { Plural($0, in: .english) } == [.other, .one, .other, .other])
  }

  @Test("The scripts say nothing that the page does not hold, and the page holds nothing that they do not say")
  func scripts() throws {
    let scripts = Asset.allCases.map { String(decoding: $0.content, as: UTF8.self) }.joined()
    let names = try Regex(#"(?:words|say|said|Refusal)\(\s*(?:[^()']*\? )?'(\w+)'(?: : '(\w+)')?"#)
    let asked = Set(
      scripts.matches(of: names).flatMap { match in (1...2).compactMap { match.output[$0].substring.map(String.init) } }
    )
    let held = Set(Said.allCases.map(\.rawValue))
    #expect(asked.isSubset(of: held), "\(asked.subtracting(held))")
    let byCode: Set = [
      "server",
      "unknownWave", "closed", "unknownInvitation", "consentNeeded", "alreadyCollected", "heldSlip", "unknownCode",
      "tooMany", "badToken",
      "answeredOtherwise", "withdrawn", "unknownReceipt", "invalid", "tooLarge", "tooSlow", "notUnderstood",
    ]
    #expect(held.subtracting(asked) == byCode)
  }

  @Test("The page speaks each language of the questionnaire, says which, and leads to the others")
  func pages() async throws {
    let platform = Platformed(text: Self.text)
    let english = try await platform.ask(.get, "/answer/spring").text
    let welsh = try await platform.ask(.get, "/answer/spring/cy").text
    #expect(english.contains(#"<html lang="en-GB">"#) && welsh.contains(#"<html lang="cy">"#))
    #expect(english.contains(#"<a class="language" lang="cy" hreflang="cy" href="/answer/spring/cy">Cymraeg</a>"#))
    #expect(welsh.contains(#"<a class="language" lang="en" hreflang="en" href="/answer/spring/en">English</a>"#))
    for words in [
      "Sut mae gwaith?", "Rydym yn gofyn.", "Gwell gen i beidio â dweud", "Tudalen 1 o 2", "Canais.",
      "Nid yw siaradwr Cymraeg wedi adolygu", #"value="Manager"><label for="q-role-1">Rheolwr</label>"#,
      #"<data value="connection">Methodd y cysylltiad."#,
    ] { #expect(welsh.contains(words), "\(words) is missing") }
    for words in ["Continue", "Prefer not to say", "Questions", "Manager</label>", "The connection failed", "Clear"] {
      #expect(!welsh.contains(words), "\(words) is English")
    }
    #expect(!english.contains("has not been reviewed"))
    #expect(try await platform.ask(.get, "/answer/spring/en").text == english)
    let withdrawal = try await platform.ask(.get, "/answer/spring/cy/withdrawal").text
    #expect(withdrawal.contains("Dileu fy atebion") && withdrawal.contains("/answer/spring/en/withdrawal"))
    #expect(try await Platformed().ask(.get, "/answer/spring/cy").status == .notFound)
  }

  @Test("Conditions, months and own scores stand on the page as facts for its script")
  func facts() async throws {
    let page = try await Platformed(text: Self.text).ask(.get, "/answer/spring").text
    for words in [
      #"<form id="page-2" class="page" method="post" novalidate="" autocomplete="off" data-when="{&quot;role&quot;:[&quot;Manager&quot;,&quot;Office&quot;]}">"#,
      #"<fieldset class="ask question month" data-when="{&quot;role&quot;:[&quot;Manager&quot;]}""#,
      #"data-lowest="24016" data-highest="24322""#, "From 5 2001 to 11 2026",
      #"<div class="option apart"><input type="radio" id="q-role-3" name="role" value="prefer-not-to-say">"#,
      #"&quot;turned&quot;:[null,3]"#, #"<h1 tabindex="-1">Your own scores</h1>"#,
      "Nobody reads this while the questionnaire is open, and we cannot find you.", "href=\"#support-heading\"",
    ] { #expect(page.replacing("\n", with: "").contains(words), "\(words) is missing") }
    #expect(try await !Platformed().ask(.get, "/answer/spring").text.contains("own scores"))
  }
}
