/// What a difference between two values means.
public enum MeasurementLevel: String, Sendable, Hashable, CaseIterable {
  /// Two values are the same or not.
  case nominal
  /// Values differ by the ratings that lie between them.
  case ordinal
  /// Values differ by the square of their distance.
  case interval
  /// Values differ by the square of their distance over their sum.
  case ratio
}

/// Krippendorff's alpha of ratings, with what it was made of.
public struct KrippendorffAlpha: Sendable, Equatable {
  /// 1 − observed/expected disagreement: 1 for full agreement, 0 for what chance gives.
  public let estimate: Double
  /// The mean difference of two ratings of one unit, and of any two ratings, in the unit of the level of measurement.
  public let observedDisagreement, expectedDisagreement: Double
  /// The units with two ratings or more, and the ratings of these: nothing else counts.
  public let units, pairableRatings: Int
  /// Over units drawn at random (Gwet's linearisation).
  public let standardError: Double
  /// estimate ± t · standard error, at most 1.
  public let lower, upper: Double
  public let confidence: Double
  public let level: MeasurementLevel
}

/// Agreement of any number of raters on values of any level of measurement, with missing ratings (Krippendorff's alpha).
///
/// α = 1 − Dₒ/Dₑ over the N ratings of units with r ≥ 2 of them: Dₒ = Σ_units Σ_ck n_c n_k δ_ck/(r − 1)/N, Dₑ = Σ_ck n.c n.k
/// δ_ck/(N(N − 1)). δ is 1 (nominal), the squared distance of mid-ranks (ordinal), (c − k)² (interval) or ((c − k)/(c + k))²
/// (ratio). Time grows linearly with the number of units; the ratio level adds the square of the number of values.
/// - Parameters:
///   - ratings: of two units or more that have two ratings.
///   - level: what a difference means; for the ordinal level only the order of the values counts.
///   - confidence: of the interval, between 0 and 1.
/// - Throws: `tooFewValues`, `zeroVariance` when all pairable ratings are the same, `tooMuchWork` for a ratio level with more than
///   5,000 values, `outOfDomain` for ratio ratings below 0, `notFinite`.
/// - Note: Krippendorff (2019), Content Analysis, 4th ed., chapter 12; variance: Gwet (2014). His four raters of twelve units give
///   0.743, 0.815, 0.849 and 0.797 at the four levels. Reference values: `Fixtures/agreement/agreement.json`.
public func krippendorffAlpha(
  _ ratings: Ratings, level: MeasurementLevel, confidence: Double = 0.95
) throws(StatisticsError) -> KrippendorffAlpha {
  try checkConfidence(confidence)
  let found = try PairableRatings(ratings, level).disagreement(ratings.units)
  let n = Double(found.units)
  let mean = found.ratings / n
  // Gwet's expected agreement counts a rating as its own partner; this is its complement.
  let expected = found.expected * (found.ratings - 1) / found.ratings
  let ratio = found.observed / expected
  var squares = DoubleDouble(0)
  for pattern in 0..<ratings.patternCount where ratings.raters[pattern] >= 2 {
    let r = Double(ratings.raters[pattern])
    let own = found.within[pattern] / (mean * (r - 1)) + found.observed * r / mean
    let influence = (own - 2 * ratio * found.toAll[pattern] / mean) / expected
    squares = squares + DoubleDouble.product(influence, influence) * Double(ratings.units[pattern])
  }
  guard squares.isFinite else { throw .notFinite("the variance of alpha") }
  let coefficient = try AgreementCoefficient(
    estimate: found.alpha, observed: 0, expected: 0, variance: max(0, squares.value) / (n * (n - 1)),
    units: found.units,
    confidence: confidence)
  return KrippendorffAlpha(
    estimate: found.alpha, observedDisagreement: found.observed, expectedDisagreement: found.expected,
    units: found.units,
    pairableRatings: Int(found.ratings), standardError: coefficient.standardError, lower: coefficient.lower,
    upper: coefficient.upper, confidence: confidence, level: level)
}

/// How Krippendorff's alpha varies when units are drawn again from those at hand.
public struct AlphaBootstrap: Sendable, Equatable {
  /// Percentiles of the drawn alphas.
  public let lower, upper: Double
  public let confidence: Double
  /// The standard deviation of the drawn alphas.
  public let standardError: Double
  /// The draws with an alpha; in the others all ratings were the same.
  public let draws: Int
}

