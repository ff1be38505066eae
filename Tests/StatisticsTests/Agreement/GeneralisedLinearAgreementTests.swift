import Foundation
import Statistics
import Testing

@Suite("Generalised linear models agree with R")
struct GeneralisedLinearAgreementTests {
  private func fit(_ reference: RegressionReference) throws -> GeneralisedLinearModel {
    let isBinomial = reference.family == "binomial"
    return try generalisedLinearModel(
      reference.column("response"), reference.design(), family: isBinomial ? .binomial : .poisson,
      trials: isBinomial ? reference.column("trials") : nil, weights: reference.column("weights"),
      offset: reference.column("offset"))
  }

  @Test("Logistic and Poisson regression: fit, intervals, robust errors", arguments: RegressionReference.all("glm/glm"))
  func models(_ reference: RegressionReference) throws {
    let model = try fit(reference)
    let estimates = model.estimates
    #expect(estimates.names == reference.names)
    try reference.expect("coefficients", estimates.values)
    try reference.expect("vcov", lowerTriangle(estimates.covariance))
    try reference.expect("logLik", [estimates.logLikelihood])
    try reference.expect("deviance", [model.deviance])
    try reference.expect("null", [model.nullDeviance])
    try reference.expect("p", try estimates.waldEstimates().map(\.pValue), 1e-8)
    for (kind, wanted) in zip(HeteroscedasticCorrection.allCases, try #require(reference.lists["hc"])) {
      reference.compare("\(kind)", try estimates.robustCovariance(kind).diagonal, wanted, 1e-8)
    }
    for (kind, wanted) in zip(LikelihoodEstimates.ClusterCorrection.allCases, try #require(reference.lists["cr"])) {
      let covariance = try estimates.clusteredCovariance(try reference.clusters(), correction: kind)
      reference.compare("\(kind)", covariance.diagonal, wanted, 1e-8, 1e-14)
    }
    let interval = try model.profileInterval(column: Int(try reference.column("column")[0]))
    // R's deviance carries about 1e-14 of itself, so the bounds that a root search finds with it some 1e-11.
    try reference.expect("profile", [interval.lower, interval.upper], 1e-8, floor: 1e-9)
  }

  @Test("Marginal effects and tests of terms", arguments: RegressionReference.all("glm/glm"))
  func effects(_ reference: RegressionReference) throws {
    let model = try fit(reference)
    let effects = try model.averageMarginalEffects()
    let wanted = try #require(reference.effects)
    #expect(effects.map(\.name) == wanted.names)
    reference.compare("effect", effects.map(\.estimate), wanted.estimate, 1e-8)
    // The reference differentiates by differences.
    reference.compare("error of effect", effects.map(\.standardError), wanted.se, 1e-8)
    let tests = try model.termTests()
    let byCar = try #require(reference.tests)
    #expect(tests.map(\.comparison.degreesOfFreedom) == byCar.df.map { Int($0) })
    #expect(tests.map(\.term.name) == byCar.terms)
    // car fits again with the default accuracy of glm.
    reference.compare("term test", tests.map(\.comparison.statistic), byCar.statistic, 1e-7, 1e-7)
    reference.compare("p of term test", tests.map(\.comparison.pValue), byCar.p, 1e-6)
  }

  @Test("Negative binomial regression", arguments: RegressionReference.all("glm/negative-binomial"))
  func negativeBinomial(_ reference: RegressionReference) throws {
    let design = try reference.design()
    let fitted = try negativeBinomialRegression(
      reference.column("response"), design, offset: reference.column("offset"))
    let estimates = fitted.model.estimates
    #expect(estimates.names == reference.names)
    // R's two alternating steps come to rest at about 1e-8 of theta, from below in likelihood.
    try reference.expect("theta", [fitted.theta], 1e-7)
    try reference.expect("seTheta", [fitted.standardErrorOfTheta], 1e-7)
    try reference.expect("coefficients", estimates.values, 1e-7, floor: 1e-8)
    try reference.expect("vcov", lowerTriangle(estimates.covariance), 1e-7, floor: 1e-9)
    try reference.expect("logLik", [estimates.logLikelihood], 1e-12)
    #expect(try estimates.logLikelihood >= reference.column("logLik")[0] - 1e-10)
    #expect(try estimates.logLikelihood >= reference.column("glmnbLogLik")[0] - 1e-10)
    try reference.expect("deviance", [fitted.model.deviance], 1e-7)
    // Leverages near 1 magnify what theta lacks.
    for (kind, wanted) in zip(HeteroscedasticCorrection.allCases, try #require(reference.lists["hc"])) {
      reference.compare("\(kind)", try estimates.robustCovariance(kind).diagonal, wanted, 1e-6)
    }
    for (kind, wanted) in zip(LikelihoodEstimates.ClusterCorrection.allCases, try #require(reference.lists["cr"])) {
      let covariance = try estimates.clusteredCovariance(try reference.clusters(), correction: kind)
      reference.compare("\(kind)", covariance.diagonal, wanted, 1e-7)
    }
    let null = try negativeBinomialRegression(
      reference.column("response"), interceptOnly(design.matrix.rowCount),
      offset: reference.column("offset"))
    let test = try likelihoodRatioTest(null.model.estimates, estimates)
    try reference.expect("nullStatistic", [test.statistic], 1e-8)
    let interval = try fitted.profileInterval(column: Int(try reference.column("column")[0]))
    try reference.expect("profile", [interval.lower, interval.upper], 1e-7, floor: 1e-8)
  }

  @Test("Firth's logistic regression, separated data among them", arguments: RegressionReference.all("glm/firth"))
  func firth(_ reference: RegressionReference) throws {
    let fitted = try firthLogisticRegression(
      reference.column("response"), reference.design(), trials: reference.column("trials"))
    #expect(fitted.estimates.names == reference.names)
    try reference.expect("coefficients", fitted.estimates.values, 1e-8)
    try reference.expect("vcov", lowerTriangle(fitted.estimates.covariance), 1e-8)
    try reference.expect("penalised", [fitted.penalisedLogLikelihood], 1e-10)
    if let bounds = reference.numbers["profile"], !bounds.isEmpty {
      let interval = try fitted.profileInterval(column: Int(try reference.column("column")[0]))
      // Nested searches without derivatives.
      reference.compare("profile", [interval.lower, interval.upper], bounds, 3e-6)
    }
  }
}

/// A design of the intercept alone.
func interceptOnly(_ rows: Int) throws -> Design {
  try Design(["row": .numeric([Double](repeating: 0, count: rows))], terms: [])
}
