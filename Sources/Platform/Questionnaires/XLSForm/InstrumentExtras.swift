import Instruments
import Problems

extension XLSForm {
  /// The texts that a questionnaire holds of its instruments.
  static func packs(in text: String) throws(Problem) -> [String: String] {
    var packs: [String: String] = [:]
    for (key, value) in try YAMLField.root(of: text, file: "the questionnaire").pairs() where key == "packs" {
      for (name, pack) in try value.pairs() { packs[name] = try pack.text() }
    }
    return packs
  }
}

/// What a questionnaire's text says of its instruments besides their keys: the names of the files that they rest on, never what is in them.
struct InstrumentExtras {
  struct Fact {
    let what: XLSForm.Extra
    let value: String
    let texts: [Language: String]
  }

  /// By question.
  private(set) var facts: [String: [Fact]] = [:]

  init(of questionnaire: Questionnaire) throws(Problem) {
    guard !questionnaire.instruments.isEmpty else { return }
    let root = try YAMLField.root(of: questionnaire.text, file: "the questionnaire")
    for page in try Self.value("pages", of: root)?.list() ?? [] {
      for question in try Self.value("questions", of: page)?.list() ?? [] {
        guard try Self.value("instrument", of: question) != nil, let id = try Self.value("id", of: question)?.text()
        else { continue }
        facts[id] = try Self.facts(of: question, languages: questionnaire.languages)
      }
    }
  }

  private static func value(_ key: String, of field: YAMLField) throws(Problem) -> YAMLField? {
    try field.pairs().first { $0.key == key }?.value
  }

  private static func facts(of question: YAMLField, languages: [Language]) throws(Problem) -> [Fact] {
    var facts: [Fact] = []
    if let wording = try value("wording", of: question) {
      if wording.isScalar {
        facts.append(Fact(what: .wording, value: try wording.text(), texts: [:]))
      } else {
        var names: [Language: String] = [:]
        for (key, name) in try wording.pairs() {
          if let language = Language(rawValue: key) { names[language] = try name.text() }
        }
        facts.append(Fact(what: .wording, value: "", texts: names))
      }
    }
    for (key, what) in [("confirmation", XLSForm.Extra.confirmation), ("definition", .definition)] {
      if let name = try value(key, of: question) { facts.append(Fact(what: what, value: try name.text(), texts: [:])) }
    }
    if try value("acceptUnverified", of: question)?.flag() == true {
      facts.append(Fact(what: .acceptUnverified, value: "yes", texts: [:]))
    }
    return facts
  }
}
