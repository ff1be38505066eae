import Statistics

@testable import Disclosure

/// Invented people for the tests.
enum Sample {
  static let source = Source(wave: "first", inputHash: "abc")

  /// One code a person from counts of people by level.
  static func codes(_ counts: [Int]) -> [UInt16] {
    counts.indices.flatMap { [UInt16](repeating: UInt16($0), count: counts[$0]) }
  }

  static func characteristic(
    _ id: String, _ levels: [String], _ codes: [UInt16], ordered: Bool = false,
    merges: [Characteristic.Merge] = []
  ) -> Characteristic {
    Characteristic(
      subject: Subject(id: id, title: id), levels: levels, codes: codes, ordered: ordered, merges: merges)
  }

  static let sectors = ["Third sector", "Community-led", "Health and social care", "Local authority", "NHS"]

  static let sectorMerges = [
    Characteristic.Merge(
      label: "Third and community sector", levels: ["Third sector", "Community-led"], declared: false),
    Characteristic.Merge(
      label: "Statutory sector", levels: ["NHS", "Local authority", "Health and social care"], declared: false),
  ]

  /// Forty people in sectors of 22, 1, 1, 2 and 14.
  static func golden(merges: [Characteristic.Merge] = sectorMerges) -> Population {
    Population(
      people: 40, characteristics: [characteristic("sector", sectors, codes([22, 1, 1, 2, 14]), merges: merges)])
  }

  static func gate(
    _ population: Population, multiples: [MultipleCharacteristic] = [], threshold: Int = 10,
    source: Source = source, ledger: Ledger = Ledger()
  ) throws -> Gate {
    try Gate(
      population: population, multiples: multiples, policy: Policy(threshold: threshold), source: source,
      ledger: ledger)
  }

  static let reading = ScaleReading(lower: 1, upper: 5, higherIs: .better)

  static func scale(_ scores: [Double], id: String = "workload", bands: [BandDraft] = []) throws -> ScaleDraft {
    ScaleDraft(
      subject: Subject(id: id, title: id), reading: reading, scores: try Tabulation(scores), reliability: nil,
      bands: bands)
  }

  static func comparison(
    _ partition: Partition, _ groups: [[Double]], id: String = "workload", answered: [UInt64]? = nil
  ) throws -> ComparisonDraft {
    ComparisonDraft(
      subject: Subject(id: id, title: id), reading: reading, partition: partition,
      scores: try GroupedTabulation(groups: groups), headline: .classic, answered: answered)
  }

  /// Spread-out scores, repeatable.
  static func scores(_ count: Int, from start: Int = 0) -> [Double] {
    (0..<count).map { 1 + Double((($0 + start) * 7) % 9) / 2 }
  }

  /// One code a person in class order.
  static func classes(of partition: Partition, codes: [UInt16], scores: [Double]) -> [[Double]] {
    var groups = [[Double]](repeating: [], count: partition.classes.count)
    for (code, score) in zip(codes, scores) {
      let place = code == Characteristic.notStated ? partition.classOfNotStated : partition.classOfLevel[Int(code)]
      if let place { groups[place].append(score) }
    }
    return groups
  }
}

/// Numbers that repeat with the seed (SplitMix64).
struct Seeded: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension PartitionVerdict {
  var partition: Partition? {
    if case .granted(let partition) = self { return partition }
    return nil
  }
  var reason: String? {
    if case .withheld(let withheld) = self { return withheld.reason }
    return nil
  }
}

extension Verdict {
  var value: Shape? {
    if case .released(let released) = self { return released.value }
    return nil
  }
  var reason: String? {
    if case .withheld(let withheld) = self { return withheld.reason }
    return nil
  }
}
