import Statistics
import Testing

@Suite("Agreement between raters obeys its laws")
struct RaterAgreementLawTests {
  private func columns(_ numbers: inout SeededNumbers, raters: Int, units: Int, values: Int) -> [[Double?]] {
    let truth = (0..<units).map { _ in numbers.whole(1...values) }
    return (0..<raters).map { _ in
      truth.map { value in
        numbers.whole(0...9) == 0 ? nil : Double(numbers.whole(0...2) == 0 ? numbers.whole(1...values) : value)
      }
    }
  }

  @Test("Neither the order of raters nor that of units matters", arguments: 1...10)
  func permutation(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let columns = columns(&numbers, raters: 4, units: 30, values: 5)
    let order = (0..<30).shuffled(using: &numbers)
    let turned = [3, 0, 2, 1].map { rater in order.map { columns[rater][$0] } }
    let (first, second) = (try Ratings(raters: columns), try Ratings(raters: turned))
    for level in MeasurementLevel.allCases {
      let (a, b) = (try krippendorffAlpha(first, level: level), try krippendorffAlpha(second, level: level))
      #expect(isClose(a.estimate, b.estimate, 1e-13) && isClose(a.standardError, b.standardError, 1e-12))
    }
    for weights in [AgreementWeights.identity, .linear, .ordinal] {
      let (a, b) = (try gwetAC(first, weights: weights), try gwetAC(second, weights: weights))
      #expect(isClose(a.estimate, b.estimate, 1e-13) && isClose(a.standardError, b.standardError, 1e-12))
    }
  }

  @Test("Alpha at the interval level ignores origin and unit, at the ordinal level any stretching", arguments: 1...10)
  func levels(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let plain = columns(&numbers, raters: 3, units: 25, values: 6)
    func alpha(_ level: MeasurementLevel, _ change: (Double) -> Double) throws -> Double {
      try krippendorffAlpha(Ratings(raters: plain.map { $0.map { $0.map(change) } }), level: level).estimate
    }
    #expect(isClose(try alpha(.interval) { $0 }, try alpha(.interval) { 1e6 - 0.37 * $0 }, 1e-9))
    #expect(isClose(try alpha(.ordinal) { $0 }, try alpha(.ordinal) { $0 * $0 * $0 / 7 }, 1e-13))
    #expect(isClose(try alpha(.ratio) { $0 }, try alpha(.ratio) { 0.1 * $0 }, 1e-12))
    #expect(isClose(try alpha(.nominal) { $0 }, try alpha(.nominal) { [0, 31, 2.5, -8, 4, 1e9, 7][Int($0)] }, 1e-13))
  }

  @Test("Ratings and counts of ratings give the same; units without a pair change no alpha", arguments: 1...10)
  func counts(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let columns = columns(&numbers, raters: 4, units: 20, values: 4)
    let counts = (0..<20).map { unit in (1...4).map { value in columns.filter { $0[unit] == Double(value) }.count } }
    let (first, second) = (try Ratings(raters: columns, values: [1, 2, 3, 4]), try Ratings(counts: counts))
    #expect(first.unitCount == second.unitCount && first.ratingCount == second.ratingCount)
    #expect(isClose(try fleissKappa(first).estimate, try fleissKappa(second).estimate, 1e-13))
    #expect(isClose(try gwetAC(first).standardError, try gwetAC(second).standardError, 1e-12))
    let alpha = try krippendorffAlpha(first, level: .nominal)
    let longer = try Ratings(raters: columns.enumerated().map { $0.element + [$0.offset == 0 ? 3 : nil] })
    #expect(isClose(alpha.estimate, try krippendorffAlpha(longer, level: .nominal).estimate, 1e-13))
  }

  @Test("Full agreement is 1 on every coefficient; two raters and no gaps make Scott's pi of Fleiss' kappa")
  func ends() throws {
    let same: [Double?] = [1, 2, 3, 1, 2, 5]
    let ratings = try Ratings(raters: [same, same, same])
    #expect(try krippendorffAlpha(ratings, level: .ratio).estimate == 1)
    #expect(abs(try fleissKappa(ratings).estimate - 1) < 1e-15)
    #expect(abs(try gwetAC(ratings).estimate - 1) < 1e-15)
    #expect(abs(try brennanPrediger(ratings).estimate - 1) < 1e-15)
    let pair = try crossClassification(same, same)
    #expect(abs(try cohenKappa(pair.table).estimate - 1) < 1e-15)
  }

