import Statistics
import Testing

@Suite("Tests and intervals of counts agree with R")
struct CountsAgreementTests {
  @Test("The chi-squared test and Cramér's V", arguments: ReferenceFile.cases("counts", "chiSquared"))
  func chiSquared(_ reference: ReferenceCase) throws {
    let test = try chiSquaredTest(try #require(reference.table))
    try reference.expect("statistic", test.statistic)
    try reference.expect("df", Double(test.degreesOfFreedom))
    try reference.expect("pValue", test.pValue, floor: 0)
    try reference.expect("expected", Array(test.expected.joined()))
    try reference.expect("v", test.cramersV)
    try reference.expect("corrected", test.biasCorrectedV)
  }

  @Test("Yates's correction", arguments: ReferenceFile.cases("counts", "yates"))
  func yates(_ reference: ReferenceCase) throws {
    let test = try chiSquaredTest(try #require(reference.table), yates: true)
    try reference.expect("statistic", test.statistic)
    try reference.expect("pValue", test.pValue, floor: 0)
  }

  @Test("Fisher's exact test and the conditional odds ratio", arguments: ReferenceFile.cases("counts", "fisher"))
  func fisher(_ reference: ReferenceCase) throws {
    let test = try fisherExact(try #require(reference.table), confidence: reference.level ?? 0.95)
    try reference.expect("pValue", test.pValue, floor: 0)
    guard reference.expected["oddsRatio"] != nil else {
      #expect(test.oddsRatio == nil)
      try reference.expect("byR", test.pValue, floor: 0)
      return
    }
    let ratio = try #require(test.oddsRatio)
    try reference.expect("oddsRatio", [ratio.estimate, ratio.lower, ratio.upper])
  }

  @Test("Wilson's interval", arguments: ReferenceFile.cases("counts", "proportion"))
  func wilson(_ reference: ReferenceCase) throws {
    let pair = try #require(reference.table)[0]
    let interval = try proportionInterval(
      successes: pair[0], trials: pair[1], confidence: try #require(reference.level),
      continuityCorrection: reference.corrected == true)
    try reference.expect("estimate", interval.estimate)
    try reference.expect("interval", [interval.lower, interval.upper])
  }
}
