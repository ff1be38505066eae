/// Answers added up over options of which a person could tick several.
struct Ticks {
  let sum: Int
  let people: Int
  /// “Table 3”, “the text at line 5”.
  let source: String
}

/// Ticks that no percentages or total in a table bring out: options listed in running text, and tables of plain counts.
///
/// They count only against the one number of people that the whole document states.
func otherTicks(_ document: Document, views: [TableView], facts: Facts) -> [Ticks] {
  let whole = Set(facts.sizes.filter(\.isWhole).map(\.count))
  guard whole.count == 1, let people = whole.first else { return [] }
  var ticks: [Ticks] = []
  func add(_ counts: [Int], _ source: String) {
    guard counts.count >= 2, counts.allSatisfy({ $0 <= people }) else { return }
    let sum = counts.reduce(0, +)
    if sum > people { ticks.append(Ticks(sum: sum, people: people, source: source)) }
  }
  for passage in document.passages {
    let shares = proseShares(passage).filter { $0.share.fits(people) && $0.share.count != nil }
    for (sentence, list) in Dictionary(grouping: shares, by: \.sentence) {
      add(list.compactMap(\.share.count), "the text at \(passage.place(ofToken: sentence.lowerBound))")
    }
  }
  for view in views {
    for column in view.columns.indices.dropFirst() where view.columns[column].role == .count {
      for block in view.blocks {
        let rows = block.rows.filter { !view.isTotalRow($0) }
        let counts = rows.compactMap { row -> Int? in
          let tokens = view.table.tokens(row, column)
          return tokens.count == 1 ? tokens.number(0)?.count : nil
        }
        if counts.count == rows.count { add(counts, view.table.name) }
      }
    }
  }
  return ticks
}

/// “61 participants used …” where 61 is the sum of ticks of a table with 40 people.
func checkTicksAsPeople(_ ticks: [Ticks], document: Document) -> [Verdict] {
  guard !ticks.isEmpty else { return [] }
  let sums = Dictionary(ticks.map { ($0.sum, $0) }, uniquingKeysWith: { first, _ in first })
  return document.passages.flatMap { passage -> [Verdict] in
    passage.tokens.indices.compactMap { index in
      guard let count = passage.tokens[index].number?.count, let tick = sums[count],
        let size = sampleSize(passage.tokens, at: index),
        size.count == count,
        !["answers", "responses"].contains(where: { word in
          (1...3).contains { passage.tokens.lowered(index + $0) == word }
        })
      else { return nil }
      return .differs(
        .multiSelect, .error, at: passage.place(ofToken: index),
        passage.quote(index..<min(index + 8, passage.tokens.count)),
        reported: "\(count) people",
        recomputed: "\(count) is the sum of answers in \(tick.source), given by \(tick.people) people",
        why: "People could tick several answers, so the ticks do not add up to people.")
    }
  }
}
