/// How much of a password somebody who guesses cleverly would still have to guess.
enum Guessable {
  /// Words that people reach for first, ours to begin with; digits that stand for letters do not hide them.
  private static let words = [
    "password", "passwort", "passphrase", "cyfrinair", "secret", "welcome", "croeso", "letmein", "changeme", "iloveyou",
    "admin", "administrator", "hearth", "burnout", "survey", "qwerty", "azerty", "sunshine", "football", "princess",
    "dragon", "monkey", "january", "february", "march", "april", "june", "july", "august", "september", "october",
    "november", "december", "spring", "summer", "autumn", "winter", "monday", "friday",
  ]

  /// Rows of keys, and columns as they are typed from top to bottom.
  private static let rows = ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm"]

  /// Characters that follow neither from a word, from what is known, nor from the character before.
  /// - Parameter known: what is known of the owner: names, address, organisation.
  static func leftOver(_ text: String, known: [String]) -> Int {
    var rest = plain(text)
    for word in (known.map(plain) + words).sorted(by: { $0.count > $1.count }) where word.count >= 4 {
      rest = without(word, rest)
    }
    let signs = Array(rest)
    let period = (1..<max(signs.count, 2)).first { step in
      signs.indices.dropFirst(step).allSatisfy { signs[$0] == signs[$0 - step] }
    }
    let once = signs.prefix(period ?? signs.count)
    return zip(once.indices, once).count { index, sign in
      index == 0 || !follows(sign, signs[index - 1], index > 1 ? signs[index - 2] : nil)
    }
  }

  /// Lower-case letters and digits, and every other sign as it is.
  private static func plain(_ text: String) -> String { text.lowercased().filter { !$0.isWhitespace } }

  private static let letters: [Character: Character] = [
    "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i",
  ]

  /// Takes a word out wherever it stands, also with digits for letters.
  private static func without(_ word: String, _ text: String) -> String {
    let (wanted, signs) = (word.map { letters[$0] ?? $0 }, Array(text))
    let read = signs.map { letters[$0] ?? $0 }
    var kept: [Character] = []
    var at = 0
    while at < signs.count {
      if read[at...].starts(with: wanted) {
        at += wanted.count
      } else {
        kept.append(signs[at])
        at += 1
      }
    }
    return String(kept)
  }

  private static func follows(_ sign: Character, _ before: Character, _ earlier: Character?) -> Bool {
    isBeside(sign, before) || earlier.map { sign != before && isStep($0, sign) } ?? false
  }

  /// The same, or the next in the alphabet or on the keyboard, either way.
  private static func isBeside(_ a: Character, _ b: Character) -> Bool { a == b || isStep(a, b) || isKey(a, b) }

  /// `1q2w3e4r`: every other sign goes one on.
  private static func isStep(_ a: Character, _ b: Character) -> Bool {
    guard let a = a.unicodeScalars.first?.value, let b = b.unicodeScalars.first?.value else { return false }
    return a.subtractingReportingOverflow(b).partialValue == 1 || b.subtractingReportingOverflow(a).partialValue == 1
  }

  private static func isKey(_ a: Character, _ b: Character) -> Bool {
    rows.contains { row in
      zip(row, row.dropFirst()).contains { ($0 == a && $1 == b) || ($0 == b && $1 == a) }
    }
  }
}
