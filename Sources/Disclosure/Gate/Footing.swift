/// What an outcome rests on: the columns of its answers and the people who have a value, as digests.
///
/// The same columns under another name have the same digests, so that one score cannot be released as two.
public struct Footing: Hashable, Sendable, Codable {
  /// Digests of the columns' contents, in ascending order.
  public let columns: [String]
  /// A digest of who has a score or an answer.
  public let people: String
  /// The instrument whose scales share items by design (a total and its parts); nil for any other outcome.
  public let instrument: String?

  public init(columns: [String], people: String, instrument: String? = nil) {
    self.columns = columns.sorted()
    self.people = people
    self.instrument = instrument
  }

  /// Whether figures on both rest on the same answers, and have to be about the same people.
  func repeats(_ other: Footing) -> Bool {
    if columns == other.columns { return true }
    if let instrument, instrument == other.instrument { return false }
    return !Set(columns).isDisjoint(with: other.columns)
  }
}

extension Gate {
  /// Holds an outcome to those released before from the same answers.
  ///
  /// Of outcomes that rest on the same columns the first one leads: any other must be about the same people, person by person, and is shown for
  /// groups that the first was shown for. Then no difference of the two is about fewer people than a figure of one of them alone.
  /// - Throws: `Refusal` where a difference would be about other people.
  func checkFooting(
    _ footing: Footing?, outcome id: String, groups: [[GroupTerm]], ofShares: Bool
  ) throws(Refusal) {
    guard let footing else { return }
    for earlier in released.outcomes {
      if earlier.id == id {
        guard let own = earlier.footing, own.columns != footing.columns || own.people != footing.people else { return }
        throw Refusal(reason: "Other answers, or those of other people, were released under this name before.")
      }
      guard let other = earlier.footing, footing.repeats(other), earlier.isOfShares == ofShares else { continue }
      guard footing.people == other.people else {
        throw Refusal(
          reason:
            "It rests on the same columns as figures already given, and on other people: the difference of the two would show the answers of those in one of them only."
        )
      }
      guard groups.allSatisfy({ terms in earlier.groups.contains { $0.terms == terms } }) else {
        throw Refusal(
          reason:
            "It rests on the same columns as figures already given, so it can be given for the groups of those figures only."
        )
      }
    }
  }
}

extension Ledger.Outcome {
  fileprivate var isOfShares: Bool { groups.contains { $0.shares != nil } }
}
