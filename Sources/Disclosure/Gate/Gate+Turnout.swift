/// How many were asked, raw. The answers are those of the gate's own population.
public struct TurnoutDraft: Sendable {
  /// People with a right to answer of their own.
  public let invited: Int?
  /// People expected, where one link was for everybody.
  public let expected: Int?
  /// By the way in which people were told.
  public let routes: [Route]

  /// A way in which people were told, and how many of those reached could have answered.
  public struct Route: Hashable, Sendable {
    public let title: String
    public let eligible: Int
    public init(title: String, eligible: Int) {
      self.title = title
      self.eligible = eligible
    }
  }

  public init(invited: Int?, expected: Int?, routes: [Route]) {
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
  /// slips) are kept back for the same reason, and so is then a way of telling people that reached as many as answered: it may have reached everybody. Other
  /// numbers of people who were told say nothing of who answered.
  public func release(_ guarded: Guarded<TurnoutDraft>) -> Released<Turnout> {
    let draft = guarded.value
    let answers: Shown<Int> = tooFew.map { .suppressed(reason: $0) } ?? .shown(people.count)
    let isNearlyAll = draft.invited.map { $0 - people.count < threshold } ?? false
    let nearlyAll =
      "Given only where \(threshold) or more of those who were invited did not answer. Otherwise it would say of each of them that they most likely did."
    let reason = tooFew ?? (isNearlyAll ? nearlyAll : nil)
    func shown<Value>(_ value: Value) -> Shown<Value> { reason.map { .suppressed(reason: $0) } ?? .shown(value) }
    return Released(
      Turnout(
        invited: draft.invited.map(shown), expected: draft.expected, answers: answers,
        percent: draft.invited.map { invited in
          shown(Figure(100 * Double(people.count) / Double(max(1, invited)), unit: invited < 100 ? 1 : 0.1))
        },
        routes: draft.routes.map { route in
          let mayBeAll = isNearlyAll && route.eligible >= people.count
          return Turnout.Route(
            title: route.title, eligible: mayBeAll ? .suppressed(reason: nearlyAll) : .shown(route.eligible))
        }))
  }
}
