import Foundation

@testable import Platform

/// A questionnaire made up at random: its YAML text, with everything that a questionnaire can hold.
struct RandomQuestionnaire {
  private var generator: SystemRandomNumberGenerator = .init()
  private var languages: [String] = []
  private var closed: [(id: String, options: [String])] = []
  private var number = 0
  private(set) var text = ""

  init() {
    languages = [["en"], ["cy"], ["en", "cy"], ["cy", "en"]].randomElement(using: &generator) ?? ["en"]
    text = "questionnaire: \(words())\nversion: \"\(Int.random(in: 1...9))\"\n"
    if languages != ["en"] { text += "languages: [\(languages.joined(separator: ", "))]\n" }
    if chance() { text += "threshold: \(Int.random(in: 5...20))\n" }
    if chance() { text += "ownScores: true\n" }
    if chance() {
      text += "information: \(list(1...3))\n"
    } else {
      text += "information:\n  purpose: \(list(1...2))\n  whyMe: \(list(1...2))\n"
      if chance() { text += "  server: \(list(1...1))\n" }
    }
    text += "consent: \(list(1...3))\nsupport: \(list(1...2))\n"
    if chance() {
      text +=
        "results: {owner: \(words()), act: \(words()), supportChecked: 2026-01-05, staffHear: 2026-03-01, managersHear: 2026-03-02}\n"
    }
    if chance() { text += "custody: {to: \(words()), for: \(words()), until: 2031-12-31}\n" }
    text += "pages:\n"
    for index in 0..<Int.random(in: 1...4) { page(isFirst: index == 0) }
  }

  private mutating func chance() -> Bool { Bool.random(using: &generator) }

  private static let pieces = [
    "work", "=1+1", "a: b", "{x}", "'it’s'", "\"so\"", "ŵy", "#no", "- dash", "x_x0041_y", "50 %", "<b>", "a & b", "日本",
    "+44", "@home", "[list]", "yes", "null", "1", "end, \\ back",
  ]

  private mutating func plain() -> String {
    number += 1
    let parts = (0..<Int.random(in: 1...3)).map { _ in Self.pieces.randomElement(using: &generator) ?? "" }
    return "\(parts.joined(separator: " ")) \(number)"
  }

  private mutating func words() -> String {
    guard languages.count > 1 else { return YAMLText.quoted(plain()) }
    return "{" + languages.map { "\($0): \(YAMLText.quoted(plain()))" }.joined(separator: ", ") + "}"
  }

  private mutating func list(_ count: ClosedRange<Int>) -> String {
    "[" + (0..<Int.random(in: count)).map { _ in words() }.joined(separator: ", ") + "]"
  }

  /// Options, and what is stored of each.
  private mutating func options() -> (yaml: String, stored: [String]) {
    var stored: [String] = []
    var entries: [String] = []
    for _ in 0..<Int.random(in: 2...5) {
      let main = plain()
      stored.append(main)
      let all = languages.enumerated().map { "\($1): \(YAMLText.quoted($0 == 0 ? main : plain()))" }
      entries.append(languages.count > 1 ? "{\(all.joined(separator: ", "))}" : YAMLText.quoted(main))
    }
    return ("[\(entries.joined(separator: ", "))]", stored)
  }

  private mutating func condition() -> String {
    let picked = closed.shuffled(using: &generator).prefix(Int.random(in: 1...2))
    return "{"
      + picked.map { question in
        let options = question.options.shuffled(using: &generator).prefix(Int.random(in: 1...2))
        return "\(YAMLText.quoted(question.id)): [\(options.map(YAMLText.quoted).joined(separator: ", "))]"
      }.joined(separator: ", ") + "}"
  }

  private mutating func page(isFirst: Bool) {
    var lines: [String] = []
    if chance() { lines.append("title: \(words())") }
    let hasQuestions = isFirst || chance()
    if !hasQuestions || chance() { lines.append("text: \(list(1...2))") }
    if !closed.isEmpty, chance() { lines.append("when: \(condition())") }
    if hasQuestions { lines.append("questions:") }
    for (index, line) in lines.enumerated() { text += (index == 0 ? "  - " : "    ") + line + "\n" }
    guard hasQuestions else { return }
    for _ in 0..<Int.random(in: 1...4) { question() }
  }

  private mutating func question() {
    number += 1
    let id = ["q", "9q", "_", "long_name_"].randomElement(using: &generator).map { "\($0)\(number)" } ?? ""
    var lines = ["id: \(YAMLText.quoted(id))", "ask: \(words())"]
    if chance() { lines.append("hint: \(words())") }
    if chance() { lines.append("required: true") }
    if !closed.isEmpty, chance() { lines.append("when: \(condition())") }
    switch Int.random(in: 0..<6) {
    case 0:
      let (yaml, stored) = options()
      lines.append("choice: \(yaml)")
      if chance() { lines.append("about: person") }
      if chance() { lines.append("compare: true") }
      if chance() { lines.append("ordered: true") }
      if chance() { lines.append("preferNot: true") }
      if chance() {
        lines.append(
          "merge: {\(YAMLText.quoted(plain())): [\(stored.prefix(2).map(YAMLText.quoted).joined(separator: ", "))]}")
      }
      closed.append((id, stored))
    case 1:
      let (yaml, stored) = options()
      lines.append("several: \(yaml)")
      if chance() { lines.append("about: person") }
      if chance() { lines.append("preferNot: true") }
      closed.append((id, stored))
    case 2:
      let low = Int.random(in: -5...5)
      lines.append("number: [\(low), \(low + Int.random(in: 1...40))]")
    case 3: lines.append("month: [\"1990-0\(Int.random(in: 1...9))\", \"2026-1\(Int.random(in: 0...2))\"]")
    case 4: lines.append("text: \(Int.random(in: 1...4000))")
    default:
      let steps = (0..<Int.random(in: 2...5)).map { "\($0 * Int.random(in: 2...2) + 1): \(words())" }
      lines.append("rate: \(list(1...4))")
      lines.append("steps: {\(steps.joined(separator: ", "))}")
      let direction = ["better", "worse", "descriptive"].randomElement(using: &generator) ?? "worse"
      lines.append("scale: {title: \(words()), higherIs: \(direction)\(chance() ? ", reversed: [1]" : "")}")
    }
    for (index, line) in lines.enumerated() { text += (index == 0 ? "      - " : "        ") + line + "\n" }
  }
}

extension Questionnaire {
  /// Everything that it says, for comparing two of them; not how it is written.
  var meaning: String {
    "\(title)|\(version)|\(languages)|\(language)|\(information)|\(consent)|\(support)|"
      + "\(String(describing: commitments))|\(String(describing: custody))|\(threshold)|\(showsOwnScores)|\(pages)"
  }
}
