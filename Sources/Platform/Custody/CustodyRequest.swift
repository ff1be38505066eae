/// Somebody's wish to take rows of answers into custody, and what became of it.
package struct CustodyRequest: Sendable, Hashable {
  package let id: ID<CustodyRequest>
  package let wave: WaveName
  package let askedBy: ID<Account>
  package let reason: String
  package let asked: Day
  package let state: State

  package enum State: Sendable, Hashable {
    case waiting
    case refused(by: ID<Account>, on: Day)
    /// How many files have been taken since.
    case confirmed(by: ID<Account>, on: Day, taken: Int)
  }

  /// For how many days after it was confirmed files can be taken.
  package static let holds = 14

  /// The last day on which files can be taken; nil unless it was confirmed.
  package var lastDay: Day? {
    guard case .confirmed(_, let day, _) = state else { return nil }
    return Day(number: day.number + Self.holds)
  }
}
