/// The first place where two texts differ, as a reader would look for it.
struct TextDifference {
  /// `line 5, character 12`, and in a page or figure the heading, caption or title above it.
  let place: String
  /// What stands there, with a few characters around it.
  let was: String
  let now: String

  private static let before = 30
  private static let after = 70

  /// - Parameter isMarkup: HTML or SVG, where lines say little and headings say where.
  init(_ written: String, _ recomputed: String, isMarkup: Bool) {
    let old = Array(written.unicodeScalars)
    let new = Array(recomputed.unicodeScalars)
    let offset = zip(old, new).enumerated().first { $1.0 != $1.1 }?.offset ?? min(old.count, new.count)
    let breaks = old[..<offset].indices.filter { old[$0] == "\n" }
    let position = "line \(breaks.count + 1), character \(offset - (breaks.last.map { $0 + 1 } ?? 0) + 1)"
    let heading = isMarkup ? Self.heading(above: offset, in: old) : nil
    place = heading.map { "under “\($0)” (\(position))" } ?? position
    was = Self.excerpt(old, around: offset)
    now = Self.excerpt(new, around: offset)
  }

  private static func excerpt(_ text: [Unicode.Scalar], around offset: Int) -> String {
    guard offset < text.count else { return "nothing: it ends here" }
    let range = max(0, offset - before)..<min(text.count, offset + after)
    let words = string(text[range]).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return "“\(range.lowerBound > 0 ? "…" : "")\(words)\(range.upperBound < text.count ? "…" : "")”"
  }

  /// The words of the last heading, caption or title that opens before a place.
  private static func heading(above offset: Int, in text: [Unicode.Scalar]) -> String? {
    let names = ["h1", "h2", "h3", "h4", "figcaption", "caption", "title"].map { Array($0.unicodeScalars) }
    for open in text[..<offset].indices.reversed() where text[open] == "<" {
      let rest = text[(open + 1)...]
      guard
        let name = names.first(where: { name in
          rest.starts(with: name) && rest.dropFirst(name.count).first.map { $0 == ">" || $0 == " " } == true
        }),
        let close = rest.firstIndex(of: ">")
      else { continue }
      let closing = Array("</".unicodeScalars) + name
      var end = close + 1
      while end < text.count, !text[end...].starts(with: closing) { end += 1 }
      let words = withoutTags(text[(close + 1)..<end])
      if !words.isEmpty { return words }
    }
    return nil
  }

  private static func withoutTags(_ text: ArraySlice<Unicode.Scalar>) -> String {
    var kept = String.UnicodeScalarView()
    var isTag = false
    for scalar in text {
      if scalar == "<" { isTag = true }
      if !isTag { kept.append(scalar) }
      if scalar == ">" {
        isTag = false
        kept.append(" ")
      }
    }
    let words = String(kept).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.count > 80 ? "\(words.prefix(79))…" : words
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
