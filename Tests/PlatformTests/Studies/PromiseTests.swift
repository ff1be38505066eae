import Problems
import TestSupport
import Testing

@testable import Platform

@Suite struct PromiseTests {
  private static func whole(_ text: String = "What is done.") -> ParticipantInformation {
    let sections = Dictionary(uniqueKeysWithValues: ParticipantInformation.Heading.allCases.map { ($0, [text]) })
    return ParticipantInformation(sections: sections, consent: ["I agree."])
  }

  @Test(
    "A promise that nobody can keep is found in every language of the information",
    arguments: ["Mae hyn yn gwarantu.", "Ni warantir dim.", "Mae’n hollol ddienw.", "100% diogel", "We guarantee it."])
  func translations(_ text: String) {
    var information = Self.whole()
    information.translations = [.welsh: .init(sections: [.data: [text]], consent: ["Rwy’n cytuno."])]
    #expect(information.problems.map(\.place) == ["\(ParticipantInformation.Heading.data.title) (Cymraeg)"])
    information.translations = [.welsh: .init(sections: [.data: ["Dim."]], consent: [text])]
    #expect(information.problems.map(\.place) == ["Consent (Cymraeg)"])
    information.translations = [.welsh: .init(sections: [.data: ["Yr hyn a wneir."]], consent: ["Ydw."])]
    #expect(information.problems.isEmpty)
  }

  @Test("The text to begin with, the template and the fixed words promise nothing of the kind")
  func own() throws {
    #expect(ParticipantInformation.draft().sections.values.joined().allSatisfy { PromiseRule.word(in: $0) == nil })
    for language in Language.allCases {
      #expect(HarmLimit.words(in: language).allSatisfy { PromiseRule.word(in: $0) == nil })
    }
  }

  @Test(
    "A questionnaire whose own texts promise it opens no wave",
    arguments: [
      ("information: [", "information: [We guarantee it., "), ("title: About you", "title: 100% anonymous"),
      ("How long have you been here?", "How long? It is completely anonymous."),
    ])
  func questionnaires(_ from: String, _ to: String) async throws {
    let text = Sample.text.replacing(from, with: to)
    #expect(text != Sample.text)
    let questionnaire = try Questionnaire(text: text, file: "q.yaml")
    try await Site.with(.sqlite) { site in
      let problem = await #expect(throws: Problem.self) {
        try await site.opening.open(
          WaveName("spring"), questionnaire: questionnaire, roster: Sample.roster([("North", 30)]),
          contacts: ContactTerms(address: .thisMachine))
      }
      #expect(problem?.what.contains("promises more") == true)
    }
  }

  @Test("A question may speak of what is guaranteed")
  func asked() throws {
    let text = Sample.text.replacing("How long have you been here?", with: "Are your hours guaranteed?")
    #expect(text != Sample.text)
    #expect(try Questionnaire(text: text, file: "q.yaml").refused.isEmpty)
  }
}
