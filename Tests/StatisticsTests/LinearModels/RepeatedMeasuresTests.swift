import Foundation
import Statistics
import Testing

/// Mauchly's p-value as car (and R's mauchly.test) has it: with the number of columns where Box's second term has that of contrasts.
/// - Parameter denominator: νp, the error's degrees of freedom.
func mauchlyByR(
  _ ours: Sphericity.Mauchly, contrasts: Int, columns: Int, _ denominator: Double
) throws -> Double {
  let p = Double(contrasts)
  let n = denominator / p
  let rho = 1 - (2 * p * p + p + 2) / (6 * p * n)
  let z = -n * rho * log(ours.statistic)
  let f = p * (p + 1) / 2 - 1
  let change = try ChiSquared(degreesOfFreedom: f + 4).survival(z) - ChiSquared(degreesOfFreedom: f).survival(z)
  let scale = 288 * (n * p * rho) * (n * p * rho)
  return ours.pValue + (p + 2) * (p - 1) * (p - 2) * 3 * (Double(columns) - p) / scale * change
}

@Suite("Repeated-measures analyses of variance agree with R's car") struct RepeatedMeasuresTests {
  struct Case: Decodable {
    let rows: [[Double]]
    let groups: [Int]?
    let expected: [String: [Double?]]
  }

  static func cases() throws -> [Case] {
    struct File: Decodable { let cases: [Case] }
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/linear/repeated.json")
    return try JSONDecoder().decode(File.self, from: Data(contentsOf: url)).cases
  }

  private func expect(_ reference: Case, _ key: String, _ actual: [Double]) throws {
    let wanted = try #require(reference.expected[key])
    try #require(wanted.count == actual.count)
    for (actual, wanted) in zip(actual, wanted) {
      #expect(isClose(actual, try #require(wanted), 1e-8), "\(key): \(actual) against \(wanted ?? .nan)")
    }
  }

  private func row(_ effect: RepeatedMeasuresEffect) -> [Double] {
    [
      effect.sumOfSquares, effect.test.numerator, effect.errorSumOfSquares, effect.test.denominator,
      effect.test.statistic,
      effect.test.pValue,
    ]
  }

  @Test("F, both corrections and Mauchly's test") func agreement() throws {
    let cases = try Self.cases()
    #expect(cases.count == 60)
    for reference in cases {
      let anova = try repeatedMeasuresANOVA(Matrix(rows: reference.rows), groups: reference.groups)
      let within = try #require(anova.effect("occasion"))
      let interaction = anova.effect("occasion", "group")
      try expect(reference, "within", row(within))
      #expect(
        anova.effects.map(\.name) == (reference.groups == nil ? [] : ["group"]) + ["occasion"]
          + (reference.groups == nil ? [] : ["group:occasion"]))
      if let interaction, let between = anova.effect("group") {
        try expect(reference, "interaction", row(interaction))
        try expect(reference, "between", row(between))
      }
      let sphericity = within.sphericity
      guard reference.rows[0].count > 2 else {
        #expect(sphericity.mauchly == nil && sphericity.greenhouseGeisserEpsilon == 1)
        continue
      }
      try expect(reference, "epsilon", [sphericity.greenhouseGeisserEpsilon, sphericity.huynhFeldtEpsilon])
      try expect(reference, "corrected", [within.greenhouseGeisser.pValue, within.huynhFeldt.pValue])
      if let interaction {
        try expect(
          reference, "correctedInteraction", [interaction.greenhouseGeisser.pValue, interaction.huynhFeldt.pValue])
      }
      guard let mauchly = sphericity.mauchly else { continue }
      let columns = reference.rows[0].count
      let slipped = try mauchlyByR(mauchly, contrasts: columns - 1, columns: columns, within.test.denominator)
      try expect(reference, "mauchly", [mauchly.statistic, slipped])
    }
  }

  @Test("Two occasions are the paired t-test, and a person's own level does not matter") func laws() throws {
    var numbers = SeededNumbers(seed: 5)
    for _ in 0..<10 {
      let rows = (0..<12).map { _ in (0..<4).map { _ in numbers.bell() } }
      let two = try repeatedMeasuresANOVA(Matrix(rows: rows.map { Array($0.prefix(2)) }))
      let t = try pairedTTest(rows.map { $0[1] }, rows.map { $0[0] })
      #expect(
        isClose(two.effects[0].test.statistic, t.statistic * t.statistic, 1e-12)
          && isClose(two.effects[0].test.pValue, t.pValue, 1e-11))
      let levels = (0..<12).map { _ in 50 * numbers.bell() }
      let (plain, moved) = (
        try repeatedMeasuresANOVA(Matrix(rows: rows)).effects[0],
        try repeatedMeasuresANOVA(Matrix(rows: zip(rows, levels).map { row, level in row.map { $0 + level } })).effects[
          0]
      )
      #expect(isClose(plain.test.statistic, moved.test.statistic, 1e-9))
      let turned = try repeatedMeasuresANOVA(Matrix(rows: rows.map { [$0[2], $0[0], $0[3], $0[1]] })).effects[0]
        .sphericity
      #expect(isClose(plain.sphericity.greenhouseGeisserEpsilon, turned.greenhouseGeisserEpsilon, 1e-11))
      #expect(isClose(try #require(plain.sphericity.mauchly).pValue, try #require(turned.mauchly).pValue, 1e-9))
    }
    #expect(throws: StatisticsError.zeroVariance) {
      try repeatedMeasuresANOVA(Matrix(rows: [[1, 2, 3], [2, 3, 4], [0, 1, 2]]))
    }
    #expect(throws: StatisticsError.tooFewGroups(1)) {
      try repeatedMeasuresANOVA(Matrix(rows: [[1, 2], [2, 5]]), groups: [0, 0])
    }
    #expect(throws: StatisticsError.self) {
      try repeatedMeasuresANOVA(Matrix(rows: [[1, 2], [2, 5], [1, 1]]), groups: [0, 2, 2])
    }
    #expect(throws: StatisticsError.tooFewValues(1)) { try repeatedMeasuresANOVA(Matrix(rows: [[1], [2]])) }
  }
}

