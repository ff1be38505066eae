/// What a line looks like, found once.
struct LineShape {
  let isBlank, isRule, isTabular, isHeaderLike, isSubheading: Bool
  /// One short run of text far from the margin: a line of some cell.
  let isFragment: Bool
  /// Starts with “Table 3.” or “Table 3:”.
  let isCaption: Bool
  /// A short line that starts small: more of a label.
  let isSecondLine: Bool
  let bars, tabs: Int
  /// Where the second run of text starts.
  let secondStart: Int?
  /// Where the only run of text ends, unless it is a sentence or a caption.
  let labelEnd: Int?

  init(_ line: InputLine) {
    let scalars = line.scalars
    isBlank = line.isBlank
    isRule = DocumentCheck.isRule(scalars)
    bars = scalars.count { $0 == "|" }
    tabs = scalars.count { $0 == "\t" }
    let segments = layoutSegments(scalars)
    isTabular =
      segments.count >= 2
      && segments.dropFirst().contains { segment in
        guard segment.count <= 24 else { return false }
        let first = folded(scalars[segment.lowerBound])
        return isDigit(first) || "<>.-–—≤≥(".unicodeScalars.contains(first) && segment.count <= 12
      }
    isHeaderLike =
      segments.count >= 2 && segments.dropFirst().allSatisfy { $0.count <= 40 }
      && segments[0].count <= (segments.count > 2 ? 60 : 40)
    let text = scalars.prefix(200).filter { !isSpace($0) }
    isSubheading =
      segments.count == 1 && text.count <= 50 && text.last != "."
      && !text.starts(with: "Table".unicodeScalars) && !text.starts(with: "Figure".unicodeScalars)
    let number = text.starts(with: "Table".unicodeScalars) ? text.dropFirst(5).prefix(while: isDigit) : []
    isCaption =
      !number.isEmpty && text.dropFirst(5 + number.count).first.map { ".:".unicodeScalars.contains($0) } == true
    let only = segments.count == 1 ? segments[0] : nil
    isFragment = !isCaption && only.map { $0.lowerBound >= 8 && $0.count <= 40 } ?? false
    secondStart = segments.count > 1 ? segments[1].lowerBound : nil
    labelEnd = isCaption || text.last == "." ? nil : only?.upperBound
    isSecondLine = isSubheading && only.map { $0.count <= 30 && scalars[$0.lowerBound].properties.isLowercase } == true
  }
}

/// `|---|---|`, `-----  ----`, `=====`.
func isRule(_ scalars: [Unicode.Scalar]) -> Bool {
  var marks = 0
  for scalar in scalars where !isSpace(scalar) {
    guard "-=+|:─━_".unicodeScalars.contains(scalar) else { return false }
    if scalar != "|" { marks += 1 }
  }
  return marks >= 3
}
