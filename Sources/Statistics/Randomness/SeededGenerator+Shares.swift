#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

extension SeededGenerator {
  /// A probability from the beta distribution of mean p and variance ρp(1 − p); p itself where ρ is below 1e-15.
  mutating func share(mean p: Double, correlation rho: Double) -> Double {
    guard rho > 1e-15, p > 0, p < 1 else { return p }
    // In logarithms, as both gamma variables underflow when ρ is near 1.
    let size = (1 - rho) / rho
    let odds = logGammaVariate(shape: p * size) - logGammaVariate(shape: (1 - p) * size)
    return 1 / (1 + exp(-odds))
  }

  /// The logarithm of a number from the gamma distribution of rate 1 (Marsaglia and Tsang 2000, doi:10.1145/358407.358414).
  mutating func logGammaVariate(shape: Double) -> Double {
    // A shape below 1 is raised by one: G(a) = G(a + 1)·U^(1/a).
    guard shape >= 1 else { return logGammaVariate(shape: shape + 1) + log1p(-unit()) / shape }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let v = 1 + c * x
      guard v > 0 else { continue }
      let cube = v * v * v
      if log1p(-unit()) < 0.5 * x * x + d * logOnePlusMinus(cube - 1) { return log(d) + log(cube) }
    }
  }
}
