import Statistics
import Testing

/// Awkward ratings to every coefficient: finite numbers or a reason.
@Suite("No ratings make a coefficient of agreement trap or return what is not a number")
struct RaterAgreementFuzzTests {
  private static let awkward: [Double] = [
    0, -0.0, 1, 2, 2, 3, 0.1, .leastNonzeroMagnitude, 1e-160, 1e160, -1e160, 1.7e308, -1.7e308, 1e15 + 0.3, 999_999,
    .nan,
    .infinity, -.infinity,
  ]

  private static func rating(_ numbers: inout SeededNumbers, _ kind: Int) -> Double? {
    if numbers.whole(0...4) == 0 { return nil }
    switch kind {
    case 0: return awkward[numbers.whole(0...awkward.count - 1)]
    case 1: return awkward[numbers.whole(0...14)]
    case 2: return 1e154 * numbers.bell()
    case 3: return 1e-158 * numbers.bell()
    default: return Double(numbers.whole(-1...3))
    }
  }

  @Test("Ratings of every kind", arguments: 0..<10)
  func ratings(block: UInt64) {
    var answered = 0
    for seed in (block * 40)..<(block * 40 + 40) {
      var numbers = SeededNumbers(seed: seed + 40_000)
      let kind = numbers.whole(0...6)
      let units = numbers.whole(0...8)
      let columns = (0..<numbers.whole(0...4)).map { _ in
        (0..<(numbers.whole(0...29) == 0 ? 1 : units)).map { _ in Self.rating(&numbers, kind) }
      }
      let confidence = numbers.whole(0...4) == 0 ? [0, 1, .nan, 1e-12, 1 - 1e-12][numbers.whole(0...4)] : 0.95
      let all: [AgreementWeights] = [
        .identity, .linear, .quadratic, .radical, .ratio, .ordinal, .custom([[1, 0.5], [0.5, 1]]),
      ]
      let weights = all[numbers.whole(0...6)]
      for level in MeasurementLevel.allCases {
        answered += probe("alpha", seed: seed) { () throws(StatisticsError) in
          try krippendorffAlpha(try Ratings(raters: columns), level: level, confidence: confidence)
        }
        answered += probe("bootstrap", seed: seed) { () throws(StatisticsError) in
          try bootstrapKrippendorffAlpha(
            try Ratings(raters: columns), level: level, draws: numbers.whole(0...5), seed: seed, confidence: confidence)
        }
      }
      for (name, method) in [
        ("percent", percentAgreement(_:weights:confidence:)),
        ("Brennan–Prediger", brennanPrediger(_:weights:confidence:)),
        ("Fleiss", fleissKappa(_:weights:confidence:)), ("Gwet", gwetAC(_:weights:confidence:)),
      ] as [(String, (Ratings, AgreementWeights, Double) throws(StatisticsError) -> AgreementCoefficient)] {
        answered += probe(name, seed: seed) { () throws(StatisticsError) in
          try method(try Ratings(raters: columns), weights, confidence)
        }
      }
      answered += probe("kappa", seed: seed) { () throws(StatisticsError) in
        let found = try crossClassification(columns.first ?? [], columns.last ?? [])
        return try cohenKappa(found.table, weights: weights, values: found.values, confidence: confidence)
      }
      answered += probe("intraclass", seed: seed) { () throws(StatisticsError) in
        try intraclassCorrelations(columns.map { $0.map { $0 ?? 2.5 } }, confidence: confidence)
      }
    }
    #expect(answered > 40)
  }

  @Test("Tables of counts and marked sections of every kind", arguments: 0..<5)
  func counts(block: UInt64) {
    var answered = 0
    for seed in (block * 60)..<(block * 60 + 60) {
      var numbers = SeededNumbers(seed: seed + 50_000)
      let huge = [0, 1, -1, .max, .min, 1 << 53, 1_000_000]
      let isHuge = numbers.whole(0...3) == 0
      let q = numbers.whole(0...4)
      let table = (0..<numbers.whole(0...4)).map { _ in
        (0..<q).map { _ in isHuge ? huge[numbers.whole(0...6)] : numbers.whole(0...4) }
      }
      answered += probe("kappa", seed: seed) { () throws(StatisticsError) in
        try cohenKappa(table, weights: .linear)
      }
      answered += probe("AC1", seed: seed) { () throws(StatisticsError) in try gwetAC(try Ratings(counts: table)) }
      answered += probe("alpha", seed: seed) { () throws(StatisticsError) in
        try krippendorffAlpha(try Ratings(counts: table), level: .ordinal)
      }
      let sections = (0..<numbers.whole(0...5)).map { _ in
        MarkedSection(
          rater: numbers.whole(0...2), category: numbers.whole(0...1),
          start: isHuge ? huge[numbers.whole(0...6)] : numbers.whole(0...20),
          length: isHuge ? huge[numbers.whole(0...6)] : numbers.whole(0...4))
      }
      answered += probe("unitising", seed: seed) { () throws(StatisticsError) in
        try unitisingAlpha(
          sections, raters: numbers.whole(1...3), length: isHuge ? huge[numbers.whole(0...6)] : numbers.whole(1...25))
      }
    }
    #expect(answered > 20)
  }
}
