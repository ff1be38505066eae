/// Everything released so far from a study's data: what the guard takes into account before it lets out more.
///
/// The ledger holds no answers: groups as conditions on characteristics, their released bases, and the ranges within which a
/// reader of the released figures knows the values to lie. It is stored as `releases.json` beside the study and belongs to
/// whoever holds the data.
public struct Ledger: Hashable, Sendable, Codable {
  /// The form of the record; a reader refuses forms it does not know.
  public static let currentVersion = 1
  public internal(set) var version: Int
  public internal(set) var waves: [Wave]
  /// Rises by one with every change, so that two reports made at the same time are noticed.
  public internal(set) var revision: Int

  /// Nothing released yet.
  public init() {
    version = Ledger.currentVersion
    waves = []
    revision = 0
  }

  /// What was released from one round of the study.
  public struct Wave: Hashable, Sendable, Codable {
    public let name: String
    public let inputHash: String
    public let threshold: Int
    public let people: Int
    /// Released counts of people.
    public internal(set) var counts: [Count] = []
    /// Released figures on answers.
    public internal(set) var outcomes: [Outcome] = []
    /// Digests of the rows, by which the same answers are known again under another name; nil where there was nothing to go by.
    public let rows: RowSketch?
    /// Which scale's halves stood beside the quotations of which question.
    public internal(set) var quoted: [Quoted]? = nil
    /// Cells of cross-tabulations that were hidden.
    public internal(set) var suppressed: [Suppressed] = []
  }

  /// The halves of one scale stood beside answers to an open question.
  public struct Quoted: Hashable, Sendable, Codable {
    /// A digest of the question's column.
    public let column: String
    /// A digest of the scale.
    public let band: String
  }

  /// So many people meet these conditions.
  public struct Count: Hashable, Sendable, Codable {
    public let group: [GroupTerm]
    public let people: Int
  }

  /// A cross-tabulation's hidden cells.
  public struct Suppressed: Hashable, Sendable, Codable {
    public let rows: String
    public let columns: String
    public let cells: [[GroupTerm]]
  }

  /// What was released about one question or scale.
  public struct Outcome: Hashable, Sendable, Codable {
    public let id: String
    public internal(set) var groups: [Group]
    /// The columns and people behind it; nil for outcomes that rest on another one, such as bands on their scale.
    public internal(set) var footing: Footing?
  }

  /// Figures over one group of people who answered.
  public struct Group: Hashable, Sendable, Codable {
    public let terms: [GroupTerm]
    public let base: Int
    public let mean: Range?
    public let standardDeviation: Range?
    /// For shares: how many people may have chosen each answer, by label.
    public let shares: [String: CountRange]?
    /// The granted unit of the mean, or the step of the shares.
    public let unit: Double
  }

  public struct Range: Hashable, Sendable, Codable {
    public let lower: Double
    public let upper: Double
    var closed: ClosedRange<Double> { min(lower, upper)...max(lower, upper) }
    init(_ range: ClosedRange<Double>) {
      lower = range.lowerBound
      upper = range.upperBound
    }
  }

  public struct CountRange: Hashable, Sendable, Codable {
    public let lower: Int
    public let upper: Int
  }

  /// The entries of the source's wave, opened if there are none.
  /// - Throws: `inputChanged`, `peopleChanged`, `thresholdChanged`, `ledgerVersion`, `sameAnswers`, `nearlySameAnswers`.
  mutating func open(_ source: Source, people: Int, threshold: Int) throws(DisclosureError) -> Int {
    guard version == Ledger.currentVersion else { throw .ledgerVersion(version) }
    if let index = waves.firstIndex(where: { $0.name == source.wave }) {
      let wave = waves[index]
      guard wave.inputHash == source.inputHash else { throw .inputChanged(wave: source.wave) }
      guard wave.people == people else {
        throw .peopleChanged(wave: source.wave, recorded: wave.people, found: people)
      }
      guard wave.threshold == threshold else {
        throw .thresholdChanged(wave: source.wave, recorded: wave.threshold, asked: threshold)
      }
      return index
    }
    for wave in waves {
      guard wave.inputHash != source.inputHash else { throw .sameAnswers(wave: source.wave, as: wave.name) }
      guard let rows = source.rows, let before = wave.rows, rows.repeats(before, threshold: threshold) else { continue }
      throw .nearlySameAnswers(wave: source.wave, as: wave.name, threshold: threshold)
    }
    waves.append(
      Wave(
        name: source.wave, inputHash: source.inputHash, threshold: threshold, people: people, rows: source.rows))
    return waves.count - 1
  }
}
