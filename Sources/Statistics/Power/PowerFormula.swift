/// A test whose power follows from a sample size and an effect; either can be solved for.
///
/// Power rises with both.
public protocol PowerFormula: Sendable {
  /// The probability that the test finds the effect.
  /// - Throws: `outOfDomain` for a size or effect that the design does not know, `notFinite`.
  func power(count: Double, effect: Double) throws(StatisticsError) -> Double
  /// The smallest size that the design allows.
  var leastCount: Double { get }
  /// Effects stay below this.
  var largestEffect: Double { get }
}

extension PowerFormula {
  /// The size at which an effect is found with a given power, not rounded: the next whole number is what a study needs.
  /// - Parameters:
  ///   - power: above the level of significance, below 1.
  ///   - effect: not 0.
  /// - Returns: at least `leastCount`, also where fewer would do.
  /// - Throws: `outOfDomain` when no size up to 10⁹ gives the power, and as `power(count:effect:)`.
  public func count(power: Double, effect: Double) throws(StatisticsError) -> Double {
    try checkPower(power)
    if try self.power(count: leastCount, effect: effect) >= power { return leastCount }
    var (low, high) = (leastCount, leastCount * 2)
    while try self.power(count: high, effect: effect) < power {
      guard high < 1e9 else { throw .outOfDomain("no sample size up to 10⁹ gives a power of \(power)") }
      (low, high) = (high, high * 2)
    }
    return try bracketedRoot(from: low, to: high, what: "the sample size") { (count) throws(StatisticsError) in
      try excess(self.power(count: count, effect: effect), over: power)
    }
  }

  /// The smallest effect that is found with a given power.
  /// - Throws: `outOfDomain` when no effect gives the power, and as `power(count:effect:)`.
  public func effect(power: Double, count: Double) throws(StatisticsError) -> Double {
    try checkPower(power)
    guard try self.power(count: count, effect: 0) < power else {
      throw .outOfDomain("a power of \(power) is reached without any effect")
    }
    var (low, high) = (0.0, min(1e-3, largestEffect / 2))
    while try self.power(count: count, effect: high) < power {
      guard high < 1e6, high < largestEffect * (1 - 1e-15) else {
        throw .outOfDomain("no effect gives a power of \(power) with this sample size")
      }
      // Doubling, and halving what is left once an end is near.
      (low, high) = (high, min(high * 2, largestEffect.isFinite ? (high + largestEffect) / 2 : high * 2))
    }
    return try bracketedRoot(from: low, to: high, what: "the effect") { (effect) throws(StatisticsError) in
      try excess(self.power(count: count, effect: effect), over: power)
    }
  }
}

/// One-sided tests look for an effect in its own direction.
public enum TestSides: Sendable, CaseIterable {
  case one, two

  /// The part of the level of significance that lies in one tail.
  func tail(_ significance: Double) -> Double { self == .one ? significance : significance / 2 }
}

/// 0 within 1e-15, to which a power is good.
private func excess(_ found: Double, over wanted: Double) -> Double {
  abs(found - wanted) < 1e-15 ? 0 : found - wanted
}

private func checkPower(_ power: Double) throws(StatisticsError) {
  guard power > 0, power < 1 else { throw .outOfDomain("a power lies between 0 and 1, but this one is \(power)") }
}

func checkSignificance(_ level: Double) throws(StatisticsError) {
  guard level >= 1e-12, level < 1 else {
    throw .outOfDomain("a level of significance lies between 1e-12 and 1, but this one is \(level)")
  }
}

func checkSize(_ count: Double, atLeast least: Double, effect: Double) throws(StatisticsError) {
  guard count.isFinite, effect.isFinite else { throw .notFinite("the sample size or the effect") }
  guard count >= least, count <= 1e12 else {
    throw .outOfDomain("a sample size of this design lies between \(least) and 10¹², but this one is \(count)")
  }
  guard abs(effect) <= 1e7 else { throw .outOfDomain("an effect of \(effect) needs no power analysis") }
}
