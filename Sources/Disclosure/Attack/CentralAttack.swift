/// How far the mean of hidden people certainly stays open when released groups cut across each other.
///
/// The programs of `ScaleAttack` bound what an attacker can learn from outside; with dozens of atoms they take too long. This works from
/// inside: it builds data that fit everything released, moves the hidden people's mean as far as the same data can follow, and
/// reports how far that was. The attacker cannot exclude any of these data, so at least this much is open, whatever the size;
/// where the construction fails, the guard refuses.
///
/// Unknown per part of the people: mean y and spread r = y − q, q the mean square, on a scale of 0…1; possible are 0 ≤ r ≤ y − y².
/// Start: the y nearest to the overall mean (least squares, weighted by people) that give every released mean, and the r nearest to the
/// overall spread that give every released second moment. Move: the direction nearest to "the hidden people up" that
/// leaves all released means, r held, as far as every part stays possible.
struct CentralAttack {
  private let people: [Double]
  private let groups: [[Int]]
  private let y: [Double]
  private let r: [Double]

  /// - Parameter slack: by how much sums over people may miss each other, where rounded figures of an earlier report stand in.
  /// - Returns: nil when no start is found that fits what was released.
  init?(people: [Int], groups: [(atoms: [Int], mean: Double, spread: Double)], slack: Double) {
    let weights = people.map { Double($0) }
    let members = groups.map(\.atoms)
    guard let largest = groups.max(by: { Self.size($0.atoms, weights) < Self.size($1.atoms, weights) }) else {
      return nil
    }
    guard let y = Self.nearest(to: largest.mean, groups.map(\.mean), members, weights, slack),
      let r = Self.nearest(to: largest.spread, groups.map(\.spread), members, weights, slack)
    else { return nil }
    guard zip(y, r).allSatisfy({ $1 >= -1e-9 && $1 <= $0 - $0 * $0 + 1e-9 }) else { return nil }
    self.people = weights
    self.groups = members
    self.y = y
    self.r = r.map { max(0, $0) }
  }

  /// The narrowest range over what up to two colleagues may know, on 0…1; a lower bound.
  func openness(of hidden: [Int], observed: ClosedRange<Double>) -> Double {
    var narrowest = width(of: hidden, known: nil)
    for atom in people.indices {
      for score in [observed.lowerBound, observed.upperBound] {
        let beside = min(2, Int(people[atom]) - hidden[atom])
        if beside > 0 { narrowest = min(narrowest, width(of: hidden, known: (atom, false, beside, score))) }
        let within = min(2, hidden[atom] - 1)
        if within > 0 { narrowest = min(narrowest, width(of: hidden, known: (atom, true, within, score))) }
      }
      if narrowest <= 0 { return 0 }
    }
    return narrowest
  }

  private typealias Known = (atom: Int, isHidden: Bool, count: Int, score: Double)

  private struct Part {
    let atom: Int
    let isHidden: Bool
    var weight: Double
    var y: Double
    var r: Double
    var isFrozen = false
  }

  private func width(of hidden: [Int], known: Known?) -> Double {
    [1, 0.5, 0].reduce(0) { max($0, width(of: hidden, known: known, keeping: $1)) }
  }

  /// - Parameter keeping: the part of their spread that the hidden people keep; their company takes the rest.
  private func width(of hidden: [Int], known: Known?, keeping: Double) -> Double {
    var parts: [Part] = []
    for atom in people.indices {
      let inside = Double(hidden[atom])
      let outside = people[atom] - inside
      let kept = outside > 0 ? r[atom] * keeping : r[atom]
      if inside > 0 { parts.append(Part(atom: atom, isHidden: true, weight: inside, y: y[atom], r: kept)) }
      if outside > 0 {
        let rest = (people[atom] * r[atom] - inside * kept) / outside
        guard rest <= y[atom] - y[atom] * y[atom] + 1e-9 else { return 0 }
        parts.append(Part(atom: atom, isHidden: false, weight: outside, y: y[atom], r: rest))
      }
    }
    if let known { tell(known, &parts) }
    let total = parts.reduce(0) { $0 + ($1.isHidden ? $1.weight : 0) }
    guard total > 0, let direction = direction(parts) else { return 0 }
    let gain = zip(parts, direction).reduce(0) { $0 + ($1.0.isHidden ? $1.0.weight * $1.1 : 0) } / total
    guard gain > 1e-9 else { return 0 }
    var up = Double.infinity
    var down = Double.infinity
    for (part, step) in zip(parts, direction) where abs(step) > 1e-12 {
      let half = max(0, 1 - 4 * part.r).squareRoot() / 2
      let above = max(0, 0.5 + half - part.y)
      let below = max(0, part.y - 0.5 + half)
      up = min(up, (step > 0 ? above : below) / abs(step))
      down = min(down, (step > 0 ? below : above) / abs(step))
    }
    return min(1, (up + down) * gain)
  }

