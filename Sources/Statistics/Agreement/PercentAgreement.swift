/// The share of pairs of ratings of one unit that agree, chance left in.
///
/// pₐ, the mean over units with two ratings or more of Σ_c n_c(n*_c − 1)/(r(r − 1)): n_c of the unit's r ratings in category c,
/// n*_c = Σ_k w_ck n_k. The standard error takes units as drawn at random.
/// - Parameters:
///   - ratings: of two units or more; units with one rating count in the standard error.
///   - weights: how much different categories agree.
///   - confidence: of the interval, between 0 and 1.
/// - Throws: `tooFewValues`, `tooMuchWork`, `outOfDomain`, `notFinite`.
/// - Note: Gwet (2014), Handbook of Inter-Rater Reliability, 4th ed. Reference values: `Fixtures/agreement/agreement.json`.
public func percentAgreement(
  _ ratings: Ratings, weights: AgreementWeights = .identity, confidence: Double = 0.95
) throws(StatisticsError) -> AgreementCoefficient {
  try UnitAgreement(ratings, weights).coefficient(expected: 0, chance: nil, confidence: confidence)
}
