/// How the cells of a simulated stepped wedge are analysed.
public enum SteppedWedgeAnalysis: Sendable, Equatable {
  /// Clusters and periods as fixed effects: the t-test's level is exact where periods of a cluster are equally alike, and it gives up what the
  /// differences between clusters say of the treatment.
  case fixedClusters
  /// Periods as fixed effects and a random intercept of clusters by restricted maximum likelihood, with Kenward and Roger's degrees of freedom.
  /// What cells of a cluster vary by beside people is part of the residual.
  case mixedModel
  /// The sequences exchanged between clusters, of the generalised least squares estimate with the design's own correlations: its level is exact
  /// whatever these are. Complete designs only.
  /// - Parameter draws: of allocations in each trial; all of them where there are no more.
  case permutation(draws: Int = 199)
}

/// Power of a stepped-wedge trial whose cell means are analysed with estimated variances, in simulated trials.
/// - Parameters:
///   - treated: whether cluster i is treated in period j; nil where nobody is measured.
///   - peoplePerCell: of one cluster in one period, 1 to 10⁹.
///   - effect: over the total standard deviation.
///   - intraclassCorrelation: ρ within a period, from 0 to below 1.
///   - correlation: of clusters between periods, by which trials are drawn.
/// - Throws: as `SteppedWedgePower`; `tooFewValues` when no degrees of freedom are left; `rankDeficient`; `outOfDomain` for permutations of an
///   incomplete design or their number.
/// - Note: Li and others (2021), doi:10.1177/0962280220932962, on the models. Reference values: `SteppedWedgePower` (`SimulatedPowerTests`).
public func simulatedSteppedWedgePower(
  treated: [[Bool?]], peoplePerCell: Int, effect: Double, intraclassCorrelation: Double,
  correlation: ClusterPeriodCorrelation = .exchangeable, analysis: SteppedWedgeAnalysis = .fixedClusters, runs: Int,
  significance: Double = 0.05, seed: UInt64
) throws(StatisticsError) -> SimulatedPower {
  try checkSimulation(effect, intraclassCorrelation)
  guard (1...1_000_000_000).contains(peoplePerCell) else {
    throw .outOfDomain("a cell has between 1 and 10⁹ people, not \(peoplePerCell)")
  }
  _ = try SteppedWedgePower(
    treated: treated, intraclassCorrelation: intraclassCorrelation, correlation: correlation)
  let wedge = SimulatedWedge(
    treated, people: peoplePerCell, effect: effect, correlation: correlation, rho: intraclassCorrelation)
  let test: (_ cells: [Double], _ chance: inout SeededGenerator) throws(StatisticsError) -> Double
  switch analysis {
  case .fixedClusters:
    let model = try FixedClusterTest(wedge)
    test = { (cells, _) throws(StatisticsError) in try model.pValue(cells) }
  case .mixedModel:
    let model = try MixedWedgeTest(wedge)
    test = { (cells, _) throws(StatisticsError) in try model.pValue(cells) }
  case .permutation(let draws):
    let exchange = try SequenceExchange(wedge, treated, draws: draws)
    test = { (cells, chance) throws(StatisticsError) in try exchange.pValue(cells, &chance) }
  }
  return try simulatedPower(runs: runs, significance: significance, seed: seed) { chance throws(StatisticsError) in
    let cells = wedge.cells(&chance)
    return try test(cells, &chance)
  }
}

/// The measured cells, cluster after cluster, and how their means come about.
private struct SimulatedWedge {
  let clusterCount, periodCount: Int
  let clusters, periods: [Int]
  let treatment: [Double]
  let correlation: ClusterPeriodCorrelation
  let rho, personVariance: Double
  private let effect: Double

  init(_ treated: [[Bool?]], people: Int, effect: Double, correlation: ClusterPeriodCorrelation, rho: Double) {
    clusterCount = treated.count
    periodCount = treated[0].count
    var (clusters, periods, treatment): ([Int], [Int], [Double]) = ([], [], [])
    for (cluster, row) in treated.enumerated() {
      for (period, cell) in row.enumerated() {
        guard let cell else { continue }
        clusters.append(cluster)
        periods.append(period)
        treatment.append(cell ? 1 : 0)
      }
    }
    (self.clusters, self.periods, self.treatment) = (clusters, periods, treatment)
    self.correlation = correlation
    self.rho = rho
    self.effect = effect
    personVariance = (1 - rho) / Double(people)
  }

  func cells(_ chance: inout SeededGenerator) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(clusters.count)
    var (cluster, period, level, drift) = (-1, 0, 0.0, 0.0)
    for index in clusters.indices {
      if clusters[index] != cluster {
        (cluster, period) = (clusters[index], periods[index])
        level = chance.normal()
        drift = level
      }
      var deviation = rho.squareRoot() * level
      switch correlation {
      case .exchangeable: break
      case .nestedExchangeable(let share):
        deviation = (rho * share).squareRoot() * level + (rho * (1 - share)).squareRoot() * chance.normal()
      case .exponentialDecay:
        // From one measured period to the next, an autoregression.
        let share = correlation.share(periods[index] - period)
        if periods[index] > period { drift = share * drift + (1 - share * share).squareRoot() * chance.normal() }
        period = periods[index]
        deviation = rho.squareRoot() * drift
      }
      result.append(deviation + treatment[index] * effect + personVariance.squareRoot() * chance.normal())
    }
    return result
  }

  /// Periods that anybody is measured in but the first, as indicators.
  var periodColumns: [[Double]] {
    Set(periods).sorted().dropFirst().map { period in periods.map { $0 == period ? 1 : 0 } }
  }
}

