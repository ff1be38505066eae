import Foundation
import Statistics
import Testing

@Suite("Proportional odds with a random intercept")
struct OrdinalMixedAgreementTests {
  @Test(
    "agrees with finely summed integrals, and lies above clmm", arguments: RegressionReference.all("glm/ordinal-mixed"))
  func fits(_ reference: RegressionReference) throws {
    let outcome = try Factor(try #require(reference.words["response"]))
    let (design, groups) = (try reference.design(), try Factor(try #require(reference.words["group"])))
    let model = try proportionalOddsMixed(outcome, design, groups: groups, quadraturePoints: 101)
    // The reference climbs by differences, which leave it some 1e-8 short.
    try reference.expect("coefficients", model.estimates.values, 1e-6, floor: 1e-7)
    try reference.expect("se", model.estimates.standardErrors, 1e-5)
    try reference.expect("variance", [model.interceptVariance], 1e-5, floor: 1e-7)
    try reference.expect("seVariance", [try #require(model.standardErrorOfVariance)], 1e-4)
    try reference.expect("logLik", [model.estimates.logLikelihood], 1e-11)
    // clmm itself sums 15 nodes and stops at six digits.
    try reference.expect("clmm", [model.estimates.logLikelihood], 1e-6)
    // A group that has one extreme category only has a lopsided integral, the hardest for few nodes.
    let usual = try proportionalOddsMixed(outcome, design, groups: groups)
    #expect(abs(usual.estimates.logLikelihood - model.estimates.logLikelihood) <= 1e-7)
    #expect(abs(usual.interceptVariance - model.interceptVariance) <= 1e-5 * model.interceptVariance)
  }
}
