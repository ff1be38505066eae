import Statistics
import Testing

@Suite("No input makes trials and power trap or return what is not a number")
struct TrialsFuzzTests {
  @Test("Imputation, pooling and instruments", arguments: 0..<10)
  func trials(block: UInt64) {
    var answered = 0
    for seed in (block * 40)..<(block * 40 + 40) {
      var numbers = SeededNumbers(seed: seed + 27_000)
      let length = numbers.whole(0...12)
      let columns = (0..<numbers.whole(0...3)).map { _ -> IncompleteColumn in
        let values = AwkwardTrials.list(&numbers, numbers.whole(0...20) == 0 ? length + 1 : length)
          .map { numbers.whole(0...3) == 0 ? nil : $0 }
        let predictors = numbers.whole(0...5) == 0 ? [numbers.whole(-1...3)] : nil
        switch numbers.whole(0...3) {
        case 0: return IncompleteColumn(values, method: .normal, predictors: predictors)
        case 1:
          let levels = numbers.whole(0...4)
          return IncompleteColumn(
            values.map { $0.map { $0.isFinite && abs($0) < 100 ? abs($0).rounded() : $0 } },
            method: .categorical(levels: levels), predictors: predictors)
        case 2: return IncompleteColumn(values, method: .predictiveMeanMatching(donors: AwkwardTrials.count(&numbers)))
        default: return IncompleteColumn(values, predictors: predictors)
        }
      }
      let (imputations, iterations) = (min(AwkwardTrials.count(&numbers), 3), numbers.whole(0...2))
      let complete = numbers.whole(0...1) == 0 ? nil : 30 * AwkwardTrials.number(&numbers)
      answered += probe("imputation", seed: seed) { () throws(StatisticsError) in
        try multipleImputation(columns, imputations: imputations, iterations: iterations, seed: seed)
      }
      let (estimates, variances) = (AwkwardTrials.list(&numbers, length), AwkwardTrials.list(&numbers, length))
      answered += probe("pooling", seed: seed) { () throws(StatisticsError) in
        let found = try pooledEstimate(
          estimates, variances: variances.map(abs), completeDataDegreesOfFreedom: complete)
        return (
          found, found.relativeIncrease, found.fractionOfMissingInformation, found.standardError, found.missingShare
        )
      }
      let assigned = (0..<length).map { _ in Double(numbers.whole(0...1)) }
      let received = AwkwardTrials.list(&numbers, length)
      let outcome = AwkwardTrials.list(&numbers, length)
      let labels = AwkwardTrials.labels(&numbers, length, 0...4)
      let errors: [TwoStageLeastSquares.Errors] = [.classical, .robust, .robustSmallSample, .clustered(labels)]
      for errors in errors {
        answered += probe("compliers", seed: seed) { () throws(StatisticsError) in
          let found = try complierEffect(outcome, assigned: assigned, received: received, errors: errors)
          return (found, found.effect.statistic)
        }
      }
    }
    #expect(answered > 20, "too little of the input is usable to test anything")
  }

  @Test("Power by formula and by simulation", arguments: 0..<10)
  func power(block: UInt64) {
    var answered = 0
    for seed in (block * 30)..<(block * 30 + 30) {
      var numbers = SeededNumbers(seed: seed + 37_000)
      let (level, share, ratio) = (
        numbers.whole(0...3) == 0 ? AwkwardTrials.number(&numbers) : 0.05, AwkwardTrials.number(&numbers),
        numbers.whole(0...3) == 0 ? AwkwardTrials.number(&numbers) : 1
      )
      let sides = TestSides.allCases[numbers.whole(0...1)]
      let count = numbers.whole(0...2) == 0 ? AwkwardTrials.number(&numbers) : 30 * numbers.uniform()
      let effect = AwkwardTrials.number(&numbers)
      let power = AwkwardTrials.number(&numbers)
      let treated = (0..<numbers.whole(0...5)).map { _ in
        (0..<(numbers.whole(0...9) == 0 ? 2 : 4)).map { _ in numbers.whole(0...1) == 0 }
      }
      let design = FuzzedDesign(
        level: level, share: share, ratio: ratio, size: 40 * AwkwardTrials.number(&numbers),
        groups: AwkwardTrials.count(&numbers), sides: sides, treated: treated)
      for index in 0..<8 {
        answered += probe("power \(index)", seed: seed) { () throws(StatisticsError) in
          try design.formula(index).power(count: count, effect: effect)
        }
        guard seed % 10 == 0 else { continue }
        answered += probe("count \(index)", seed: seed) { () throws(StatisticsError) in
          try design.formula(index).count(power: power, effect: effect)
        }
        answered += probe("effect \(index)", seed: seed) { () throws(StatisticsError) in
          try design.formula(index).effect(power: power, count: count)
        }
      }
      let runs = numbers.whole(0...5) == 0 ? [0, -1, Int.max][numbers.whole(0...2)] : 5
      let sizes = (0..<numbers.whole(0...4)).map { _ in AwkwardTrials.count(&numbers) }
      let people = AwkwardTrials.count(&numbers)
      answered += probe("clusters", seed: seed) { () throws(StatisticsError) in
        try simulatedClusterPower(
          sizes: (sizes, sizes), outcome: seed % 2 == 0 ? .mean : .proportion(control: share),
          effect: effect, intraclassCorrelation: share, runs: runs, seed: seed
        ).standardError
      }
      let gapped = treated.map { row in row.map { numbers.whole(0...5) == 0 ? nil : $0 } }
      let correlations: [ClusterPeriodCorrelation] = [
        .exchangeable, .nestedExchangeable(autocorrelation: ratio), .exponentialDecay(perPeriod: abs(effect)),
      ]
      let analyses: [SteppedWedgeAnalysis] = [
        .fixedClusters, .mixedModel, .permutation(draws: min(abs(people % 100), 50)),
      ]
      for (place, correlation) in correlations.enumerated() {
        answered += probe("wedge", seed: seed) { () throws(StatisticsError) in
          try simulatedSteppedWedgePower(
            treated: seed % 2 == 0 ? treated : gapped, peoplePerCell: people, effect: effect,
            intraclassCorrelation: share, correlation: correlation, analysis: analyses[(place + Int(seed)) % 3],
            runs: runs, seed: seed
          ).standardError
        }
        answered += probe("gapped wedge", seed: seed) { () throws(StatisticsError) in
          try SteppedWedgePower(treated: gapped, intraclassCorrelation: share, correlation: correlation)
            .power(count: count, effect: effect)
        }
      }
    }
    #expect(answered > 20, "too little of the input is usable to test anything")
  }
}

private struct FuzzedDesign {
  let level, share, ratio, size: Double
  let groups: Int
  let sides: TestSides
  let treated: [[Bool]]

  func formula(_ index: Int) throws(StatisticsError) -> any PowerFormula {
    switch index {
    case 0: try TTestPower(.oneSample, significance: level, sides: sides)
    case 1: try TTestPower(.twoSamples(ratio: ratio), significance: level, sides: sides)
    case 2: try ANOVAPower(groups: groups, significance: level)
    case 3: try ProportionPower(proportion: share, ratio: ratio, significance: level, sides: sides)
    case 4: try ProportionPower(proportion: share, ratio: ratio, method: .arcsine, significance: level, sides: sides)
    case 5: try CorrelationPower(significance: level, sides: sides)
    case 6: try ClusterPower(clusterSize: size, intraclassCorrelation: share, significance: level)
    default: try SteppedWedgePower(treated: treated, intraclassCorrelation: share, significance: level, sides: sides)
    }
  }
}