/// The t-test of the treatment in least squares with clusters and periods as fixed effects.
private struct FixedClusterTest {
  private let decomposition: QRDecomposition
  private let place: Int
  private let freedom: Double
  private let distribution: StudentT

  init(_ wedge: SimulatedWedge) throws(StatisticsError) {
    let clusters = Set(wedge.clusters).sorted().map { cluster in wedge.clusters.map { $0 == cluster ? 1.0 : 0 } }
    let design = try Matrix(columns: clusters + wedge.periodColumns + [wedge.treatment])
    decomposition = QRDecomposition(design)
    guard decomposition.rank == design.columnCount else { throw .rankDeficient(columns: ["treatment"]) }
    guard design.rowCount > design.columnCount else { throw .tooFewValues(design.rowCount) }
    freedom = Double(design.rowCount - design.columnCount)
    // The treatment comes last: rotated, it is one coordinate, and the residuals are those after it.
    place = design.columnCount - 1
    distribution = try StudentT(degreesOfFreedom: freedom)
  }

  func pValue(_ cells: [Double]) throws(StatisticsError) -> Double {
    let rotated = decomposition.rotated(cells)
    let squares = rotated[(place + 1)...].reduce(0) { $0 + $1 * $1 }
    guard squares > 0 else { throw .zeroVariance }
    return twoSided(try distribution.survival(abs(rotated[place]) / (squares / freedom).squareRoot()))
  }
}

/// The test of the treatment in a mixed model of the cells.
private struct MixedWedgeTest {
  private let design: Design
  private let intercepts: RandomTerm
  private let weights: [Double]

  init(_ wedge: SimulatedWedge) throws(StatisticsError) {
    let ones = [Double](repeating: 1, count: wedge.clusters.count)
    let columns = [ones] + wedge.periodColumns + [wedge.treatment]
    let names = ["(Intercept)"] + wedge.periodColumns.indices.map { "period \($0 + 2)" } + ["treatment"]
    design = try Design(Matrix(columns: columns), names: names)
    intercepts = try RandomTerm("cluster", groups: Factor(wedge.clusters.map { String($0) }))
    weights = names.map { $0 == "treatment" ? 1 : 0 }
  }

  func pValue(_ cells: [Double]) throws(StatisticsError) -> Double {
    try linearMixedModel(cells, design, random: [intercepts]).inference(.kenwardRoger).contrast(weights).pValue
  }
}

/// The permutation test that exchanges the sequences of treatment between clusters.
private struct SequenceExchange {
  /// Of each sequence that occurs: Vᵀ⁻¹X.
  private let weights: [[Double]]
  /// The sequence of each cluster.
  private let sequences: [Int]
  private let periodCount: Int
  private let draws: Int
  private let units: SamplingUnits

  init(_ wedge: SimulatedWedge, _ treated: [[Bool?]], draws: Int) throws(StatisticsError) {
    guard wedge.clusters.count == wedge.clusterCount * wedge.periodCount else {
      throw .outOfDomain("sequences can only be exchanged where all clusters are measured in all periods")
    }
    guard (1...1_000_000).contains(draws) else {
      throw .outOfDomain("between 1 and 10⁶ allocations can be drawn in each trial, not \(draws)")
    }
    self.draws = draws
    periodCount = wedge.periodCount
    var covariance = Matrix(rows: periodCount, columns: periodCount)
    for first in 0..<periodCount {
      for second in 0..<periodCount {
        covariance[first, second] =
          wedge.rho * wedge.correlation.share(abs(first - second)) + (first == second ? wedge.personVariance : 0)
      }
    }
    guard let factor = Cholesky(covariance) else {
      throw .notPositiveDefinite("the covariance of a cluster's periods")
    }
    var places: [[Bool?]: Int] = [:]
    var weights: [[Double]] = []
    sequences = treated.map { sequence in
      if let place = places[sequence] { return place }
      places[sequence] = weights.count
      weights.append(factor.solve(sequence.map { $0 == true ? 1 : 0 }))
      return weights.count - 1
    }
    self.weights = weights
    units = try SamplingUnits(count: treated.count)
  }

  func pValue(_ cells: [Double], _ chance: inout SeededGenerator) throws(StatisticsError) -> Double {
    let count = sequences.count
    let means = (0..<periodCount).map { period in
      (0..<count).reduce(0) { $0 + cells[$1 * periodCount + period] } / Double(count)
    }
    // What each cluster would add to the estimate's numerator in each sequence.
    let scores = weights.map { weight in
      (0..<count).map { cluster in
        (0..<periodCount).reduce(0) { $0 + weight[$1] * (cells[cluster * periodCount + $1] - means[$1]) }
      }
    }
    let settings = PermutationSettings(draws: draws, exhaustiveUpTo: draws, seed: chance.next())
    return try permutationTest(arms: sequences, units: units, settings: settings) { arms in
      var sum = 0.0
      for (cluster, sequence) in arms.enumerated() { sum += scores[sequence][cluster] }
      return sum
    }.pValue
  }
}
