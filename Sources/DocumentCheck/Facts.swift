/// What a whole document says about itself: sample sizes, significance level, one-sided tests.
struct Facts {
  /// A number of people the text states, with its place.
  struct Size {
    let count: Int
    let passage: Int
    let token: Int
    /// Stated as the people who took part (“40 people took part”, “N = 40”), not as some group.
    let isWhole: Bool
  }
  var alpha = 0.05
  var mentionsOneSided = false
  var sizes: [Size] = []

  init(_ document: Document) {
    for (number, passage) in document.passages.enumerated() {
      let tokens = passage.tokens
      for index in tokens.indices {
        read(tokens, at: index, passage: number)
      }
    }
  }

  private mutating func read(_ tokens: [Token], at index: Int, passage: Int) {
    let token = tokens[index]
    if token.lowered == "one" || token.number?.text == "1", mentionsOneSidedHere(tokens, index) {
      mentionsOneSided = true
    }
    if let level = significanceLevel(tokens, at: index) { alpha = level }
    // No report states more; the limit keeps the time linear on text that is none.
    guard sizes.count < 500, let size = sampleSize(tokens, at: index) else { return }
    sizes.append(Size(count: size.count, passage: passage, token: index, isWhole: size.isWhole))
  }
}

private func mentionsOneSidedHere(_ tokens: [Token], _ index: Int) -> Bool {
  mentionsOneSided(tokens, in: index..<index + 1)
}

/// “α = .01”, “significance level of 0.01”, “alpha was set at .01”.
private func significanceLevel(_ tokens: [Token], at index: Int) -> Double? {
  let isAlpha = ["α", "alpha"].contains(tokens[index].lowered)
  let isLevel = tokens[index].lowered == "level" && ["significance", "alpha"].contains(tokens.lowered(index - 1))
  guard isAlpha || isLevel else { return nil }
  var cursor = index + 1
  while cursor < index + 5, cursor < tokens.count,
    tokens[cursor].isMark("=") || ["level", "of", "was", "set", "at", "to", "is"].contains(tokens[cursor].lowered)
  {
    cursor += 1
  }
  // Only usual levels: an α of .82 is a reliability.
  guard let value = tokens.number(cursor)?.value, [0.1, 0.05, 0.01, 0.005, 0.001].contains(value) else { return nil }
  return value
}

let peopleWords: Set<String> = [
  "people", "participants", "respondents", "staff", "workers", "employees", "practitioners", "professionals", "persons",
  "nurses",
  "members", "volunteers", "individuals", "answers", "responses", "responders", "colleagues",
]
private let tookPart: Set<String> = [
  "took", "responded", "completed", "participated", "answered", "replied", "returned", "filled",
]

/// `N = 40`, `n = 22`, `40 people`, `a total of 40 respondents`.
func sampleSize(_ tokens: [Token], at index: Int) -> (count: Int, isWhole: Bool)? {
  let token = tokens[index]
  if token.lowered == "n", tokens.isMark("=", at: index + 1), let count = tokens.number(index + 2)?.count, count > 0 {
    // A count inside the degrees of freedom of χ² is N too.
    return (count, token.word == "N")
  }
  guard let count = token.number?.count, count > 0, tokens.percentLength(at: index + 1) == 0 else { return nil }
  for offset in 1...3 {
    let word = tokens.lowered(index + offset)
    if tokens.at(index + offset)?.word == nil { return nil }
    if peopleWords.contains(word) {
      let whole = (1...3).contains { tookPart.contains(tokens.lowered(index + offset + $0)) }
      return (count, whole)
    }
  }
  return nil
}
