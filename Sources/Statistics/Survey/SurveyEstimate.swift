#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// A figure of the population, estimated from a weighted sample.
public struct SurveyEstimate: Sendable, Equatable {
  /// In the unit of the values.
  public let estimate, standardError: Double
  /// Clusters less strata.
  public let degreesOfFreedom: Int
  /// Variance over that of a simple random sample of as many people, drawn with replacement; nil where those do not vary.
  public let designEffect: Double?

  /// estimate ± t·SE.
  /// - Throws: `outOfDomain` for the confidence; `tooFewValues` without degrees of freedom.
  public func interval(confidence: Double = 0.95) throws(StatisticsError) -> Interval {
    try checkConfidence(confidence)
    guard degreesOfFreedom > 0 else { throw .tooFewValues(degreesOfFreedom) }
    let half =
      try StudentT(degreesOfFreedom: Double(degreesOfFreedom)).upperQuantile((1 - confidence) / 2) * standardError
    guard (estimate - half).isFinite, (estimate + half).isFinite else { throw .notFinite("an end of the interval") }
    return Interval(estimate: estimate, lower: estimate - half, upper: estimate + half, confidence: confidence)
  }
}

/// Weighted mean of everybody or of a part, with its linearised standard error.
///
/// ȳ = Σwy/Σw over the part; zᵢ = wᵢ(yᵢ − ȳ)/Σw, 0 outside of it: people outside still tell how much clusters vary in size.
/// - Parameters:
///   - values: n, in one unit; a mean of 0 and 1 is a proportion. Only those of the part are looked at.
///   - part: n flags; everybody unless given.
/// - Throws: `unequalLengths`, `notFinite`; `emptyCategory` for a part without people.
/// - Note: Binder (1983), doi:10.2307/1402588; Lumley (2010), Complex Surveys. Reference values: `Fixtures/survey/survey.json` (R's `survey`).
public func surveyMean(
  _ values: [Double], of design: SurveyDesign, part: [Bool]? = nil
) throws(StatisticsError) -> SurveyEstimate {
  try surveyRatio(values, to: [Double](repeating: 1, count: design.count), of: design, part: part)
}

/// Ratio of two weighted totals, with its linearised standard error.
///
/// r = Σwy/Σwx; zᵢ = wᵢ(yᵢ − r·xᵢ)/Σwx.
/// - Throws: as `surveyMean`, and `outOfDomain` where Σwx is 0.
public func surveyRatio(
  _ numerators: [Double], to denominators: [Double], of design: SurveyDesign, part: [Bool]? = nil
) throws(StatisticsError) -> SurveyEstimate {
  let inside = try people(of: part, numerators, design)
  guard denominators.count == design.count else { throw .unequalLengths(design.count, denominators.count) }
  for index in inside where !denominators[index].isFinite { throw .notFinite("a denominator") }
  let base = total(inside) { design.weights[$0] * denominators[$0] }
  guard base.value != 0 else { throw .outOfDomain("a ratio needs a total other than 0 below the line") }
  let ratio = (total(inside) { design.weights[$0] * numerators[$0] } / base).value
  var linearised = [Double](repeating: 0, count: design.count)
  for index in inside {
    linearised[index] = design.weights[index] / base.value * (numerators[index] - ratio * denominators[index])
  }
  // Of a simple random sample of the part's people, for the design effect.
  let weightSum = total(inside) { design.weights[$0] }
  let n = Double(inside.count)
  let spread = total(inside) {
    let rest = numerators[$0] - ratio * denominators[$0]
    return design.weights[$0] / weightSum.value * rest * rest
  }
  let perPerson = (base / weightSum).value
  let simple = n > 1 ? spread.value / (n - 1) / (perPerson * perPerson) : 0
  return try finished(ratio, design.variance(of: linearised), simple, design)
}

/// Weighted total Σwy of everybody or of a part; weights have to be numbers of people, not shares.
///
/// zᵢ = wᵢyᵢ, 0 outside of the part.
/// - Throws: as `surveyMean`.
public func surveyTotal(
  _ values: [Double], of design: SurveyDesign, part: [Bool]? = nil
) throws(StatisticsError) -> SurveyEstimate {
  let inside = try people(of: part, values, design)
  var linearised = [Double](repeating: 0, count: design.count)
  for index in inside { linearised[index] = design.weights[index] * values[index] }
  return try finished(total(inside) { linearised[$0] }.value, design.variance(of: linearised), 0, design)
}

/// Weighted share of people with a property, with an interval that stays between 0 and 1.
///
/// logit p ± t·SE/(p(1 − p)), turned back. Where nobody or everybody has the property the standard error is 0 and tells nothing: the other
/// end is then that of Clopper and Pearson, 1 − (α/2)^{1/n} from it, with n the part's effective size (Σw)²/Σw². How alike people of one
/// cluster are cannot be told from such answers and is not allowed for.
/// - Throws: as `surveyMean`, and `outOfDomain` for the confidence.
/// - Note: Korn and Graubard (1998), Survey Methodology 24, 193–201, for shares of 0 and 1.
public func surveyProportion(
  _ holds: [Bool], of design: SurveyDesign, part: [Bool]? = nil, confidence: Double = 0.95
) throws(StatisticsError) -> (share: SurveyEstimate, interval: Interval) {
  let share = try surveyMean(holds.map { $0 ? 1 : 0 }, of: design, part: part)
  let plain = try share.interval(confidence: confidence)
  let p = share.estimate
  guard p > 0, p < 1 else {
    let inside = try people(of: part, holds.map { _ in 0 }, design)
    let width = -expm1(log((1 - confidence) / 2) / kishEffectiveSize(inside.map { design.weights[$0] }))
    let (lower, upper) = p > 0 ? (1 - width, 1.0) : (0, width)
    return (share, Interval(estimate: p, lower: lower, upper: upper, confidence: confidence))
  }
  let half = (plain.upper - p) / (p * (1 - p))
  // The odds by and times e to the half width.
  let factor = exp(half)
  let lower = p / (p + (1 - p) * factor)
  let upper = factor.isFinite ? p * factor / (p * factor + (1 - p)) : 1
  return (share, Interval(estimate: p, lower: lower, upper: upper, confidence: confidence))
}

private func people(
  of part: [Bool]?, _ values: [Double], _ design: SurveyDesign
) throws(StatisticsError) -> [Int] {
  guard values.count == design.count else { throw .unequalLengths(design.count, values.count) }
  if let part, part.count != design.count { throw .unequalLengths(design.count, part.count) }
  let inside = values.indices.filter { part?[$0] ?? true }
  guard !inside.isEmpty else { throw .emptyCategory("the part of the sample") }
  for index in inside where !values[index].isFinite { throw .notFinite("a value") }
  return inside
}

private func total(_ indices: [Int], _ value: (Int) -> Double) -> DoubleDouble {
  indices.reduce(DoubleDouble(0)) { $0 + value($1) }
}

private func finished(
  _ estimate: Double, _ variance: Double, _ simple: Double, _ design: SurveyDesign
) throws(StatisticsError) -> SurveyEstimate {
  guard estimate.isFinite, variance.isFinite else { throw .notFinite("a weighted sum") }
  let effect = variance / simple
  return SurveyEstimate(
    estimate: estimate, standardError: max(0, variance).squareRoot(), degreesOfFreedom: design.degreesOfFreedom,
    designEffect: simple > 0 && effect.isFinite ? effect : nil)
}
