import Testing

@testable import Example

@Suite("The study file and the texts")
struct StudyFileTests {
  @Test(
    "Every column it names is in the answers file, and every column but the id is named",
    arguments: ExampleStudy.Layout.allCases)
  func columns(layout: ExampleStudy.Layout) throws {
    let study = try ExampleStudy(layout: layout).study
    let named = study.split(separator: "\n").compactMap { line in
      line.contains("- column: ") ? line.split(separator: " ").last.map(String.init) : nil
    }
    let items = (1...28).map { "aws\($0)" } + (1...22).map { "mbi\($0)" }
    #expect(study.contains("columns: aws1..aws28") && study.contains("columns: mbi1..mbi22"))
    #expect(Set(named).count == named.count)
    #expect(Set(named + items + ["id"]) == Set(layout.columns))
    #expect(study.contains("acceptUnverified: [aws28]") && !study.contains("merge:"))
  }

  @Test("Options hold neither the separator nor a quote, and are told apart")
  func options() {
    for question in Question.characteristics + Question.answers {
      var texts = question.options.map(\.text)
      if case .multiple(let none) = question.kind { texts += none.map(\.text) }
      #expect(Set(texts).count == texts.count)
      #expect(!texts.contains { $0.contains(";") || $0.contains("\"") || $0.isEmpty })
    }
  }

  @Test("Several options stand in one column, apart by the separator, and only known ones")
  func multipleChoice() throws {
    let table = try AnswersTable(ExampleStudy(rows: 400))
    for question in Question.characteristics + Question.answers {
      guard case .multiple(let none) = question.kind else { continue }
      let known = Set(question.options.map(\.text))
      let alone = Set(none.map(\.text))
      var several = 0
      for answer in try table.column(question.column) where !answer.isEmpty {
        let chosen = answer.split(separator: Question.separator).map(String.init)
        #expect(Set(chosen).isSubset(of: known) || (chosen.count == 1 && alone.contains(answer)))
        several += chosen.count > 1 ? 1 : 0
      }
      #expect(several > 40)
    }
  }

  @Test("No text uses a word that hurts")
  func language() throws {
    let avoided = [
      "addict", "junkie", "abuser", "clean", "committed", "failed attempt", "suicide", "burned out", "burnt out",
      "alcoholic", "service user", "hard to reach", "complex patients", "hang", "jump",
    ]
    var texts = OpenQuestion.all.flatMap { [$0.title] + $0.texts }
    for question in Question.characteristics + Question.answers {
      texts += [question.title] + question.options.map(\.text)
    }
    texts.append(try ExampleStudy().readMe)
    for text in texts {
      let words = " " + text.lowercased()
      for word in avoided { #expect(!words.contains(" " + word), "\(word): \(text)") }
    }
  }
}
