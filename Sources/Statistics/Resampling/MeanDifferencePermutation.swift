/// Whose means a permutation test compares.
public enum MeanWeighting: Sendable, CaseIterable {
  /// Each row counts alike: large clusters weigh more.
  case rows
  /// Each unit counts alike, by the mean of its rows.
  case units
}

/// Permutation test of a difference of means between two arms.
///
/// T = Σₕ vₕ(ȳ₁ₕ − ȳ₀ₕ)/Σₕ vₕ with vₕ = n₁ₕn₀ₕ/nₕ over the strata h: the coefficient of the arm in least squares with strata as fixed
/// effects, and without strata the plain difference ȳ₁ − ȳ₀. Units are exchanged within strata: clusters, people, or the two of a pair.
/// For a test adjusted for covariates give the residuals of a model without the arm (Gail and others, 1996).
/// - Parameters:
///   - values: one a row, in any unit.
///   - arms: 0 or 1 for each row, the same throughout a unit.
/// - Throws: as the test of any statistic; `unequalLengths`; `notFinite`; `zeroVariance` when the units do not differ within strata.
/// - Note: Gail and others (1996), doi:10.1002/(SICI)1097-0258(19960615)15:11<1069::AID-SIM220>3.0.CO;2-Q. Reference values:
///   `Fixtures/resampling/permutation.json` (R's `coin`).
public func permutationTest(
  _ values: [Double], arms: [Int], units: SamplingUnits, weighting: MeanWeighting = .rows,
  settings: PermutationSettings
) throws(StatisticsError) -> PermutationTest {
  guard values.count == units.rowCount else { throw .unequalLengths(units.rowCount, values.count) }
  try checkFinite(values, "a value")
  var relabelling = try Relabelling(arms, units)
  for label in relabelling.labels where label != 0 && label != 1 {
    throw .outOfDomain("the arms are 0 and 1, but one is \(label)")
  }
  var sums = try ArmSums(values, units, weighting, relabelling.labels)
  let observed = sums.difference(relabelling.labels)
  let search = try PermutationSearch(
    observed: observed, tolerance: 1e-12 * abs(observed) + sums.rounding, settings: settings,
    allocations: relabelling.count)
  if search.isExhaustive {
    relabelling.sort()
    return try search.exhaust { () throws(StatisticsError) in
      let result = sums.difference(relabelling.labels)
      relabelling.advance()
      return result
    }
  }
  var chance = SeededGenerator(seed: settings.seed)
  return try search.draw { () throws(StatisticsError) in sums.drawnDifference(&chance) }
}

/// What a difference of means needs to know of each unit, stratum after stratum.
struct ArmSums {
  /// The sum of a unit's deviations from the mean of its stratum, and its weight.
  private var units: [(deviation: Double, weight: Double)] = []
  private let order: [Int]
  private var strata: [Stratum] = []
  /// By how much two allocations may differ that would be equal if decimals were read without rounding, on the scale of the difference.
  private(set) var rounding = 0.0

  private struct Stratum {
    let first, count: Int
    /// The units of the smaller arm, and +1 if that is arm 1.
    let chosen: Int
    let sign: Double
    let weight: Double
  }

  init(_ values: [Double], _ design: SamplingUnits, _ weighting: MeanWeighting, _ labels: [Int])
    throws(StatisticsError)
  {
    order = design.strata.order
    var total = DoubleDouble(0)
    for stratum in 0..<design.strata.count {
      let members = design.strata[stratum]
      var moments = Moments()
      for unit in members {
        let rows = design.rows[unit]
        if weighting == .units {
          moments.add(Moments(rows.lazy.map { values[$0] }).mean)
        } else {
          for row in rows { moments.add(values[row]) }
        }
      }
      guard moments.isFinite else { throw .notFinite("a sum of squares") }
      let first = units.count
      for unit in members {
        var sum = DoubleDouble(0)
        for row in design.rows[unit] { sum += DoubleDouble(values[row]) - moments.preciseMean }
        let size = Double(design.rows[unit].count)
        units.append(weighting == .units ? ((sum / size).value, 1) : (sum.value, size))
        total += DoubleDouble(abs(units[units.count - 1].deviation))
      }
      let treated = members.count { labels[$0] == 1 }
      let others = members.count - treated
      strata.append(
        Stratum(
          first: first, count: members.count, chosen: min(treated, others), sign: treated <= others ? 1 : -1,
          weight: units[first...].reduce(0) { $0 + $1.weight }))
    }
    guard total.isFinite else { throw .notFinite("a sum of the values") }
    let lastDigit = values.reduce(0) { max($0, abs($1)) }.ulp
    let movable = strata.contains { stratum in
      stratum.chosen > 0
        && units[stratum.first..<stratum.first + stratum.count].contains {
          abs($0.deviation) > 4 * lastDigit * $0.weight
        }
    }
    guard movable else { throw .zeroVariance }
    let weight = units.reduce(0) { $0 + $1.weight }
    rounding = (1e-14 * total.value + lastDigit * weight) / precision(labels)
    guard rounding.isFinite else { throw .notFinite("a sum of the values") }
  }

  /// Σₕ n₁ₕn₀ₕ/nₕ.
  private func precision(_ labels: [Int]) -> Double {
    strata.reduce(0) { sum, stratum in
      var treated = 0.0
      for place in stratum.first..<stratum.first + stratum.count where labels[order[place]] == 1 {
        treated += units[place].weight
      }
      return sum + treated * (stratum.weight - treated) / stratum.weight
    }
  }

  /// Of given labels by unit.
  func difference(_ labels: [Int]) -> Double {
    var sum = 0.0
    for place in units.indices where labels[order[place]] == 1 { sum += units[place].deviation }
    return sum / precision(labels)
  }

  /// Of an allocation drawn at random: the smaller arm of each stratum is dealt from the units, whose order it changes.
  mutating func drawnDifference(_ chance: inout SeededGenerator) -> Double {
    var sum = 0.0
    var precision = 0.0
    units.withUnsafeMutableBufferPointer { units in
      for stratum in strata {
        var deviation = 0.0
        var weight = 0.0
        for place in 0..<stratum.chosen {
          let other = place + chance.below(stratum.count - place)
          let drawn = units[stratum.first + other]
          units[stratum.first + other] = units[stratum.first + place]
          units[stratum.first + place] = drawn
          deviation += drawn.deviation
          weight += drawn.weight
        }
        sum += stratum.sign * deviation
        precision += weight * (stratum.weight - weight) / stratum.weight
      }
    }
    return sum / precision
  }
}
