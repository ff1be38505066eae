import Instruments

/// How often each answer to one item was given, and what it shares with the scale's total: all that distributions and reliability need.
struct ItemTable: Sendable {
  let item: Int
  /// People by response option, in the order of the response set, whoever else they left unanswered.
  let counts: [Int]
  /// Over people who answered every item of the scale, in the scale's units: Σx, Σx², Σx·total.
  let sum, squares, withTotal: Double
  /// The item's column, and a digest of who gave an answer that counts.
  var column = ""
  var people = ""
}

/// Counts an item's codes against the scale's score keys: one pass over the rows, two bytes and one counter a row.
struct JointCounts {
  private let span: Int
  private var cells: [UInt32]

  /// - Parameters:
  ///   - keys: a score key a row, below `keyCount`.
  ///   - answers: the item's codes, as many rows.
  init(keys: [UInt16], keyCount: Int, answers: ItemAnswers) {
    var highest: UInt8 = 0
    for code in answers.codes { highest = max(highest, code) }
    span = Int(highest) + 1
    var cells = [UInt32](repeating: 0, count: keyCount * span)
    let width = span
    cells.withUnsafeMutableBufferPointer { cells in
      keys.withUnsafeBufferPointer { keys in
        answers.codes.withUnsafeBufferPointer { codes in
          guard let validity = answers.validity else {
            for row in 0..<keys.count { cells[Int(keys[row]) &* width &+ Int(codes[row])] &+= 1 }
            return
          }
          for (word, bits) in validity.enumerated() {
            let start = word &* 64
            let end = min(start + 64, keys.count)
            if bits == .max, end == start + 64 {
              for row in start..<end { cells[Int(keys[row]) &* width &+ Int(codes[row])] &+= 1 }
            } else {
              var rest = bits
              while rest != 0 {
                let row = start + rest.trailingZeroBitCount
                rest &= rest &- 1
                if row < end { cells[Int(keys[row]) &* width &+ Int(codes[row])] &+= 1 }
              }
            }
          }
        }
      }
    }
    self.cells = cells
  }

  /// - Parameters:
  ///   - units: code → units above the scale's base, turned round where the key says so.
  ///   - complete: the keys of people who answered every item; key − first key is their total in units.
  func table(item: Int, responses: ResponseSet, offset: Int, units: [Int: Int], complete: Range<Int>) -> ItemTable {
    var counts: [Int] = []
    var (sum, squares, withTotal) = (0.0, 0.0, 0.0)
    for option in responses.options {
      let byte = option.code - offset
      guard (0..<span).contains(byte) else {
        counts.append(0)
        continue
      }
      var answered = 0
      let x = Double(units[option.code] ?? 0)
      for key in 0..<(cells.count / span) {
        let count = Int(cells[key * span + byte])
        guard count > 0 else { continue }
        answered += count
        guard complete.contains(key) else { continue }
        let n = Double(count)
        sum += n * x
        squares += n * x * x
        withTotal += n * x * Double(key - complete.lowerBound)
      }
      counts.append(answered)
    }
    return ItemTable(item: item, counts: counts, sum: sum, squares: squares, withTotal: withTotal)
  }
}
