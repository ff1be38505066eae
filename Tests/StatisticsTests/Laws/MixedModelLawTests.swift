import Statistics
import Testing

@Suite("Laws that a mixed model obeys")
struct MixedModelLawTests {
  struct Sample {
    var outcome, x: [Double]
    var groups, items: [Int]

    init(seed: UInt64, count: Int = 60, levels: Int = 7, between: Double = 1) {
      var numbers = SeededNumbers(seed: seed)
      let effects = (0..<levels).map { _ in (between * numbers.bell(), 0.6 * numbers.bell()) }
      let others = (0..<5).map { _ in 0.7 * numbers.bell() }
      groups = (0..<count).map { _ in numbers.whole(0...(levels - 1)) }
      items = (0..<count).map { _ in numbers.whole(0...4) }
      x = (0..<count).map { _ in numbers.bell() }
      outcome = [Double](repeating: 0, count: count)
      for row in 0..<count {
        let (level, slope) = effects[groups[row]]
        outcome[row] = 1 + 0.4 * x[row] + level + slope * x[row] + others[items[row]] + numbers.bell()
      }
    }

    func term(_ name: String, _ codes: [Int]) throws -> RandomTerm {
      try RandomTerm(
        name, groups: Factor(levels: (0...(codes.max() ?? 0)).map { "\(name)\($0)" }, codes: codes))
    }

    var design: Design {
      get throws { try Design(["x": .numeric(x)], terms: [Term("x")]) }
    }

    func crossed() throws -> LinearMixedModel {
      try linearMixedModel(outcome, design, random: [term("g", groups), term("i", items)])
    }

    func sloped(correlated: Bool = true) throws -> LinearMixedModel {
      let names = try RandomTerm("g", groups: term("g", groups).groups, effects: design, correlated: correlated)
      return try linearMixedModel(outcome, design, random: [names])
    }

    /// The rows in another order.
    func reordered(_ order: [Int]) -> Sample {
      var result = self
      result.outcome = order.map { outcome[$0] }
      result.x = order.map { x[$0] }
      result.groups = order.map { groups[$0] }
      result.items = order.map { items[$0] }
      return result
    }
  }

  private func variances(_ model: LinearMixedModel) -> [Double] {
    model.components.flatMap(\.covariance.elements) + [model.residualVariance]
  }

  private func freedoms(_ model: LinearMixedModel) throws -> [Double] {
    try [MixedInference.Method.satterthwaite, .kenwardRoger].flatMap {
      try model.inference($0).coefficientTests().map(\.degreesOfFreedom)
    }
  }

