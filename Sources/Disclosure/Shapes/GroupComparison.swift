/// One scale compared over released groups.
public struct GroupComparison: Hashable, Sendable, Encodable {
  public struct Group: Hashable, Sendable, Encodable {
    public let label: String
    public let members: [String]
    public let base: Int
    public let mean: Figure
    public let standardDeviation: Figure
    public let interval: Interval
    public let box: BoxSummary
  }

  public enum Method: String, Hashable, Sendable, Encodable, CaseIterable {
    case classic, welch, rank
    case brownForsythe
  }

  public struct Test: Hashable, Sendable, Encodable {
    public let method: Method
    /// `F`, `t`, `H`.
    public let symbol: String
    public let statistic: Figure
    public let degreesOfFreedom: [Figure]
    public let p: PValue
  }

  public struct Pair: Hashable, Sendable, Encodable {
    public let first: String
    public let second: String
    public let method: PairMethod
    /// First minus second; absent for rank methods.
    public let difference: Figure?
    public let interval: Interval?
    public let p: PValue
    /// Hedges' g, where it belongs to the pair.
    public let effect: Figure?
    /// Its confidence interval.
    public let effectInterval: Interval?
  }

  public enum PairMethod: String, Hashable, Sendable, Encodable { case tukey, gamesHowell, dunnHolm, welch }

  public struct Effect: Hashable, Sendable, Encodable {
    public enum Kind: String, Hashable, Sendable, Encodable { case etaSquared, omegaSquared, epsilonSquared, hedgesG }
    public let kind: Kind
    public let value: Figure
    public let interval: Interval?
  }

  public let subject: Subject
  public let reading: ScaleReading
  /// The question that splits people.
  public let by: Subject
  public let groups: [Group]
  /// The plan's choice of headline.
  public let headline: Method
  public let tests: [Test]
  public let pairs: [Pair]
  public let effects: [Effect]
  /// How far the tests' assumptions hold, worked out from the figures above.
  public let checks: Checks
  /// Who takes part, what was merged or left out and which test is missing, in sentences.
  public let notes: [String]

  init(
    subject: Subject, reading: ScaleReading, by: Subject, groups: [Group], headline: Method, tests: [Test],
    pairs: [Pair], effects: [Effect], notes: [String]
  ) {
    self.subject = subject
    self.reading = reading
    self.by = by
    self.groups = groups
    self.headline = headline
    self.tests = tests
    self.pairs = pairs
    self.effects = effects
    checks = Checks(groups: groups, tests: tests)
    self.notes = notes
  }
}

/// Words of one person that a reviewer marked as printable.
public struct Quotation: Hashable, Sendable, Encodable {
  public let subject: Subject
  public let text: String
  /// A score band shared by at least the threshold; no other attribute is ever given.
  public let band: String?
}

/// What was asked for and is not given, and why.
public struct Withheld: Hashable, Sendable, Encodable {
  public let subject: Subject
  public let what: String
  public let reason: String
}
