import Statistics
import Testing

@Suite("Tests and intervals of means agree with R")
struct MeansAgreementTests {
  private func check(_ test: TTest, _ reference: ReferenceCase) throws {
    // A mean of 1e5 ± 1 leaves R about eleven digits of a difference near 0.
    try reference.expect("difference", test.difference, floor: 1e-10)
    try reference.expect("standardError", test.standardError)
    try reference.expect("df", test.degreesOfFreedom)
    try reference.expect("statistic", test.statistic, floor: 1e-9)
    try reference.expect("pValue", test.pValue)
    try reference.expect("interval", [test.lower, test.upper], floor: 1e-10)
  }

  @Test("Student's t-test", arguments: ReferenceFile.cases("means", "studentTTest"))
  func student(_ reference: ReferenceCase) throws {
    let (x, y) = (try #require(reference.x), try #require(reference.y))
    try check(try studentTTest(x, y, confidence: try #require(reference.level)), reference)
  }

  @Test("Welch's t-test", arguments: ReferenceFile.cases("means", "welchTTest"))
  func welch(_ reference: ReferenceCase) throws {
    let (x, y) = (try #require(reference.x), try #require(reference.y))
    try check(try welchTTest(x, y, confidence: try #require(reference.level)), reference)
  }

  @Test("The paired t-test", arguments: ReferenceFile.cases("means", "pairedTTest"))
  func paired(_ reference: ReferenceCase) throws {
    let (x, y) = (try #require(reference.x), try #require(reference.y))
    try check(try pairedTTest(x, y, confidence: try #require(reference.level)), reference)
  }

  @Test("The one-sample t-test", arguments: ReferenceFile.cases("means", "oneSampleTTest"))
  func oneSample(_ reference: ReferenceCase) throws {
    let x = try #require(reference.x)
    try check(try oneSampleTTest(x, mean: 1.25, confidence: try #require(reference.level)), reference)
  }

  @Test("The interval of a mean", arguments: ReferenceFile.cases("means", "meanInterval"))
  func interval(_ reference: ReferenceCase) throws {
    let interval = try meanInterval(
      Moments(try #require(reference.x)), confidence: try #require(reference.level))
    try reference.expect("estimate", interval.estimate)
    try reference.expect("interval", [interval.lower, interval.upper])
  }

  @Test("Cohen's d and Hedges' g", arguments: ReferenceFile.cases("means", "hedgesG"))
  func effect(_ reference: ReferenceCase) throws {
    let (a, b) = (Moments(try #require(reference.x)), Moments(try #require(reference.y)))
    try reference.expect("d", try cohensD(a, b), floor: 1e-10)
    let effect = try hedgesG(a, b, confidence: try #require(reference.level))
    try reference.expect("estimate", effect.estimate, floor: 1e-10)
    try reference.expect("interval", [effect.lower, effect.upper], floor: 1e-10)
  }
}
