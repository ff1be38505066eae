/// A question as a form shows it: every part as it was typed.
package struct DraftQuestion: Hashable, Sendable {
  package var id: String
  package var ask: [Language: String]
  package var hint: [Language: String]
  package var isRequired: Bool
  /// Changed by `setConditions`, and kept here when the rest is changed.
  package var when: [Questionnaire.Condition]
  package var kind: Kind

  package init(
    id: String, ask: [Language: String], hint: [Language: String] = [:], isRequired: Bool = false,
    when: [Questionnaire.Condition] = [], kind: Kind
  ) {
    self.id = id
    self.ask = ask
    self.hint = hint
    self.isRequired = isRequired
    self.when = when
    self.kind = kind
  }

  package enum Kind: Hashable, Sendable {
    case choice(Options)
    case several(Options)
    case rate(Rating)
    case instrument(Use)
    case number(lowest: String, highest: String)
    case month(first: String, last: String)
    case text(limit: String)

    package var name: Name {
      switch self {
      case .choice: .choice
      case .several: .several
      case .rate: .rate
      case .instrument: .instrument
      case .number: .number
      case .month: .month
      case .text: .text
      }
    }

    /// The key that the kind has in the text.
    package enum Name: String, CaseIterable, Sendable, Hashable {
      case choice, several, rate, instrument, number, month, text
    }
  }

  package struct Options: Hashable, Sendable {
    package var labels: [Language: [String]] = [:]
    package var preferNot = false
    package var describesPeople = false
    package var compares = false
    package var ordered = false
    package var merges: [Merge] = []

    package init() {}
  }

  /// A validated instrument, with the texts that say more of its key than the catalogue; empty where there are none.
  package struct Use: Hashable, Sendable {
    package var key: String
    package var acceptsUnverified = false
    /// An instrument of one's own, as YAML.
    package var definition = ""
    /// What `hearth instruments confirm` wrote.
    package var confirmation = ""

    package init(key: String) { self.key = key }
  }

  /// Answers that are put together where too few people gave them.
  package struct Merge: Hashable, Sendable {
    package let label: String
    package let levels: [String]

    package init(label: String, levels: [String]) {
      self.label = label
      self.levels = levels
    }
  }

  /// Statements on one response scale of one's own.
  package struct Rating: Hashable, Sendable {
    package var statements: [Language: [String]] = [:]
    package var steps: [Step] = []
    package var title: [Language: String] = [:]
    package var higherIs = ""
    package var reversed: [String] = []

    package init() {}
  }

  package struct Step: Hashable, Sendable {
    package let code: String
    package var words: [Language: String]

    package init(code: String, words: [Language: String]) {
      self.code = code
      self.words = words
    }
  }

  /// The answers that others may depend on, as they are stored.
  package func labels(in first: Language) -> [String]? {
    switch kind {
    case .choice(let options), .several(let options): options.labels[first] ?? []
    case .rate, .instrument, .number, .month, .text: nil
    }
  }

  /// Answers that stand in the same place under other words, where the number of answers has not changed.
  func renamedOptions(in new: DraftQuestion, _ first: Language) -> [String: String] {
    guard let before = labels(in: first), let after = new.labels(in: first), before.count == after.count else {
      return [:]
    }
    return zip(before, after).reduce(into: [:]) { renamed, pair in
      if pair.0 != pair.1, !after.contains(pair.0), !before.contains(pair.1) { renamed[pair.0] = pair.1 }
    }
  }

  mutating func follow(_ renamed: [String: String]) {
    guard case .choice(var options) = kind, !renamed.isEmpty else { return }
    options.merges = options.merges.map { merge in
      Merge(label: merge.label, levels: merge.levels.map { renamed[$0] ?? $0 })
    }
    kind = .choice(options)
  }
}