  @Test("Quadratic kappa is an intraclass correlation; linear kappa of two categories is the plain one")
  func weightedKappa() throws {
    let table = [[11, 3, 1], [2, 9, 4], [0, 5, 15]]
    let small = [[14, 3], [5, 18]]
    #expect(isClose(try cohenKappa(small, weights: .linear).estimate, try cohenKappa(small).estimate, 1e-14))
    // Fleiss and Cohen (1973): with quadratic weights kappa is 2cov/(var + var + (difference of means)²), all over n.
    let (n, cells) = (50.0, (0..<9).map { ($0 / 3, $0 % 3) })
    func mean(_ f: (Double, Double) -> Double) -> Double {
      cells.reduce(0) { $0 + Double(table[$1.0][$1.1]) * f(Double($1.0), Double($1.1)) } / n
    }
    let (x, y) = (mean { a, _ in a }, mean { _, b in b })
    let product = mean { a, b in (a - x) * (b - y) }
    let spread = mean { a, b in (a - x) * (a - x) + (b - y) * (b - y) } + (x - y) * (x - y)
    #expect(isClose(try cohenKappa(table, weights: .quadratic).estimate, 2 * product / spread, 1e-13))
  }

  @Test(
    "A bootstrap is repeatable, holds the estimate and has about the analytic error",
    arguments: MeasurementLevel.allCases)
  func bootstrap(level: MeasurementLevel) throws {
    var numbers = SeededNumbers(seed: 77)
    let ratings = try Ratings(raters: columns(&numbers, raters: 3, units: 150, values: 4))
    let alpha = try krippendorffAlpha(ratings, level: level)
    let drawn = try bootstrapKrippendorffAlpha(ratings, level: level, draws: 400, seed: 5)
    #expect(try bootstrapKrippendorffAlpha(ratings, level: level, draws: 400, seed: 5) == drawn)
    #expect(drawn.lower < alpha.estimate && alpha.estimate < drawn.upper && drawn.draws == 400)
    // The error of an error from 400 draws is some 3.5 %; the linearisation adds a little.
    #expect(abs(drawn.standardError / alpha.standardError - 1) < 0.15)
  }

  @Test("Many distinct values take the same road as few", arguments: 1...5)
  func continuous(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let truth = (0..<300).map { _ in numbers.bell() }
    let columns: [[Double?]] = (0..<3).map { _ in truth.map { $0 + 0.3 * numbers.bell() } }
    let alpha = try krippendorffAlpha(Ratings(raters: columns), level: .interval)
    // Without gaps: Dₒ and Dₑ are twice a pooled and a total variance.
    let within = (0..<300).reduce(0.0) { sum, unit in
      sum + Moments(columns.compactMap { $0[unit] }).sumOfSquaredDeviations
    }
    let total = try #require(Moments(columns.joined().compactMap { $0 }).variance)
    #expect(isClose(alpha.estimate, 1 - within / 600 / total, 1e-12))
  }

  @Test("A rare value, or one that is not whole, counts wherever it stands")
  func lateValues() throws {
    let plain: [Double?] = (0..<12_000).map { Double($0 % 3) }
    for late in [7.0, 1.5, -2] {
      var (first, second) = (plain, plain)
      first[11_999] = late
      second[0] = nil
      let ratings = try Ratings(raters: [first, second])
      #expect(ratings.values == [0, 1, 2, late].sorted())
      #expect(ratings.ratingCount == 23_999 && ratings.unitCount == 12_000)
      let early = try Ratings(raters: [first.reversed(), second.reversed()])
      let (a, b) = (try krippendorffAlpha(ratings, level: .interval), try krippendorffAlpha(early, level: .interval))
      #expect(isClose(a.estimate, b.estimate, 1e-13) && a.units == 11_999)
    }
  }

  @Test("What cannot be rated is refused with its reason")
  func refusals() throws {
    let constant: [Double?] = [1, 1, 1]
    let ratings = try Ratings(raters: [constant, constant])
    #expect(throws: StatisticsError.zeroVariance) { try krippendorffAlpha(ratings, level: .nominal) }
    #expect(throws: StatisticsError.zeroVariance) { try fleissKappa(ratings) }
    #expect(throws: StatisticsError.zeroVariance) { try gwetAC(ratings) }
    #expect(throws: StatisticsError.zeroVariance) { try cohenKappa([[4, 0], [0, 0]]) }
    #expect(throws: StatisticsError.tooFewValues(1)) { try percentAgreement(Ratings(raters: [[1], [1]])) }
    for draws in [-1, 1, Int.max] {
      #expect(throws: StatisticsError.self) {
        try bootstrapKrippendorffAlpha(
          Ratings(raters: [[1, 2, 3], [1, 2, 2]]), level: .nominal, draws: draws, seed: 1)
      }
    }
    #expect(throws: StatisticsError.unequalLengths(1, 2)) { try Ratings(raters: [[1], [1, 2]]) }
    #expect(throws: StatisticsError.outOfDomain("the rating 4.0 is not among the values that could be given")) {
      try Ratings(raters: [[1, 4], [1, 2]], values: [1, 2, 3])
    }
    #expect(throws: StatisticsError.zeroVariance) { try intraclassCorrelations([[1, 2], [2, 3], [3, 4]]) }
    let overlap = [
      MarkedSection(rater: 0, category: 0, start: 0, length: 5),
      MarkedSection(rater: 0, category: 0, start: 4, length: 2),
    ]
    #expect(throws: StatisticsError.outOfDomain("sections of one category by one rater overlap at place 4")) {
      try unitisingAlpha(overlap, raters: 2, length: 10)
    }
  }
}
