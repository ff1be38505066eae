/// A paragraph, a heading, a caption or the text of one table cell: scalars, tokens and sentences.
struct Passage: Sendable {
  /// Where a line of the input starts inside the passage.
  struct LineStart: Sendable {
    let offset: Int
    let line: Int
    let page: Int?
  }
  let scalars: [Unicode.Scalar]
  let tokens: [Token]
  let lines: [LineStart]
  let isHeading: Bool
  /// Token ranges.
  let sentences: [Range<Int>]

  init(_ scalars: [Unicode.Scalar], lines: [LineStart], style: NumberStyle, isHeading: Bool = false) {
    self.scalars = scalars
    self.lines = lines
    self.isHeading = isHeading
    tokens = Tokenizer.tokens(scalars, style: style)
    sentences = sentenceRanges(tokens)
  }

  func place(ofToken index: Int) -> Place {
    let offset = tokens.at(index)?.range.lowerBound ?? 0
    var low = 0
    var high = lines.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lines[middle].offset <= offset { low = middle } else { high = middle }
    }
    return lines.isEmpty ? Place(line: 1) : Place(page: lines[low].page, line: lines[low].line)
  }

  /// The text of some tokens as printed, white space collapsed, at most 160 scalars.
  func quote(_ range: Range<Int>) -> String {
    guard let first = tokens.at(range.lowerBound), let last = tokens.at(range.upperBound - 1) else { return "" }
    return collapsed(scalars[first.range.lowerBound..<max(first.range.upperBound, last.range.upperBound)], limit: 160)
  }

  var text: String { collapsed(scalars[...], limit: 400) }
}

func collapsed(_ scalars: ArraySlice<Unicode.Scalar>, limit: Int) -> String {
  var text = String.UnicodeScalarView()
  var gap = false
  var count = 0
  for scalar in scalars {
    if isSpace(scalar) || scalar == "\u{A0}" {
      gap = count > 0
      continue
    }
    if gap { text.append(" ") }
    gap = false
    text.append(scalar)
    count += 1
    if count >= limit {
      text.append("…")
      break
    }
  }
  return String(text)
}

private let sentenceMarks: Set<Unicode.Scalar> = [".", "!", "?", "·", "•"]
private let abbreviations: Set<String> = [
  "vs", "cf", "al", "fig", "figs", "no", "nos", "eg", "ie", "etc", "dr", "mr", "mrs", "ms", "approx", "ca", "st",
  "prof", "tab",
  "vol", "pp", "sd", "sig", "resp", "incl", "max", "min",
]

/// A stop ends a sentence when white space follows and it is not an abbreviation, an initial or “n.s.”.
private func sentenceRanges(_ tokens: [Token]) -> [Range<Int>] {
  var ranges: [Range<Int>] = []
  var start = 0
  for index in tokens.indices {
    // Text without stops is cut all the same: every recogniser may then walk its sentence.
    if index - start >= 500 {
      ranges.append(start..<index)
      start = index
    }
    guard tokens[index].isMark(in: sentenceMarks) else { continue }
    guard let next = tokens.at(index + 1) else { continue }
    if tokens[index].isMark(in: ["·", "•"]) || (next.spaced && endsSentence(tokens, at: index)) {
      ranges.append(start..<index + 1)
      start = index + 1
    }
  }
  if start < tokens.count { ranges.append(start..<tokens.count) }
  return ranges
}

private func endsSentence(_ tokens: [Token], at index: Int) -> Bool {
  guard tokens[index].isMark("."), let before = tokens.at(index - 1), let word = before.word else { return true }
  if abbreviations.contains(before.lowered) { return startsLikeSentence(tokens[index + 1]) && before.lowered == "etc" }
  if word.unicodeScalars.count == 1 {
    // “n.s. The …” ends, “J. Smith” and “p. 12” do not.
    return before.lowered == "s" && startsLikeSentence(tokens[index + 1])
  }
  return true
}

private func startsLikeSentence(_ token: Token) -> Bool {
  guard let first = token.word?.unicodeScalars.first else { return false }
  return first.properties.isUppercase
}
