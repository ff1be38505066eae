/// A document as it is checked: running text and tables, each with its place.
package struct Document: Sendable {
  let passages: [Passage]
  /// Position of each passage among passages and tables.
  let passageOrder: [Int]
  let tables: [Table]
  /// Captions of figures and tables by kind (“table”, “figure”) and number.
  let captions: [Caption]
}

struct Caption: Sendable {
  let kind: String
  let number: String
  let place: Place
}

/// Collects passages and tables in order, then ties captions and notes to tables.
struct DocumentBuilder {
  enum Block {
    case passage(Passage)
    case table(Table)
  }
  private var blocks: [Block] = []
  var count: Int { blocks.count }

  mutating func add(_ passage: Passage) {
    if !passage.tokens.isEmpty { blocks.append(.passage(passage)) }
  }

  mutating func add(_ table: Table) {
    if table.rows.contains(where: { $0.contains { !$0.text.tokens.isEmpty } }) { blocks.append(.table(table)) }
  }

  func document() -> Document {
    var passages: [Passage] = []
    var order: [Int] = []
    var tables: [Table] = []
    var captions: [Caption] = []
    var taken: Set<Int> = []
    for (index, block) in blocks.enumerated() {
      // A caption inside the table's markup is running text as well.
      let text = if case .table(let table) = block { table.caption } else { Passage?.none }
      if let text {
        passages.append(text)
        order.append(index)
      }
      guard case .passage(let passage) = block else { continue }
      if let caption = captionNumber(passage) {
        captions.append(Caption(kind: caption.kind, number: caption.number, place: passage.place(ofToken: 0)))
      }
      passages.append(passage)
      order.append(index)
    }
    for (index, block) in blocks.enumerated() {
      guard case .table(var table) = block else { continue }
      if table.caption == nil {
        // The caption stands above; only when there is none is the one below taken.
        for neighbour in [index - 1, index - 2, index + 1] where blocks.indices.contains(neighbour) {
          guard case .passage(let passage) = blocks[neighbour], !taken.contains(neighbour),
            neighbour != index - 2 || isPassage(index - 1), let caption = captionNumber(passage),
            caption.kind == "table"
          else { continue }
          table.caption = passage
          taken.insert(neighbour)
          break
        }
      } else if let own = table.caption, let caption = captionNumber(own) {
        captions.append(Caption(kind: caption.kind, number: caption.number, place: own.place(ofToken: 0)))
      }
      if let own = table.caption { table.number = captionNumber(own)?.number }
      if case .passage(let passage)? = blocks.indices.contains(index + 1) ? blocks[index + 1] : nil,
        ["note", "notes", "f", "source", "welch's", "base", "anova"].contains(passage.tokens.lowered(0)),
        !taken.contains(index + 1)
      {
        table.note = passage
      }
      table.order = index
      tables.append(table)
    }
    return Document(passages: passages, passageOrder: order, tables: tables, captions: captions)
  }

  private func isPassage(_ index: Int) -> Bool {
    guard blocks.indices.contains(index), case .passage(let passage) = blocks[index] else { return false }
    return passage.tokens.count < 25
  }
}

private let captionVerbs: Set<String> = [
  "shows", "show", "presents", "present", "gives", "summarises", "summarizes", "lists", "reports", "report", "and",
  "to", "displays",
  "provides", "below", "above", "in", "contains", "illustrates", "sets", "compares", "describes", "has", "is", "was",
  "were", "also",
  "suggests", "indicates", "demonstrates", "of", "on", "or", "breaks", "confirms", "repeats", "makes", "reveals",
  "does", "did",
]

/// “Table 3. Scores by sector” at the start of a passage, as opposed to “Table 3 shows …”.
func captionNumber(_ passage: Passage) -> (kind: String, number: String)? {
  let tokens = passage.tokens
  guard let first = tokens.first, let word = first.word, word.unicodeScalars.first?.properties.isUppercase == true
  else {
    return nil
  }
  let kind = ["table": "table", "figure": "figure", "fig": "figure"][first.lowered]
  guard let kind else { return nil }
  var index = 1
  if tokens.isMark(".", at: index) { index += 1 }
  guard let number = referenceNumber(tokens, at: index) else { return nil }
  index += number.length
  guard let next = tokens.at(index) else { return (kind, number.text) }
  if next.isMark(in: [".", ":", "|", "–", "—", "-"]) { return (kind, number.text) }
  if captionVerbs.contains(next.lowered) || next.isMark(in: [",", ")", ";"]) { return nil }
  let isSentence = tokens.last?.isMark(".") ?? false
  return tokens.count < 45 && !isSentence ? (kind, number.text) : nil
}

/// The number after “Table”: `4`, `4.1`, `4a`; `nil` for lettered ones (`S1`, `A2`), which belong to appendices.
func referenceNumber(_ tokens: [Token], at index: Int) -> (text: String, length: Int)? {
  if let word = tokens.at(index)?.word, word.unicodeScalars.first.map(isDigit) == true { return (word, 1) }
  guard let number = tokens.number(index), number.value >= 0, number.value < 1000 else { return nil }
  if let letter = tokens.at(index + 1), !letter.spaced, let word = letter.word, word.unicodeScalars.count == 1 {
    return (number.text + word.lowercased(), 2)
  }
  // “Figure 14-3” counts within a chapter.
  if let dash = tokens.at(index + 1), dash.isMark(in: ["-", "–"]), !dash.spaced,
    let part = tokens.number(index + 2)?.count,
    tokens.at(index + 2)?.spaced == false
  {
    return ("\(number.text)-\(part)", 3)
  }
  return (number.text, 1)
}