/// A percentile interval of Krippendorff's alpha by drawing as many units, with replacement, as there are.
///
/// Units are drawn, so raters' errors on one unit stay together; the expected disagreement is made anew each time. (Hayes's macro
/// draws single pairs instead, keeps the expected disagreement, and so gives narrower intervals.)
/// - Parameters:
///   - ratings, level, confidence: as for `krippendorffAlpha`.
///   - draws: from 2 to 10⁷.
///   - seed: the same seed gives the same interval everywhere.
/// - Throws: as `krippendorffAlpha`; `outOfDomain` for the draws; `zeroVariance` if fewer than two draws have an alpha.
/// - Note: Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 13.
public func bootstrapKrippendorffAlpha(
  _ ratings: Ratings, level: MeasurementLevel, draws: Int = 1000, seed: UInt64, confidence: Double = 0.95
) throws(StatisticsError) -> AlphaBootstrap {
  try checkConfidence(confidence)
  guard (2...10_000_000).contains(draws) else {
    throw .outOfDomain("between 2 and 10⁷ samples can be drawn, but \(draws) are asked for")
  }
  let pairable = try PairableRatings(ratings, level)
  _ = try pairable.disagreement(ratings.units)
  let owners = (0..<ratings.patternCount).flatMap { pattern in
    [Int32](repeating: Int32(pattern), count: ratings.raters[pattern] < 2 ? 0 : ratings.units[pattern])
  }
  var alphas: [Double] = []
  for draw in 0..<draws {
    var chance = SeededGenerator(seed: seed, stream: UInt64(draw))
    var units = [Int](repeating: 0, count: ratings.patternCount)
    for _ in owners.indices { units[Int(owners[chance.below(owners.count)])] += 1 }
    do throws(StatisticsError) {
      alphas.append(try pairable.disagreement(units).alpha)
    } catch .zeroVariance {
      continue
    }
  }
  guard alphas.count >= 2 else { throw .zeroVariance }
  let table = try Tabulation(alphas)
  let tail = (1 - confidence) / 2
  guard let spread = Moments(alphas).standardDeviation else { throw .notFinite("a drawn alpha") }
  return AlphaBootstrap(
    lower: try table.quantile(tail), upper: try table.quantile(1 - tail), confidence: confidence, standardError: spread,
    draws: alphas.count)
}

/// The differences between ratings at one level of measurement, made without a table of all pairs of values.
private struct PairableRatings {
  let ratings: Ratings
  let level: MeasurementLevel

  struct Disagreement {
    var units = 0
    var ratings = 0.0
    var observed = 0.0
    var expected = 0.0
    var alpha: Double { observed == 0 ? 1 : 1 - observed / expected }
    /// By pattern: Σ_ck n_c n_k δ_ck within a unit, and Σ_c n_c · the mean difference of c to all ratings.
    var within: [Double] = []
    var toAll: [Double] = []
  }

  init(_ ratings: Ratings, _ level: MeasurementLevel) throws(StatisticsError) {
    if level == .ratio {
      guard ratings.values.count <= 5000 else {
        throw .tooMuchWork(
          "alpha at the ratio level over \(ratings.values.count) values", instead: "the interval level")
      }
      if let least = ratings.values.first, least < 0 {
        throw .outOfDomain("ratings at the ratio level are 0 or more, but one is \(least)")
      }
    }
    self.ratings = ratings
    self.level = level
  }

