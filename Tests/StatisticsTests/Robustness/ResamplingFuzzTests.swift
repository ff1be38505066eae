import Statistics
import Testing

/// Awkward input to the methods of resampling, trials and power.
enum AwkwardTrials {
  static let values: [Double] = [
    0, -0.0, 1, -1, 2, 2, 3, 0.1, 0.3, .leastNormalMagnitude / 8, .leastNonzeroMagnitude, 1e-160, 1e160, -1e160, 1e300,
    1.7e308, -1.7e308, 1e15 + 0.3, .nan, .infinity, -.infinity,
  ]

  static func list(_ numbers: inout SeededNumbers, _ length: Int) -> [Double] {
    switch numbers.whole(0...9) {
    case 0: (0..<length).map { _ in values[numbers.whole(0...values.count - 1)] }
    case 1: (0..<length).map { _ in values[numbers.whole(0...17)] }
    case 2: [Double](repeating: values[numbers.whole(0...17)], count: length)
    case 3: (0..<length).map { _ in 1e150 * numbers.bell() }
    case 4: (0..<length).map { _ in 1e-158 * numbers.bell() }
    default: (0..<length).map { _ in Double(numbers.whole(-3...3)) }
    }
  }

  static func number(_ numbers: inout SeededNumbers) -> Double {
    numbers.whole(0...3) == 0 ? values[numbers.whole(0...values.count - 1)] : numbers.uniform()
  }

  static func labels(_ numbers: inout SeededNumbers, _ length: Int, _ range: ClosedRange<Int>) -> [Int] {
    let length = numbers.whole(0...15) == 0 ? length + 1 : length
    let labels = (0..<length).map { _ in numbers.whole(range) }
    return numbers.whole(0...15) == 0 ? labels.map { $0 == 0 ? .min : .max - $0 } : labels
  }

  static func count(_ numbers: inout SeededNumbers) -> Int {
    let choices = [0, 1, 2, 5, 40, -1, .max, .min, 1 << 53]
    return numbers.whole(0...5) == 0 ? choices[numbers.whole(0...choices.count - 1)] : numbers.whole(2...40)
  }

}

@Suite("No input makes resampling trap or return what is not a number")
struct ResamplingFuzzTests {
  @Test("Permutation tests", arguments: 0..<10)
  func permutation(block: UInt64) {
    var answered = 0
    for seed in (block * 60)..<(block * 60 + 60) {
      var numbers = SeededNumbers(seed: seed + 7_000)
      let length = numbers.whole(0...9)
      let values = AwkwardTrials.list(&numbers, length)
      let arms = AwkwardTrials.labels(&numbers, length, 0...1)
      let clusters = numbers.whole(0...2) == 0 ? AwkwardTrials.labels(&numbers, length, 0...20) : nil
      let strata = numbers.whole(0...4) == 0 ? AwkwardTrials.labels(&numbers, length, 0...1) : nil
      let settings = PermutationSettings(
        draws: min(AwkwardTrials.count(&numbers), 1 << 53), exhaustiveUpTo: numbers.whole(0...1) * 50,
        stopAfter: numbers.whole(0...3) == 0 ? min(AwkwardTrials.count(&numbers), 9) : nil, seed: seed)
      // A billion draws are allowed and would take a while.
      guard settings.draws <= 100 || settings.draws > 1 << 40 else { continue }
      for weighting in MeanWeighting.allCases {
        answered += probe("means", seed: seed) { () throws(StatisticsError) in
          let units = try SamplingUnits(count: length, clusters: clusters, strata: strata)
          let test = try permutationTest(values, arms: arms, units: units, weighting: weighting, settings: settings)
          return (test, test.pValue, test.standardError)
        }
      }
      answered += probe("any statistic", seed: seed) { () throws(StatisticsError) in
        let units = try SamplingUnits(count: length, clusters: clusters, strata: strata)
        return try permutationTest(arms: arms, units: units, settings: settings) { arms in
          zip(arms, values).reduce(0) { $0 + Double($1.0 % 7) * $1.1 }
        }
      }
    }
    #expect(answered > 15, "too little of the input is usable to test anything")
    for count in [0, -1, .max, .min, 1 << 40] {
      #expect(throws: StatisticsError.self) { try SamplingUnits(count: count) }
    }
  }

  @Test("Bootstrap and jackknife", arguments: 0..<10)
  func bootstraps(block: UInt64) {
    var answered = 0
    for seed in (block * 60)..<(block * 60 + 60) {
      var numbers = SeededNumbers(seed: seed + 17_000)
      let length = numbers.whole(0...9)
      let values = AwkwardTrials.list(&numbers, length)
      let clusters = numbers.whole(0...3) == 0 ? AwkwardTrials.labels(&numbers, length, 0...4) : nil
      let strata = numbers.whole(0...4) == 0 ? AwkwardTrials.labels(&numbers, length, 0...1) : nil
      let confidence = [0.5, 0.9, 0.95, 0, 1, .nan, 1 - 1e-16][numbers.whole(0...6)]
      let sum = { (rows: [Int]) throws(StatisticsError) -> Double in rows.reduce(0) { $0 + values[$1] } }
      let replicates = numbers.whole(0...9) == 0 ? [Int.min, -1, 0, 1, .max][numbers.whole(0...4)] : 50
      answered += probe("jackknife", seed: seed) { () throws(StatisticsError) in
        try jackknife(SamplingUnits(count: length, clusters: clusters, strata: strata), statistic: sum)
      }
      var found: Bootstrap?
      answered += probe("bootstrap", seed: seed) { () throws(StatisticsError) in
        let units = try SamplingUnits(count: length, clusters: clusters, strata: strata)
        found = try bootstrap(units, replicates: replicates, seed: seed, statistic: sum)
        return found?.bias
      }
      answered += probe("samples", seed: seed) { () throws(StatisticsError) in
        let samples = (0..<5).map { _ in AwkwardTrials.labels(&numbers, length, 0...max(length - 1, 0)) }
        return try bootstrap(count: length, samples: samples, statistic: sum)
      }
      if let found {
        answered += probe("percentile", seed: seed) { () throws(StatisticsError) in
          try found.percentileInterval(confidence: confidence)
        }
        answered += probe("basic", seed: seed) { () throws(StatisticsError) in
          try found.basicInterval(confidence: confidence)
        }
        answered += probe("BCa", seed: seed) { () throws(StatisticsError) in
          try found.bcaInterval(acceleration: AwkwardTrials.number(&numbers), confidence: confidence)
        }
      }
    }
    #expect(answered > 15, "too little of the input is usable to test anything")
  }
}
