import Foundation
import Problems

/// A password as it was typed, in one spelling of its characters whatever keyboard it came from.
struct Password: Sendable {
  static let longest = 1024
  static let shortest = 12

  let text: String

  /// For a comparison: every text that is not too long will do.
  init?(typed: String) {
    guard typed.utf8.count <= Self.longest else { return nil }
    text = typed.precomposedStringWithCanonicalMapping
  }

  /// Characters that must be left when everything is taken out that somebody would guess.
  static let fewestLeftOver = 6

  /// For an account: long enough, and nothing that is known of its owner or guessed first.
  /// - Parameter organisations: the names of those it belongs to.
  /// - Throws: `Problem` at `password`.
  init(chosen: String, email: String, name: String, organisations: [String] = []) throws(Problem) {
    guard let typed = Password(typed: chosen) else {
      throw Problem("the password is longer than \(Self.longest) bytes", at: "password", remedy: "choose a shorter one")
    }
    guard typed.text.unicodeScalars.count >= Self.shortest else {
      throw Problem(
        "the password is too short", at: "password",
        remedy: "use \(Self.shortest) characters or more; four words that have nothing to do with each other are good")
    }
    let plain = Self.plain(typed.text)
    let known = [email, String(email.prefix { $0 != "@" }), name].map(Self.plain)
    guard !known.contains(where: { $0.count >= 4 && plain.contains($0) && plain.count - $0.count < 8 }) else {
      throw Problem(
        "the password is little more than the name or the e-mail address", at: "password", remedy: "choose another")
    }
    guard Set(typed.text.lowercased()).count >= 6 else {
      throw Problem(
        "the password repeats a few characters", at: "password", remedy: "choose one with more different characters")
    }
    let all = [email, String(email.prefix { $0 != "@" }), name] + name.split(separator: " ").map(String.init)
    guard Guessable.leftOver(typed.text, known: all + organisations) >= Self.fewestLeftOver else {
      throw Problem(
        "the password is one that is guessed early: well-known words, names, rows of keys or repeated parts",
        at: "password", remedy: "use four words that have nothing to do with each other")
    }
    text = typed.text
  }

  private static func plain(_ text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }
}
