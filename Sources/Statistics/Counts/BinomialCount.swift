/// How many of a group have a property.
public struct BinomialCount: Sendable, Equatable {
  public let successes, trials: Int

  /// - Throws: `tooFewValues` without trials; `outOfDomain` unless successes lie from 0 to trials, or beyond 2⁵³ trials.
  public init(successes: Int, trials: Int) throws(StatisticsError) {
    guard trials >= 1 else { throw .tooFewValues(trials) }
    try checkCounts([trials], of: 1)
    guard (0...trials).contains(successes) else {
      throw .outOfDomain("\(successes) of \(trials) people is not a share")
    }
    self.successes = successes
    self.trials = trials
  }

  public var share: Double { Double(successes) / Double(trials) }
}

/// How two groups' shares are compared, the first with the second.
public enum ProportionEffect: Sendable, CaseIterable {
  /// p₁ − p₂, from −1 to 1.
  case difference
  /// p₁/p₂.
  case riskRatio
  /// p₁(1 − p₂)/(p₂(1 − p₁)).
  case oddsRatio

  /// The effect seen; nil where it has no finite value.
  func estimate(_ a: BinomialCount, _ b: BinomialCount) -> Double? {
    let (x, m) = (Double(a.successes), Double(a.trials))
    let (y, n) = (Double(b.successes), Double(b.trials))
    switch self {
    case .difference: return (DoubleDouble(x) / DoubleDouble(m) - DoubleDouble(y) / DoubleDouble(n)).value
    case .riskRatio: return y > 0 ? (x / m) / (y / n) : nil
    case .oddsRatio: return y > 0 && m > x ? x / (m - x) * ((n - y) / y) : nil
    }
  }

  /// Holds a value to those that the effect can have.
  func check(_ value: Double) throws(StatisticsError) {
    guard value.isFinite else { throw .notFinite("a bound") }
    switch self {
    case .difference:
      guard abs(value) < 1 else { throw .outOfDomain("a difference of shares lies between -1 and 1, not at \(value)") }
    case .riskRatio, .oddsRatio:
      guard value >= 1e-12, value <= 1e12 else {
        throw .outOfDomain("a ratio to compare with lies between 1e-12 and 10¹², not at \(value)")
      }
    }
  }
}
