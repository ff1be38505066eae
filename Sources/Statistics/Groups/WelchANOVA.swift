/// Analysis of variance between groups whose variances may differ.
public struct WelchANOVA: Sendable, Equatable {
  public let statistic: Double
  /// k − 1.
  public let degreesOfFreedomBetween: Int
  /// (k² − 1) / 3Λ, not a whole number.
  public let degreesOfFreedomWithin: Double
  public let pValue: Double
}

/// Welch's one-way analysis of variance, from the groups' moments.
///
/// With wᵢ = nᵢ/sᵢ², W = Σwᵢ, m = Σwᵢx̄ᵢ/W and Λ = Σ(1 − wᵢ/W)²/(nᵢ − 1):
/// F = [Σwᵢ(x̄ᵢ − m)²/(k − 1)] / [1 + 2(k − 2)Λ/(k² − 1)] on k − 1 and (k² − 1)/3Λ degrees of freedom.
/// - Parameter groups: k ≥ 2 groups in one unit, each with at least two values that are not all equal.
/// - Throws: `tooFewGroups`, `groupTooSmall`, `groupWithoutVariance` (each with the group's index), `notFinite`.
/// - Note: Welch (1951), doi:10.1093/biomet/38.3-4.330. Reference values: `Fixtures/groups.json` (R's `oneway.test`).
public func welchANOVA(_ groups: [Moments]) throws(StatisticsError) -> WelchANOVA {
  try checkGroups(groups, needing: 2)
  let weights = try squaredErrors(groups).map { 1 / $0 }
  let total = weights.reduce(0, +)
  // Distances are taken from one group's mean, so that a large common offset costs no digits.
  let distances = groups.map { ($0.preciseMean - groups[0].preciseMean).value }
  let centre = zip(weights, distances).reduce(0) { $0 + $1.0 * $1.1 } / total
  let between = zip(weights, distances).reduce(0) { $0 + $1.0 * ($1.1 - centre) * ($1.1 - centre) }
  let spread = zip(weights, groups).reduce(0) { sum, pair in
    let rest = 1 - pair.0 / total
    return sum + rest * rest / Double(pair.1.count - 1)
  }
  let k = Double(groups.count)
  let statistic = between / (k - 1) / (1 + 2 * (k - 2) * spread / (k * k - 1))
  let freedom = (k * k - 1) / (3 * spread)
  guard statistic.isFinite, freedom.isFinite, freedom > 0 else { throw .notFinite("Welch's F") }
  return WelchANOVA(
    statistic: statistic, degreesOfFreedomBetween: groups.count - 1, degreesOfFreedomWithin: freedom,
    pValue: try FDistribution(numerator: k - 1, denominator: freedom).survival(statistic))
}

/// The squared standard error sᵢ²/nᵢ of each group's mean; every group must vary.
func squaredErrors(_ groups: [Moments]) throws(StatisticsError) -> [Double] {
  var result: [Double] = []
  for (index, group) in groups.enumerated() {
    guard let variance = group.variance, variance > 0 else { throw .groupWithoutVariance(group: index) }
    let squared = variance / Double(group.count)
    guard squared.isNormal, (1 / squared).isFinite else { throw .notFinite("a variance of group \(index + 1)") }
    result.append(squared)
  }
  return result
}
