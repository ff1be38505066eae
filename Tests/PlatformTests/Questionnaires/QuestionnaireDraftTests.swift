import Foundation
import Problems
import Testing

@testable import Platform

@Suite struct QuestionnaireDraftTests {
  private static let text = """
    # A remark.
    questionnaire: Work
    information: [Read this.]
    consent: [Yes.]
    support: [Somebody.]
    ownScores: true
    pages:
      - title: About you
        questions:
          - {id: role, ask: Role?, choice: [Practitioner, Manager, Deputy], about: person, compare: true, merge: {Leading: [Manager, Deputy]}}
      - title: Work
        when: {role: [Practitioner]}
        questions:
          - {id: tasks, ask: Tasks?, several: [Calls, Visits], when: {role: [Practitioner, Manager]}}
          - {id: mood, ask: How often?, instrument: swemwbs, wording: w.txt}
          - id: strain
            ask: And this?
            rate: [One., Two.]
            steps: {0: never, 1: often}
            scale: {title: Strain, higherIs: worse, reversed: [2]}
          - {id: nights, ask: Nights?, number: [0, 31]}
          - {id: since, ask: Since?, month: [1990-01, 2026-12]}
          - {id: wish, ask: Wish?, text: 500}
    packs: {w.txt: invented}
    """

  private func read(_ draft: QuestionnaireDraft) throws -> Questionnaire {
    let frame = StudyFrame(
      information: Version(number: 1, content: .draft()), support: ["Help"], commitments: nil, threshold: 10,
      server: nil)
    return try Questionnaire(text: frame.text(around: draft.text, file: "q.yaml"), file: "q.yaml", isDraft: true)
  }

  private func draft(_ text: String = Self.text) throws -> QuestionnaireDraft {
    try QuestionnaireDraft(text: text, file: "q.yaml")
  }

  @Test("Writing changes nothing but remarks and line breaks, and writing again nothing at all")
  func roundTrip() throws {
    let draft = try draft()
    #expect(try read(draft).columns == Questionnaire(text: Self.text, file: "q.yaml", isDraft: true).columns)
    #expect(try self.draft(draft.text).text == draft.text)
    for kept in ["wording: w.txt", "w.txt: invented", "ownScores: true", "Read this.", "reversed:"] {
      #expect(draft.text.contains(kept), "\(kept)")
    }
    #expect(!draft.text.contains("remark"))
  }

