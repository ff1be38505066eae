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

  /// Counts that the lines fix exactly, over the rationals: cell → count. Shown cells are lines of one cell.
  func solved() -> [Int: Int] {
    var system = ExactSystem(unknowns: cells)
    for line in lines {
      var coefficients = [Int](repeating: 0, count: cells)
      for cell in line.cells where coefficients.indices.contains(cell) { coefficients[cell] += 1 }
      system.add(coefficients, total: line.total)
    }
    var result: [Int: Int] = [:]
    for cell in 0..<cells { result[cell] = system.wholeValue(of: cell) }
    return result
  }

  /// The whole counts each of `wanted` may have, given that counts are not negative and `atMost` any further bounds the attacker has.
  /// nil when the lines contradict each other.
  func ranges(of wanted: [Int], atMost: [Int: Int] = [:]) -> [ClosedRange<Int>]? {
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
    let bounds = open.map { cell in 0...min(1, Double(atMost[cell] ?? .max) / largest) }
    var program = LinearProgram(bounds: bounds, rows: rows)
    guard program.isFeasible else { return nil }
    var result: [ClosedRange<Int>] = []
    for cell in wanted {
      if let count = fixed[cell] {
        result.append(count...count)
        continue
      }
      var weights = [Double](repeating: 0, count: open.count)
      guard let at = position[cell] else { return nil }
      weights[at] = 1
      guard let range = program.range(of: weights) else { return nil }
      let low = Int((range.lowerBound * largest - 1e-6).rounded(.up))
      let high = Int((range.upperBound * largest + 1e-6).rounded(.down))
      result.append(min(low, high)...max(low, high))
    }
    return result
  }
}

/// Which cells of linked tables to hide so that no small count can be worked out.
struct Suppression {
  let counts: [Int]
  /// Lines whose totals are published, as lists of cells.
  let lines: [[Int]]
  let threshold: Int
  /// How wide the range of a small count must stay.
  var width: Int { threshold }

  /// Cells with fewer than `threshold` people.
  var primary: [Int] { counts.indices.filter { counts[$0] < threshold } }

  /// The smallest set of further cells found, with the small ones; nil if hiding every cell does not do.
  ///
  /// Up to two further cells are searched for in every combination while the table is small; beyond that greedily: at each step
  /// the cell whose loss opens most, the smallest count among equals; at the end every cell is shown again that can be.
  func hidden() -> Set<Int>? {
    let primary = primary
    var hidden = Set(primary)
    if primary.isEmpty || isSafe(hidden) { return hidden }
    let visible = counts.indices.filter { !hidden.contains($0) }.sorted { counts[$0] < counts[$1] }
    if visible.count <= 24 {
      for cell in visible where isSafe(hidden.union([cell])) { return hidden.union([cell]) }
      for (index, first) in visible.enumerated() where visible.count <= 12 {
        for second in visible[(index + 1)...] where isSafe(hidden.union([first, second])) {
          return hidden.union([first, second])
        }
      }
    }
    var unsafe = exposed(hidden)
    while !unsafe.isEmpty {
      let linked = Set(lines.filter { line in line.contains { unsafe.contains($0) } }.flatMap { $0 })
      let candidates = visible.filter { !hidden.contains($0) && linked.contains($0) }
      guard let first = candidates.first ?? visible.first(where: { !hidden.contains($0) }) else { return nil }
      var best = (cell: first, left: exposed(hidden.union([first])))
      for cell in candidates.dropFirst().prefix(16) {
        let left = exposed(hidden.union([cell]))
        if left.count < best.left.count { best = (cell, left) }
      }
      hidden.insert(best.cell)
      unsafe = best.left
    }
    for cell in visible.reversed() where hidden.contains(cell) {
      if isSafe(hidden.subtracting([cell])) { hidden.remove(cell) }
    }
    return hidden
  }

  func isSafe(_ hidden: Set<Int>) -> Bool { exposed(hidden).isEmpty }

  /// Small cells that are not open enough: their range is narrower than `width`, or an attacker who knows the rule, and which cells
  /// are hidden for being small, would be left with one value.
  func exposed(_ hidden: Set<Int>) -> [Int] {
    let wanted = primary
    let attack = CountAttack(
      cells: counts.count,
      lines: lines.map { line in .init(cells: line, total: line.reduce(0) { $0 + counts[$1] }) }
        + counts.indices.filter { !hidden.contains($0) }.map { .init(cells: [$0], total: counts[$0]) })
    let knownSmall = Dictionary(uniqueKeysWithValues: wanted.map { ($0, threshold - 1) })
    guard let plain = attack.ranges(of: wanted), let informed = attack.ranges(of: wanted, atMost: knownSmall) else {
      return wanted
    }
    return wanted.indices.filter { index in
      plain[index].count - 1 < width || informed[index].count < 2
    }.map { wanted[$0] }
  }
}
