import Foundation
import Statistics
import Testing

@Suite("Survival methods agree with R's survival")
struct SurvivalAgreementTests {
  private func times(_ reference: RegressionReference) throws -> SurvivalTimes {
    try SurvivalTimes(
      exit: reference.column("time"), event: reference.column("status").map { $0 == 1 },
      entry: reference.numbers["entry"])
  }

  private func strata(_ reference: RegressionReference) throws -> [Int]? {
    try reference.column("stratified")[0] == 1 ? reference.column("strata").map { Int($0) } : nil
  }

  /// R writes what it does not have as null.
  private func expectTimes(_ reference: RegressionReference, _ key: String, _ actual: KaplanMeier.EventTime) throws {
    guard let wanted = reference.optional[key], !wanted.isEmpty else { return }
    for (actual, wanted) in zip([actual.time, actual.lower, actual.upper], wanted) {
      #expect(
        (actual == nil) == (wanted == nil),
        "\(reference) \(key): \(String(describing: actual)) \(String(describing: wanted))")
      if let actual, let wanted { #expect(abs(actual - wanted) <= 1e-12 * wanted, "\(reference) \(key)") }
    }
  }

  @Test("Kaplan–Meier, median and restricted mean", arguments: RegressionReference.all("survival/survival"))
  func curves(_ reference: RegressionReference) throws {
    let curve = try kaplanMeier(times(reference))
    let wanted = try #require(reference.optionalLists["km"])
    #expect(curve.steps.map(\.time) == wanted[0].compactMap { $0 })
    #expect(curve.steps.map { Double($0.atRisk) } == wanted[1].compactMap { $0 })
    #expect(curve.steps.map { Double($0.events) } == wanted[2].compactMap { $0 })
    for (index, step) in curve.steps.enumerated() {
      let survival = try #require(wanted[3][index])
      #expect(abs(step.survival - survival) <= 1e-13)
      guard step.survival > 0 else {
        #expect(step.lower == nil && step.upper == nil && step.logStandardError == nil)
        continue
      }
      for (actual, wanted) in [
        (step.logStandardError, wanted[4][index]), (step.lower, wanted[5][index]), (step.upper, wanted[6][index]),
      ] {
        #expect(abs(try #require(actual) - (wanted ?? 1)) <= 1e-12)
      }
    }
    try expectTimes(reference, "median", curve.median)
    try expectTimes(reference, "quartile", try curve.eventTime(0.25))
    let mean = try curve.restrictedMean(until: try reference.column("horizon")[0])
    try reference.expect("mean", [mean.mean, mean.standardError], 1e-12)
  }

  @Test("Log-rank, plain and stratified", arguments: RegressionReference.all("survival/survival"))
  func ranks(_ reference: RegressionReference) throws {
    guard let wanted = reference.lists["logrank"], case .words(let groups)? = reference.variables["g"] else { return }
    let codes = try Factor(groups).codes
    let plain = try logRankTest(times(reference), groups: codes)
    reference.compare("expected", plain.expected, wanted[0], 1e-12)
    reference.compare("log-rank", [plain.statistic], wanted[1], 1e-10)
    let stratified = try logRankTest(
      times(reference), groups: codes, strata: reference.column("strata").map { Int($0) })
    reference.compare("expected in strata", stratified.expected, wanted[2], 1e-12)
    reference.compare("stratified", [stratified.statistic], wanted[3], 1e-10)
    #expect(plain.degreesOfFreedom == 2)
  }

  @Test(
    "Cox regression: fit, robust errors, tests, concordance", arguments: RegressionReference.all("survival/survival"))
  func cox(_ reference: RegressionReference) throws {
    let (times, strata, design) = (try times(reference), try strata(reference), try reference.design())
    let model = try coxRegression(times, design, strata: strata)
    let estimates = model.estimates
    #expect(estimates.names == reference.names)
    try reference.expect("coefficients", estimates.values)
    try reference.expect("vcov", lowerTriangle(estimates.covariance))
    try reference.expect("logLik", [model.nullLogLikelihood, estimates.logLikelihood], 1e-13)
    try reference.expect("score", [model.scoreStatistic])
    try reference.expect("robust", lowerTriangle(try estimates.robustCovariance(.hc0)), 1e-8)
    try reference.expect(
      "clustered", lowerTriangle(try estimates.clusteredCovariance(reference.clusters(), correction: .cr0)), 1e-8)
    try reference.expect("termStatistics", try model.termTests().map(\.comparison.statistic), 1e-9, floor: 1e-9)
    let breslow = try coxRegression(times, design, strata: strata, ties: .breslow)
    try reference.expect("breslow", breslow.estimates.values)
    try reference.expect("breslowVcov", lowerTriangle(breslow.estimates.covariance))
    try reference.expect("robustBreslow", lowerTriangle(try breslow.estimates.robustCovariance(.hc0)), 1e-8)
    let pairs = try concordance(times, risk: model.linearPredictor, strata: strata)
    try reference.expect("concordance", [pairs.concordant, pairs.discordant, pairs.tied].map(Double.init))
  }

  @Test("Proportional hazards on four scales of time", arguments: RegressionReference.all("survival/survival"))
  func proportionality(_ reference: RegressionReference) throws {
    let model = try coxRegression(times(reference), reference.design(), strata: strata(reference))
    let wanted = try #require(reference.lists["zph"])
    for (scale, wanted) in zip(CoxRegression.TimeScale.allCases, wanted) {
      let test = try model.proportionalHazardsTest(scale)
      reference.compare(
        "\(scale)", test.terms.map(\.comparison.statistic) + [test.all.statistic], wanted, 1e-8, 1e-10)
    }
  }
}
