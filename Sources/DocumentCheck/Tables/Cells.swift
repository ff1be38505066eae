/// `3.5 (0.8)`, `3.5 ± 0.8`, `3.5 (SD 0.8)`, `2.8`: a mean with or without its standard deviation.
func meanCell(_ tokens: [Token]) -> (mean: Reported, deviation: Reported?)? {
  guard let mean = tokens.number(0), tokens.percentLength(at: 1) == 0 else { return nil }
  var index = 1
  guard tokens.isMark("(", at: index) || tokens.isMark("±", at: index) || tokens.isMark("[", at: index) else {
    // Stars are dropped by the tokenizer; a letter is a footnote. More figures than that are something else.
    return tokens.dropFirst().contains { $0.number != nil } ? nil : (mean, nil)
  }
  index += 1
  if tokens.lowered(index) == "sd" { index += tokens.isMark("=", at: index + 1) ? 2 : 1 }
  guard let deviation = tokens.number(index), deviation.value >= 0, tokens.percentLength(at: index + 1) == 0 else {
    return (mean, nil)
  }
  // “3.5 (3.1–3.9)” is an interval.
  guard tokens.at(index + 1)?.isMark(in: ["-", "–", ","]) != true else { return (mean, nil) }
  return (mean, deviation)
}

/// A p in a cell: `.03`, `< .001`, `ns`, `p = .03`.
func pCell(_ tokens: [Token]) -> TestStatement.P? {
  guard !tokens.isEmpty else { return nil }
  let parser = TestParser(tokens: tokens)
  if let found = parser.pValue(in: tokens.indices) { return found.p }
  var index = 0
  var relation = TestStatement.Relation.equal
  if let read = parser.relation(at: 0) {
    relation = read.relation
    index = read.end
  }
  guard let value = tokens.number(index), value.decimals > 0, value.value >= 0, value.value <= 1,
    tokens.percentLength(at: index + 1) == 0
  else { return nil }
  return .value(relation, value)
}

/// The p in brackets behind a statistic: `5.3 (.003)`, `5.3, .003`, `5.3 (p < .001)`.
func pBehindStatistic(_ tokens: [Token]) -> TestStatement.P? {
  guard
    let start = tokens.indices.dropFirst().first(where: {
      tokens[$0].isMark(in: ["(", ",", ";"]) || tokens[$0].lowered == "p"
    })
  else { return nil }
  let rest = Array(tokens[(tokens[start].lowered == "p" ? start : start + 1)...])
  return pCell(rest)
}

/// A count with its percentage: `12 (30 %)`, `12 (30)` under an “n (%)” header, `30% (12)`.
func shareCell(_ tokens: [Token], role: TableView.Role) -> (count: Int, percent: Reported)? {
  guard let first = tokens.number(0) else { return nil }
  let firstPercent = tokens.percentLength(at: 1)
  var index = 1 + firstPercent
  guard
    tokens.isMark("(", at: index) || tokens.isMark("[", at: index) || tokens.isMark(",", at: index)
      || tokens.isMark("/", at: index)
  else { return nil }
  index += 1
  if tokens.lowered(index) == "n" { index += tokens.isMark("=", at: index + 1) ? 2 : 1 }
  guard let second = tokens.number(index) else { return nil }
  let secondPercent = tokens.percentLength(at: index + 1) > 0
  // “12 (95% CI …)” is no share.
  if secondPercent, let next = tokens.at(index + 2), !next.isMark(in: [")", "]", ",", ";"]) { return nil }
  if tokens.at(index + 1)?.isMark(in: ["-", "–"]) == true { return nil }
  if firstPercent > 0 || role == .percentAndCount && !secondPercent {
    return second.count.map { ($0, first) }
  }
  guard secondPercent || role == .countAndPercent else { return nil }
  return first.count.map { ($0, second) }
}
