import Problems
import Testing

@testable import Platform

@Suite struct RoutingTests {
  static let text = """
    questionnaire: Work
    information: [Read.]
    consent: [Yes.]
    support: [Somebody.]
    pages:
      - title: You
        questions:
          - {id: role, ask: Role?, choice: [Practitioner, Manager, Peer worker], about: person, preferNot: true, required: true}
          - {id: since, ask: Since when?, month: [2000-01, 2026-12]}
      - title: Practice
        when: {role: [Practitioner]}
        text: [Some words.]
        questions:
          - {id: tasks, ask: What?, several: [Calls, Visits], preferNot: true}
          - {id: calls, ask: How many calls?, number: [0, 99], when: {tasks: [Calls]}, required: true}
      - title: A word between
        text: [Nothing to answer here.]
      - questions:
          - id: pace
            ask: How often?
            rate: [It is fast.]
            steps: {0: never, 1: always}
            scale: {title: Pace}
            when: {role: [Manager, Practitioner]}
          - {id: wish, ask: What else?, text: 100}
    """

  static func read() throws -> Questionnaire { try Questionnaire(text: text, file: "q.yaml") }

  @Test("A question is asked after the answers that it names, at first and at second hand")
  func asked() throws {
    let read = try Self.read()
    #expect(read.asked([:]) == ["role", "since", "wish"])
    #expect(
      read.asked(["role": ["Practitioner"], "tasks": ["Visits", "Calls"]])
        == ["role", "since", "tasks", "calls", "pace", "wish"])
    #expect(read.asked(["role": ["Manager"], "tasks": ["Calls"]]) == ["role", "since", "pace", "wish"])
    #expect(read.pages[2].questions.isEmpty && read.pages[2].text == ["Nothing to answer here."])
  }

  @Test("An answer to a question that is not asked is refused, and a needed one is needed only where it is asked")
  func sheet() throws {
    let read = try Self.read()
    let sheet = try AnswerSheet(["role": ["Manager"], "since": ["3", "2024"], "pace_1": ["1"]], for: read)
    #expect(sheet.cells == ["Manager", "2024-03", "", "", "1", ""])
    for answers in [
      ["role": ["Manager"], "calls": ["3"]], ["role": ["Practitioner"], "tasks": ["Calls"]],
      ["role": ["Manager"], "since": ["13", "2024"]], ["role": ["Manager"], "since": ["2024"]],
      ["role": ["Manager"], "since": ["1", "1999"]], ["role": ["Practitioner", "prefer-not-to-say"]], [:],
    ] { #expect(throws: ParticipationRefusal.self, "\(answers)") { try AnswerSheet(answers, for: read) } }
  }

  @Test("“Prefer not to say” answers a needed question and is stored as no answer")
  func preferNot() throws {
    let sheet = try AnswerSheet(["role": [Questionnaire.preferNot]], for: Self.read())
    #expect(sheet.cells.joined().isEmpty)
  }

  @Test("What is asked after an answer about the person does not stand beside the rest unless it is safe")
  func revealing() throws {
    let read = try Self.read()
    #expect(read.revealing == ["tasks", "calls", "pace"])
    let responses = (0..<30).map { number in
      ["North", number < 4 ? "Peer worker" : "Manager", "", "", "", number < 4 ? "" : "1", "text"]
    }
    // Four people were not asked: who lacks the answer would be one of them.
    let runs = (0..<20).map { _ in Mixed(responses, questionnaire: read).records }
    for records in runs { #expect(records.filter { $0[5] == "1" }.count == 26) }
    #expect(!Mixed(responses, questionnaire: read).linked.contains("pace"))
    let large = (0..<60).map { number in
      ["North", number < 30 ? "Peer worker" : "Manager", "", "", "", number < 30 ? "" : "\(number % 2)", "text"]
    }
    let kept = Mixed(large, questionnaire: read)
    #expect(kept.linked == ["tasks", "calls", "pace"] && kept.records.filter { $0[5].isEmpty }.count == 30)
  }

  @Test("A scale that was cut loose is not compared between units: it is left out where people are split")
  func loose() throws {
    let read = try Self.read()
    func plan(_ units: [String], _ linked: Set<String>) throws -> [String] {
      let plan = read.plan(wave: try WaveName("spring"), linked: linked) {
        ["unit": units, "wish": ["text"]][$0] ?? ["x"]
      }
      return plan.study.contains("file: pace.yaml") ? ["pace"] : []
    }
    #expect(try plan(["North", "South"], []).isEmpty)
    #expect(try plan(["North", "South"], ["pace"]) == ["pace"])
    #expect(try plan(["North"], []) == ["pace"])
  }

  @Test(
    "Conditions look back at closed questions and their options only",
    arguments: [
      ("when: {role: [Practitioner]}", "when: {pace: [1]}", "stands earlier"),
      ("when: {role: [Practitioner]}", "when: {tasks: [Calls]}", "stands earlier"),
      ("when: {tasks: [Calls]}", "when: {calls: [Calls]}", "stands earlier"),
      ("when: {tasks: [Calls]}", "when: {since: [Calls]}", "stands earlier"),
      ("when: {tasks: [Calls]}", "when: {tasks: [Letters]}", "Calls, Visits"),
      ("when: {tasks: [Calls]}", "when: {tasks: []}", "no option"),
      ("when: {tasks: [Calls]}", "when: {tasks: [prefer-not-to-say]}", "no option"),
      ("month: [2000-01, 2026-12]", "month: [2000-13, 2026-12]", "range"),
      ("number: [0, 99]", "number: [0, 99], preferNot: true", "preferNot"),
      ("    text: [Nothing to answer here.]", "    text: []", "empty"),
    ])
  func mistakes(_ from: String, _ to: String, _ words: String) {
    let text = Self.text.replacing(from, with: to, maxReplacements: 1)
    #expect(text != Self.text)
    let problem = #expect(throws: Problem.self) { try Questionnaire(text: text, file: "q.yaml") }
    #expect(problem?.place.contains("q.yaml, line") == true)
    #expect(problem?.description.contains(words) == true, "\(problem?.description ?? "")")
  }
}
