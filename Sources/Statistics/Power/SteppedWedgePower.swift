/// Power of a stepped-wedge trial: clusters change to the treatment at different times, with other people in each period.
///
/// Model yᵢⱼₖ = μ + αᵢ + βⱼ + θXᵢⱼ + e with αᵢ of variance τ², known variances and a normal test. With σ² = σₑ²/m, I clusters, T periods,
/// U = ΣXᵢⱼ, W = Σⱼ(ΣᵢXᵢⱼ)², V = Σᵢ(ΣⱼXᵢⱼ)²:
/// Var θ̂ = Iσ²(σ² + Tτ²)/[(IU − W)σ² + (U² + ITU − TW − IV)τ²].
/// The size is m, the people of one cluster in one period; the effect is θ over the total standard deviation √(τ² + σₑ²).
/// - Note: Hussey and Hughes (2007), doi:10.1016/j.cct.2006.05.007. Reference values: `Fixtures/power/stepped-wedge.json` (generalised least
///   squares of the cells in R).
public struct SteppedWedgePower: PowerFormula, Equatable {
  /// Xᵢⱼ: whether cluster i is treated in period j.
  public let treated: [[Bool]]
  /// ρ = τ²/(τ² + σₑ²).
  public let intraclassCorrelation: Double
  public let significance: Double
  public let sides: TestSides

  /// - Throws: `tooFewGroups` below two clusters or two periods; `unequalLengths`; `outOfDomain` for ρ or the level, or when the treatment
  ///   cannot be told from the periods.
  public init(
    treated: [[Bool]], intraclassCorrelation: Double, significance: Double = 0.05, sides: TestSides = .two
  ) throws(StatisticsError) {
    let periods = treated.first?.count ?? 0
    guard treated.count >= 2, periods >= 2 else { throw .tooFewGroups(min(treated.count, periods)) }
    for cluster in treated where cluster.count != periods { throw .unequalLengths(periods, cluster.count) }
    guard intraclassCorrelation >= 0, intraclassCorrelation < 1 else {
      throw .outOfDomain(
        "an intraclass correlation lies between 0 and 1 (not 1), but this one is \(intraclassCorrelation)")
    }
    try checkSignificance(significance)
    self.treated = treated
    self.intraclassCorrelation = intraclassCorrelation
    self.significance = significance
    self.sides = sides
    guard information(count: 1) > 1e-12 else {
      throw .outOfDomain("the treatment cannot be told from the periods in this design")
    }
  }

  /// One period without treatment, then as many clusters change as the others did, until all are treated.
  /// - Parameters:
  ///   - steps: times of change, at least 1.
  ///   - clustersPerStep: at least 1.
  public static func layout(steps: Int, clustersPerStep: Int) throws(StatisticsError) -> [[Bool]] {
    guard (1...1_000).contains(steps), (1...1_000).contains(clustersPerStep) else {
      throw .outOfDomain("steps and clusters per step lie between 1 and 1,000, not \(steps) and \(clustersPerStep)")
    }
    return (0..<steps).flatMap { step in
      [[Bool]](repeating: (0...steps).map { $0 > step }, count: clustersPerStep)
    }
  }

  public var leastCount: Double { 1 }
  public var largestEffect: Double { .infinity }

  public func power(count: Double, effect: Double) throws(StatisticsError) -> Double {
    try checkSize(count, atLeast: leastCount, effect: effect)
    return try shiftedNormalPower(
      effect * information(count: count).squareRoot(), significance: significance, sides: sides)
  }

  /// 1/Var θ̂, in units of the total variance.
  private func information(count: Double) -> Double {
    let clusters = Double(treated.count)
    let periods = Double(treated[0].count)
    let byCluster = treated.map { Double($0.count { $0 }) }
    let byPeriod = treated[0].indices.map { period in Double(treated.count { $0[period] }) }
    let total = byCluster.reduce(0, +)
    let periodSquares = byPeriod.reduce(0) { $0 + $1 * $1 }
    let clusterSquares = byCluster.reduce(0) { $0 + $1 * $1 }
    let within = (1 - intraclassCorrelation) / count
    let between = intraclassCorrelation
    let precision =
      (clusters * total - periodSquares) * within
      + (total * total + clusters * periods * total - periods * periodSquares - clusters * clusterSquares) * between
    return precision / (clusters * within * (within + periods * between))
  }
}