  /// Takes out people whose score is known. A part that cannot hold them as it stands is taken as known altogether.
  private func tell(_ known: Known, _ parts: inout [Part]) {
    guard let at = parts.firstIndex(where: { $0.atom == known.atom && $0.isHidden == known.isHidden }) else { return }
    let count = Double(known.count)
    let rest = parts[at].weight - count
    guard rest > 0.5 else {
      parts[at].isFrozen = true
      return
    }
    let y = (parts[at].weight * parts[at].y - count * known.score) / rest
    let q = (parts[at].weight * (parts[at].y - parts[at].r) - count * known.score * known.score) / rest
    parts[at].weight = rest
    if y >= 0, y <= 1, y - q >= 0, q >= y * y {
      parts[at].y = y
      parts[at].r = y - q
    } else {
      parts[at].isFrozen = true
    }
  }

  /// "Hidden people up by one", made to leave every released mean: projected off the groups, in the metric of people.
  private func direction(_ parts: [Part]) -> [Double]? {
    let moving = parts.map { !$0.isFrozen }
    var rows: [[Int]] = []
    for group in groups {
      let isIn = Set(group)
      rows.append(parts.indices.filter { isIn.contains(parts[$0].atom) && moving[$0] })
    }
    let weights = parts.map(\.weight)
    let wanted = parts.indices.map { parts[$0].isHidden && moving[$0] ? 1.0 : 0 }
    let targets = rows.map { row in row.reduce(0) { $0 + weights[$1] * wanted[$1] } }
    guard let pull = Self.combination(rows, weights, targets) else { return nil }
    return parts.indices.map { moving[$0] ? wanted[$0] - pull[$0] : 0 }
  }

  private static func size(_ atoms: [Int], _ weights: [Double]) -> Double { atoms.reduce(0) { $0 + weights[$1] } }

  /// The values nearest to `centre` whose weighted mean over each group is as given; nil if there are none.
  private static func nearest(
    to centre: Double, _ means: [Double], _ groups: [[Int]], _ weights: [Double], _ slack: Double
  ) -> [Double]? {
    let targets = zip(groups, means).map { size($0, weights) * ($1 - centre) }
    guard let moves = combination(groups, weights, targets, slack) else { return nil }
    return moves.map { centre + $0 }
  }

  /// The vector Σ λ·(indicator of group) whose weighted sum over each group is its target.
  private static func combination(
    _ groups: [[Int]], _ weights: [Double], _ targets: [Double], _ slack: Double = 0
  ) -> [Double]? {
    let sets = groups.map(Set.init)
    var matrix = groups.indices.map { first in
      groups.indices.map { second in
        groups[first].reduce(0) { $0 + (sets[second].contains($1) ? weights[$1] : 0) }
      } + [targets[first]]
    }
    let scale = max(1, weights.reduce(0, +))
    var pivots: [(row: Int, column: Int)] = []
    for column in groups.indices {
      let open = groups.indices.filter { row in !pivots.contains { $0.row == row } }
      guard let row = open.max(by: { abs(matrix[$0][column]) < abs(matrix[$1][column]) }),
        abs(matrix[row][column]) > 1e-9 * scale
      else { continue }
      for other in matrix.indices where other != row {
        let factor = matrix[other][column] / matrix[row][column]
        guard factor != 0 else { continue }
        for index in column..<matrix[other].count { matrix[other][index] -= factor * matrix[row][index] }
      }
      pivots.append((row, column))
    }
    let used = Set(pivots.map(\.row))
    for row in matrix.indices where !used.contains(row) {
      guard abs(matrix[row][groups.count]) <= 1e-6 * scale + slack else { return nil }
    }
    var result = [Double](repeating: 0, count: weights.count)
    for (row, column) in pivots {
      let share = matrix[row][groups.count] / matrix[row][column]
      for index in groups[column] { result[index] += share }
    }
    return result
  }
}
