public import Statistics

/// Who the data are about: `people` rows, and the questions that describe them.
public struct Population: Sendable {
  public let people: Int
  public let characteristics: [Characteristic]

  public init(people: Int, characteristics: [Characteristic]) {
    self.people = people
    self.characteristics = characteristics
  }
}

/// A question that says who someone is. One code a person: an index into `levels`, or `Characteristic.notStated`.
public struct Characteristic: Sendable {
  public static let notStated = UInt16.max

  public let subject: Subject
  public let levels: [String]
  public let codes: [UInt16]
  /// Neighbouring levels may be merged (ages); otherwise any.
  public let ordered: Bool
  /// Merges that the study declares or the plan proposes: label → levels, tried before any other.
  public let merges: [Merge]
  /// What becomes of levels that are too small to stand alone.
  public let small: SmallGroups

  /// The plan's choice for levels that are too small to stand alone, after its declared merges.
  public enum SmallGroups: String, CaseIterable, Sendable {
    /// They are joined with others and take part in comparisons as part of that class.
    case merge
    /// Together they are one class that is counted and takes no part in comparisons, where that is safe; else as `merge`.
    case leaveOut
  }

  public struct Merge: Hashable, Sendable {
    public let label: String
    public let levels: [String]
    /// Declared in the study file, or proposed by Hearth: the notes say which.
    public let declared: Bool
    public init(label: String, levels: [String], declared: Bool) {
      self.label = label
      self.levels = levels
      self.declared = declared
    }
  }

  public init(
    subject: Subject, levels: [String], codes: [UInt16], ordered: Bool, merges: [Merge] = [],
    small: SmallGroups = .merge
  ) {
    self.small = small
    self.subject = subject
    self.levels = levels
    self.codes = codes
    self.ordered = ordered
    self.merges = merges
  }
}

/// A characteristic of which several may apply to one person: one bit column an option, bit i of word i/64 for person i.
public struct MultipleCharacteristic: Sendable {
  public let subject: Subject
  public let options: [String]
  public let sets: [[UInt64]]
  public init(subject: Subject, options: [String], sets: [[UInt64]]) {
    self.subject = subject
    self.options = options
    self.sets = sets
  }
}

/// Shares of answers over everyone or over the classes of a granted partition, raw counts in.
public struct AnswerDraft: Sendable {
  public let subject: Subject
  public let labels: [String]
  /// People who chose each; distinct people in `base`.
  public let counts: [Int]
  public let base: Int
  public let several: Bool
  public let ordered: Bool
  /// One bit a person who answered; needed where only some people are reported on and answers are missing.
  public let answered: [UInt64]?
  public let footing: Footing?
  public init(
    subject: Subject, labels: [String], counts: [Int], base: Int, several: Bool, ordered: Bool,
    answered: [UInt64]? = nil, footing: Footing? = nil
  ) {
    self.answered = answered
    self.footing = footing
    self.subject = subject
    self.labels = labels
    self.counts = counts
    self.base = base
    self.several = several
    self.ordered = ordered
  }
}

/// Answers by the classes of a granted partition, raw: released as shares of each class.
public struct GroupedAnswerDraft: Sendable {
  public let subject: Subject
  public let partition: Partition
  public let labels: [String]
  /// People who chose each answer (inner) in each class (outer, the partition's order).
  public let counts: [[Int]]
  /// Distinct people who answered, a class.
  public let bases: [Int]
  public let several: Bool
  public let ordered: Bool
  /// One bit a person who answered; needed as soon as one question is split by a second one and answers are missing.
  public let answered: [UInt64]?
  public let footing: Footing?
  public init(
    subject: Subject, partition: Partition, labels: [String], counts: [[Int]], bases: [Int], several: Bool,
    ordered: Bool, answered: [UInt64]? = nil, footing: Footing? = nil
  ) {
    self.footing = footing
    self.subject = subject
    self.partition = partition
    self.labels = labels
    self.counts = counts
    self.bases = bases
    self.several = several
    self.ordered = ordered
    self.answered = answered
  }
}

