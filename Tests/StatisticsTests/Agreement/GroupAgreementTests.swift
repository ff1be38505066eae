import Statistics
import Testing

@Suite("Comparisons of groups agree with R and with quadrature")
struct GroupAgreementTests {
  @Test("One-way analysis of variance", arguments: ReferenceFile.cases("groups", "oneWayANOVA"))
  func classic(_ reference: ReferenceCase) throws {
    let anova = try oneWayANOVA(try #require(reference.groups).map { Moments($0) })
    // R's own between sum of squares of equal means is rounding, about 1e-30.
    try reference.expect("between", anova.sumOfSquaresBetween)
    try reference.expect("within", anova.sumOfSquaresWithin)
    try reference.expect("df", [Double(anova.degreesOfFreedomBetween), Double(anova.degreesOfFreedomWithin)])
    try reference.expect("statistic", anova.statistic)
    try reference.expect("pValue", anova.pValue, floor: 0)
    try reference.expect("eta", anova.etaSquared)
    try reference.expect("omega", anova.omegaSquared)
  }

  @Test("Welch's analysis of variance", arguments: ReferenceFile.cases("groups", "welchANOVA"))
  func welch(_ reference: ReferenceCase) throws {
    let anova = try welchANOVA(try #require(reference.groups).map { Moments($0) })
    try reference.expect("statistic", anova.statistic)
    try reference.expect("df", [Double(anova.degreesOfFreedomBetween), anova.degreesOfFreedomWithin])
    try reference.expect("pValue", anova.pValue, floor: 0)
  }

  @Test("Brown and Forsythe's test of spread", arguments: ReferenceFile.cases("groups", "brownForsythe"))
  func spread(_ reference: ReferenceCase) throws {
    let test = try brownForsythe(try GroupedTabulation(groups: try #require(reference.groups)))
    try reference.expect("statistic", test.statistic)
    try reference.expect("df", [Double(test.degreesOfFreedomBetween), Double(test.degreesOfFreedomWithin)])
    try reference.expect("pValue", test.pValue, floor: 0)
  }

  @Test("Kruskal and Wallis's rank test", arguments: ReferenceFile.cases("groups", "kruskalWallis"))
  func ranks(_ reference: ReferenceCase) throws {
    let test = try kruskalWallis(try GroupedTabulation(groups: try #require(reference.groups)))
    try reference.expect("statistic", test.statistic)
    try reference.expect("df", Double(test.degreesOfFreedom))
    try reference.expect("pValue", test.pValue, floor: 0)
    try reference.expect("epsilon", test.epsilonSquared)
  }

  @Test("Dunn's comparison of pairs", arguments: ReferenceFile.cases("groups", "dunn"))
  func dunnPairs(_ reference: ReferenceCase) throws {
    let groups = try GroupedTabulation(groups: try #require(reference.groups))
    let pairs = try dunn(groups)
    try reference.expect("difference", pairs.map(\.difference))
    try reference.expect("statistic", pairs.map(\.statistic))
    try reference.expect("pValue", pairs.map(\.pValue), floor: 0)
    try reference.expect("holm", pairs.map(\.adjustedPValue), floor: 0)
    try reference.expect("bonferroni", try dunn(groups, adjustment: .bonferroni).map(\.adjustedPValue), floor: 0)
    try reference.expect("bh", try dunn(groups, adjustment: .benjaminiHochberg).map(\.adjustedPValue), floor: 0)
    try reference.expect("pValue", try dunn(groups, adjustment: .none).map(\.adjustedPValue), floor: 0)
  }

  @Test(
    "Tukey and Games–Howell agree to 1e-10 with quadrature, and to 1e-4 with R's looser ptukey",
    arguments: ReferenceFile.cases("pairs", "tukey", "gamesHowell"))
  func pairs(_ reference: ReferenceCase) throws {
    let groups = try #require(reference.groups).map { Moments($0) }
    let pairs = try reference.method == "tukey" ? tukeyHSD(groups) : gamesHowell(groups)
    try reference.expect("difference", pairs.map(\.difference), tolerance: 1e-10)
    try reference.expect("standardError", pairs.map(\.standardError), tolerance: 1e-10)
    try reference.expect("df", pairs.map(\.degreesOfFreedom), tolerance: 1e-10)
    try reference.expect("statistic", pairs.map(\.statistic), tolerance: 1e-10)
    try reference.expect("pValue", pairs.map(\.pValue), tolerance: 1e-10, floor: 0)
    try reference.expect("lower", pairs.map(\.lower), tolerance: 1e-10, floor: 1e-11)
    try reference.expect("upper", pairs.map(\.upper), tolerance: 1e-10, floor: 1e-11)
    // R has no answer below two degrees of freedom, and four to eight digits elsewhere.
    for (pair, byR) in zip(pairs, try #require(reference.expected["byR"])) {
      guard let byR else {
        #expect(pair.degreesOfFreedom < 2)
        continue
      }
      #expect(abs(pair.pValue - byR) <= max(1e-4 * byR, 1e-8))
    }
  }
}
