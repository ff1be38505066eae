import Statistics
import Testing

@Suite("Power by simulation agrees with the formulas")
struct SimulatedPowerTests {
  /// Within 4.5 standard errors.
  private func expectNear(_ found: SimulatedPower, _ wanted: Double, sourceLocation: SourceLocation = #_sourceLocation)
  {
    let error = (wanted * (1 - wanted) / Double(found.runs)).squareRoot()
    #expect(
      abs(found.power - wanted) < 4.5 * error, "\(found.power) against \(wanted)", sourceLocation: sourceLocation)
  }

  @Test("Means of equal clusters have the power of the formula, and the level without an effect")
  func clusterMeans() throws {
    let sizes = [Int](repeating: 15, count: 6)
    for effect in [0, 0.4, 0.7] {
      let found = try simulatedClusterPower(
        sizes: (sizes, sizes), effect: effect, intraclassCorrelation: 0.08, runs: 3_000, seed: 6)
      let formula = try ClusterPower(clusterSize: 15, intraclassCorrelation: 0.08)
      expectNear(found, try formula.power(count: 6, effect: effect))
      #expect(found.standardError < 0.01)
      let interval = try found.interval()
      #expect(interval.lower <= found.power && interval.upper >= found.power)
    }
  }

  @Test("Proportions of many clusters come near the formula")
  func clusterProportions() throws {
    let sizes = [Int](repeating: 20, count: 20)
    let found = try simulatedClusterPower(
      sizes: (sizes, sizes), outcome: .proportion(control: 0.4), effect: 0.15, intraclassCorrelation: 0.05, runs: 800,
      seed: 3)
    let wanted = try ClusterPower(.proportion(control: 0.4), clusterSize: 20, intraclassCorrelation: 0.05)
      .power(count: 20, effect: 0.15)
    // Student's test of proportions is not exact, so a little more than chance is allowed.
    #expect(abs(found.power - wanted) < 0.07)
  }

  @Test("A stepped wedge keeps its level and stays below the power with known variances")
  func steppedWedge() throws {
    let treated = try SteppedWedgePower.layout(steps: 4, clustersPerStep: 2)
    let null = try simulatedSteppedWedgePower(
      treated: treated, peoplePerCell: 10, effect: 0, intraclassCorrelation: 0.1, runs: 2_000, seed: 1)
    expectNear(null, 0.05)
    let found = try simulatedSteppedWedgePower(
      treated: treated, peoplePerCell: 10, effect: 0.4, intraclassCorrelation: 0.1, runs: 2_000, seed: 1)
    let bound = try SteppedWedgePower(treated: treated, intraclassCorrelation: 0.1).power(count: 10, effect: 0.4)
    #expect(found.power < bound + 0.01 && found.power > bound - 0.12, "\(found.power) against \(bound)")
  }

  @Test(
    "Mixed models and permutations of a stepped wedge have the power of the formula, whatever the correlation between periods",
    arguments: [
      ClusterPeriodCorrelation.exchangeable, .nestedExchangeable(autocorrelation: 0.7),
      .exponentialDecay(perPeriod: 0.7),
    ])
  func analyses(correlation: ClusterPeriodCorrelation) throws {
    let treated = try SteppedWedgePower.layout(steps: 4, clustersPerStep: 3)
    let formula = try SteppedWedgePower(treated: treated, intraclassCorrelation: 0.08, correlation: correlation)
    let effect = try formula.effect(power: 0.7, count: 10)
    for (analysis, runs) in [(SteppedWedgeAnalysis.mixedModel, 60), (.permutation(draws: 199), 300)] {
      for (effect, wanted) in [(effect, 0.7), (0, 0.05)] {
        let found = try simulatedSteppedWedgePower(
          treated: treated, peoplePerCell: 10, effect: effect, intraclassCorrelation: 0.08, correlation: correlation,
          analysis: analysis, runs: runs, seed: 12)
        let error = (wanted * (1 - wanted) / Double(runs)).squareRoot()
        // Estimated variances and 199 draws cost up to five points (docs/methods/trials.md). A random intercept does not know of decay: it keeps neither the power nor
        // quite the level, and is only held to come near.
        let isWorking = analysis == .mixedModel && correlation == .exponentialDecay(perPeriod: 0.7)
        let room = (effect == 0 ? 0 : 0.05) + (isWorking ? 0.06 : 0)
        #expect(abs(found.power - wanted) < 4 * error + room, "\(analysis), \(effect): \(found.power)")
      }
    }
  }

  @Test("A wedge with periods of implementation is simulated with and without clusters as random, and not by exchange")
  func implementation() throws {
    let treated = try SteppedWedgePower.layout(steps: 3, clustersPerStep: 4, implementationPeriods: 1)
    #expect(treated[0] == [false, nil, true, true, true] && treated[11] == [false, false, false, nil, true])
    let formula = try SteppedWedgePower(treated: treated, intraclassCorrelation: 0.05)
    let effect = try formula.effect(power: 0.8, count: 12)
    for (analysis, runs) in [(SteppedWedgeAnalysis.mixedModel, 100), (.fixedClusters, 1_000)] {
      let found = try simulatedSteppedWedgePower(
        treated: treated, peoplePerCell: 12, effect: effect, intraclassCorrelation: 0.05, analysis: analysis,
        runs: runs, seed: 5)
      let error = (0.16 / Double(runs)).squareRoot()
      #expect(found.power < 0.8 + 4 * error && found.power > 0.62, "\(analysis): \(found.power)")
    }
    #expect(throws: StatisticsError.self) {
      try simulatedSteppedWedgePower(
        treated: treated, peoplePerCell: 5, effect: 0, intraclassCorrelation: 0.05, analysis: .permutation(), runs: 5,
        seed: 1)
    }
  }

  @Test("Any test can be simulated, and a seed gives the same again")
  func anyDesign() throws {
    let run = { (seed: UInt64) throws in
      try simulatedPower(runs: 1_500, seed: seed) { chance throws(StatisticsError) in
        let first = Moments((0..<20).map { _ in chance.normal() })
        return try studentTTest(first, Moments((0..<20).map { _ in chance.normal() + 0.9 })).pValue
      }
    }
    expectNear(try run(4), try TTestPower(.twoSamples()).power(count: 20, effect: 0.9))
    #expect(try run(4) == run(4))
    let still = try simulatedPower(runs: 5, seed: 1) { _ throws(StatisticsError) in throw .zeroVariance }
    #expect(still.power == 0)
    #expect(throws: StatisticsError.self) {
      try simulatedPower(runs: 5, seed: 1) { _ throws(StatisticsError) in .nan }
    }
  }
}
