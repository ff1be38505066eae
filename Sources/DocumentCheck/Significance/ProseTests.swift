/// A test found in running text, with the sentence it stands in.
struct LocatedTest {
  let passage: Int
  let sentence: Range<Int>
  let range: Range<Int>
  let statement: TestStatement
  let unsupported: String?
}

private let oneSidedPhrases = [
  ["one", "-", "tailed"], ["one", "-", "sided"], ["1", "-", "tailed"], ["1", "-", "sided"], ["one", "tailed"],
  ["one", "sided"],
]
let adjustmentWords: Set<String> = [
  "adjusted", "corrected", "bonferroni", "holm", "tukey", "tukey's", "hochberg", "sidak", "scheffé", "greenhouse",
  "huynh", "games",
  "dunnett", "dunn", "dunn's", "permutation", "bootstrap", "bootstrapped", "exact",
]

/// All tests of the running text.
func proseTests(in document: Document) -> [LocatedTest] {
  var found: [LocatedTest] = []
  for (number, passage) in document.passages.enumerated() {
    let parser = TestParser(tokens: passage.tokens)
    let isWelch = mentionsWelch(passage.tokens)
    for sentence in passage.sentences {
      for test in parser.tests(in: sentence, of: passage) {
        var statement = test.statement
        statement.oneSided = mentionsOneSided(passage.tokens, in: sentence)
        statement.adjusted = sentence.contains { adjustmentWords.contains(passage.tokens[$0].lowered) }
        statement.isWelch = isWelch
        if statement.first == nil, statement.kind == .r, let n = nearbyCount(passage.tokens, after: test.range) {
          statement.first = Reported(value: Double(n - 2), decimals: 0, text: "\(n - 2)")
        }
        found.append(
          LocatedTest(
            passage: number, sentence: sentence, range: test.range, statement: statement, unsupported: test.unsupported)
        )
      }
    }
  }
  return found
}

func mentionsOneSided(_ tokens: [Token], in range: Range<Int>) -> Bool {
  range.contains { index in oneSidedPhrases.contains { tokens.reads($0, at: index) } }
}

func mentionsWelch(_ tokens: [Token]) -> Bool { tokens.contains { $0.lowered.hasPrefix("welch") } }

/// `r = .31, n = 40`: the n that stands right beside.
private func nearbyCount(_ tokens: [Token], after range: Range<Int>) -> Int? {
  for index in range.lowerBound..<min(tokens.count, range.upperBound + 5)
  where tokens[index].lowered == "n" && tokens.isMark("=", at: index + 1) {
    if let count = tokens.number(index + 2)?.count, count > 2 { return count }
  }
  return nil
}

/// Verdicts on the tests of the running text, each with its p.
///
/// - Parameter lists: for tests that follow a list of group means, what the list gives, by position of the test.
func checkProseTests(_ tests: [LocatedTest], lists: [Int: Summary], facts: Facts) -> [Verdict] {
  var verdicts = tests.enumerated().map { number, test -> Verdict in
    let statement = test.statement
    if let summary = lists[number], statement.first == nil {
      return verdict(on: statement, summary: summary, alpha: facts.alpha)
    }
    if let what = test.unsupported {
      return .unchecked(
        .testStatistic, at: statement.place, statement.quote, "\(what) has no p that follows from these figures alone")
    }
    return verdict(on: statement, alpha: facts.alpha, oneSidedElsewhere: facts.mentionsOneSided)
  }
  verdicts += repeatedTests(tests, alpha: facts.alpha)
  return verdicts
}

/// The same statistic with the same degrees of freedom, given with two values of p that no rounding joins.
private func repeatedTests(_ tests: [LocatedTest], alpha: Double) -> [Verdict] {
  struct Key: Hashable { let kind: TestStatement.Kind, value: String, first: Double?, second: Double? }
  var seen: [Key: LocatedTest] = [:]
  var verdicts: [Verdict] = []
  for test in tests {
    let statement = test.statement
    guard statement.relation == .equal, statement.first != nil, let p = statement.reportedP(alpha: alpha),
      test.unsupported == nil
    else { continue }
    let key = Key(
      kind: statement.kind, value: statement.value.text, first: statement.first?.value, second: statement.second?.value)
    guard let before = seen[key], let other = before.statement.reportedP(alpha: alpha) else {
      seen[key] = test
      continue
    }
    if samePrinted(statement.p, before.statement.p) ?? p.meets(other) || statement.oneSided != before.statement.oneSided
      || statement.adjusted
      || before.statement.adjusted
    {
      verdicts.append(.agrees(.repeatedFigure))
    } else if let mine = statement.p, let theirs = before.statement.p {
      verdicts.append(
        .differs(
          .repeatedFigure, .error, at: statement.place, statement.quote, reported: text(mine),
          recomputed: "\(text(theirs)) at \(before.statement.place)",
          why: "The same test is given two different p-values; a reader cannot know which one is meant."))
    }
  }
  return verdicts
}

/// Whether two p-values printed with equal precision are the same; `nil` when precision or relation differ.
func samePrinted(_ a: TestStatement.P?, _ b: TestStatement.P?) -> Bool? {
  guard case .value(.equal, let one)? = a, case .value(.equal, let other)? = b else { return nil }
  return samePrinted(one, other)
}

/// Figures with the same number of decimals agree only when they are equal: rounding explains no difference between them.
func samePrinted(_ a: Reported, _ b: Reported) -> Bool? {
  a.decimals == b.decimals ? abs(a.value - b.value) < a.halfUnit : nil
}
