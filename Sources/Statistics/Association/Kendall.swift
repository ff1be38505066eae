/// Kendall's rank correlation of two columns (τ-b).
///
/// τ = S/√((T₀ − T₁)(T₀ − T₂)): S pairs in agreement minus pairs in disagreement, T₀ = n(n − 1)/2 pairs, T₁ and T₂ those tied
/// in each column. p as in R's `cor.test`: without ties and below n = 50 from the distribution of S, otherwise normal
/// with the variance of S corrected for ties. R gives no interval; this one is tanh(artanh τ ± z·√(0.437/(n − 4))), from
/// n = 5.
/// - Parameters:
///   - x, y: n ≥ 3 values each, the i-th of both is one person's; only their order counts.
///   - confidence: of the interval, between 0 and 1.
/// - Throws: `unequalLengths`, `tooFewValues`, `notFinite`, `zeroVariance` when a column does not vary, `outOfDomain`.
/// - Note: Kendall (1945), doi:10.1093/biomet/33.3.239; n log n steps: Knight (1966), doi:10.1080/01621459.1966.10480879;
///   interval: Fieller, Hartley & Pearson (1957), doi:10.1093/biomet/44.3-4.470. Reference values:
///   `Fixtures/association.json`.
public func kendall(_ x: [Double], _ y: [Double], confidence: Double = 0.95) throws(StatisticsError) -> Correlation {
  try checkConfidence(confidence)
  try checkPairs(x, y, needing: 3)
  let n = x.count
  // Numbers of pairs stay within an Int below this.
  guard n < 1 << 31 else { throw tooManyPeople }
  let tiesX = TieSums(distinctValues(x).counts)
  let tiesY = TieSums(distinctValues(y).counts)
  let pairs = n * (n - 1) / 2
  guard tiesX.pairs < pairs, tiesY.pairs < pairs else { throw .zeroVariance }
  let (disagreeing, both) = discordance(x, y)
  let score = pairs - tiesX.pairs - tiesY.pairs + both - 2 * disagreeing
  let scale = Double(pairs - tiesX.pairs).squareRoot() * Double(pairs - tiesY.pairs).squareRoot()
  let tau = max(-1, min(1, Double(score) / scale))
  let interval = try Correlation.fisherInterval(
    tau, standardError: n > 4 ? (0.437 / Double(n - 4)).squareRoot() : nil, confidence: confidence)
  let pValue: Double
  if n < 50, tiesX.pairs == 0, tiesY.pairs == 0 {
    pValue = exactPValue(agreeing: (score + pairs) / 2, count: n)
  } else {
    let m = Double(n)
    let variance =
      (m * (m - 1) * (2 * m + 5) - tiesX.cubic - tiesY.cubic) / 18
      + tiesX.second * tiesY.second / (2 * m * (m - 1))
      + tiesX.third * tiesY.third / (9 * m * (m - 1) * (m - 2))
    pValue = twoSided(try Normal.standard.survival(Double(abs(score)) / variance.squareRoot()))
  }
  return Correlation(
    estimate: tau, pValue: pValue, lower: interval.lower, upper: interval.upper, confidence: confidence, count: n)
}

/// Sums over the sizes t of a column's ties.
private struct TieSums {
  /// Σt(t − 1)/2.
  let pairs: Int
  /// Σt(t − 1)(2t + 5), Σt(t − 1), Σt(t − 1)(t − 2).
  let cubic, second, third: Double

  init(_ counts: [Int]) {
    pairs = counts.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    let sizes = counts.map(Double.init)
    cubic = sizes.reduce(0) { $0 + $1 * ($1 - 1) * (2 * $1 + 5) }
    second = sizes.reduce(0) { $0 + $1 * ($1 - 1) }
    third = sizes.reduce(0) { $0 + $1 * ($1 - 1) * ($1 - 2) }
  }
}

/// Pairs in strict disagreement, and pairs tied in both columns: sorted by x then y, the exchanges that sort y.
private func discordance(_ x: [Double], _ y: [Double]) -> (disagreeing: Int, tiedInBoth: Int) {
  let order = x.indices.sorted { x[$0] != x[$1] ? x[$0] < x[$1] : y[$0] < y[$1] }
  var both = 0
  var run = 1
  for (a, b) in zip(order, order.dropFirst()) {
    run = x[a] == x[b] && y[a] == y[b] ? run + 1 : 1
    both += run - 1
  }
  var values = order.map { y[$0] }
  var merged = values
  var exchanges = 0
  var width = 1
  while width < values.count {
    for start in stride(from: 0, to: values.count, by: 2 * width) {
      let middle = min(start + width, values.count)
      let end = min(start + 2 * width, values.count)
      var (left, right) = (start, middle)
      for position in start..<end {
        if right >= end || (left < middle && values[left] <= values[right]) {
          merged[position] = values[left]
          left += 1
        } else {
          merged[position] = values[right]
          right += 1
          exchanges += middle - left
        }
      }
    }
    swap(&values, &merged)
    width *= 2
  }
  return (exchanges, both)
}

/// Two-sided p of T pairs in agreement among n values without ties, from the product of the uniform laws on 0…i − 1.
private func exactPValue(agreeing: Int, count: Int) -> Double {
  var chances = [1.0]
  for i in 2...count {
    var next = [Double](repeating: 0, count: chances.count + i - 1)
    for (position, chance) in chances.enumerated() {
      for step in 0..<i { next[position + step] += chance / Double(i) }
    }
    chances = next
  }
  // The law is symmetric, so the shorter tail serves for both.
  let tail = min(agreeing, chances.count - 1 - agreeing)
  return twoSided(chances[...max(0, tail)].reduce(0, +))
}
