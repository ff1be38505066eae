/// Which cells of linked tables to hide so that no small count can be worked out.
struct Suppression {
  let counts: [Int]
  /// Lines whose totals are published, as lists of cells.
  let lines: [[Int]]
  let threshold: Int
  /// How wide the range of a small count must stay.
  var width: Int { threshold }

  /// Cells with fewer than `threshold` people, but not none: an empty cell shows nobody, and is never hidden.
  var primary: [Int] { counts.indices.filter { (1..<threshold).contains(counts[$0]) } }

  /// The smallest set of further cells found, with the small ones; nil if hiding every cell does not do.
  ///
  /// Up to two further cells are searched for in every combination while the table is small; beyond that greedily: at each step
  /// the cell whose loss opens most, the smallest count among equals; at the end every cell is shown again that can be.
  func hidden() -> Set<Int>? {
    let primary = primary
    var hidden = Set(primary)
    if primary.isEmpty || isSafe(hidden) { return hidden }
    let visible = counts.indices.filter { counts[$0] >= threshold }.sorted { counts[$0] < counts[$1] }
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

  /// Small cells that are not open enough: their range is narrower than `width` to a reader who knows that no hidden cell is empty, or
  /// one who also knows which cells are hidden for being small, and that the others are not, would be left with one value.
  func exposed(_ hidden: Set<Int>) -> [Int] {
    let wanted = primary
    let attack = CountAttack(
      cells: counts.count,
      lines: lines.map { line in .init(cells: line, total: line.reduce(0) { $0 + counts[$1] }) }
        + counts.indices.filter { !hidden.contains($0) }.map { .init(cells: [$0], total: counts[$0]) })
    let notEmpty = Dictionary(uniqueKeysWithValues: hidden.map { ($0, 1) })
    let leastOfEach = Dictionary(uniqueKeysWithValues: hidden.map { ($0, counts[$0] < threshold ? 1 : threshold) })
    let mostOfSmall = Dictionary(uniqueKeysWithValues: wanted.map { ($0, threshold - 1) })
    guard let plain = attack.ranges(of: wanted, atLeast: notEmpty),
      let informed = attack.ranges(of: wanted, atLeast: leastOfEach, atMost: mostOfSmall)
    else { return wanted }
    return wanted.indices.filter { index in
      plain[index].count - 1 < width || informed[index].count < 2
    }.map { wanted[$0] }
  }
}
