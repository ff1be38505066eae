#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Nodes z and the logarithms of weights w·e^{z²} with ∫ f(z) dz ≈ Σ w e^{z²} f(z), exact for e^{−z²} times a polynomial.
///
/// Nodes from the eigenvalues of the Jacobi matrix, then Newton's method on the orthonormal Hermite function ψₙ; w e^{z²} = 1/(n ψₙ₋₁(z)²).
/// - Note: Golub and Welsch (1969), doi:10.1090/S0025-5718-69-99647-1; DLMF 3.5.
struct GaussHermite {
  let nodes, logWeights: [Double]

  init(_ count: Int) throws(StatisticsError) {
    var jacobi = Matrix(rows: count, columns: count)
    for k in 1..<max(count, 1) {
      jacobi[k, k - 1] = (Double(k) / 2).squareRoot()
      jacobi[k - 1, k] = jacobi[k, k - 1]
    }
    var nodes: [Double] = []
    var logWeights: [Double] = []
    for guess in try SymmetricEigen(jacobi).values {
      var z = guess
      for _ in 0..<3 {
        let (last, before) = GaussHermite.functions(count, z)
        z -= last / ((2 * Double(count)).squareRoot() * before - z * last)
      }
      nodes.append(z)
      logWeights.append(-log(Double(count)) - 2 * log(abs(GaussHermite.functions(count, z).before)))
    }
    self.nodes = nodes
    self.logWeights = logWeights
  }

  /// ψₙ and ψₙ₋₁.
  private static func functions(_ count: Int, _ z: Double) -> (last: Double, before: Double) {
    var (before, last) = (0.0, 0.7511255444649425 * exp(-z * z / 2))
    for k in 0..<count {
      let n = Double(k)
      (before, last) = (last, z * (2 / (n + 1)).squareRoot() * last - (n / (n + 1)).squareRoot() * before)
    }
    return (last, before)
  }
}
