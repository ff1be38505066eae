import Testing

@testable import Statistics

@Suite("Confirmatory factor analysis obeys its laws and says why it refuses")
struct ConfirmatoryLawTests {
  private static let items = (1...7).map { "x\($0)" }

  private static func model(_ identification: FactorIdentification = .marker) throws -> FactorModel {
    try FactorModel(
      items: items,
      factors: [LatentFactor("a", items: ["x1", "x2", "x3", "x4"]), LatentFactor("b", items: ["x5", "x6", "x7"])],
      identification: identification, residualCovariances: [ResidualCovariance("x2", "x6")])
  }

  private static func cases(_ seed: UInt64, people: Int = 160) -> [[Double]] {
    var numbers = SeededNumbers(seed: seed)
    return (0..<people).map { _ -> [Double] in
      let first = numbers.bell()
      let second = 0.5 * first + 0.8 * numbers.bell()
      var row: [Double] = []
      for item in 0..<7 {
        let strength: Double = 0.5 + 0.07 * Double(item)
        row.append(3 + (item < 4 ? first : second) * strength + 0.7 * numbers.bell())
      }
      return row
    }
  }

  private func isSame(_ a: FactorModelFit, _ b: FactorModelFit, times: Double = 1) -> Bool {
    isClose(a.statistic, b.statistic * times, 1e-10) && a.degreesOfFreedom == b.degreesOfFreedom
      && isClose(a.baselineStatistic, b.baselineStatistic * times, 1e-10)
  }

  private func expectSame(
    _ a: ConfirmatoryFactorAnalysis, _ b: ConfirmatoryFactorAnalysis, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for parameter in a.parameters {
      let other = try #require(b.parameter(parameter.place, group: parameter.group), sourceLocation: sourceLocation)
      let (x, y) = (parameter.standardised ?? -9, other.standardised ?? -9)
      #expect(abs(x - y) < 1e-9, "\(parameter.place)", sourceLocation: sourceLocation)
    }
  }

