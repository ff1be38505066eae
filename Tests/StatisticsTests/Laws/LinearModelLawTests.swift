import Testing

@testable import Statistics

@Suite("What does not change a linear model leaves it as it is")
struct LinearModelLawTests {
  private struct Data {
    var x, z, y: [Double]
    var group: [String]
    var cluster: [Int]

    init(_ numbers: inout SeededNumbers, _ n: Int) {
      x = (0..<n).map { _ in 3 * numbers.bell() }
      z = (0..<n).map { _ in 10 * numbers.uniform() }
      group = (0..<n).map { _ in ["p", "q", "r"][numbers.whole(0...2)] }
      cluster = (0..<n).map { $0 % 7 }
      y = zip(x, z).map { 1 + $0 - 0.2 * $1 + numbers.bell() }
    }

    func rows(_ order: [Int]) -> Data {
      var result = self
      result.x = order.map { x[$0] }
      result.z = order.map { z[$0] }
      result.y = order.map { y[$0] }
      result.group = order.map { group[$0] }
      result.cluster = order.map { cluster[$0] }
      return result
    }

    func fit(weights: [Double]? = nil, contrasts: Factor.Contrasts = .treatment()) throws -> LinearModel {
      let design = try Design(
        ["x": .numeric(x), "z": .numeric(z), "g": .factor(try Factor(group, contrasts: contrasts))],
        terms: [Term("g"), Term("x"), Term("z"), Term("g", "x")])
      return try linearModel(design, outcome: y, weights: weights)
    }
  }

