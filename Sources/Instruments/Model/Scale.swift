/// One score: which items, which of them turned round, and how they become a number.
public struct Scale: Sendable, Hashable, Encodable {
  public let id: String
  /// Plain English, for pages and reports.
  public let label: String
  /// 1-based positions in the instrument.
  public let items: [Int]
  /// Items scored as lowest + highest − code.
  public let reversed: [Int]
  public internal(set) var aggregate: Aggregate
  public let direction: Direction
  /// Fewest answered items that give a score by default.
  public let minimumAnswered: Int
  /// Fewest answered items when the prorating that the instrument offers is switched on; nil if it offers none.
  public let proratedMinimum: Int?
  /// From the sum of codes to the score, for `.sumThenLookup`.
  public let lookup: [Int: Double]
  /// The lowest and the highest score that complete answers can give.
  public internal(set) var range: ScoreRange
  public let note: String?
}

/// How answered items become a score.
public enum Aggregate: String, Sendable, Hashable, Codable, CaseIterable {
  /// Mean of the answered items.
  case mean
  /// Sum; with missing answers (where the rule allows them) the mean of the answered items times the number of items.
  case sum
  /// Sum, then the instrument's conversion table; complete answers only.
  case sumThenLookup = "sum_then_lookup"
  /// Mean of the points that each answer stands for.
  case meanOfPoints = "mean_of_points"
  /// The one item's code.
  case single
}

/// What a higher score means for the person who answered.
public enum Direction: String, Sendable, Hashable, Codable, CaseIterable {
  case better, worse, descriptive
}

/// Both ends included, in the unit of the score.
public struct ScoreRange: Sendable, Hashable, Encodable {
  public let lowest: Double
  public let highest: Double

  public var midpoint: Double { (lowest + highest) / 2 }
  public var width: Double { highest - lowest }
}

/// Another published way to group or score the same items.
public struct Alternate: Sendable, Hashable, Encodable {
  public let id: String
  public let scales: [Scale]
  /// Response sets that replace the instrument's, when the alternate is for data coded another way.
  public let responses: [ResponseSet]?
  public let confidence: Confidence
  public let note: String?
}
