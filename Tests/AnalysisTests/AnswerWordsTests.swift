import Dataset
import Foundation
import Instruments
import Testing

@testable import Analysis
@testable import Disclosure

@Suite struct AnswerWordsTests {
  @Test("Words of a response scale are put in its order, whatever order they came in")
  func order() {
    let agree = ["Disagree", "Strongly agree", "Neither agree nor disagree", "Strongly disagree", "Agree"]
    #expect(
      AnswerWords.order(agree)?.map { agree[$0] }
        == ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"])
    let often = ["always", "never", "sometimes", "often", "seldom"]
    #expect(AnswerWords.order(often)?.map { often[$0] } == ["never", "seldom", "sometimes", "often", "always"])
  }

  @Test("Words of no scale, or two words for one step, are left as they came")
  func strangers() {
    #expect(AnswerWords.order(["North", "South", "East"]) == nil)
    #expect(AnswerWords.order(["often", "frequently", "never"]) == nil)
    #expect(AnswerWords.order(["yes", "no"]) == nil)
  }

  /// 240 people whose nineteen answers are words, in two teams and two shifts, one of them without a work score.
  static func words() throws -> Dataset {
    let frequency = ["never/almost never", "seldom", "sometimes", "often", "always"]
    let degree = ["to a very low degree", "to a low degree", "somewhat", "to a high degree", "to a very high degree"]
    var text = "Team,Shift," + (1...19).map { "cbi\($0)" }.joined(separator: ",") + "\n"
    for person in 0..<240 {
      let answers = (1...19).map { item -> String in
        if person == 7, (7...13).contains(item) { return "" }
        let words = (7...9).contains(item) || (14...17).contains(item) ? degree : frequency
        return words[(person &* 2_654_435_761 >> 7 &+ item &* (person % 3)) % 5]
      }
      text += "\(["A", "B"][person % 2]),\(["Day", "Night"][(person / 2) % 2])," + answers.joined(separator: ",") + "\n"
    }
    return try Dataset.read(bytes: Array(text.utf8))
  }

  @Test("A draft finds an instrument whose answers are words, and never takes a statement for a characteristic")
  func suggestion() throws {
    let draft = Suggestion(for: try Self.words(), file: "a.csv").yaml
    #expect(draft.contains("- id: cbi") && draft.contains("columns: cbi1..cbi19"))
    #expect(draft.contains("groups:") && draft.contains("column: Team"))
    let statement = "\"I feel supported by my manager in what I do\",Age\nAgree,25-34\nDisagree,35-44\nAgree,45-54\n"
    let second = Suggestion(for: try Dataset.read(bytes: Array(statement.utf8)), file: "b.csv").yaml
    let people = second.components(separatedBy: "answers:").first ?? ""
    #expect(people.contains("column: Age") && people.contains("ordered: true") && !people.contains("manager"))
  }

  @Test("Two splits of one scale are both compared although somebody left it out")
  func twoSplits() throws {
    let study = """
      study: x
      instruments:
        - {id: cbi, columns: cbi1..cbi19}
      groups:
        - {column: Team}
        - {column: Shift}
      """
    let findings = try analyse(try Self.words(), study)
    let compared = findings.released.compactMap { finding -> String? in
      if case .comparison(let value) = finding { "\(value.value.subject.id) by \(value.value.by.id)" } else { nil }
    }
    #expect(
      compared.contains("cbi.work by Team") && compared.contains("cbi.work by Shift"),
      "\(compared) \(findings.withheld)")
  }

  @Test("Answers by group are shares of each group")
  func byGroup() throws {
    let study = """
      study: x
      groups:
        - {column: Team}
      answers:
        - {column: cbi1, title: First question}
      crossTabulations:
        - {rows: Team, columns: cbi1}
      """
    let findings = try analyse(try Self.words(), study)
    let tables = findings.released.compactMap { finding -> CrossTabulation? in
      if case .crossTabulation(let value) = finding { value.value } else { nil }
    }
    let table = try #require(tables.first, "\(findings.withheld)")
    #expect(table.rowLabels.count == 2 && table.columnLabels.first == "never/almost never")
  }

  @Test("Where every item is turned round, the words are too: a good score stands for the answers that people gave")
  func turnedRound() throws {
    // HSE demands: all eight items are turned round; everybody ticked 1 or 2 of 5.
    var text = "team," + (1...35).map { "h\($0)" }.joined(separator: ",") + "\n"
    for person in 0..<40 {
      text +=
        "A," + (1...35).map { item in String((person / (item % 3 + 1) + item) % 2 + 1) }.joined(separator: ",") + "\n"
    }
    let study = "study: x\ninstruments:\n  - {id: hse_msit, columns: h1..h35}\n"
    let analysis = try StudyAnalysis(
      try Dataset.read(bytes: Array(text.utf8)), study: try StudyFile(text: study, file: "s"), studyName: "s"
    ) { _ in "" }
    let demands = try #require(analysis.scored.scales.first { $0.subject.id == "hse_msit.demands" })
    guard let high = demands.reading.anchors.last else { return #expect(demands.reading.anchors.isEmpty) }
    #expect(high.code == 5 && high.words == "never")
  }
}
