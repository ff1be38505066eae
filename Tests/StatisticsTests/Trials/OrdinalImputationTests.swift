import Foundation
import Testing

@testable import Statistics

@Suite("Ordinal columns and totals of an imputation, and models pooled over completed data")
struct OrdinalImputationTests {
  struct Case: Decodable, Sendable {
    let x: [[Double]]
    let y: [Int]
    let levels: Int
    let coefficients, covariance: [Double]
  }

  struct Pooled: Decodable, Sendable {
    let y, x: [[Double]]
    let g, estimate, error, df, p, lower, upper, riv, lambda, fmi: [Double]
  }

  @Test(
    "The proportional-odds model is that of R's clm on the same rows, divided levels and levels of nobody among them")
  func agreement() throws {
    let file = try TopicFixture<Case>("trials/ordinal-imputation")
    #expect(file.cases.count == 40)
    for (index, wanted) in file.cases.enumerated() {
      let matrix = try Matrix(columns: [[Double](repeating: 1, count: wanted.y.count)] + wanted.x)
      let model = try OrdinalImputation(matrix, wanted.y, levels: wanted.levels)
      let found = Array(model.coefficients.dropFirst()) + model.thresholds
      try #require(found.count == wanted.coefficients.count)
      for (actual, wanted) in zip(found, wanted.coefficients) {
        expectClose(actual, wanted, file.tolerance, floor: 1e-8, "coefficient of case \(index)")
      }
      let scale = wanted.covariance.reduce(0) { max($0, abs($1)) }
      for (actual, wanted) in zip(model.covariance.elements, wanted.covariance) {
        expectClose(actual, wanted, file.tolerance, floor: 1e-7 * scale, "covariance of case \(index)")
      }
    }
  }

  @Test("Drawn parameters have the mean and the spread of their posterior distribution, and thresholds stay in order")
  func posterior() throws {
    let wanted = try TopicFixture<Case>("trials/ordinal-imputation").cases[1]
    let matrix = try Matrix(columns: [[Double](repeating: 1, count: wanted.y.count)] + wanted.x)
    let model = try OrdinalImputation(matrix, wanted.y, levels: wanted.levels)
    var chance = SeededGenerator(seed: 8)
    let draws = (0..<4_000).map { _ in model.drawParameters(&chance) }
    #expect(draws.allSatisfy { zip($0.thresholds.dropFirst(), $0.thresholds).allSatisfy { $0 >= $1 } })
    let spread = model.covariance.diagonal.map { $0.squareRoot() }
    for column in wanted.x.indices {
      let moments = Moments(draws.map { $0.coefficients[column + 1] })
      #expect(abs(moments.mean - model.coefficients[column + 1]) < 5 * spread[column] / 4_000.0.squareRoot())
      #expect(abs((moments.standardDeviation ?? 0) / spread[column] - 1) < 0.06)
    }
    let first = Moments(draws.map { $0.thresholds[0] })
    #expect(abs(first.mean - model.thresholds[0]) < 5 * spread[wanted.x.count] / 4_000.0.squareRoot())
  }

  @Test("Pooled shares of an ordinal item cover the truth where complete cases miss it")
  func recovery() throws {
    var (covered, missed) = (0, 0)
    let runs = 25
    for run in 0..<runs {
      var chance = SeededGenerator(seed: 900, stream: UInt64(run))
      let x = (0..<120).map { _ in chance.normal() }
      // P(y ≥ 2) is ½ over all, and rises with x; gaps are likelier where x is large.
      let y = x.map { x -> Double in
        let u = chance.unit()
        let latent = 1.5 * x + log(u / (1 - u))
        return latent < -1.5 ? 0 : latent < 0 ? 1 : latent < 1.5 ? 2 : 3
      }
      let seen = zip(x, y).map { x, y -> Double? in chance.unit() < (x > 0 ? 0.65 : 0.1) ? nil : y }
      let found = try multipleImputation(
        [IncompleteColumn(x.map { $0 }), IncompleteColumn(seen, method: .ordinal(levels: 4))], imputations: 6,
        iterations: 1, seed: UInt64(run))
      let shares = found.completed.map { data in Moments(data[1].map { $0 >= 2 ? 1 : 0 }) }
      let pooled = try pooledEstimate(
        shares.map(\.mean), variances: shares.map { ($0.variance ?? 0) / 120 }, completeDataDegreesOfFreedom: 119)
      if pooled.lower <= 0.5, pooled.upper >= 0.5 { covered += 1 }
      let complete = try meanInterval(Moments(seen.compactMap { $0.map { $0 >= 2 ? 1 : 0 } }))
      if complete.upper < 0.5 { missed += 1 }
    }
    // 95 %, with a standard error of 4.4 %.
    #expect(covered >= 20, "\(covered) of \(runs)")
    #expect(missed >= 9, "\(missed) of \(runs)")
  }

