/// Effects that a permutation test of the difference of means does not reject.
public struct PermutationInterval: Sendable, Equatable {
  /// The difference of means.
  public let estimate: Double
  /// nil at the side that a one-sided interval leaves open.
  public let lower, upper: Double?
  public let confidence: Double
  public let method: PermutationTest.Method
  /// Allocations looked at.
  public let draws: Int
  /// How many allocations there are; nil from 2⁵³ on.
  public let allocations: Int?
}

/// Confidence interval of an effect that moves every value of arm 1 by as much, by inverting the permutation test of the difference of means.
///
/// With effect Δ taken off arm 1, allocation π has the statistic t_π − Δc_π, c_π that of the arms' own labels, and the actual one T − Δ. So π counts against Δ
/// on one side of (T − t_π)/(1 − c_π), and the ends are the smallest and largest Δ whose one-sided p is above α/2 (α for one side). All tests share
/// their allocations; the interval is exact for them, found without a search. A two-sided test of |T| need not have just these ends.
/// - Parameters:
///   - values, arms, units, weighting: as for the test; whole clusters share the effect.
///   - settings: a one-sided alternative gives a one-sided interval: `greater` a lower end. `stopAfter` plays no part.
/// - Throws: as the test; `outOfDomain` for the confidence, and when the allocations are too few to reject any effect at this level; `tooMuchWork`
///   for more than 10⁷ allocations.
/// - Note: Tritchler (1984), Journal of the American Statistical Association 79, 200–207; Gail and others (1996),
///   doi:10.1002/(SICI)1097-0258(19960615)15:11<1069::AID-SIM220>3.0.CO;2-Q. Reference values: `Fixtures/resampling/intervals.json`.
public func permutationInterval(
  _ values: [Double], arms: [Int], units: SamplingUnits, weighting: MeanWeighting = .rows,
  settings: PermutationSettings, confidence: Double = 0.95
) throws(StatisticsError) -> PermutationInterval {
  try checkConfidence(confidence)
  try settings.check()
  guard values.count == units.rowCount else { throw .unequalLengths(units.rowCount, values.count) }
  try checkFinite(values, "a value")
  var relabelling = try Relabelling(arms, units)
  for label in relabelling.labels where label != 0 && label != 1 {
    throw .outOfDomain("the arms are 0 and 1, but one is \(label)")
  }
  let effects = try ArmSums(values, units, weighting, relabelling.labels)
  let shares = try ArmSums(arms.map(Double.init), units, weighting, relabelling.labels)
  let estimate = effects.difference(relabelling.labels)
  let count = relabelling.count
  let isExhaustive = count.map { $0 <= settings.exhaustiveUpTo } ?? false
  let draws = isExhaustive ? count ?? 0 : settings.draws
  guard draws <= 10_000_000 else {
    throw .tooMuchWork("an interval from \(draws) allocations", instead: "10⁷ or fewer, drawn at random")
  }
  var chance = SeededGenerator(seed: settings.seed)
  if isExhaustive { relabelling.sort() }
  var crossings: [Double] = []
  crossings.reserveCapacity(draws)
  // The actual allocation counts against every effect, and is one more where allocations are drawn.
  var always = isExhaustive ? 0 : 1
  for _ in 0..<draws {
    if !isExhaustive { relabelling.shuffle(&chance) }
    let left = 1 - shares.difference(relabelling.labels)
    if left > 1e-10 {
      crossings.append((estimate - effects.difference(relabelling.labels)) / left)
    } else {
      always += 1
    }
    if isExhaustive { relabelling.advance() }
  }
  try checkFinite(crossings, "an end of the interval")
  crossings.sort()
  let isTwoSided = settings.alternative == .twoSided
  let tail = (1 - confidence) / (isTwoSided ? 2 : 1)
  // p is (always + counted)/all; 0.025·200 is 5 on paper and not quite in binary.
  let all = Double(draws + (isExhaustive ? 0 : 1))
  let place = Int((tail * all + 1e-9).rounded(.down)) - always
  guard place >= 0, place < crossings.count else {
    throw .outOfDomain("\(draws) allocations are too few for an interval of this confidence")
  }
  return PermutationInterval(
    estimate: estimate, lower: settings.alternative == .less ? nil : crossings[place],
    upper: settings.alternative == .greater ? nil : crossings[crossings.count - 1 - place], confidence: confidence,
    method: isExhaustive ? .exhaustive : .drawn, draws: draws, allocations: count)
}
