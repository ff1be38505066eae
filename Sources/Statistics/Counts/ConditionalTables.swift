internal import Glibc

/// The 2 × 2 tables with given margins, each known by its first cell: Fisher's noncentral hypergeometric distribution.
struct ConditionalTables {
  let observed: Int
  let support: ClosedRange<Int>
  /// log of the hypergeometric weight of each table, up to a constant.
  private let logWeights: [Double]

  init(observed: Int, row: Int, column: Int, total: Int) {
    self.observed = observed
    support = max(0, row + column - total)...min(row, column)
    // Neighbours differ by (row − x)(column − x)/((x + 1)(total − row − column + x + 1)); sums start at the observed
    // table, so that it and its neighbours are exact.
    func step(_ x: Int) -> Double {
      let up = Double(row - x) * Double(column - x)
      return log(up / (Double(x + 1) * Double(total - row - column + x + 1)))
    }
    var weights = [Double](repeating: 0, count: support.count)
    let origin = observed - support.lowerBound
    var upward = DoubleDouble(0)
    for x in stride(from: observed, to: support.upperBound, by: 1) {
      upward = upward + step(x)
      weights[x + 1 - support.lowerBound] = upward.value
    }
    var downward = DoubleDouble(0)
    for x in stride(from: observed - 1, through: support.lowerBound, by: -1) {
      downward = downward - step(x)
      weights[x - support.lowerBound] = downward.value
    }
    weights[origin] = 0
    logWeights = weights
  }

  /// The two-sided p: all tables no likelier than the observed one, up to a rounding of 1e-7 as in R.
  var pValue: Double {
    let largest = logWeights.max() ?? 0
    var (counted, all) = (DoubleDouble(0), DoubleDouble(0))
    for weight in logWeights {
      let chance = DoubleDouble(exp(weight - largest))
      all += chance
      if weight <= 1e-7 { counted += chance }
    }
    return min(1, (counted / all).value)
  }

  func oddsRatio(confidence: Double) -> ConditionalOddsRatio {
    let tail = (1 - confidence) / 2
    let isSmallest = observed == support.lowerBound
    let isLargest = observed == support.upperBound
    // The mean of the first cell, and both tails, move one way with the odds ratio.
    let estimate = root { mean(logOdds: $0) - Double(observed) }
    let lower = root { upperTail(logOdds: $0) - tail }
    let upper = root { tail - lowerTail(logOdds: $0) }
    return ConditionalOddsRatio(
      estimate: isLargest ? (isSmallest ? 0 : nil) : isSmallest ? 0 : exp(estimate),
      lower: isSmallest ? 0 : exp(lower), upper: isLargest ? nil : exp(upper), confidence: confidence)
  }

  private func mean(logOdds: Double) -> Double {
    let (first, chances) = distribution(logOdds: logOdds)
    return chances.enumerated().reduce(0) { $0 + Double(first + $1.offset) * $1.element }
  }

  private func upperTail(logOdds: Double) -> Double {
    let (first, chances) = distribution(logOdds: logOdds)
    return chances.dropFirst(max(0, observed - first)).reduce(0, +)
  }

  private func lowerTail(logOdds: Double) -> Double {
    let (first, chances) = distribution(logOdds: logOdds)
    return chances.prefix(max(0, observed - first + 1)).reduce(0, +)
  }

  /// The chance of each table when the odds ratio is exp(logOdds), from the table `first` on; what is left out at both ends
  /// is below 1e-24 of the likeliest.
  private func distribution(logOdds: Double) -> (first: Int, chances: [Double]) {
    func log(_ index: Int) -> Double { logWeights[index] + logOdds * Double(index + support.lowerBound - observed) }
    // Weights rise to one top and fall, so halving finds it.
    var (low, high) = (0, logWeights.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if log(middle) < log(middle + 1) { low = middle + 1 } else { high = middle }
    }
    let top = low
    let largest = log(top)
    var start = top
    while start > 0, log(start - 1) > largest - 56 { start -= 1 }
    var end = top
    while end < logWeights.count - 1, log(end + 1) > largest - 56 { end += 1 }
    let weights = (start...end).map { exp(log($0) - largest) }
    let total = weights.reduce(0, +)
    return (start + support.lowerBound, weights.map { $0 / total })
  }

  /// The log odds ratio at which a rising function passes 0, by halving until the interval cannot shrink.
  private func root(of rising: (Double) -> Double) -> Double {
    var (low, high) = (-1.0, 1.0)
    while rising(low) > 0, low > -600 { low *= 2 }
    while rising(high) < 0, high < 600 { high *= 2 }
    for _ in 0..<200 {
      let middle = 0.5 * (low + high)
      if middle <= low || middle >= high { break }
      if rising(middle) < 0 { low = middle } else { high = middle }
    }
    return 0.5 * (low + high)
  }
}
