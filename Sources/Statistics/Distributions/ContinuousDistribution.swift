/// A distribution on the real line: density, both tails, and the inverses of both tails.
///
/// Laws: `cumulative(x) + survival(x) = 1`; both tails keep their relative accuracy however small they are, so use
/// `survival` for a p-value and never `1 - cumulative`. The logarithms stay finite where the tail itself underflows.
/// An infinite argument gives the limit.
/// - Throws: every function `StatisticsError.notFinite` for a NaN argument; the quantiles `.outOfDomain` for a
///   probability outside 0...1 and `.noConvergence` if the search fails.
public protocol ContinuousDistribution: Sendable {
  /// The probability density at `x`; may be +∞ at an end of the support.
  func density(_ x: Double) throws(StatisticsError) -> Double
  /// P(X ≤ x).
  func cumulative(_ x: Double) throws(StatisticsError) -> Double
  /// P(X > x).
  func survival(_ x: Double) throws(StatisticsError) -> Double
  /// log P(X ≤ x), natural.
  func logCumulative(_ x: Double) throws(StatisticsError) -> Double
  /// log P(X > x), natural.
  func logSurvival(_ x: Double) throws(StatisticsError) -> Double
  /// The x with P(X ≤ x) = p.
  func quantile(_ p: Double) throws(StatisticsError) -> Double
  /// The x with P(X > x) = p.
  func upperQuantile(_ p: Double) throws(StatisticsError) -> Double
}

/// A distribution on whole numbers.
///
/// Laws: the masses sum to 1; `cumulative(k) + survival(k) = 1`, both with relative accuracy.
/// - Throws: the quantiles `StatisticsError.notFinite` for NaN and `.outOfDomain` for a probability outside 0...1, or where
///   the quantile has no end or lies beyond 2⁶⁰.
public protocol DiscreteDistribution: Sendable {
  /// P(X = k); 0 outside the support.
  func mass(_ k: Int) -> Double
  /// P(X ≤ k).
  func cumulative(_ k: Int) -> Double
  /// P(X > k): strictly above, so P(X ≥ k) is `survival(k - 1)`.
  func survival(_ k: Int) -> Double
  /// log P(X ≤ k), natural.
  func logCumulative(_ k: Int) -> Double
  /// log P(X > k), natural.
  func logSurvival(_ k: Int) -> Double
  /// The smallest k with P(X ≤ k) ≥ p.
  func quantile(_ p: Double) throws(StatisticsError) -> Int
  /// The smallest k with P(X > k) ≤ p.
  func upperQuantile(_ p: Double) throws(StatisticsError) -> Int
}

/// The argument, unless it is NaN.
func checkedArgument(_ x: Double) throws(StatisticsError) -> Double {
  guard !x.isNaN else { throw .notFinite("the argument of a distribution") }
  return x
}

/// The probability, if it is one.
func checkedProbability(_ p: Double) throws(StatisticsError) -> Double {
  guard !p.isNaN else { throw .notFinite("the probability") }
  guard p >= 0, p <= 1 else { throw .outOfDomain("a probability lies between 0 and 1, but this one is \(p)") }
  return p
}

/// A shape parameter or degrees of freedom, if it lies where every function here has been checked.
func checkedParameter(_ value: Double, _ name: String) throws(StatisticsError) -> Double {
  guard value.isFinite else { throw .notFinite(name) }
  guard value >= 1e-8, value <= 1e15 else {
    throw .outOfDomain("\(name) must lie between 1e-8 and 1e15, but it is \(value)")
  }
  return value
}