  @Test(
    "Neither the order of people, nor units, nor what identifies factors changes fit or standardised numbers",
    arguments: 1...3)
  func invariance(seed: UInt64) throws {
    let cases = Self.cases(seed)
    for estimator in FactorEstimator.allCases {
      let plain = try confirmatoryFactorAnalysis(cases, Self.model(), estimator: estimator)
      let turned = try confirmatoryFactorAnalysis(cases.reversed(), Self.model(), estimator: estimator)
      let scaled = try confirmatoryFactorAnalysis(
        cases.map { row -> [Double] in row.enumerated().map { Double($0 * 3 + 1) * $1 * 100 - 7 } }, Self.model(),
        estimator: estimator)
      let unit = try confirmatoryFactorAnalysis(cases, Self.model(.standardisedFactors), estimator: estimator)
      for other in [turned, scaled, unit] {
        #expect(isSame(plain.fit, other.fit))
        try expectSame(plain, other)
        if let first = plain.robustFit, let second = other.robustFit {
          #expect(isClose(first.statistic, second.statistic, 1e-9))
          #expect(isClose(first.baselineStatistic, second.baselineStatistic, 1e-9))
        }
      }
      let place = FactorPlace.loading(item: 2, factor: 0)
      let (first, second) = (try #require(plain.parameter(place)), try #require(scaled.parameter(place)))
      #expect(isClose(first.estimate * 7, second.estimate, 1e-9))
      #expect(isClose(try #require(first.standardError) * 7, try #require(second.standardError), 1e-9))
    }
  }

  @Test("Items in another order are the same items")
  func order() throws {
    let cases = Self.cases(8)
    let order = [6, 2, 0, 5, 3, 1, 4]
    let plain = try confirmatoryFactorAnalysis(cases, Self.model())
    let model = try FactorModel(
      items: order.map { Self.items[$0] }, factors: Self.model().factors,
      residualCovariances: [ResidualCovariance("x6", "x2")])
    let other = try confirmatoryFactorAnalysis(cases.map { row in order.map { row[$0] } }, model)
    #expect(isSame(plain.fit, other.fit))
    let (first, second) = (plain.loadings(), other.loadings())
    for (place, item) in order.enumerated() {
      for factor in 0..<2 { #expect(abs(first[item, factor] - second[place, factor]) < 1e-10) }
    }
  }

  @Test(
    "Everybody twice doubles χ² and narrows errors by √2; a second equal group changes no estimate", arguments: 1...3)
  func duplication(seed: UInt64) throws {
    let cases = Self.cases(seed + 20)
    let model = try Self.model()
    let plain = try confirmatoryFactorAnalysis(cases, model, estimator: .yuanBentler)
    let doubled = try confirmatoryFactorAnalysis(cases + cases, model, estimator: .yuanBentler)
    #expect(isSame(doubled.fit, plain.fit, times: 2))
    for (a, b) in zip(plain.parameters, doubled.parameters) {
      #expect(isClose(a.estimate, b.estimate, 1e-9))
      #expect(isClose(a.standardError ?? 0, (b.standardError ?? 0) * 2.0.squareRoot(), 1e-9))
    }
    let groups = [try FactorGroup("one", cases: cases), try FactorGroup("two", cases: cases)]
    let ladder = try measurementInvariance(groups, model, estimator: .satorraBentler)
    for step in ladder.steps {
      #expect(isClose(step.fit.statistic, doubled.fit.statistic, 1e-10))
      #expect(abs(step.parameter(.factorMean(factor: 1), group: 1)?.estimate ?? 0) < 1e-10)
    }
    for comparison in ladder.comparisons {
      #expect(try #require(comparison.statistic) < 1e-8 && comparison.pValue ?? 0 > 0.99)
    }
    #expect(ladder.comparisons.map(\.degreesOfFreedom) == [5, 5, 7])
  }

  @Test("A model's own covariances give the model back, bifactor too", arguments: FactorIdentification.allCases)
  func recovery(identification: FactorIdentification) throws {
    let items = (1...9).map { "q\($0)" }
    let model = try FactorModel(
      items: items,
      factors: [LatentFactor("general", items: items)]
        + (0..<3).map { part in LatentFactor("part \(part)", items: Array(items[3 * part..<3 * part + 3])) },
      identification: identification, relations: .orthogonal)
    var loadings = Matrix(rows: 9, columns: 4)
    for i in 0..<9 {
      loadings[i, 0] = 0.5 + 0.04 * Double(i)
      loadings[i, 1 + i / 3] = 0.6 - 0.07 * Double(i % 3)
    }
    var sigma = loadings * loadings.transposed
    for i in 0..<9 { sigma[i, i] = 1 }
    let found = try confirmatoryFactorAnalysis(SampleCovariance(count: 400, covariances: sigma), model)
    #expect(found.fit.statistic < 1e-9 && found.fit.degreesOfFreedom == 18)
    for i in 0..<9 {
      for factor in [0, 1 + i / 3] {
        let parameter = try #require(found.parameter(.loading(item: i, factor: factor)))
        #expect(abs(abs(try #require(parameter.standardised)) - loadings[i, factor]) < 1e-8)
      }
    }
  }

  @Test("Reliability of a congeneric scale is its formula, and alpha where items are equal")
  func reliability() throws {
    var sigma = Matrix(rows: 4, columns: 4)
    for i in 0..<4 { for j in 0..<4 { sigma[i, j] = i == j ? 1 : 0.4 } }
    let names = ["p", "q", "r", "s"]
    let model = try FactorModel(items: names, factors: [LatentFactor("f", items: names)])
    let found = try confirmatoryFactorAnalysis(SampleCovariance(count: 90, covariances: sigma), model)
    let reliability = try found.compositeReliability(ofFactor: 0)
    #expect(abs(reliability.omega - 1.6 / 2.2) < 1e-10 && abs(reliability.averageVarianceExtracted - 0.4) < 1e-10)
    let two = try confirmatoryFactorAnalysis(Self.cases(4), Self.model())
    #expect(try two.compositeReliability(ofFactor: 1).omega > 0.5)
    #expect(throws: StatisticsError.self) { try two.compositeReliability(ofFactor: 2) }
  }

  @Test("Models that cannot be identified are refused, and the parameters named")
  func identification() throws {
    let names = ["p", "q", "r", "s"]
    let sample = try SampleCovariance(cases: Self.cases(5).map { Array($0[0..<4]) })
    let pairs = [LatentFactor("f", items: ["p", "q"]), LatentFactor("g", items: ["r", "s"])]
    let apart = try FactorModel(items: names, factors: pairs, relations: .orthogonal)
    #expect(
      throws: StatisticsError.unidentified(parameters: [
        "loading of q on f", "loading of s on g", "residual variance of p", "residual variance of q",
        "residual variance of r", "residual variance of s", "variance of f", "variance of g",
      ])
    ) { try confirmatoryFactorAnalysis(sample, apart) }
    #expect(throws: Never.self) {
      try confirmatoryFactorAnalysis(sample, FactorModel(items: names, factors: [LatentFactor("f", items: names)]))
    }
    let three = try FactorModel(
      items: names, factors: [LatentFactor("f", items: names)],
      residualCovariances: [.init("p", "q"), .init("q", "r"), .init("r", "s")])
    #expect(throws: StatisticsError.outOfDomain("the model has 11 parameters, but the data only 10 moments")) {
      try confirmatoryFactorAnalysis(sample, three)
    }
    #expect(throws: StatisticsError.outOfDomain("the item s loads on no factor")) {
      try FactorModel(items: names, factors: [LatentFactor("f", items: ["p", "q", "r"])])
    }
  }

  @Test("A Heywood case is named and not moved")
  func heywood() throws {
    // λ₁² = r₁₂r₁₃/r₂₃ = 16/15: the first item's residual variance is −1/15.
    let sigma = try Matrix(rows: [[1, 0.8, 0.8], [0.8, 1, 0.6], [0.8, 0.6, 1]])
    let names = ["p", "q", "r"]
    let model = try FactorModel(
      items: names, factors: [LatentFactor("f", items: names)], identification: .standardisedFactors)
    let found = try confirmatoryFactorAnalysis(SampleCovariance(count: 1_000_000_000, covariances: sigma), model)
    #expect(found.heywoodItems == [0])
    #expect(abs(found.residualCovariances()[0, 0] + 1.0 / 15) < 1e-7)
    #expect(found.fit.degreesOfFreedom == 0 && found.fit.pValue == nil)
  }
}
