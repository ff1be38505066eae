/// One scale over everyone.
public struct ScaleSummary: Hashable, Sendable, Encodable {
  public let subject: Subject
  public let reading: ScaleReading
  public let base: Int
  public let mean: Figure
  public let standardDeviation: Figure
  public let interval: Interval
  public let box: BoxSummary
  public let reliability: ReliabilitySummary?
  public let norms: [NormComparison]
  /// Shares of people by published band, headline only where the band set may headline.
  public let bands: [BandShares]
  public let notes: [String]
}

/// A two-sided confidence interval.
public struct Interval: Hashable, Sendable, Encodable {
  public let lower: Figure
  public let upper: Figure
  /// 0.95.
  public let confidence: Double
}

/// Median and hinges; whiskers at the 10th and 90th percentile from 30 people on. No extremes, no points.
public struct BoxSummary: Hashable, Sendable, Encodable {
  public let median: Figure
  public let lowerHinge: Figure
  public let upperHinge: Figure
  public let whiskers: Whiskers?

  public struct Whiskers: Hashable, Sendable, Encodable {
    public let tenth: Figure
    public let ninetieth: Figure
  }
}

public struct ReliabilitySummary: Hashable, Sendable, Encodable {
  public let items: Int
  /// People who answered every item: those behind alpha and its companions.
  public let people: Shown<Int>
  public let alpha: Figure
  public let interval: Interval
  /// One an item, in item order.
  public let itemRest: [Figure]
  public let alphaIfDeleted: [Figure]
}

/// The sample's mean beside a norm that the user supplied.
public struct NormComparison: Hashable, Sendable, Encodable {
  public let name: String
  public let source: String
  public let mean: Figure
  public let standardDeviation: Figure?
  /// The sample's mean minus the norm's.
  public let difference: Figure
  /// The sample's confidence interval less the norm's mean, which is taken as given.
  public let interval: Interval
  /// 50 + 10·difference/SD of the norm; absent without its SD.
  public let tScore: Figure?
  /// The percentage of the norm group below the sample's mean if the norm is normally distributed; absent without its SD.
  public let percentile: Figure?
  /// The published label of the norm quarter the mean falls in, where quartiles were given.
  public let quarter: String?
}

public struct BandShares: Hashable, Sendable, Encodable {
  public let name: String
  public let source: String
  /// `false` for discouraged, unverified or conventional bands: they stand in the appendix with their caution.
  public let mayHeadline: Bool
  public let caution: String?
  public let table: AnswerTable
}
