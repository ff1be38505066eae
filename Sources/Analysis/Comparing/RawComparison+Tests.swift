import Statistics

extension RawComparison {
  /// Runs every test over the groups that enter; what the data do not allow stands under `refused`.
  mutating func compare(_ groups: GroupedTabulation, labels: [String]) {
    let moments = groups.moments
    func test(_ name: String, _ symbol: String, _ statistic: Double, _ freedom: [Double], _ p: Double) -> Test {
      Test(name: name, symbol: symbol, statistic: statistic, degreesOfFreedom: freedom, p: p, groups: labels)
    }
    attempt("ANOVA", moments, labels) { (comparison: inout RawComparison) throws(StatisticsError) in
      let result = try oneWayANOVA(moments)
      let freedom = [Double(result.degreesOfFreedomBetween), Double(result.degreesOfFreedomWithin)]
      comparison.tests.append(test("ANOVA", "F", result.statistic, freedom, result.pValue))
      comparison.effects.append(EffectSize("eta squared", result.etaSquared))
      comparison.effects.append(EffectSize("omega squared", result.omegaSquared))
    }
    attempt("Welch", moments, labels) { (comparison: inout RawComparison) throws(StatisticsError) in
      let result = try welchANOVA(moments)
      let freedom = [Double(result.degreesOfFreedomBetween), result.degreesOfFreedomWithin]
      comparison.tests.append(test("Welch", "F", result.statistic, freedom, result.pValue))
    }
    attempt("Kruskal–Wallis", moments, labels) { (comparison: inout RawComparison) throws(StatisticsError) in
      let result = try kruskalWallis(groups)
      comparison.tests.append(
        test("Kruskal–Wallis", "H", result.statistic, [Double(result.degreesOfFreedom)], result.pValue))
      comparison.effects.append(EffectSize("epsilon squared", result.epsilonSquared))
    }
    if labels.count > 2, let exact = try? kruskalWallisExact(groups) {
      tests.append(test("Kruskal–Wallis, exact", "H", exact.statistic, [], exact.pValue))
    }
    let spread = "Brown–Forsythe (equal spread)"
    attempt(spread, moments, labels) { (comparison: inout RawComparison) throws(StatisticsError) in
      let result = try brownForsythe(groups)
      let freedom = [Double(result.degreesOfFreedomBetween), Double(result.degreesOfFreedomWithin)]
      comparison.tests.append(test(spread, "F", result.statistic, freedom, result.pValue))
    }
    if moments.count == 2 { compareTwo(moments[0], moments[1], labels) }
    attempt("Tukey", moments, labels) { (comparison: inout RawComparison) throws(StatisticsError) in
      comparison.pairs += try tukeyHSD(moments).map { Pair("Tukey", $0, labels) }
    }
    attempt("Games–Howell", moments, labels) { (comparison: inout RawComparison) throws(StatisticsError) in
      comparison.pairs += try gamesHowell(moments).map { Pair("Games–Howell", $0, labels) }
    }
    attempt("Dunn–Holm", moments, labels) { (comparison: inout RawComparison) throws(StatisticsError) in
      comparison.pairs += try dunn(groups).map {
        Pair(
          method: "Dunn–Holm (mean ranks)", first: labels[$0.first], second: labels[$0.second],
          difference: -$0.difference, lower: nil, upper: nil, p: $0.adjustedPValue)
      }
    }
    for first in moments.indices {
      for second in moments.indices where second > first {
        guard let effect = try? hedgesG(moments[first], moments[second]) else { continue }
        effects.append(EffectSize("Hedges' g, \(labels[first]) − \(labels[second])", effect))
      }
    }
  }

  private mutating func compareTwo(_ first: Moments, _ second: Moments, _ labels: [String]) {
    attempt("Student's t-test", [first, second], labels) { (comparison: inout RawComparison) throws(StatisticsError) in
      comparison.meanTests.append(
        MeanTest("Student's t-test", labels[0], labels[1], try studentTTest(first, second)))
      comparison.effects.append(EffectSize("Cohen's d, \(labels[0]) − \(labels[1])", try cohensD(first, second)))
    }
    attempt("Welch's t-test", [first, second], labels) { (comparison: inout RawComparison) throws(StatisticsError) in
      comparison.meanTests.append(MeanTest("Welch's t-test", labels[0], labels[1], try welchTTest(first, second)))
    }
  }

  mutating func compareRanks(_ samples: [[Double]], labels: [String]) {
    do {
      rankTest = RankTest(labels[0], labels[1], try wilcoxonRankSum(samples[0], samples[1]))
    } catch {
      refused.append(
        Refusal(name: "Wilcoxon–Mann–Whitney", reason: error == .zeroVariance ? "all values are the same" : "\(error)"))
    }
  }

  private mutating func attempt(
    _ name: String, _ groups: [Moments], _ labels: [String],
    _ body: (inout RawComparison) throws(StatisticsError) -> Void
  ) {
    do {
      try body(&self)
    } catch {
      refused.append(Refusal(name: name, reason: reason(error, groups, labels)))
    }
  }

  /// The reason with the groups' names instead of their numbers.
  private func reason(_ error: StatisticsError, _ groups: [Moments], _ labels: [String]) -> String {
    switch error {
    case .groupTooSmall(_, _, let needed):
      let small = labels.indices.filter { groups[$0].count < needed }
      let names = small.map { "“\(labels[$0])” (n = \(groups[$0].count))" }.joined(separator: ", ")
      let rest = labels.count - small.count > 1 ? "; --groups-of-one leave-out tests the other groups" : ""
      return "it needs \(needed) people in each group, and there are fewer in \(names)\(rest)"
    case .groupWithoutVariance(let group):
      return "all values of “\(labels[group])” are the same, and it divides by each group's own spread"
    case .tooFewGroups(let count):
      return count == 0 ? "no group is left to compare" : "there is only one group: \(labels.joined())"
    default:
      return "\(error)"
    }
  }
}

extension RawComparison.Pair {
  init(_ method: String, _ result: PairwiseComparison, _ labels: [String]) {
    self.init(
      method: method, first: labels[result.first], second: labels[result.second], difference: -result.difference,
      lower: -result.upper, upper: -result.lower, p: result.pValue)
  }
}
