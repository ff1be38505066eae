import Instruments
import Problems

/// Reads one instrument of a questionnaire: its key from the catalogue, its item texts from the licence holder's files.
struct InstrumentReader {
  private let value: YAMLField
  private let record: YAMLRecord
  private let languages: [Language]
  private let language: Language
  private let isDraft: Bool
  /// Names of the files that stand in the questionnaire itself.
  private let held: Set<String>

  init(
    at value: YAMLField, record: YAMLRecord, languages: [Language], language: Language, isDraft: Bool,
    held: Set<String>
  ) {
    self.held = held
    self.value = value
    self.record = record
    self.languages = languages
    self.language = language
    self.isDraft = isDraft
  }

  /// - Parameter companion: the text of a file by its name.
  /// - Throws: `Problem` with the place in the questionnaire, or in the file that does not fit.
  func rating(_ companion: (String) throws(Problem) -> String) throws(Problem) -> Questionnaire.Rating {
    let definition = try record["definition"]?.text()
    let confirmation = try record["confirmation"]?.text()
    var instrument = try known(definition, companion)
    if let confirmation {
      let entered = try Confirmation(yaml: try companion(confirmation), file: confirmation)
      instrument = try instrument.confirmed(by: entered, file: confirmation)
    }
    if let safety = instrument.safetyItem {
      throw value.problem(
        "item \(safety.item) of \(instrument.name) asks about harming oneself: nobody reads answers while a wave is open, and nobody could tell who needs help",
        remedy: instrument.id == "phq9"
          ? "ask the PHQ-8, which leaves that item out: describe it in a file and name it with definition:"
          : "ask an instrument without such an item")
    }
    let accepts = try record["acceptUnverified"]?.flag() ?? false
    var lacking: [Problem] = []
    do {
      try checkKey(of: instrument, accepts: accepts)
    } catch {
      guard isDraft else { throw error }
      lacking.append(error)
    }
    var wording = Wording(
      statements: Self.placeholders(instrument), verdicts: Array(repeating: .unknown, count: instrument.itemCount),
      file: "",
      language: language)
    do {
      wording = try self.wording(instrument, companion)
    } catch {
      guard isDraft else { throw error }
      lacking.append(error)
    }
    return Questionnaire.Rating(
      statements: wording.statements,
      scoring: .instrument(
        .init(
          instrument: instrument, acceptsUnverified: accepts, verdicts: wording.verdicts, lacking: lacking,
          hasWording: !wording.file.isEmpty, wording: wording.file, confirmation: confirmation, definition: definition)),
      language: wording.language)
  }

  private func checkKey(of instrument: Instrument, accepts: Bool) throws(Problem) {
    do {
      _ = try instrument.scorable(acceptingUnverified: accepts ? [instrument.id] : [])
    } catch {
      guard instrument.scoring == .needsAcceptance else { throw value.problem(error.what, remedy: error.remedy) }
      throw value.problem(
        error.what,
        remedy:
          "confirm it from the manual (`hearth instruments confirm \(instrument.id)`) and add confirmation:, or add "
          + "acceptUnverified: true; the report will say so")
    }
  }

  private struct Wording {
    let statements: [Questionnaire.Rating.Statement]
    let verdicts: [ItemVerdict]
    let file: String
    let language: Language
  }

  private func wording(
    _ instrument: Instrument, _ companion: (String) throws(Problem) -> String
  ) throws(Problem) -> Wording {
    let (packs, main) = try wordings(instrument, companion)
    let shown =
      packs[language].map { (language, $0) } ?? languages.compactMap { other in packs[other].map { (other, $0) } }[0]
    return Wording(
      statements: try statements(instrument, shown.1, in: shown.0), verdicts: instrument.verify(shown.1), file: main,
      language: shown.0)
  }

