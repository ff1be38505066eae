/// How a distribution departs from the normal shape (type 2, as SAS, SPSS and Excel give it).
public struct Shape: Sendable, Equatable {
  /// G₁: 0 when symmetric, positive with a long upper tail.
  public let skewness: Double
  /// G₂: 0 for the normal, positive with heavy tails; nil below four values.
  public let excessKurtosis: Double?
}

extension Tabulation {
  /// Skewness and excess kurtosis (type 2, unbiased for normal data).
  ///
  /// With mⱼ = Σ(x − x̄)ʲ/n, g₁ = m₃/m₂^1.5, g₂ = m₄/m₂² − 3: G₁ = g₁√(n(n − 1))/(n − 2) and
  /// G₂ = ((n + 1)g₂ + 6)(n − 1)/((n − 2)(n − 3)).
  /// - Throws: `tooFewValues` below three, `zeroVariance`, `notFinite`.
  /// - Note: Joanes & Gill (1998), doi:10.1111/1467-9884.00122. Reference values: `Fixtures/descriptive.json`.
  public var shape: Shape {
    get throws(StatisticsError) {
      guard count >= 3 else { throw .tooFewValues(count) }
      let moments = moments
      guard moments.isFinite else { throw .notFinite("a sum of squares") }
      let spread = (moments.preciseSquares / Double(count)).squareRoot()
      guard spread.value.isNormal else { throw .zeroVariance }
      var third = DoubleDouble(0)
      var fourth = DoubleDouble(0)
      for index in values.indices {
        let z = (number(index).precise - moments.preciseMean) / spread
        let cube = z * z * z
        third += cube * Double(counts[index])
        fourth += cube * z * Double(counts[index])
      }
      let n = Double(count)
      let skewness = (third / n).value * (n * (n - 1)).squareRoot() / (n - 2)
      let excess = (fourth / n - 3).value
      let kurtosis = ((n + 1) * excess + 6) * (n - 1) / ((n - 2) * (n - 3))
      guard skewness.isFinite, count < 4 || kurtosis.isFinite else { throw .notFinite("a power of a value") }
      return Shape(skewness: skewness, excessKurtosis: count < 4 ? nil : kurtosis)
    }
  }
}
