/// How well a score tells those with an event from those without: the area under the receiver operating characteristic.
public struct AreaUnderCurve: Sendable, Equatable {
  /// The chance that somebody with the event scores higher than somebody without, ties counting half; ½ says nothing.
  public let area: Double
  /// DeLong's.
  public let standardError: Double
  /// area ± z · standard error, kept within 0 and 1.
  public let lower, upper: Double
  public let confidence: Double
}

/// The area under the curve of a score, with DeLong's interval.
///
/// A = mean of placements vᵢ (those without the event below i, ties half, as a share); SE² = Var(v)/n₁ + Var(v′)/n₀ with the placements of
/// both sides.
/// - Parameters:
///   - scores: one a person; higher should mean the event.
///   - event: one a person; at least two with it and two without.
/// - Throws: `unequalLengths`, `notFinite`, `tooFewValues`, `outOfDomain` for the confidence.
/// - Note: DeLong et al. (1988), doi:10.2307/2531595; Sun and Xu (2014), doi:10.1109/LSP.2014.2337313.
///   Reference values: `Fixtures/glm/goodness.json`.
public func areaUnderCurve(
  _ scores: [Double], event: [Bool], confidence: Double = 0.95
) throws(StatisticsError) -> AreaUnderCurve {
  guard scores.count == event.count else { throw .unequalLengths(scores.count, event.count) }
  try checkFinite(scores, "a score")
  return try AreaUnderCurve(
    zip(scores, event).map { CountedOutcome(score: $0, events: $1 ? 1 : 0, others: $1 ? 0 : 1) }, confidence)
}

extension GeneralisedLinearModel {
  /// How well a logistic regression tells the outcomes apart that it was fitted to; of new ones it is less.
  /// - Throws: `outOfDomain` for another family, weights that are not whole, or the confidence; `tooFewValues`.
  public func areaUnderCurve(confidence: Double = 0.95) throws(StatisticsError) -> AreaUnderCurve {
    try AreaUnderCurve(try countedOutcomes(), confidence)
  }
}

extension AreaUnderCurve {
  init(_ outcomes: [CountedOutcome], _ confidence: Double) throws(StatisticsError) {
    try checkConfidence(confidence)
    let sorted = outcomes.sorted { $0.score < $1.score }
    let events = sorted.reduce(0) { $0 + $1.events }
    let others = sorted.reduce(0) { $0 + $1.others }
    guard events >= 2, others >= 2 else { throw .tooFewValues(Int(min(events, others))) }
    // Twice the number of pairs that each distinct score wins, on either side; whole numbers.
    var ties: [(events: Double, others: Double, above: Double, below: Double)] = []
    var (eventsBefore, othersBefore) = (0.0, 0.0)
    var first = 0
    while first < sorted.count {
      var (mine, theirs) = (0.0, 0.0)
      var last = first
      while last < sorted.count, sorted[last].score == sorted[first].score {
        mine += sorted[last].events
        theirs += sorted[last].others
        last += 1
      }
      ties.append((mine, theirs, 2 * othersBefore + theirs, 2 * (events - eventsBefore - mine) + mine))
      eventsBefore += mine
      othersBefore += theirs
      first = last
    }
    let wins = ties.reduce(DoubleDouble(0)) { $0 + DoubleDouble.product($1.events, $1.above) }
    let share = wins / (DoubleDouble.product(2 * events, others))
    var (ofEvents, ofOthers) = (DoubleDouble(0), DoubleDouble(0))
    for tie in ties {
      let one = (DoubleDouble(tie.above) / DoubleDouble(2 * others) - share).value
      let other = (DoubleDouble(tie.below) / DoubleDouble(2 * events) - share).value
      ofEvents = ofEvents + DoubleDouble.product(tie.events, one * one)
      ofOthers = ofOthers + DoubleDouble.product(tie.others, other * other)
    }
    area = share.value
    standardError =
      (ofEvents.value / (events - 1) / events + ofOthers.value / (others - 1) / others).squareRoot()
    let half = try Normal.standard.upperQuantile((1 - confidence) / 2) * standardError
    lower = max(0, area - half)
    upper = min(1, area + half)
    self.confidence = confidence
  }
}
