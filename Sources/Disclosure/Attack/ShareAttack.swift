/// How many people may have given an answer, seen from printed shares: is any count pinned?
///
/// Unknown: how many of each atom gave each answer. Known: the range of counts behind each printed share, and, where each person
/// gives one answer, that an atom's answers add up to its people. Every count of a released group, and of every hidden
/// group, must keep at least two whole values.
struct ShareAttack {
  let people: [Int]
  /// Atoms and, by label, the range of counts of each released group.
  let groups: [(atoms: [Int], shares: [String: Ledger.CountRange])]
  let labels: [String]
  let several: Bool

  /// Larger systems than this are refused rather than checked by halves.
  private static let mostUnknowns = 1_200

  func leavesOpen(hidden: [[Int]]) -> Bool {
    if groups.count == 1, people.count == 1, let only = groups.first {
      return soleGroupIsOpen(only.shares, hidden: hidden)
    }
    guard people.count * labels.count <= Self.mostUnknowns else { return false }
    if several { return labels.indices.allSatisfy { isOpen(labels: [$0], hidden: hidden) } }
    return isOpen(labels: Array(labels.indices), hidden: hidden)
  }

  /// One group: the ranges, and for single answers their sum, are all there is.
  private func soleGroupIsOpen(_ shares: [String: Ledger.CountRange], hidden: [[Int]]) -> Bool {
    let total = people[0]
    let ranges = labels.map { shares[$0] ?? .init(lower: 0, upper: total) }
    let lowest = ranges.reduce(0) { $0 + $1.lower }
    let highest = ranges.reduce(0) { $0 + $1.upper }
    for range in ranges {
      let low = several ? range.lower : max(range.lower, total - (highest - range.upper))
      let high = several ? range.upper : min(range.upper, total - (lowest - range.lower))
      guard high > low else { return false }
      for vector in hidden {
        let within = min(vector[0], high) - max(0, low - (total - vector[0]))
        guard within >= 1 else { return false }
      }
    }
    return true
  }

  /// Unknowns are shares of an atom that gave an answer; the known counts are taken as shares of their group.
  private func isOpen(labels chosen: [Int], hidden: [[Int]]) -> Bool {
    let atoms = people.count
    let unknowns = atoms * chosen.count
    var rows: [LinearProgram.Row] = []
    if chosen.count > 1 {
      for atom in 0..<atoms {
        var sum = [Double](repeating: 0, count: unknowns)
        for label in chosen.indices { sum[label * atoms + atom] = 1 }
        rows.append(.init(coefficients: sum, range: 1...1))
      }
    }
    for group in groups {
      let size = Double(max(1, group.atoms.reduce(0) { $0 + people[$1] }))
      for (position, label) in chosen.enumerated() {
        guard let range = group.shares[labels[label]] else { continue }
        var share = [Double](repeating: 0, count: unknowns)
        for atom in group.atoms { share[position * atoms + atom] = Double(people[atom]) / size }
        rows.append(.init(coefficients: share, range: (Double(range.lower) / size)...(Double(range.upper) / size)))
      }
    }
    var program = LinearProgram(bounds: [ClosedRange<Double>](repeating: 0...1, count: unknowns), rows: rows)
    guard program.isFeasible else { return false }
    let released = groups.map { group in people.indices.map { group.atoms.contains($0) ? people[$0] : 0 } }
    for vector in released + hidden {
      for position in chosen.indices where !isOpen(vector, position, atoms: atoms, in: &program) { return false }
    }
    return true
  }

  /// Whether the count of one answer among `vector` people keeps two whole values. Of an atom with share y, h of a people may hold
  /// from max(0, ya − (a − h)) to min(h, ya) of its answers; where h = a that is ya itself.
  private func isOpen(_ vector: [Int], _ position: Int, atoms: Int, in program: inout LinearProgram) -> Bool {
    var weights = [Double](repeating: 0, count: program.solution.count)
    var isWhole = true
    for atom in 0..<atoms where vector[atom] > 0 {
      weights[position * atoms + atom] = Double(vector[atom])
      isWhole = isWhole && vector[atom] == people[atom]
    }
    guard let range = program.range(of: weights) else { return false }
    if isWhole {
      return (range.upperBound + 1e-6).rounded(.down) - (range.lowerBound - 1e-6).rounded(.up) >= 1
    }
    // Part of an atom: its people may differ from their company, so more is open than for the atom's own share.
    let total = Double(vector.reduce(0, +))
    var most = 0.0
    var least = 0.0
    for atom in 0..<atoms where vector[atom] > 0 {
      var unit = [Double](repeating: 0, count: weights.count)
      unit[position * atoms + atom] = Double(people[atom])
      guard let own = program.range(of: unit) else { return false }
      let hidden = Double(vector[atom])
      let others = Double(people[atom]) - hidden
      most = max(most, min(hidden, own.upperBound) - max(0, own.upperBound - others))
      least = max(least, min(hidden, own.lowerBound) - max(0, own.lowerBound - others))
    }
    return total > 0 && (max(most, least) >= 1 - 1e-6 || range.upperBound - range.lowerBound >= 1 - 1e-6)
  }
}