  /// - Parameter units: how often each pattern occurs.
  func disagreement(_ units: [Int]) throws(StatisticsError) -> Disagreement {
    var result = Disagreement()
    var counts = [Double](repeating: 0, count: ratings.values.count)
    for pattern in 0..<ratings.patternCount where ratings.raters[pattern] >= 2 && units[pattern] > 0 {
      result.units += units[pattern]
      result.ratings += Double(units[pattern] * ratings.raters[pattern])
      for entry in ratings.starts[pattern]..<ratings.starts[pattern + 1] {
        counts[Int(ratings.categories[entry])] += Double(units[pattern]) * Double(ratings.times[entry])
      }
    }
    guard result.units >= 2 else { throw .tooFewValues(result.units) }
    guard counts.filter({ $0 > 0 }).count > 1 else { throw .zeroVariance }
    let scale = scale(counts, result.ratings)
    let toAll = distances(scale, counts, result.ratings)
    var (observed, expected) = (DoubleDouble(0), DoubleDouble(0))
    for (count, distance) in zip(counts, toAll) { expected = expected + DoubleDouble.product(count, distance) }
    for pattern in 0..<ratings.patternCount {
      let entries = ratings.starts[pattern]..<ratings.starts[pattern + 1]
      let within = ratings.raters[pattern] < 2 ? 0 : within(entries, scale, ratings.raters[pattern])
      result.within.append(within)
      result.toAll.append(
        entries.reduce(0) { $0 + Double(ratings.times[$1]) * toAll[Int(ratings.categories[$1])] })
      guard ratings.raters[pattern] >= 2, units[pattern] > 0 else { continue }
      observed = observed + DoubleDouble.product(within, Double(units[pattern])) / Double(ratings.raters[pattern] - 1)
    }
    result.observed = (observed / result.ratings).value
    result.expected = (expected / (result.ratings - 1)).value
    guard result.observed.isFinite, result.expected.isFinite else { throw .notFinite("a difference of ratings") }
    guard result.expected.isNormal else { throw .zeroVariance }
    return result
  }

  /// What stands for each value: itself, or its mid-rank among the pairable ratings; moved to a mean of about 0.
  private func scale(_ counts: [Double], _ total: Double) -> [Double] {
    switch level {
    case .nominal, .ratio: return ratings.values
    case .ordinal:
      var below = -total / 2
      return counts.map { count in
        below += count
        return below - count / 2
      }
    case .interval:
      var mean = DoubleDouble(0)
      for (value, count) in zip(ratings.values, counts) where count > 0 {
        mean = mean + DoubleDouble(value) * (count / total)
      }
      return ratings.values.map { $0 - mean.value }
    }
  }

  /// The mean difference of each value to all ratings.
  private func distances(_ scale: [Double], _ counts: [Double], _ total: Double) -> [Double] {
    switch level {
    case .nominal: return counts.map { (total - $0) / total }
    case .ordinal, .interval:
      var (mean, squares) = (DoubleDouble(0), DoubleDouble(0))
      for (value, count) in zip(scale, counts) where count > 0 {
        mean = mean + DoubleDouble.product(value, count) / total
        squares = squares + DoubleDouble.product(value, value) * count / total
      }
      let (centre, spread) = (mean.value, max(0, (squares - mean * mean).value))
      return zip(scale, counts).map { $1 > 0 ? ($0 - centre) * ($0 - centre) + spread : 0 }
    case .ratio:
      let present = counts.indices.filter { counts[$0] > 0 }
      return scale.indices.map { i in
        counts[i] == 0 ? 0 : present.reduce(0) { $0 + difference(scale[i], scale[$1]) * counts[$1] } / total
      }
    }
  }

  /// Σ_ck n_c n_k δ_ck of one unit.
  private func within(_ entries: Range<Int>, _ scale: [Double], _ raters: Int) -> Double {
    var sum = 0.0
    switch level {
    case .nominal:
      for entry in entries {
        let times = Double(ratings.times[entry])
        sum += times * (Double(raters) - times)
      }
    case .ordinal, .interval:
      // 2r Σ n(x − x̄)², from the unit's own mean.
      let mean =
        entries.reduce(0) { $0 + Double(ratings.times[$1]) * scale[Int(ratings.categories[$1])] } / Double(raters)
      for entry in entries {
        let deviation = scale[Int(ratings.categories[entry])] - mean
        sum += Double(ratings.times[entry]) * deviation * deviation
      }
      sum *= 2 * Double(raters)
      // A unit with one value has no difference, whatever its mean was rounded to.
      if entries.count == 1 { sum = 0 }
    case .ratio:
      for first in entries {
        for second in entries {
          sum +=
            Double(ratings.times[first]) * Double(ratings.times[second])
            * difference(scale[Int(ratings.categories[first])], scale[Int(ratings.categories[second])])
        }
      }
    }
    return sum
  }

  /// The squared difference over the sum; none between 0 and 0.
  private func difference(_ a: Double, _ b: Double) -> Double { a == b ? 0 : squaredRatio(a, b) }
}
