/// Guttman's reliability over every split of a scale into halves.
public struct SplitHalves: Sendable, Equatable {
  /// The best split (Guttman's λ₄), the mean of all, and the worst.
  public let best, mean, worst: Double
  /// The items, 0-based, of one half of the best split.
  public let bestHalf: [Int]
  /// The number of splits.
  public let splits: Int
}

/// Guttman's split-half reliability of every split of k items into halves: exhaustive, so the best is λ₄.
///
/// 4·cov(A, B)/var(A + B) for halves A and B; with an odd number of items one half has one more. For an even number the mean is
/// Cronbach's alpha.
/// - Parameter sample: of 2 ≤ k ≤ 24 items; their covariances are taken as they are, so hand over correlations for standardised items.
/// - Throws: `tooFewItems`, `tooMuchWork` beyond 24 items, `zeroVariance` when the sum of the items does not vary.
/// - Note: Guttman (1945), doi:10.1007/BF02288892. Reference values: `Fixtures/psychometrics/factors.json` (psych's `splitHalf`, which for
///   an odd number of items looks at half the splits only; those are by a plain loop).
public func splitHalves(_ sample: SampleCovariance) throws(StatisticsError) -> SplitHalves {
  let (covariances, total) = try scaled(sample.covariances)
  let k = covariances.rowCount
  guard k >= 2 else { throw .tooFewItems(k) }
  guard k <= 24 else { throw .tooMuchWork("all splits of \(k) items", instead: "the greatest lower bound") }
  var search = SplitSearch(covariances: covariances)
  search.place(0)
  return SplitHalves(
    best: 4 * search.best / total, mean: 4 * (search.sum / Double(search.splits)).value / total,
    worst: 4 * search.worst / total, bestHalf: (0..<k).filter { search.bestHalf & (1 << $0) != 0 },
    splits: search.splits)
}

/// Reliability from what each item shares with all others together (Guttman's λ₆).
///
/// 1 − Σe²/V, e² the variance of an item that a regression on the others leaves, V the variance of the sum.
/// - Parameter sample: of k ≥ 2 items; their covariances are taken as they are.
/// - Throws: `tooFewItems`, `notPositiveDefinite`, `zeroVariance`.
/// - Note: Guttman (1945), doi:10.1007/BF02288892. Reference values: `Fixtures/psychometrics/factors.json` (psych's `smc`).
public func guttmanLambda6(_ sample: SampleCovariance) throws(StatisticsError) -> Double {
  let (covariances, total) = try scaled(sample.covariances)
  guard covariances.rowCount >= 2 else { throw .tooFewItems(covariances.rowCount) }
  let scales = covariances.diagonal
  guard let inverse = Cholesky(correlations(covariances))?.inverse else {
    throw .notPositiveDefinite("the matrix of covariances")
  }
  return 1 - zip(scales, inverse.diagonal).reduce(0) { $0 + $1.0 / $1.1 } / total
}

/// Covariances over their mean variance, and the variance of the sum of all items.
func scaled(_ covariances: Matrix) throws(StatisticsError) -> (covariances: Matrix, total: Double) {
  let k = Double(covariances.rowCount)
  let mean = covariances.diagonal.reduce(0) { $0 + $1 / k }
  let result = covariances * (1 / mean)
  let total = result.elements.reduce(0, +)
  guard mean > 1e-290, total > 1e-10 * k else { throw .zeroVariance }
  return (result, total)
}

/// Puts one item after another into either half and keeps the covariance of the halves.
private struct SplitSearch {
  let covariances: Matrix
  let items: Int
  private let smaller: Int
  private var first: [Int] = []
  private var second: [Int] = []
  private var between = 0.0
  private(set) var best = -Double.infinity
  private(set) var worst = Double.infinity
  private(set) var bestHalf = 0
  private(set) var sum = DoubleDouble(0)
  private(set) var splits = 0

  init(covariances: Matrix) {
    self.covariances = covariances
    items = covariances.rowCount
    smaller = items / 2
  }

  mutating func place(_ item: Int) {
    guard item < items else { return count() }
    let before = between
    if first.count < smaller {
      between = second.reduce(before) { $0 + covariances[item, $1] }
      first.append(item)
      place(item + 1)
      first.removeLast()
    }
    // Of two equal halves the first holds the first item.
    if second.count < items - smaller, !(item == 0 && items % 2 == 0) {
      between = first.reduce(before) { $0 + covariances[item, $1] }
      second.append(item)
      place(item + 1)
      second.removeLast()
    }
    between = before
  }

  private mutating func count() {
    splits += 1
    sum = sum + DoubleDouble(between)
    if between > best {
      best = between
      bestHalf = first.reduce(0) { $0 | (1 << $1) }
    }
    worst = min(worst, between)
  }
}