  private func expectClose(
    _ a: [Double], _ b: [Double], _ tolerance: Double = 1e-8, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let size = b.reduce(1e-3) { max($0, abs($1)) }
    #expect(
      a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= tolerance * size }, "\(a) against \(b)",
      sourceLocation: sourceLocation)
  }

  @Test("The unit and the zero of the outcome change nothing but its own unit and the intercept", arguments: 1...6)
  func outcome(seed: UInt64) throws {
    let sample = Sample(seed: seed)
    var other = sample
    other.outcome = sample.outcome.map { 1000 - 250 * $0 }
    for (a, b) in [(try sample.crossed(), try other.crossed()), (try sample.sloped(), try other.sloped())] {
      #expect(a.isSingular == b.isSingular)
      expectClose(b.coefficients, [1000 - 250 * a.coefficients[0], -250 * a.coefficients[1]])
      expectClose(variances(b), variances(a).map { 62500 * $0 })
      expectClose(b.components[0].modes.elements, a.components[0].modes.elements.map { -250 * $0 })
      expectClose(try freedoms(b), try freedoms(a))
    }
  }

  @Test(
    "The unit and the zero of a predictor change nothing but its own coefficient and the intercept", arguments: 1...6)
  func predictor(seed: UInt64) throws {
    let sample = Sample(seed: seed)
    var other = sample
    other.x = sample.x.map { 200 + $0 / 8 }
    for (a, b) in [(try sample.crossed(), try other.crossed()), (try sample.sloped(), try other.sloped())] {
      let slope = 8 * a.coefficients[1]
      expectClose(b.coefficients, [a.coefficients[0] - 200 * slope, slope])
      expectClose([b.residualVariance], [a.residualVariance])
      expectClose(b.fitted, a.fitted)
      // The intercept is another combination now: 1 a coefficient that is the same.
      for method in [MixedInference.Method.satterthwaite, .kenwardRoger] {
        let (before, after) = (try a.inference(method), try b.inference(method))
        expectClose(
          [try after.contrast([0, 1]).degreesOfFreedom, try after.contrast([1, 200]).degreesOfFreedom],
          [try before.contrast([0, 1]).degreesOfFreedom, try before.contrast([1, 0]).degreesOfFreedom], 1e-7)
      }
    }
  }

  @Test(
    "A unit of the weights is one of the residuals' variance only, and an offset is what it takes off", arguments: 1...6
  )
  func weights(seed: UInt64) throws {
    let sample = Sample(seed: seed)
    var numbers = SeededNumbers(seed: seed + 50)
    let weights = sample.x.map { _ in 0.2 + 3 * numbers.uniform() }
    let offset = sample.x.map { _ in 4 * numbers.bell() }
    let slope = try RandomTerm("g", groups: sample.term("g", sample.groups).groups, effects: sample.design)
    func fit(_ outcome: [Double], _ weights: [Double]?, _ offset: [Double]? = nil) throws -> LinearMixedModel {
      try linearMixedModel(
        outcome, sample.design, random: [slope, sample.term("i", sample.items)], weights: weights, offset: offset)
    }
    let model = try fit(sample.outcome, weights)
    for unit in [7.0, 1e-250, 1e250] {
      let other = try fit(sample.outcome, weights.map { unit * $0 })
      expectClose([other.criterion] + other.coefficients, [model.criterion] + model.coefficients)
      expectClose(other.components[0].covariance.elements, model.components[0].covariance.elements)
      expectClose([other.residualVariance / unit], [model.residualVariance])
      expectClose(try freedoms(other), try freedoms(model))
      expectClose([other.conditionalRSquared], [model.conditionalRSquared])
      let (a, b) = (try other.profileInterval(of: .residual), try model.profileInterval(of: .residual))
      expectClose([a.lower / unit.squareRoot(), a.upper / unit.squareRoot()], [b.lower, b.upper])
    }
    let even = try fit(sample.outcome, sample.x.map { _ in 1 })
    let plain = try fit(sample.outcome, nil)
    #expect(even.coefficients == plain.coefficients && even.criterion == plain.criterion)
    let moved = try fit(zip(sample.outcome, offset).map { $0 + $1 }, weights, offset)
    expectClose([moved.criterion] + moved.coefficients, [model.criterion] + model.coefficients)
    expectClose(moved.residuals, model.residuals)
    expectClose(moved.fitted, zip(model.fitted, offset).map { $0 + $1 })
  }

  @Test("Neither the order of people, of groups nor of terms matters", arguments: 1...6)
  func order(seed: UInt64) throws {
    let sample = Sample(seed: seed)
    var numbers = SeededNumbers(seed: seed + 100)
    let model = try sample.crossed()
    let shuffled = try sample.reordered(Array(sample.outcome.indices).shuffled(using: &numbers)).crossed()
    let names = Array(0..<7).shuffled(using: &numbers)
    var renamed = sample
    renamed.groups = sample.groups.map { names[$0] }
    let turned = try linearMixedModel(
      sample.outcome, sample.design, random: [sample.term("i", sample.items), sample.term("g", sample.groups)])
    for other in [shuffled, try renamed.crossed()] {
      expectClose(
        [other.criterion] + other.coefficients + variances(other),
        [model.criterion] + model.coefficients + variances(model))
      expectClose(try freedoms(other), try freedoms(model))
    }
    expectClose(turned.coefficients, model.coefficients)
    expectClose(turned.components[1].modes.elements, model.components[0].modes.elements)
    expectClose(try freedoms(turned), try freedoms(model))
  }

  @Test("Uncorrelated effects are terms of their own", arguments: 1...6)
  func uncorrelated(seed: UInt64) throws {
    let sample = Sample(seed: seed)
    let together = try sample.sloped(correlated: false)
    let term = try sample.term("g", sample.groups)
    let slope = try Design(Matrix(columns: [sample.x]), names: ["x"])
    let apart = try linearMixedModel(
      sample.outcome, sample.design, random: [term, RandomTerm("g", groups: term.groups, effects: slope)])
    expectClose([apart.criterion] + apart.coefficients, [together.criterion] + together.coefficients)
    expectClose(
      [apart.components[0].covariance[0, 0], apart.components[1].covariance[0, 0]],
      together.components[0].covariance.diagonal)
    #expect(try sample.sloped().criterion <= together.criterion + 1e-9)
  }

  @Test(
    "Balanced groups give the mean squares of the analysis of variance, and its degrees of freedom", arguments: 1...8)
  func balanced(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let lists = (0..<6).map { _ in
      // Also where the groups lie 10⁵ times as far apart as people.
      let level = (seed % 2 == 0 ? 1e5 : 2) * numbers.bell()
      return (0..<5).map { _ in 10 + level + numbers.bell() }
    }
    let moments = lists.map { Moments($0) }
    let anova = try groupedIntraclassCorrelation(moments)
    let sample = Sample(seed: seed)
    let values = Array(lists.joined())
    let intercept = try Design(Matrix(columns: [values.map { _ in 1 }]), names: ["(Intercept)"])
    let model = try linearMixedModel(
      values, intercept, random: [sample.term("g", (0..<30).map { $0 / 5 })])
    guard anova.anova.statistic > 1 else {
      #expect(model.isSingular && model.components[0].covariance[0, 0] == 0)
      return
    }
    let (between, within) = (anova.anova.meanSquareBetween, anova.anova.meanSquareWithin)
    expectClose([variances(model)[0]], [(between - within) / 5], 1e-10)
    expectClose([model.residualVariance], [within], 1e-9)
    expectClose([try model.intraclassCorrelation().estimate], [anova.single], 1e-10)
    #expect(anova.single == anova.singleByMeanSize)
    expectClose(try freedoms(model), [5, 5], 1e-9)
    let interval = try anova.interval()
    #expect(interval.lower < anova.single && anova.single < interval.upper)
  }

  @Test("Where groups do not differ the model is the linear one, and says that it is singular")
  func singular() throws {
    var found = 0
    for seed in 1...40 as ClosedRange<UInt64> {
      let sample = Sample(seed: seed, between: 0)
      let model = try linearMixedModel(
        sample.outcome, sample.design, random: [sample.term("g", sample.items.indices.map { $0 % 6 })])
      guard model.isSingular else { continue }
      found += 1
      #expect(model.components[0].rank == 0 && model.components[0].modes.elements.allSatisfy { $0 == 0 })
      let (x, y) = (Moments(sample.x), Moments(sample.outcome))
      let slope =
        try pearson(sample.x, sample.outcome).estimate * (y.variance ?? 0).squareRoot() / (x.variance ?? 1).squareRoot()
      expectClose([model.coefficients[1]], [slope])
      // Nothing is estimated but σ².
      expectClose(try model.inference().coefficientTests().map(\.degreesOfFreedom), [58, 58])
      #expect(try model.profileInterval(of: .random(term: 0)).lower == 0)
    }
    #expect(found > 5)
  }

  @Test("A larger model is at least as likely, and the comparison refuses what cannot be compared")
  func comparison() throws {
    let sample = Sample(seed: 3)
    let term = try sample.term("g", sample.groups)
    let none = try Design(Matrix(columns: [sample.x.map { _ in 1 }]), names: ["(Intercept)"])
    let small = try linearMixedModel(sample.outcome, none, random: [term], estimation: .maximumLikelihood)
    let large = try linearMixedModel(sample.outcome, sample.design, random: [term], estimation: .maximumLikelihood)
    let test = try likelihoodRatioTest(small, large)
    #expect(test.degreesOfFreedom == 1 && isClose(test.statistic, small.criterion - large.criterion))
    #expect(isClose(test.pValue, try ChiSquared(degreesOfFreedom: 1).survival(test.statistic)))
    #expect(throws: StatisticsError.self) { try likelihoodRatioTest(large, small) }
    let restricted = try linearMixedModel(sample.outcome, sample.design, random: [term])
    #expect(throws: StatisticsError.self) { try likelihoodRatioTest(small, restricted) }
    #expect(throws: StatisticsError.self) {
      try likelihoodRatioTest(
        linearMixedModel(sample.outcome, none, random: [term]), restricted)
    }
    #expect(try likelihoodRatioTest(restricted, sample.crossed()).degreesOfFreedom == 1)
  }

  @Test("Levels without people change nothing, also where one of two terms of the same groups has them")
  func emptyLevels() throws {
    let sample = Sample(seed: 6)
    let slope = try Design(Matrix(columns: [sample.x]), names: ["x"])
    func fit(_ first: Int, _ second: Int) throws -> LinearMixedModel {
      func factor(_ count: Int) throws -> Factor {
        try Factor(levels: (0..<count).map(String.init), codes: sample.groups)
      }
      return try linearMixedModel(
        sample.outcome, sample.design,
        random: [
          RandomTerm("g", groups: factor(first)), RandomTerm("g", groups: factor(second), effects: slope),
        ])
    }
    let plain = try fit(7, 7)
    for (first, second) in [(9, 7), (7, 9), (8, 12)] {
      let model = try fit(first, second)
      expectClose([model.criterion] + model.coefficients, [plain.criterion] + plain.coefficients)
      #expect(model.components.map(\.levels.count) == [first, second])
      let last = model.components[1]
      #expect(last.levels.count == 7 || last.modes[second - 1, 0] == 0)
      #expect(last.correlation(0, 1) == nil)
    }
  }

  @Test("An outcome far from 0 has the residuals that it has near 0")
  func residuals() throws {
    var sample = Sample(seed: 7)
    // Multiples of 2⁻¹⁰, which stay exact beside 2³⁰.
    sample.outcome = sample.outcome.map { ($0 * 1024).rounded() / 1024 }
    let near = try sample.sloped()
    sample.outcome = sample.outcome.map { $0 + 1_073_741_824 }
    let far = try sample.sloped()
    expectClose(far.residuals, near.residuals, 1e-12)
    expectClose(variances(far), variances(near), 1e-12)
    #expect(zip(zip(far.fitted, far.residuals), far.outcome).allSatisfy { abs($0.0 + $0.1 - $1) <= 2.4e-7 })
  }

  @Test("Levels of the same name in other groups are other levels")
  func nested() throws {
    let outer = try Factor(["a", "a", "b", "b"])
    let inner = try Factor(["1", "2", "1", "1"])
    let factor = try inner.nested(in: outer)
    #expect(factor.levels == ["a:1", "a:2", "b:1"] && factor.codes == [0, 1, 2, 2])
  }

  @Test("A design effect grows with the groups' sizes and their variation")
  func designEffect() throws {
    #expect(try groupedDesignEffect(intraclassCorrelation: 0.05, meanGroupSize: 21) == 2)
    #expect(try groupedDesignEffect(intraclassCorrelation: 0, meanGroupSize: 21) == 1)
    #expect(
      isClose(
        try groupedDesignEffect(intraclassCorrelation: 0.05, meanGroupSize: 20, coefficientOfVariation: 0.5), 2.2))
    #expect(throws: StatisticsError.self) { try groupedDesignEffect(intraclassCorrelation: -1, meanGroupSize: 5) }
  }

  @Test("A term is tested by its columns together, and one column by its t")
  func terms() throws {
    let sample = Sample(seed: 4)
    let role = try Factor(sample.items.map { ["nurse", "medic", "clerk"][$0 % 3] }, contrasts: .sum)
    let design = try Design(["x": .numeric(sample.x), "role": .factor(role)], terms: [Term("x"), Term("role")])
    let model = try linearMixedModel(sample.outcome, design, random: [sample.term("g", sample.groups)])
    for method in [MixedInference.Method.satterthwaite, .kenwardRoger] {
      let inference = try model.inference(method)
      let (tests, coefficients) = (try inference.termTests(), try inference.coefficientTests())
      #expect(tests.map(\.name) == ["x", "role"] && tests.map(\.numerator) == [1, 2])
      #expect(isClose(tests[0].statistic, coefficients[1].statistic * coefficients[1].statistic))
      #expect(isClose(tests[0].pValue, coefficients[1].pValue))
      // The same hypothesis in other words.
      let other = try inference.joint([[0, 0, 1, 1], [0, 0, 1, -1]])
      #expect(isClose(other.statistic, tests[1].statistic, 1e-9))
      if method == .kenwardRoger { #expect(isClose(other.denominator, tests[1].denominator, 1e-9)) }
      #expect(throws: StatisticsError.rankDeficient(columns: ["role"])) {
        try inference.joint([[0, 0, 1, 0], [0, 0, 2, 0]], name: "role")
      }
      #expect(throws: StatisticsError.unequalLengths(4, 1)) { try inference.contrast([1]) }
      #expect(throws: StatisticsError.self) { try inference.contrast([0, 0, 0, 0]) }
    }
  }

  @Test("What cannot be fitted is refused with the reason")
  func refusals() throws {
    let sample = Sample(seed: 5)
    let term = try sample.term("g", sample.groups)
    let twice = try Design(Matrix(columns: [sample.x, sample.x.map { 2 * $0 }]), names: ["x", "double"])
    #expect(throws: StatisticsError.rankDeficient(columns: ["double"])) {
      try linearMixedModel(sample.outcome, twice, random: [term])
    }
    #expect(throws: StatisticsError.rankDeficient(columns: ["double"])) {
      try linearMixedModel(
        sample.outcome, sample.design, random: [RandomTerm("g", groups: term.groups, effects: twice)])
    }
    #expect(throws: StatisticsError.tooFewGroups(1)) {
      try linearMixedModel(sample.outcome, sample.design, random: [sample.term("g", sample.groups.map { _ in 0 })])
    }
    #expect(throws: StatisticsError.self) {
      try linearMixedModel(sample.outcome, sample.design, random: [sample.term("g", Array(sample.outcome.indices))])
    }
    #expect(throws: StatisticsError.self) { try linearMixedModel(sample.outcome, sample.design, random: []) }
    #expect(throws: StatisticsError.zeroVariance) {
      try linearMixedModel(sample.outcome.map { _ in 3 }, sample.design, random: [term])
    }
    #expect(throws: StatisticsError.notFinite("a value of the outcome")) {
      try linearMixedModel(sample.outcome.map { _ in .nan }, sample.design, random: [term])
    }
    #expect(throws: StatisticsError.unequalLengths(59, 60)) {
      try linearMixedModel(Array(sample.outcome.dropLast()), sample.design, random: [term])
    }
    // The groups give the outcome exactly: no variance is left within them.
    #expect(throws: StatisticsError.self) {
      try linearMixedModel(sample.groups.map { Double($0 * $0) }, sample.design, random: [term])
    }
    let sloped = try sample.sloped()
    #expect(throws: StatisticsError.self) { try sloped.intraclassCorrelation(of: [1]) }
    #expect(throws: StatisticsError.self) { try sloped.intraclassCorrelation(of: []) }
    let ones = sample.x.map { _ in 1.0 }
    for weights in [Array(ones.dropLast()), ones.map { -$0 }, ones.map { 0 * $0 }, ones.map { .infinity * $0 }] {
      #expect(throws: StatisticsError.self) {
        try linearMixedModel(sample.outcome, sample.design, random: [term], weights: weights)
      }
    }
    for offset in [Array(ones.dropLast()), ones.map { .nan * $0 }] {
      #expect(throws: StatisticsError.self) {
        try linearMixedModel(sample.outcome, sample.design, random: [term], offset: offset)
      }
    }
    #expect(throws: StatisticsError.zeroVariance) {
      try linearMixedModel(sample.outcome, sample.design, random: [term], offset: sample.outcome)
    }
    #expect(throws: StatisticsError.self) { try sloped.profileInterval(of: .random(term: 0, effect: 2)) }
    #expect(throws: StatisticsError.self) { try sloped.profileInterval(of: .residual, confidence: 1) }
  }
}
