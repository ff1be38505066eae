public import Problems

/// Scores one scale for many rows, a column at a time.
///
/// Each item column is added to a running sum of units (see `ScoreTable`), turned round on the way where the key says so;
/// missing answers and answers that are no response code are taken out again one by one, because they are few. The result
/// equals the person-by-person score in every row.
public struct ScaleScorer: Sendable {
  public let scale: Scale
  public let rows: Int
  /// By item: answers that are no response code; they count as missing.
  public private(set) var outOfRange: [Int: OutOfRange] = [:]

  private let table: ScoreTable
  private var sums: [UInt16]
  private var missing: [UInt8]
  private var anyMissing = false
  private var added: Set<Int> = []

  /// - Throws: a `Problem` when the rule does not fit the scale or the scale is too large to table.
  public init(_ scale: Scale, of scorable: ScorableInstrument, rows: Int, rule: MissingRule = .asDeclared)
    throws(Problem)
  {
    guard scale.items.count <= Int(UInt8.max), rows >= 0 else {
      throw Problem("“\(scale.label)” has more than 255 items", remedy: "split the scale")
    }
    self.scale = scale
    self.rows = rows
    let instrument = scorable.instrument
    table = try ScoreTable(scale, responses: instrument.responses, points: instrument.points, rule: rule)
    sums = [UInt16](repeating: 0, count: rows)
    missing = [UInt8](repeating: 0, count: rows)
  }

  /// Adds one item's answers.
  ///
  /// - Parameters:
  ///   - codes: one a row; the answer is the byte plus `offset`.
  ///   - validity: bit i of word i / 64 is set where row i is answered; nil if all are.
  /// - Throws: a `Problem` for an item that is not in the scale or was added before, or for columns of the wrong length.
  public mutating func add(
    item: Int, codes: Span<UInt8>, offset: Int = 0, validity: Span<UInt64>? = nil
  ) throws(Problem) {
    guard let units = table.units[item] else {
      throw Problem("item \(item) is not in “\(scale.label)”", remedy: "its items are \(scale.items)")
    }
    var longEnough = codes.count == rows
    if let validity, validity.count < (rows + 63) / 64 { longEnough = false }
    guard longEnough else {
      throw Problem(
        "item \(item) has \(codes.count) rows where \(rows) are expected", remedy: "give every item the same rows")
    }
    guard abs(offset) <= OutOfRange.mostOffset else { throw OutOfRange.offsetProblem(offset) }
    guard added.insert(item).inserted else {
      throw Problem("item \(item) of “\(scale.label)” was given twice", remedy: "give every item once")
    }
    var strange = OutOfRange()
    let line = StraightLine(units, offset: offset)
    let lookup = line == nil ? Self.lookup(units, offset: offset) : []
    codes.withUnsafeBufferPointer { codes in
      sums.withUnsafeMutableBufferPointer { sums in
        missing.withUnsafeMutableBufferPointer { missing in
          for start in stride(from: 0, to: codes.count, by: 64) {
            let count = min(64, codes.count - start)
            let all = UInt64.max >> UInt64(64 - count)
            let answered = (validity?[start / 64] ?? .max) & all
            let block = Block(codes: codes, start: start, count: count, answered: answered, unanswered: ~answered & all)
            if let line {
              block.add(line, to: sums, missing: missing, strange: &strange)
            } else {
              block.add(lookup, to: sums, missing: missing, strange: &strange)
            }
            if answered != all { anyMissing = true }
          }
        }
      }
    }
    if strange.count > 0 {
      outOfRange[item] = strange
      anyMissing = true
    }
  }

  /// What each response code of an item adds to the sum of units, turned round where the key says so; empty for a foreign item.
  public func units(ofItem item: Int) -> [Int: Int] { table.units[item] ?? [:] }

  /// The scores; an item never added counts as missing in every row.
  public func finish() -> ScoreColumn {
    let neverAdded = table.itemCount - added.count
    guard anyMissing || neverAdded > 0 else {
      let first = UInt16(truncatingIfNeeded: table.firstKey[table.itemCount])
      return ScoreColumn(keys: sums.map { $0 &+ first }, values: table.values, completeKeys: table.completeKeys)
    }
    // By number of missing answers among the items added; no score below the minimum.
    let first = (0...table.itemCount).map { gaps -> UInt16 in
      let answered = table.itemCount - neverAdded - gaps
      return answered >= table.minimumAnswered ? UInt16(truncatingIfNeeded: table.firstKey[answered]) : 0
    }
    var keys = sums
    for row in keys.indices {
      let start = first[Int(missing[row])]
      keys[row] = start == 0 ? 0 : keys[row] &+ start
    }
    return ScoreColumn(keys: keys, values: table.values, completeKeys: table.completeKeys)
  }

  /// Units by byte; `UInt16.max` where the byte is no response code.
  private static func lookup(_ units: [Int: Int], offset: Int) -> [UInt16] {
    (0...255).map { units[$0 + offset].map { UInt16(truncatingIfNeeded: $0) } ?? .max }
  }
}
