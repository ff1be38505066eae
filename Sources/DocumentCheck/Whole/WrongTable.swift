/// Sentences that give a figure of a named row and point to a table that has no such row, while exactly one other has it.
func checkWrongTables(_ document: Document, views: [TableView], labels: LabelIndex) -> [Verdict] {
  let byNumber = Dictionary(grouping: views.filter { $0.table.number != nil }) { $0.table.number ?? "" }
  var wordsOf: [Int: Set<String>] = [:]
  return document.passages.flatMap { passage -> [Verdict] in
    guard captionNumber(passage) == nil else { return [] }
    let tokens = passage.tokens
    return passage.sentences.compactMap { sentence -> Verdict? in
      let named = sentence.compactMap { reference(tokens, at: $0) }
      guard named.count == 1, named[0].kind == "table", named[0].numbers.count == 1,
        let pointed = byNumber[named[0].numbers[0]], pointed.count == 1,
        sentence.contains(where: {
          ($0 < sentence.upperBound && (tokens[$0].number?.decimals ?? 0) > 0) || tokens[$0].isMark("%")
        })
      else { return nil }
      let entries = sentence.compactMap { labels.entry(tokens, at: $0) }
      guard let first = entries.first, let own = first.view.table.number, own != named[0].numbers[0],
        entries.allSatisfy({ $0.view.table.order == first.view.table.order })
      else { return nil }
      let order = pointed[0].table.order
      let words = wordsOf[order] ?? allWords(pointed[0])
      wordsOf[order] = words
      guard entries.allSatisfy({ $0.words.allSatisfy { !words.contains($0) } }) else { return nil }
      return .differs(
        .reference, .warning, at: passage.place(ofToken: sentence.lowerBound), passage.quote(sentence),
        reported: "table \(named[0].numbers[0])",
        recomputed: "“\(first.view.table.label(first.row))” stands in table \(own)",
        why: "The reader looks for this figure in a table that does not have it.")
    }
  }
}

private func allWords(_ view: TableView) -> Set<String> {
  var words = Set(view.context.map(\.lowered))
  for row in view.table.rows.prefix(500) {
    for cell in row where !cell.isRepeat { words.formUnion(cell.text.tokens.prefix(50).map(\.lowered)) }
  }
  return words
}
