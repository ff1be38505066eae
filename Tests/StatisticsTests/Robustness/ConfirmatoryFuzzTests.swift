import Testing

@testable import Statistics

/// Awkward answers and structures to every function of confirmatory factor analysis: finite numbers or a reason.
@Suite("No data make a factor model trap or return what is not a number")
struct ConfirmatoryFuzzTests {
  private static func model(_ numbers: inout SeededNumbers, items k: Int) throws(StatisticsError) -> FactorModel {
    let items = (0..<k).map { "x\($0)" }
    let factors = (0..<numbers.whole(0...3)).map { number in
      LatentFactor("f\(number)", items: items.filter { _ in numbers.whole(0...2) > 0 })
    }
    let whole = LatentFactor("g", items: items)
    let relations: [FactorRelations] = [
      .correlated, .orthogonal, .partlyFixed([FixedFactorCovariance("f0", "f1", value: numbers.uniform())]),
    ]
    return try FactorModel(
      items: items,
      factors: numbers.whole(0...2) > 0 ? [whole] : factors + [whole].filter { _ in numbers.whole(0...1) == 0 },
      identification: numbers.whole(0...1) == 0 ? .marker : .standardisedFactors,
      relations: relations[numbers.whole(0...2)],
      residualCovariances: numbers.whole(0...3) == 0 ? [ResidualCovariance("x0", "x\(numbers.whole(0...3))")] : [])
  }

  private static func cases(_ numbers: inout SeededNumbers, items k: Int) -> [[Double]] {
    let kind = numbers.whole(0...8)
    let unit = [1, 1, 1, 1e-140, 1e140, 1e8, 1, 1, 1][kind]
    return (0..<numbers.whole(0...40)).map { person in
      let shared = numbers.bell()
      return (0..<(kind == 8 && person == 3 ? k + 1 : k)).map { item in
        if kind == 7, person == 5, item == 1 { return [.nan, .infinity, 1e308, -1e200][numbers.whole(0...3)] }
        if kind == 6 { return Double(numbers.whole(0...1)) }
        return (shared * (item == 0 ? -1 : 1) + numbers.bell()) * unit
      }
    }
  }

  @Test("Structures and answers of every kind")
  func every() {
    var answered = 0
    for seed in UInt64(0)..<70 {
      var numbers = SeededNumbers(seed: seed + 91_000)
      let k = numbers.whole(2...6)
      guard let model = try? Self.model(&numbers, items: k) else { continue }
      let (first, second) = (Self.cases(&numbers, items: k), Self.cases(&numbers, items: k))
      let estimator = FactorEstimator.allCases[numbers.whole(0...2)]
      answered += probe("answers", seed: seed) { () throws(StatisticsError) in
        try confirmatoryFactorAnalysis(first, model, estimator: estimator)
      }
      answered += probe("covariances", seed: seed) { () throws(StatisticsError) in
        let sample = try SampleCovariance(cases: second)
        let found = try confirmatoryFactorAnalysis(
          SampleCovariance(count: numbers.whole(0...1) == 0 ? 30 : .max, covariances: sample.covariances), model)
        _ = probe("reliability", seed: seed) { () throws(StatisticsError) in
          try found.compositeReliability(ofFactor: numbers.whole(-1...2), group: numbers.whole(0...1))
        }
        return found
      }
      answered += probe("invariance", seed: seed) { () throws(StatisticsError) in
        try measurementInvariance(
          [try FactorGroup("a", cases: first), try FactorGroup("b", cases: second)], model,
          freeing: numbers.whole(0...1) == 0 ? [] : [.loading(item: "x1", factor: "g"), .intercept(item: "x2")],
          estimator: estimator)
      }
    }
    #expect(answered > 12)
  }
}