  private func close(_ a: [Double], _ b: [Double], _ tolerance: Double = 1e-11) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { isClose($0, $1, tolerance) }
  }

  @Test("The order of the rows does not matter, also to clusters and their degrees of freedom", arguments: 0..<10)
  func permutation(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let data = Data(&numbers, 40)
    let turned = data.rows((0..<40).shuffled(using: &numbers))
    let (a, b) = (try data.fit(), try turned.fit())
    #expect(close(a.coefficients, b.coefficients) && close(a.standardErrors, b.standardErrors))
    let (first, second) = (
      try a.coefficientTests(covariance: .clustered(.cr2, by: data.cluster)),
      try b.coefficientTests(covariance: .clustered(.cr2, by: turned.cluster))
    )
    #expect(close(first.map(\.standardError), second.map(\.standardError)))
    #expect(close(first.map(\.degreesOfFreedom), second.map(\.degreesOfFreedom), 1e-9))
  }

  @Test("An outcome shifted and scaled moves coefficients and errors, and no test", arguments: 0..<10)
  func affine(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: 100 + seed)
    var data = Data(&numbers, 35)
    // Numbers of few binary digits, so that neither shift nor scale rounds one.
    data.y = data.y.map { ($0 * 0x1p20).rounded() * 0x1p-20 }
    let before = try data.fit()
    data.y = data.y.map { 8 * $0 + 512 }
    let after = try data.fit()
    #expect(isClose(after.coefficients[0], 8 * before.coefficients[0] + 512, 1e-14))
    #expect(close(after.coefficients.dropFirst().map { $0 / 8 }, Array(before.coefficients.dropFirst()), 1e-14))
    #expect(isClose(after.rSquared, before.rSquared, 1e-14))
    let scaled = Data(&numbers, 35)
    var huge = scaled
    huge.y = scaled.y.map { $0 * 0x1p200 }
    huge.x = scaled.x.map { $0 * 0x1p-100 }
    let (small, large) = (try scaled.fit(), try huge.fit())
    #expect(small.rSquared == large.rSquared)
    for (a, b) in zip(try small.termTests(.hierarchical), try large.termTests(.hierarchical)) {
      #expect(a.test == b.test)
    }
    for (a, b) in zip(try small.coefficientTests(), try large.coefficientTests()) {
      #expect(isClose(a.statistic, b.statistic, 1e-14) && isClose(a.pValue, b.pValue, 1e-12))
    }
  }

  @Test("Whole weights are as good as repeated rows, but for the degrees of freedom", arguments: 0..<10)
  func repeated(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: 200 + seed)
    let data = Data(&numbers, 30)
    let counts = (0..<30).map { _ in numbers.whole(1...3) }
    let weighted = try data.fit(weights: counts.map(Double.init))
    let long = try data.rows(counts.enumerated().flatMap { [Int](repeating: $0, count: $1) }).fit()
    #expect(close(weighted.coefficients, long.coefficients))
    #expect(isClose(weighted.residualSumOfSquares, long.residualSumOfSquares))
    let ratio = (Double(weighted.residualDegreesOfFreedom) / Double(long.residualDegreesOfFreedom)).squareRoot()
    #expect(close(weighted.standardErrors.map { $0 * ratio }, long.standardErrors))
    let doubled = try data.fit(weights: counts.map { 0x1p-900 * Double($0) })
    #expect(close(weighted.coefficients, doubled.coefficients) && close(weighted.leverages, doubled.leverages))
  }

  @Test("Contrasts move coefficients, and neither the fit nor tests of type II", arguments: 0..<10)
  func contrasts(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: 300 + seed)
    let data = Data(&numbers, 40)
    let (a, b) = (try data.fit(), try data.fit(contrasts: .sum))
    #expect(
      isClose(a.rSquared, b.rSquared, 1e-13) && close(a.residuals, b.residuals) && close(a.leverages, b.leverages))
    for (a, b) in zip(try a.termTests(.hierarchical), try b.termTests(.hierarchical)) {
      #expect(isClose(a.sumOfSquares, b.sumOfSquares) && isClose(a.test.pValue, b.test.pValue, 1e-9))
    }
    #expect(isClose(a.leverages.reduce(0, +), Double(a.coefficients.count), 1e-12))
  }

  @Test("One factor alone is the one-way analysis of variance", arguments: 0..<10)
  func oneWay(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: 400 + seed)
    let groups = numbers.groups(4, sizes: 3...12)
    let labels = groups.indices.flatMap { index in groups[index].map { _ in "g\(index)" } }
    let model = try linearModel(
      Design(["g": .factor(try Factor(labels))], terms: [Term("g")]), outcome: groups.flatMap { $0 })
    let anova = try oneWayANOVA(groups.map { Moments($0) })
    for type in SumOfSquaresType.allCases {
      let test = try model.termTests(type)[0]
      #expect(
        isClose(test.sumOfSquares, anova.sumOfSquaresBetween, 1e-12)
          && isClose(test.test.statistic, anova.statistic, 1e-12))
    }
    #expect(isClose(model.rSquared, anova.etaSquared, 1e-13))
  }

  @Test("Products of columns and reflections give the same triangle", arguments: 0..<5)
  func twoWays(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: 500 + seed)
    let columns = (0..<4).map { column in PreciseColumn((0..<60).map { _ in numbers.bell() + Double(column) * 5 }) }
    let y = PreciseColumn((0..<60).map { _ in numbers.bell() })
    let all = columns + [y]
    let halves = all.map(\.upperHalves)
    let products = (0..<5).flatMap { a in (0..<5).map { b in preciseProduct(all[a], halves[a], all[b], halves[b]) } }
    let quick = TriangularFactor(products: products, count: 4)
    let slow = TriangularFactor(reflecting: columns.map { c in (0..<60).map { c[$0] } }, (0..<60).map { y[$0] })
    for (a, b) in zip(quick.solution, slow.solution) { #expect(abs((a - b).value) < 1e-26) }
    for (a, b) in zip(quick.inverseCrossProduct, slow.inverseCrossProduct) { #expect(abs((a - b).value) < 1e-26) }
  }

  @Test("A perfect fit has no tests, and says so") func perfect() throws {
    let x = [0.1, 0.2, 0.3, 0.4, 0.7]
    let model = try linearModel(Design(["x": .numeric(x)], terms: [Term("x")]), outcome: x.map { 3 * $0 + 0.1 })
    #expect(model.residualStandardDeviation == 0 && model.residuals == [0, 0, 0, 0, 0] && model.rSquared == 1)
    #expect(model.logLikelihood == nil && model.cooksDistances == [nil, nil, nil, nil, nil])
    #expect(throws: StatisticsError.zeroVariance) { try model.coefficientTests() }
    #expect(throws: StatisticsError.zeroVariance) { try model.termTests(.marginal) }
  }

  @Test("What cannot be fitted says why") func refused() throws {
    let x = [1.0, 2, 3, 4, 5, 6]
    let both = try Design(
      ["x": .numeric(x), "twice": .numeric(x.map { 2 * $0 + 1 }), "z": .numeric([1, 0, 0, 1, 0, 2])],
      terms: [Term("x"), Term("twice"), Term("z")])
    #expect(throws: StatisticsError.rankDeficient(columns: ["twice"])) {
      try linearModel(both, outcome: [1, 3, 2, 5, 4, 4])
    }
    let line = try Design(["x": .numeric(x)], terms: [Term("x")])
    #expect(throws: StatisticsError.zeroVariance) { try linearModel(line, outcome: [2, 2, 2, 2, 2, 2]) }
    #expect(throws: StatisticsError.unequalLengths(6, 5)) { try linearModel(line, outcome: [2, 2, 2, 2, 2]) }
    #expect(throws: StatisticsError.self) {
      try linearModel(line, outcome: [1, 2, 3, 4, 5, 7], weights: [1, 1, 1, 1, 1, 0])
    }
    let model = try linearModel(line, outcome: [1, 2, 3, 4, 5, 7])
    #expect(throws: StatisticsError.tooFewGroups(1)) { try model.covariance(.clustered(.cr1, by: [1, 1, 1, 1, 1, 1])) }
    let short = try Design(["x": .numeric([1, 2])], terms: [Term("x")])
    #expect(throws: StatisticsError.tooFewValues(2)) { try linearModel(short, outcome: [1, 2]) }
  }
}
