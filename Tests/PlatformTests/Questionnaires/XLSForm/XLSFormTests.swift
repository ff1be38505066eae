import Dataset
import Foundation
import Instruments
import Problems
import Testing

@testable import Platform

@Suite struct XLSFormTests {
  /// Through a file on the disk and back.
  private static func throughFile(_ sheets: WorkbookSheets) throws -> WorkbookSheets {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("form-\(UUID()).xlsx").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try sheets.write(to: path)
    return try WorkbookSheets(
      xlsx: [UInt8](try #require(FileManager.default.contents(atPath: path))), file: "form.xlsx")
  }

  private static func export(_ text: String) throws -> WorkbookSheets {
    try XLSForm.Export { try Questionnaire(text: text, file: "q.yaml", language: $0, isDraft: true) }.sheets
  }

  /// A form of survey and choices, a line a row, cells between bars.
  private static func form(_ survey: String, choices: String = "", settings: String = "") -> WorkbookSheets {
    func sheet(_ name: String, _ text: String) -> WorkbookSheets.Sheet {
      let rows = text.split(separator: "\n").map { line in
        line.split(separator: "|", omittingEmptySubsequences: false).map {
          String($0).trimmingCharacters(in: .whitespaces)
        }
      }
      return .init(name: name, rows: rows.enumerated().map { .init(number: $0 + 1, cells: $1) })
    }
    return WorkbookSheets([
      sheet("survey", survey), sheet("choices", "list_name|name|label\n" + choices), sheet("settings", settings),
    ])
  }

  private static func problems(_ form: WorkbookSheets) -> [Problem] {
    do {
      _ = try XLSForm.Import(form, file: "form.xlsx")
      return []
    } catch let several as SeveralProblems {
      return several.all
    } catch { return [] }
  }

  @Test("Any questionnaire that goes out as a form comes back the same, in every language")
  func identity() throws {
    for _ in 0..<150 {
      let text = RandomQuestionnaire().text
      let main = try Questionnaire(text: text, file: "q.yaml")
      let back = try XLSForm.Import(Self.throughFile(Self.export(text)), file: "form.xlsx")
      #expect(back.remarks.isEmpty, "\(back.remarks.map(\.description)) \(text)")
      for language in main.languages {
        let (before, after) = (
          try Questionnaire(text: text, file: "q.yaml", language: language),
          try Questionnaire(text: back.text, file: "q.yaml", language: language)
        )
        #expect(before.meaning == after.meaning, "\(text)")
      }
    }
  }

  @Test("A ready questionnaire travels without one word of its instruments, and names them again afterwards")
  func instruments() throws {
    let template = try FrontlineTemplate(burnout: nil, modules: [.words], isFree: false)
    let item = "An invented item that belongs to its owner"
    let wording = (1...22).map { "\($0). \(item) \($0)" }.joined(separator: "\n")
    let files = ["wording/mbi_hss.txt": wording]
    func companion(_ name: String) throws(Problem) -> String {
      guard let text = files[name] else { throw Problem("missing", at: name, remedy: "none") }
      return text
    }
    let text = try template.files()["questionnaire.yaml"] ?? ""
    let before = try Questionnaire(text: text, file: "q.yaml", isDraft: true, companion: companion)
    let sheets = try XLSForm.Export {
      try Questionnaire(text: text, file: "q.yaml", language: $0, isDraft: true, companion: companion)
    }.sheets
    let cells = sheets.sheets.flatMap(\.rows).flatMap(\.cells)
    #expect(!cells.contains { $0.contains(item) })
    #expect(cells.contains("mbi_hss") && cells.contains("wording/mbi_hss.txt"))
    let back = try XLSForm.Import(Self.throughFile(sheets), file: "form.xlsx", companion: companion)
    let after = try Questionnaire(text: back.text, file: "q.yaml", isDraft: true, companion: companion)
    #expect(after.instruments.map(\.instrument.id) == before.instruments.map(\.instrument.id))
    #expect(after.instruments.map(\.wording) == before.instruments.map(\.wording))
    #expect(after.pages.map(\.title) == before.pages.map(\.title))
  }

  @Test("A form that another tool wrote is read: groups, tables, ranges, notes and routing")
  func foreign() throws {
    let form = Self.form(
      """
      type | name | label | hint | required | relevant | appearance | constraint | parameters | default
      start | start
      begin group | about | About you | | | | field-list
      select_one yes_no | Lead | Do you lead others? | | TRUE
      select multiple from  | x | y
      end group
      """.replacingOccurrences(of: "select multiple from  | x | y\n", with: "")
        + "\n"
          + """
          begin_group | table | How often is this so? | | | | table-list
          select_one often | a | My days are short | | yes
          select_one often | b | I leave on time | | yes
          end_group
          range | nights | How many nights? | | | ${Lead} = 'yes' | | | start=0 end=7 step=1 | 3
          note | thanks | Nearly there.
          text | wish | What would help? | | | selected(${Lead}, 'no')
          """,
      choices: """
        yes_no | yes | Yes
        yes_no | no | No
        often | never | Never
        often | always | Always
        """, settings: "form_title | form_id\nHow it goes | how")
    let back = try XLSForm.Import(form, file: "form.xlsx")
    #expect(back.toWrite == ["information", "consent", "support", "results"])
    let text = back.text + "information: [a]\nconsent: [b]\nsupport: [c]\n"
    let read = try Questionnaire(text: text, file: "q.yaml")
    #expect(read.title == "How it goes")
    #expect(read.pages.map(\.title) == ["About you", nil, nil])
    #expect(read.pages[2].text == ["Nearly there."])
    #expect(read.questions.map(\.id) == ["lead", "table", "nights", "wish"])
    #expect(read.questions[0].required && read.questions[1].required)
    #expect(read.questions[1].columns == ["table_1", "table_2"])
    #expect(read.questions[2].when == [.init(question: "lead", options: ["Yes"])])
    #expect(read.questions[3].when == [.init(question: "lead", options: ["No"])])
    guard case .number(0...7) = read.questions[2].kind else { throw Problem("no range", remedy: "") }
    let remarks = back.remarks.map(\.description)
    for (what, place) in [
      ("start", "row 2"), ("“lead”", "row 4"), ("count 0 to 1", "row 6"), ("higher", "row 6"), ("default", "row 10"),
      ("1,000 characters", "row 12"), ("“table_1”", "row 7"),
    ] {
      #expect(remarks.contains { $0.contains(what) && $0.contains(place) }, "\(what) \(place): \(remarks)")
    }
  }

  @Test(
    "What Hearth cannot ask is refused with its row, its column and what to do",
    arguments: [
      ("geopoint | q | Where?", "type"), ("image | q | Show it", "type"), ("calculate | q | ", "type"),
      ("begin repeat | q | Again", "type"), ("select_one nolist | q | Which?", "type"),
      ("select_one l or_other | q | Which?", "type"), ("integer | q | How many?", "constraint"),
      ("date | q | When?", "appearance"), ("date | q | When? | | | | month-year", "constraint"),
      ("text | q | Hello ${first}?", "label"), ("text | | No name", "name"), ("text | q | ", "label"),
      ("text | first | Twice", "name"), ("text | q | Why? | | maybe", "required"), (" | q | No type", "type"),
      ("text | q | Why? | | | ${first} != 'a'", "relevant"),
      ("text | q | Why? | | | not(selected(${first}, 'a'))", "relevant"),
      ("text | q | Why? | | | ${first} = 'a' or ${other} = 'a'", "relevant"),
      ("text | q | Why? | | | ${later} = 'a'", "relevant"),
      ("text | q | Why? | | | ${first} = 'z'", "relevant"), ("text | q | Why? | | | ${many} = 'a'", "relevant"),
      ("text | q | Why? | | | selected(${many}, 'a') and selected(${many}, 'b')", "relevant"), ("end group | ", "type"),
    ])
  func refused(_ row: String, _ column: String) {
    let form = Self.form(
      """
      type | name | label | hint | required | relevant | appearance | constraint
      select_one l | first | First?
      select_one l | other | Other?
      select_multiple l | many | Many?

      """ + row, choices: "l | a | A\nl | b | B")
    let problems = Self.problems(form)
    #expect(problems.count == 1, "\(problems)")
    #expect(
      problems.allSatisfy { $0.place == "sheet “survey”, row 5, column “\(column)”" && !$0.remedy.isEmpty },
      "\(problems)")
  }

  @Test("Nothing is left out without a word: rules, hints of groups, and what belongs to no question")
  func leftOut() throws {
    let form = Self.form(
      """
      type | name | label | hint | constraint | parameters
      begin_group | g | Group | A hint
      select_multiple l | many | Many? | | count-selected(.) <= 2 | randomize=true
      range | n | How many? | | . < 3 | start=0 end=5
      end_group
      """, choices: "l | a | A\nl | b | B")
    let extra = WorkbookSheets.Sheet(
      name: "hearth",
      rows: [.init(number: 1, cells: ["what", "of", "value"]), .init(number: 2, cells: ["merge", "gone", "Both"])])
    let remarks = try XLSForm.Import(WorkbookSheets(form.sheets + [extra]), file: "f.xlsx").remarks.map(\.description)
    for (what, place) in [
      ("hint of a group", "row 2"), ("count-selected", "row 3"), ("randomize", "row 3"), (". < 3", "row 4"),
      ("“gone” is no question", "hearth"),
    ] {
      #expect(remarks.contains { $0.contains(what) && $0.contains(place) }, "\(what): \(remarks)")
    }
  }

  @Test("Choices are checked where they stand")
  func choices() {
    let form = Self.form(
      "type | name | label\nselect_one l | q | Which?",
      choices: "l | a | A\nl | a | B\nl | c | A\nl | d | \n | e | E\nl | f g | F\nl | h | x; y")
    #expect(
      Self.problems(form).map(\.place)
        == (3...8).map { row in
          "sheet “choices”, row \(row), column “\(["name", "label", "label::English (en)", "list_name", "name", "label"][row - 3])”"
        })
  }