@Suite("Two-way analyses of variance and of covariance are linear models") struct ThinModelTests {
  @Test("Two-way: type II and III as car gives them for a * b") func twoWay() throws {
    for reference in LinearCase.all
    where reference.name.contains("y ~ a * b ") && reference.weights == nil && reference.numbers.isEmpty {
      let (a, b) = (try Factor(#require(reference.factors["a"])), try Factor(#require(reference.factors["b"])))
      for (key, type) in [("typeII", SumOfSquaresType.hierarchical), ("typeIII", .marginal)]
      where reference.sum || type == .hierarchical {
        let tests = try twoWayANOVA(outcome: reference.y, first: a, second: b, type: type)
        try reference.expect(
          key, tests.flatMap { [$0.sumOfSquares, Double($0.degreesOfFreedom), $0.test.statistic, $0.test.pValue] },
          floor: 1e-10)
      }
    }
  }

  @Test("Covariance: adjusted means, and slopes tested against those of each group") func covariance() throws {
    for reference in LinearCase.all where reference.name.contains("y ~ a * x ") && reference.weights == nil {
      let (a, x) = (try Factor(#require(reference.factors["a"])), try #require(reference.numbers["x"]))
      let found = try analysisOfCovariance(outcome: reference.y, group: a, covariates: ["x": x])
      // The interaction's test in the model of own slopes, as R gives it.
      let wanted = try #require(try reference.values("typeII")).suffix(4)
      #expect(isClose(found.homogeneityOfSlopes.statistic, try #require(wanted[wanted.startIndex + 2]), 1e-8))
      #expect(isClose(found.homogeneityOfSlopes.pValue, try #require(wanted[wanted.startIndex + 3]), 1e-8))
      #expect(found.adjustedMeans.means.map(\.name) == a.levels && found.covariates.map(\.term) == [Term("x")])
      // An adjusted mean is the group's mean less the common slope times its distance from the mean of all.
      let slope = try #require(found.model.names.firstIndex(of: "x"))
      for (index, mean) in found.adjustedMeans.means.enumerated() {
        let people = a.codes.indices.filter { a.codes[$0] == index }
        let distance = Moments(people.map { x[$0] }).mean - Moments(x).mean
        let raw = Moments(people.map { reference.y[$0] }).mean
        #expect(isClose(mean.mean, raw - found.model.coefficients[slope] * distance, 1e-10))
      }
    }
  }
}
