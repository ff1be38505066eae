import Analysis
import Problems
import Testing

@testable import Platform

@Suite struct QuestionnaireTests {
  @Test("A questionnaire is read with its columns in order")
  func columns() throws {
    #expect(
      try Sample.questionnaire().columns == [
        "unit", "role", "years", "tasks", "strain_1", "strain_2", "strain_3", "wish",
      ])
  }

  @Test("The plan it implies is a study file that reads, with the scale as an instrument")
  func plan() throws {
    let questionnaire = try Sample.questionnaire()
    let plan = questionnaire.plan(wave: try WaveName("spring"), linked: ["role"]) { column in
      ["unit": ["North", "South"], "role": ["Manager", "Practitioner"], "years": ["Longer", "Under a year"]][column]
        ?? ["x"]
    }
    let study = try StudyFile(text: plan.study, file: "plan")
    #expect(study.groups.map(\.column) == ["unit", "role"])
    #expect(study.characteristics.map(\.column) == ["years"])
    #expect(study.characteristics[0].order == ["Under a year", "Longer"])
    #expect(study.openQuestions.map(\.column) == ["wish"])
    #expect(study.instruments.map(\.id) == ["strain"])
    #expect(Set(plan.companions.keys) == ["strain.yaml", "strain.txt"])
  }

  @Test(
    "A mistake is refused with its line and what to do",
    arguments: [
      ("choice: [Practitioner, Manager, Peer worker]", "choice: [Practitioner]", "2 to 60"),
      ("id: role", "id: Role", "lower-case"),
      ("id: years", "id: role", "id of its own"),
      ("about: person", "about: people", "person"),
      ("text: 500", "text: 99999", "1000"),
      ("{0: never, 1: rarely", "{1: never, 0: rarely", "lowest"),
      ("threshold: 10", "threshold: 3", "5 the lowest"),
      ("reversed: [2]", "reversed: [4]", "from 1"),
      ("support:", "suport:", "support"),
      ("Visits", "Vis; its", "semicolons"),
    ])
  func mistakes(_ from: String, _ to: String, _ words: String) {
    let text = Sample.text.replacing(from, with: to, maxReplacements: 1)
    let problem = #expect(throws: Problem.self) { try Questionnaire(text: text, file: "q.yaml") }
    #expect(problem?.place.contains("q.yaml, line") == true)
    #expect(problem?.description.contains(words) == true, "\(problem?.description ?? "")")
  }
}
