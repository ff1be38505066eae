import Analysis
import Instruments
import Problems
import Testing

@testable import Platform

/// An instrument of the catalogue with invented item texts.
@Suite struct InstrumentUseTests {
  static func form(_ question: String, languages: String = "") -> String {
    """
    questionnaire: Work
    \(languages)
    information: [Read.]
    consent: [Yes.]
    support: [Somebody.]
    pages:
      - questions:
          - \(question)
    """
  }

  static let pack = (1...7).map { "\($0). Invented statement number \($0).\n" }.joined()

  static func read(_ question: String, _ files: [String: String] = [:]) throws(Problem) -> Questionnaire {
    try Questionnaire(text: form(question), file: "q.yaml") { name throws(Problem) in
      guard let text = files[name] else { throw Problem("there is no file of this name", at: name, remedy: "-") }
      return text
    }
  }

  @Test("An instrument is asked in its owner's words with the catalogue's codes, and the wave needs no file any more")
  func selfContained() throws {
    let read = try Self.read(
      "{id: wellbeing, ask: How have you been?, instrument: swemwbs, wording: w.txt}", ["w.txt": Self.pack])
    let stored = try Questionnaire(text: read.text, file: "stored")
    for questionnaire in [read, stored] {
      #expect(questionnaire.columns.suffix(2) == ["wellbeing_6", "wellbeing_7"])
      guard case .rating(let rating) = questionnaire.questions[0].kind else { throw ParticipationRefusal.closed }
      #expect(rating.statements[2].words == "Invented statement number 3.")
      #expect(rating.statements[0].steps.map(\.code) == [1, 2, 3, 4, 5])
      #expect(questionnaire.instruments[0].verdicts == Array(repeating: .unknown, count: 7))
    }
    #expect(stored.text == read.text)
  }

  @Test("The plan scores it by the catalogue, in the columns of the question")
  func plan() throws {
    let read = try Self.read(
      "{id: work, ask: How is it?, instrument: aws28, wording: a b.txt, acceptUnverified: true}",
      ["a b.txt": (1...28).map { "\($0). Invented statement number \($0).\n" }.joined()])
    let plan = read.plan(wave: try WaveName("spring"), linked: []) { _ in [] }
    let study = try StudyFile(text: plan.study, file: "plan")
    #expect(study.acceptUnverified == ["aws28"])
    #expect(study.instruments.map(\.id) == ["aws28"] && study.instruments[0].file == nil)
    #expect(plan.study.contains("columns: [work_1, work_2"))
    #expect(study.instruments[0].wording == "a b.txt" && plan.companions["a b.txt"] != nil)
  }

  @Test("Answers with two sets of codes keep each to its own")
  func twoSets() throws {
    let read = try Self.read(
      "{id: cbi, ask: How often?, instrument: cbi, wording: w.txt}",
      ["w.txt": (1...19).map { "\($0). Invented statement number \($0).\n" }.joined()])
    guard case .rating(let rating) = read.questions[0].kind else { throw ParticipationRefusal.closed }
    #expect(rating.statements[0].steps[2].words == "sometimes" && rating.statements[6].steps[2].words == "somewhat")
    #expect(try AnswerSheet(["cbi_1": ["100"]], for: read).cells[0] == "100")
    #expect(throws: ParticipationRefusal.self) { try AnswerSheet(["cbi_1": ["3"]], for: read) }
  }

  @Test(
    "What cannot be asked is refused with the reason and what to do",
    arguments: [
      ("instrument: swemwbs", "", ["item texts", "1 to 7"]),
      ("instrument: swemwbs, wording: w.txt", String(pack.dropLast(40)), ["7"]),
      ("instrument: phq9, wording: w.txt", pack, ["harming oneself", "PHQ-8"]),
      ("instrument: aws28, wording: w.txt", pack, ["not verified", "acceptUnverified"]),
      ("instrument: aws29, wording: w.txt, acceptUnverified: true", pack, ["cannot be scored", "confirm"]),
      ("instrument: swembws, wording: w.txt", pack, ["swemwbs"]),
      ("instrument: mbi_hss, wording: w.txt", (1...22).map { "\($0). Invented \($0).\n" }.joined(), ["“1 = …”"]),
      ("instrument: swemwbs, wording: w.txt, steps: {1: a, 2: b}", pack, ["steps"]),
      ("instrument: swemwbs, wording: other.txt", pack, ["no file"]),
    ])
  func refusals(_ question: String, _ pack: String, _ words: [String]) {
    let problem = #expect(throws: Problem.self) {
      try Self.read("{id: x, ask: How?, \(question)}", ["w.txt": pack])
    }
    for word in words { #expect(problem?.description.contains(word) == true, "\(problem?.description ?? "")") }
  }
}
