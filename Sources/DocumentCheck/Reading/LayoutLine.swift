/// A line of a table drawn with spaces, and the runs of text in it.
struct LayoutLine {
  let line: InputLine
  var segments: [Range<Int>]
  /// Lines without a blank line or a rule between them share a number.
  let group: Int

  func text(_ segment: Range<Int>) -> ArraySlice<Unicode.Scalar> { line.scalars[segment] }

  /// A whole figure (`3.4 (0.8)`, `< .001`, `–`), as opposed to words and to what is left of one (`66)`, `<`).
  func isFigure(_ segment: Range<Int>) -> Bool {
    let text = text(segment)
    if text.count <= 2, text.allSatisfy({ "–—-".unicodeScalars.contains($0) }) { return true }
    guard text.contains(where: { isDigit(folded($0)) }), text.last.map(endsWhole) == true else { return false }
    guard text.count(where: { $0 == "(" }) == text.count(where: { $0 == ")" }) else { return false }
    return DocumentCheck.isFigure(Tokenizer.tokens(Array(text), style: .point))
  }

  /// A figure begins here, and it is not the rest of one (`(0.8)`).
  func startsFigure(_ segment: Range<Int>) -> Bool {
    guard let first = text(segment).first, isDigit(folded(first)) || ".<–—".unicodeScalars.contains(first) else {
      return false
    }
    let before = line.scalars[..<segment.lowerBound].last { !isSpace($0) }
    return !(before.map { "<>=≤≥±(/".unicodeScalars.contains($0) } ?? false)
  }

  /// A piece that waits for its rest: `<`, `.`, `(n`.
  func isUnfinished(_ segment: Range<Int>) -> Bool {
    let text = text(segment)
    return text.last.map { "<>=≤≥.±(".unicodeScalars.contains($0) } == true
      || text.count(where: { $0 == "(" }) > text.count(where: { $0 == ")" })
  }

  /// Words, or the end of a bracket (`30)`): what a header has over a column of figures.
  func isWording(_ segment: Range<Int>) -> Bool {
    !isFigure(segment) && text(segment).contains { isLetter($0) || $0 == ")" }
  }

  /// Starts like the second line of a cell: a small letter, a bracket or a digit's rest.
  func continues(_ segment: Range<Int>) -> Bool {
    guard let first = text(segment).first else { return false }
    return first.properties.isLowercase || "()[]%=&/".unicodeScalars.contains(first)
  }

  /// The lines of a table without blank ones and rules.
  static func list(_ lines: [InputLine]) -> [LayoutLine] {
    var list: [LayoutLine] = []
    var group = 0
    var isParted = false
    for line in lines {
      guard !line.isBlank, !isRule(line.scalars) else {
        isParted = true
        continue
      }
      if isParted { group += 1 }
      isParted = false
      list.append(LayoutLine(line: line, segments: layoutSegments(line.scalars), group: group))
    }
    return list
  }
}

private func endsWhole(_ scalar: Unicode.Scalar) -> Bool {
  isDigit(folded(scalar)) || isLetter(scalar) || ")]%*†‡".unicodeScalars.contains(scalar)
}