  @Test("A total stays the sum of its parts, and its parts are not predicted from it")
  func totals() throws {
    var numbers = SeededNumbers(seed: 12)
    let items = (0..<3).map { _ in
      (0..<40).map { _ in numbers.whole(0...4) == 0 ? nil : Double(numbers.whole(0...3)) }
    }
    let sum = (0..<40).map { row in items.allSatisfy { $0[row] != nil } ? items.reduce(0) { $0 + ($1[row] ?? 0) } : nil
    }
    let outcome = (0..<40).map { row in numbers.whole(0...3) == 0 ? nil : (sum[row] ?? 5) + numbers.bell() }
    let columns =
      items.map { IncompleteColumn($0, method: .ordinal(levels: 4)) } + [
        IncompleteColumn(sum, method: .total(of: [0, 1, 2])),
        IncompleteColumn(outcome, method: .normal, predictors: [3]),
      ]
    let found = try multipleImputation(columns, imputations: 2, iterations: 3, seed: 3)
    for data in found.completed {
      for row in 0..<40 { #expect(data[3][row] == data[0][row] + data[1][row] + data[2][row]) }
      #expect(data[0].allSatisfy { (0...3).contains($0) && $0 == $0.rounded() })
    }
    #expect(found.chainMeans[0][2][3] > 0)
    // A total beside its parts tells nothing more: left out, the items are filled as they were.
    let without = try multipleImputation(
      items.map { IncompleteColumn($0, method: .ordinal(levels: 4)) }, imputations: 2, iterations: 3, seed: 3)
    let with = try multipleImputation(Array(columns.prefix(4)), imputations: 2, iterations: 3, seed: 3)
    #expect(without.completed.map { Array($0[0...2]) } == with.completed.map { Array($0[0...2]) })
    for wrong in [
      [IncompleteColumn([1, 2]), IncompleteColumn([1, 3], method: .total(of: [0]))],
      [IncompleteColumn([1, 2, nil]), IncompleteColumn([1, 2, 3], method: .total(of: [0]))],
      [IncompleteColumn([1, 2], predictors: [1]), IncompleteColumn([1, 2], method: .total(of: [0]))],
      [IncompleteColumn([1, 2]), IncompleteColumn([nil, nil], method: .total(of: []))],
      [IncompleteColumn([1, 2]), IncompleteColumn([nil, nil], method: .total(of: [0, 0]))],
      [IncompleteColumn([1, 2]), IncompleteColumn([nil, nil], method: .total(of: [1]))],
      [IncompleteColumn([1, 2]), IncompleteColumn([nil, nil], method: .total(of: [7]))],
      [IncompleteColumn([0, 9, nil], method: .ordinal(levels: 3))],
    ] {
      #expect(throws: StatisticsError.self) { try multipleImputation(wrong, imputations: 1, seed: 1) }
    }
  }

  @Test("A model of each completed data set, pooled, is what mice makes of the same data")
  func pooled() throws {
    let file = try TopicFixture<Pooled>("trials/pooled-models")
    for (index, wanted) in file.cases.enumerated() {
      let models = try zip(wanted.y, wanted.x).map { y, x in
        let ones = [Double](repeating: 1, count: y.count)
        return try linearModel(
          Design(Matrix(columns: [ones, x, wanted.g]), names: ["(Intercept)", "x", "g"]), outcome: y)
      }
      for place in 0..<3 {
        let found = try pooledEstimate(
          models.map { $0.coefficients[place] },
          variances: models.map { $0.standardErrors[place] * $0.standardErrors[place] },
          completeDataDegreesOfFreedom: Double(wanted.g.count - 3))
        for (name, actual, wanted) in [
          ("estimate", found.estimate, wanted.estimate), ("error", found.standardError, wanted.error),
          ("df", try #require(found.degreesOfFreedom), wanted.df), ("p", found.pValue, wanted.p),
          ("lower", found.lower, wanted.lower), ("upper", found.upper, wanted.upper),
          ("riv", try #require(found.relativeIncrease), wanted.riv), ("λ", found.missingShare, wanted.lambda),
          ("fmi", found.fractionOfMissingInformation, wanted.fmi),
        ] { expectClose(actual, wanted[place], file.tolerance, "\(name) \(place) of case \(index)") }
      }
    }
  }

  @Test("No levels or totals make a trap or what is not a number", arguments: 0..<8)
  func fuzz(block: UInt64) {
    var answered = 0
    for seed in (block * 12)..<(block * 12 + 12) {
      var numbers = SeededNumbers(seed: seed + 51_000)
      let length = numbers.whole(0...12)
      func items(_ levels: Int) -> [Double?] {
        (0..<length).map { _ in numbers.whole(0...3) == 0 ? nil : Double(numbers.whole(0...max(levels - 1, 0))) }
      }
      let columns = (0..<numbers.whole(1...3)).map { _ -> IncompleteColumn in
        let levels = numbers.whole(1...4)
        return IncompleteColumn(items(levels), method: .ordinal(levels: levels))
      }
      let awkward = AwkwardTrials.list(&numbers, length)
      let extra = [
        IncompleteColumn(items(1).map { _ in nil }, method: .total(of: [numbers.whole(-1...3), numbers.whole(0...3)])),
        IncompleteColumn(awkward, method: .normal),
      ]
      for all in [columns, columns + extra, columns + [extra[1]], [extra[1]] + columns] {
        answered += probe("ordinal imputation", seed: seed) { () throws(StatisticsError) in
          try multipleImputation(all, imputations: 2, iterations: 2, seed: seed)
        }
      }
    }
    #expect(answered > 3, "too little of the input is usable to test anything")
  }
}
