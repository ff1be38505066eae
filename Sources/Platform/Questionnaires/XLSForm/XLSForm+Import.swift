package import Dataset
import Instruments
package import Problems

extension XLSForm {
  /// A form read as a questionnaire.
  package struct Import {
    /// The questionnaire's text. It names the files of its instruments, and lacks the sections that are still to be written.
    package let text: String
    /// What was left out or changed, each with its place.
    package let remarks: [Problem]
    /// Sections without which no wave opens, and which the form does not have.
    package let toWrite: [String]

    /// - Parameter file: the form's name, for messages.
    /// - Throws: `SeveralProblems` for everything that Hearth cannot ask, each with sheet, row and column and what to do.
    package init(
      _ workbook: WorkbookSheets, file: String,
      companion: @escaping (_ name: String) throws(Problem) -> String = Questionnaire.noCompanions
    ) throws {
      var reading = Reading(workbook)
      let draft = try reading.draft(file: file)
      text = draft.text
      remarks = reading.remarks
      toWrite = [
        ("information", draft.extras.information == nil), ("consent", draft.extras.consent == nil),
        ("support", draft.extras.support == nil), ("results", draft.extras.results.isEmpty),
      ].filter(\.1).map(\.0)
      try Self.check(draft, text, file: file, companion)
    }

    /// - Parameter packs: texts of instruments by name, of which those that the form names go into the questionnaire.
    init(_ workbook: WorkbookSheets, file: String, packs: [String: String]) throws {
      let form = try Import(workbook, file: file) { name throws(Problem) in
        guard let text = packs[name] else { return try Questionnaire.noCompanions(name) }
        return text
      }
      let named = packs.filter { form.text.contains(YAMLText.quoted($0.key)) }.sorted { $0.key < $1.key }
      let lines = named.map { "  \(YAMLText.quoted($0.key)): \(YAMLText.quoted($0.value))\n" }
      self.init(
        text: form.text + (lines.isEmpty ? "" : "packs:\n" + lines.joined()), remarks: form.remarks,
        toWrite: form.toWrite)
    }

    private init(text: String, remarks: [Problem], toWrite: [String]) {
      self.text = text
      self.remarks = remarks
      self.toWrite = toWrite
    }

    /// What the sheets cannot show is found by reading the text as every questionnaire is read.
    private static func check(
      _ draft: FormDraft, _ text: String, file: String, _ companion: @escaping (String) throws(Problem) -> String
    ) throws {
      let frame = draft.languages.map { "\($0.rawValue): [x]" }.joined(separator: ", ")
      let stand = draft.languages.count > 1 ? "{\(frame)}" : "[x]"
      var whole = text
      for (section, isMissing) in [
        ("information", draft.extras.information == nil), ("consent", draft.extras.consent == nil),
        ("support", draft.extras.support == nil),
      ] where isMissing { whole += "\(section): \(stand)\n" }
      for language in draft.languages {
        do {
          _ = try Questionnaire(text: whole, file: file, language: language, isDraft: true, companion: companion)
        } catch {
          throw SeveralProblems(all: [
            Problem("the form makes no questionnaire: \(error.what)", at: error.place, remedy: error.remedy)
          ])
        }
      }
    }
  }
}

/// The sheets of a form, on their way to a draft.
private struct Reading {
  private let workbook: WorkbookSheets
  private(set) var remarks: [Problem] = []
  private var problems: [Problem] = []

  init(_ workbook: WorkbookSheets) {
    self.workbook = workbook
  }

  mutating func draft(file: String) throws -> FormDraft {
    guard let survey = try sheet("survey") else {
      throw SeveralProblems(all: [
        Problem(
          "the workbook has no sheet “survey”", at: file, remedy: "give an XLSForm, with the sheets survey and choices")
      ])
    }
    let settings = try sheet("settings")?.rows.first
    let languages = try languages(survey, settings, file: file)
    let choices = FormChoices(try sheet("choices"), languages: languages)
    problems += choices.problems
    var extras = FormExtras()
    for row in try sheet(XLSForm.extraSheet)?.rows ?? [] {
      let texts = row.texts("text", main: languages[0]).filter { languages.contains($0.key) }
      do throws(Problem) {
        try extras.read(row, texts.isEmpty ? nil : texts)
      } catch {
        problems.append(error)
      }
    }
    var body = FormSurvey(sheet: survey, languages: languages, lists: choices, extras: extras)
    body.read()
    problems += body.problems
    remarks += body.remarks
    for name in extras.questions.subtracting(body.ids).sorted() {
      remarks.append(
        Problem(
          "“\(name.prefix(40))” is no question of the form: what stands here of it is left out",
          at: "sheet “\(XLSForm.extraSheet)”", remedy: "delete the rows, or name the question as they do"))
    }
    remark(on: survey, choices: choices, settings)
    if problems.isEmpty, body.pages.allSatisfy(\.questions.isEmpty) {
      problems.append(
        Problem("the form asks nothing", at: "\(file), sheet “survey”", remedy: "write a question into it"))
    }
    guard problems.isEmpty else { throw SeveralProblems(all: Array(problems.prefix(100))) }
    var draft = FormDraft(languages: languages)
    draft.pages = body.pages
    draft.extras = extras
    let title = settings?["form_title"] ?? settings?["form_id"] ?? file
    draft.title = extras.title ?? Dictionary(uniqueKeysWithValues: languages.map { ($0, title) })
    draft.version = settings?["version"]
    return draft
  }

