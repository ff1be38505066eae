import Foundation

/// Lines of a YAML file whose texts are always quoted.
struct YAMLText {
  private(set) var text = ""

  mutating func line(_ line: String) { text += line + "\n" }
  mutating func append(_ other: YAMLText) { text += other.text }
  mutating func add(_ key: String, _ value: String) { line("\(key): \(Self.quoted(value))") }

  mutating func add(_ key: String, _ values: [String]) {
    guard !values.isEmpty else { return }
    line("\(key):")
    for value in values { line("  - \(Self.quoted(value))") }
  }

  mutating func section(_ key: String, _ lines: YAMLText) {
    if !lines.text.isEmpty { text += "\(key):\n" + lines.text }
  }

  /// The same words in each of a questionnaire's languages.
  static func everywhere(_ text: String, _ languages: [Language]) -> String {
    languages.count < 2
      ? quoted(text) : "{" + languages.map { "\($0.rawValue): \(quoted(text))" }.joined(separator: ", ") + "}"
  }

  /// A double-quoted scalar: JSON's strings are YAML's.
  static func quoted(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}
