/// Agreement beyond chance where chance is confined to units that are hard to rate (Gwet's AC1; with weights, AC2).
///
/// (pₐ − pₑ)/(1 − pₑ) with pₑ = Σw/(q(q − 1)) · Σ_c π_c(1 − π_c); pₐ as in `percentAgreement`, π_c as in `fleissKappa`. It does
/// not fall when nearly all units belong to one category, as kappa does.
/// - Parameters:
///   - ratings: of two units or more. q counts `ratings.values`, so name values that could be given and were not.
///   - weights: how much different categories agree; `identity` is AC1.
///   - confidence: of the interval, between 0 and 1.
/// - Throws: `tooFewValues`, `zeroVariance` for a single category, `tooMuchWork`, `outOfDomain`, `notFinite`.
/// - Note: Gwet (2008), doi:10.1348/000711006X126600; missing ratings: Gwet (2014). His four raters of twelve units give 0.77544
///   (0.14295). Reference values: `Fixtures/agreement/agreement.json`.
public func gwetAC(
  _ ratings: Ratings, weights: AgreementWeights = .identity, confidence: Double = 0.95
) throws(StatisticsError) -> AgreementCoefficient {
  let units = try UnitAgreement(ratings, weights)
  let q = Double(ratings.values.count)
  guard q >= 2 else { throw .zeroVariance }
  let scale = units.weights.reduce(0) { $0 + $1.reduce(0, +) } / (q * (q - 1))
  let chance = units.shares.map { scale * (1 - $0) }
  let expected = zip(chance, units.shares).reduce(0) { $0 + $1.0 * $1.1 }
  return try units.coefficient(expected: expected, chance: chance, confidence: confidence)
}
