public import Problems

/// How many items of a scale must be answered for a score.
public enum MissingRule: Sendable, Hashable {
  /// As the instrument says.
  case asDeclared
  /// Every item.
  case complete
  /// The prorating that the instrument offers but leaves switched off.
  case prorated
  /// At most this many items missing, for a rule the study declares itself.
  case atMostMissing(Int)
  /// At least this many items answered, for a rule the study declares itself.
  case atLeastAnswered(Int)

  /// Fewest answered items that give a score on a scale.
  /// - Throws: a `Problem` when the rule cannot apply: nothing offered, numbers out of range, or a conversion table,
  ///   which takes complete answers only.
  public func minimumAnswered(on scale: Scale) throws(Problem) -> Int {
    let minimum: Int
    switch self {
    case .asDeclared: return scale.minimumAnswered
    case .complete: return scale.items.count
    case .prorated:
      guard let offered = scale.proratedMinimum else { return scale.minimumAnswered }
      minimum = offered
    case .atMostMissing(let count):
      guard count >= 0, count < scale.items.count else { throw impossible(scale) }
      minimum = scale.items.count - count
    case .atLeastAnswered(let count): minimum = count
    }
    guard 1...max(1, scale.items.count) ~= minimum else { throw impossible(scale) }
    if minimum < scale.items.count, scale.aggregate == .sumThenLookup {
      throw Problem(
        "the score of “\(scale.label)” is read from a table that takes complete answers only",
        remedy: "leave the missing rule as it is")
    }
    return minimum
  }

  private func impossible(_ scale: Scale) -> Problem {
    Problem(
      "the missing rule does not fit “\(scale.label)”, which has \(scale.items.count) items",
      remedy: "ask for between 1 and \(scale.items.count) answered items")
  }
}
