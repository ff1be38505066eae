#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// m·n times the largest distance D between the curves of two samples from one distribution: exact, also with ties.
///
/// All orders of the pooled sample are equally likely; each is a path over an m × n grid, and D > d where the path leaves the
/// band |i/m − j/n| ≤ d. The share of paths that leave, or stay, is averaged point by point: positive terms only, so both
/// tails are relative. With ties only the ends of runs of equal values count.
/// - Note: Hodges (1958), doi:10.1007/BF02589501; ties: Schröer & Trenkler (1995), doi:10.1016/0167-9473(94)00040-P.
///   Reference values: `Fixtures/distributions/grids/twoSampleKolmogorov.txt`.
public struct TwoSampleKolmogorovDistribution: BoundedCount, Hashable {
  /// m, the size of the first sample.
  public let first: Int
  /// n, the size of the second.
  public let second: Int
  /// How often each distinct value occurs in both samples together, in ascending order; nil without ties.
  public let tieCounts: [Int]?
  /// Whether a run of equal values ends after so many of the pooled values.
  private let isEnd: [Bool]

  /// - Parameters:
  ///   - first, second: m, n ≥ 1, together at most 1,000.
  ///   - tieCounts: 1 or more each, together m + n.
  /// - Throws: `tooFewValues`, `tooMuchWork`, `outOfDomain`, `unequalLengths` for ties that do not add up.
  public init(first: Int, second: Int, tieCounts: [Int]? = nil) throws(StatisticsError) {
    guard min(first, second) >= 1 else { throw .tooFewValues(min(first, second)) }
    guard max(first, second) <= 1000, first + second <= 1000 else {
      throw .tooMuchWork("the exact distance of so large samples", instead: "the limit")
    }
    let total = first + second
    var ends = [Bool](repeating: tieCounts == nil, count: total + 1)
    if let tieCounts {
      let sum = try checkedTies(tieCounts)
      guard sum == total else { throw .unequalLengths(total, sum) }
      var at = 0
      for count in tieCounts {
        at += count
        ends[at] = true
      }
    }
    self.first = first
    self.second = second
    self.tieCounts = tieCounts
    isEnd = ends
  }

  /// 0 to n·m.
  public var support: ClosedRange<Int> { 0...(first * second) }

  public func mass(_ k: Int) -> Double { k < 0 || k > first * second ? 0 : shareReaching(k) }

  public func cumulative(_ k: Int) -> Double { k < 0 ? 0 : k >= first * second ? 1 : share(leaving: false, k) }
  public func survival(_ k: Int) -> Double { k < 0 ? 1 : k >= first * second ? 0 : share(leaving: true, k) }

  /// The share of paths that leave the band |n·i − m·j| ≤ k somewhere, or nowhere.
  private func share(leaving: Bool, _ k: Int) -> Double {
    let outside = leaving ? 1.0 : 0.0
    var row = [Double](repeating: 0, count: second + 1)
    for i in 0...first {
      for j in 0...second {
        if i + j == 0 {
          row[0] = 1 - outside
        } else if isEnd[i + j], abs(second * i - first * j) > k {
          row[j] = outside
        } else {
          // Of the paths to (i, j), i in i + j come from (i − 1, j).
          let above = i > 0 ? Double(i) * row[j] : 0
          let before = j > 0 ? Double(j) * row[j - 1] : 0
          row[j] = (above + before) / Double(i + j)
        }
      }
    }
    return min(1, row[second])
  }

  /// The share of paths that reach |n·i − m·j| = k somewhere and never more.
  private func shareReaching(_ k: Int) -> Double {
    var inside = [Double](repeating: 0, count: second + 1)
    var reached = inside
    for i in 0...first {
      for j in 0...second {
        if i + j == 0 {
          (inside[0], reached[0]) = k == 0 ? (0, 1) : (1, 0)
          continue
        }
        let (above, before) = (i > 0 ? Double(i) : 0, j > 0 ? Double(j) : 0)
        let place = max(0, j - 1)
        inside[j] = (above * inside[j] + before * inside[place]) / Double(i + j)
        reached[j] = (above * reached[j] + before * reached[place]) / Double(i + j)
        guard isEnd[i + j] else { continue }
        let distance = abs(second * i - first * j)
        if distance > k { (inside[j], reached[j]) = (0, 0) }
        if distance == k { (inside[j], reached[j]) = (0, inside[j] + reached[j]) }
      }
    }
    return min(1, reached[second])
  }
}
