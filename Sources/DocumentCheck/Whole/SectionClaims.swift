/// “All scales differed significantly” held against the tests that the running text of the same section lists by name.
///
/// - Returns: a warning at most, because nothing says outright that these are the tests meant; `nil` where none is listed.
func sectionVerdict(
  _ claim: Claim, _ document: Document, passage number: Int, sentence: Range<Int>, _ tests: [Int: [LocatedTest]],
  _ facts: Facts
) -> Verdict? {
  let passages = document.passages
  var low = number
  while low > 0, number - low < 20, !passages[low].isHeading { low -= 1 }
  var high = number + 1
  while high < passages.count, high - number < 20, !passages[high].isHeading { high += 1 }
  let listed = (low..<high).flatMap { index in
    (tests[index] ?? []).filter { isListed($0, passages[index].tokens) }
  }
  let sides = listed.compactMap { test -> (quote: String, isSignificant: Bool)? in
    let side =
      test.statement.p.flatMap { decision($0, alpha: facts.alpha) }
      ?? test.statement.recomputedP().flatMap { decision($0, alpha: facts.alpha) }
    let name = passages[test.passage].quote(
      max(test.sentence.lowerBound, test.range.lowerBound - 2)..<test.range.upperBound)
    return side.map { (name, $0) }
  }
  guard !sides.isEmpty else { return nil }
  let against = sides.filter { $0.isSignificant != claim.isSignificant }
  guard !against.isEmpty else { return .agrees(.claim) }
  return contradiction(claim, passages[number], sentence, against.prefix(6).map(\.quote), facts, severity: .warning)
}

/// Words that tell of a comparison other than the one a sentence about “all scales” means, or of a sentence with a verb.
private let notListed: Set<String> = [
  "age", "ages", "gender", "sex", "women", "men", "hours", "tenure", "years", "role", "roles", "interaction", "post",
  "hoc", "did", "was", "were", "is", "are", "not", "no", "differ", "differed", "showed", "had", "with", "between",
  "for",
  "by", "model", "regression", "overall", "only", "sectors", "groups", "versus", "vs", "than", "trend", "test", "tests",
]

/// `Values F(2, 37) = 1.5`, `Workload: F(2, 37) = 5.1`: one to three words that open a sentence or an item of a list.
private func isListed(_ test: LocatedTest, _ tokens: [Token]) -> Bool {
  guard test.statement.kind != .r, test.statement.kind != .z else { return false }
  var cursor = test.range.lowerBound - 1
  if cursor > test.sentence.lowerBound, tokens[cursor].isMark(in: [":", ",", "(", "–"]) { cursor -= 1 }
  var words = 0
  while cursor >= test.sentence.lowerBound, tokens[cursor].word != nil, tokens[cursor].lowered != "and" {
    if notListed.contains(tokens[cursor].lowered) { return false }
    words += 1
    cursor -= 1
  }
  let opens =
    cursor < test.sentence.lowerBound || tokens[cursor].isMark(in: [";", ":", ",", "•", "-"])
    || tokens[cursor].lowered == "and"
  return opens && (1...3).contains(words)
}