  @Test("A missing translation is named by its row, and a language that Hearth does not speak is left out with a word")
  func translations() throws {
    let survey = """
      type | name | label::English (en) | label::Cymraeg (cy) | label::French (fr)
      integer | n | How many? | Faint? | Combien ?
      text | t | Why? |
      """
    let place = Self.problems(Self.form(survey)).map(\.place)
    #expect(place.contains("sheet “survey”, row 3, column “label::Welsh (cy)”"))
    let one = try XLSForm.Import(
      Self.form("type|name|label::English|label::French (fr)\ntext|t|Why?|Pourquoi ?"), file: "f.xlsx")
    #expect(one.remarks.contains { $0.what.contains("French (fr)") })
  }

  @Test("A file that is no form, or a damaged one, is a problem and nothing else")
  func damaged() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("form-\(UUID()).xlsx").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Self.export(RandomQuestionnaire().text).write(to: path)
    let whole = [UInt8](try #require(FileManager.default.contents(atPath: path)))
    for _ in 0..<300 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...8) { bytes[Int.random(in: bytes.indices)] = .random(in: .min ... .max) }
      if Bool.random() { bytes = Array(bytes.prefix(Int.random(in: 0...bytes.count))) }
      do {
        _ = try XLSForm.Import(WorkbookSheets(xlsx: bytes, file: "f.xlsx"), file: "f.xlsx")
      } catch is Problem {
      } catch let several as SeveralProblems { #expect(!several.all.isEmpty) }
    }
  }

  @Test("Cells of any text at any place are read or refused, never worse")
  func fuzz() throws {
    let words = [
      "type", "name", "label", "label::Welsh (cy)", "begin group", "begin_group", "end_group", "select_one l",
      "select_multiple l",
      "note", "text", "integer", "range", "date", "${q}", "((((", "${a} = 'a'", "selected(${a}, 'a')", "yes",
      "table-list",
      "month-year", "l", "a", "q-1", "prefer-not-to-say", "hearth::instrument", "swemwbs", "list_name", "", "1", "-1",
      "=1+1",
      ". >= 1 and . <= 999999999999", "start=0 end=9", "\u{202E}", "'", "information", "purpose", "scale", "what", "of",
      "text::en",
    ]
    for round in 0..<2000 {
      func sheet(_ name: String, _ first: [String]) -> WorkbookSheets.Sheet {
        let rows = (0..<Int.random(in: 0...8)).map { _ in
          (0..<Int.random(in: 0...7)).map { _ in words.randomElement() ?? "" }
        }
        let head = round % 3 == 0 ? [] : [first]
        return .init(name: name, rows: (head + rows).enumerated().map { .init(number: $0 + 1, cells: $1) })
      }
      let form = WorkbookSheets([
        sheet("survey", ["type", "name", "label", "relevant", "appearance", "constraint", "parameters"]),
        sheet("choices", ["list_name", "name", "label"]), sheet("hearth", ["what", "of", "value", "text::en"]),
      ])
      do { _ = try XLSForm.Import(form, file: "f.xlsx") } catch is Problem {} catch is SeveralProblems {}
    }
    let deep = String(repeating: "(", count: 100_000)
    #expect(throws: RelevantReader.Fault.self) { try RelevantReader.read(deep) }
  }
}
