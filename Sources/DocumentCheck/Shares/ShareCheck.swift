/// Verdicts on the percentages of running text.
func checkProseShares(_ document: Document, facts: Facts, tableSizes: Set<Int>) -> [Verdict] {
  var verdicts: [Verdict] = []
  let sizes = Set(facts.sizes.map(\.count)).union(tableSizes)
  let whole = Set(facts.sizes.filter(\.isWhole).map(\.count))
  for (number, passage) in document.passages.enumerated() {
    let all = proseShares(passage)
    let bySentence = Dictionary(grouping: all, by: \.sentence)
    for found in all {
      let share = found.share
      let rule: Rule = share.count == nil ? .shareWithoutCount : .shareOfCount
      if share.percent.value > 100, share.count != nil {
        verdicts.append(overHundred(share, rule))
      } else if let base = share.base
        ?? leadingBase(passage.tokens, sentence: found.sentence, before: found.range.lowerBound)
      {
        verdicts.append(verdict(share, rule, base: base, severity: .error))
      } else if share.count != nil {
        verdicts.append(
          inferred(
            share, (bySentence[found.sentence] ?? []).map(\.share), passage, number, isSubgroup: found.isSubgroup,
            sentence: found.sentence, sizes: sizes, whole: whole,
            facts: facts))
      }
    }
  }
  return verdicts
}

private func overHundred(_ share: Share, _ rule: Rule) -> Verdict {
  .differs(
    rule, .error, at: share.place, share.quote, reported: "\(share.percent.text) %",
    recomputed: "a share is at most 100 %",
    why: "No group can be more than all of the people asked.")
}

/// A percentage against a base that the text states for it.
func verdict(_ share: Share, _ rule: Rule, base: Int, severity: Severity, source: String = "") -> Verdict {
  guard base > 0 else {
    return .unchecked(rule, at: share.place, share.quote, "a share of 0 people says nothing")
  }
  if share.fits(base) { return .agrees(rule) }
  let others = share.fittingBases(upTo: base * 2)
  return .differs(
    rule, severity, at: share.place, share.quote,
    reported: share.count.map { "\($0) (\(share.percent.text) %)" } ?? "\(share.percent.text) % of \(base)",
    recomputed: share.recomputed(base) + source
      + (others.isEmpty ? "" : "; the percentage would fit a base of \(others)"),
    interval: share.count.map { count in
      let value = 100 * Double(count) / Double(base)
      return Bounds(value, value)
    },
    why: share.count == nil
      ? "No whole number of people gives this percentage, so the percentage or its base is wrong."
      : "The count and the percentage tell different stories; one of them or the number they are a share of is wrong.")
}

/// “Of the 40 participants, 12 (30 %) …”: the base that opens the sentence, unless it moves on to a part (“of these”).
private func leadingBase(_ tokens: [Token], sentence: Range<Int>, before end: Int) -> Int? {
  var base: Int?
  for index in sentence.lowerBound..<max(sentence.lowerBound, end) where tokens[index].lowered == "of" {
    if ["these", "those", "whom", "them", "which"].contains(tokens.lowered(index + 1)), tokens.number(index + 2) == nil
    {
      return nil
    }
    guard index == sentence.lowerBound else { continue }
    var cursor = index + 1
    while ["the", "all", "our", "these", "those", "a", "total", "of"].contains(tokens.lowered(cursor)) { cursor += 1 }
    if let size = sampleSize(tokens, at: cursor), cursor < end { base = size.count }
  }
  return base
}

/// Words of a sentence that speaks of some of the people only.
private let partWords: Set<String> = [
  "these", "those", "them", "whom", "which", "who", "among", "amongst", "within", "half", "group", "subgroup", "women",
  "men", "each", "former",
  "latter", "rest", "remaining", "respectively", "compared", "versus",
]

/// “Women: 24 (65 %)”, “men 13 (35 %)”: the word names what is counted, not the whole it is a share of.
private func isLabel(_ tokens: [Token], at index: Int, sentence: Range<Int>) -> Bool {
  guard ["women", "men"].contains(tokens[index].lowered) else { return false }
  let opens =
    index == sentence.lowerBound || tokens.at(index - 1)?.isMark(in: [",", ";", "(", ":"]) == true
    || tokens.lowered(index - 1) == "and"
  let count = tokens.at(index + 1)?.isMark(in: [":", ",", "–", "="]) == true ? index + 2 : index + 1
  return opens && tokens.number(count)?.count != nil
    && (tokens.isMark("(", at: count + 1) || tokens.isMark("[", at: count + 1))
}

/// A count and its percentage without a stated base: any number of people that the document states may be meant.
private func inferred(
  _ share: Share, _ siblings: [Share], _ passage: Passage, _ number: Int, isSubgroup: Bool, sentence: Range<Int>,
  sizes: Set<Int>, whole: Set<Int>, facts: Facts
) -> Verdict {
  let rule = Rule.shareOfCount
  if sizes.contains(where: share.fits) { return .agrees(rule) }
  // A share of a part: every whole number that stands before it in the passage may be that part.
  let tokens = passage.tokens
  let counts = tokens.prefix(sentence.upperBound).suffix(400).compactMap { $0.number?.count }
  if counts.contains(where: { $0 > 1 && $0 != share.count && share.fits($0) }) { return .agrees(rule) }
  let labels = sentence.filter { isLabel(tokens, at: $0, sentence: sentence) }
  let isPart = isSubgroup || sentence.contains { partWords.contains(tokens[$0].lowered) && !labels.contains($0) }
  if isPart {
    return .unchecked(rule, at: share.place, share.quote, "it is a share of a part whose size is not stated nearby")
  }
  // “Women: 24 (65 %), men: 13 (35 %)”: of those who answered this question.
  if !labels.isEmpty {
    let together = siblings.compactMap(\.count)
    let sum = together.reduce(0) { $0 + min($1, 1_000_000_000) }
    if together.count > 1, siblings.allSatisfy({ $0.fits(sum) }) {
      return .unchecked(
        rule, at: share.place, share.quote, "it fits the \(sum) people of this sentence; say what became of the others")
    }
  }
  let near = facts.sizes.last { $0.passage == number && $0.token < sentence.upperBound }
  guard let base = (whole.count == 1 ? whole.first : nil) ?? near?.count else {
    return .unchecked(rule, at: share.place, share.quote, "the document does not state plainly what this is a share of")
  }
  return verdict(share, rule, base: base, severity: .warning, source: ", the number of people stated")
}
