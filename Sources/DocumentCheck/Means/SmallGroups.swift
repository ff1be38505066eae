/// Groups of one that a table or text describes: their figures are one person's answers.
func checkSmallGroups(_ document: Document, summaries: [Summary], views: [TableView]) -> [Verdict] {
  var verdicts: [Verdict] = []
  var told: Set<String> = []
  for summary in summaries {
    for group in summary.people {
      if group.size == 1, let deviation = group.deviation {
        verdicts.append(
          .differs(
            .smallGroup, .error, at: group.place, summary.quote,
            reported: "SD \(deviation.text) for “\(group.name)”, n = 1",
            recomputed: "one person has no standard deviation",
            why: "A spread needs at least two people, so the SD or n is wrong."))
      }
      guard told.insert((group.place.table ?? "") + "/" + group.name).inserted else { continue }
      if group.size == 1, let mean = group.mean {
        verdicts.append(
          .differs(
            .smallGroup, .warning, at: group.place, summary.quote, reported: "“\(group.name)”, n = 1: \(mean.text)",
            recomputed: "this is one person's own score",
            why: "Colleagues can tell who it is. Merge the group with another or leave its figures out."))
      } else if group.size > 1 {
        verdicts.append(.agrees(.smallGroup))
      }
    }
  }
  for passage in document.passages { verdicts += proseGroups(passage) }
  return verdicts
}

/// `(n = 1)` in a sentence that also gives a mean.
private func proseGroups(_ passage: Passage) -> [Verdict] {
  let tokens = passage.tokens
  return passage.sentences.compactMap { sentence in
    let one = sentence.first {
      tokens[$0].lowered == "n" && tokens.isMark("=", at: $0 + 1) && tokens.number($0 + 2)?.text == "1"
    }
    guard let one, sentence.contains(where: { meanValue(tokens, at: $0) != nil }) else { return nil }
    return .differs(
      .smallGroup, .warning, at: passage.place(ofToken: one), passage.quote(sentence), reported: "a mean for n = 1",
      recomputed: "this is one person's own score",
      why: "Colleagues can tell who it is. Merge the group with another or leave its figures out.")
  }
}
