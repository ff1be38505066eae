#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Whether all differences between occasions vary alike, on which the F of repeated measures rests.
///
/// Of the covariance S of p orthonormal contrasts, estimated with ν degrees of freedom: ε̂ = (tr S)²/(p tr S²) and
/// ε̃ = ((ν + 1)pε̂ − 2)/(p(ν − pε̂)).
/// - Note: Greenhouse and Geisser (1959), doi:10.1007/BF02289823; Huynh and Feldt (1976), doi:10.3102/10769986001001069; Lecoutre (1991),
///   doi:10.3102/10769986016004371; Mauchly (1940), doi:10.1214/aoms/1177731915.
public struct Sphericity: Sendable, Equatable {
  /// ε̂ of Greenhouse and Geisser, from 1/p to 1.
  public let greenhouseGeisserEpsilon: Double
  /// ε̃ of Huynh and Feldt (in Lecoutre's form); may be above 1, and then counts as 1.
  public let huynhFeldtEpsilon: Double
  /// Mauchly's test; nil for one contrast, and for fewer people than it needs.
  public let mauchly: Mauchly?

  /// W = |S|/(tr S/p)^p, from 0 to 1, and its p-value.
  public struct Mauchly: Sendable, Equatable {
    public let statistic, pValue: Double
  }

  /// - Parameter spread: S, up to a factor, with a trace above 0.
  init(_ spread: Matrix, freedom: Int) throws(StatisticsError) {
    let p = spread.rowCount
    let trace = spread.diagonal.reduce(0, +)
    let squares = spread.elements.reduce(0) { $0 + ($1 / trace) * ($1 / trace) }
    greenhouseGeisserEpsilon = min(1, 1 / (Double(p) * squares))
    let size = Double(p) * greenhouseGeisserEpsilon
    let free = Double(freedom) - size
    huynhFeldtEpsilon = p > 1 && free > 0 ? ((Double(freedom) + 1) * size - 2) / (Double(p) * free) : 1
    mauchly = try p > 1 && freedom >= p ? Mauchly(spread * (Double(p) / trace), freedom: freedom) : nil
  }
}

extension Sphericity.Mauchly {
  /// By Box's approximation to the second order (Anderson, An Introduction to Multivariate Statistical Analysis, 2003, §10.7.4).
  ///
  /// R's `mauchly.test` and `car` take the number of columns instead of p in one place of the second term, which moves the p-value by up to some 1e-3 of
  /// itself in small samples.
  /// - Parameter spread: S with a trace of p.
  fileprivate init?(_ spread: Matrix, freedom: Int) throws(StatisticsError) {
    let p = Double(spread.rowCount)
    let n = Double(freedom)
    guard let factor = Cholesky(spread) else {
      self.init(statistic: 0, pValue: 0)
      return
    }
    let logW = min(0, factor.logDeterminant)
    let rho = 1 - (2 * p * p + p + 2) / (6 * p * n)
    guard rho > 0 else { return nil }
    let second =
      (p + 2) * (p - 1) * (p - 2) * (2 * p * p * p + 6 * p * p + 3 * p + 2) / (288 * (n * p * rho) * (n * p * rho))
    let f = p * (p + 1) / 2 - 1
    let z = -n * rho * logW
    let (first, higher) = (
      try ChiSquared(degreesOfFreedom: f).survival(z), try ChiSquared(degreesOfFreedom: f + 4).survival(z)
    )
    self.init(statistic: exp(logW), pValue: min(1, max(0, first + second * (higher - first))))
  }
}
