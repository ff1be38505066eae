package import Problems
import Yams

/// A questionnaire while it is being written: the tree of its YAML text, changed a piece at a time. What no form knows of stays where it is; comments
/// and the way lines are broken are lost.
package struct QuestionnaireDraft {
  var root: Node.Mapping

  /// A questionnaire that asks nothing yet.
  package init(title: String) {
    root = Node.Mapping([])
    root.set("questionnaire", .words(title))
    root.set("pages", .list([], .flow))
  }

  /// - Throws: `Problem` for a text that is no YAML with sections.
  package init(text: String, file: String) throws(Problem) {
    let node: Node?
    do { node = try Yams.compose(yaml: text) } catch {
      throw Problem("the questionnaire is no YAML", at: file, remedy: "\(error)")
    }
    guard let mapping = node?.mapping else {
      throw Problem("the questionnaire has no sections", at: file, remedy: "write questionnaire: and pages:")
    }
    root = mapping
    root.style = .block
  }

  /// The whole as YAML, always in the same way.
  package var text: String {
    // Nodes that were read, or made here, can be written.
    (try? Yams.serialize(node: .mapping(root), indent: 2, width: -1, allowUnicode: true)) ?? ""
  }

  /// The languages it is written in; answers are stored in the words of the first.
  package var languages: [Language] {
    let named = (root.value("languages")?.sequence ?? []).compactMap {
      $0.scalar.flatMap { Language(rawValue: $0.string) }
    }
    return named.isEmpty ? [.english] : named
  }

  package var title: [Language: String] { translations(root.value("questionnaire")) }
  package var showsOwnScores: Bool { root.value("ownScores")?.scalar?.string == "true" }

  /// - Parameter languages: those it is to be written in; the words of one that is left out are taken away.
  /// - Throws: `Problem` at `languages` when there is none.
  package mutating func set(title: [Language: String], languages: [Language], showsOwnScores: Bool) throws(Problem) {
    guard let first = languages.first else {
      throw Problem("no language is chosen", at: "languages", remedy: "choose at least one")
    }
    let kept = self.languages
    if first != kept[0], kept.contains(first) || kept.count == 1 {
      try translateFirst(from: kept[0], to: first)
    }
    let left = Set(kept).subtracting(languages)
    if !left.isEmpty, case .mapping(let mapping) = Node.mapping(root).without(left, first: first) { root = mapping }
    root.set("languages", languages == [.english] ? nil : .list(languages.map { .plain($0.rawValue) }, .flow))
    root.set("questionnaire", node(title, languages))
    root.set("ownScores", showsOwnScores ? .plain("true") : nil)
  }

  /// Answers are stored in the first language's words: it cannot be exchanged for another underneath conditions that name them.
  private func translateFirst(from old: Language, to new: Language) throws(Problem) {
    guard pages.flatMap(\.questions).isEmpty else {
      throw Problem(
        "answers are stored in the words of the first language, \(old.name)", at: "languages",
        remedy: "keep \(old.name); a questionnaire that is only in \(new.name) is begun anew")
    }
  }

  /// Without the sections that a study gives, and without names of files: wordings are given at the desk.
  package mutating func keepOnlyQuestions() {
    for key in StudyFrame.keys { root.set(key, nil) }
    root.set("packs", nil)
    changeQuestions { $0.set("wording", nil) }
  }

  // MARK: Translations

  func translations(_ node: Node?) -> [Language: String] {
    switch node {
    case .scalar(let scalar)?: [languages[0]: scalar.string]
    case .mapping(let mapping)?:
      mapping.reduce(into: [:]) { texts, pair in
        if let language = Language(rawValue: pair.key.scalar?.string ?? "") {
          texts[language] = pair.value.scalar?.string
        }
      }
    default: [:]
    }
  }

  func lists(_ node: Node?) -> [Language: [String]] {
    switch node {
    case .sequence(let sequence)?:
      var lists: [Language: [String]] = [:]
      for entry in sequence {
        for (language, text) in translations(entry) { lists[language, default: []].append(text) }
      }
      return lists
    case .mapping(let mapping)?:
      return mapping.reduce(into: [:]) { lists, pair in
        guard let language = Language(rawValue: pair.key.scalar?.string ?? "") else { return }
        lists[language] = pair.value.texts
      }
    default: return [:]
    }
  }

  /// Nil where there are no words.
  func node(_ texts: [Language: String], _ languages: [Language]? = nil) -> Node? {
    let given = (languages ?? self.languages).filter { !(texts[$0] ?? "").isEmpty }
    if given == [(languages ?? self.languages)[0]] { return .words(texts[given[0]] ?? "") }
    return given.isEmpty ? nil : .pairs(given.map { ($0.rawValue, .words(texts[$0] ?? "")) })
  }

  func node(_ lists: [Language: [String]]) -> Node? {
    let given = languages.filter { !(lists[$0] ?? []).isEmpty }
    if given == [languages[0]] { return .list((lists[given[0]] ?? []).map(Node.words), .block) }
    return given.isEmpty
      ? nil : .pairs(given.map { ($0.rawValue, .list((lists[$0] ?? []).map(Node.words), .block)) })
  }
}
