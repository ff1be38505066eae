/// A mean as reported, with what is known about the answers behind it.
struct MeanStatement {
  let mean: Reported
  let deviation: Reported?
  let people: Int?
  /// n stands in the same sentence or cell column, so that a misfit is a contradiction.
  let isOwn: Bool
  let scale: AnswerScale
  let place: Place
  let quote: String
}

/// Verdicts on one mean: inside its scale, possible for n whole-number answers, and its SD with it.
func verdicts(on statement: MeanStatement) -> [Verdict] {
  let mean = statement.mean
  func unchecked(_ reason: String) -> [Verdict] { [.unchecked(.mean, at: statement.place, statement.quote, reason)] }
  if let low = statement.scale.lowest, let high = statement.scale.highest,
    statement.scale.items == 1 || mean.value > high,
    mean.interval.upper < low || mean.interval.lower > high
  {
    // Sums over several items may leave the range of one item.
    guard statement.scale.items == 1 else { return unchecked("it may be a sum over \(statement.scale.items) items") }
    return [
      .differs(
        .mean, .error, at: statement.place, statement.quote, reported: "mean \(mean.text)",
        recomputed: "answers from \(figure(low)) to \(figure(high)) have a mean between these",
        interval: Bounds(low, high),
        why: "A mean outside the answer scale cannot come from these answers.")
    ]
  }
  guard statement.scale.isWhole else {
    return unchecked(
      "the text does not say that the answers are whole numbers, or over how many items they are averaged")
  }
  guard let people = statement.people, people > 0 else {
    return unchecked("the number of people behind it is not stated nearby")
  }
  let test = Granularity(people: people, items: statement.scale.items)
  if test.isTrivial(mean) {
    return unchecked("with \(people) people every mean to \(counted(mean.decimals, "decimal")) can occur")
  }
  guard test.totals(for: mean) != nil else {
    let (below, above) = test.neighbours(of: mean.value)
    let decimals = max(2, mean.decimals + 1)
    let each =
      statement.scale.items == 1 ? "whole-number answers" : "averages of \(statement.scale.items) whole-number answers"
    return [
      .differs(
        .mean, statement.isOwn ? .error : .warning, at: statement.place, statement.quote,
        reported: "mean \(mean.text) of \(people) people",
        recomputed:
          "\(people) \(each) can give \(fixed(below, decimals: decimals)) or \(fixed(above, decimals: decimals)), nothing between",
        interval: Bounds(below, above),
        why:
          "No set of answers has this mean, so the mean or n is wrong, or some people did not answer and n is not theirs."
      )
    ]
  }
  guard let deviation = statement.deviation, people > 1 else { return [.agrees(.mean)] }
  guard test.allows(deviation: deviation, mean: mean) else {
    return [
      .agrees(.mean),
      .differs(
        .standardDeviation, .warning, at: statement.place, statement.quote, reported: "SD \(deviation.text)",
        recomputed: "no \(people) whole-number answers have mean \(mean.text) and this SD",
        why: "Mean, SD and n cannot all be right, or some people did not answer."),
    ]
  }
  return [.agrees(.mean), .agrees(.standardDeviation)]
}

/// `M = 3.47 (SD = 0.9, n = 19)` and its kin in running text.
func proseMeans(_ passage: Passage) -> [MeanStatement] {
  let tokens = passage.tokens
  return passage.sentences.flatMap { sentence -> [MeanStatement] in
    var found: [(at: Int, mean: Reported, end: Int)] = []
    for index in sentence {
      if let read = meanValue(tokens, at: index) { found.append((index, read.mean, read.end)) }
    }
    guard !found.isEmpty else { return [] }
    let scale = AnswerScale(tokens[sentence])
    return found.enumerated().map { number, read in
      let limit = number + 1 < found.count ? found[number + 1].at : sentence.upperBound
      let own = size(tokens, in: read.at..<limit) ?? (found.count == 1 ? size(tokens, in: sentence) : nil)
      let deviation = deviationValue(tokens, in: read.end..<max(read.end, min(limit, read.end + 12)))
      return MeanStatement(
        mean: read.mean, deviation: deviation, people: own, isOwn: own != nil, scale: scale,
        place: passage.place(ofToken: read.at), quote: passage.quote(read.at..<max(read.end, min(limit, read.end + 8))))
    }
  }
}

/// `M = 3.47`, `mean = 3.5`, `mean of 3.5`, `mean score was 3.5`, `mean 3.5`.
func meanValue(_ tokens: [Token], at index: Int) -> (mean: Reported, end: Int)? {
  let isLetter = tokens[index].word == "M"
  guard isLetter || ["mean", "average"].contains(tokens[index].lowered) else { return nil }
  var cursor = index + 1
  if !isLetter, ["score", "rating", "answer", "value", "response"].contains(tokens.lowered(cursor)) { cursor += 1 }
  if tokens.isMark("=", at: cursor) || tokens.isMark(":", at: cursor) {
    cursor += 1
  } else if !isLetter, ["of", "was", "is"].contains(tokens.lowered(cursor)) {
    cursor += 1
  }
  guard let mean = tokens.number(cursor), mean.decimals > 0, tokens.percentLength(at: cursor + 1) == 0 else {
    return nil
  }
  return (mean, cursor + 1)
}

private func deviationValue(_ tokens: [Token], in range: Range<Int>) -> Reported? {
  for index in range where tokens[index].lowered == "sd" {
    return tokens.number(tokens.isMark("=", at: index + 1) || tokens.lowered(index + 1) == "of" ? index + 2 : index + 1)
  }
  return nil
}

private func size(_ tokens: [Token], in range: Range<Int>) -> Int? {
  let found = Set(range.compactMap { sampleSize(tokens, at: $0)?.count })
  return found.count == 1 ? found.first : nil
}

/// Means of groups in a table that states n and the answer scale.
func tableMeans(_ summary: Summary) -> [MeanStatement] {
  let scale = AnswerScale(summary.context)
  return summary.people.compactMap { group in
    group.mean.map {
      MeanStatement(
        mean: $0, deviation: group.deviation, people: group.size, isOwn: false, scale: scale, place: group.place,
        quote: "\(group.name): \($0.text)" + (group.deviation.map { " (\($0.text))" } ?? ""))
    }
  }
}
