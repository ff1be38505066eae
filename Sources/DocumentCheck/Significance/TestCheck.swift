/// Compares a reported p with the one its statistic and degrees of freedom give.
func verdict(on test: TestStatement, alpha: Double, oneSidedElsewhere: Bool = false) -> Verdict {
  let rule = Rule.testStatistic
  func unchecked(_ reason: String) -> Verdict { .unchecked(rule, at: test.place, test.quote, reason) }
  func impossible(_ reported: String, _ law: String) -> Verdict {
    .differs(
      rule, .error, at: test.place, test.quote, reported: reported, recomputed: law,
      why: "No data can give this figure, so at least one number here is mistyped.")
  }
  if case .value(_, let p)? = test.p, p.value > 1 || p.value < 0 {
    return impossible("p = \(p.text)", "a p-value lies between 0 and 1")
  }
  if test.kind == .r, abs(test.value.value) - test.value.halfUnit > 1 {
    return impossible("r = \(test.value.text)", "a correlation lies between -1 and 1")
  }
  if test.kind == .f || test.kind == .chiSquared, test.value.value < 0 {
    return impossible("\(test.kind.name) = \(test.value.text)", "\(test.kind.name) cannot be negative")
  }
  guard let reported = test.reportedP(alpha: alpha), let p = test.p else {
    return unchecked("no p is given with this test")
  }
  if test.lacksWelchDegrees { return unchecked(TestStatement.welchReason) }
  guard let two = test.recomputedP() else {
    return unchecked("its degrees of freedom are not given, so p cannot be recomputed")
  }
  let one = test.kind.isSided ? Bounds(two.lower / 2, two.upper / 2) : two
  let reportedText = text(p)
  let fitsTwo = fits(two, p, alpha: alpha)
  let fitsOne = test.kind.isSided && fits(one, p, alpha: alpha)
  if case .value(.equal, let value) = p, value.value == 0 {
    return .differs(
      rule, fitsTwo || fitsOne ? .note : .warning, at: test.place, test.quote, reported: reportedText,
      recomputed: pText(two),
      interval: two, why: "A p-value is never exactly zero; programs print .000 for small ones. Write p < .001.")
  }
  if test.oneSided && fitsOne || fitsTwo { return .agrees(rule) }
  if oneSidedElsewhere && fitsOne { return .agrees(rule) }
  if test.adjusted, reported.upper >= two.lower {
    return unchecked("its p or degrees of freedom were adjusted, so the plain p (\(pText(two))) is only a lower bound")
  }
  let expected = test.oneSided && test.kind.isSided ? one : two
  let flips =
    decision(p, alpha: alpha).map { said in decision(expected, alpha: alpha).map { $0 != said } ?? false } ?? false
  var why =
    flips
    ? "The reader is told the opposite of what the test says: the recomputed p lies on the other side of \(figure(alpha, digits: 1))."
    : "Statistic, degrees of freedom and p cannot all be right, though the decision at \(figure(alpha, digits: 1)) stays the same."
  if fitsOne && !test.oneSided { why += " The reported p would fit a one-sided test: if that was planned, say so." }
  return .differs(
    rule, flips ? .error : .warning, at: test.place, test.quote, reported: reportedText, recomputed: pText(expected),
    interval: expected, why: why)
}

extension TestStatement.Kind {
  /// Whether a one-sided version exists.
  var isSided: Bool { self == .t || self == .z || self == .r }
}

/// Whether the reported p can stand for one of the recomputed values.
func fits(_ recomputed: Bounds, _ p: TestStatement.P, alpha: Double) -> Bool {
  switch p {
  case .value(.equal, let value): recomputed.meets(value.interval)
  case .value(.below, let value): recomputed.lower < value.value * (1 + 1e-9)
  case .value(.above, let value): recomputed.upper > value.value * (1 - 1e-9)
  case .notSignificant: recomputed.upper > alpha * (1 - 1e-9)
  }
}

func text(_ p: TestStatement.P) -> String {
  switch p {
  case .value(let relation, let value): "p \(relation.sign) \(value.text)"
  case .notSignificant: "not significant (ns)"
  }
}

/// Significant, not significant, or too close to call.
func decision(_ p: Bounds, alpha: Double) -> Bool? {
  if p.upper < alpha { return true }
  return p.lower > alpha ? false : nil
}

/// What the reported p claims.
func decision(_ p: TestStatement.P, alpha: Double) -> Bool? {
  switch p {
  case .value(.equal, let value): decision(value.interval, alpha: alpha)
  case .value(.below, let value): value.value <= alpha * (1 + 1e-9) ? true : nil
  case .value(.above, let value): value.value >= alpha * (1 - 1e-9) ? false : nil
  case .notSignificant: false
  }
}
