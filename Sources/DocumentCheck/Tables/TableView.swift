/// A table with the meaning of its columns worked out from their headers.
struct TableView {
  enum Role: Equatable {
    case other, count, percent, countAndPercent, percentAndCount, mean, deviation, meanAndDeviation
    case degrees, firstDegrees, secondDegrees, p, statisticAndP
    case statistic(TestStatement.Kind)
  }
  struct Column {
    let role: Role
    /// The kind in a “F, p” column.
    var kind: TestStatement.Kind?
    /// “n = 22” in the header.
    let size: Int?
    /// “F(4, 35)” in the header.
    var degrees: (Reported, Reported?)?
    /// Header words without the size, for matching with text.
    let words: [String]
    /// The same as printed, for messages.
    let name: String
    let isTotal: Bool
    let isAdjusted: Bool
  }
  let table: Table
  let headerRows: Int
  let columns: [Column]
  /// The first row called “Total”.
  let totalRow: Int?
  /// Caption and note, as far as they can be taken in.
  let context: [Token]
  /// Words around the table that say how its p-values came about.
  let isAdjusted: Bool
  /// Caption, note or headers speak of Welch's test.
  let isWelch: Bool

  init(_ table: Table, headerRows: Int? = nil) {
    self.table = table
    let headers = headerRows ?? table.headerRows
    self.headerRows = headers
    columns = (0..<table.width).map { column in
      var tokens: [Token] = []
      for row in 0..<headers { tokens += table.tokens(row, column) }
      return describe(tokens)
    }
    totalRow = table.rows.indices.dropFirst(headers).first { isTotalLabel(table.tokens($0, 0)) }
    context = [table.caption, table.note].flatMap { Array($0?.tokens.prefix(400) ?? []) }
    isAdjusted = context.contains { adjustmentWords.contains($0.lowered) }
    isWelch =
      mentionsWelch(context)
      || (0..<headers).contains { row in (0..<table.width).contains { mentionsWelch(table.tokens(row, $0)) } }
  }

  var body: Range<Int> { min(headerRows, table.rows.count)..<table.rows.count }

  func column(_ role: Role) -> Int? { columns.firstIndex { $0.role == role } }

  /// The statistic column: a plain one first.
  var statisticColumn: Int? {
    columns.firstIndex { if case .statistic = $0.role { true } else { false } } ?? column(.statisticAndP)
  }

  func kind(_ column: Int) -> TestStatement.Kind? {
    if case .statistic(let kind) = columns[column].role { return kind }
    return columns[column].kind
  }

  func isEmptyRow(_ row: Int) -> Bool {
    table.rows[row].dropFirst().allSatisfy { cell in cell.isRepeat || !cell.text.tokens.contains { $0.number != nil } }
  }

  func isTotalRow(_ row: Int) -> Bool { isTotalLabel(table.tokens(row, 0)) }

  /// Runs of body rows between heading rows (label only), each with its heading row.
  var blocks: [(heading: Int?, rows: Range<Int>)] {
    var blocks: [(Int?, Range<Int>)] = []
    var heading: Int?
    var start = body.lowerBound
    for row in body where isEmptyRow(row) {
      if row > start { blocks.append((heading, start..<row)) }
      heading = row
      start = row + 1
    }
    if start < body.upperBound { blocks.append((heading, start..<body.upperBound)) }
    return blocks
  }
}

private let totalWords: Set<String> = ["total", "all", "overall", "combined", "everyone", "sum", "whole", "totals"]

func isTotalLabel(_ tokens: [Token]) -> Bool {
  guard let first = tokens.first, totalWords.contains(first.lowered) else { return false }
  return tokens.count(where: { $0.word != nil }) <= 3
}

/// `n = 22`, `(n=22)`, `N 22`.
func statedSize(_ tokens: [Token]) -> Int? {
  for index in tokens.indices where tokens[index].lowered == "n" {
    if let count = tokens.number(tokens.isMark("=", at: index + 1) ? index + 2 : index + 1)?.count { return count }
  }
  return nil
}

/// Lower-cased words up to the first bracket or number.
func labelWords(_ tokens: [Token]) -> [String] {
  var words: [String] = []
  for token in tokens {
    if token.isMark("(") || token.isMark("[") || token.number != nil { break }
    if token.word != nil { words.append(token.lowered) }
  }
  if words.last == "n" { words.removeLast() }
  return words
}

