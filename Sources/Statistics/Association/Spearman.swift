internal import Glibc

/// Spearman's rank correlation of two columns.
///
/// ρ is Pearson's r of the mid-ranks. p as in R's `cor.test`: without ties, from the distribution of Σd² (all orders up to
/// n = 9, an Edgeworth series to n = 1290); otherwise from Student's t on n − 2 degrees of freedom. R gives no interval;
/// this one is tanh(artanh ρ ± z·√((1 + ρ²/2)/(n − 3))), from n = 4.
/// - Parameters:
///   - x, y: n ≥ 3 values each, the i-th of both is one person's; any units, only their order counts.
///   - confidence: of the interval, between 0 and 1.
/// - Throws: `unequalLengths`, `tooFewValues`, `notFinite`, `zeroVariance` when a column does not vary, `outOfDomain`.
/// - Note: Spearman (1904); p: Best & Roberts (1975), algorithm AS 89, doi:10.2307/2347111; interval: Bonett & Wright
///   (2000), doi:10.1007/BF02294183. Reference values: `Fixtures/association.json`.
public func spearman(_ x: [Double], _ y: [Double], confidence: Double = 0.95) throws(StatisticsError) -> Correlation {
  try checkConfidence(confidence)
  try checkPairs(x, y, needing: 3)
  let (first, second) = (midRanks(x), midRanks(y))
  let rho = try correlationCoefficient(first.ranks, second.ranks)
  let n = x.count
  let interval = try Correlation.fisherInterval(
    rho, standardError: n > 3 ? ((1 + rho * rho / 2) / Double(n - 3)).squareRoot() : nil, confidence: confidence)
  let pValue: Double
  if first.hasTies || second.hasTies || n > 1290 {
    pValue = try Statistics.pValue(ofCorrelation: rho, count: n)
  } else {
    let distance = zip(first.ranks, second.ranks).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    pValue = try rankDistancePValue(distance, count: n)
  }
  return Correlation(
    estimate: rho, pValue: pValue, lower: interval.lower, upper: interval.upper, confidence: confidence, count: n)
}

/// Each value's rank, ties sharing the mean of theirs.
func midRanks(_ values: [Double]) -> (ranks: [Double], hasTies: Bool) {
  let order = values.indices.sorted { values[$0] < values[$1] }
  var ranks = [Double](repeating: 0, count: values.count)
  var hasTies = false
  var start = 0
  while start < order.count {
    var end = start + 1
    while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
    for position in start..<end { ranks[order[position]] = 0.5 * Double(start + 1 + end) }
    hasTies = hasTies || end - start > 1
    start = end
  }
  return (ranks, hasTies)
}

/// The two-sided p of D = Σd² between two orders of n without ties.
private func rankDistancePValue(_ distance: Double, count n: Int) throws(StatisticsError) -> Double {
  let middle = Double(n) * (Double(n) * Double(n) - 1) / 6
  if n <= 9 { return exactRankDistancePValue(Int(distance), middle: middle, count: n) }
  // The lower tail P(D ≤ d) is P(D < d + 2), because D is even.
  return twoSided(try edgeworthTail(distance > middle ? distance : distance + 2, count: n, isUpper: distance > middle))
}

/// P(D ≥ d), or P(D < d), by the Edgeworth series of AS 89.
private func edgeworthTail(_ distance: Double, count: Int, isUpper: Bool) throws(StatisticsError) -> Double {
  let n = Double(count)
  let b = 1 / n
  let x = (6 * (distance - 1) * b / (n * n - 1) - 1) * (n - 1).squareRoot()
  let y = x * x
  let last = 0.0072 - 0.0831 * b + y * b * (0.0131 - 4.6e-4 * y)
  let inner = -0.0758 + b * (0.1033 + 0.3932 * b) - y * b * (0.0879 + 0.0151 * b - y * last)
  let correction = x * b * (0.2274 + b * (0.2531 + 0.1745 * b) + y * inner) / exp(y / 2)
  let normal = try isUpper ? Normal.standard.survival(x) : Normal.standard.cumulative(x)
  return max(0, min(1, isUpper ? normal + correction : normal - correction))
}

/// The same by counting all n! orders, n ≤ 9.
private func exactRankDistancePValue(_ distance: Int, middle: Double, count n: Int) -> Double {
  let isUpper = Double(distance) > middle
  var (counted, all) = (0, 0)
  var order = Array(0..<n)
  func visit(_ position: Int, _ sum: Int) {
    if position == n {
      all += 1
      if isUpper ? sum >= distance : sum <= distance { counted += 1 }
      return
    }
    for choice in position..<n {
      order.swapAt(position, choice)
      let step = order[position] - position
      visit(position + 1, sum + step * step)
      order.swapAt(position, choice)
    }
  }
  visit(0, 0)
  return twoSided(Double(counted) / Double(all))
}
