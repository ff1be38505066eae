import Disclosure
import Instruments
import Statistics

/// One scale of the study with everybody's score.
struct ScoredScale: Sendable {
  let subject: Subject
  let reading: ScaleReading
  let scores: ScoreColumn
  /// The columns of the data that it is made from.
  let columns: [String]
  /// The scale's definition; nil for a column that came as a finished score.
  let definition: (instrument: Instrument, scale: Scale)?
  let items: [ItemTable]
  let complete: Range<Int>
  let norms: [StudyFile.Norm]
  /// Item texts from the wording pack, by item; empty without one.
  let itemTitles: [Int: String]
  /// Response words by code as they were answered, by item.
  let words: [Int: [Int: String]]

  /// One bit a person who has a score; nil when everyone has.
  var answered: [UInt64]? {
    let scored = scores.values.map { $0 != nil }
    guard zip(scored, scores.histogram()).contains(where: { !$0.0 && $0.1 > 0 }) else { return nil }
    var words = [UInt64](repeating: 0, count: (scores.keys.count + 63) / 64)
    for (row, key) in scores.keys.enumerated() where scored[Int(key)] { words[row >> 6] |= 1 << UInt64(row & 63) }
    return words
  }

  /// The one score of two or more people who all have the same; nil where scores differ or fewer people have one.
  var onlyScore: Double? {
    let counts = scores.histogram()
    let people = zip(scores.values, counts).reduce(0) { $0 + ($1.0 == nil ? 0 : $1.1) }
    let distinct = Set(zip(scores.values, counts).compactMap { $1 > 0 ? $0 : nil })
    return people > 1 && distinct.count == 1 ? distinct.first : nil
  }

  /// How many people have each score.
  func tabulation() throws(StatisticsError) -> Tabulation {
    let counts = scores.histogram()
    let merged = merge(counts: [counts])
    return try Tabulation(values: merged.values, counts: merged.counts[0])
  }

  /// Scores by class: one tabulation a class of `classes`, which holds a class a row or `UInt8.max` for nobody's.
  func tabulation(by classes: [UInt8], count: Int) throws(StatisticsError) -> GroupedTabulation {
    let merged = merge(counts: jointHistogram(classes, classCount: count))
    return try GroupedTabulation(values: merged.values, counts: merged.counts)
  }

  private func jointHistogram(_ classes: [UInt8], classCount: Int) -> [[Int]] {
    let width = scores.values.count
    // One row more than there are classes takes the people who belong to none.
    var cells = [UInt32](repeating: 0, count: (classCount + 1) * width)
    cells.withUnsafeMutableBufferPointer { cells in
      scores.keys.withUnsafeBufferPointer { keys in
        classes.withUnsafeBufferPointer { classes in
          for row in 0..<min(keys.count, classes.count) {
            let group = min(Int(classes[row]), classCount)
            cells[group &* width &+ Int(keys[row])] &+= 1
          }
        }
      }
    }
    return (0..<classCount).map { group in (0..<width).map { Int(cells[group * width + $0]) } }
  }

  /// Joins the keys that stand for one score (complete and prorated answers can give the same), ascending.
  private func merge(counts: [[Int]]) -> (values: [Double], counts: [[Int]]) {
    let scored = scores.values.enumerated().compactMap { key, value in value.map { (key: key, value: $0) } }
      .filter { pair in counts.contains { $0[pair.key] > 0 } }
      .sorted { $0.value < $1.value }
    var values: [Double] = []
    var merged: [[Int]] = counts.map { _ in [] }
    for (key, value) in scored {
      if values.last != value {
        values.append(value)
        for group in merged.indices { merged[group].append(0) }
      }
      for group in merged.indices { merged[group][values.count - 1] += counts[group][key] }
    }
    return (values, merged)
  }

  /// Internal consistency over people who answered every item; nil for a single item, a finished score or items without variance.
  var reliability: Statistics.Reliability? {
    guard items.count > 1 else { return nil }
    let counts = scores.histogram()
    let people = complete.reduce(0) { $0 + counts[$1] }
    let sums = ItemTotals(
      count: people, sums: items.map(\.sum), squares: items.map(\.squares), withTotal: items.map(\.withTotal))
    return try? Statistics.reliability(sums)
  }
}
