/// Finds test results in running text: `F(3, 36) = 4.3, p = .007`, `t(38) = 2.1, p < .05`, `χ²(2, N = 40) = 7.1`, `F 5.3, p .003`.
struct TestParser {
  let tokens: [Token]

  struct Found {
    var statement: TestStatement
    let range: Range<Int>
    /// A rank correlation, U, W…: recognised, and never recomputed from these figures alone.
    var unsupported: String?
  }

  /// All test results of a sentence, in order.
  func tests(in sentence: Range<Int>, of passage: Passage) -> [Found] {
    var found: [Found] = []
    var index = sentence.lowerBound
    while index < sentence.upperBound {
      guard let start = statistic(at: index, before: sentence.upperBound) else {
        index += 1
        continue
      }
      var result = start
      let limit = nextStatistic(after: start.end, before: min(sentence.upperBound, start.end + 48))
      if result.first == nil, let df = looseDegrees(in: start.end..<limit) { (result.first, result.second) = df }
      let p = pValue(in: start.end..<limit)
      let end = p?.end ?? start.end
      // A letter and a number without degrees of freedom, relation or p is no test (“table F 3”, “r = .31” as an effect size).
      let isCorrelation = result.kind != .r || result.first != nil || abs(result.value.value) <= 1
      guard isCorrelation, result.first != nil || p != nil && (result.hasRelation || p?.isDirect == true) else {
        index = start.end
        continue
      }
      let quoteRange = index..<end
      found.append(
        Found(
          statement: TestStatement(
            kind: result.kind, relation: result.relation, value: result.value, first: result.first,
            second: result.second,
            sampleSize: result.sampleSize, p: p?.p, place: passage.place(ofToken: index),
            quote: passage.quote(quoteRange)),
          range: quoteRange, unsupported: result.unsupported))
      index = end
    }
    return found
  }

  // MARK: the statistic

  private struct Start {
    var kind: TestStatement.Kind
    var relation: TestStatement.Relation
    var value: Reported
    var first: Reported?
    var second: Reported?
    var sampleSize: Int?
    var hasRelation: Bool
    var unsupported: String?
    var end: Int
  }

  private func nextStatistic(after index: Int, before end: Int) -> Int {
    var cursor = index
    while cursor < end {
      if let start = statistic(at: cursor, before: end), start.hasRelation || start.first != nil,
        start.kind != .r || start.first != nil, start.unsupported == nil || start.first != nil
      {
        return cursor
      }
      cursor += 1
    }
    return end
  }

  /// The name of a statistic and how many tokens it takes.
  private func name(at index: Int) -> (kind: TestStatement.Kind, length: Int, unsupported: String?)? {
    guard let word = tokens.at(index)?.word else { return nil }
    if let previous = tokens.at(index - 1), !(tokens[index].spaced), previous.isMark(in: ["-", "'", "."]) {
      return nil
    }
    switch word {
    case "F": return (.f, 1, nil)
    case "t", "T": return (.t, 1, nil)
    case "z", "Z": return (.z, 1, nil)
    case "r", "R":
      if tokens.isMark("²", at: index + 1) || tokens.isMark("^", at: index + 1) { return nil }
      if tokens.isMark("(", at: index + 1), tokens.lowered(index + 2) == "s" {
        return (.r, tokens.isMark(")", at: index + 3) ? 4 : 1, "a rank correlation")
      }
      return (.r, 1, nil)
    case "rs", "ρ", "rho": return (.r, 1, "a rank correlation")
    case "H": return (.chiSquared, 1, nil)
    case "χ2", "X2", "χ²", "chi2", "Chi2": return (.chiSquared, 1, nil)
    case "χ", "X", "x", "chi", "Chi":
      var length = 1
      if word.lowercased() == "chi", tokens.isMark("-", at: index + 1) { length = 2 }
      if ["square", "squared", "sq"].contains(tokens.lowered(index + length)), word.lowercased() == "chi" {
        return (.chiSquared, length + 1, nil)
      }
      guard length == 1 else { return nil }
      if tokens.isMark("²", at: index + 1) { return (.chiSquared, 2, nil) }
      if tokens.isMark("^", at: index + 1), tokens.number(index + 2)?.text == "2" { return (.chiSquared, 3, nil) }
      return nil
    default: return nil
    }
  }

  private func statistic(at index: Int, before end: Int) -> Start? {
    guard let name = name(at: index) else { return nil }
    var cursor = index + name.length
    if tokens.isMark("-", at: cursor), ["value", "ratio", "statistic"].contains(tokens.lowered(cursor + 1)) {
      cursor += 2
    }
    var degrees: Degrees?
    if tokens.isMark("(", at: cursor) || tokens.isMark("[", at: cursor), let read = self.degrees(at: cursor) {
      degrees = read
      cursor = read.end
    }
    var relation = TestStatement.Relation.equal
    var hasRelation = true
    if let read = self.relation(at: cursor) {
      relation = read.relation
      cursor = read.end
    } else if ["of", "was", "is"].contains(tokens.lowered(cursor)) {
      cursor += 1
    } else if tokens.isMark(":", at: cursor) {
      cursor += 1
      hasRelation = degrees != nil
    } else {
      hasRelation = false
    }
    guard cursor < end, let value = tokens.number(cursor), tokens.percentLength(at: cursor + 1) == 0 else { return nil }
    if let next = tokens.at(cursor + 1), next.word != nil, !next.spaced { return nil }
    return Start(
      kind: name.kind, relation: relation, value: value, first: degrees?.first, second: degrees?.second,
      sampleSize: degrees?.sampleSize, hasRelation: hasRelation, unsupported: name.unsupported, end: cursor + 1)
  }

