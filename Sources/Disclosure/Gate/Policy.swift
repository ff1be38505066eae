/// How many people must stand behind every figure.
public struct Policy: Hashable, Sendable {
  /// The lowest threshold that may be asked for.
  public static let floor = 5

  /// Distinct people in the base of every released figure, and in every difference of released groups.
  public let threshold: Int

  /// - Throws: `DisclosureError.thresholdTooLow` below 5.
  public init(threshold: Int = 10) throws(DisclosureError) {
    guard threshold >= Policy.floor else { throw .thresholdTooLow(threshold) }
    self.threshold = threshold
  }

  /// A hidden group's mean must stay open by at least this share of the scale's range.
  static let openShare = 0.25

  /// People who answered every item, from which figures item by item are released.
  static let leastForItems = 100
}

/// Which data a report is made from, and of which people of them.
public struct Source: Hashable, Sendable {
  /// One round of the study. Releases of one wave are checked together; answers of another wave are other answers.
  public let wave: String
  /// A digest of the data file.
  public let inputHash: String
  /// Only people who meet every term; empty for everyone. The population and its codes still cover the whole file.
  public let filter: [GroupTerm]
  /// Digests of the rows; nil where there is nothing to go by, or the wave is in the ledger already.
  public let rows: RowSketch?

  public init(wave: String, inputHash: String, filter: [GroupTerm] = [], rows: RowSketch? = nil) {
    self.rows = rows
    self.wave = wave
    self.inputHash = inputHash
    self.filter = filter.sorted()
  }
}

/// One condition on people: a level of `characteristic` among `levels`, or not stated where that is let in.
public struct GroupTerm: Hashable, Sendable, Codable, Comparable {
  public let characteristic: String
  public let levels: [String]
  public let notStated: Bool

  public init(characteristic: String, levels: [String], notStated: Bool = false) {
    self.characteristic = characteristic
    self.levels = levels.sorted()
    self.notStated = notStated
  }

  public static func < (a: GroupTerm, b: GroupTerm) -> Bool {
    if a.characteristic != b.characteristic { return a.characteristic < b.characteristic }
    if a.levels != b.levels { return a.levels.lexicographicallyPrecedes(b.levels) }
    return !a.notStated && b.notStated
  }
}

/// Why the gate cannot work: what was handed to it, or kept from earlier reports, does not fit.
public enum DisclosureError: Error, Hashable, Sendable {
  case thresholdTooLow(Int)
  case negativePeople(Int)
  case repeatedIdentifier(String)
  case repeatedLevel(characteristic: String, level: String)
  case wrongLength(id: String, expected: Int, found: Int)
  case codeOutOfRange(characteristic: String, person: Int, code: Int, levels: Int)
  case unknownLevel(characteristic: String, level: String)
  case levelInTwoMerges(characteristic: String, level: String)
  case bitsBeyondPeople(id: String, option: String)
  case unknownCharacteristic(String)
  case inputChanged(wave: String)
  /// The very file was reported on under another name.
  case sameAnswers(wave: String, as: String)
  /// The file repeats most of another wave's rows.
  case nearlySameAnswers(wave: String, as: String, threshold: Int)
  case peopleChanged(wave: String, recorded: Int, found: Int)
  case thresholdChanged(wave: String, recorded: Int, asked: Int)
  case ledgerUnreadable(path: String, detail: String)
  case ledgerVersion(Int)
  case ledgerBusy(path: String)
  case ledgerNotWritten(path: String, detail: String)
  case ledgerMoved(path: String)
}

extension DisclosureError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .thresholdTooLow(let threshold):
      "A threshold of \(threshold) people protects nobody. Choose \(Policy.floor) or more; 10 is usual."
    case .negativePeople(let people): "There cannot be \(people) people."
    case .repeatedIdentifier(let id): "Two questions about people share the name \(id). Give each its own."
    case .repeatedLevel(let id, let level): "\(id) lists the level \(level) twice. List each level once."
    case .wrongLength(let id, let expected, let found):
      "\(id) has \(found) entries where \(expected) belong. Every question needs one entry for each person or option."
    case .codeOutOfRange(let id, let person, let code, let levels):
      "Person \(person + 1) has code \(code) for \(id), which has \(levels) levels. Codes count from 0."
    case .unknownLevel(let id, let level):
      "\(id) has no level called \(level). Correct the merge, filter or earlier release that names it."
    case .levelInTwoMerges(let id, let level): "\(level) of \(id) is in two merges. Keep it in one."
    case .bitsBeyondPeople(let id, let option): "\(option) of \(id) is ticked for people who do not exist."
    case .unknownCharacteristic(let id):
      "An earlier report or a filter splits people by \(id), which this study no longer has. Keep \(id) in the study file, so that the two reports can be checked together."
    case .inputChanged(let wave):
      "Figures of wave \(wave) were already released from other data. The difference of two releases would show the people added or changed. Keep the earlier report, or report the new answers alone under a `wave:` name of their own."
    case .sameAnswers(let wave, let earlier):
      "Wave \(wave) is the same file as wave \(earlier), which figures were released from. Under two names the two reports would not be checked together. Write `wave: \(earlier)`."
    case .nearlySameAnswers(let wave, let earlier, let threshold):
      "These are nearly the same answers as in wave \(earlier): most rows stand in both. The difference of the two reports would show the people added or changed. Keep the earlier report, or report the new answers alone as wave \(wave), once there are at least \(threshold)."
    case .peopleChanged(let wave, let recorded, let found):
      "Wave \(wave) had \(recorded) people when figures were released and has \(found) now. The difference of two releases would show the people added. Keep the earlier report, or report the new answers alone under a `wave:` name of their own."
    case .thresholdChanged(let wave, let recorded, let asked):
      "Wave \(wave) was released at a threshold of \(recorded) people and \(asked) is asked for now. The threshold is fixed once figures are out: use \(recorded)."
    case .ledgerUnreadable(let path, let detail):
      "The record of releases \(path) cannot be read (\(detail)). Without it earlier reports cannot be taken into account: restore it from a backup."
    case .ledgerVersion(let version):
      "The record of releases has version \(version), which this program does not know. Use the program that wrote it, or a newer one."
    case .ledgerBusy(let path): "Another report is being written beside \(path). Wait until it is done and try again."
    case .ledgerNotWritten(let path, let detail):
      "The record of releases \(path) could not be written (\(detail)), so nothing is released. Make the folder writable and try again."
    case .ledgerMoved(let path):
      "Another report was released while this one was made (\(path)). Make the report again, so that the two are checked together."
    }
  }
}
