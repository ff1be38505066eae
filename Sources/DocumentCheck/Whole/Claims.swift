/// Sentences that say what was significant, held against the tests beside them or in the table they name.
func checkClaims(_ document: Document, tests: [LocatedTest], views: [TableView], facts: Facts) -> [Verdict] {
  var byPassage: [Int: [LocatedTest]] = [:]
  for test in tests where test.unsupported == nil { byPassage[test.passage, default: []].append(test) }
  let withTests = views.filter { view in view.column(.p) != nil || view.statisticColumn != nil }
  let results = Dictionary(
    withTests.map { ($0.table.order, tableResults($0, alpha: facts.alpha)) }, uniquingKeysWith: { first, _ in first })
  let byNumber = Dictionary(grouping: withTests.filter { $0.table.number != nil }) { $0.table.number ?? "" }
  var verdicts: [Verdict] = []
  for (number, passage) in document.passages.enumerated() where captionNumber(passage) == nil {
    for sentence in passage.sentences {
      guard let claim = claim(passage.tokens, in: sentence) else { continue }
      let beside = (byPassage[number] ?? []).filter { $0.sentence == sentence }
      if !beside.isEmpty {
        verdicts += verdict(claim, beside, passage, sentence, facts)
      } else if claim.isUniversal {
        let named = sentence.compactMap { index in
          reference(passage.tokens, at: index).flatMap { $0.kind == "table" ? $0.numbers.first : nil }
        }
        if named.isEmpty, withTests.isEmpty,
          let verdict = sectionVerdict(claim, document, passage: number, sentence: sentence, byPassage, facts)
        {
          verdicts.append(verdict)
          continue
        }
        let candidates = named.isEmpty ? withTests : Set(named).flatMap { byNumber[$0] ?? [] }
        guard candidates.count == 1, let view = candidates.first, let rows = results[view.table.order], !rows.isEmpty
        else {
          verdicts.append(
            .unchecked(
              .claim, at: passage.place(ofToken: sentence.lowerBound), passage.quote(sentence),
              "it does not say which of the tests or tables it speaks of"))
          continue
        }
        verdicts.append(verdict(claim, rows, view, passage, sentence, facts))
      }
    }
  }
  return verdicts
}

struct Claim {
  /// “all were significant” or “no significant difference”.
  let isSignificant: Bool
  /// Speaks of all tests, not of one.
  let isUniversal: Bool
}

private let hedges: Set<String> = [
  "except", "apart", "other", "most", "almost", "nearly", "some", "unless", "whether", "if", "but", "although",
  "though", "while", "whereas",
  "however", "post", "hoc", "pairwise", "adjusted", "adjusting", "adjustment", "correction", "bonferroni", "remaining",
  "otherwise", "only", "hypothesised", "expected",
  "would", "may", "might", "could", "should", "define", "defined", "considered", "level", "threshold", "trend",
  "marginally", "marginal", "approached", "mean", "regarded", "taken", "treated",
]

/// What a sentence claims; `nil` where it hedges, mixes or does not speak of significance.
private func claim(_ tokens: [Token], in sentence: Range<Int>) -> Claim? {
  var at: [Int] = []
  for index in sentence {
    let word = tokens[index].lowered
    if ["significant", "significantly", "insignificant", "nonsignificant"].contains(word) { at.append(index) }
    if hedges.contains(word) { return nil }
  }
  guard at.count == 1, let index = at.first else { return nil }
  let word = tokens[index].lowered
  let before = (max(sentence.lowerBound, index - 6)..<index).map { tokens[$0].lowered }
  let glued = tokens.isMark("-", at: index - 1) && tokens.lowered(index - 2) == "non"
  let negatives: Set<String> = [
    "no", "not", "none", "neither", "nor", "without", "never", "didn't", "weren't", "wasn't", "nothing", "cannot",
    "non",
  ]
  let isNegative =
    before.contains(where: negatives.contains) || glued || word == "insignificant" || word == "nonsignificant"
  // “not all were significant” claims nothing that a single test could break.
  let words = sentence.map { tokens[$0].lowered }
  if let not = words.firstIndex(of: "not"), ["all", "every", "both", "only", "just"].contains(words.at(not + 1) ?? "") {
    return nil
  }
  // “significant others”, “a significant number of staff”, “significantly more”: only comparisons and tests count.
  let next = tokens.lowered(index + 1)
  if [
    "number", "amount", "proportion", "part", "role", "others", "pressure", "challenge", "challenges", "change",
    "changes", "minority", "majority", "share",
  ].contains(next) {
    return nil
  }
  let universal =
    isNegative
    ? words.contains("none")
      || (before.contains("no")
        && (next == "differences" || next == "difference" || next == "effects" || next == "associations"))
        && words.count <= 25
    : words.contains { ["all", "every", "each", "both"].contains($0) }
  return Claim(isSignificant: !isNegative, isUniversal: universal)
}

private func verdict(_ claim: Claim, _ tests: [LocatedTest], _ passage: Passage, _ sentence: Range<Int>, _ facts: Facts)
  -> [Verdict]
{
  // With several tests only a claim about all of them can be held against each.
  guard tests.count == 1 || claim.isUniversal else { return [] }
  return tests.compactMap { test in
    let p =
      test.statement.p.flatMap { decision($0, alpha: facts.alpha) }
      ?? test.statement.recomputedP().flatMap { decision($0, alpha: facts.alpha) }
    guard let p else { return nil }
    guard p != claim.isSignificant else { return .agrees(.claim) }
    let given = test.statement.p.map(text) ?? test.statement.recomputedP().map(pText) ?? ""
    return contradiction(
      claim, passage, sentence, [test.statement.quote + (test.statement.p == nil ? " (\(given))" : "")], facts)
  }
}

private func verdict(
  _ claim: Claim, _ rows: [(label: String, p: String, isSignificant: Bool)], _ view: TableView, _ passage: Passage,
  _ sentence: Range<Int>, _ facts: Facts
) -> Verdict {
  let against = rows.filter { $0.isSignificant != claim.isSignificant }
  guard !against.isEmpty else { return .agrees(.claim) }
  return contradiction(
    claim, passage, sentence, against.prefix(6).map { "\(view.table.name), \($0.label): \($0.p)" }, facts)
}

func contradiction(
  _ claim: Claim, _ passage: Passage, _ sentence: Range<Int>, _ against: [String], _ facts: Facts,
  severity: Severity = .error
) -> Verdict {
  .differs(
    .claim, severity, at: passage.place(ofToken: sentence.lowerBound), passage.quote(sentence),
    reported: claim.isSignificant ? "significant" : "not significant", recomputed: against.joined(separator: "; "),
    why: "The words and the test say opposite things at \(figure(facts.alpha, digits: 1)).")
}

/// Rows of a table with a p that is clearly on one side of the level of significance.
private func tableResults(_ view: TableView, alpha: Double) -> [(label: String, p: String, isSignificant: Bool)] {
  view.body.compactMap { row in
    var p = view.column(.p).flatMap { pCell(view.table.tokens(row, $0)) }
    if p == nil, let column = view.statisticColumn, let kind = view.kind(column) {
      p = tableTest(view, row: row, column: column, kind: kind)?.p
    }
    guard let p, let side = decision(p, alpha: alpha) else { return nil }
    return (view.table.label(row), text(p), side)
  }
}
