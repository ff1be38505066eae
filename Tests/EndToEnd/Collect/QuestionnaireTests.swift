import Foundation
import Testing

/// `hearth questionnaire` as a study lead runs it.
@Suite struct QuestionnaireTests {
  @Test("The ready questionnaire is written, checked, and opens a wave once the owners' words are in its files")
  func template() throws {
    let work = try Workplace()
    let written = try work.hearth("questionnaire", "template", "--out", "study", "--no-fee")
    #expect(written.code == 0 && written.output.contains("about"), "\(written.errors)")
    try work.write(roster, to: "roster.csv")
    let draft = try work.hearth("questionnaire", "check", "study/questionnaire.yaml", "--roster", "roster.csv")
    #expect(draft.code == 0, "\(draft.errors)")
    for words in [
      "Copenhagen Burnout Inventory", "cbi, permission and fee: Free to use", "to come", "Before a wave can open",
      "40 people on the roster; the smallest reporting unit has 14", "below 10",
    ] { #expect(draft.output.contains(words), "\(words) is missing:\n\(draft.output)") }
    let early = try open(work)
    #expect(early.code == 1 && early.errors.contains("items where"), "\(early.errors)")
    for (id, count) in [("cbi", 19), ("hse_msit", 35)] {
      let items = (1...count).map { "\($0). Invented words number \($0).\n" }.joined()
      try work.write(items, to: "study/wording/\(id).txt")
    }
    let unpromised = try open(work)
    #expect(unpromised.code == 1 && unpromised.errors.contains("supportChecked"), "\(unpromised.errors)")
    try work.write(work.text("study/questionnaire.yaml") + OpenWave.results + "\n", to: "study/questionnaire.yaml")
    let ready = try work.hearth("questionnaire", "check", "study/questionnaire.yaml", "--json")
    let facts = try #require(try JSONSerialization.jsonObject(with: Data(ready.output.utf8)) as? [String: Any])
    #expect((facts["lacking"] as? [String])?.isEmpty == true && (facts["minutes"] as? Int).map { $0 <= 12 } == true)
    let opened = try open(work)
    #expect(opened.code == 0, "\(opened.errors)")
  }

  @Test("What the ready questionnaire cannot have is refused with the choices")
  func refusals() throws {
    let work = try Workplace()
    let fee = try work.hearth("questionnaire", "template", "--out", "study", "--no-fee", "--with", "worklife")
    #expect(fee.code == 1 && fee.errors.contains("worklife"), "\(fee.errors)")
    let word = try work.hearth("questionnaire", "template", "--out", "study", "--with", "luck")
    #expect(word.code == 2 && word.errors.contains("standards"), "\(word.errors)")
    try work.write("x", to: "taken")
    #expect(try work.hearth("questionnaire", "template", "--out", "taken").code == 1)
    #expect(work.contents == ["taken"])
  }

  private let roster =
    "name,contact,unit\n"
    + (0..<40).map { "P\($0),p\($0)@example.org,\($0 < 26 ? "North" : "South")\n" }.joined()

  private func open(_ work: Workplace) throws -> HearthProgram.Run {
    try work.hearth(
      "wave", "open", "spring", "--data", "data", "--questionnaire", "study/questionnaire.yaml", "--roster",
      "roster.csv",
      "--invitations", "letters.csv")
  }
}
