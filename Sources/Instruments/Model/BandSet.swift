/// Published names for stretches of a score.
public struct BandSet: Sendable, Hashable, Encodable {
  public enum Status: String, Sendable, Hashable, Codable, CaseIterable {
    case ok, convention, unverified, discouraged
  }

  /// What the limits are measured in.
  public enum Metric: String, Sendable, Hashable, Codable, CaseIterable {
    /// The scale's own score.
    case score
    /// The sum of the items: a mean score times the number of items.
    case sum
    /// 50 + 10 (score − reference mean) / reference SD; needs a stated reference.
    case tScore = "t_score"
    /// A percentile of a stated norm group.
    case percentile
  }

  public let id: String
  public let status: Status
  public let metric: Metric
  /// Scores are rounded to this many decimals before they are compared; nil: compared as they are.
  public let decimals: Int?
  /// True if some scores have no band by design.
  public let isPartial: Bool
  /// By scale id, ascending.
  public let bands: [String: [Band]]
  /// By aspect; "all" when one mark covers the set.
  public let confidence: [String: Confidence]
  public let population: String?
  public let note: String?

  /// Whether a result may be introduced by these bands: only verified or published ones, never a discouraged,
  /// conventional or unverified set.
  public var mayHeadline: Bool { status == .ok }
  /// Whether a single person may be shown their band.
  public var mayBeShownToOnePerson: Bool { (status == .ok || status == .convention) && metric != .percentile }

  /// The band of a value in the set's own metric: the last one that starts at or below it after rounding.
  ///
  /// A value between two bands (possible only when answers are missing, or for a mean of people) belongs to the lower one.
  /// - Returns: nil below the first band, above the last, or for a scale the set does not cover.
  public func band(of value: Double, on scaleID: String) -> Band? {
    guard let list = bands[scaleID], value.isFinite else { return nil }
    let rounded = decimals.map { roundedHalfUp(value, decimals: $0) } ?? value
    guard let band = list.last(where: { ($0.from ?? -.infinity) <= rounded + 1e-9 }) else { return nil }
    if band == list.last, let end = band.to, rounded > end + 1e-9 { return nil }
    return band
  }
}

/// One named stretch, both ends included; nil is an open end.
public struct Band: Sendable, Hashable, Encodable {
  public let label: String
  public let from: Double?
  public let to: Double?
}

/// Rounds to decimals, halves away from zero, forgiving the binary error of a decimal half.
func roundedHalfUp(_ value: Double, decimals: Int) -> Double {
  var factor = 1.0
  for _ in 0..<max(0, min(decimals, 12)) { factor *= 10 }
  let scaled = value * factor
  guard abs(scaled) < 1e15 else { return value }
  return (scaled + (scaled < 0 ? -1e-9 : 1e-9)).rounded() / factor
}
