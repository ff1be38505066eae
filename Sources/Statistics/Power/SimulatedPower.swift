/// Power counted in simulated studies.
public struct SimulatedPower: Sendable, Equatable {
  public let runs: Int
  /// Runs whose p-value was at most the level of significance.
  public let rejections: Int

  public var power: Double { Double(rejections) / Double(runs) }

  /// √(p(1 − p)/R): by how much another seed would change the power.
  public var standardError: Double { (power * (1 - power) / Double(runs)).squareRoot() }

  /// Wilson's interval of what endless runs would give.
  /// - Throws: `outOfDomain` for the confidence.
  public func interval(confidence: Double = 0.95) throws(StatisticsError) -> Interval {
    try proportionInterval(successes: rejections, trials: runs, confidence: confidence)
  }
}

/// Power of any design: how often its p-value is at most the level of significance.
///
/// Each run has a stream of random numbers of its own. A run without any spread (`zeroVariance`) finds nothing.
/// - Parameters:
///   - runs: from 1 to 10⁷; 2,500 know a power to one percentage point.
///   - pValue: draws one study and tests it.
/// - Throws: `outOfDomain` for the runs, the level, or a p-value outside 0…1; what `pValue` throws.
public func simulatedPower(
  runs: Int, significance: Double = 0.05, seed: UInt64,
  pValue: (_ chance: inout SeededGenerator) throws(StatisticsError) -> Double
) throws(StatisticsError) -> SimulatedPower {
  guard (1...10_000_000).contains(runs) else {
    throw .outOfDomain("between 1 and 10⁷ studies can be simulated, not \(runs)")
  }
  try checkSignificance(significance)
  var rejections = 0
  for run in 0..<runs {
    var chance = SeededGenerator(seed: seed, stream: UInt64(run))
    do throws(StatisticsError) {
      if try checkedProbability(try pValue(&chance)) <= significance { rejections += 1 }
    } catch {
      guard error == .zeroVariance else { throw error }
    }
  }
  return SimulatedPower(runs: runs, rejections: rejections)
}

/// Power of a cluster-randomised trial whose cluster means or proportions are compared by Student's t-test, in simulated trials.
///
/// Means: clusters vary with variance ρ and people within them with 1 − ρ. Proportions: a cluster's probability is beta distributed with mean p
/// and variance ρp(1 − p), and people in it are independent. Each cluster counts alike.
/// - Parameters:
///   - sizes: the clusters' sizes in each of the two arms, 1 to 10⁶ people each and two clusters or more an arm.
///   - effect: of the second arm: a difference over the total standard deviation, or of proportions.
///   - intraclassCorrelation: ρ, from 0 to below 1.
/// - Throws: `outOfDomain`, `groupTooSmall`.
public func simulatedClusterPower(
  sizes: (first: [Int], second: [Int]), outcome: ClusterPower.Outcome = .mean, effect: Double,
  intraclassCorrelation: Double, runs: Int, significance: Double = 0.05, seed: UInt64
) throws(StatisticsError) -> SimulatedPower {
  try checkSimulation(effect, intraclassCorrelation)
  for (arm, clusters) in [sizes.first, sizes.second].enumerated() {
    guard clusters.count >= 2 else { throw .groupTooSmall(group: arm, count: clusters.count, needed: 2) }
    for size in clusters where !(1...1_000_000).contains(size) {
      throw .outOfDomain("clusters have between 1 and 10⁶ people, not \(size)")
    }
  }
  if case .proportion(let control) = outcome {
    for proportion in [control, control + effect] where !(proportion >= 0 && proportion <= 1) {
      throw .outOfDomain("a proportion lies between 0 and 1, but this one is \(proportion)")
    }
  }
  let rho = intraclassCorrelation
  func arm(_ clusters: [Int], _ shift: Double, _ chance: inout SeededGenerator) -> Moments {
    var moments = Moments()
    for size in clusters {
      let people = Double(size)
      switch outcome {
      case .mean:
        moments.add(shift + (rho + (1 - rho) / people).squareRoot() * chance.normal())
      case .proportion(let control):
        let share = chance.share(mean: control + shift, correlation: rho)
        var count = 0
        for _ in 0..<size where chance.unit() < share { count += 1 }
        moments.add(Double(count) / people)
      }
    }
    return moments
  }
  return try simulatedPower(runs: runs, significance: significance, seed: seed) { chance throws(StatisticsError) in
    let first = arm(sizes.first, 0, &chance)
    return try studentTTest(first, arm(sizes.second, effect, &chance)).pValue
  }
}

/// Holds what a simulated trial is told to what it can have.
func checkSimulation(_ effect: Double, _ correlation: Double) throws(StatisticsError) {
  guard effect.isFinite, abs(effect) <= 1e7 else {
    throw .outOfDomain("an effect of \(effect) needs no power analysis")
  }
  guard correlation >= 0, correlation < 1 else {
    throw .outOfDomain("an intraclass correlation lies between 0 and 1 (not 1), but this one is \(correlation)")
  }
}
