/// One word, number or mark of a passage, with the place it came from.
struct Token: Sendable {
  enum Kind: Hashable, Sendable {
    /// As printed, after folding of mathematical letters; `lowered` is for comparing.
    case word(String)
    case number(Reported)
    case mark(Unicode.Scalar)
  }
  let kind: Kind
  /// Lower-cased text of a word, empty otherwise.
  let lowered: String
  /// Scalars of the passage.
  let range: Range<Int>
  /// Whether white space stands before it.
  let spaced: Bool

  var number: Reported? { if case .number(let reported) = kind { reported } else { nil } }
  var word: String? { if case .word(let word) = kind { word } else { nil } }
  func isMark(_ mark: Unicode.Scalar) -> Bool { kind == .mark(mark) }
  func isMark(in marks: Set<Unicode.Scalar>) -> Bool {
    if case .mark(let mark) = kind { marks.contains(mark) } else { false }
  }
}

/// Look-ahead without bounds to get wrong.
extension Array {
  func at(_ index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}

extension Array where Element == Token {
  func isMark(_ mark: Unicode.Scalar, at index: Int) -> Bool { at(index)?.isMark(mark) ?? false }
  func lowered(_ index: Int) -> String { at(index)?.lowered ?? "" }
  func number(_ index: Int) -> Reported? { at(index)?.number }
  /// Whether the lower-cased words or marks stand here in this order.
  func reads(_ phrase: [String], at index: Int) -> Bool {
    guard index >= 0, index + phrase.count <= count else { return false }
    for (offset, part) in phrase.enumerated() {
      let token = self[index + offset]
      switch token.kind {
      case .word: if token.lowered != part { return false }
      case .mark(let mark): if part.unicodeScalars.count != 1 || part.unicodeScalars.first != mark { return false }
      case .number(let reported): if reported.text != part { return false }
      }
    }
    return true
  }
  /// How many tokens a per-cent sign takes here: `%`, `percent`, `per cent`; 0 when there is none.
  func percentLength(at index: Int) -> Int {
    if isMark("%", at: index) { return 1 }
    if ["percent", "pct"].contains(lowered(index)) { return 1 }
    return lowered(index) == "per" && lowered(index + 1) == "cent" ? 2 : 0
  }
}
