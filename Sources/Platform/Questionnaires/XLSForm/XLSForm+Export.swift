package import Dataset
import Foundation
import Instruments
import Problems

extension XLSForm {
  /// Writes a questionnaire as a form.
  package struct Export {
    /// In the questionnaire's first language, then in the others.
    private let versions: [Questionnaire]
    private let extras: InstrumentExtras
    private let framed: Bool
    private var survey: [[String: String]] = []
    private var choices: [[String: String]] = []
    private var extra: [[String: String]] = []

    /// - Parameters:
    ///   - framed: whether information, consent, help, promises and threshold are the questionnaire's own, and travel with it.
    ///   - read: the questionnaire in a language; nil for its first.
    package init(framed: Bool = true, _ read: (Language?) throws -> Questionnaire) throws {
      let main = try read(nil)
      versions = [main] + (try main.languages.dropFirst().map { try read($0) })
      extras = try InstrumentExtras(of: main)
      self.framed = framed
      frame()
      for (index, page) in main.pages.enumerated() { add(page, number: index) }
    }

    private var main: Questionnaire { versions[0] }

    package var sheets: WorkbookSheets {
      func texts(_ column: String) -> [String] { main.languages.map { "\(column)::\(XLSForm.name(of: $0))" } }
      func sheet(_ name: String, _ columns: [String], _ rows: [[String: String]]) -> WorkbookSheets.Sheet {
        let lines = [columns] + rows.map { row in columns.map { row[$0] ?? "" } }
        return .init(name: name, rows: lines.enumerated().map { .init(number: $0 + 1, cells: $1) })
      }
      let settings = [
        "form_title": main.title, "form_id": ChoiceNames([main.title]).names[0], "version": framed ? main.version : "",
        "default_language": XLSForm.name(of: main.language),
      ]
      return WorkbookSheets([
        sheet(
          "survey",
          ["type", "name"] + texts("label") + texts("hint")
            + ["required", "relevant", "appearance", "constraint"]
            + ["about", "compare", "ordered", "instrument"].map { "hearth::\($0)" }, survey),
        sheet("choices", ["list_name", "name"] + texts("label"), choices),
        sheet("settings", ["form_title", "form_id", "version", "default_language"], [settings]),
        sheet(XLSForm.extraSheet, ["what", "of", "value"] + texts("text"), extra),
      ])
    }

    /// The form as a file.
    package func bytes() throws -> [UInt8] {
      let path = FileManager.default.temporaryDirectory.appendingPathComponent("form-\(UUID()).xlsx").path
      defer { unlink(path) }
      try sheets.write(to: path)
      guard let bytes = FileManager.default.contents(atPath: path) else {
        throw Problem("the form could not be written", at: path, remedy: "check that the disk has room")
      }
      return [UInt8](bytes)
    }

    // MARK: Rows

    /// A text in every language, under the headings of a column.
    private func texts(_ column: String, _ words: (Questionnaire) -> String?) -> [String: String] {
      Dictionary(
        uniqueKeysWithValues: versions.compactMap { version in
          words(version).map { ("\(column)::\(XLSForm.name(of: version.language))", $0) }
        })
    }

    private mutating func note(
      _ what: Extra, of name: String = "", value: String = "", _ words: (Questionnaire) -> String? = { _ in nil }
    ) {
      var row = ["what": what.rawValue, "of": name, "value": value]
      row.merge(texts("text", words)) { first, _ in first }
      extra.append(row)
    }

    private mutating func list(_ what: Extra, of name: String = "", _ texts: (Questionnaire) -> [String]) {
      let count = texts(main).count
      if count == 0 { note(what, of: name) }
      for index in 0..<count { note(what, of: name) { texts($0)[index] } }
    }

    private mutating func frame() {
      if versions.count > 1 { note(.title) { $0.title } }
      if main.showsOwnScores { note(.ownScores, value: "yes") }
      if let custody = main.custody {
        note(.custody, of: "to") { $0.custody?.to }
        note(.custody, of: "for") { $0.custody?.purpose }
        note(.custody, of: "until", value: custody.until.description)
      }
      guard framed else { return }
      note(.threshold, value: String(main.threshold))
      if let days = main.keepsContacts { note(.keepContacts, value: String(days)) }
      for (index, section) in main.information.enumerated() {
        list(.information, of: heading(section.title)) { $0.information[index].paragraphs }
      }
      list(.consent) { $0.consent }
      list(.support) { $0.support }
      guard let promises = main.commitments else { return }
      note(.results, of: "owner") { $0.commitments?.owner }
      note(.results, of: "act") { $0.commitments?.act }
      note(.results, of: "supportChecked", value: promises.supportChecked.description)
      note(.results, of: "staffHear", value: promises.staffHear.description)
      note(.results, of: "managersHear", value: promises.managersHear.description)
    }

    /// The key of a heading by its words.
    private func heading(_ title: String?) -> String {
      guard let title else { return "" }
      return ParticipantInformation.Heading.allCases.first { $0.title(in: main.language) == title }?.rawValue
        ?? QuestionnaireReader.server
    }

    private mutating func add(_ page: Questionnaire.Page, number: Int) {
      let name = "page-\(number + 1)"
      var row = ["type": "begin_group", "name": name, "appearance": "field-list", "relevant": relevant(page.when)]
      row.merge(texts("label") { $0.pages[number].title }) { first, _ in first }
      survey.append(row)
      for index in page.text.indices {
        survey.append(
          ["type": "note", "name": "\(name)-text-\(index + 1)"].merging(
            texts("label") { $0.pages[number].text[index] }
          ) { first, _ in first })
      }
      for (index, question) in page.questions.enumerated() { add(question) { $0.pages[number].questions[index] } }
      survey.append(["type": "end_group", "name": name])
    }

    private mutating func add(_ question: Questionnaire.Question, in version: (Questionnaire) -> Questionnaire.Question)
    {
      let name = XLSForm.name(ofID: question.id)
      var row = ["name": name, "relevant": relevant(question.when), "required": question.required ? "yes" : ""]
      row.merge(texts("label") { version($0).ask }) { first, _ in first }
      row.merge(texts("hint") { version($0).hint }) { first, _ in first }
      switch question.kind {
      case .choice(let options):
        row["type"] = "select_one \(name)"
        row["hearth::compare"] = options.compares ? "yes" : nil
        row["hearth::ordered"] = options.ordered ? "yes" : nil
        offer(options, of: question.id) { version($0).options?.words ?? [] }
        row["hearth::about"] = options.describesPeople ? "person" : nil
      case .several(let options):
        row["type"] = "select_multiple \(name)"
        row["hearth::about"] = options.describesPeople ? "person" : nil
        offer(options, of: question.id) { version($0).options?.words ?? [] }
      case .number(let range):
        row["type"] = "integer"
        row["constraint"] = ". >= \(range.lowerBound) and . <= \(range.upperBound)"
      case .month(let range):
        row["type"] = "date"
        row["appearance"] = "month-year"
        row["constraint"] = ". >= date('\(range.lowerBound)-01') and . <= date('\(range.upperBound)-01')"
      case .text(let limit):
        row["type"] = "text"
        row["appearance"] = "multiline"
        row["constraint"] = "string-length(.) <= \(limit)"
      case .rating(let rating):
        switch rating.scoring {
        case .own(let scale): return add(rating, scale, question, row, in: version)
        case .instrument(let use):
          row["type"] = "note"
          row["hearth::instrument"] = use.instrument.id
          for fact in extras.facts[question.id] ?? [] {
            extra.append(
              [
                "what": fact.what.rawValue, "of": question.id, "value": fact.value,
              ].merging(
                fact.texts.map { ("text::\(XLSForm.name(of: $0.key))", $0.value) }
              ) { first, _ in first })
          }
        }
      }
      survey.append(row)
    }

    /// A question with statements is a table of questions with the same choices.
    private mutating func add(
      _ rating: Questionnaire.Rating, _ scale: Questionnaire.Rating.Scale, _ question: Questionnaire.Question,
      _ group: [String: String], in version: (Questionnaire) -> Questionnaire.Question
    ) {
      let name = XLSForm.name(ofID: question.id)
      var begin = group
      begin["type"] = "begin_group"
      begin["appearance"] = "table-list"
      begin["required"] = nil
      survey.append(begin)
      for (index, column) in question.columns.enumerated() {
        survey.append(
          [
            "type": "select_one \(name)", "name": XLSForm.name(ofID: column),
            "required": question.required ? "yes" : "",
          ].merging(texts("label") { version($0).rating?.statements[index].words }) { first, _ in first })
      }
      survey.append(["type": "end_group", "name": name])
      for (index, step) in (rating.statements.first?.steps ?? []).enumerated() {
        choices.append(
          ["list_name": name, "name": String(step.code)].merging(
            texts("label") { version($0).rating?.statements.first?.steps[index].words }
          ) { first, _ in first })
      }
      note(.scale, of: question.id, value: scale.higherIs.rawValue) { questionnaire in
        guard case .own(let scale)? = version(questionnaire).rating?.scoring else { return nil }
        return scale.title
      }
      for number in scale.reversed { note(.reversed, of: question.id, value: String(number)) }
    }

    private mutating func offer(
      _ options: Questionnaire.Options, of question: String, _ words: (Questionnaire) -> [String]
    ) {
      let list = XLSForm.name(ofID: question)
      for (index, name) in ChoiceNames(options.labels).names.enumerated() {
        choices.append(
          ["list_name": list, "name": name].merging(texts("label") { words($0)[index] }) { first, _ in first })
      }
      if options.preferNot {
        choices.append(
          ["list_name": list, "name": XLSForm.preferNot].merging(
            texts("label") { XLSForm.preferNotWords(in: $0.language) }
          ) { first, _ in first })
      }
      for merge in options.merges {
        note(.merge, of: question, value: merge.label)
        for level in merge.levels { note(.merged, of: question, value: level) }
      }
    }

    private func relevant(_ conditions: [Questionnaire.Condition]) -> String {
      conditions.map { condition in
        guard let question = main.questions.first(where: { $0.id == condition.question }),
          let labels = question.options?.labels
        else { return "" }
        let names = ChoiceNames(labels).names
        let asked = "${\(XLSForm.name(ofID: question.id))}"
        let parts = condition.options.map { option in
          let name = labels.firstIndex(of: option).map { names[$0] } ?? ""
          return if case .several = question.kind { "selected(\(asked), '\(name)')" } else { "\(asked) = '\(name)'" }
        }
        return parts.count > 1 && conditions.count > 1
          ? "(\(parts.joined(separator: " or ")))" : parts.joined(separator: " or ")
      }.joined(separator: " and ")
    }
  }

  static func preferNotWords(in language: Language) -> String {
    switch language {
    case .english: "Prefer not to say"
    case .welsh: "Mae’n well gennyf beidio â dweud"
    }
  }
}

extension Questionnaire.Question {
  fileprivate var rating: Questionnaire.Rating? {
    guard case .rating(let rating) = kind else { return nil }
    return rating
  }
}
