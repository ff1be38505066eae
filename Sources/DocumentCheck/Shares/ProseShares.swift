/// `12 (30 %)`, `14 people (35%)`, `30 % (n = 12)`, `12 of 40 (30 %)`, `30 % of the 40 participants` in running text.
func proseShares(_ passage: Passage) -> [(share: Share, sentence: Range<Int>, range: Range<Int>, isSubgroup: Bool)] {
  var found: [(share: Share, sentence: Range<Int>, range: Range<Int>, isSubgroup: Bool)] = []
  for sentence in passage.sentences {
    for index in sentence {
      guard let percent = passage.tokens.number(index), passage.tokens.percentLength(at: index + 1) > 0,
        percent.value >= 0
      else { continue }
      guard let read = readShare(passage.tokens, percentAt: index, percent, sentence) else { continue }
      let share = Share(
        count: read.count, percent: percent, base: read.base,
        isApproximate: isApproximate(passage.tokens, before: index),
        place: passage.place(ofToken: read.range.lowerBound), quote: passage.quote(read.range))
      found.append((share, sentence, read.range, read.isSubgroup))
    }
  }
  return found
}

private struct ReadShare {
  var count: Int?
  var base: Int?
  var range: Range<Int>
  var isSubgroup = false
}

private func readShare(_ tokens: [Token], percentAt index: Int, _ percent: Reported, _ sentence: Range<Int>)
  -> ReadShare?
{
  let after = index + 1 + tokens.percentLength(at: index + 1)
  // “95 % CI”, “5–10 %”, “(30 % to 40 %)” are no shares of people.
  if ["ci", "confidence", "credible", "interval", "power"].contains(tokens.lowered(after)) { return nil }
  if tokens.at(index - 1)?.isMark(in: ["-", "–", "+", "/"]) == true || tokens.at(after)?.isMark(in: ["-", "–"]) == true
  {
    return nil
  }
  if let read = countBefore(tokens, percentAt: index, after: after, sentence) { return read }
  return countAfter(tokens, percentAt: index, after: after, sentence)
}

/// The count stands before: `12 (30 %)`, `12 people (30%)`, `12 of 40 (30 %)`, `12/40 (30%)`.
private func countBefore(_ tokens: [Token], percentAt index: Int, after: Int, _ sentence: Range<Int>) -> ReadShare? {
  guard tokens.isMark("(", at: index - 1) || tokens.isMark("[", at: index - 1), let close = tokens.at(after),
    close.isMark(in: [")", "]", ",", ";"]) || close.lowered == "of"
  else { return nil }
  var cursor = index - 2
  var words: [Int] = []
  while cursor >= sentence.lowerBound, words.count < 6, tokens[cursor].word != nil {
    words.append(cursor)
    cursor -= 1
  }
  guard cursor >= sentence.lowerBound, let last = tokens.number(cursor)?.count else { return nil }
  let between = words.map { tokens[$0].lowered }
  if between.contains(where: unitWords.contains) { return nil }
  // “12 of 40”, “12 of the 40 staff”, “12 out of 40”, “12/40”
  var back = cursor - 1
  while back >= sentence.lowerBound, ["the", "all", "our", "these", "those", "out"].contains(tokens[back].lowered) {
    back -= 1
  }
  if back > sentence.lowerBound, tokens[back].lowered == "of" || tokens[back].isMark("/") {
    var start = back - 1
    if tokens[back].lowered == "of", tokens.lowered(start) == "out" { start -= 1 }
    while start > sentence.lowerBound, tokens[start].word != nil, peopleWords.contains(tokens[start].lowered) {
      start -= 1
    }
    if start >= sentence.lowerBound, let count = tokens.number(start)?.count, isCount(tokens, at: start) {
      return ReadShare(count: count, base: last, range: start..<after + 1)
    }
    return nil  // “of the 40 (30 %)” without a count says nothing that can be checked here
  }
  guard isCount(tokens, at: cursor) else { return nil }
  if let base = baseBehind(tokens, after + 1, sentence) {
    return ReadShare(count: last, base: base.count, range: cursor..<base.end)
  }
  return ReadShare(
    count: last, base: nil, range: cursor..<after + 1,
    isSubgroup: between.contains("of") || between.contains("who") || between.contains("among"))
}

