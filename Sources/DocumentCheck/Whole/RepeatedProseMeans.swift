/// Two means that running text gives for one thing: “Mean workload was 3.1 … Workload (M = 3.4)”.
///
/// Sentences are compared only when they say nothing else: the same words remain after those that carry no meaning here, no group, time or
/// comparison is named, and both stand under the same or a general heading. Anything more may be about someone else, so this is a warning.
func checkRepeatedProseMeans(_ document: Document, summaries: [Summary]) -> [Verdict] {
  var groups: Set<String> = []
  for group in summaries.flatMap(\.groups) {
    groups.formUnion(Tokenizer.tokens(Array(group.name.unicodeScalars), style: .point).map(\.lowered))
  }
  // A heading that comes more than once (“Workload” under each team) does not say whose means follow.
  let titles = Dictionary(grouping: document.passages.filter(\.isHeading).map(title)) { $0 }
  var seen: [[String]: (mean: Reported, place: Place, section: Section)] = [:]
  var section = Section()
  var verdicts: [Verdict] = []
  for passage in document.passages {
    if passage.isHeading {
      let words = title(passage)
      section = Section(
        number: section.number + 1, words: words,
        isGeneral: words.count <= 4 && words.contains(where: generalHeadings.contains),
        isUnclear: titles[words]?.count != 1 || narrows(passage.tokens, passage.tokens.indices, groups: groups))
      continue
    }
    guard captionNumber(passage) == nil else { continue }
    var blocked = false
    for sentence in passage.sentences {
      let said = saidMean(passage.tokens, sentence)
      let qualifies = narrows(passage.tokens, sentence, groups: groups)
      // What one sentence narrows down holds for the rest of its paragraph.
      blocked = blocked || qualifies
      guard !blocked, let said else { continue }
      let place = passage.place(ofToken: said.at)
      guard let before = seen[said.key] else {
        if seen.count < 2000 { seen[said.key] = (said.mean, place, section) }
        continue
      }
      guard section.speaksOfTheSame(as: before.section, said.key) else { continue }
      if samePrinted(before.mean, said.mean) ?? before.mean.interval.meets(said.mean.interval) {
        verdicts.append(.agrees(.repeatedFigure))
      } else {
        verdicts.append(
          .differs(
            .repeatedFigure, .warning, at: place, passage.quote(sentence), reported: "mean \(said.mean.text)",
            recomputed: "\(before.mean.text) at \(before.place)",
            why: "Two means are given for what reads as the same thing; if other people or times are meant, say which.")
        )
      }
    }
  }
  return verdicts
}

/// Where a sentence stands, as far as headings tell.
private struct Section {
  var number = 0
  var words: [String] = []
  /// “Summary”, “Results”.
  var isGeneral = true
  var isUnclear = false

  func speaksOfTheSame(as other: Section, _ key: [String]) -> Bool {
    if number == other.number { return true }
    func isAbout(_ section: Section) -> Bool {
      !section.isUnclear && (section.isGeneral || section.words.contains(where: key.contains))
    }
    return isAbout(self) && isAbout(other)
  }
}

private func title(_ passage: Passage) -> [String] {
  passage.tokens.prefix(40).map(\.lowered).filter { !$0.isEmpty }
}

private let generalHeadings: Set<String> = [
  "summary", "abstract", "overview", "results", "findings", "discussion", "conclusion", "conclusions", "introduction",
]

/// Words that add nothing to what a mean is the mean of.
private let fillers: Set<String> = [
  "the", "a", "an", "mean", "means", "average", "score", "scores", "rating", "was", "is", "of", "for", "at", "to",
  "from", "on", "m", "sd", "with", "had", "scale", "answers", "overall", "again", "as", "above", "said", "and", "out",
  "standard", "deviation", "se", "ci", "here", "our", "thus", "so", "in", "short", "sum", "conclusion", "all", "staff",
  "participants", "respondents", "people", "reported", "stood",
]
/// Words that make it the mean of some people, at some time, or against another.
private let narrowing: Set<String> = [
  "women", "men", "nurses", "managers", "group", "groups", "team", "teams", "sector", "those", "these", "their", "its",
  "they", "them", "this", "that", "who", "whose", "among", "before", "after", "baseline", "wave", "first", "second",
  "third", "later", "earlier", "then", "now", "previous", "previously", "year", "years", "month", "months", "week",
  "weeks", "time", "follow", "than", "compared", "versus", "vs", "norm", "norms", "study", "studies", "literature",
  "manual", "adjusted", "without", "excluding", "except", "only", "other", "others", "another", "interviewed",
  "interviewees", "subsample", "subgroup", "population", "sample", "item", "question", "site", "ward", "part", "phase",
  "round", "pilot", "national", "wales", "england", "scotland", "males", "females",
]

private func narrows(_ tokens: [Token], _ sentence: Range<Int>, groups: Set<String>) -> Bool {
  sentence.contains { index in
    let word = tokens[index].lowered
    if let count = tokens[index].number?.count, (1900...2100).contains(count) { return true }
    return narrowing.contains(word) || !fillers.contains(word) && !word.isEmpty && groups.contains(word)
  }
}

/// The one mean of a sentence and the words that say of what, in alphabetical order.
private func saidMean(_ tokens: [Token], _ sentence: Range<Int>) -> (
  key: [String], mean: Reported, at: Int
)? {
  guard sentence.count <= 40 else { return nil }
  let found = sentence.compactMap { index in labelledMean(tokens, at: index, before: sentence.upperBound) }
  guard found.count == 1, let mean = found.first else { return nil }
  let words = Set(sentence.map { tokens[$0].lowered }.filter { !$0.isEmpty && !fillers.contains($0) && $0 != "n" })
  guard (1...3).contains(words.count), words.contains(where: { $0.count >= 3 }) else { return nil }
  return (words.sorted(), mean.mean, mean.at)
}

/// A mean as everywhere, or with its name between: “mean workload was 3.1”, “the mean for workload was 3.1”.
private func labelledMean(_ tokens: [Token], at index: Int, before end: Int) -> (mean: Reported, at: Int)? {
  if let plain = meanValue(tokens, at: index) { return (plain.mean, index) }
  guard ["mean", "average"].contains(tokens[index].lowered) else { return nil }
  var cursor = index + 1
  while cursor < min(end, index + 7), tokens[cursor].word != nil, !["was", "is"].contains(tokens[cursor].lowered) {
    cursor += 1
  }
  guard cursor < end, ["was", "is"].contains(tokens[cursor].lowered) || tokens[cursor].isMark("="),
    let mean = tokens.number(cursor + 1), mean.decimals > 0, tokens.percentLength(at: cursor + 2) == 0
  else { return nil }
  return (mean, index)
}
