/// `40 people (22 women, 17 men)`: parts in brackets right behind a number of people.
///
/// Only a near miss is told: parts far below the number are examples, not all of it.
func checkProseSums(_ document: Document) -> [Verdict] {
  document.passages.flatMap { passage -> [Verdict] in
    passage.tokens.indices.compactMap { index in
      guard let size = passage.tokens[index].number?.count, sampleSize(passage.tokens, at: index)?.count == size,
        let parts = parts(passage.tokens, after: index)
      else { return nil }
      let sum = parts.counts.reduce(0) { $0 + min($1, 1_000_000_000) }
      if sum == size { return .agrees(.categorySum) }
      guard abs(sum - size) <= max(2, size / 20), parts.counts.allSatisfy({ $0 <= size }) else { return nil }
      return .differs(
        .categorySum, .warning, at: passage.place(ofToken: index), passage.quote(index..<parts.end),
        reported: "\(size) people",
        recomputed: "the parts add up to \(sum)", interval: Bounds(Double(sum), Double(sum)),
        why: sum > size
          ? "Someone is counted twice, or a count is wrong." : "Someone is in no category; say what became of them.")
    }
  }
}

/// The counts inside the bracket that follows within three words: each a whole number and words, nothing else.
private func parts(_ tokens: [Token], after index: Int) -> (counts: [Int], end: Int)? {
  var cursor = index + 1
  while cursor <= index + 3, tokens.at(cursor)?.word != nil { cursor += 1 }
  guard tokens.isMark("(", at: cursor) else { return nil }
  cursor += 1
  var counts: [Int] = []
  while counts.count < 12, let count = tokens.number(cursor)?.count {
    counts.append(count)
    cursor += 1
    let words = cursor
    while cursor < words + 5, let word = tokens.at(cursor)?.lowered, !word.isEmpty, word != "and" { cursor += 1 }
    guard cursor > words else { return nil }
    if tokens.isMark(")", at: cursor) { return counts.count >= 2 ? (counts, cursor + 1) : nil }
    guard tokens.isMark(",", at: cursor) || tokens.isMark(";", at: cursor) || tokens.lowered(cursor) == "and" else {
      return nil
    }
    cursor += 1
    if tokens.lowered(cursor) == "and" { cursor += 1 }
  }
  return nil
}
