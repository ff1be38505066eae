import Statistics
import Testing

/// Awkward input to every public method: the answer is finite numbers or a `StatisticsError`, and nothing traps.
@Suite("No input makes a method trap or return what is not a number")
struct MethodFuzzTests {
  private static let awkward: [Double] = [
    0, -0.0, 1, -1, 2, 2, 3, 0.1, 0.3, .leastNormalMagnitude / 8, .leastNonzeroMagnitude, 1e-160, 1e160, -1e160, 1e300,
    1.7e308, -1.7e308, 1e15 + 0.3,
    .nan,
    .infinity, -.infinity,
  ]

  private static func values(_ numbers: inout SeededNumbers, _ length: Int? = nil) -> [Double] {
    let length = length ?? numbers.whole(0...9)
    switch numbers.whole(0...11) {
    case 0: return (0..<length).map { _ in Self.awkward[numbers.whole(0...Self.awkward.count - 1)] }
    case 1: return (0..<length).map { _ in Self.awkward[numbers.whole(0...17)] }
    case 2, 3: return (0..<length).map { _ in Self.awkward[numbers.whole(0...8)] }
    case 4: return [Double](repeating: Self.awkward[numbers.whole(0...17)], count: length)
    case 5: return (0..<length).map { _ in 1e150 * numbers.bell() }
    case 6: return (0..<length).map { _ in 1e-158 * numbers.bell() }
    default: return (0..<length).map { _ in Double(numbers.whole(-3...3)) }
    }
  }

  private static func confidence(_ numbers: inout SeededNumbers) -> Double {
    let awkward = [0, 1, -1, .nan, 1e-12, 1 - 1e-12, 1 - 1e-16]
    return numbers.whole(0...3) == 0 ? awkward[numbers.whole(0...awkward.count - 1)] : 0.95
  }

  private static func count(_ numbers: inout SeededNumbers) -> Int {
    let choices = [0, 1, 2, 5, 40, 1000, -1, .max, .min, 1 << 53, 1 << 31]
    return numbers.whole(0...5) == 0 ? choices[numbers.whole(0...choices.count - 1)] : numbers.whole(0...6)
  }

  @Test("Tests of groups", arguments: 0..<20)
  func groups(block: UInt64) {
    var answered = 0
    for seed in (block * 50)..<(block * 50 + 50) {
      var numbers = SeededNumbers(seed: seed)
      let lists = (0..<numbers.whole(0...5)).map { _ in Self.values(&numbers) }
      let moments = lists.map { Moments($0) }
      let confidence = Self.confidence(&numbers)
      answered += probe("oneWayANOVA", seed: seed) { () throws(StatisticsError) in
        let test = try oneWayANOVA(moments)
        return [test.statistic, test.pValue, test.etaSquared, test.omegaSquared, test.meanSquareBetween]
      }
      answered += probe("welchANOVA", seed: seed) { () throws(StatisticsError) in try welchANOVA(moments) }
      if seed % 20 == 0 {
        answered += probe("tukeyHSD", seed: seed) { () throws(StatisticsError) in
          try tukeyHSD(moments, confidence: confidence)
        }
        answered += probe("gamesHowell", seed: seed) { () throws(StatisticsError) in
          try gamesHowell(moments, confidence: confidence)
        }
      }
      answered += probe("brownForsythe", seed: seed) { () throws(StatisticsError) in
        try brownForsythe(try GroupedTabulation(groups: lists))
      }
      answered += probe("kruskalWallis", seed: seed) { () throws(StatisticsError) in
        let test = try kruskalWallis(try GroupedTabulation(groups: lists))
        return [test.statistic, test.pValue, test.epsilonSquared]
      }
      answered += probe("dunn", seed: seed) { () throws(StatisticsError) in
        try dunn(try GroupedTabulation(groups: lists)).flatMap { [$0.statistic, $0.adjustedPValue] }
      }
      let counts = lists.map { $0.map { _ in Self.count(&numbers) } }
      answered += probe("counted groups", seed: seed) { () throws(StatisticsError) in
        try kruskalWallis(try GroupedTabulation(values: lists.first ?? [], counts: counts))
      }
      answered += probe("summaries", seed: seed) { () throws(StatisticsError) in
        var summaries: [Moments] = []
        for list in lists where list.count >= 2 {
          summaries.append(
            try Moments(count: Self.count(&numbers), mean: list[0], standardDeviation: list.count > 4 ? nil : list[1]))
        }
        return try [oneWayANOVA(summaries).pValue, welchANOVA(summaries).pValue]
      }
      answered += probe("anovaBounds", seed: seed) { () throws(StatisticsError) in
        try anovaBounds(
          lists.map {
            RoundedSummary(
              count: Self.count(&numbers), mean: $0.first ?? 1, meanHalfWidth: $0.last ?? 0.05,
              standardDeviation: $0.count > 6 ? nil : $0.dropFirst().first ?? 1,
              standardDeviationHalfWidth: $0.dropFirst(2).first ?? 0.05)
          })
      }
    }
    #expect(answered > 40, "too little of the input is usable to test anything")
  }

