#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// A function of the items' uniquenesses with its first and second derivatives; its loadings are already the best for them.
struct UniquenessPoint {
  let value: Double
  let gradient: [Double]
  let hessian: Matrix
}

/// How factors are fitted to correlations.
public enum FactorMethod: Sendable, Hashable, CaseIterable {
  /// Least squares of the correlations off the diagonal (minres, the same as unweighted least squares).
  case minimumResidual
  /// Largest likelihood for normal data.
  case maximumLikelihood
}

/// The uniquenesses at which m factors fit a matrix of correlations best.
struct UniquenessSearch {
  let correlations: Matrix
  let factors: Int
  let method: FactorMethod

  /// As everywhere in use, a uniqueness is kept from falling below this.
  static let lowest = 0.005

  /// - Throws: `noConvergence`.
  func solve() throws(StatisticsError) -> [Double] {
    let k = correlations.rowCount
    var starts = [[Double](repeating: 0.5, count: k)]
    if let inverse = Cholesky(correlations)?.inverse {
      let share = 1 - 0.5 * Double(factors) / Double(k)
      starts.insert(inverse.diagonal.map { min(1, max(Self.lowest, share / $0)) }, at: 0)
    }
    var best: (value: Double, uniquenesses: [Double])?
    for start in starts {
      // An arrival between the bounds stands; another start is for one that failed or ended at a bound.
      if let best, best.uniquenesses.allSatisfy({ $0 > Self.lowest }) { break }
      guard let found = try descend(from: start) else { continue }
      if best.map({ found.value < $0.value - 1e-12 }) ?? true { best = found }
    }
    guard let best else { throw .noConvergence("the fit of \(factors) factors (Newton's method from two starts)") }
    return best.uniquenesses
  }

  /// Newton's method between the bounds; nil if it does not arrive.
  private func descend(from start: [Double]) throws(StatisticsError) -> (value: Double, uniquenesses: [Double])? {
    let isLog = method == .maximumLikelihood
    let (low, high) = isLog ? (log(Self.lowest), 0.0) : (Self.lowest, 1.0)
    var x = start.map { isLog ? log($0) : $0 }
    var point = try evaluate(x)
    func slope(_ x: [Double], _ point: UniquenessPoint) -> Double {
      x.indices.reduce(0) { max($0, isHeld(x[$1], point.gradient[$1], low, high) ? 0 : abs(point.gradient[$1])) }
    }
    for _ in 0..<300 {
      let before = slope(x, point)
      if before < 1e-14 { break }
      let free = x.indices.filter { !isHeld(x[$0], point.gradient[$0], low, high) }
      let direction = newtonDirection(point, free)
      var step = 1.0
      var moved = false
      while step > 1e-9 {
        var next = x
        for (place, item) in free.enumerated() { next[item] = min(high, max(low, x[item] + step * direction[place])) }
        let tried = try evaluate(next)
        // Near the end the value is all rounding, and the slope tells.
        if tried.value < point.value - 1e-14 || (before < 1e-5 && slope(next, tried) < before) {
          (x, point) = (next, tried)
          moved = true
          break
        }
        if before < 1e-10 { break }
        step /= 2
      }
      if !moved { break }
    }
    guard slope(x, point) < 1e-9 else { return nil }
    return (point.value, x.map { isLog ? exp($0) : $0 })
  }

  private func isHeld(_ x: Double, _ gradient: Double, _ low: Double, _ high: Double) -> Bool {
    (x <= low && gradient > 0) || (x >= high && gradient < 0)
  }

  /// −H⁻¹g of the free items, H made definite where it is not.
  private func newtonDirection(_ point: UniquenessPoint, _ free: [Int]) -> [Double] {
    var hessian = Matrix(rows: free.count, columns: free.count)
    for (a, i) in free.enumerated() { for (b, j) in free.enumerated() { hessian[a, b] = point.hessian[i, j] } }
    let gradient = free.map { -point.gradient[$0] }
    let scale = hessian.diagonal.reduce(1e-8) { max($0, abs($1)) }
    var ridge = 0.0
    while ridge < 1e6 * scale {
      var definite = hessian
      for i in free.indices { definite[i, i] += ridge }
      if let factor = Cholesky(definite, tolerance: 1e-12) { return factor.solve(gradient) }
      ridge = max(ridge * 4, 1e-6 * scale)
    }
    return gradient
  }

