import Foundation
import Platform

/// Points out what in somebody's own words may tell who a person is, for the form without a script.
///
/// The rules are those of the script, read from it: patterns by name, and the words that are no names. Both forms point out the same.
struct Pointers: Sendable {
  private let patterns: [NSRegularExpression]
  private let pair: NSRegularExpression
  private let plain: Set<String>

  static let rules = Pointers(script: String(decoding: Asset.guarding.content, as: UTF8.self))

  /// Nil when the script holds no such rules.
  init?(script: String) {
    func pattern(_ name: String) -> NSRegularExpression? {
      guard let rule = try? Regex("const \(name) = /(.+)/([a-z]+);"), let found = script.firstMatch(of: rule),
        let text = found.output[1].substring, let flags = found.output[2].substring
      else { return nil }
      return try? NSRegularExpression(pattern: String(text), options: flags.contains("i") ? .caseInsensitive : [])
    }
    guard let list = script.firstMatch(of: /const PLAIN = new Set\(`([^`]+)`/), let pair = pattern("PAIR") else {
      return nil
    }
    patterns = ["EMAIL", "PHONE", "TITLED"].compactMap(pattern)
    guard patterns.count == 3 else { return nil }
    self.pair = pair
    plain = Set(list.output.1.split(whereSeparator: \.isWhitespace).map(String.init))
  }

  /// What may point to somebody, once each.
  /// - Parameter roles: the questionnaire's own words for who people are.
  func found(in text: String, roles: [String]) -> [String] {
    var found = patterns.flatMap { matches($0, text) }.map { $0.trimmingCharacters(in: .whitespaces) }
    found += matches(pair, text).map(withoutPlainWords).filter { !$0.isEmpty }
    let words = Self.words(text)
    found += roles.filter { !Self.words($0).allSatisfy { $0 == " " } && words.contains(Self.words($0)) }
    var kept: [String] = []
    for one in found where !kept.contains(one) { kept.append(one) }
    return kept.filter { one in !kept.contains { $0 != one && $0.contains(one) } }
  }

  private func matches(_ pattern: NSRegularExpression, _ text: String) -> [String] {
    pattern.matches(in: text, range: NSRange(text.startIndex..., in: text))
      .compactMap { Range($0.range, in: text).map { String(text[$0]) } }
  }

  /// Two names or more in a row, without the plain words at either end; empty for fewer.
  private func withoutPlainWords(_ row: String) -> String {
    var names = row.split(separator: " ")[...]
    while let first = names.first, plain.contains(first.lowercased()) { names.removeFirst() }
    while let last = names.last, plain.contains(last.lowercased()) { names.removeLast() }
    let isDouble = names.first.map { $0.contains(/-\p{Lu}/) } ?? false
    return names.count > 1 || isDouble ? names.joined(separator: " ") : ""
  }

  /// Words apart by one space, with one at either end.
  private static func words(_ text: String) -> String {
    " " + text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ") + " "
  }
}

extension PlainForm {
  /// What is pointed out in what was written for a question; nil for nothing.
  func pointedOut(_ question: Questionnaire.Question) -> String? {
    guard case .text = question.kind, let text = answers[question.id]?.first else { return nil }
    let roles = questionnaire.questions.compactMap(\.options).filter(\.describesPeople).flatMap(\.words)
    let found = Pointers.rules?.found(in: text, roles: roles) ?? []
    guard !found.isEmpty else { return nil }
    return words(.plain(found.count == 1 ? .guardOne : .guardMany))
      .replacing("{found}", with: found.map { "“\($0)”" }.joined(separator: ", "))
  }
}
