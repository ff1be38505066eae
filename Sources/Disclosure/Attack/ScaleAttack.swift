/// How far an attacker who knows who is in which group can narrow the mean score of people who are not shown on their own.
///
/// Unknown: the mean y and the mean square q of every part of the people, on the scale's own range taken as 0…1. Known: for each
/// released group, its mean and its standard deviation as ranges, which say Σ wy / n and Σ wq / n (a second-moment
/// row: ((n − 1)·SD² + n·mean²) / n). Between y and q stand the secant q ≤ y, since x² ≤ x on 0…1, and the tangents q ≥ 2ty − t²,
/// laid where the answer needs them until q ≥ y² holds. The largest and smallest mean of the hidden people are two linear programs.
///
/// Two colleagues whose answers the attacker knows (their own, and one told to them) are taken out of the hidden people's
/// company in turn: the two lowest and the two highest scorers of the group, or, where these are not known, twice the lowest
/// and twice the highest score anyone gave. The width is concave in what they answered, so these are the worst cases. One
/// known colleague tells less than two.
struct ScaleAttack {
  struct Group {
    /// The atoms it is made of.
    let atoms: [Int]
    /// On the scale's own metric.
    let mean: ClosedRange<Double>
    let standardDeviation: ClosedRange<Double>?
    /// The two lowest and the two highest scores of the group, where they are known: the pairs of colleagues who know most.
    var extremes: Extremes?
  }

  /// On the scale's own metric, the outermost first.
  struct Extremes {
    let lowest: [Double]
    let highest: [Double]
  }

  let lower: Double
  let upper: Double
  /// People who answered, by atom.
  let people: [Int]
  let groups: [Group]
  /// The lowest and highest score anyone gave.
  let observed: ClosedRange<Double>
  private let alone: [SoleAttack]?
  private let central: CentralAttack?

  init(lower: Double, upper: Double, people: [Int], groups: [Group], observed: ClosedRange<Double>) {
    self.lower = lower
    self.upper = upper
    self.people = people
    self.groups = groups
    self.observed = observed
    let range = upper > lower ? lower...upper : lower...(lower + 1)
    alone = Self.soleAttacks(people: people, groups: groups, range: range)
    central = alone == nil ? Self.centralAttack(people: people, groups: groups, range: range) : nil
  }

  /// The narrowest range of the hidden people's mean over what up to two colleagues may know, as a share of the scale's range.
  /// - Parameters:
  ///   - hidden: how many people of each atom belong to the hidden group.
  ///   - byProgram: solve the linear programs even where the closed form does.
  func openness(of hidden: [Int], byProgram: Bool = false) -> Double {
    guard upper > lower, hidden.contains(where: { $0 > 0 }) else { return 1 }
    if !byProgram {
      if let alone { return openness(of: hidden, alone: alone) }
      return central?.openness(of: hidden, observed: scaled(observed.lowerBound)...scaled(observed.upperBound)) ?? 0
    }
    var narrowest = width(of: hidden, known: nil)
    guard narrowest > 0 else { return 0 }
    for atom in hidden.indices where hidden[atom] > 0 {
      for score in [scaled(observed.lowerBound), scaled(observed.upperBound)] {
        let beside = min(2, people[atom] - hidden[atom])
        if beside > 0 {
          narrowest = min(narrowest, width(of: hidden, known: .init(atom: atom, count: beside, score: score)))
        }
        let within = min(2, hidden[atom] - 1)
        if within > 0 {
          var rest = hidden
          rest[atom] -= within
          narrowest = min(narrowest, width(of: rest, known: .init(atom: atom, count: within, score: score)))
        }
      }
    }
    return narrowest
  }

