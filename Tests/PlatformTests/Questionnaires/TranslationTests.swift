import Problems
import Testing

@testable import Platform

@Suite struct TranslationTests {
  static let text = """
    questionnaire: {en: Work, cy: Gwaith}
    languages: [en, cy]
    information: {en: [Read this.], cy: [Darllenwch hwn.]}
    consent: [{en: Yes., cy: Ydw.}]
    support: [{en: Somebody., cy: Rhywun.}]
    pages:
      - questions:
          - id: role
            ask: {en: Role?, cy: Rôl?}
            choice: {en: [Manager, Practitioner], cy: [Rheolwr, Ymarferydd]}
          - id: calls
            ask: {en: Calls?, cy: Galwadau?}
            number: [0, 9]
            when: {role: [Manager]}
          - id: mood
            ask: {en: How often?, cy: Pa mor aml?}
            instrument: swemwbs
            wording: w.txt
    """

  static func read(_ text: String = text, in language: Language? = nil) throws(Problem) -> Questionnaire {
    try Questionnaire(text: text, file: "q.yaml", language: language) { _ throws(Problem) in InstrumentUseTests.pack }
  }

  @Test("Texts come in the language that was asked for; what is stored does not change with it")
  func languages() throws {
    let (english, welsh) = (try Self.read(), try Self.read(in: .welsh))
    #expect(english.title == "Work" && welsh.title == "Gwaith" && welsh.language == .welsh)
    #expect(
      welsh.information.map(\.paragraphs) == [["Darllenwch hwn."]] && welsh.consent == ["Ydw."]
        && welsh.questions[0].ask == "Rôl?")
    guard case .choice(let options) = welsh.questions[0].kind else { throw ParticipationRefusal.closed }
    #expect(options.labels == ["Manager", "Practitioner"] && options.words == ["Rheolwr", "Ymarferydd"])
    #expect(english.columns == welsh.columns && english.text == welsh.text)
    #expect(welsh.asked(["role": ["Manager"]]).contains("calls"))
  }

  @Test("What people read may be one text, with its commas, or a list")
  func paragraphs() throws {
    let one = Self.text
      .replacing(
        "information: {en: [Read this.], cy: [Darllenwch hwn.]}",
        with: "information: {purpose: {en: 'Once, now.', cy: 'Nawr, unwaith.'}}"
      )
      .replacing("support: [{en: Somebody., cy: Rhywun.}]", with: "support: {en: 'A friend, a doctor.', cy: Rhywun.}")
      .replacing("  - questions:", with: "  - text: {en: 'First, this.', cy: Hwn.}\n    questions:")
    let (english, welsh) = (try Self.read(one), try Self.read(one, in: .welsh))
    #expect(english.information.map(\.paragraphs) == [["Once, now."]] && english.support == ["A friend, a doctor."])
    #expect(welsh.information.map(\.paragraphs) == [["Nawr, unwaith."]] && welsh.support == ["Rhywun."])
    #expect(english.pages[0].text == ["First, this."] && welsh.pages[0].text == ["Hwn."])
  }

  @Test("An instrument without a wording in the language is shown in the one it has")
  func instrument() throws {
    guard case .rating(let rating) = try Self.read(in: .welsh).questions[2].kind else {
      throw ParticipationRefusal.closed
    }
    #expect(rating.language == .english)
  }

  @Test("A wording in another language needs labels of its own: the catalogue's are English")
  func labels() throws {
    let text = Self.text.replacing("wording: w.txt", with: "wording: {en: w.txt, cy: c.txt}")
    let problem = #expect(throws: Problem.self) { try Self.read(text, in: .welsh) }
    #expect(problem?.description.contains("Cymraeg") == true)
  }

  @Test("Every missing translation is named at once")
  func missing() throws {
    let text = Self.text.replacing("{en: Role?, cy: Rôl?}", with: "Role?").replacing(", cy: Ydw.", with: "")
    let problem = #expect(throws: Problem.self) { try Self.read(text) }
    let words = problem?.description ?? ""
    #expect(words.contains("2 texts") && words.contains("line 9,") && words.contains("line 4"), "\(words)")
  }

  @Test("Lists of different lengths and unknown languages are refused")
  func uneven() throws {
    for (from, to) in [
      ("[Rheolwr, Ymarferydd]", "[Rheolwr]"), ("languages: [en, cy]", "languages: [en, de]"),
      ("languages: [en, cy]", "languages: [en, en]"),
    ] { #expect(throws: Problem.self) { try Self.read(Self.text.replacing(from, with: to)) } }
  }
}
