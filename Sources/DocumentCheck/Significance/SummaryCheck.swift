import Statistics

/// p of an F without degrees of freedom, from the sizes of the groups it compares: k − 1 and N − k.
func verdict(on test: TestStatement, summary: Summary, alpha: Double) -> Verdict {
  if test.lacksWelchDegrees { return verdict(on: test, alpha: alpha) }
  var candidates: [TestStatement] = []
  // Groups without a mean may have been left out, so both counts are allowed.
  for groups in [summary.people, summary.people.filter { $0.mean != nil }] {
    guard let degrees = Summary.degrees(groups) else { continue }
    var candidate = test
    (candidate.first, candidate.second) = (degrees.first, degrees.second)
    candidates.append(candidate)
  }
  var last = verdict(on: test, alpha: alpha)
  for candidate in candidates.reversed() {
    last = verdict(on: candidate, alpha: alpha)
    if case .differs(var finding) = last.outcome, let first = candidate.first, let second = candidate.second {
      finding.recomputed += ", with \(first.text) and \(second.text) degrees of freedom from the group sizes"
      last = Verdict(rule: .testStatistic, outcome: .differs(finding))
    } else {
      return last
    }
  }
  return last
}

/// Recomputes F (or Student's t of two groups) from n, mean and SD of the groups, within what their rounding allows.
func verdict(onSummary summary: Summary, alpha: Double) -> Verdict? {
  guard let test = summary.test, test.kind == .f || test.kind == .t && summary.people.count == 2,
    test.relation == .equal
  else { return nil }
  let rule = Rule.anovaFromSummary
  func unchecked(_ reason: String) -> Verdict { .unchecked(rule, at: summary.place, summary.quote, reason) }
  if test.lacksWelchDegrees { return unchecked(TestStatement.welchReason) }
  let groups = summary.people
  let noMean = groups.filter { $0.mean == nil }.map(\.name)
  if !noMean.isEmpty {
    return unchecked(
      "no mean is given for \(noMean.joined(separator: ", ")), so \(test.kind.name) cannot be recomputed")
  }
  let noDeviation = groups.filter { $0.size > 1 && $0.deviation == nil }.map(\.name)
  if !noDeviation.isEmpty {
    return unchecked(
      "no standard deviation is given for \(noDeviation.joined(separator: ", ")), so \(test.kind.name) cannot be recomputed"
    )
  }
  guard let degrees = Summary.degrees(groups) else {
    return unchecked("the groups are too small for \(test.kind.name)")
  }
  if let first = test.first {
    let own =
      test.kind == .t
      ? (first.value == degrees.second.value)
      : (first.value == degrees.first.value && (test.second?.value ?? degrees.second.value) == degrees.second.value)
    // Other degrees of freedom mean another test: Welch's, or with covariates or fewer people.
    if !own {
      return unchecked(
        "its degrees of freedom (\(first.text)\(test.second.map { ", \($0.text)" } ?? "")) are not those of these groups"
      )
    }
  }
  var bounds: Bounds
  do {
    bounds = try DocumentCheck.bounds(groups)
  } catch {
    return unchecked("\(test.kind.name) cannot be recomputed: \(error)")
  }
  if test.kind == .t { bounds = Bounds(bounds.lower.squareRoot(), bounds.upper.squareRoot()) }
  let reported = test.statisticInterval
  if bounds.meets(reported) { return .agrees(rule) }
  var recomputedTest = test
  (recomputedTest.first, recomputedTest.second) =
    test.kind == .t ? (degrees.second, nil) : (degrees.first, degrees.second)
  let p = pBounds(recomputedTest, bounds)
  let flips =
    test.p.flatMap { decision($0, alpha: alpha) }.map { said in
      p.flatMap { decision($0, alpha: alpha) }.map { $0 != said } ?? false
    } ?? false
  return .differs(
    rule, flips ? .error : .warning, at: test.place, summary.quote, reported: "\(test.kind.name) = \(test.value.text)",
    recomputed: "\(test.kind.name) \(range(bounds)) from n, mean and SD of \(groups.count) groups"
      + (p.map { ", \(pText($0))" } ?? ""),
    interval: bounds,
    why: flips
      ? "The groups' own figures give the opposite decision about their difference."
      : "The groups' own figures cannot give this \(test.kind.name): a mean, an SD, a group size or the test is misprinted."
  )
}

/// p over a range of the statistic.
private func pBounds(_ test: TestStatement, _ bounds: Bounds) -> Bounds? {
  var low = test
  var high = test
  low.value = Reported(value: bounds.upper.isFinite ? bounds.upper : 1e12, decimals: 12, text: "")
  high.value = Reported(value: bounds.lower, decimals: 12, text: "")
  guard let a = low.recomputedP(), let b = high.recomputedP() else { return nil }
  return Bounds(a.lower, b.upper)
}

/// Every F that the printed means and SDs of these groups may stand for.
private func bounds(_ groups: [Summary.Group]) throws(StatisticsError) -> Bounds {
  let rounded = groups.compactMap { group in
    group.mean.map { mean in
      RoundedSummary(
        count: group.size, mean: mean.value, meanHalfWidth: mean.halfUnit,
        standardDeviation: group.size > 1 ? group.deviation?.value : nil,
        standardDeviationHalfWidth: group.deviation?.halfUnit ?? 0)
    }
  }
  let found = try anovaBounds(rounded)
  return Bounds(found.smallestStatistic, found.largestStatistic ?? .infinity)
}