/// “24 (60 %) of the 40”, “… of the 40 staff”: only where nothing but people can be meant.
private func baseBehind(_ tokens: [Token], _ index: Int, _ sentence: Range<Int>) -> (count: Int, end: Int)? {
  guard index < sentence.upperBound, tokens[index].lowered == "of" else { return nil }
  var cursor = index + 1
  while ["the", "all", "our", "these", "those"].contains(tokens.lowered(cursor)) { cursor += 1 }
  guard cursor < sentence.upperBound, let count = tokens.number(cursor)?.count, count > 1 else { return nil }
  let isYear = (1900...2099).contains(count)
  let ends =
    cursor + 1 >= sentence.upperBound
    || tokens[cursor + 1].isMark(in: [".", ",", ";", ":", ")", "!", "?"])
    || ["were", "had", "said", "who", "agreed", "reported", "and"].contains(tokens[cursor + 1].lowered)
  guard !isYear, ends || isPeople(tokens, after: cursor) else { return nil }
  return (count, cursor + 1)
}

/// The count or base stands behind: `30 % (12)`, `30 % of staff (n = 12)`, `30% (12/40)`, `30 % of the 40 participants`.
private func countAfter(_ tokens: [Token], percentAt index: Int, after: Int, _ sentence: Range<Int>) -> ReadShare? {
  var cursor = after
  while cursor < sentence.upperBound, cursor < after + 7, tokens[cursor].word != nil { cursor += 1 }
  let between = (after..<cursor).map { tokens[$0].lowered }
  if cursor < sentence.upperBound, tokens.isMark("(", at: cursor) {
    var inside = cursor + 1
    let named = tokens.lowered(inside) == "n"
    if named { inside += tokens.isMark("=", at: inside + 1) ? 2 : 1 }
    guard named || between.isEmpty || tokens.isMark("/", at: inside + 1) || tokens.lowered(inside + 1) == "of",
      let count = tokens.number(inside)?.count
    else { return nil }
    var next = inside + 1
    if tokens.isMark("/", at: next) || tokens.lowered(next) == "of" || tokens.reads(["out", "of"], at: next) {
      next += tokens.lowered(next) == "out" ? 2 : 1
      while ["the", "all", "our"].contains(tokens.lowered(next)) { next += 1 }
      guard let base = tokens.number(next)?.count else { return nil }
      return ReadShare(count: count, base: base, range: index..<next + 1)
    }
    guard tokens.at(next)?.isMark(in: [")", ",", ";"]) == true || peopleWords.contains(tokens.lowered(next)) else {
      return nil
    }
    return ReadShare(count: count, base: nil, range: index..<next + 1, isSubgroup: !between.isEmpty)
  }
  // “30 % of the 40 participants”
  guard between.first == "of", let base = tokens.number(cursor)?.count, base > 1,
    between.dropFirst().allSatisfy({ ["the", "all", "our", "these", "those"].contains($0) }),
    isPeople(tokens, after: cursor)
  else { return nil }
  return ReadShare(count: nil, base: base, range: index..<min(cursor + 2, sentence.upperBound))
}

private func isPeople(_ tokens: [Token], after index: Int) -> Bool {
  (1...3).contains { offset in
    peopleWords.contains(tokens.lowered(index + offset))
      && (1..<offset).allSatisfy { tokens.at(index + $0)?.word != nil }
  }
}

private let unitWords: Set<String> = [
  "years", "year", "months", "month", "weeks", "week", "hours", "hour", "days", "day", "minutes", "points", "point",
  "times", "items",
  "shifts", "pounds", "km", "miles",
]
private let notCountBefore: Set<String> = [
  "table", "figure", "fig", "phase", "wave", "question", "q", "item", "section", "chapter", "page", "year", "aged",
  "age", "band", "grade",
  "level", "tier", "version", "over", "under", "than", "least", "most", "until", "between", "in", "since", "by", "from",
  "during", "score",
  "scored", "rated", "step", "week", "month", "day", "time", "part", "appendix", "number", "no", "code", "stage",
  "theme", "before", "after",
]

/// Whether a whole number is a count of something, as opposed to an age, a year, a code or the end of a range.
private func isCount(_ tokens: [Token], at index: Int) -> Bool {
  guard let before = tokens.at(index - 1) else { return true }
  if before.isMark(in: ["-", "–", "+", "/", ".", "£", "$", "€", "#", "="])
    && !(before.isMark(".") && tokens[index].spaced)
    && !(before.isMark("=") && tokens.lowered(index - 2) == "n")
  {
    return false
  }
  if let next = tokens.at(index + 1), next.isMark(in: ["+", "-", "–"]) || next.word != nil && !next.spaced {
    return false
  }
  return !notCountBefore.contains(before.lowered)
}

private func isApproximate(_ tokens: [Token], before index: Int) -> Bool {
  let words: Set<String> = [
    "about", "around", "approximately", "nearly", "almost", "roughly", "over", "under", "some", "than", "circa", "ca",
    "c", "approx", "least",
    "most", "just", "close",
  ]
  return (1...2).contains { words.contains(tokens.lowered(index - $0)) }
    || tokens.at(index - 1)?.isMark(in: ["~", "≈", "<", ">", "≤", "≥"]) == true
}