  private struct Degrees {
    var first: Reported
    var second: Reported?
    var sampleSize: Int?
    var end: Int
  }

  /// `(3, 36)`, `(df = 38)`, `(2, N = 40)`, `[3; 36]`.
  private func degrees(at index: Int) -> Degrees? {
    var cursor = skipDegreesName(index + 1)
    guard let first = tokens.number(cursor), first.value > 0 else { return nil }
    cursor += 1
    var result = Degrees(first: first, end: cursor)
    while tokens.isMark(",", at: cursor) || tokens.isMark(";", at: cursor) || tokens.isMark("/", at: cursor)
      || tokens.lowered(cursor) == "and"
    {
      cursor += 1
      if tokens.lowered(cursor) == "n" {
        cursor += tokens.isMark("=", at: cursor + 1) ? 2 : 1
        guard let count = tokens.number(cursor)?.count else { return nil }
        result.sampleSize = count
      } else {
        cursor = skipDegreesName(cursor)
        guard let second = tokens.number(cursor), second.value > 0, result.second == nil else { return nil }
        result.second = second
      }
      cursor += 1
    }
    guard tokens.isMark(")", at: cursor) || tokens.isMark("]", at: cursor) else { return nil }
    result.end = cursor + 1
    return result
  }

  private func skipDegreesName(_ index: Int) -> Int {
    var cursor = index
    if ["df", "df1", "df2", "dof"].contains(tokens.lowered(cursor)) {
      cursor += 1
    } else if tokens.reads(["d", ".", "f"], at: cursor) {
      cursor += tokens.isMark(".", at: cursor + 3) ? 4 : 3
    } else {
      return index
    }
    return tokens.isMark("=", at: cursor) ? cursor + 1 : cursor
  }

  /// `df = 3, 36` or `d.f. = 38` behind the statistic.
  private func looseDegrees(in range: Range<Int>) -> (Reported, Reported?)? {
    for index in range where ["df", "d", "df1"].contains(tokens.lowered(index)) {
      let cursor = skipDegreesName(index)
      guard cursor > index, let first = tokens.number(cursor), first.value > 0 else { continue }
      var next = cursor + 1
      if tokens.isMark(",", at: next) || tokens.isMark(";", at: next) || tokens.isMark("/", at: next) {
        next = skipDegreesName(next + 1)
        // “df = 2, .04” would be a p, not a second df.
        if let second = tokens.number(next), second.value >= 1, tokens.lowered(next - 1) != "p" {
          return (first, second)
        }
      }
      return (first, nil)
    }
    return nil
  }

  func relation(at index: Int) -> (relation: TestStatement.Relation, end: Int)? {
    guard let token = tokens.at(index) else { return nil }
    let next = tokens.at(index + 1)
    if token.isMark("=") {
      if let next, next.isMark(in: ["<", ">", "≤", "≥"]) { return relation(at: index + 1) }
      return (.equal, index + 1)
    }
    let relation: TestStatement.Relation
    if token.isMark(in: ["<", "≤"]) {
      relation = .below
    } else if token.isMark(in: [">", "≥"]) {
      relation = .above
    } else {
      return token.isMark(in: ["≈", "~"]) ? (.equal, index + 1) : nil
    }
    return (relation, next?.isMark("=") == true ? index + 2 : index + 1)
  }

  // MARK: p

  struct FoundP {
    let p: TestStatement.P
    /// Written right behind the statistic, so that it surely belongs to it.
    let isDirect: Bool
    let start: Int
    let end: Int
  }

  /// The first p of the range: `p = .03`, `P=0.03`, `p-value of .03`, `p .007`, `ns`, `n.s.`.
  func pValue(in range: Range<Int>) -> FoundP? {
    for index in range {
      if let end = notSignificant(at: index) {
        return FoundP(p: .notSignificant, isDirect: index - range.lowerBound <= 2, start: index, end: end)
      }
      guard tokens[index].lowered == "p" || tokens[index].lowered == "ps" else { continue }
      var cursor = index + 1
      if tokens.isMark("(", at: cursor), tokens.at(cursor + 1)?.word != nil, tokens.isMark(")", at: cursor + 2) {
        cursor += 3
      }
      if tokens.isMark("-", at: cursor) { cursor += 1 }
      if ["value", "values"].contains(tokens.lowered(cursor)) { cursor += 1 }
      if let end = notSignificant(at: tokens.isMark("=", at: cursor) ? cursor + 1 : cursor) {
        return FoundP(p: .notSignificant, isDirect: true, start: index, end: end)
      }
      var relation = TestStatement.Relation.equal
      if let read = self.relation(at: cursor) {
        relation = read.relation
        cursor = read.end
      } else if ["of", "was", "is"].contains(tokens.lowered(cursor)) || tokens.isMark(":", at: cursor) {
        cursor += 1
      }
      if let read = self.relation(at: cursor) {
        relation = read.relation
        cursor = read.end
      }
      guard cursor < tokens.count, let value = tokens.number(cursor), tokens.percentLength(at: cursor + 1) == 0 else {
        continue
      }
      // “p 12” is a page.
      if cursor == index + 1, value.decimals == 0 { continue }
      return FoundP(p: .value(relation, value), isDirect: index - range.lowerBound <= 2, start: index, end: cursor + 1)
    }
    return nil
  }

  private func notSignificant(at index: Int) -> Int? {
    if tokens.lowered(index) == "ns" { return index + 1 }
    if tokens.reads(["n", ".", "s"], at: index) { return tokens.isMark(".", at: index + 3) ? index + 4 : index + 3 }
    return nil
  }
}