  private func evaluate(_ x: [Double]) throws(StatisticsError) -> UniquenessPoint {
    method == .maximumLikelihood ? try likelihood(x) : try leastSquares(x)
  }

  /// ½Σγ² over the k − m smallest eigenvalues γ of R − Ψ.
  private func leastSquares(_ uniquenesses: [Double]) throws(StatisticsError) -> UniquenessPoint {
    let k = uniquenesses.count
    var reduced = correlations
    for i in 0..<k { reduced[i, i] -= uniquenesses[i] }
    let eigen = try SymmetricEigen(reduced)
    var value = 0.0
    var gradient = [Double](repeating: 0, count: k)
    for j in factors..<k {
      value += 0.5 * eigen.values[j] * eigen.values[j]
      for i in 0..<k { gradient[i] -= eigen.values[j] * eigen.vectors[i, j] * eigen.vectors[i, j] }
    }
    var hessian = Matrix(rows: k, columns: k)
    for a in 0..<k {
      for b in 0...a {
        func product(_ j: Int) -> Double { eigen.vectors[a, j] * eigen.vectors[b, j] }
        let left = (factors..<k).reduce(0) { $0 + product($1) }
        var sum = left * left
        for j in factors..<k {
          for l in 0..<factors {
            let gap = eigen.values[j] - eigen.values[l]
            if gap != 0 { sum += 2 * eigen.values[j] / gap * product(j) * product(l) }
          }
        }
        hessian[a, b] = sum
        hessian[b, a] = sum
      }
    }
    return UniquenessPoint(value: value, gradient: gradient, hessian: hessian)
  }

  /// Σ(θ − log θ − 1) over the k − m smallest eigenvalues θ of Ψ^−½RΨ^−½, in the logarithms of the uniquenesses.
  private func likelihood(_ logs: [Double]) throws(StatisticsError) -> UniquenessPoint {
    let k = logs.count
    let roots = logs.map { exp(-$0 / 2) }
    var scaled = correlations
    for i in 0..<k { for j in 0..<k { scaled[i, j] *= roots[i] * roots[j] } }
    let eigen = try SymmetricEigen(scaled)
    guard let least = eigen.values.last, least > 0 else { throw .notPositiveDefinite("the matrix of correlations") }
    var value = 0.0
    var gradient = [Double](repeating: 0, count: k)
    for j in factors..<k {
      let theta = eigen.values[j]
      value += theta - 1 - log(theta)
      for i in 0..<k { gradient[i] += (1 - theta) * eigen.vectors[i, j] * eigen.vectors[i, j] }
    }
    var hessian = Matrix(rows: k, columns: k)
    for a in 0..<k {
      for b in 0...a {
        func product(_ j: Int) -> Double { eigen.vectors[a, j] * eigen.vectors[b, j] }
        var (weighted, plain, mixed) = (0.0, 0.0, 0.0)
        for j in factors..<k {
          let theta = eigen.values[j]
          weighted += theta * product(j)
          plain += product(j)
          for l in 0..<factors {
            let gap = theta - eigen.values[l]
            if gap != 0 { mixed -= (1 - theta) * (theta + eigen.values[l]) / gap * product(j) * product(l) }
          }
        }
        hessian[a, b] = weighted * plain + mixed
        hessian[b, a] = hessian[a, b]
      }
    }
    return UniquenessPoint(value: value, gradient: gradient, hessian: hessian)
  }

  /// The loadings of k items on m factors that belong to the uniquenesses.
  func loadings(_ uniquenesses: [Double]) throws(StatisticsError) -> Matrix {
    let k = uniquenesses.count
    let isLikelihood = method == .maximumLikelihood
    var reduced = correlations
    let roots = uniquenesses.map { $0.squareRoot() }
    for i in 0..<k {
      if isLikelihood {
        for j in 0..<k { reduced[i, j] /= roots[i] * roots[j] }
      } else {
        reduced[i, i] -= uniquenesses[i]
      }
    }
    let eigen = try SymmetricEigen(reduced)
    var result = Matrix(rows: k, columns: factors)
    for j in 0..<factors {
      let root = max(0, eigen.values[j] - (isLikelihood ? 1 : 0)).squareRoot()
      for i in 0..<k { result[i, j] = eigen.vectors[i, j] * root * (isLikelihood ? roots[i] : 1) }
    }
    return result
  }
}