  /// Where every atom is itself a released group with exact figures, all others follow from these and add nothing: each atom can
  /// then be attacked by itself. nil where that is not so.
  private static func soleAttacks(
    people: [Int], groups: [Group], range: ClosedRange<Double>
  ) -> [SoleAttack]? {
    let span = range.upperBound - range.lowerBound
    var result = [SoleAttack?](repeating: nil, count: people.count)
    for group in groups where group.atoms.count == 1 {
      let isExact = group.mean.lowerBound == group.mean.upperBound
      guard isExact, let deviation = group.standardDeviation, deviation.lowerBound == deviation.upperBound else {
        continue
      }
      result[group.atoms[0]] = SoleAttack(
        people: people[group.atoms[0]], mean: min(1, max(0, (group.mean.lowerBound - range.lowerBound) / span)),
        standardDeviation: deviation.lowerBound / span)
    }
    let known = result.compactMap { $0 }
    return known.count == result.count ? known : nil
  }

  /// Data in the middle of what was released; groups whose mean alone is known are taken at half the spread they could have.
  private static func centralAttack(
    people: [Int], groups: [Group], range: ClosedRange<Double>
  ) -> CentralAttack? {
    let span = range.upperBound - range.lowerBound
    let slack = groups.reduce(0.0) { sum, group in
      let count = Double(group.atoms.reduce(0) { $0 + people[$1] })
      let rounding = (group.mean.upperBound - group.mean.lowerBound) / span
      guard let deviation = group.standardDeviation else { return sum + count * rounding }
      let most = deviation.upperBound / span
      let least = deviation.lowerBound / span
      return sum + count * (rounding + most * most - least * least)
    }
    return CentralAttack(
      people: people,
      groups: groups.map { group in
        let count = Double(group.atoms.reduce(0) { $0 + people[$1] })
        let mean = ((group.mean.lowerBound + group.mean.upperBound) / 2 - range.lowerBound) / span
        guard let deviation = group.standardDeviation, count > 1 else {
          return (group.atoms, mean, (mean - mean * mean) / 2)
        }
        let middle = (deviation.lowerBound + deviation.upperBound) / 2 / span
        return (group.atoms, mean, mean - mean * mean - (count - 1) / count * middle * middle)
      }, slack: slack)
  }

  /// Atoms that are known one by one do not bind each other, so the hidden people's parts vary freely and their widths add up.
  private func openness(of hidden: [Int], alone: [SoleAttack]) -> Double {
    let total = Double(hidden.reduce(0, +))
    return hidden.indices.reduce(0) { sum, atom in
      guard hidden[atom] > 0 else { return sum }
      let own = groups.first { $0.atoms == [atom] }?.extremes
      let pairs = own.map { [$0.lowest, $0.highest] } ?? [observed.lowerBound, observed.upperBound].map { [$0, $0] }
      return sum + Double(hidden[atom]) / total
        * alone[atom].openness(of: hidden[atom], colleagues: pairs.map { $0.map(scaled) })
    }
  }

  private struct Known {
    let atom: Int
    let count: Int
    let score: Double
  }

  private struct Part {
    let atom: Int
    let weight: Double
    let isHidden: Bool
  }

  private func scaled(_ score: Double) -> Double { min(1, max(0, (score - lower) / (upper - lower))) }

  private func parts(of hidden: [Int], known: Known?) -> [Part] {
    people.indices.flatMap { atom -> [Part] in
      let rest = people[atom] - hidden[atom] - (known?.atom == atom ? known?.count ?? 0 : 0)
      return [
        Part(atom: atom, weight: Double(hidden[atom]), isHidden: true),
        Part(atom: atom, weight: Double(rest), isHidden: false),
      ].filter { $0.weight > 0 }
    }
  }

