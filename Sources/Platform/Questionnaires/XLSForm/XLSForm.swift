import Dataset

/// A questionnaire as an XLSForm (xlsform.org): the workbook that KoBoToolbox, ODK and others read and write.
///
/// What XLSForm has no word for travels in columns that begin with `hearth::` and on a sheet `hearth`; other programs pass over both. Item texts of
/// instruments do not travel at all: they are their owners'.
package enum XLSForm {
  /// A reading of the form that people can mend: what stands where in the workbook.
  static func place(_ sheet: String, row: Int, _ column: String? = nil) -> String {
    "sheet “\(sheet)”, row \(row)" + (column.map { ", column “\($0)”" } ?? "")
  }

  /// As XLSForm names a language in a heading.
  static func name(of language: Language) -> String {
    switch language {
    case .english: "English (en)"
    case .welsh: "Welsh (cy)"
    }
  }

  /// The language of a heading such as `English (en)`, `Cymraeg` or `cy`; nil for one that Hearth does not speak.
  static func language(_ name: String) -> Language? {
    let words = name.lowercased().split { !$0.isLetter }.map(String.init)
    if words.contains("english") || words.last == "en" || words.first == "en" { return .english }
    if words.contains("welsh") || words.contains("cymraeg") || words.last == "cy" { return .welsh }
    return nil
  }

  /// Names of XLSForm begin with a letter or a low line; ids may begin with a digit. No id has a hyphen.
  static func name(ofID id: String) -> String {
    guard let first = id.utf8.first, first < 0x30 || first > 0x39 else { return mark + id }
    return id
  }

  static func id(ofName name: String) -> String { name.hasPrefix(mark) ? String(name.dropFirst(mark.count)) : name }

  private static let mark = "q-"

  /// What stands on the sheet `hearth`, row by row: a word for what it is, whose it is, a plain value, or a text in each language.
  enum Extra: String, CaseIterable {
    case title, threshold, keepContacts, ownScores, information, consent, support, results, custody
    case merge, merged, scale, reversed
    case wording, confirmation, definition, acceptUnverified
  }

  static let extraSheet = "hearth"
  /// On a choice of this name: the form offers it besides the others, and it is stored as no answer.
  static let preferNot = Questionnaire.preferNot
}

/// A name for every option: of the letters and digits of its words, each once.
struct ChoiceNames {
  let names: [String]

  init(_ labels: [String]) {
    var used: Set<String> = []
    names = labels.map { label in
      let words = label.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
      let plain = words.isEmpty ? "option" : String(words.joined(separator: "_").prefix(40))
      var name = plain
      var number = 2
      while !used.insert(name).inserted {
        name = "\(plain)_\(number)"
        number += 1
      }
      return name
    }
  }
}
