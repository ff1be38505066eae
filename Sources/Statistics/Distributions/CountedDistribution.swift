/// The tails of a distribution on finitely many whole numbers, from how often each occurs.
struct CountedTails: Sendable, Hashable {
  /// The smallest number.
  let first: Int
  /// Of each number from `first` on: P(X = k), P(X ≤ k), P(X ≥ k).
  private let masses, lower, upper: [Double]

  /// - Parameter counts: how many arrangements give each number; not all 0.
  init(first: Int, counts: [Double]) {
    self.first = first
    func running(_ counts: [Double]) -> [DoubleDouble] {
      var sum = DoubleDouble(0)
      return counts.map { count in
        sum = sum + count
        return sum
      }
    }
    let rising = running(counts)
    let falling = running(counts.reversed())
    let total = rising.last ?? DoubleDouble(1)
    masses = counts.map { (DoubleDouble($0) / total).value }
    lower = rising.map { ($0 / total).value }
    upper = falling.reversed().map { ($0 / total).value }
  }

  var last: Int { first + masses.count - 1 }
  var support: ClosedRange<Int> { first...max(first, last) }

  func mass(_ k: Int) -> Double { support.contains(k) ? masses[k - first] : 0 }
  func cumulative(_ k: Int) -> Double { k < first ? 0 : k >= last ? 1 : lower[k - first] }
  /// P(X ≥ k).
  func fromUp(_ k: Int) -> Double { k <= first ? 1 : k > last ? 0 : upper[k - first] }
}

/// A distribution whose tails are counted out once.
protocol CountedDistribution: BoundedCount {
  var tails: CountedTails { get }
}

extension CountedDistribution {
  /// The numbers from the smallest to the largest that occur.
  public var support: ClosedRange<Int> { tails.support }

  public func mass(_ k: Int) -> Double { tails.mass(k) }
  public func cumulative(_ k: Int) -> Double { tails.cumulative(k) }
  public func survival(_ k: Int) -> Double { k == .max ? 0 : tails.fromUp(k + 1) }

  /// The chance of a number at least as far from the mean as k is: two-sided p.
  func atLeastAsFar(as k: Int, fromHalfOf twiceMean: Int) -> Double {
    let (below, above) = (min(twiceMean - k, k), max(twiceMean - k, k))
    return below == above ? 1 : min(1, cumulative(below) + survival(above - 1))
  }
}
