import Instruments
import Problems

/// Texts in several languages.
extension QuestionnaireReader {
  /// A text of the questionnaire's own in this language: a plain one where there is one language, `{en: …, cy: …}` where there are more.
  mutating func words(_ field: YAMLField) throws(Problem) -> String { try text(field).words }

  /// A list of texts: one for all languages whose texts are each translated, or one a language.
  mutating func list(_ field: YAMLField) throws(Problem) -> [(stored: String, words: String)] {
    guard let lists = try? field.record(languages.map(\.rawValue)) else {
      var all: [(stored: String, words: String)] = []
      for entry in try field.list() { all.append(try text(entry)) }
      return all
    }
    var texts: [Language: [String]] = [:]
    for language in languages {
      guard let list = lists[language.rawValue] else {
        note(field, language)
        continue
      }
      texts[language] = try list.texts()
      said += (texts[language] ?? []).map { Said(place: list.place, language: language, text: $0) }
    }
    let stored = texts[languages[0]] ?? []
    for (language, translated) in texts where translated.count != stored.count && texts[languages[0]] != nil {
      throw field.problem(
        "there are \(stored.count) texts in “\(languages[0].rawValue)” and \(translated.count) in “\(language.rawValue)”",
        remedy: "translate each of them")
    }
    return Array(zip(stored, texts[language] ?? stored)).map { (stored: $0, words: $1) }
  }

  /// One text or a list of them. In a list in brackets a comma ends a text unless it stands in quotes; a single text needs neither.
  mutating func paragraphs(_ field: YAMLField) throws(Problem) -> [String] {
    let record = try? field.record(languages.map(\.rawValue))
    let translations = languages.compactMap { record?[$0.rawValue] }
    let isOne = field.isScalar || (!translations.isEmpty && translations.allSatisfy(\.isScalar))
    return isOne ? [try words(field)] : try list(field).map(\.words)
  }

  private mutating func text(_ field: YAMLField) throws(Problem) -> (stored: String, words: String) {
    if field.isScalar {
      let text = try field.text()
      said.append(Said(place: field.place, language: languages[0], text: text))
      for language in languages.dropFirst() { note(field, language) }
      return (text, text)
    }
    let record = try field.record(languages.map(\.rawValue))
    var texts: [Language: String] = [:]
    for language in languages {
      guard let field = record[language.rawValue] else {
        note(field, language)
        continue
      }
      let text = try field.text()
      texts[language] = text
      said.append(Said(place: field.place, language: language, text: text))
    }
    let stored = texts[languages[0]] ?? ""
    return (stored, texts[language] ?? stored)
  }

  private mutating func note(_ field: YAMLField, _ language: Language) {
    untranslated.append((field.place, language))
  }

  /// The same for a draft, a problem for each question, page or other section.
  var untranslatedPieces: [Problem] {
    var pieces: [(place: String, language: Language, count: Int)] = []
    for (place, language) in untranslated {
      let path = place.split(separator: " ").last ?? ""
      let piece = path.prefixMatch(of: #/pages\[\d+\](\.questions\[\d+\])?|[a-zA-Z]+/#).map { String($0.0) } ?? ""
      if let index = pieces.firstIndex(where: { $0.place.hasSuffix(piece) && $0.language == language }) {
        pieces[index].count += 1
      } else {
        pieces.append((place.dropLast(path.count) + piece, language, 1))
      }
    }
    return pieces.map { place, language, count in
      Problem(
        "\(count) \(count == 1 ? "text is" : "texts are") not in \(language.name)", at: place,
        remedy: "translate \(count == 1 ? "it" : "them")")
    }
  }

  func untranslatedProblem(at root: YAMLField) -> Problem? {
    guard !untranslated.isEmpty else { return nil }
    let shown = untranslated.prefix(20).map { "\($0.place) (\($0.language.rawValue))" }.joined(separator: "; ")
    let rest = untranslated.count > 20 ? "; and \(untranslated.count - 20) more" : ""
    return root.problem(
      "\(untranslated.count) \(untranslated.count == 1 ? "text is" : "texts are") not in every language: \(shown)\(rest)",
      remedy: "write {\(languages.map { "\($0.rawValue): …" }.joined(separator: ", "))}, or list fewer languages")
  }
}
