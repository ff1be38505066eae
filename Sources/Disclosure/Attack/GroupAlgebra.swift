/// What sums over released groups give away about sums over fewer people, whatever the answers are.
///
/// Atoms are the parts into which the released groups cut the people: two people are in one atom when they are in the same
/// released groups. Let M be the 0/1 matrix groups × atoms and s the unknown sums of the atoms, of any function of the answers
/// (a score, its square, "answered yes"). The release says M·s. An attacker who combines released figures with weights c
/// learns (cᵀM)·s and nothing else that holds for all answers. If cᵀM is not zero on some atoms and zero on all others,
/// the attacker has a figure about the people of those atoms alone. So the rule is:
///
/// **every non-zero vector of the row space of M has at least `threshold` people in its support.**
///
/// *Why this is enough.* Suppose a figure about a set T of fewer than `threshold` people were solved: some weights on the people
/// of T, not all zero, whose sum is fixed by M·s for all answers. A linear function is constant on {s : M·s = b} only if it is in
/// the row space, so its weights are a vector of the row space with its support inside T: refused. One or two
/// known colleagues take their people out of the support; at a threshold of five or more somebody else is always left.
/// Medians, shares, test statistics and everything else a report prints are functions of the distributions of answers in
/// the released groups; publishing those distributions whole would be the sums of the functions "answered x", for which the rule holds too.
/// What remains are inequalities (a mean at the end of its scale, for one): `ScaleAttack` sees to those.
///
/// *How it is found.* A vector of the row space that is zero outside S exists just when leaving out the columns of S lowers the rank of M.
/// Take a basis of columns with as many people as possible (greedily: column sets form a matroid). If all its atoms are at or above
/// the threshold, no set of fewer people hits it: safe. Any S that lowers the rank hits every basis, so the search branches over
/// the small atoms of the basis, each left out in turn, as long as the people left out stay below the threshold.
/// A search that grows beyond `reach` steps ends in a refusal: the guard then asks for more than it must, never for less.
///
/// For families that nest or are disjoint this is the rule that every difference is zero or at least the threshold. The
/// rank test costs the same for forty people and for a million.
struct GroupAlgebra {
  /// People in each atom.
  let weights: [Int]
  /// One column per atom, over a basis of the row space.
  private let columns: [[UInt64]]
  private let rank: Int

  /// - Parameters:
  ///   - groups: for each released group, the atoms it is made of.
  ///   - weights: people in each atom; an atom without people counts as one that must not be shown to be empty.
  init(groups: [[Int]], weights: [Int]) {
    self.weights = weights
    var rows = groups.map { group in
      var row = [UInt64](repeating: 0, count: weights.count)
      for atom in group where weights.indices.contains(atom) { row[atom] = 1 }
      return row
    }
    ModularField.reduce(&rows)
    rank = rows.count
    let reduced = rows
    columns = weights.indices.map { atom in reduced.map { $0[atom] } }
  }

  /// Whether a figure about fewer than `threshold` people follows from the released sums; atoms without people, where they were kept, count too.
  func exposesFewer(than threshold: Int, reach: Int = 2_000) -> Bool {
    var steps = 0
    let order = weights.indices.sorted { weights[$0] > weights[$1] }
    return search(leftOut: [], kept: [], budget: threshold - 1, order: order, steps: &steps, reach: reach)
  }

  private func search(
    leftOut: Set<Int>, kept: Set<Int>, budget: Int, order: [Int], steps: inout Int, reach: Int
  ) -> Bool {
    steps += 1
    if steps > reach { return true }
    var basis = ModularField.Basis()
    var chosen: [Int] = []
    for atom in order where !leftOut.contains(atom) {
      if basis.add(columns[atom]) { chosen.append(atom) }
      if chosen.count == rank { break }
    }
    if chosen.count < rank { return true }
    var kept = kept
    for atom in chosen.reversed() where weights[atom] <= budget && !kept.contains(atom) {
      if search(
        leftOut: leftOut.union([atom]), kept: kept, budget: budget - weights[atom], order: order, steps: &steps,
        reach: reach)
      {
        return true
      }
      kept.insert(atom)
    }
    return false
  }
}

/// Arithmetic modulo the prime 2⁶¹ − 1, in which ranks of 0/1 matrices are exact.
///
/// A rank modulo p is too small only if p divides every largest non-zero minor. A minor of order r of a 0/1 matrix is at most
/// (r + 1)^((r+1)/2) / 2^r (Hadamard), which stays below p up to r = 36. Beyond that the prime would have to divide
/// numbers that it has no reason to divide. The tests hold the ranks against row reduction in whole numbers (`ExactSystem`).
enum ModularField {
  static let prime: UInt64 = (1 << 61) - 1

  static func multiply(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let (high, low) = a.multipliedFullWidth(by: b)
    return fold((low & prime) + ((high << 3) | (low >> 61)))
  }

  static func subtract(_ a: UInt64, _ b: UInt64) -> UInt64 { a >= b ? a - b : a + prime - b }

  static func inverse(_ a: UInt64) -> UInt64 {
    var result: UInt64 = 1
    var square = a
    var exponent = prime - 2
    while exponent > 0 {
      if exponent & 1 == 1 { result = multiply(result, square) }
      square = multiply(square, square)
      exponent >>= 1
    }
    return result
  }

  private static func fold(_ a: UInt64) -> UInt64 { a >= prime ? a - prime : a }

  /// Brings rows to reduced echelon form and drops those that are zero.
  static func reduce(_ rows: inout [[UInt64]]) {
    var basis = Basis()
    for row in rows { _ = basis.add(row) }
    rows = basis.rows
  }

  /// Vectors that are linearly independent, each with a pivot in which the later ones are zero.
  struct Basis {
    private(set) var rows: [[UInt64]] = []
    private var pivots: [Int] = []

    /// Adds a vector unless it depends on those already there; says whether it was added.
    mutating func add(_ vector: [UInt64]) -> Bool {
      var rest = vector
      for (row, pivot) in zip(rows, pivots) where rest[pivot] != 0 {
        let factor = rest[pivot]
        for index in pivot..<rest.count where row[index] != 0 {
          rest[index] = subtract(rest[index], multiply(factor, row[index]))
        }
      }
      guard let pivot = rest.firstIndex(where: { $0 != 0 }) else { return false }
      let scale = inverse(rest[pivot])
      for index in pivot..<rest.count where rest[index] != 0 { rest[index] = multiply(rest[index], scale) }
      rows.append(rest)
      pivots.append(pivot)
      return true
    }
  }
}
