import Foundation

/// The colours of the style sheet, read from the style sheet itself, and how well they can be told apart.
struct DesignTokens {
  struct Token: Sendable {
    let name: String
    let purpose: String
  }

  static let named = [
    Token(name: "paper", purpose: "the ground of every page"), Token(name: "ink", purpose: "words"),
    Token(name: "quiet", purpose: "hints and what stands beside"),
    Token(name: "rule", purpose: "lines that only divide"),
    Token(name: "edge", purpose: "the edge of what can be filled in or pressed"),
    Token(name: "card", purpose: "the ground of notices"),
    Token(name: "accent", purpose: "links, and the one button that goes on"),
    Token(name: "on-accent", purpose: "words on that button"),
    Token(name: "wrong", purpose: "what has to be put right"),
    Token(name: "focus", purpose: "where the keyboard is"),
  ]

  /// What stands on what, and the least that it needs: 4.5 for words, 3 for edges (WCAG 2.2, success criteria 1.4.3 and 1.4.11).
  static let pairs: [(front: String, back: String, least: Double)] = [
    ("ink", "paper", 4.5), ("ink", "card", 4.5), ("quiet", "paper", 4.5), ("quiet", "card", 4.5),
    ("accent", "paper", 4.5), ("accent", "card", 4.5), ("on-accent", "accent", 4.5), ("wrong", "paper", 4.5),
    ("edge", "paper", 3), ("focus", "paper", 3),
  ]

  let light: [String: Colour]
  let dark: [String: Colour]

  /// - Parameter styleSheet: its first `:root` names the light colours, its second the dark ones.
  init(_ styleSheet: String) {
    let blocks = styleSheet.components(separatedBy: ":root").dropFirst().map { $0.prefix { $0 != "}" } }
    light = blocks.first.map { Self.colours(String($0)) } ?? [:]
    dark = blocks.dropFirst().first.map { Self.colours(String($0)) } ?? [:]
  }

  private static func colours(_ block: String) -> [String: Colour] {
    var found: [String: Colour] = [:]
    for part in block.split(whereSeparator: { $0 == ";" || $0 == "{" }) {
      let sides = part.split(separator: ":").map { $0.filter { $0 != " " && $0 != "\n" } }
      guard sides.count == 2, sides[0].hasPrefix("--"), let colour = Colour(sides[1]) else { continue }
      found[String(sides[0].dropFirst(2))] = colour
    }
    return found
  }

  /// A colour as six hexadecimal digits.
  struct Colour: Sendable, Hashable {
    let text: String
    private let parts: [Double]

    init?(_ text: String) {
      guard text.hasPrefix("#"), text.utf8.count == 7, let value = Int(text.dropFirst(), radix: 16) else { return nil }
      self.text = text
      parts = [value >> 16, value >> 8 & 255, value & 255].map { Double($0) / 255 }
    }

    /// L = 0.2126 R + 0.7152 G + 0.0722 B of the linear parts (WCAG 2.2, relative luminance).
    private var luminance: Double {
      zip([0.2126, 0.7152, 0.0722], parts).reduce(0) { sum, part in
        let (weight, value) = part
        return sum + weight * (value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4))
      }
    }

    /// (L₁ + 0.05) / (L₂ + 0.05), the lighter first: 1 to 21.
    func contrast(with other: Colour) -> Double {
      let (a, b) = (luminance, other.luminance)
      return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }
  }
}
