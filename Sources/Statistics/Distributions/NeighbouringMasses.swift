/// The masses of neighbouring counts of a hypergeometric distribution compared, with 32 digits.
struct NeighbouringMasses {
  let successes, failures, draws: Int
  let oddsRatio: Double

  /// P(k + 1)/P(k); each product may exceed 2⁵³.
  func ratio(_ k: Int) -> DoubleDouble {
    DoubleDouble.product(Double(successes - k), Double(draws - k)) * oddsRatio
      / DoubleDouble.product(Double(k + 1), Double(failures - draws + k + 1))
  }

  /// Σ P/P(start) from `start` on to `end`, on either side, as far as it counts.
  func sum(from start: Int, to end: Int) -> DoubleDouble {
    var at = start
    var term = DoubleDouble(1)
    var sum = DoubleDouble(1)
    while at != end {
      term = at < end ? term * ratio(at) : term / ratio(at - 1)
      at += at < end ? 1 : -1
      sum = sum + term
      // Masses are log-concave: once they fall they fall faster.
      if term.high < sum.high * 1e-22 { break }
    }
    return sum
  }
}
