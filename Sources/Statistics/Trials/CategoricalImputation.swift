#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Draws from the approximate posterior distribution of a polytomous logistic model.
///
/// log πⱼ/π₀ = xβⱼ by maximum likelihood, then β* from N(β̂, −H⁻¹). So that levels which a predictor separates do not send β̂ to infinity, a
/// few weighted rows are added (`AugmentedRows`).
/// - Note: White, Daniel and Royston (2010), doi:10.1016/j.csda.2010.04.005.
struct CategoricalImputation {
  /// By level but the first, then by column; 0 for a column that depends on others.
  let coefficients: [[Double]]
  private let kept: [Int]
  private let information: Cholesky

  /// - Parameter predictors: with the intercept first.
  init(_ predictors: Matrix, _ outcome: [Int], levels: Int) throws(StatisticsError) {
    let dependent = Set(QRDecomposition(predictors).dependent)
    kept = (0..<predictors.columnCount).filter { !dependent.contains($0) }
    let rows = AugmentedRows(predictors.selecting(columns: kept), outcome, levels: levels)
    var beta = [Double](repeating: 0, count: (levels - 1) * kept.count)
    var state = rows.likelihood(beta)
    for _ in 0..<200 {
      guard let cholesky = Cholesky(state.information, tolerance: 1e-15) else {
        throw .notPositiveDefinite("the information of a categorical column's model")
      }
      let step = cholesky.solve(state.gradient)
      // Twice the gain that Newton's step promises.
      let promise = zip(step, state.gradient).reduce(0) { $0 + $1.0 * $1.1 }
      guard promise.isFinite else { throw .notFinite("the likelihood of a categorical column's model") }
      var scale = 1.0
      var next = rows.likelihood(zip(beta, step).map { $0 + $1 })
      while scale > 1e-6, !(next.value >= state.value - 1e-12 * abs(state.value)) {
        scale /= 2
        next = rows.likelihood(zip(beta, step).map { $0 + scale * $1 })
      }
      beta = zip(beta, step).map { $0 + scale * $1 }
      state = next
      guard promise >= 1e-20 * Double(outcome.count) else {
        information = cholesky
        var coefficients = [[Double]](
          repeating: [Double](repeating: 0, count: predictors.columnCount), count: levels - 1)
        for level in 0..<(levels - 1) {
          for (place, column) in kept.enumerated() { coefficients[level][column] = beta[level * kept.count + place] }
        }
        self.coefficients = coefficients
        return
      }
    }
    throw .noConvergence("the model of a categorical column (200 Newton steps)")
  }

  /// The inverse of the information, by level but the first and, within it, by independent column.
  var covariance: Matrix { information.inverse }

  func drawn(_ gaps: Matrix, _ chance: inout SeededGenerator) -> [Double] {
    let step = information.backward((0..<information.lower.rowCount).map { _ in chance.normal() })
    var drawn = coefficients
    for level in drawn.indices {
      for (place, column) in kept.enumerated() { drawn[level][column] += step[level * kept.count + place] }
    }
    let scores = drawn.map { gaps * $0 }
    return (0..<gaps.rowCount).map { row in
      let shares = levelShares(scores.map { $0[row] })
      var rest = chance.unit()
      for (level, share) in shares.enumerated() {
        rest -= share
        if rest < 0 { return Double(level) }
      }
      return Double(shares.count - 1)
    }
  }
}

/// exp sⱼ/Σ exp s with s₀ = 0.
private func levelShares(_ scores: [Double]) -> [Double] {
  let largest = max(0, scores.max() ?? 0)
  let parts = [exp(-largest)] + scores.map { exp($0 - largest) }
  let total = parts.reduce(0, +)
  return parts.map { $0 / total }
}

extension AugmentedRows {
  /// The logarithm of the likelihood, its gradient, and minus its second derivatives.
  fileprivate func likelihood(_ beta: [Double]) -> (value: Double, gradient: [Double], information: Matrix) {
    let count = beta.count / (levels - 1)
    var value = 0.0
    var gradient = [Double](repeating: 0, count: beta.count)
    var information = Matrix(rows: beta.count, columns: beta.count)
    for (index, row) in rows.enumerated() {
      let weight = weights[index]
      let scores = (0..<(levels - 1)).map { level in
        (0..<count).reduce(0) { $0 + row[$1] * beta[level * count + $1] }
      }
      let shares = levelShares(scores)
      let largest = max(0, scores.max() ?? 0)
      let logTotal = largest + log(exp(-largest) + scores.reduce(0) { $0 + exp($1 - largest) })
      value += weight * ((outcome[index] == 0 ? 0 : scores[outcome[index] - 1]) - logTotal)
      for first in 0..<(levels - 1) {
        let residual = weight * ((outcome[index] == first + 1 ? 1 : 0) - shares[first + 1])
        for column in 0..<count { gradient[first * count + column] += residual * row[column] }
        for second in 0...first {
          let bend =
            weight
            * (first == second ? shares[first + 1] * (1 - shares[first + 1]) : -shares[first + 1] * shares[second + 1])
          for column in 0..<count {
            let part = bend * row[column]
            for other in 0..<count { information[first * count + column, second * count + other] += part * row[other] }
          }
        }
      }
    }
    return (value, gradient, information)
  }
}
