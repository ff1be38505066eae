/// What a figure is about, as words and facts from the plan and the catalogue: never from the answers.
public struct Subject: Hashable, Sendable, Encodable {
  /// Stable key, such as `mbi_hss.EE` or `sector`.
  public let id: String
  public let title: String
  /// The instrument's name, when the subject is one of its scales.
  public let instrument: String?

  public init(id: String, title: String, instrument: String? = nil) {
    self.id = id
    self.title = title
    self.instrument = instrument
  }
}

/// How a scale's numbers are to be read.
public struct ScaleReading: Hashable, Sendable, Encodable {
  public enum Direction: String, Sendable, Encodable { case better, worse, descriptive }

  public struct Anchor: Hashable, Sendable, Encodable {
    public let code: Double
    public let words: String
    public init(code: Double, words: String) {
      self.code = code
      self.words = words
    }
  }

  public let lower: Double
  public let upper: Double
  /// What a higher score means for the person.
  public let higherIs: Direction
  /// Response words per code, on the score's own metric, lowest first; empty where codes alone may be shown or the metric is a sum.
  public let anchors: [Anchor]
  /// A value that divides two published readings (AWS: 3, below mismatch, above match) with both readings in words.
  public let midpoint: Midpoint?

  public struct Midpoint: Hashable, Sendable, Encodable {
    public let value: Double
    public let below: String
    public let above: String
    public init(value: Double, below: String, above: String) {
      self.value = value
      self.below = below
      self.above = above
    }
  }

  public init(lower: Double, upper: Double, higherIs: Direction, anchors: [Anchor] = [], midpoint: Midpoint? = nil) {
    self.lower = lower
    self.upper = upper
    self.higherIs = higherIs
    self.anchors = anchors
    self.midpoint = midpoint
  }
}
