import Charts
import Foundation
import Testing

@Suite struct ContrastTests {
  /// Custom properties of the first or the second `:root` block.
  private func tokens(dark: Bool) throws -> [String: String] {
    let sheet = ChartStyle.tokens.description
    let blocks = sheet.components(separatedBy: ":root {").dropFirst().map { $0.components(separatedBy: "}")[0] }
    try #require(blocks.count == 2)
    var tokens: [String: String] = [:]
    for declaration in blocks[dark ? 1 : 0].components(separatedBy: ";") {
      let parts = declaration.components(separatedBy: ":").map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
      if parts.count == 2 { tokens[parts[0]] = parts[1] }
    }
    return tokens
  }

  /// WCAG 2.2: (L1 + 0.05) / (L2 + 0.05) of relative luminances.
  private func contrast(_ a: String, _ b: String, in tokens: [String: String]) throws -> Double {
    let first = try luminance(#require(tokens[a]))
    let second = try luminance(#require(tokens[b]))
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }

  private func luminance(_ hex: String) throws -> Double {
    let value = try #require(Int(hex.dropFirst(), radix: 16))
    let parts = [value >> 16, value >> 8 & 255, value & 255].map { part -> Double in
      let share = Double(part) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  @Test("Marks stand out from the ground by 3 : 1 and text by 4.5 : 1, in light and in dark", arguments: [false, true])
  func ground(_ dark: Bool) throws {
    let tokens = try tokens(dark: dark)
    for mark in ["--mark", "--edge", "--low3", "--low2", "--high2", "--high3"] {
      #expect(try contrast(mark, "--paper", in: tokens) >= 3, "\(mark)")
    }
    for text in ["--ink", "--quiet"] { #expect(try contrast(text, "--paper", in: tokens) >= 4.5, "\(text)") }
    #expect(try contrast("--ink", "--soft", in: tokens) >= 3)
  }

  @Test("Numbers inside a bar stand out from it by 4.5 : 1", arguments: [false, true])
  func inside(_ dark: Bool) throws {
    let tokens = try tokens(dark: dark)
    for step in ["--low3", "--low2", "--high2", "--high3"] {
      #expect(try contrast("--on-dark", step, in: tokens) >= 4.5, "\(step)")
    }
    for step in ["--low1", "--middle", "--high1"] {
      #expect(try contrast("--on-light", step, in: tokens) >= 4.5, "\(step)")
    }
  }

  @Test("Steps of one side differ in lightness, so that they read in black and white", arguments: [false, true])
  func lightness(_ dark: Bool) throws {
    let tokens = try tokens(dark: dark)
    for (a, b) in [("--low3", "--low2"), ("--low2", "--low1"), ("--high3", "--high2"), ("--high2", "--high1")] {
      #expect(try contrast(a, b, in: tokens) >= 1.5, "\(a) and \(b)")
    }
  }
}
