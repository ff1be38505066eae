/// Agreement of any number of raters beyond what the shares of the categories give by chance (Fleiss' kappa, for two raters
/// Scott's pi).
///
/// (pₐ − pₑ)/(1 − pₑ) with pₑ = Σ_ck w_ck π_c π_k, π_c the mean over units of the share of ratings in category c; pₐ as in
/// `percentAgreement`.
/// - Parameters:
///   - ratings: of two units or more; raters may differ from unit to unit, and may be missing.
///   - weights: how much different categories agree.
///   - confidence: of the interval, between 0 and 1.
/// - Throws: `tooFewValues`, `zeroVariance` when every rating is the same, `tooMuchWork`, `outOfDomain`, `notFinite`.
/// - Note: Fleiss (1971), doi:10.1037/h0031619; variance and missing ratings: Gwet (2014). Fleiss' own data give 0.4302445.
///   Reference values: `Fixtures/agreement/agreement.json`.
public func fleissKappa(
  _ ratings: Ratings, weights: AgreementWeights = .identity, confidence: Double = 0.95
) throws(StatisticsError) -> AgreementCoefficient {
  let units = try UnitAgreement(ratings, weights)
  let shares = units.shares
  let chance = units.weights.map { row in zip(row, shares).reduce(0) { $0 + $1.0 * $1.1 } }
  let expected = zip(chance, shares).reduce(0) { $0 + $1.0 * $1.1 }
  return try units.coefficient(expected: expected, chance: chance, confidence: confidence)
}
