public import Problems

/// A reference group's figures for one scale, as published or as the user supplies them.
public struct Norm: Sendable, Hashable, Encodable {
  public let scale: String
  /// Who was asked, where and when.
  public let population: String
  /// A part of the population, such as women; nil for all.
  public let group: String?
  /// The unit of the figures: the scale's score, or the sum of its items.
  public let metric: BandSet.Metric
  public let n: Int?
  public let mean: Double?
  public let sd: Double?
  public let median: Double?
  /// Ascending in both; empty if not known.
  public let percentiles: [PercentilePoint]
  public let source: String?
  public let confidence: Confidence

  /// - Throws: a `Problem` for a figure that cannot be: a negative SD, n below 1, percentiles out of 0–100 or out of order,
  ///   or no figure at all.
  public init(
    scale: String, population: String, group: String? = nil, metric: BandSet.Metric = .score, n: Int? = nil,
    mean: Double? = nil, sd: Double? = nil, median: Double? = nil, percentiles: [PercentilePoint] = [],
    source: String? = nil, confidence: Confidence = .unverified, place: String = ""
  ) throws(Problem) {
    func refuse(_ what: String, _ remedy: String) -> Problem {
      Problem("norm for “\(scale)”: \(what)", at: place, remedy: remedy)
    }
    if mean == nil, median == nil, percentiles.isEmpty {
      throw refuse("no figures", "give a mean, a median or percentiles")
    }
    if let sd, !(sd > 0 && sd.isFinite) { throw refuse("the SD must be above 0", "correct sd") }
    if let n, n < 1 { throw refuse("n must be at least 1", "correct n") }
    for value in [mean, median] {
      if let value, !value.isFinite { throw refuse("a figure is not a number", "correct mean and median") }
    }
    if metric != .score && metric != .sum {
      throw refuse("norms are given in scores or in sums", "set metric to score or sum")
    }
    for point in percentiles where !(0...100 ~= point.percentile) || !point.score.isFinite {
      throw refuse("percentile \(point.percentile) is not between 0 and 100", "correct percentiles")
    }
    for (a, b) in zip(percentiles, percentiles.dropFirst()) where b.percentile <= a.percentile || b.score < a.score {
      throw refuse("percentiles must rise", "list them from the lowest, each with its score")
    }
    self.scale = scale
    self.population = population
    self.group = group
    self.metric = metric
    self.n = n
    self.mean = mean
    self.sd = sd
    self.median = median
    self.percentiles = percentiles
    self.source = source
    self.confidence = confidence
  }

  /// Distance from the norm mean in norm SDs: (score − M) / SD; nil without mean and SD.
  /// - Parameter score: in the norm's own metric.
  public func standardised(_ score: Double) -> Double? {
    guard let mean, let sd else { return nil }
    return (score - mean) / sd
  }

  /// Where a score stands in the norm group, by straight lines between the percentiles given; nil without any.
  ///
  /// At a score that several percentiles share, the middle of them. Nothing is assumed beyond the first and the last point.
  /// - Parameter score: in the norm's own metric.
  public func percentile(of score: Double) -> PercentilePosition? {
    guard let first = percentiles.first, let last = percentiles.last, score.isFinite else { return nil }
    let tied = percentiles.filter { $0.score == score }
    if let low = tied.first, let high = tied.last { return .at((low.percentile + high.percentile) / 2) }
    if score < first.score { return .below(first.percentile) }
    if score > last.score { return .above(last.percentile) }
    for (a, b) in zip(percentiles, percentiles.dropFirst()) where a.score < score && score < b.score {
      return .at(a.percentile + (b.percentile - a.percentile) * (score - a.score) / (b.score - a.score))
    }
    return nil
  }
}

/// A percentile (0–100) and its score.
public struct PercentilePoint: Sendable, Hashable, Encodable {
  public let percentile: Double
  public let score: Double

  public init(percentile: Double, score: Double) {
    self.percentile = percentile
    self.score = score
  }
}

/// A place in a norm group's percentiles.
public enum PercentilePosition: Sendable, Hashable, Encodable {
  /// Interpolated.
  case at(Double)
  /// Under the lowest percentile given.
  case below(Double)
  /// Over the highest percentile given.
  case above(Double)
}
