#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// How alike people of one cluster are who are measured in different periods, as a share of the likeness within a period.
public enum ClusterPeriodCorrelation: Sendable, Equatable {
  /// As alike as those of one period (Hussey and Hughes).
  case exchangeable
  /// The cluster autocorrelation, the same for all pairs of periods (Hooper and others).
  case nestedExchangeable(autocorrelation: Double)
  /// r to the power of the number of periods between (Kasza and others).
  case exponentialDecay(perPeriod: Double)

  func check() throws(StatisticsError) {
    switch self {
    case .exchangeable: break
    case .nestedExchangeable(let share), .exponentialDecay(let share):
      guard share >= 0, share <= 1 else {
        throw .outOfDomain("a correlation between periods lies between 0 and 1, but this one is \(share)")
      }
    }
  }

  /// In all other periods; nil where that depends on the distance.
  var otherPeriods: Double? {
    switch self {
    case .exchangeable: 1
    case .nestedExchangeable(let share): share
    case .exponentialDecay(let share): share == 0 || share == 1 ? share : nil
    }
  }

  /// At a distance of so many periods.
  func share(_ distance: Int) -> Double {
    switch self {
    case .exchangeable: 1
    case .nestedExchangeable(let share): distance == 0 ? 1 : share
    case .exponentialDecay(let share): pow(share, Double(distance))
    }
  }
}

/// The measured cells of a stepped wedge, one entry for clusters that share their periods and their change.
struct WedgeCells: Sendable, Equatable {
  private struct Pattern: Sendable, Equatable {
    let periods: [Int]
    let treated: [Double]
    var clusters: Double
  }

  private let patterns: [Pattern]
  /// Of the periods that anybody is measured in, the place among them.
  private let places: [Int?]
  private let isComplete: Bool

  init(_ treated: [[Bool?]], _ correlation: ClusterPeriodCorrelation) throws(StatisticsError) {
    var found: [[Bool?]: Double] = [:]
    for cluster in treated { found[cluster, default: 0] += 1 }
    var patterns: [Pattern] = []
    // In the order of the clusters, so that sums are made in one order.
    for cluster in treated {
      guard let clusters = found.removeValue(forKey: cluster) else { continue }
      let periods = cluster.indices.filter { cluster[$0] != nil }
      patterns.append(
        Pattern(periods: periods, treated: periods.map { cluster[$0] == true ? 1 : 0 }, clusters: clusters))
    }
    let periodCount = treated.first?.count ?? 0
    let used = Set(patterns.flatMap(\.periods))
    var next = 0
    places = (0..<periodCount).map { period in
      guard used.contains(period) else { return nil }
      next += 1
      return next - 1
    }
    isComplete = patterns.allSatisfy { $0.periods.count == periodCount }
    self.patterns = patterns
    let length = Double(periodCount)
    guard isClosed(correlation) || length * length * length * Double(patterns.count) <= 1e8 else {
      throw .tooMuchWork("a wedge of \(places.count) periods with gaps or decay", instead: "fewer, longer periods")
    }
  }

  private func isClosed(_ correlation: ClusterPeriodCorrelation) -> Bool {
    isComplete && correlation.otherPeriods != nil
  }

  /// 1/Var θ̂, in units of the total variance; nil where the treatment cannot be told from the periods.
  func information(_ design: SteppedWedgePower, count: Double) throws(StatisticsError) -> Double? {
    let (correlation, rho) = (design.correlation, design.intraclassCorrelation)
    let within = (1 - rho) / count
    if isComplete, let share = correlation.otherPeriods {
      return closedForm(within: within + rho * (1 - share), between: rho * share)
    }
    let size = places.count { $0 != nil }
    var periods = Matrix(rows: size, columns: size)
    var across = [Double](repeating: 0, count: size)
    var squares = 0.0
    for pattern in patterns where !pattern.periods.isEmpty {
      let inverse = try inverse(pattern.periods, correlation, rho: rho, within: within)
      let own = pattern.periods.compactMap { places[$0] }
      let weighted = inverse * pattern.treated
      for (row, place) in own.enumerated() {
        across[place] += pattern.clusters * weighted[row]
        squares += pattern.clusters * pattern.treated[row] * weighted[row]
        for (column, other) in own.enumerated() { periods[place, other] += pattern.clusters * inverse[row, column] }
      }
    }
    guard let factor = Cholesky(periods) else { return nil }
    let left = squares - zip(across, factor.solve(across)).reduce(0) { $0 + $1.0 * $1.1 }
    return left > 1e-10 * squares ? left : nil
  }

  /// V⁻¹ of the means of one cluster's cells.
  private func inverse(
    _ periods: [Int], _ correlation: ClusterPeriodCorrelation, rho: Double, within: Double
  ) throws(StatisticsError) -> Matrix {
    let size = periods.count
    var result = Matrix(rows: size, columns: size)
    if let share = correlation.otherPeriods {
      // (aI + b11ᵀ)⁻¹ = (I − b/(a + kb) 11ᵀ)/a.
      let (own, common) = (within + rho * (1 - share), rho * share)
      for row in 0..<size {
        for column in 0..<size {
          result[row, column] = ((row == column ? 1 : 0) - common / (own + Double(size) * common)) / own
        }
      }
      return result
    }
    for (row, first) in periods.enumerated() {
      for (column, second) in periods.enumerated() {
        result[row, column] = rho * correlation.share(abs(first - second)) + (row == column ? within : 0)
      }
    }
    guard let factor = Cholesky(result) else {
      throw .notPositiveDefinite("the covariance of a cluster's periods")
    }
    return factor.inverse
  }

  private func closedForm(within: Double, between: Double) -> Double {
    let periods = Double(places.count)
    var (clusters, total, clusterSquares) = (0.0, 0.0, 0.0)
    var byPeriod = [Double](repeating: 0, count: places.count)
    for pattern in patterns {
      let sum = pattern.treated.reduce(0, +)
      clusters += pattern.clusters
      total += pattern.clusters * sum
      clusterSquares += pattern.clusters * sum * sum
      for (period, value) in zip(pattern.periods, pattern.treated) { byPeriod[period] += pattern.clusters * value }
    }
    let periodSquares = byPeriod.reduce(0) { $0 + $1 * $1 }
    let precision =
      (clusters * total - periodSquares) * within
      + (total * total + clusters * periods * total - periods * periodSquares - clusters * clusterSquares) * between
    return precision / (clusters * within * (within + periods * between))
  }
}
