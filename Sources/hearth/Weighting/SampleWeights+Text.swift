import Analysis

extension SampleWeights: TerminalText {
  var text: String {
    var table = TextTable(["column", "answer", "people", "before, %", "population, %"])
    for level in levels {
      table.rows.append([
        level.column, level.answer, String(level.people), shortNumber(level.sampleShare, digits: 3),
        shortNumber(level.weightedShare, digits: 3),
      ])
    }
    return [
      table.text, "",
      "\(weighted) people stand for \(shortNumber(population)); factors from \(shortNumber(smallestFactor, digits: 3)) to \(shortNumber(largestFactor, digits: 3))",
      "design effect of the weights \(shortNumber(designEffect, digits: 3)): as exact as \(shortNumber(effectiveSize, digits: 3)) people of equal weight",
    ].joined(separator: "\n")
  }

  var notes: [String] {
    var notes: [String] = []
    if leftOut > 0 { notes.append("\(leftOut) of \(rows) rows go without a weight: they lack an answer") }
    if largestFactor > 5 {
      notes.append(
        "some people stand for more than five times their share: hold that down with --bounds, such as 0.3..3")
    }
    return notes
  }
}