private func describe(_ tokens: [Token]) -> TableView.Column {
  let words = Set(tokens.map(\.lowered))
  let hasPercent = tokens.contains { $0.isMark("%") } || words.contains("percent") || words.contains("percentage")
  let size = statedSize(tokens)
  let short = tokens.count(where: { $0.word != nil }) <= 4
  var degrees: (Reported, Reported?)?
  var kind: TestStatement.Kind?
  if short, let named = tokens.indices.lazy.compactMap({ statisticName(tokens, at: $0) }).first {
    kind = named.kind
    if tokens.isMark("(", at: named.end), let first = tokens.number(named.end + 1) {
      degrees = (first, tokens.isMark(",", at: named.end + 2) ? tokens.number(named.end + 3) : nil)
    }
  }
  let hasP = words.contains("p") || words.contains("sig") || words.contains("significance")
  let hasDegrees = words.contains("df") || words.contains("df1") || words.contains("df2")
  let hasMean = words.contains("mean") || words.contains("m") || words.contains("means") || words.contains("average")
  let hasDeviation =
    words.contains("sd") || words.contains("deviation") || tokens.reads(["s", ".", "d"], at: max(0, tokens.count - 4))
  let countWords: Set<String> = [
    "n", "number", "count", "frequency", "freq", "no", "responses", "respondents", "people", "participants",
  ]
  // “Percentage of all respondents” counts nobody.
  let hasCount =
    size == nil
    && tokens.indices.contains {
      countWords.contains(tokens[$0].lowered) && !["of", "all", "the", "our"].contains(tokens.lowered($0 - 1))
    }

  let role: TableView.Role
  if short, hasP, kind != nil {
    role = .statisticAndP
  } else if short, hasP, !hasMean {
    role = .p
  } else if let kind, !hasMean, !hasDeviation, !hasCount {
    role = .statistic(kind)
  } else if short, hasDegrees {
    role =
      words.contains("df1") || words.contains("between")
      ? .firstDegrees
      : words.contains("df2") || words.contains("within") || words.contains("error") ? .secondDegrees : .degrees
  } else if short, hasMean, hasDeviation {
    role = .meanAndDeviation
  } else if short, hasDeviation {
    role = .deviation
  } else if short, hasMean {
    role = .mean
  } else if short, hasCount, hasPercent {
    let percentFirst =
      (tokens.firstIndex { $0.isMark("%") } ?? .max) < (tokens.firstIndex { countWords.contains($0.lowered) } ?? .max)
    role = percentFirst ? .percentAndCount : .countAndPercent
  } else if hasPercent {
    role = .percent
  } else if short, hasCount {
    role = .count
  } else {
    role = .other
  }
  return TableView.Column(
    role: role, kind: kind, size: size, degrees: degrees, words: labelWords(tokens),
    name: tokens.prefix { !$0.isMark("(") && $0.number == nil && $0.lowered != "n" }.compactMap(\.word).joined(
      separator: " "),
    isTotal: isTotalLabel(tokens),
    isAdjusted: tokens.contains { adjustmentWords.contains($0.lowered) })
}

/// A statistic's name in a header, where no number follows it.
private func statisticName(_ tokens: [Token], at index: Int) -> (kind: TestStatement.Kind, end: Int)? {
  guard let word = tokens.at(index)?.word else { return nil }
  switch word {
  case "F": return (.f, index + 1)
  case "t": return (.t, index + 1)
  case "z", "Z": return (.z, index + 1)
  case "r": return tokens.isMark("²", at: index + 1) || tokens.isMark("^", at: index + 1) ? nil : (.r, index + 1)
  case "H", "χ2", "X2": return (.chiSquared, index + 1)
  case "χ", "X":
    if tokens.isMark("²", at: index + 1) { return (.chiSquared, index + 2) }
    return tokens.isMark("^", at: index + 1) ? (.chiSquared, index + 3) : nil
  case "chi", "Chi": return (.chiSquared, index + (tokens.isMark("-", at: index + 1) ? 3 : 2))
  default: return nil
  }
}
