import Testing

@testable import Statistics

@Suite("Power by formula agrees with R")
struct PowerFormulaTests {
  struct Case: Decodable, Sendable {
    let kind: String
    let count, effect, power, significance: Double
    let sides: Int
    var ratio, proportion, size, cv, icc: Double?
    var groups: Int?

    var formula: any PowerFormula {
      get throws {
        let sides: TestSides = self.sides == 1 ? .one : .two
        switch kind {
        case "one.sample": return try TTestPower(.oneSample, significance: significance, sides: sides)
        case "paired": return try TTestPower(.pairs, significance: significance, sides: sides)
        case "two.sample", "unequal":
          return try TTestPower(.twoSamples(ratio: ratio ?? 1), significance: significance, sides: sides)
        case "anova": return try ANOVAPower(groups: groups ?? 0, significance: significance)
        case "correlation": return try CorrelationPower(significance: significance, sides: sides)
        case "clusterMeans", "clusterProportions":
          return try ClusterPower(
            proportion.map { .proportion(control: $0) } ?? .mean, clusterSize: size ?? 0, sizeVariation: cv ?? 0,
            intraclassCorrelation: icc ?? 0, significance: significance, sides: sides)
        default:
          return try ProportionPower(
            proportion: proportion ?? 0, ratio: ratio ?? 1, method: kind == "arcsine" ? .arcsine : .pooled,
            significance: significance, sides: sides)
        }
      }
    }
  }

  @Test("Every formula gives the power that R gives, and sizes and effects that lead back to it")
  func agreement() throws {
    let file = try TopicFixture<Case>("power/formulas")
    #expect(file.cases.count >= 350)
    var solved = 0
    for (index, wanted) in file.cases.enumerated() {
      let formula = try wanted.formula
      // R's non-central t is good to 1e-12 absolute, its F to 1e-9 only; ours is held to 30 digits below.
      let power = try formula.power(count: wanted.count, effect: wanted.effect)
      expectClose(
        power, wanted.power, file.tolerance, floor: wanted.kind == "anova" ? 2e-9 : 1e-11,
        "\(wanted.kind), case \(index)")
      guard index % 5 == 0, wanted.effect > 0.01, power < 0.999, power > 1.2 * wanted.significance else { continue }
      solved += 1
      let count = try formula.count(power: power, effect: wanted.effect)
      expectClose(count, wanted.count, 1e-8, "size of \(wanted.kind), case \(index)")
      let effect = try formula.effect(power: power, count: wanted.count)
      expectClose(effect, wanted.effect, 1e-8, "effect of \(wanted.kind), case \(index)")
    }
    #expect(solved > 30)
  }

  struct Wedge: Decodable, Sendable {
    let treated: [[Bool]]
    let count, icc, effect, significance, variance, power: Double
    let sides: Int
  }