  private func sheet(_ name: String) throws -> FormSheet? {
    guard let found = workbook.sheets.first(where: { FormSheet.trimmed($0.name.lowercased()) == name }) else {
      return nil
    }
    do throws(Problem) {
      return try FormSheet(.init(name: name, rows: found.rows))
    } catch {
      throw SeveralProblems(all: [error])
    }
  }

  /// The languages of the labels, the main one first.
  private mutating func languages(_ survey: FormSheet, _ settings: FormSheet.Row?, file: String) throws -> [Language] {
    let labels = survey.headings.filter { heading in
      heading.word == "label" && survey.rows.contains { $0.cells[heading] != nil }
    }
    var found: [Language] = []
    var foreign: [String] = []
    let main = settings?["default_language"].flatMap(XLSForm.language)
    for heading in labels {
      if let name = heading.language {
        if let language = XLSForm.language(name) { found.append(language) } else { foreign.append(name) }
      } else {
        found.append(main ?? .english)
      }
    }
    for name in foreign {
      remarks.append(
        Problem(
          "the texts in “\(name.prefix(40))” are left out", at: "sheet “survey”, column “label::\(name.prefix(40))”",
          remedy: "Hearth asks in English and Welsh"))
    }
    guard let first = main.flatMap({ found.contains($0) ? $0 : nil }) ?? found.first else {
      throw SeveralProblems(all: [
        Problem(
          "the form has no texts in English or Welsh", at: "\(file), sheet “survey”",
          remedy: "give the column “label”, or “label::English (en)” and “label::Welsh (cy)”")
      ])
    }
    return [first] + Language.allCases.filter { $0 != first && found.contains($0) }
  }

  private static let read: [String: Set<String>] = [
    "survey": [
      "type", "name", "label", "hint", "required", "relevant", "appearance", "constraint", "parameters", "disabled",
      "choice_filter", "hearth::about", "hearth::compare", "hearth::ordered", "hearth::instrument",
    ],
    "choices": ["list_name", "name", "label"],
    "settings": ["form_title", "form_id", "version", "default_language"],
    XLSForm.extraSheet: ["what", "of", "value", "text"],
  ]
  /// How a question looks is Hearth's own matter; these also say what it is.
  private static let looks: Set = [
    "field-list", "table-list", "multiline", "month-year", "likert", "list-nolabel", "label",
  ]

  /// Nothing of the workbook is lost without a word.
  private mutating func remark(on survey: FormSheet, choices: FormChoices, _ settings: FormSheet.Row?) {
    for sheet in workbook.sheets {
      let name = FormSheet.trimmed(sheet.name.lowercased())
      guard let known = Self.read[name], let form = try? FormSheet(.init(name: name, rows: sheet.rows)) else {
        if sheet.rows.contains(where: { !$0.cells.isEmpty }) {
          remarks.append(
            Problem(
              "the sheet is left out", at: "sheet “\(sheet.name.prefix(40))”",
              remedy: "nothing is to be done, unless something is missing"))
        }
        continue
      }
      for heading in form.headings where !known.contains(heading.word) {
        remark(left: form, heading, rows: form.rows.filter { $0.cells[heading] != nil }.map(\.number))
      }
      if name == "settings", form.rows.count > 1 {
        remarks.append(
          Problem("only the first row of settings is read", at: "sheet “settings”", remedy: "delete the others"))
      }
    }
    let dressed = survey.rows.filter { row in
      row["appearance"].map { !Set($0.split(separator: " ").map(String.init)).isSubset(of: Self.looks) } ?? false
    }
    if let heading = survey.headings.first(where: { $0.word == "appearance" }) {
      remark(left: survey, heading, rows: dressed.map(\.number))
    }
    let used = Set(
      survey.rows.compactMap { row -> String? in
        switch FormType(row["type"] ?? "") {
        case .one(let list), .several(let list): list
        default: nil
        }
      })
    for (name, list) in choices.lists.sorted(by: { $0.value.row < $1.value.row }) where !used.contains(name) {
      remarks.append(
        Problem(
          "no question uses the list “\(name.prefix(40))”: it is left out", at: XLSForm.place("choices", row: list.row),
          remedy: "nothing is to be done"))
    }
  }

  private mutating func remark(left sheet: FormSheet, _ heading: FormSheet.Heading, rows: [Int]) {
    guard !rows.isEmpty else { return }
    let shown = rows.prefix(8).map(String.init).joined(separator: ", ") + (rows.count > 8 ? ", …" : "")
    let word = heading.language.map { "\(heading.word)::\($0)" } ?? heading.word
    remarks.append(
      Problem(
        "what stands here is left out",
        at: "sheet “\(sheet.name)”, column “\(word.prefix(60))”, \(rows.count == 1 ? "row" : "rows") \(shown)",
        remedy: "look whether the form still asks what it should"))
  }
}
