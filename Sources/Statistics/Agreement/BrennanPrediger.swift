/// Agreement beyond that of raters who pick every category equally often (Brennan and Prediger).
///
/// (pₐ − pₑ)/(1 − pₑ) with pₑ = Σw/q², 1/q without weights; pₐ as in `percentAgreement`.
/// - Parameters:
///   - ratings: of two units or more. q counts `ratings.values`, so name values that could be given and were not.
///   - weights: how much different categories agree.
///   - confidence: of the interval, between 0 and 1.
/// - Throws: `tooFewValues`, `zeroVariance` for a single category, `tooMuchWork`, `outOfDomain`, `notFinite`.
/// - Note: Brennan and Prediger (1981), doi:10.1177/001316448104100307; variance: Gwet (2014). Reference values:
///   `Fixtures/agreement/agreement.json`.
public func brennanPrediger(
  _ ratings: Ratings, weights: AgreementWeights = .identity, confidence: Double = 0.95
) throws(StatisticsError) -> AgreementCoefficient {
  let units = try UnitAgreement(ratings, weights)
  let q = Double(ratings.values.count)
  let expected = units.weights.reduce(0) { $0 + $1.reduce(0, +) } / (q * q)
  return try units.coefficient(expected: expected, chance: nil, confidence: confidence)
}
