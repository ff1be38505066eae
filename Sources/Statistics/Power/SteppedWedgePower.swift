/// Power of a stepped-wedge trial: clusters change to the treatment at different times, with other people in each period.
///
/// Model yᵢⱼₖ = μ + βⱼ + θXᵢⱼ + uᵢⱼ + e with cov(uᵢₛ, uᵢₜ) = τ²·r(|s − t|) as `correlation` says, known variances and a normal test. With Vᵢ the
/// covariance of the means of a cluster's cells: 1/Var θ̂ = ΣXᵢᵀVᵢ⁻¹Xᵢ − (ΣVᵢ⁻¹Xᵢ)ᵀ(ΣVᵢ⁻¹)⁻¹(ΣVᵢ⁻¹Xᵢ). Where all cells are measured and r is the same in all
/// other periods that is Hussey and Hughes' form: with σ² = (1 − ρ)/m + ρ(1 − r), b = ρr, I clusters, T periods, U = ΣXᵢⱼ, W = Σⱼ(ΣᵢXᵢⱼ)²,
/// V = Σᵢ(ΣⱼXᵢⱼ)²: Var θ̂ = Iσ²(σ² + Tb)/[(IU − W)σ² + (U² + ITU − TW − IV)b].
/// The size is m, the people of one cluster in one period; the effect is θ over the total standard deviation √(τ² + σₑ²).
/// - Note: Hussey and Hughes (2007), doi:10.1016/j.cct.2006.05.007; Hooper and others (2016), doi:10.1002/sim.7028; Kasza and others (2019),
///   doi:10.1177/0962280217734981. Reference values: `Fixtures/power/stepped-wedge.json`, `Fixtures/power/wedge-correlations.json`
///   (generalised least squares of the cells in R).
public struct SteppedWedgePower: PowerFormula, Equatable {
  /// Xᵢⱼ: whether cluster i is treated in period j; nil where nobody is measured, as while the treatment is put in place.
  public let treated: [[Bool?]]
  /// ρ = τ²/(τ² + σₑ²): of people of one cluster in one period.
  public let intraclassCorrelation: Double
  public let correlation: ClusterPeriodCorrelation
  public let significance: Double
  public let sides: TestSides
  private let cells: WedgeCells

  /// - Throws: `tooFewGroups` below two clusters or two periods; `unequalLengths`; `outOfDomain` for ρ, the correlation or the level, or when the
  ///   treatment cannot be told from the periods; `tooMuchWork` for incomplete designs, or a correlation that decays, with very many periods.
  public init(
    treated: [[Bool?]], intraclassCorrelation: Double, correlation: ClusterPeriodCorrelation = .exchangeable,
    significance: Double = 0.05, sides: TestSides = .two
  ) throws(StatisticsError) {
    let periods = treated.first?.count ?? 0
    guard treated.count >= 2, periods >= 2 else { throw .tooFewGroups(min(treated.count, periods)) }
    for cluster in treated where cluster.count != periods { throw .unequalLengths(periods, cluster.count) }
    guard intraclassCorrelation >= 0, intraclassCorrelation < 1 else {
      throw .outOfDomain(
        "an intraclass correlation lies between 0 and 1 (not 1), but this one is \(intraclassCorrelation)")
    }
    try correlation.check()
    try checkSignificance(significance)
    self.treated = treated
    self.intraclassCorrelation = intraclassCorrelation
    self.correlation = correlation
    self.significance = significance
    self.sides = sides
    cells = try WedgeCells(treated, correlation)
    guard let information = try cells.information(self, count: 1), information > 1e-12 else {
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

  /// The same with periods in which the treatment is put in place and nobody is measured: the first ones after a cluster's change.
  /// - Parameters:
  ///   - steps, clustersPerStep: as above.
  ///   - implementationPeriods: how many, at least 1; the wedge has as many periods more, so that the last clusters are measured when treated.
  public static func layout(
    steps: Int, clustersPerStep: Int, implementationPeriods: Int
  ) throws(StatisticsError) -> [[Bool?]] {
    guard (1...100).contains(implementationPeriods) else {
      throw .outOfDomain("between 1 and 100 periods of implementation are left out, not \(implementationPeriods)")
    }
    return try layout(steps: steps, clustersPerStep: clustersPerStep).map { cluster in
      let change = cluster.firstIndex(of: true) ?? 0
      return (0..<cluster.count + implementationPeriods).map { period in
        period < change ? false : period < change + implementationPeriods ? nil : true
      }
    }
  }

  public var leastCount: Double { 1 }
  public var largestEffect: Double { .infinity }

  public func power(count: Double, effect: Double) throws(StatisticsError) -> Double {
    try checkSize(count, atLeast: leastCount, effect: effect)
    guard let information = try cells.information(self, count: count), information > 0 else {
      throw .notFinite("the variance of the treatment's effect")
    }
    return try shiftedNormalPower(effect * information.squareRoot(), significance: significance, sides: sides)
  }
}
