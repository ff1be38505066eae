/// What a text says about the answers behind a mean: whole numbers, how many items, from where to where.
struct AnswerScale: Equatable {
  /// Items averaged for each person.
  var items = 1
  /// Stated to be whole-number answers (“rated from 1 to 5”, “4 items”, “a 7-point scale”).
  var isWhole = false
  var lowest: Double?
  var highest: Double?

  init(_ tokens: some RandomAccessCollection<Token>) {
    let tokens = Array(tokens)
    var averaged = false
    for index in tokens.indices {
      readItems(tokens, index)
      readRange(tokens, index)
      if tokens[index].lowered == "point" || tokens[index].lowered == "points",
        tokens.isMark("-", at: index - 1) || tokens[index].lowered == "point",
        let points = smallNumber(tokens, at: tokens.isMark("-", at: index - 1) ? index - 2 : index - 1),
        (2...11).contains(points)
      {
        isWhole = true
      }
      if ["subscale", "subscales", "subscore", "averaged", "weighted", "index", "percentile"].contains(
        tokens[index].lowered)
      {
        averaged = true
      }
    }
    // A subscale mean without its number of items may have any fineness.
    if averaged && !hasItems { isWhole = false }
  }

  private var hasItems = false

  private mutating func readItems(_ tokens: [Token], _ index: Int) {
    let word = tokens[index].lowered
    guard ["item", "items", "question", "questions"].contains(word) else { return }
    let at = tokens.isMark("-", at: index - 1) ? index - 2 : index - 1
    if ["single", "one"].contains(tokens.lowered(at)) {
      (items, isWhole, hasItems) = (1, true, true)
    } else if let count = smallNumber(tokens, at: at), (1...100).contains(count) {
      (items, isWhole, hasItems) = (count, true, true)
    }
  }

  /// “from 1 to 5”, “scale of 0–6”, “(1 = never, 5 = always)” near a word about answering.
  private mutating func readRange(_ tokens: [Token], _ index: Int) {
    let triggers: Set<String> = [
      "scale", "rated", "rating", "ratings", "answered", "answers", "scored", "range", "ranging", "response",
      "responses",
    ]
    guard triggers.contains(tokens[index].lowered) else { return }
    for start in index..<min(index + 8, tokens.count) {
      guard let low = tokens.number(start)?.count, low <= 1 else { continue }
      let next = start + 1
      guard tokens.lowered(next) == "to" || tokens.isMark("-", at: next) || tokens.isMark("–", at: next),
        let high = tokens.number(next + 1)?.count, high >= 2, high <= 10, high > low,
        tokens.percentLength(at: next + 2) == 0
      else { continue }
      (lowest, highest, isWhole) = (Double(low), Double(high), true)
      return
    }
  }
}

private let numberWords = [
  "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
  "eleven": 11, "twelve": 12,
]

func smallNumber(_ tokens: [Token], at index: Int) -> Int? {
  guard let token = tokens.at(index) else { return nil }
  if let count = token.number?.count { return count <= 10_000 ? count : nil }
  return numberWords[token.lowered]
}
