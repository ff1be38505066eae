/// The one door between answers and a page: what goes in is raw, what comes out may be shown to anyone.
///
/// One report is one gate. Every verdict is recorded in `ledger` together with what was let out, so that the next figure,
/// and the next report, is judged beside everything released before from the same wave. The caller writes the ledger
/// (`Ledger.save`) before it shows any figure.
///
/// What is protected: the answers of anyone, against a reader who knows every characteristic of everyone, and the answers of
/// up to two colleagues; and small counts of who people are. What is not: people who pool their answers in larger numbers,
/// and what a reader concludes from a released group as a whole ("half of them answered yes").
/// Waves are judged one by one: answers of another wave are other answers, and no figure links them to a person. If
/// one person joins a group of twenty between two waves, the difference of the two means mixes that person's
/// answer with twenty changes of mind; it is not shown who changed.
public struct Gate: Sendable {
  public let policy: Policy
  /// Everything released so far, with what this gate released.
  public private(set) var ledger: Ledger

  let people: People
  private let wave: Int
  /// Sharper knowledge than the ledger keeps: the exact figures of this gate's own releases.
  private var exact: [String: [[GroupTerm]: ScaleFigures]] = [:]
  var granted: [String: Grant] = [:]

  /// Exact mean and standard deviation, and extremes, over one group.
  struct ScaleFigures: Sendable {
    let mean: Double
    let standardDeviation: Double
    let extremes: ScaleAttack.Extremes
  }

  /// A granted partition with the conditions that define its classes.
  struct Grant: Sendable {
    let partition: Partition
    let terms: [[GroupTerm]]
  }

  /// - Parameters:
  ///   - population: everyone in the data file.
  ///   - multiples: questions about people where several options may apply.
  ///   - source: which wave of which data, and of which people; a filter still needs the codes of everyone.
  ///   - ledger: what was released before.
  /// - Throws: `DisclosureError` when codes, lengths or identifiers do not fit, or when the ledger has other data under this wave.
  public init(
    population: Population, multiples: [MultipleCharacteristic], policy: Policy, source: Source, ledger: Ledger
  ) throws(DisclosureError) {
    self.policy = policy
    people = try People(population: population, multiples: multiples, filter: source.filter)
    self.ledger = ledger
    wave = try self.ledger.open(source, people: population.people, threshold: policy.threshold)
  }

  var threshold: Int { policy.threshold }

  /// What was released from this wave.
  var released: Ledger.Wave { ledger.waves[wave] }

  /// Why nothing at all can be released from so few people; nil if there are enough.
  var tooFew: String? {
    guard people.count < threshold else { return nil }
    return "There are fewer than \(threshold) people, so nothing can be shown without showing someone's answers."
  }

  func withheld(_ subject: Subject, _ what: String, _ reason: String) -> Withheld {
    Withheld(subject: subject, what: what, reason: reason)
  }

  mutating func record(counts: [Ledger.Count]) {
    let new = counts.filter { !released.counts.contains($0) }
    guard !new.isEmpty else { return }
    ledger.waves[wave].counts += new
    ledger.revision += 1
  }

  mutating func record(suppressed: Ledger.Suppressed) {
    guard !released.suppressed.contains(suppressed) else { return }
    ledger.waves[wave].suppressed.append(suppressed)
    ledger.revision += 1
  }

  mutating func record(quoted: Ledger.Quoted) {
    guard !(released.quoted ?? []).contains(quoted) else { return }
    ledger.waves[wave].quoted = (released.quoted ?? []) + [quoted]
    ledger.revision += 1
  }

  mutating func record(
    outcome id: String, groups: [Ledger.Group], exact figures: [[GroupTerm]: ScaleFigures] = [:], footing: Footing?
  ) {
    exact[id, default: [:]].merge(figures) { _, new in new }
    let index = released.outcomes.firstIndex { $0.id == id }
    let new = groups.filter { group in index.map { !released.outcomes[$0].groups.contains(group) } ?? true }
    if let index, let footing, released.outcomes[index].footing == nil {
      ledger.waves[wave].outcomes[index].footing = footing
      ledger.revision += 1
    }
    guard !new.isEmpty else { return }
    if let index {
      ledger.waves[wave].outcomes[index].groups += new
    } else {
      ledger.waves[wave].outcomes.append(.init(id: id, groups: new, footing: footing))
    }
    ledger.revision += 1
  }

  /// Whether a number of people may stand beside those given for the same thing before: only the same number over the same people may, as a
  /// difference would count those whose answers were read in another way. Recorded when it may.
  mutating func admit(number: Int, of id: String) -> Bool {
    let entry = Ledger.Group(
      terms: people.filter, base: number, mean: nil, standardDeviation: nil, shares: nil, unit: 1)
    guard groups(of: id).allSatisfy({ $0 == entry }) else { return false }
    record(outcome: id, groups: [entry], footing: nil)
    return true
  }

  func groups(of outcome: String) -> [Ledger.Group] {
    released.outcomes.first { $0.id == outcome }?.groups ?? []
  }

  func exactFigures(of outcome: String, _ terms: [GroupTerm]) -> ScaleFigures? { exact[outcome]?[terms] }
}

/// The gate holds raw codes and exact figures: printing, dumping or mirroring it shows none of them.
extension Gate: CustomReflectable, CustomStringConvertible, CustomDebugStringConvertible {
  public var description: String { "Gate" }
  public var debugDescription: String { "Gate" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
