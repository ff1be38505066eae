/// How well a fact is known.
public enum Confidence: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
  /// Recalled from the literature and not checked.
  case unverified
  /// One source.
  case oneSource = "source_1"
  /// Two or more independent sources.
  case twoSources = "verified_2plus"
  /// Entered by the licence holder from the manual.
  case confirmed

  public static func < (a: Confidence, b: Confidence) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .unverified: 0
    case .oneSource: 1
    case .twoSources: 2
    case .confirmed: 3
    }
  }
}