  /// What a draft shows where a wording is still to come: of about the length of an item.
  static func placeholders(_ instrument: Instrument) -> [Questionnaire.Rating.Statement] {
    (0..<instrument.itemCount).map { index in
      .init(
        words: "Item \(index + 1) of \(instrument.itemCount) stands here in its owner’s words.",
        steps: (instrument.responses(to: index + 1)?.options ?? []).map { option in
          .init(code: option.code, words: option.label ?? option.words ?? String(option.code))
        })
    }
  }

  private func known(
    _ definition: String?, _ companion: (String) throws(Problem) -> String
  ) throws(Problem) -> Instrument {
    let id = try value.text()
    if let definition {
      let own = try Instrument(yaml: try companion(definition), file: definition)
      guard own.id == id else {
        throw value.problem("“\(definition)” describes “\(own.id)”, not “\(id)”", remedy: "write instrument: \(own.id)")
      }
      return own
    }
    do {
      return try Catalogue.instrument(id)
    } catch {
      throw value.problem(error.what, remedy: error.remedy)
    }
  }

  /// A pack a language, and the name of the first language's: a plain name is that of the questionnaire's first language.
  private func wordings(
    _ instrument: Instrument, _ companion: (String) throws(Problem) -> String
  ) throws(Problem) -> (packs: [Language: WordingPack], main: String) {
    let given = languages.map { ($0, Self.name(of: instrument.id, in: $0)) }.filter { held.contains($0.1) }
    if let main = given.first {
      var packs: [Language: WordingPack] = [:]
      for (language, name) in given {
        packs[language] = try WordingPack(text: try companion(name), for: instrument, file: name)
      }
      return (packs, main.1)
    }
    guard let field = record["wording"] else {
      throw value.problem(
        "\(instrument.name) cannot be asked without its item texts, which Hearth does not hold",
        remedy:
          "get them from their owner (\(instrument.wording.official)), number them 1 to \(instrument.itemCount) in a text file, and give it at the desk under “Wordings” or name the file with wording: in the questionnaire"
      )
    }
    var names: [(Language, String)] = []
    if field.isScalar {
      names = [(languages[0], try field.text())]
    } else {
      let record = try field.record(languages.map(\.rawValue))
      for language in languages {
        if let name = record[language.rawValue] { names.append((language, try name.text())) }
      }
    }
    guard let main = names.first?.1 else {
      throw field.problem("no wording is named", remedy: "name a file for a language")
    }
    var packs: [Language: WordingPack] = [:]
    for (language, name) in names {
      packs[language] = try WordingPack(text: try companion(name), for: instrument, file: name)
    }
    return (packs, main)
  }

  /// The name under which `packs:` holds a wording that no `wording:` names.
  static func name(of instrument: String, in language: Language) -> String {
    "\(instrument).\(language.rawValue).txt"
  }

  private func statements(
    _ instrument: Instrument, _ pack: WordingPack, in language: Language
  ) throws(Problem) -> [Questionnaire.Rating.Statement] {
    // The catalogue's own labels are English; where one code has two labels, a wording has no way to give both.
    let ambiguous = Dictionary(grouping: instrument.responses.flatMap(\.options), by: \.code).values
      .contains { Set($0.map(\.label)).count > 1 }
    var statements: [Questionnaire.Rating.Statement] = []
    for (index, words) in pack.items.enumerated() {
      var steps: [Questionnaire.Rating.Step] = []
      for option in instrument.responses(to: index + 1)?.options ?? [] {
        let known = language == .english ? option.label : nil
        guard let label = ambiguous ? known ?? pack.labels[option.code] : pack.labels[option.code] ?? known else {
          throw value.problem(
            "the answer with the code \(option.code) of \(instrument.name) has no words in \(language.name)",
            remedy: "add a line “\(option.code) = …” to the wording")
        }
        steps.append(.init(code: option.code, words: label))
      }
      guard steps.count > 1 else {
        throw value.problem(
          "item \(index + 1) of \(instrument.name) has no response codes",
          remedy: "describe it in a file with definition:")
      }
      statements.append(.init(words: words, steps: steps))
    }
    return statements
  }
}
