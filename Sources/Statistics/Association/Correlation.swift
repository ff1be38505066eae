internal import Glibc

/// How closely two measurements of the same people go together.
public struct Correlation: Sendable, Equatable {
  /// From −1 to 1.
  public let estimate: Double
  /// Two-sided, against no association.
  public let pValue: Double
  /// The confidence interval; nil where the method needs more people than there are.
  public let lower, upper: Double?
  public let confidence: Double
  /// The number of people, n.
  public let count: Int
}

extension Correlation {
  /// The interval tanh(artanh r ± z·σ); of no width at r = ±1, nil when `standardError` is.
  static func fisherInterval(
    _ r: Double, standardError: Double?, confidence: Double
  ) throws(StatisticsError) -> (lower: Double?, upper: Double?) {
    guard let standardError else { return (nil, nil) }
    guard abs(r) < 1 else { return (r, r) }
    let half = try Normal.standard.upperQuantile((1 - confidence) / 2) * standardError
    return (tanh(atanh(r) - half), tanh(atanh(r) + half))
  }
}
