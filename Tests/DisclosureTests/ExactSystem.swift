import BigInt

@testable import Disclosure

/// Linear equations with whole coefficients, reduced exactly: which combinations of the unknowns they fix, and to what.
///
/// Interval propagation misses cells that only a combination of several lines solves; row reduction over the rationals finds every one.
/// The guard works modulo a prime (`GroupAlgebra`) and with linear programmes (`CountAttack`); this is what both are held against.
/// Rows stay whole numbers (fraction-free elimination, each row divided by its greatest common divisor), so nothing is rounded.
struct ExactSystem {
  private let unknowns: Int
  /// Reduced rows, right-hand side last, each with the column of its pivot.
  private var rows: [(pivot: Int, entries: [BigInt])] = []
  /// Whether some equation contradicts the others.
  private(set) var isContradictory = false

  init(unknowns: Int) {
    self.unknowns = unknowns
  }

  var rank: Int { rows.count }

  /// Adds Σ coefficients · unknowns = total.
  mutating func add(_ coefficients: [Int], total: Int) {
    var entries = (coefficients + [total]).map { BigInt($0) }
    guard entries.count == unknowns + 1 else { return }
    for row in rows { eliminate(row, from: &entries) }
    guard let pivot = entries.indices.dropLast().first(where: { entries[$0] != 0 }) else {
      if entries[unknowns] != 0 { isContradictory = true }
      return
    }
    makePrimitive(&entries)
    for index in rows.indices { eliminate((pivot, entries), from: &rows[index].entries) }
    rows.append((pivot, entries))
  }

  /// The value of Σ weights · unknowns where the equations fix it, as a whole numerator and denominator; nil where they leave it open.
  func value(of weights: [Int]) -> (numerator: BigInt, denominator: BigInt)? {
    guard weights.count == unknowns else { return nil }
    var rest = weights.map { BigInt($0) } + [0]
    var scale = BigInt(1)
    for row in rows where rest[row.pivot] != 0 {
      let factor = rest[row.pivot]
      let lead = row.entries[row.pivot]
      for index in rest.indices { rest[index] = rest[index] * lead - factor * row.entries[index] }
      scale *= lead
    }
    guard rest.dropLast().allSatisfy({ $0 == 0 }) else { return nil }
    let divisor = rest[unknowns].greatestCommonDivisor(with: scale)
    let sign: BigInt = scale < 0 ? 1 : -1
    return (sign * rest[unknowns] / divisor, scale.magnitude.asBigInt / divisor)
  }

  /// The value of one unknown, where it is fixed and whole.
  func wholeValue(of unknown: Int) -> Int? {
    var weights = [Int](repeating: 0, count: unknowns)
    guard weights.indices.contains(unknown) else { return nil }
    weights[unknown] = 1
    guard let value = value(of: weights), value.denominator == 1 else { return nil }
    return Int(exactly: value.numerator)
  }

  private func eliminate(_ row: (pivot: Int, entries: [BigInt]), from entries: inout [BigInt]) {
    let factor = entries[row.pivot]
    guard factor != 0 else { return }
    let lead = row.entries[row.pivot]
    for index in entries.indices { entries[index] = entries[index] * lead - factor * row.entries[index] }
    makePrimitive(&entries)
  }

  private func makePrimitive(_ entries: inout [BigInt]) {
    var divisor = BigInt(0)
    for entry in entries where entry != 0 {
      divisor = divisor.greatestCommonDivisor(with: entry)
      if divisor == 1 { return }
    }
    guard divisor > 1 else { return }
    for index in entries.indices { entries[index] /= divisor }
  }
}

extension BigUInt {
  fileprivate var asBigInt: BigInt { BigInt(self) }
}

extension CountAttack {
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
}
