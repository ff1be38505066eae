/// References to tables and figures that are not there, and captions that share a number.
func checkReferences(_ document: Document) -> [Verdict] {
  var known: [String: Set<String>] = [:]
  var verdicts: [Verdict] = []
  for caption in document.captions {
    if known[caption.kind, default: []].insert(caption.number).inserted == false {
      verdicts.append(
        .differs(
          .reference, .warning, at: caption.place, "\(caption.kind.capitalizedFirst) \(caption.number)",
          reported: "a second \(caption.kind) \(caption.number)", recomputed: "each number may stand once",
          why: "A reader sent to \(caption.kind) \(caption.number) cannot know which one is meant."))
    }
  }
  for passage in document.passages {
    let tokens = passage.tokens
    let own = captionNumber(passage)
    for index in tokens.indices {
      guard let found = reference(tokens, at: index), !(index == 0 && own != nil) else { continue }
      for number in found.numbers {
        let place = passage.place(ofToken: index)
        let quote = passage.quote(max(0, index - 4)..<min(tokens.count, found.end + 4))
        guard let numbers = known[found.kind] else {
          verdicts.append(
            .unchecked(.reference, at: place, quote, "no caption of a \(found.kind) was recognised in this document"))
          continue
        }
        // “Table 2a” may be a part of Table 2.
        let plain = String(number.prefix { $0.isNumber })
        if numbers.contains(number) || numbers.contains(plain)
          || numbers.contains(where: {
            $0.hasPrefix(number + ".") || $0.hasPrefix(number) && $0.dropFirst(number.count).first?.isLetter == true
          })
        {
          verdicts.append(.agrees(.reference))
        } else {
          let there = numbers.sorted { (Double($0) ?? 0, $0) < (Double($1) ?? 0, $1) }.prefix(12).joined(
            separator: ", ")
          verdicts.append(
            .differs(
              .reference, .error, at: place, quote, reported: "\(found.kind) \(number)",
              recomputed: "the document has \(found.kind) \(there)",
              why: "The reader is sent to a \(found.kind) that does not exist."))
        }
      }
    }
  }
  return verdicts
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

/// “Table 4”, “Tables 2 and 3”, “Fig. 1”: not another work's (“Table 4 of Smith”) and not an appendix's (“Table S1”).
func reference(_ tokens: [Token], at index: Int) -> (kind: String, numbers: [String], end: Int)? {
  let kinds = [
    "table": "table", "tables": "table", "figure": "figure", "figures": "figure", "fig": "figure", "figs": "figure",
  ]
  guard let kind = kinds[tokens[index].lowered] else { return nil }
  if ["their", "his", "her", "appendix", "supplementary", "supplement", "supplemental", "annex"].contains(
    tokens.lowered(index - 1))
  {
    return nil
  }
  var cursor = index + 1
  if tokens.isMark(".", at: cursor) { cursor += 1 }
  guard let first = referenceNumber(tokens, at: cursor), tokens.percentLength(at: cursor + first.length) == 0 else {
    return nil
  }
  var numbers = [first.text]
  cursor += first.length
  if tokens[index].lowered.hasSuffix("s") {
    while tokens.isMark(",", at: cursor) || tokens.lowered(cursor) == "and" || tokens.isMark("&", at: cursor) {
      guard let next = referenceNumber(tokens, at: cursor + 1) else { break }
      numbers.append(next.text)
      cursor += 1 + next.length
    }
  }
  // “Tables 2–4” is a range.
  numbers = numbers.flatMap { number -> [String] in
    let ends = number.split(separator: "-").compactMap { Int($0) }
    guard tokens[index].lowered.hasSuffix("s"), ends.count == 2, ends[0] < ends[1], ends[1] - ends[0] < 50 else {
      return [number]
    }
    return (ends[0]...ends[1]).map { "\($0)" }
  }
  // “Table 4 of Maslach (2001)”, “Table 4 in the 2019 report”, “(Smith, 2001, Table 4)”
  if ["of", "in", "from"].contains(tokens.lowered(cursor)),
    !["this", "our", "section", "chapter"].contains(tokens.lowered(cursor + 1))
  {
    return nil
  }
  if tokens.isMark(",", at: index - 1), let year = tokens.number(index - 2)?.count, (1900...2100).contains(year) {
    return nil
  }
  return (kind, numbers, cursor)
}
