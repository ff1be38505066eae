internal import Statistics

extension Gate {
  /// One scale over everyone who answered.
  ///
  /// Withheld when fewer than the threshold answered, or when the scores are so alike that mean and standard deviation would
  /// come within a quarter of the scale of someone's score.
  public mutating func release(_ guarded: Guarded<ScaleDraft>) -> Verdict<ScaleSummary> {
    let draft = guarded.value
    let subject = draft.subject
    let what = "Scale over everyone"
    if let reason = tooFew ?? scaleProblem(draft.reading, draft.scores) {
      return .withheld(withheld(subject, what, reason))
    }
    guard draft.scores.count > 0 else { return .withheld(withheld(subject, what, "Nobody has a score on this scale.")) }
    guard draft.scores.count >= threshold else {
      return .withheld(withheld(subject, what, "Fewer than \(threshold) people have a score."))
    }
    guard draft.scores.count <= people.count else {
      return .withheld(withheld(subject, what, "There are more scores than people."))
    }
    let unit = scaleUnit(base: draft.scores.count, reading: draft.reading)
    let figures: ScaleFigureSet
    do { figures = try ScaleFigureSet(draft.scores, unit: unit) } catch {
      return .withheld(withheld(subject, what, "It could not be computed: \(error.description)"))
    }
    let request = ScaleRequest(terms: people.filter, figures: figures, unit: unit)
    let observed = (draft.scores.values.first ?? 0)...(draft.scores.values.last ?? 0)
    do {
      try admit(
        [request], subject: subject, reading: draft.reading, observed: observed, answered: draft.answered,
        footing: draft.footing)
    } catch {
      return .withheld(withheld(subject, what, error.reason))
    }
    var notes = draft.notes
    let bands = draft.bands.compactMap { release($0, subject: subject, base: draft.scores.count, notes: &notes) }
    let reliability = reliability(draft.reliability, of: subject, base: draft.scores.count, notes: &notes)
    return .released(
      Released(
        ScaleSummary(
          subject: subject, reading: draft.reading, base: draft.scores.count, mean: figures.mean,
          standardDeviation: figures.standardDeviation, interval: figures.interval, box: figures.box,
          reliability: reliability,
          norms: draft.norms.compactMap { NormComparison($0, mean: figures.mean, interval: figures.interval) },
          bands: bands, notes: notes)))
  }

  /// Why these scores cannot be read on this scale; nil if they can.
  func scaleProblem(_ reading: ScaleReading, _ scores: Tabulation) -> String? {
    guard reading.lower.isFinite, reading.upper.isFinite, reading.lower < reading.upper else {
      return
        "The scale's lowest and highest score are not known, so nobody can say how much the figures would give away."
    }
    let slack = 1e-9 * (reading.upper - reading.lower)
    if let low = scores.values.first, low < reading.lower - slack { return "A score lies below the scale." }
    if let high = scores.values.last, high > reading.upper + slack { return "A score lies above the scale." }
    return nil
  }

  private mutating func reliability(
    _ reliability: Reliability?, of subject: Subject, base: Int, notes: inout [String]
  ) -> ReliabilitySummary? {
    guard let reliability else { return nil }
    guard reliability.count >= threshold else {
      notes.append("Fewer than \(threshold) people answered every item, so reliability is not given.")
      return nil
    }
    let unit = 0.01
    var itemRest = reliability.itemRest.compactMap { $0 }
    var ifDeleted = reliability.alphaIfDeleted.compactMap { $0 }
    let isComplete = itemRest.count == reliability.items && ifDeleted.count == reliability.items
    if reliability.count < Policy.leastForItems {
      notes.append(
        "Item–rest correlations and alpha without each item are given from \(Policy.leastForItems) people on.")
    } else if !isComplete {
      // Not why: beside a share of “at least 95 %”, it would say that everyone gave one and the same answer.
      notes.append("Item–rest correlations and alpha without each item are not given for this scale.")
    }
    if reliability.count < Policy.leastForItems || !isComplete { (itemRest, ifDeleted) = ([], []) }
    return ReliabilitySummary(
      items: reliability.items, people: complete(reliability.count, of: base, subject: subject),
      alpha: Figure(reliability.alpha, unit: unit),
      interval: Interval(
        lower: Figure(reliability.lower, unit: unit), upper: Figure(reliability.upper, unit: unit),
        confidence: reliability.confidence),
      itemRest: itemRest.map { Figure($0, unit: unit) }, alphaIfDeleted: ifDeleted.map { Figure($0, unit: unit) })
  }

  /// How many of those with a score answered every item: where the others are nobody or at least the threshold, and no other number was
  /// given before.
  private mutating func complete(_ people: Int, of base: Int, subject: Subject) -> Shown<Int> {
    let others = base - people
    guard others == 0 || others >= threshold else {
      return .suppressed(
        reason: "Fewer than all \(base) people answered every item; the number would single out those who did not.")
    }
    guard admit(number: people, of: "\(subject.id): every item") else {
      return .suppressed(reason: "Another number was given before; both together would single out people.")
    }
    return .shown(people)
  }

  private mutating func release(
    _ band: BandDraft, subject: Subject, base: Int, notes: inout [String]
  ) -> BandShares? {
    let own = Subject(
      id: "\(subject.id)#\(band.name)", title: "\(subject.title): \(band.name)", instrument: subject.instrument)
    let draft = AnswerDraft(
      subject: own, labels: band.labels, counts: band.counts, base: band.counts.reduce(0, +), several: false,
      ordered: true)
    guard draft.base == base else {
      notes.append("\(band.name) is not given: it does not cover the same people as the scores.")
      return nil
    }
    switch release(Guarded(draft)) {
    case .withheld(let withheld):
      notes.append("\(band.name) is not given. \(withheld.reason)")
      return nil
    case .released(let table):
      return BandShares(
        name: band.name, source: band.source, mayHeadline: band.mayHeadline, caution: band.caution, table: table.value)
    }
  }
}
