public import Problems

/// The three scores that cut a norm group in quarters.
public struct Quartiles: Sendable, Hashable, Encodable {
  public let lower: Double
  public let median: Double
  public let upper: Double

  /// - Throws: a `Problem` unless lower < median < upper.
  public init(lower: Double, median: Double, upper: Double, place: String = "") throws(Problem) {
    guard lower.isFinite, upper.isFinite, lower < median, median < upper else {
      throw Problem(
        "quartile cut-offs must rise: \(lower), \(median), \(upper)", at: place, remedy: "enter them as in the manual")
    }
    self.lower = lower
    self.median = median
    self.upper = upper
  }
}

/// A person's fit with the job on one area, read two ways, because the two can disagree.
public struct MatchReading: Sendable, Hashable, Encodable {
  public enum Midpoint: String, Sendable, Hashable, Encodable {
    case match, mismatch
    case neither = "at the midpoint"
  }

  public enum Quarter: String, Sendable, Hashable, Encodable {
    case highMatch = "high match"
    case moderateMatch = "moderate match"
    case moderateMismatch = "moderate mismatch"
    case highMismatch = "high mismatch"
  }

  /// Against the middle of the response codes.
  public let midpoint: Midpoint
  /// Against the norm group; nil without cut-offs.
  public let quarter: Quarter?

  /// True when one reading says match and the other mismatch.
  public var disagree: Bool {
    switch (midpoint, quarter) {
    case (.match, .moderateMismatch), (.match, .highMismatch), (.mismatch, .moderateMatch), (.mismatch, .highMatch):
      true
    default: false
    }
  }

  /// Reads a score on a scale where higher is better; a score on a cut-off belongs to the upper quarter.
  /// On a scale where higher is worse the labels turn round, and a score on a cut-off belongs to the worse side.
  public init(score: Double, on scale: Scale, quartiles: Quartiles? = nil) {
    let worse = scale.direction == .worse
    let distance = roundedHalfUp(score - scale.range.midpoint, decimals: 9)
    midpoint = distance == 0 ? .neither : (distance > 0) != worse ? .match : .mismatch
    quarter = quartiles.map { cuts in
      let order: [Quarter] = [.highMismatch, .moderateMismatch, .moderateMatch, .highMatch]
      let passed = [cuts.lower, cuts.median, cuts.upper].count { score >= $0 - 1e-9 }
      return worse ? order[3 - passed] : order[passed]
    }
  }
}