  @Test("The closed form of a stepped wedge is generalised least squares of its cells")
  func steppedWedge() throws {
    let file = try TopicFixture<Wedge>("power/stepped-wedge")
    #expect(file.cases.count >= 25)
    for (index, wanted) in file.cases.enumerated() {
      let formula = try SteppedWedgePower(
        treated: wanted.treated, intraclassCorrelation: wanted.icc, significance: wanted.significance,
        sides: wanted.sides == 1 ? .one : .two)
      let power = try formula.power(count: wanted.count, effect: wanted.effect)
      expectClose(power, wanted.power, file.tolerance, "case \(index)")
      guard power < 0.999, power > 0.15 else { continue }
      expectClose(try formula.effect(power: power, count: wanted.count), wanted.effect, 1e-8, "effect of case \(index)")
      expectClose(try formula.count(power: power, effect: wanted.effect), wanted.count, 1e-6, "size of case \(index)")
    }
    #expect(
      try SteppedWedgePower.layout(steps: 2, clustersPerStep: 1) == [[false, true, true], [false, false, true]])
    #expect(throws: StatisticsError.self) {
      try SteppedWedgePower(treated: [[false, true], [false, true]], intraclassCorrelation: 0.1)
    }
  }

  struct GappedWedge: Decodable, Sendable {
    let treated: [[Bool?]]
    let kind: String
    let count, icc, between, effect, significance, variance, power: Double

    var correlation: ClusterPeriodCorrelation {
      switch kind {
      case "nested": .nestedExchangeable(autocorrelation: between)
      case "decay": .exponentialDecay(perPeriod: between)
      default: .exchangeable
      }
    }
  }

  @Test(
    "Wedges with gaps, and with periods that are less alike, are generalised least squares of their cells and people")
  func gappedWedges() throws {
    let file = try TopicFixture<GappedWedge>("power/wedge-correlations")
    #expect(file.cases.count >= 50)
    var gapped = 0
    for (index, wanted) in file.cases.enumerated() {
      if wanted.treated.contains(where: { $0.contains(nil) }) { gapped += 1 }
      let formula = try SteppedWedgePower(
        treated: wanted.treated, intraclassCorrelation: wanted.icc, correlation: wanted.correlation,
        significance: wanted.significance)
      let power = try formula.power(count: wanted.count, effect: wanted.effect)
      expectClose(power, wanted.power, file.tolerance, "case \(index)")
      guard power < 0.999, power > 0.15 else { continue }
      expectClose(try formula.effect(power: power, count: wanted.count), wanted.effect, 1e-8, "effect of case \(index)")
    }
    #expect(gapped > 20)
    let whole: [[Bool?]] = try SteppedWedgePower.layout(steps: 3, clustersPerStep: 2)
    let plain = try SteppedWedgePower(treated: whole, intraclassCorrelation: 0.1).power(count: 9, effect: 0.3)
    // One of these is a limit of each of the others; a period that nobody is measured in changes nothing.
    for correlation in [
      ClusterPeriodCorrelation.nestedExchangeable(autocorrelation: 1), .exponentialDecay(perPeriod: 1),
      .exponentialDecay(perPeriod: 1 - 1e-13),
    ] {
      let found = try SteppedWedgePower(treated: whole, intraclassCorrelation: 0.1, correlation: correlation)
      #expect(isClose(try found.power(count: 9, effect: 0.3), plain, 1e-10))
    }
    let idle = try SteppedWedgePower(treated: whole.map { $0 + [nil] }, intraclassCorrelation: 0.1)
    #expect(isClose(try idle.power(count: 9, effect: 0.3), plain, 1e-10))
    #expect(throws: StatisticsError.self) {
      try SteppedWedgePower(
        treated: whole, intraclassCorrelation: 0.1, correlation: .exponentialDecay(perPeriod: 1.1))
    }
    #expect(throws: StatisticsError.self) {
      try SteppedWedgePower(treated: [[false, nil], [nil, true]], intraclassCorrelation: 0.1)
    }
  }

  struct Tail: Decodable, Sendable { let kind, x, first, second, shift, survival: String }

  @Test("Non-central tails hold twelve digits")
  func tails() throws {
    let file = try TopicFixture<Tail>("power/tails")
    #expect(file.cases.count >= 100)
    for wanted in file.cases {
      let (x, first, second) = (try number(wanted.x), try number(wanted.first), try number(wanted.second))
      let shift = try number(wanted.shift)
      let found =
        wanted.kind == "t"
        ? try NoncentralT(degreesOfFreedom: first, noncentrality: shift).survival(x)
        : try NoncentralF(numerator: first, denominator: second, noncentrality: shift).survival(x)
      let error = relativeError(found, try number(wanted.survival))
      #expect(error < file.tolerance, "\(wanted): \(found), off by \(error)")
    }
  }

  @Test("Familiar figures of Cohen's tables come out")
  func familiar() throws {
    // d = 0.5 with 80 % power needs 64 in each group; r = 0.3 with 80 % needs 84 or 85 people.
    #expect(try TTestPower(.twoSamples()).count(power: 0.8, effect: 0.5).rounded(.up) == 64)
    #expect(try ANOVAPower(groups: 4).count(power: 0.8, effect: 0.25).rounded(.up) == 45)
    #expect(try CorrelationPower().count(power: 0.8, effect: 0.3).rounded(.up) == 85)
    #expect(throws: StatisticsError.self) { try TTestPower(.oneSample).count(power: 0.8, effect: 0) }
    #expect(throws: StatisticsError.self) { try TTestPower(.oneSample).effect(power: 0.01, count: 20) }
  }
}
