/// Analysis of variance between groups, with the variances taken as equal.
public struct OneWayANOVA: Sendable, Equatable {
  /// Sums of squares, in squared units of the values.
  public let sumOfSquaresBetween, sumOfSquaresWithin: Double
  /// k − 1 and N − k.
  public let degreesOfFreedomBetween, degreesOfFreedomWithin: Int
  /// F = mean square between / mean square within.
  public let statistic: Double
  /// P(F ≥ statistic) when all means are equal.
  public let pValue: Double

  public var meanSquareBetween: Double { sumOfSquaresBetween / Double(degreesOfFreedomBetween) }
  public var meanSquareWithin: Double { sumOfSquaresWithin / Double(degreesOfFreedomWithin) }

  /// η² = SS between / SS total: the share of the variance that lies between the groups, in this sample.
  public var etaSquared: Double { sumOfSquaresBetween / (sumOfSquaresBetween + sumOfSquaresWithin) }

  /// ω² = (SS between − df between × MS within) / (SS total + MS within); less biased than η², below 0 when F < 1.
  public var omegaSquared: Double {
    (sumOfSquaresBetween - Double(degreesOfFreedomBetween) * meanSquareWithin)
      / (sumOfSquaresBetween + sumOfSquaresWithin + meanSquareWithin)
  }
}

/// One-way analysis of variance (Fisher's F), from the groups' moments.
///
/// F = [Σ nᵢ(x̄ᵢ − x̄)² / (k − 1)] / [Σ Mᵢ / (N − k)], Mᵢ the squared deviations within group i.
/// - Parameter groups: k ≥ 2 groups in one unit, each with at least one value; a group of one adds to the means and not to
///   the variance within.
/// - Throws: `tooFewGroups`; `groupTooSmall` for an empty group; `tooFewValues` unless N > k; `zeroVariance` when no group
///   varies within; `notFinite`.
/// - Note: Fisher (1925). Reference values: `Fixtures/groups.json` (R's `aov`) and NIST's certified one-way sets.
public func oneWayANOVA(_ groups: [Moments]) throws(StatisticsError) -> OneWayANOVA {
  try checkGroups(groups, needing: 1)
  let whole = groups.reduce(into: Moments()) { $0.merge($1) }
  guard whole.count > groups.count else { throw .tooFewValues(whole.count) }
  var between = DoubleDouble(0)
  var within = DoubleDouble(0)
  for group in groups {
    let distance = group.preciseMean - whole.preciseMean
    between += distance * distance * Double(group.count)
    within += group.preciseSquares
  }
  guard between.isFinite, within.isFinite else { throw .notFinite("a sum of squares") }
  guard within.value > 0 else { throw .zeroVariance }
  let (first, second) = (groups.count - 1, whole.count - groups.count)
  let statistic = ((between / Double(first)) / (within / Double(second))).value
  guard statistic.isFinite else { throw .zeroVariance }
  return OneWayANOVA(
    sumOfSquaresBetween: between.value, sumOfSquaresWithin: within.value, degreesOfFreedomBetween: first,
    degreesOfFreedomWithin: second, statistic: statistic,
    pValue: try FDistribution(numerator: Double(first), denominator: Double(second)).survival(statistic))
}
