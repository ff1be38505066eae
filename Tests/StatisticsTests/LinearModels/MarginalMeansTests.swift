import Statistics
import Testing

@Suite("Estimated marginal means agree with R's emmeans") struct MarginalMeansTests {
  static let cases = LinearCase.all.flatMap { reference in reference.factors.keys.sorted().map { (reference, $0) } }

  @Test("Means, pairs and their adjustments") func means() throws {
    #expect(Self.cases.count > 50)
    for (reference, factor) in Self.cases {
      let means = try reference.model().estimatedMarginalMeans(of: [factor])
      let key = "means." + factor
      try reference.expect(
        "means", means.means.flatMap { [$0.mean, $0.standardError, $0.degreesOfFreedom, $0.lower, $0.upper] }, of: key)
      let plain = try means.pairwise(adjustment: .none)
      try reference.expect(
        "pairs", plain.flatMap { [$0.estimate, $0.standardError, $0.statistic, $0.pValue] }, of: key)
      let bonferroni = try means.pairwise(adjustment: .bonferroni)
      try reference.expect("bonferroni", bonferroni.map(\.pValue), of: key)
      try reference.expect("bonferroniCI", bonferroni.flatMap { [$0.lower, $0.upper] }, of: key)
      try reference.expect("holm", try means.pairwise(adjustment: .holm).map(\.pValue), of: key)
      // R's ptukey and qtukey are off by up to 1e-6 and 1e-5 (see Fixtures/pairs.json).
      let tukey = try means.pairwise()
      try reference.expect("tukey", tukey.map(\.pValue), of: key, tolerance: 1e-4, floor: 1e-8)
      try reference.expect("tukeyCI", tukey.flatMap { [$0.lower, $0.upper] }, of: key, tolerance: 1e-4, floor: 1e-4)
    }
  }

  @Test("Cells of two factors") func cells() throws {
    for reference in LinearCase.all where reference.factors.count == 2 {
      let means = try reference.model().estimatedMarginalMeans(of: ["a", "b"])
      try reference.expect(
        "means", means.means.flatMap { [$0.mean, $0.standardError, $0.degreesOfFreedom, $0.lower, $0.upper] },
        of: "means.ab")
    }
  }

  @Test("Of one factor alone, Tukey's comparisons are those of groups, and Dunnett's lie between none and Bonferroni's")
  func oneFactor() throws {
    var numbers = SeededNumbers(seed: 11)
    for _ in 0..<3 {
      let groups = numbers.groups(4, sizes: 4...9)
      let labels = groups.indices.flatMap { index in groups[index].map { _ in "g\(index)" } }
      let model = try linearModel(
        Design(["g": .factor(try Factor(labels))], terms: [Term("g")]), outcome: groups.flatMap { $0 })
      let means = try model.estimatedMarginalMeans(of: ["g"])
      for (mean, group) in zip(means.means, groups) { #expect(isClose(mean.mean, Moments(group).mean, 1e-12)) }
      let pairs = try means.pairwise().sorted { $0.name < $1.name }
      let direct = try tukeyHSD(groups.map { Moments($0) }).map {
        ("g\($0.second) − g\($0.first)", $0.pValue, $0.lower)
      }
      for (pair, direct) in zip(pairs, direct.sorted { $0.0 < $1.0 }) {
        #expect(pair.name == direct.0 && isClose(pair.pValue, direct.1, 1e-9) && isClose(pair.lower, direct.2, 1e-9))
      }
      let exact = try means.against(control: 0)
      let plain = try means.against(control: 0, adjustment: .none)
      let bound = try means.against(control: 0, adjustment: .bonferroni)
      for ((exact, plain), bound) in zip(zip(exact, plain), bound) {
        #expect(plain.pValue < exact.pValue && exact.pValue <= bound.pValue)
        #expect(bound.lower < exact.lower && exact.lower < plain.lower)
      }
    }
  }

  @Test("Where a covariate stands moves means, not their differences, if slopes are equal")
  func covariate() throws {
    let reference = try #require(LinearCase.all.first { $0.name.contains("y ~ a + x + b") })
    let model = try reference.model()
    let means = try model.estimatedMarginalMeans(of: ["a"], at: ["x": 3])
    let shifted = try model.estimatedMarginalMeans(of: ["a"])
    for (a, b) in zip(try means.against(), try shifted.against()) {
      #expect(isClose(a.estimate, b.estimate, 1e-10) && isClose(a.pValue, b.pValue, 1e-8))
    }
    #expect(throws: StatisticsError.self) { try model.estimatedMarginalMeans(of: ["x"]) }
    #expect(throws: StatisticsError.self) { try model.estimatedMarginalMeans(of: []) }
    #expect(throws: StatisticsError.self) { try model.estimatedMarginalMeans(of: ["a"], at: ["q": 3]) }
  }
}
