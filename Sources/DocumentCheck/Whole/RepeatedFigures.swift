/// Rows of tables by the words of their label, so that running text about the same thing can be found in one pass.
struct LabelIndex {
  struct Entry {
    let words: [String]
    let view: TableView
    let row: Int
  }
  private var byFirstWord: [String: [Entry]] = [:]

  /// Labels that stand in one row of one table only; others are ambiguous.
  init(_ views: [TableView]) {
    var seen: [[String]: Int] = [:]
    var entries: [Entry] = []
    for view in views {
      for row in view.body {
        let words = labelWords(view.table.tokens(row, 0))
        guard isTelling(words), !view.isTotalRow(row) else { continue }
        seen[words, default: 0] += 1
        entries.append(Entry(words: words, view: view, row: row))
      }
    }
    for entry in entries where seen[entry.words] == 1 { byFirstWord[entry.words[0], default: []].append(entry) }
    for (word, list) in byFirstWord {
      byFirstWord[word] = list.sorted { $0.words.count > $1.words.count }.prefix(50).map { $0 }
    }
  }

  /// The longest label that starts here.
  func entry(_ tokens: [Token], at index: Int) -> Entry? {
    byFirstWord[tokens[index].lowered]?.first { entry in
      index + entry.words.count <= tokens.count
        && entry.words.indices.allSatisfy { tokens[index + $0].lowered == entry.words[$0] }
    }
  }
}

private let dullLabels: Set<String> = [
  "total", "all", "other", "others", "yes", "no", "none", "mean", "sd", "f", "p", "t", "n", "df", "overall", "between",
  "within", "residual",
  "residuals", "error", "staff", "people", "women", "men", "female", "male", "sector", "group", "groups", "age",
  "gender", "role", "missing",
]

private func isTelling(_ words: [String]) -> Bool {
  guard let first = words.first, words.count <= 8 else { return false }
  return words.contains { $0.count >= 3 } && !(words.count == 1 && dullLabels.contains(first))
}

private let otherTests: Set<String> = [
  "post", "hoc", "tukey", "games", "dunn", "dunn's", "pairwise", "versus", "vs", "correlated", "correlation",
  "regression", "adjusted", "adjusting",
  "controlling", "model", "compared", "than", "interaction", "welch", "welch's", "kruskal", "bootstrap", "men", "women",
  "age", "predicted", "slope",
]

/// Statistics and p-values of running text against the row of the table that has the same name.
func checkRepeatedTests(_ document: Document, tests: [LocatedTest], labels: LabelIndex, alpha: Double) -> [Verdict] {
  var byPassage: [Int: [LocatedTest]] = [:]
  for test in tests where test.unsupported == nil { byPassage[test.passage, default: []].append(test) }
  var verdicts: [Verdict] = []
  for (number, passage) in document.passages.enumerated() where captionNumber(passage) == nil {
    for sentence in passage.sentences {
      let tokens = passage.tokens
      var here = (byPassage[number] ?? []).filter { $0.sentence == sentence }.map {
        (range: $0.range, test: Optional($0.statement), p: $0.statement.p)
      }
      // A p alone: “Reward differed between sectors (p = .02)”.
      var cursor = sentence.lowerBound
      let parser = TestParser(tokens: tokens)
      while let bare = parser.pValue(in: cursor..<sentence.upperBound) {
        if !here.contains(where: { $0.range.contains(bare.start) }) {
          here.append((bare.start..<bare.end, nil, bare.p))
        }
        cursor = max(bare.end, cursor + 1)
        if cursor >= sentence.upperBound { break }
      }
      guard !here.isEmpty, !sentence.contains(where: { otherTests.contains(tokens[$0].lowered) }) else { continue }
      verdicts += repeated(here.sorted { $0.range.lowerBound < $1.range.lowerBound }, passage, sentence, labels, alpha)
    }
  }
  return verdicts
}

private func repeated(
  _ figures: [(range: Range<Int>, test: TestStatement?, p: TestStatement.P?)], _ passage: Passage,
  _ sentence: Range<Int>, _ labels: LabelIndex, _ alpha: Double
) -> [Verdict] {
  var found: [(at: Int, entry: LabelIndex.Entry)] = []
  var index = sentence.lowerBound
  while index < sentence.upperBound {
    if let entry = labels.entry(passage.tokens, at: index) {
      found.append((index, entry))
      index += entry.words.count
    } else {
      index += 1
    }
  }
  return figures.enumerated().compactMap { number, figure in
    let floor = number == 0 ? sentence.lowerBound : figures[number - 1].range.upperBound
    let between = found.filter { $0.at >= floor && $0.at < figure.range.lowerBound }
    // One label, one figure: anything else may be about several things at once.
    guard between.count == 1, let entry = between.first?.entry else { return nil }
    return compare(figure, entry, passage, alpha)
  }
}

private func compare(
  _ figure: (range: Range<Int>, test: TestStatement?, p: TestStatement.P?), _ entry: LabelIndex.Entry,
  _ passage: Passage, _ alpha: Double
) -> Verdict? {
  let view = entry.view
  let place = passage.place(ofToken: figure.range.lowerBound)
  let quote = passage.quote(figure.range)
  let inTable: TestStatement? = view.statisticColumn.flatMap { column in
    view.kind(column).flatMap { tableTest(view, row: entry.row, column: column, kind: $0) }
  }
  let tableP = inTable?.p ?? view.column(.p).flatMap { pCell(view.table.tokens(entry.row, $0)) }
  let cell = "\(view.table.name), \(view.table.label(entry.row))"
  if let mine = figure.test, let theirs = inTable {
    guard mine.kind == theirs.kind else { return nil }
    if mine.relation == .equal, theirs.relation == .equal,
      !(samePrinted(mine.value, theirs.value) ?? mine.statisticInterval.meets(theirs.statisticInterval))
    {
      // Degrees of freedom that differ mean another test.
      if let a = mine.second?.value, let b = theirs.second?.value, a != b { return nil }
      return .differs(
        .repeatedFigure, .warning, at: place, quote, reported: "\(mine.kind.name) = \(mine.value.text)",
        recomputed: "\(theirs.kind.name) = \(theirs.value.text) in \(cell)",
        why: "Text and table give different values for what reads as the same test.")
    }
  }
  guard let mine = figure.p, let theirs = tableP, let a = interval(mine, alpha), let b = interval(theirs, alpha) else {
    return nil
  }
  if samePrinted(mine, theirs) ?? a.meets(b) { return .agrees(.repeatedFigure) }
  return .differs(
    .repeatedFigure, .error, at: place, quote, reported: text(mine), recomputed: "\(text(theirs)) in \(cell)",
    why: "Text and table give different p-values for the same result; a reader cannot know which one is meant.")
}

private func interval(_ p: TestStatement.P, _ alpha: Double) -> Bounds? {
  switch p {
  case .value(.equal, let value): Bounds(max(0, value.interval.lower), value.interval.upper)
  case .value(.below, let value): Bounds(0, value.value * (1 - 1e-9))
  case .value(.above, let value): Bounds(value.value * (1 + 1e-9), 1)
  case .notSignificant: Bounds(alpha, 1)
  }
}
