/// Power of a trial whose arms are given to whole clusters, with means or proportions compared by a t-test of clusters.
///
/// δ = Δ/√(v·D/(k·m)) on 2(k − 1) degrees of freedom, D = 1 + ((1 + c²)m − 1)ρ the design effect, v the sum of both arms' variances: 2 for means,
/// p₁(1 − p₁) + p₂(1 − p₂) for proportions. The size is k, the clusters of each arm; the effect is Δ: a difference over the total standard
/// deviation, or of proportions (upwards).
/// - Note: Donner and Klar (2000), chapter 5; unequal sizes: Eldridge, Ashby and Kerry (2006), doi:10.1093/ije/dyl129. Reference values:
///   `Fixtures/power/formulas.json` (the formula in R).
public struct ClusterPower: PowerFormula, Equatable {
  public enum Outcome: Sendable, Equatable {
    case mean
    /// - Parameter control: p₁.
    case proportion(control: Double)
  }

  public let outcome: Outcome
  /// m, on average.
  public let clusterSize: Double
  /// c, the standard deviation of the clusters' sizes over their mean.
  public let sizeVariation: Double
  /// ρ.
  public let intraclassCorrelation: Double
  public let significance: Double
  public let sides: TestSides

  /// - Throws: `outOfDomain` for a size below 1 or above 10⁹, a variation outside 0…10, ρ outside 0…1, a proportion or the level.
  public init(
    _ outcome: Outcome = .mean, clusterSize: Double, sizeVariation: Double = 0, intraclassCorrelation: Double,
    significance: Double = 0.05, sides: TestSides = .two
  ) throws(StatisticsError) {
    guard clusterSize >= 1, clusterSize <= 1e9 else {
      throw .outOfDomain("clusters have between 1 and 10⁹ people, not \(clusterSize)")
    }
    guard sizeVariation >= 0, sizeVariation <= 10 else {
      throw .outOfDomain("the variation of cluster sizes lies between 0 and 10, not at \(sizeVariation)")
    }
    guard intraclassCorrelation >= 0, intraclassCorrelation <= 1 else {
      throw .outOfDomain("an intraclass correlation lies between 0 and 1, but this one is \(intraclassCorrelation)")
    }
    if case .proportion(let control) = outcome, !(control > 0 && control < 1) {
      throw .outOfDomain("a proportion lies between 0 and 1, but this one is \(control)")
    }
    try checkSignificance(significance)
    self.outcome = outcome
    self.clusterSize = clusterSize
    self.sizeVariation = sizeVariation
    self.intraclassCorrelation = intraclassCorrelation
    self.significance = significance
    self.sides = sides
  }

  /// D, at least 1 for clusters of equal size.
  public var designEffect: Double {
    1 + ((1 + sizeVariation * sizeVariation) * clusterSize - 1) * intraclassCorrelation
  }

  public var leastCount: Double { 1.5 }

  public var largestEffect: Double {
    if case .proportion(let control) = outcome { return 1 - control }
    return .infinity
  }

  public func power(count: Double, effect: Double) throws(StatisticsError) -> Double {
    try checkSize(count, atLeast: leastCount, effect: effect)
    var variance = 2.0
    if case .proportion(let control) = outcome {
      let other = control + effect
      guard effect >= 0, other <= 1 else {
        throw .outOfDomain("the other proportion lies between \(control) and 1, not at \(other)")
      }
      variance = control * (1 - control) + other * (1 - other)
    }
    let error = (variance * designEffect / (count * clusterSize)).squareRoot()
    return try shiftedTPower(
      effect / error, freedom: 2 * (count - 1), significance: significance, sides: sides)
  }
}
