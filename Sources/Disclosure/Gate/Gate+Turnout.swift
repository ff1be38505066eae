/// How many were asked, raw. The answers are those of the gate's own population.
public struct TurnoutDraft: Sendable {
  public let invited: Int?
  public let expected: Int?
  public let routes: [Turnout.Route]

  public init(invited: Int?, expected: Int?, routes: [Turnout.Route]) {
    self.invited = invited
    self.expected = expected
    self.routes = routes
  }
}

extension Gate {
  /// How many were asked, beside how many answered.
  ///
  /// The answers are shown from the threshold on. The number invited, and with it the share, is shown where at least the threshold of those invited are
  /// left over: where everybody answered, or all but a few, it would say of each colleague that they most likely did. More answers than people (spare
  /// slips) are kept back for the same reason. Numbers of people who were told say nothing of who answered, and are shown.
  public func release(_ guarded: Guarded<TurnoutDraft>) -> Released<Turnout> {
    let draft = guarded.value
    guard let invited = draft.invited else {
      return Released(
        Turnout(invited: nil, expected: draft.expected, answers: turnoutAnswers, percent: nil, routes: draft.routes))
    }
    let reason: String? =
      if case .suppressed(let reason) = turnoutAnswers {
        reason
      } else if invited - people.count < threshold {
        "Given only where \(threshold) or more of those who were invited did not answer. Otherwise it would say of each of them that they most likely did."
      } else {
        nil
      }
    let shown = reason.map { Shown<Int>.suppressed(reason: $0) } ?? .shown(invited)
    let percent = Figure(100 * Double(people.count) / Double(max(1, invited)), unit: invited < 100 ? 1 : 0.1)
    return Released(
      Turnout(
        invited: shown, expected: draft.expected, answers: turnoutAnswers,
        percent: reason.map { .suppressed(reason: $0) } ?? .shown(percent), routes: draft.routes))
  }

  private var turnoutAnswers: Shown<Int> { tooFew.map { .suppressed(reason: $0) } ?? .shown(people.count) }
}
