/// Counts of people in cells, some shown, some hidden, and the totals of lines of cells: what can an attacker work out?
///
/// Tables that share cells are one system: their lines stand side by side.
struct CountAttack: Sendable {
  struct Line: Sendable {
    let cells: [Int]
    let total: Int
    init(cells: [Int], total: Int) {
      self.cells = cells
      self.total = total
    }
  }

  let cells: Int
  let lines: [Line]

  /// The whole counts each of `wanted` may have, given that counts are not negative, and `atLeast` and `atMost` whatever further
  /// bounds the attacker has. nil when lines and bounds contradict each other.
  func ranges(
    of wanted: [Int], atLeast: [Int: Int] = [:], atMost: [Int: Int] = [:]
  ) -> [ClosedRange<Int>]? {
    ranges(ofSums: wanted.map { [$0] }, atLeast: atLeast, atMost: atMost)
  }

  /// The same for the sum of several cells each.
  func ranges(
    ofSums wanted: [[Int]], atLeast: [Int: Int] = [:], atMost: [Int: Int] = [:]
  ) -> [ClosedRange<Int>]? {
    let largest = Double(max(1, lines.map(\.total).max() ?? 1))
    var fixed: [Int: Int] = [:]
    for line in lines where line.cells.count == 1 { fixed[line.cells[0]] = line.total }
    let open = (0..<cells).filter { fixed[$0] == nil }
    let position = Dictionary(uniqueKeysWithValues: zip(open, open.indices))
    var rows: [LinearProgram.Row] = []
    for line in lines where line.cells.count != 1 {
      var coefficients = [Double](repeating: 0, count: open.count)
      var rest = line.total
      for cell in line.cells {
        if let at = position[cell] { coefficients[at] += 1 } else { rest -= fixed[cell] ?? 0 }
      }
      let total = Double(rest) / largest
      guard coefficients.contains(where: { $0 != 0 }) else { continue }
      rows.append(.init(coefficients: coefficients, range: total...total))
    }
    let bounds = open.map { cell in
      let low = min(1, Double(max(0, atLeast[cell] ?? 0)) / largest)
      return low...max(low, min(1, Double(atMost[cell] ?? .max) / largest))
    }
    var program = LinearProgram(bounds: bounds, rows: rows)
    guard program.isFeasible else { return nil }
    var result: [ClosedRange<Int>] = []
    for cells in wanted {
      var weights = [Double](repeating: 0, count: open.count)
      var known = 0
      for cell in cells {
        if let count = fixed[cell] {
          known += count
        } else {
          guard let at = position[cell] else { return nil }
          weights[at] += 1
        }
      }
      guard weights.contains(where: { $0 != 0 }) else {
        result.append(known...known)
        continue
      }
      guard let range = program.range(of: weights) else { return nil }
      let low = Int((range.lowerBound * largest - 1e-6).rounded(.up))
      let high = Int((range.upperBound * largest + 1e-6).rounded(.down))
      result.append((known + min(low, high))...(known + max(low, high)))
    }
    return result
  }
}
