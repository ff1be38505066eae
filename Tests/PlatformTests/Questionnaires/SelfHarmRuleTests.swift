import Problems
import TestSupport
import Testing

@testable import Platform

/// Every wording here is invented.
@Suite struct SelfHarmRuleTests {
  @Test(
    "A question about one's own suicidal thoughts or self-harm is found, however it is put",
    arguments: [
      "Have you thought about suicide this year?", "In the last month, did you have suicidal thoughts?",
      "Do you ever feel suicidal after a shift?", "Suicidal feelings", "Thoughts of suicide", "Self-harm",
      "How often have you self-harmed?", "I have hurt or harmed myself", "Did you ever cut yourself on purpose?",
      "I think about ending my life", "Have you made plans to take your own life?", "I wish I were dead",
      "Have you wanted to die?", "Others would be better off without me",
      "It would be better if it were all over: ending it all",
      "Some days life is not worth living", "I have had thoughts of being dead", "Has suicide crossed your mind?",
      "Has your work ever made you feel suicidal?", "Have you attempted suicide?", "Your own suicidal thoughts",
      "Did you take an overdose on purpose?", "Thoughts about harming yourself", "I want to put an end to my life",
      "Have you had suicidal thoughts since the death of somebody you worked with?", "ＳＵＩＣＩＤＡＬ ＴＨＯＵＧＨＴＳ",
    ])
  func found(_ text: String) { #expect(SelfHarmRule.asks(text, in: .english)) }

  @Test(
    "What people met in their work may be asked",
    arguments: [
      "In the last 12 months, how many people that you worked with died by suicide?",
      "Did any of them die by suicide, as far as you know?", "How many near-fatal overdoses did you deal with at work?",
      "Have you lost somebody to suicide?", "How often do you support people with suicidal thoughts?",
      "How often did you work with somebody who had harmed themselves?", "Suicides of people we see",
      "Suicidal thoughts of clients", "Self-harm by people who use the service", "Clients who are suicidal",
      "Have you been trained in suicide prevention?", "Training about suicidal thoughts",
      "Are you confident talking about suicide?", "Have you had suicidal clients on your caseload?",
      "After the last suicide, were you offered a debrief?", "Have you been affected by a suicide at work?",
      "How many people that you know took their own lives?", "Did you think about the suicide of a client at home?",
      "I cut myself off from my colleagues", "I would be better off in another job", "My work is worth doing",
      "Work leaves me no energy for my own life", "I put an end to meetings that drag on",
      "Did you injure yourself at work?", "I want to leave this job",
    ])
  func passed(_ text: String) { #expect(!SelfHarmRule.asks(text, in: .english)) }

  @Test(
    "The same in Welsh",
    arguments: [
      ("A ydych chi wedi meddwl am hunanladdiad?", true), ("Meddyliau hunanladdol", true),
      ("Rwyf wedi niweidio fy hun", true), ("Ydych chi erioed wedi brifo eich hun?", true),
      ("Rwy’n meddwl am roi diwedd ar fy mywyd", true), ("Oeddech chi eisiau marw?", true), ("Hunan-niweidio", true),
      ("Faint o bobl y buoch yn gweithio gyda nhw a fu farw drwy hunanladdiad?", false),
      ("Ydych chi wedi colli rhywun i hunanladdiad?", false), ("Hyfforddiant am feddyliau hunanladdol", false),
      ("Pa mor aml y byddwch yn cefnogi pobl â meddyliau hunanladdol?", false),
      ("Fy mywyd y tu allan i’r gwaith", false),
    ])
  func welsh(_ text: String, _ isFound: Bool) { #expect(SelfHarmRule.asks(text, in: .welsh) == isFound) }

  @Test("An answer to choose is read with its question")
  func options() {
    #expect(SelfHarmRule.asks("Suicidal thoughts", before: "Which of these came up for you?", in: .english))
    #expect(!SelfHarmRule.asks("Suicidal thoughts", before: "What did people tell you about?", in: .english))
    #expect(!SelfHarmRule.asks("Suicide", before: "What makes the work hardest?", in: .english))
  }

  static let pieces = [
    "{id: x, ask: Have you had suicidal thoughts?, choice: [\"Yes\", \"No\"]}",
    "{id: x, ask: Which of these did you have?, several: [Headaches, Thoughts of ending my life]}",
    "{id: x, ask: How often?, rate: [I slept well., I thought of harming myself.], steps: {0: never, 1: often}, scale: {title: Invented}}",
    "{id: x, ask: When did you last harm yourself?, month: [2020-01, 2026-01]}",
    "{id: x, ask: Please write about your own suicidal thoughts., text: 100}",
  ]

  @Test("No kind of question gets round it: a draft says so, and no wave and no pilot opens", arguments: pieces)
  func opening(_ piece: String) async throws {
    let text = Sample.text + "\n  - questions:\n      - \(piece)\n"
    let draft = try Questionnaire(text: text, file: "q.yaml", isDraft: true)
    #expect(draft.lacking.contains { $0.what.contains("harming themselves") && $0.place.contains("q.yaml") })
    // A wave that was open before is still read.
    let questionnaire = try Questionnaire(text: text, file: "q.yaml")
    try await Site.with(.sqlite) { site in
      let roster = try Sample.roster([("North", 30)])
      let terms = try ContactTerms(address: .thisMachine)
      for open in [
        {
          try await site.opening.open(WaveName("spring"), questionnaire: questionnaire, roster: roster, contacts: terms)
        },
        {
          try await site.opening.open(
            pilot: WaveName("try-out"), before: nil, questionnaire: questionnaire, roster: roster, contacts: terms)
        },
      ] as [() async throws -> [WaveOpening.Invitation]] {
        let problem = await #expect(throws: Problem.self) { try await open() }
        #expect(problem?.what.contains("harming themselves") == true)
      }
    }
  }

  @Test("A translation is looked at too")
  func translated() throws {
    let text = """
      questionnaire: {en: Work, cy: Gwaith}
      languages: [en, cy]
      information: [{en: We ask., cy: Rydym yn gofyn.}]
      consent: [{en: I agree., cy: Rwy’n cytuno.}]
      support: [{en: Help, cy: Cymorth}]
      pages:
        - questions: [{id: x, ask: {en: How are you?, cy: A ydych chi wedi meddwl am hunanladdiad?}, text: 100}]
      """
    #expect(try Questionnaire(text: text, file: "q.yaml").refused.count == 1)
  }
}
