/// Means and counts of running text against the cell of the table that is named by row and column.
func checkRepeatedMeans(_ document: Document, summaries: [Summary]) -> [Verdict] {
  let outcomes = unique(summaries) { summary in words(summary.outcome) }
  guard !outcomes.isEmpty else { return [] }
  return document.passages.flatMap { passage -> [Verdict] in
    guard captionNumber(passage) == nil else { return [] }
    return passage.sentences.flatMap { sentence -> [Verdict] in
      let tokens = passage.tokens
      let means = sentence.compactMap { index in
        meanValue(tokens, at: index).map { (at: index, mean: $0.mean, end: $0.end) }
      }
      guard !means.isEmpty else { return [] }
      var named: [Summary] = []
      for index in sentence {
        if let list = outcomes[tokens[index].lowered],
          let hit = list.first(where: { tokens.reads($0.words, at: index) })
        {
          named.append(hit.value)
        }
      }
      guard named.count == 1, let summary = named.first else { return [] }
      return compare(means, summary, passage, sentence)
    }
  }
}

private func compare(
  _ means: [(at: Int, mean: Reported, end: Int)], _ summary: Summary, _ passage: Passage, _ sentence: Range<Int>
) -> [Verdict] {
  let tokens = passage.tokens
  return means.enumerated().compactMap { number, figure in
    let floor = number == 0 ? sentence.lowerBound : means[number - 1].end
    var groups: [Summary.Group] = []
    for group in summary.groups {
      let wanted = words(group.name)
      guard !wanted.isEmpty, (floor..<max(floor, figure.at)).contains(where: { tokens.reads(wanted, at: $0) }) else {
        continue
      }
      groups.append(group)
    }
    guard groups.count == 1, let group = groups.first, let printed = group.mean else { return nil }
    if samePrinted(printed, figure.mean) ?? printed.interval.meets(figure.mean.interval) {
      return .agrees(.repeatedFigure)
    }
    return .differs(
      .repeatedFigure, .error, at: passage.place(ofToken: figure.at), passage.quote(figure.at..<figure.end),
      reported: "mean \(figure.mean.text)",
      recomputed: "\(printed.text) in \(group.place.table ?? "the table"), \(summary.outcome), \(group.name)",
      why: "Text and table give different means for the same group; a reader cannot know which one is meant.")
  }
}

private func words(_ text: String) -> [String] {
  labelWords(Tokenizer.tokens(Array(text.unicodeScalars), style: .point))
}

/// By first word, only where the label is unique.
private func unique(_ summaries: [Summary], label: (Summary) -> [String]) -> [String: [(
  words: [String], value: Summary
)]] {
  var seen: [[String]: Int] = [:]
  for summary in summaries { seen[label(summary), default: 0] += 1 }
  var index: [String: [(words: [String], value: Summary)]] = [:]
  for summary in summaries {
    let key = label(summary)
    guard seen[key] == 1, let first = key.first, key.contains(where: { $0.count >= 3 }) else { continue }
    index[first, default: []].append((key, summary))
  }
  for (word, list) in index { index[word] = Array(list.sorted { $0.words.count > $1.words.count }.prefix(50)) }
  return index
}

/// “40 people took part” in one place and “38 staff took part” in another.
func checkRepeatedSizes(_ document: Document) -> [Verdict] {
  var first: (count: Int, place: Place)?
  var verdicts: [Verdict] = []
  for passage in document.passages {
    for sentence in passage.sentences {
      guard let said = wholeSize(passage.tokens, sentence) else { continue }
      let place = passage.place(ofToken: said.at)
      guard let before = first else {
        first = (said.count, place)
        continue
      }
      if before.count == said.count {
        verdicts.append(.agrees(.repeatedFigure))
      } else {
        verdicts.append(
          .differs(
            .repeatedFigure, .warning, at: place, passage.quote(said.at..<min(said.at + 6, sentence.upperBound)),
            reported: "\(said.count) took part",
            recomputed: "\(before.count) took part at \(before.place)",
            why: "The number of people is the base of every percentage; if two samples are meant, say which."))
      }
    }
  }
  return verdicts
}

/// “In all, 40 people took part in the survey.”: short, plain, and not about some of them.
private func wholeSize(_ tokens: [Token], _ sentence: Range<Int>) -> (count: Int, at: Int)? {
  let found = sentence.filter { tokens[$0].number != nil && sampleSize(tokens, at: $0)?.isWhole == true }
  guard found.count == 1, let at = found.first, let count = tokens[at].number?.count, !isPart(tokens, at) else {
    return nil
  }
  let opens = at <= sentence.lowerBound + 5
  let text = (at..<min(at + 9, sentence.upperBound)).map { tokens[$0].lowered }
  let whole = text.contains("survey") || text.contains("study") || text.contains("questionnaire")
  let parts: Set<String> = [
    "interview", "interviews", "second", "follow", "wave", "focus", "pilot", "year", "round", "time", "both",
    "previous", "earlier",
  ]
  return opens && whole && !sentence.contains(where: { parts.contains(tokens[$0].lowered) }) ? (count, at) : nil
}

private func isPart(_ tokens: [Token], _ index: Int) -> Bool {
  if tokens.lowered(index - 1) == "total" || tokens.reads(["total", "of"], at: index - 2) { return false }
  return ["of", "other", "further", "another", "only", "the", "these", "those", "about", "around", "over", "than"]
    .contains(tokens.lowered(index - 1))
    || tokens.lowered(index + 1) == "of"
}
