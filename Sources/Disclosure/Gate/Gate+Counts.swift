extension Gate {
  /// Whether these counts of people may stand beside all that were released: no count of 1…threshold − 1 people follows, nor is one
  /// pinned more closely than the threshold.
  ///
  /// Splits by one and the same characteristic first meet the rank rule: a difference of two counts is the count of a group only where
  /// one group lies within the other, and those are 0 or at least the threshold. Splits that cross give numbers that count nobody, but
  /// three or more of them can still squeeze a small level between counts that cannot be negative. So wherever some combination of levels has
  /// fewer people than the threshold, and as soon as counts combine characteristics (cross-tabulations, filters), every combination is an
  /// unknown and the attack is run over all of them.
  ///
  /// - Parameter hidden: cells of the same table that are not shown, as conditions.
  func countsAreSafe(_ new: [Ledger.Count], hidden: [[GroupTerm]] = []) -> Bool {
    let fresh = new.filter { !released.counts.contains($0) }
    if fresh.isEmpty { return true }
    let linked = linkedCounts(to: fresh)
    let all = linked + fresh + [Ledger.Count(group: [], people: people.population.people)]
    let characteristics = Set(all.flatMap { $0.group.map(\.characteristic) })
    // Hidden cells of these tables stay open too: with a third question each may lie in several combinations.
    let cells = (released.suppressed.flatMap(\.cells) + hidden).filter { cell in
      cell.allSatisfy { characteristics.contains($0.characteristic) }
    }
    guard let atoms = try? people.atoms(of: all.map(\.group) + cells, keepEmpty: characteristics.count > 1) else {
      return false
    }
    for (count, members) in zip(all, atoms.members) {
      guard members.reduce(0, { $0 + atoms.sizes[$1] }) == count.people else { return false }
    }
    if characteristics.count < 2 {
      let algebra = GroupAlgebra(groups: Array(atoms.members.prefix(all.count)), weights: atoms.sizes)
      if algebra.exposesFewer(than: threshold) { return false }
      if atoms.sizes.allSatisfy({ $0 >= threshold }) { return true }
    }
    guard atoms.sizes.count <= 400 else { return false }
    let small = (atoms.sizes.indices.map { [$0] } + atoms.members.dropFirst(all.count)).filter { members in
      (1..<threshold).contains(members.reduce(0) { $0 + atoms.sizes[$1] })
    }
    let attack = CountAttack(
      cells: atoms.sizes.count, lines: zip(all, atoms.members).map { .init(cells: $1, total: $0.people) })
    guard let ranges = attack.ranges(ofSums: Array(Set(small))) else { return false }
    return ranges.allSatisfy { $0.count - 1 >= threshold }
  }

  /// Released counts that share a characteristic with `fresh`, and those that share one with them.
  private func linkedCounts(to fresh: [Ledger.Count]) -> [Ledger.Count] {
    let isSingle = fresh.allSatisfy { $0.group.count <= 1 }
    var reached = Set(fresh.flatMap { $0.group.map(\.characteristic) })
    var linked: [Ledger.Count] = []
    var rest = released.counts.filter { !fresh.contains($0) }
    while true {
      let touching = rest.filter { count in
        let own = Set(count.group.map(\.characteristic))
        return !own.isDisjoint(with: reached) && (own.count > 1 || own.isSubset(of: reached))
      }
      if touching.isEmpty { break }
      linked += touching
      rest.removeAll { touching.contains($0) }
      reached.formUnion(touching.flatMap { $0.group.map(\.characteristic) })
    }
    // Splits by other characteristics on their own say nothing about a single one: each cell between two splits
    // keeps a range as wide as the smallest class or its complement (Fréchet's bounds).
    return isSingle && linked.allSatisfy { $0.group.count <= 1 }
      ? linked.filter { count in count.group.allSatisfy { reached.contains($0.characteristic) } } : linked
  }
}