  private func width(of hidden: [Int], known: Known?) -> Double {
    let parts = parts(of: hidden, known: known)
    let total = parts.reduce(0) { $0 + ($1.isHidden ? $1.weight : 0) }
    guard total > 0 else { return 1 }
    let squares = groups.contains { $0.standardDeviation != nil }
    var rows = groups.flatMap { self.rows(of: $0, parts: parts, known: known, squares: squares) }
    if squares {
      for index in parts.indices {
        rows.append(Self.pair(index, of: parts.count, y: -1, range: -1...0))
        for touch in [0.25, 0.5, 0.75] { rows.append(Self.tangent(index, of: parts.count, at: touch)) }
      }
    }
    let bounds = [ClosedRange<Double>](repeating: 0...1, count: squares ? 2 * parts.count : parts.count)
    let weights = bounds.indices.map { index in
      index < parts.count && parts[index].isHidden ? parts[index].weight / total : 0
    }
    guard let most = extreme(weights, bounds: bounds, rows: &rows, squares: squares),
      let least = extreme(weights.map { -$0 }, bounds: bounds, rows: &rows, squares: squares)
    else {
      // The true answers fit what was released, so an empty program is a failure to solve it; with invented colleagues it can be right.
      return known == nil ? 0 : 1
    }
    return max(0, most + least)
  }

  /// The maximum, with tangents added where the solution's mean square falls below the square of its mean.
  private func extreme(
    _ weights: [Double], bounds: [ClosedRange<Double>], rows: inout [LinearProgram.Row], squares: Bool
  ) -> Double? {
    var best: Double?
    for _ in 0..<12 {
      var program = LinearProgram(bounds: bounds, rows: rows)
      guard let found = program.maximum(of: weights) else { return best }
      best = found
      guard squares else { return found }
      let half = bounds.count / 2
      let point = Array(program.solution)
      let gaps = (0..<half).filter { point[$0] * point[$0] - point[half + $0] > 2e-4 }
      if gaps.isEmpty { return found }
      for index in gaps { rows.append(Self.tangent(index, of: half, at: point[index])) }
    }
    return best
  }

  private func rows(of group: Group, parts: [Part], known: Known?, squares: Bool) -> [LinearProgram.Row] {
    let size = group.atoms.reduce(0) { $0 + people[$1] }
    guard size > 0 else { return [] }
    let count = Double(size)
    let isIn = Set(group.atoms)
    let share = parts.map { isIn.contains($0.atom) ? $0.weight / count : 0 }
    let empty = [Double](repeating: 0, count: squares ? parts.count : 0)
    let told = known.flatMap { isIn.contains($0.atom) ? $0 : nil }
    let knownShare = Double(told?.count ?? 0) / count
    let score = told?.score ?? 0
    let mean = (group.mean.lowerBound - lower) / (upper - lower)...(group.mean.upperBound - lower) / (upper - lower)
    var result = [
      LinearProgram.Row(coefficients: share + empty, range: mean.moved(by: -knownShare * score))
    ]
    if let deviation = group.standardDeviation {
      let span = upper - lower
      let factor = (count - 1) / count
      let least = max(0, deviation.lowerBound) / span
      let most = max(0, deviation.upperBound) / span
      let low = factor * least * least + max(0, mean.lowerBound) * max(0, mean.lowerBound)
      let high = factor * most * most + mean.upperBound * mean.upperBound
      let range = min(low, high)...max(low, high)
      result.append(
        LinearProgram.Row(coefficients: empty + share, range: range.moved(by: -knownShare * score * score)))
    }
    return result
  }

  private static func pair(_ index: Int, of count: Int, y: Double, range: ClosedRange<Double>) -> LinearProgram.Row {
    var coefficients = [Double](repeating: 0, count: 2 * count)
    coefficients[index] = y
    coefficients[count + index] = 1
    return LinearProgram.Row(coefficients: coefficients, range: range)
  }

  private static func tangent(_ index: Int, of count: Int, at touch: Double) -> LinearProgram.Row {
    pair(index, of: count, y: -2 * touch, range: (-touch * touch)...1)
  }
}

extension ClosedRange<Double> {
  func moved(by distance: Double) -> ClosedRange { (lowerBound + distance)...(upperBound + distance) }
}
