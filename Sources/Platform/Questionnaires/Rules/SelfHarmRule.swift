import Foundation

/// Whether a question asks people about suicidal thoughts or self-harm of their own. Where nobody can find a person, nobody can help one who says yes.
///
/// Deaths, suicides and harm that people meet in their work may be asked about: what counts is whose they are, which the words around the
/// topic say. It is a rule of words: it finds what is said plainly, and no more.
struct SelfHarmRule {
  private let words: [String]
  private let lexicon: Lexicon

  /// - Parameter before: the question that an option or a statement belongs to.
  static func asks(_ text: String, before: String? = nil, in language: Language) -> Bool {
    let own = SelfHarmRule(text, language)
    return own.namesHarmOfOneself || own.wishesDeath
      || own.namesTopic(before: before.map { SelfHarmRule($0, language) })
  }

  private init(_ text: String, _ language: Language) {
    let plain = text.folding(
      options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: Locale(identifier: "en"))
    words = plain.unicodeScalars.split { !$0.properties.isAlphabetic }.map { String($0) }
    lexicon = Lexicon.of(language)
  }

  /// “… harm yourself”, “… end my life”, “… lladd eich hun”.
  private var namesHarmOfOneself: Bool {
    words.indices.contains { end in
      if lexicon.selves.contains(words[end]) {
        if words[end] == "hun", end == 0 || !lexicon.own.contains(words[end - 1]) { return false }
        let verb = before(end, passing: lexicon.joining.union(words[end] == "hun" ? lexicon.own : []))
        if verb.hasPrefix("cut") { return !words[end...].dropFirst().starts(with: ["off"]) }
        return lexicon.harming.contains(where: verb.hasPrefix)
      }
      if ["life", "all", "bywyd", "mywyd"].contains(words[end]) {
        let verb = before(end, passing: ["my", "your", "own", "it", "to", "fy", "eich", "ar", "i"])
        let isOwn = end > 0 && ["my", "your", "own", "it", "fy", "eich"].contains(words[end - 1])
        return isOwn && (words[end] == "all" ? lexicon.ending : lexicon.ending + lexicon.taking).contains(verb)
      }
      return false
    }
  }

  /// “… better off dead”, “… wanted to die”, “… not worth living”.
  private var wishesDeath: Bool {
    words.indices.contains { place in
      let rest = words[place...].dropFirst().prefix(6)
      switch words[place] {
      case "off" where place > 0 && words[place - 1] == "better":
        return rest.contains("dead") || rest.starts(with: ["without", "me"]) || rest.starts(with: ["without", "you"])
      case "worth":
        return rest.first == "living"
          && !["not", "isn", "wasn", "never", "no", "longer"].allSatisfy { !words.contains($0) }
      case _ where lexicon.wishing.contains(words[place]):
        guard let wished = rest.firstIndex(where: lexicon.dying.contains) else { return false }
        return person(before: wished) != .other
      case "of", "about", "am":
        guard place > 0, lexicon.inner.contains(where: words[place - 1].hasPrefix) else { return false }
        return rest.starts(with: ["being", "dead"]) || rest.first == "dying"
          || rest.starts(with: ["fod", "wedi", "marw"])
      default: return false
      }
    }
  }

  private enum Person { case own, other, nobody }

  private func namesTopic(before question: SelfHarmRule?) -> Bool {
    words.indices.contains { place in
      guard let end = topic(at: place) else { return false }
      switch person(of: place, to: end) {
      case .own: return true
      case .other: return false
      case .nobody:
        let around = words[max(0, place - 5)..<place] + words[(end + 1)...].prefix(5)
        let isInner =
          words[place].hasPrefix("self") || words[place].hasPrefix("hunan") && !words[place].hasPrefix("hunanladdiad")
          || ["suicidal", "suicidality"].contains(words[place])
          || around.contains { word in lexicon.inner.contains(where: word.hasPrefix) }
        return isInner && !isDistant(words) && question?.isOfOthers != true
      }
    }
  }

  /// Where a word for suicide or self-harm ends.
  private func topic(at place: Int) -> Int? {
    let next = place + 1 < words.count ? words[place + 1] : ""
    if words[place].hasPrefix("suicid") || words[place].hasPrefix("hunanladd") || words[place].hasPrefix("hunanniwe")
      || words[place].hasPrefix("selfharm")
    {
      return place
    }
    if words[place] == "self", next.hasPrefix("harm") || next.hasPrefix("injur") { return place + 1 }
    if words[place] == "hunan", next.hasPrefix("niwe") { return place + 1 }
    let isMeant = words.contains {
      $0.hasPrefix("deliberate") || $0.hasPrefix("intentional") || $0 == "purpose" || $0 == "fwriadol"
    }
    if isMeant, words[place].hasPrefix("overdos") || words[place].hasPrefix("gorddos") { return place }
    return nil
  }

  private func person(of place: Int, to end: Int) -> Person {
    let after = Array(words[(end + 1)...])
    // “… of a colleague”, “suicidal clients”.
    if let first = after.first, lexicon.others.contains(first) { return .other }
    if let of = after.prefix(3).firstIndex(where: lexicon.whose.contains),
      after[(of + 1)...].prefix(2).contains(where: lexicon.others.contains)
    {
      return .other
    }
    // “A suicide” happened to somebody, unless it is one that people plan.
    let isEvent =
      place > 0 && lexicon.articles.contains(words[place - 1]) && words[place].hasPrefix("suicide")
      && !words[..<place].contains { ["attempt", "plan", "consider"].contains(where: $0.hasPrefix) }
    if isEvent { return .other }
    let back = person(before: place)
    if back != .nobody { return back }
    guard let named = after.prefix(6).firstIndex(where: { lexicon.own.contains($0) || lexicon.others.contains($0) })
    else { return .nobody }
    return lexicon.others.contains(after[named]) || isDistant(after.prefix(named + 5)) ? .other : .own
  }

  /// The person named last before a word, unless what stands between is about somebody’s death or the work.
  private func person(before place: Int) -> Person {
    guard
      let named = words[max(0, place - 14)..<place].lastIndex(where: {
        lexicon.own.contains($0) || lexicon.others.contains($0)
      })
    else { return .nobody }
    return lexicon.others.contains(words[named]) || isDistant(words[(named + 1)..<place]) ? .other : .own
  }

  private var isOfOthers: Bool { words.contains(where: lexicon.others.contains) || isDistant(words) }

  private func isDistant(_ words: some Sequence<String>) -> Bool {
    words.contains { word in lexicon.distant.contains(word) || lexicon.working.contains(where: word.hasPrefix) }
  }

  /// The last word before a place that is none of those passed over.
  private func before(_ place: Int, passing: Set<String>) -> String {
    words[..<place].last { !passing.contains($0) } ?? ""
  }
}
