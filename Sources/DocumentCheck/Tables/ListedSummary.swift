/// Group summaries written as a list: `n 22, 1, 1, 2, 14 … Reward 4.0 (0.7), 4.8, 3.2, 3.9 (0.5), 2.7 (1.0): F 5.3, p .003`.
func listedSummaries(_ document: Document, tests: [LocatedTest]) -> [Int: Summary] {
  var found: [Int: Summary] = [:]
  for (number, test) in tests.enumerated() where test.statement.kind == .f && test.unsupported == nil {
    let passage = document.passages[test.passage]
    let tokens = passage.tokens
    guard let cells = list(tokens, in: test.sentence.lowerBound..<test.range.lowerBound),
      let sizes = sizeList(tokens, sentence: test.sentence), sizes.count == cells.cells.count
    else { continue }
    let place = passage.place(ofToken: cells.start)
    let groups = zip(sizes, cells.cells).enumerated().map { index, pair in
      Summary.Group(
        name: "group \(index + 1)", size: pair.0, mean: pair.1.mean, deviation: pair.1.deviation, place: place)
    }
    found[number] = Summary(
      outcome: "", groups: groups, testRow: nil, test: test.statement, place: place,
      quote: passage.quote(cells.start..<test.range.upperBound), context: Array(tokens[test.sentence]))
  }
  return found
}

/// The longest run of `mean (sd)` items parted by commas; at least two, one with a deviation.
private func list(_ tokens: [Token], in range: Range<Int>) -> (
  cells: [(mean: Reported?, deviation: Reported?)], start: Int
)? {
  var best: (cells: [(mean: Reported?, deviation: Reported?)], start: Int)?
  var index = range.lowerBound
  while index < range.upperBound {
    guard tokens[index].number != nil else {
      index += 1
      continue
    }
    let start = index
    var cells: [(mean: Reported?, deviation: Reported?)] = []
    while index < range.upperBound {
      if let mean = tokens.number(index), mean.decimals > 0 {
        index += 1
        var deviation: Reported?
        if tokens.isMark("(", at: index), let value = tokens.number(index + 1), tokens.isMark(")", at: index + 2) {
          deviation = value
          index += 3
        }
        cells.append((mean, deviation))
      } else if tokens[index].isMark(in: ["–", "—", "-"]) {
        cells.append((nil, nil))
        index += 1
      } else {
        break
      }
      guard index < range.upperBound, tokens.isMark(",", at: index) || tokens.lowered(index) == "and" else { break }
      index += tokens.isMark(",", at: index) && tokens.lowered(index + 1) == "and" ? 2 : 1
    }
    if cells.count >= 2, cells.contains(where: { $0.deviation != nil }), cells.count > best?.cells.count ?? 0 {
      best = (cells, start)
    }
    index = max(index, start + 1)
  }
  return best
}

/// `n 22, 1, 1, 2, 14` or `third sector n = 22, NHS 14`: in the sentence, else the nearest before it in the passage.
private func sizeList(_ tokens: [Token], sentence: Range<Int>) -> [Int]? {
  for range in [sentence, max(0, sentence.lowerBound - 400)..<sentence.lowerBound] {
    for index in range.reversed() where tokens[index].lowered == "n" {
      if let sizes = sizes(tokens, after: index + 1) { return sizes }
    }
  }
  return nil
}

private func sizes(_ tokens: [Token], after start: Int) -> [Int]? {
  var cursor = tokens.isMark("=", at: start) ? start + 1 : start
  var sizes: [Int] = []
  while let token = tokens.at(cursor) {
    if let count = token.number?.count {
      sizes.append(count)
      cursor += 1
      var next = cursor
      if tokens.isMark(",", at: next) { next += 1 }
      if tokens.lowered(next) == "and" { next += 1 }
      guard next > cursor else { break }
      // Names may stand between: “NHS 14”.
      var words = 0
      while let name = tokens.at(next), name.word != nil || name.isMark("-"), words < 7 {
        words += 1
        next += 1
      }
      cursor = next
    } else {
      break
    }
  }
  return sizes.count >= 2 ? sizes : nil
}