  @Test("Tests and intervals of means, tables and quantiles", arguments: 0..<20)
  func means(block: UInt64) {
    var answered = 0
    for seed in (block * 50)..<(block * 50 + 50) {
      var numbers = SeededNumbers(seed: seed + 90_000)
      let (x, y) = (Self.values(&numbers), Self.values(&numbers))
      let confidence = Self.confidence(&numbers)
      let (a, b) = (Moments(x), Moments(y))
      for (name, call) in [
        ("student", { () throws(StatisticsError) in try studentTTest(a, b, confidence: confidence) }),
        ("welch", { () throws(StatisticsError) in try welchTTest(a, b, confidence: confidence) }),
        ("one", { () throws(StatisticsError) in try oneSampleTTest(x, mean: y.first ?? 0, confidence: confidence) }),
        ("paired", { () throws(StatisticsError) in try pairedTTest(x, y, confidence: confidence) }),
      ] as [(String, () throws(StatisticsError) -> TTest)] {
        answered += probe(name, seed: seed) { () throws(StatisticsError) in
          let test = try call()
          return [test.statistic, test.pValue, test.lower, test.upper, test.degreesOfFreedom]
        }
      }
      answered += probe("meanInterval", seed: seed) { () throws(StatisticsError) in
        try meanInterval(a, confidence: confidence)
      }
      answered += probe("cohensD", seed: seed) { () throws(StatisticsError) in try cohensD(a, b) }
      answered += probe("hedgesG", seed: seed) { () throws(StatisticsError) in
        try hedgesG(a, b, confidence: confidence)
      }
      answered += probe("spread", seed: seed) { () throws(StatisticsError) in
        [a.variance, a.standardDeviation, a.standardError, a.merged(with: b).variance]
      }
      answered += probe("tabulation", seed: seed) { () throws(StatisticsError) in
        let table = try Tabulation(values: x, counts: x.map { _ in Self.count(&numbers) })
        let five = try table.hinges
        return try [table.median, table.quantile(y.first ?? 0.3), five.lowerHinge, five.upperHinge]
      }
      answered += probe("box", seed: seed) { () throws(StatisticsError) in
        let box = try Tabulation(x).boxSummary
        return ([box.lowerWhisker, box.upperWhisker, box.notch, box.hingeSpread], box.outliers.values)
      }
      answered += probe("shape", seed: seed) { () throws(StatisticsError) in try Tabulation(x).shape }
      answered += probe("frequencies", seed: seed) { () throws(StatisticsError) in
        try frequencies(try Tabulation(x))
      }
      for adjustment in PValueAdjustment.allCases {
        answered += probe("adjust", seed: seed) { () throws(StatisticsError) in try adjust(x, by: adjustment) }
      }
    }
    #expect(answered > 40, "too little of the input is usable to test anything")
  }

  @Test("Correlations, reliability and tables of counts", arguments: 0..<20)
  func association(block: UInt64) {
    var answered = 0
    for seed in (block * 30)..<(block * 30 + 30) {
      var numbers = SeededNumbers(seed: seed + 500_000)
      let length = numbers.whole(0...7)
      let x = Self.values(&numbers, length)
      let y = Self.values(&numbers, numbers.whole(0...9) == 0 ? nil : length)
      let confidence = Self.confidence(&numbers)
      answered += probe("pearson", seed: seed) { () throws(StatisticsError) in
        try pearson(x, y, confidence: confidence)
      }
      answered += probe("spearman", seed: seed) { () throws(StatisticsError) in
        try spearman(x, y, confidence: confidence)
      }
      answered += probe("kendall", seed: seed) { () throws(StatisticsError) in
        try kendall(x, y, confidence: confidence)
      }
      let cases = (0..<length).map { _ in Self.values(&numbers, 3) }
      answered += probe("alpha", seed: seed) { () throws(StatisticsError) in
        try cronbachAlpha(cases, confidence: confidence)
      }
      answered += probe("reliability", seed: seed) { () throws(StatisticsError) in
        let sums = (0..<numbers.whole(0...3)).map { _ in Self.count(&numbers) }
        let products = (0..<numbers.whole(0...3)).map { _ in
          (0..<numbers.whole(0...3)).map { _ in Self.count(&numbers) }
        }
        return try reliability(try ItemMoments(count: Self.count(&numbers), sums: sums, crossProducts: products))
      }
      let (r, c) = (numbers.whole(0...4), numbers.whole(0...4))
      let isHuge = numbers.whole(0...5) == 0
      let table = (0..<r).map { _ in
        (0..<(numbers.whole(0...19) == 0 ? 1 : c)).map { _ in isHuge ? Self.count(&numbers) : numbers.whole(0...5) }
      }
      answered += probe("chiSquared", seed: seed) { () throws(StatisticsError) in
        let test = try chiSquaredTest(table, yates: seed % 2 == 0)
        return [test.statistic, test.pValue, test.cramersV, test.biasCorrectedV ?? 0, test.smallestExpected]
      }
      answered += probe("fisherExact", seed: seed) { () throws(StatisticsError) in
        try fisherExact(table, confidence: confidence, workLimit: 20_000)
      }
      answered += probe("proportion", seed: seed) { () throws(StatisticsError) in
        try proportionInterval(
          successes: Self.count(&numbers), trials: Self.count(&numbers), confidence: confidence,
          continuityCorrection: seed % 2 == 0)
      }
      answered += probe("multipleAnswers", seed: seed) { () throws(StatisticsError) in
        try multipleAnswers(
          (0..<3).map { _ in Self.count(&numbers) }, base: Self.count(&numbers), confidence: confidence)
      }
    }
    #expect(answered > 40, "too little of the input is usable to test anything")
  }
}
