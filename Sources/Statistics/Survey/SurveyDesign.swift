/// Who was drawn and how: what standard errors of a sample rest on.
public struct SurveyDesign: Sendable, Equatable {
  /// One a person, each > 0: how many people it stands for, up to a factor.
  public let weights: [Double]
  /// The 0-based stratum of each person.
  public let strata: [Int]
  /// The 0-based cluster (primary sampling unit) of each person, counted over all strata.
  public let clusters: [Int]
  /// Of each stratum, the share of its clusters that was drawn; nil without a finite population correction.
  public let samplingFractions: [Double]?
  /// What the weights were brought to.
  let calibration: Calibration?

  struct Calibration: Sendable, Equatable {
    /// Indicator columns of the margins.
    let indicators: Matrix
    /// Before calibration.
    let initial: [Double]
  }

  public var count: Int { weights.count }
  public let clusterCount, stratumCount: Int
  /// Clusters less strata.
  public var degreesOfFreedom: Int { clusterCount - stratumCount }

  /// Kish's design effect of unequal weights, n·Σw²/(Σw)² ≥ 1.
  public var weightingEffect: Double { Double(count) / effectiveSize }

  /// Kish's effective sample size (Σw)²/Σw², at most n.
  public var effectiveSize: Double { kishEffectiveSize(weights) }

  /// - Parameters:
  ///   - weights: n ≥ 2, finite and > 0.
  ///   - strata: any labels, one a person; one stratum unless given.
  ///   - clusters: any labels within their stratum, one a person; every person is one unless given.
  ///   - populationClusters: how many clusters (people, where there are none) each stratum's label has in all.
  /// - Throws: `unequalLengths`, `tooFewValues`, `notFinite`, `outOfDomain`; `groupTooSmall` with the index of a stratum of one cluster, whose
  ///   variance nobody can tell: merge it with another.
  public init(
    weights: [Double], strata: [String]? = nil, clusters: [String]? = nil, populationClusters: [String: Double]? = nil
  ) throws(StatisticsError) {
    let n = weights.count
    guard n >= 2 else { throw .tooFewValues(n) }
    try checkFinite(weights, "a weight")
    for weight in weights where weight <= 0 || !(1 / weight).isFinite {
      throw .outOfDomain("a weight is above 0, but one is \(weight)")
    }
    for labels in [strata, clusters] {
      if let labels, labels.count != n { throw .unequalLengths(n, labels.count) }
    }
    let names = strata ?? [String](repeating: "", count: n)
    let stratum = Self.numbered(names)
    let cluster = Self.numbered(
      weights.indices.map { person in
        let name = clusters.map { labels in labels[person] } ?? String(person)
        return "\(stratum.codes[person]) \(name)"
      })
    var sizes = [Set<Int>](repeating: [], count: stratum.labels.count)
    for index in 0..<n { sizes[stratum.codes[index]].insert(cluster.codes[index]) }
    for (index, size) in sizes.enumerated() where size.count < 2 {
      throw .groupTooSmall(group: index, count: size.count, needed: 2)
    }
    var fractions: [Double]?
    if let populationClusters {
      var all: [Double] = []
      for (label, size) in zip(stratum.labels, sizes) {
        guard let total = populationClusters[label] else {
          throw .outOfDomain("the size of stratum \"\(label)\" is not given")
        }
        guard total.isFinite, total >= Double(size.count) else {
          throw .outOfDomain("stratum \"\(label)\" has \(size.count) in the sample and \(total) in all")
        }
        all.append(Double(size.count) / total)
      }
      fractions = all
    }
    self.init(
      weights: weights, strata: stratum.codes, clusters: cluster.codes, samplingFractions: fractions, calibration: nil)
  }

  private init(
    weights: [Double], strata: [Int], clusters: [Int], samplingFractions: [Double]?, calibration: Calibration?
  ) {
    self.weights = weights
    self.strata = strata
    self.clusters = clusters
    self.samplingFractions = samplingFractions
    self.calibration = calibration
    clusterCount = (clusters.max() ?? -1) + 1
    stratumCount = (strata.max() ?? -1) + 1
  }

  /// The same people with weights brought to margins; standard errors then rest on what the margins leave unexplained.
  /// - Parameter raking: of this design's own weights.
  /// - Throws: `unequalLengths`.
  public func calibrated(by raking: Raking) throws(StatisticsError) -> SurveyDesign {
    guard raking.weights.count == count else { throw .unequalLengths(count, raking.weights.count) }
    return SurveyDesign(
      weights: raking.weights, strata: strata, clusters: clusters, samplingFractions: samplingFractions,
      calibration: Calibration(indicators: raking.indicators, initial: weights))
  }

  private static func numbered(_ labels: [String]) -> (labels: [String], codes: [Int]) {
    var places: [String: Int] = [:]
    var order: [String] = []
    let codes = labels.map { label in
      if let place = places[label] { return place }
      places[label] = order.count
      order.append(label)
      return order.count - 1
    }
    return (order, codes)
  }
}

extension SurveyDesign {
  /// Variance of Σ zᵢ, zᵢ a person's weighted linearised value: Σₕ (1 − fₕ) nₕ/(nₕ − 1) Σ_c (z_hc − z̄ₕ)², over clusters c of stratum h.
  func variance(of values: [Double]) -> Double {
    let left = calibration.map { residuals(of: values, $0) } ?? values
    var totals = [DoubleDouble](repeating: DoubleDouble(0), count: clusterCount)
    var stratumOf = [Int](repeating: 0, count: totals.count)
    for (index, value) in left.enumerated() {
      totals[clusters[index]] = totals[clusters[index]] + value
      stratumOf[clusters[index]] = strata[index]
    }
    var moments = [Moments](repeating: Moments(), count: stratumCount)
    for (total, stratum) in zip(totals, stratumOf) { moments[stratum].add(total.high, residual: total.low) }
    return moments.enumerated().reduce(0) { sum, stratum in
      let n = Double(stratum.element.count)
      let correction = 1 - (samplingFractions?[stratum.offset] ?? 0)
      return sum + correction * n / (n - 1) * stratum.element.sumOfSquaredDeviations
    }
  }

  /// Per unit of final weight, the rest of a regression on the margins with the initial weights.
  private func residuals(of values: [Double], _ calibration: Calibration) -> [Double] {
    let roots = calibration.initial.map { $0.squareRoot() }
    var scaled = calibration.indicators
    for column in 0..<scaled.columnCount {
      for row in 0..<scaled.rowCount { scaled[row, column] *= roots[row] }
    }
    let decomposition = QRDecomposition(scaled)
    var rotated = decomposition.rotated(values.indices.map { values[$0] / weights[$0] * roots[$0] })
    for place in 0..<decomposition.rank { rotated[place] = 0 }
    return zip(decomposition.rotatedBack(rotated), values.indices).map { $0 / roots[$1] * weights[$1] }
  }
}
