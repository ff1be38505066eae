import Foundation
import Statistics
import Testing

@Suite("Weighted Cox regression and expected survival agree with R's survival")
struct SurvivalCurveAgreementTests {
  private func times(_ reference: RegressionReference) throws -> SurvivalTimes {
    try SurvivalTimes(
      exit: reference.column("time"), event: reference.column("status").map { $0 == 1 },
      entry: reference.numbers["entry"])
  }

  private func model(_ reference: RegressionReference, _ ties: TieMethod) throws -> CoxRegression {
    let strata = try reference.column("stratified")[0] == 1 ? reference.column("strata").map { Int($0) } : nil
    return try coxRegression(
      times(reference), reference.design(), strata: strata, weights: reference.column("weights"), ties: ties)
  }

  @Test("Weighted fits, robust errors, proportional hazards", arguments: RegressionReference.all("survival/curves"))
  func weighted(_ reference: RegressionReference) throws {
    let efron = try model(reference, .efron)
    try reference.expect("coefficients", efron.estimates.values)
    try reference.expect("vcov", lowerTriangle(efron.estimates.covariance))
    try reference.expect("logLik", [efron.nullLogLikelihood, efron.estimates.logLikelihood], 1e-11)
    try reference.expect("score", [efron.scoreStatistic])
    try reference.expect("robust", lowerTriangle(try efron.estimates.robustCovariance(.hc0)))
    try reference.expect(
      "clustered", lowerTriangle(try efron.estimates.clusteredCovariance(reference.clusters(), correction: .cr0)))
    let breslow = try model(reference, .breslow)
    try reference.expect("breslow", breslow.estimates.values)
    try reference.expect("breslowVcov", lowerTriangle(breslow.estimates.covariance))
    try reference.expect("breslowLogLik", [breslow.nullLogLikelihood, breslow.estimates.logLikelihood], 1e-11)
    try reference.expect("robustBreslow", lowerTriangle(try breslow.estimates.robustCovariance(.hc0)))
    for (scale, wanted) in zip([CoxRegression.TimeScale.kaplanMeier, .identity], try #require(reference.lists["zph"])) {
      let test = try efron.proportionalHazardsTest(scale)
      let statistics =
        test.terms.map(\.comparison.statistic) + (wanted.count > test.terms.count ? [test.all.statistic] : [])
      reference.compare("\(scale)", statistics, wanted, 1e-8, 1e-10)
    }
  }

  @Test("Expected survival by Efron's and Breslow's hazard", arguments: RegressionReference.all("survival/curves"))
  func curves(_ reference: RegressionReference) throws {
    let people = try #require(reference.lists["people"])
    let (efron, breslow) = (try model(reference, .efron), try model(reference, .breslow))
    let all =
      try efron.expectedSurvival(of: people) + efron.expectedSurvival(of: people, hazard: .breslow)
      + breslow.expectedSurvival(of: people)
    let strata = try reference.column("stratified")[0] == 1 ? 2 : 1
    let wanted = try #require(reference.cubes["curves"])
    #expect(all.count == wanted.count * strata)
    for (number, wanted) in wanted.enumerated() {
      let curves = all[(number * strata)..<((number + 1) * strata)]
      #expect(curves.map(\.stratum) == (strata == 2 ? [1, 2] : [nil]))
      let steps = curves.flatMap(\.steps)
      reference.compare("times", steps.map(\.time), wanted[0], 0, 0)
      reference.compare("hazard", steps.map(\.cumulativeHazard), wanted[1], 1e-9)
      reference.compare("error", steps.map(\.standardError), wanted[2], 1e-9)
      reference.compare("lower", steps.map(\.lower), wanted[3], 1e-9)
      reference.compare("upper", steps.map(\.upper), wanted[4], 1e-9)
    }
  }

  @Test("Trend and restricted means", arguments: RegressionReference.all("survival/curves"))
  func comparisons(_ reference: RegressionReference) throws {
    guard let trend = reference.numbers["trend"], case .words(let groups)? = reference.variables["g"] else { return }
    let (times, codes) = (try times(reference), try Factor(groups).codes)
    let strata = try reference.column("strata").map { Int($0) }
    let plain = try logRankTrendTest(times, groups: codes, scores: [1, 2, 4])
    let stratified = try logRankTrendTest(times, groups: codes, scores: [1, 2, 4], strata: strata)
    reference.compare("trend", [plain.statistic, stratified.statistic], trend, 1e-10)
    let wanted = try reference.column("rmst")
    let parts = try [1, 2].map { stratum in
      let rows = strata.indices.filter { strata[$0] == stratum }
      return try SurvivalTimes(exit: rows.map { times.exit[$0] }, event: rows.map { times.event[$0] })
    }
    let means = try compareRestrictedMeans(parts[0], parts[1], until: wanted[0])
    let ratio = try means.logRatio.ratio
    reference.compare(
      "restricted means",
      [
        means.first.mean, means.first.standardError, means.second.mean, means.second.standardError,
        means.difference.estimate, means.difference.standardError, means.difference.pValue, ratio.estimate, ratio.lower,
        ratio.upper,
      ], Array(wanted.dropFirst()), 1e-10)
  }
}
