/// The largest and smallest value of a linear function under linear ranges: what an attacker with inequalities can learn.
///
/// Unknowns x with lower ≤ x ≤ upper, all finite, and rows with low ≤ a·x ≤ high. Primal simplex with bounded variables on
/// a dense tableau; the slack of each row is a variable with the row's range as bounds. Infeasible starts are led into
/// the feasible set by the sum of violations. Steepest rate first, Bland's rule once progress stalls, so it ends.
///
/// Coefficients and bounds should be of the order of one: callers work with means and shares, not with sums over a million people.
struct LinearProgram {
  struct Row {
    var coefficients: [Double]
    var range: ClosedRange<Double>
  }

  private static let tolerance = 1e-9
  private let unknowns: Int
  private var lower: [Double]
  private var upper: [Double]
  /// basic = value − Σ tableau · (nonbasic moves).
  private var tableau: [[Double]]
  private var basis: [Int]
  private var value: [Double]
  private var isBasic: [Bool]
  private(set) var isFeasible = false

  init(bounds: [ClosedRange<Double>], rows: [Row]) {
    unknowns = bounds.count
    lower = bounds.map(\.lowerBound) + rows.map(\.range.lowerBound)
    upper = bounds.map(\.upperBound) + rows.map(\.range.upperBound)
    value = bounds.map(\.lowerBound)
    let start = value
    tableau = []
    for (index, row) in rows.enumerated() {
      value.append(zip(row.coefficients, start).reduce(0) { $0 + $1.0 * $1.1 })
      var line = row.coefficients.map { -$0 } + [Double](repeating: 0, count: rows.count)
      line[bounds.count + index] = 1
      tableau.append(line)
    }
    basis = rows.indices.map { bounds.count + $0 }
    isBasic = [Bool](repeating: false, count: bounds.count) + [Bool](repeating: true, count: rows.count)
    isFeasible = run(objective: nil)
  }

  /// The range of Σ weights · x over all feasible x; nil if there are none.
  mutating func range(of weights: [Double]) -> ClosedRange<Double>? {
    guard isFeasible, let most = maximum(of: weights), let least = maximum(of: weights.map { -$0 }) else { return nil }
    return min(-least, most)...max(-least, most)
  }

  /// The largest value; `solution` is then a point that reaches it.
  mutating func maximum(of weights: [Double]) -> Double? {
    guard isFeasible, weights.count == unknowns else { return nil }
    _ = run(objective: weights + [Double](repeating: 0, count: basis.count))
    return zip(weights, value).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The point reached last.
  var solution: ArraySlice<Double> { value[..<unknowns] }

  /// Moves along edges until nothing improves. Without an objective: until no bound is violated.
  private mutating func run(objective: [Double]?) -> Bool {
    let limit = 60 * (value.count + 10)
    for step in 0..<limit {
      var pull = [Double](repeating: 0, count: basis.count)
      if let objective {
        for (row, variable) in basis.enumerated() { pull[row] = objective[variable] }
      } else {
        var violated = false
        for (row, variable) in basis.enumerated() {
          let slack = Self.tolerance * max(1, abs(value[variable]))
          if value[variable] < lower[variable] - slack { pull[row] = 1 }
          if value[variable] > upper[variable] + slack { pull[row] = -1 }
          violated = violated || pull[row] != 0
        }
        if !violated { return true }
      }
      guard let (entering, rising) = choose(pull: pull, objective: objective, bland: step > limit / 2) else {
        return objective != nil
      }
      move(entering, rising: rising, guarding: pull, repairing: objective == nil)
    }
    return objective != nil
  }

  private func choose(pull: [Double], objective: [Double]?, bland: Bool) -> (variable: Int, rising: Bool)? {
    var best: (variable: Int, rising: Bool)?
    var bestRate = Self.tolerance
    for variable in value.indices where !isBasic[variable] && lower[variable] < upper[variable] {
      var rate = objective?[variable] ?? 0
      for row in basis.indices where pull[row] != 0 { rate -= pull[row] * tableau[row][variable] }
      let canRise = value[variable] < upper[variable]
      let canFall = value[variable] > lower[variable]
      if rate > bestRate, canRise {
        best = (variable, true)
      } else if -rate > bestRate, canFall {
        best = (variable, false)
      } else {
        continue
      }
      if bland { return best }
      bestRate = abs(rate)
    }
    return best
  }

  private mutating func move(_ entering: Int, rising: Bool, guarding pull: [Double], repairing: Bool) {
    let direction: Double = rising ? 1 : -1
    var length = upper[entering] - lower[entering]
    var leaving: Int?
    var landing = 0.0
    for row in basis.indices {
      let variable = basis[row]
      let rate = -tableau[row][entering] * direction
      guard abs(rate) > Self.tolerance else { continue }
      let bound: Double
      if repairing && pull[row] != 0 {
        guard rate * pull[row] > 0 else { continue }
        bound = pull[row] > 0 ? lower[variable] : upper[variable]
      } else {
        bound = rate > 0 ? upper[variable] : lower[variable]
      }
      let room = max(0, (bound - value[variable]) / rate)
      let better =
        room < length - 1e-12
        || (leaving != nil && room <= length && abs(rate) > abs(tableau[leaving ?? row][entering]))
      if better {
        length = min(length, room)
        leaving = row
        landing = bound
      }
    }
    value[entering] += direction * length
    for row in basis.indices { value[basis[row]] -= tableau[row][entering] * direction * length }
    guard let leaving else {
      value[entering] = rising ? upper[entering] : lower[entering]
      return
    }
    value[basis[leaving]] = landing
    pivot(leaving, entering)
  }

  private mutating func pivot(_ row: Int, _ column: Int) {
    let lead = tableau[row][column]
    for index in tableau[row].indices { tableau[row][index] /= lead }
    let line = tableau[row]
    for other in tableau.indices where other != row {
      let factor = tableau[other][column]
      guard factor != 0 else { continue }
      tableau[other].withUnsafeMutableBufferPointer { entries in
        for index in entries.indices { entries[index] -= factor * line[index] }
      }
    }
    isBasic[basis[row]] = false
    isBasic[column] = true
    basis[row] = column
  }
}