  @Test("Every kind of question can be taken out as a form shows it and put back without a change")
  func kinds() throws {
    let kept = try draft()
    for question in kept.pages.flatMap(\.questions) {
      var changed = kept
      try changed.replace(question.id, with: question)
      let again = try draft(changed.text)
      #expect(again.question(question.id)?.question == question)
      #expect(again.pages.flatMap(\.questions) == kept.pages.flatMap(\.questions))
      #expect(try read(changed).columns == read(kept).columns)
    }
    var changed = kept
    try changed.replace("mood", with: #require(kept.question("mood")).question)
    #expect(changed.text.contains("wording: w.txt"))
  }

  @Test(
    "Words stay words, whatever YAML would make of them",
    arguments: [
      "a: b", "# c", "- d", "&e *f", "!g", "| h", "> i", "'j'", "\"k\"", "%l", "@m", "`n", "[o]", "{p: q}", "no",
      "null",
      "~", "1.5", "2026-11-22", "yes: no", "ŵ ŷ é", "🙂", "\\n", "a\tb", "---", "...", "= 1", "x ".repeated(400),
    ])
  func words(_ words: String) throws {
    let text = words.trimmingCharacters(in: .whitespaces)
    var draft = QuestionnaireDraft(title: text)
    let page = draft.add(.init(title: [.english: text], text: [.english: [text]]))
    var options = DraftQuestion.Options()
    options.labels = [.english: ["Other", String(text.prefix(60)).replacing(";", with: "")]]
    try draft.add(
      DraftQuestion(id: "q", ask: [.english: text], hint: [.english: text], kind: .choice(options)), to: page)
    draft.setConditions([], of: "q")
    let read = try read(draft)
    #expect(read.title == text && read.pages[0].title == text && read.pages[0].text == [text])
    #expect(read.questions[0].ask == text && read.questions[0].hint == text)
    #expect(read.questions[0].options?.labels == options.labels[.english])
    #expect(try self.draft(draft.text).pages[0].questions == draft.pages[0].questions)
  }

  @Test("Conditions follow a question's new short name and an answer's new words")
  func renaming() throws {
    var draft = try draft()
    var question = try #require(draft.question("role")).question
    question.id = "post"
    guard case .choice(var options) = question.kind else {
      Issue.record("another kind of question")
      return
    }
    options.labels = [.english: ["Care worker", "Manager", "Deputy"]]
    question.kind = .choice(options)
    try draft.replace("role", with: question)
    let read = try read(draft)
    #expect(read.pages[1].when == [.init(question: "post", options: ["Care worker"])])
    #expect(read.questions[1].when == [.init(question: "post", options: ["Care worker", "Manager"])])
  }

  @Test("An answer, a question or a page that something depends on is not taken away")
  func dependence() throws {
    let kept = try draft()
    var question = try #require(kept.question("role")).question
    guard case .choice(var options) = question.kind else {
      Issue.record("another kind of question")
      return
    }
    options.labels = [.english: ["Manager", "Deputy"]]
    question.kind = .choice(options)
    var draft = kept
    #expect(throws: Problem.self) { try draft.replace("role", with: question) }
    draft = kept
    #expect(throws: Problem.self) { try draft.remove("role") }
    #expect(throws: Problem.self) { try draft.removePage(0) }
    try draft.remove("tasks")
    try draft.removePage(1)
    try draft.remove("role")
    #expect(draft.pages.count == 1 && draft.pages[0].questions.isEmpty)
    #expect(try read(draft).lacking.count == 2)
  }

  @Test("Questions move within their page and on to the next, pages among each other")
  func moving() throws {
    var draft = try draft()
    draft.move("strain", .up)
    #expect(draft.pages[1].questions.map(\.id).prefix(3) == ["tasks", "strain", "mood"])
    draft.move("tasks", .up)
    #expect(draft.pages.map { $0.questions.map(\.id).first } == ["role", "strain"])
    #expect(draft.pages[0].questions.map(\.id) == ["role", "tasks"])
    draft.move("role", .up)
    draft.move("tasks", .down)
    #expect(draft.pages[0].questions.map(\.id) == ["role"] && draft.pages[1].questions.first?.id == "tasks")
    draft.movePage(1, .up)
    #expect(throws: Problem.self) { try read(draft) }
    draft.movePage(0, .down)
    #expect(try read(draft).pages.map(\.title) == ["About you", "Work"])
  }

  @Test(
    "A second language gives every text a second field; what is missing in it is told, and taking it away leaves the first"
  )
  func languages() throws {
    var draft = try draft()
    try draft.set(title: [.english: "Work", .welsh: "Gwaith"], languages: [.english, .welsh], showsOwnScores: false)
    var question = try #require(draft.question("role")).question
    question.ask[.welsh] = "Rôl?"
    guard case .choice(var options) = question.kind else {
      Issue.record("another kind of question")
      return
    }
    options.labels[.welsh] = ["Ymarferydd", "Rheolwr", "Dirprwy"]
    question.kind = .choice(options)
    try draft.replace("role", with: question)
    let welsh = try Questionnaire(text: draft.text, file: "q.yaml", language: .welsh, isDraft: true)
    #expect(welsh.title == "Gwaith" && welsh.questions[0].options?.words.first == "Ymarferydd")
    #expect(welsh.questions[0].options?.labels.first == "Practitioner")
    #expect(welsh.lacking.contains { $0.what.contains("not in Cymraeg") })
    try draft.set(title: [.english: "Work"], languages: [.english], showsOwnScores: false)
    #expect(!draft.text.contains("Rôl") && !draft.text.contains("Gwaith"))
    #expect(try read(draft).columns == read(self.draft()).columns)
    #expect(throws: Problem.self) { try draft.set(title: [:], languages: [.welsh], showsOwnScores: false) }
  }

  @Test(
    "What is wrong with a question is told at its field",
    arguments: [
      (DraftQuestion.Kind.number(lowest: "5", highest: "2"), "lowest"), (.text(limit: "many"), "limit"),
      (.month(first: "2026", last: "2027-01"), "first"), (.choice(.init()), "options"), (.rate(.init()), "statements"),
      (.instrument(.init(key: "")), "instrument"),
    ])
  func fields(_ kind: DraftQuestion.Kind, _ field: String) throws {
    var draft = try draft()
    func problem(_ question: DraftQuestion) -> Problem? {
      #expect(throws: Problem.self) { try draft.add(question, to: 0) }
    }
    #expect(problem(DraftQuestion(id: "new", ask: [.english: "New?"], kind: kind))?.place == field)
    #expect(problem(DraftQuestion(id: "new", ask: [:], kind: .text(limit: "9")))?.place == "ask")
    #expect(problem(DraftQuestion(id: "role", ask: [.english: "R"], kind: .text(limit: "9")))?.place == "id")
  }
}

extension String {
  fileprivate func repeated(_ count: Int) -> String { String(repeating: self, count: count) }
}
