/// Count, sums and cross-products of the items of a scale: all that its reliability needs.
///
/// Moments of parts merge into the moments of the whole. Answers are taken from the first person's, so that sums of codes
/// stay exact integers (up to 2⁵³) and a large common offset costs no digits.
public struct ItemMoments: Sendable, Equatable {
  /// The number of items, k.
  public let items: Int
  /// The number of people, n.
  public private(set) var count = 0
  /// What is subtracted from each item's answers before they are summed.
  private var origin: [Double]
  private var sums: [Double]
  /// Σ(xᵢ − oᵢ)(xⱼ − oⱼ) for j ≤ i, row after row.
  private var products: [Double]

  /// No people yet.
  /// - Parameter items: k; below 0 counts as 0, and `reliability` refuses fewer than two.
  public init(items: Int) {
    self.items = max(0, items)
    origin = [Double](repeating: 0, count: self.items)
    sums = origin
    products = [Double](repeating: 0, count: self.items * (self.items + 1) / 2)
  }

  /// Sums that are already made, as of whole codes counted elsewhere.
  /// - Parameters:
  ///   - count: n people, each with all k items answered.
  ///   - sums: Σxᵢ, k of them.
  ///   - crossProducts: Σxᵢxⱼ, k × k; only j ≤ i is read.
  /// - Throws: `unequalLengths`, `outOfDomain` for a negative count.
  public init(count: Int, sums: [Int], crossProducts: [[Int]]) throws(StatisticsError) {
    guard crossProducts.count == sums.count else { throw .unequalLengths(sums.count, crossProducts.count) }
    try checkCounts([count], of: 1)
    self.init(items: sums.count)
    self.count = count
    self.sums = sums.map(Double.init)
    products.removeAll(keepingCapacity: true)
    for (index, row) in crossProducts.enumerated() {
      guard row.count == sums.count else { throw .unequalLengths(sums.count, row.count) }
      products.append(contentsOf: row[...index].map(Double.init))
    }
  }

  /// Adds one person's answers.
  /// - Parameter row: k answers, no gaps.
  /// - Throws: `unequalLengths`, `notFinite`; nothing is added then.
  public mutating func add(_ row: [Double]) throws(StatisticsError) {
    guard row.count == items else { throw .unequalLengths(items, row.count) }
    try checkFinite(row, "an answer")
    guard let total = sumOfCounts(count, 1) else { throw tooManyPeople }
    if count == 0 { origin = row }
    count = total
    var position = 0
    for i in 0..<items {
      let deviation = row[i] - origin[i]
      sums[i] += deviation
      for j in 0...i {
        products[position] += deviation * (row[j] - origin[j])
        position += 1
      }
    }
  }

  /// Takes in the people behind `other`.
  /// - Throws: `unequalLengths` when the numbers of items differ.
  public mutating func merge(_ other: ItemMoments) throws(StatisticsError) {
    guard other.items == items else { throw .unequalLengths(items, other.items) }
    guard other.count > 0 else { return }
    guard count > 0 else {
      self = other
      return
    }
    guard let total = sumOfCounts(count, other.count) else { throw tooManyPeople }
    let n = Double(other.count)
    let moves = zip(other.origin, origin).map { $0 - $1 }
    var position = 0
    for i in 0..<items {
      for j in 0...i {
        products[position] +=
          other.products[position] + moves[i] * other.sums[j] + moves[j] * other.sums[i] + n * moves[i] * moves[j]
        position += 1
      }
    }
    for i in 0..<items { sums[i] += other.sums[i] + n * moves[i] }
    count = total
  }

  /// The mean of each item.
  var means: [Double] { zip(origin, sums).map { count == 0 ? $0 : $0 + $1 / Double(count) } }

  /// The k × k covariances with denominator n − 1; n ≥ 2.
  var covariances: [[Double]] {
    var result = [[Double]](repeating: [Double](repeating: 0, count: items), count: items)
    var position = 0
    for i in 0..<items {
      for j in 0...i {
        let centred = products[position] - sums[i] * (sums[j] / Double(count))
        result[i][j] = centred / Double(count - 1)
        result[j][i] = result[i][j]
        position += 1
      }
    }
    return result
  }
}