/// One scale over everyone, raw.
public struct ScaleDraft: Sendable {
  public let subject: Subject
  public let reading: ScaleReading
  /// Scores of all people who have one.
  public let scores: Tabulation
  public let reliability: Reliability?
  public let norms: [NormDraft]
  public let bands: [BandDraft]
  public let notes: [String]
  /// One bit a person who has a score; needed where only some people are reported on and scores are missing.
  public let answered: [UInt64]?
  public let footing: Footing?
  public init(
    subject: Subject, reading: ScaleReading, scores: Tabulation, reliability: Reliability?, norms: [NormDraft] = [],
    bands: [BandDraft] = [], notes: [String] = [], answered: [UInt64]? = nil, footing: Footing? = nil
  ) {
    self.answered = answered
    self.footing = footing
    self.subject = subject
    self.reading = reading
    self.scores = scores
    self.reliability = reliability
    self.norms = norms
    self.bands = bands
    self.notes = notes
  }
}

public struct NormDraft: Sendable {
  public let name: String
  public let source: String
  public let mean: Double
  public let standardDeviation: Double?
  /// 25th, 50th, 75th percentile with the four labels of the quarters, lowest first.
  public let quartiles: [Double]
  public let quarterLabels: [String]
  public init(
    name: String, source: String, mean: Double, standardDeviation: Double?, quartiles: [Double] = [],
    quarterLabels: [String] = []
  ) {
    self.name = name
    self.source = source
    self.mean = mean
    self.standardDeviation = standardDeviation
    self.quartiles = quartiles
    self.quarterLabels = quarterLabels
  }
}

public struct BandDraft: Sendable {
  public let name: String
  public let source: String
  public let mayHeadline: Bool
  public let caution: String?
  public let labels: [String]
  public let counts: [Int]
  public init(name: String, source: String, mayHeadline: Bool, caution: String?, labels: [String], counts: [Int]) {
    self.name = name
    self.source = source
    self.mayHeadline = mayHeadline
    self.caution = caution
    self.labels = labels
    self.counts = counts
  }
}

/// One scale over the classes of a granted partition, raw: the gate computes the tests itself, over released classes only.
public struct ComparisonDraft: Sendable {
  public let subject: Subject
  public let reading: ScaleReading
  public let partition: Partition
  /// Scores a class, in the partition's order.
  public let scores: GroupedTabulation
  public let headline: GroupComparison.Method
  public let notes: [String]
  /// One bit a person who has a score; needed as soon as one scale is compared by a second question and scores are missing.
  public let answered: [UInt64]?
  public let footing: Footing?
  public init(
    subject: Subject, reading: ScaleReading, partition: Partition, scores: GroupedTabulation,
    headline: GroupComparison.Method, notes: [String] = [], answered: [UInt64]? = nil, footing: Footing? = nil
  ) {
    self.footing = footing
    self.answered = answered
    self.subject = subject
    self.reading = reading
    self.partition = partition
    self.scores = scores
    self.headline = headline
    self.notes = notes
  }
}

/// The answers to one open question that a reviewer marked as printable.
public struct QuotationDraft: Sendable {
  public let subject: Subject
  /// A digest of the question's column.
  public let column: String
  public let answers: [(text: String, half: Half?)]
  /// The scale whose halves may stand beside the words; nil where the plan names none.
  public let band: Band?

  public enum Half: Sendable { case lower, upper }

  /// How people lie in the halves of one scale.
  public struct Band: Sendable {
    /// A digest of the scale.
    public let id: String
    public let title: String
    /// People with a score in each half, whatever they answered.
    public let lower: Int
    public let upper: Int
    /// People who answered the question, printed or not, and have no score.
    public let withoutScore: Int
    public init(id: String, title: String, lower: Int, upper: Int, withoutScore: Int) {
      self.id = id
      self.title = title
      self.lower = lower
      self.upper = upper
      self.withoutScore = withoutScore
    }
  }

  public init(subject: Subject, column: String, answers: [(text: String, half: Half?)], band: Band?) {
    self.subject = subject
    self.column = column
    self.answers = answers
    self.band = band
  }
}

/// A split of people that the gate granted: every class at or above the threshold, safe beside everything released so far.
public struct Partition: Sendable {
  public struct Class: Hashable, Sendable {
    public let label: String
    public let members: [String]
    public let people: Int
  }
  public let subject: Subject
  public let classes: [Class]
  /// Class of each original level, and of "not stated"; nil for levels that nobody has.
  public let classOfLevel: [Int?]
  public let classOfNotStated: Int?
  /// The class whose people are counted and take no part in comparisons; nil where everyone takes part.
  ///
  /// Whoever has the figures over everyone and over the other classes can work out those of this one, so the guard treats it as
  /// released like the others.
  public let leftOut: Int?
  public let notes: [String]
}
