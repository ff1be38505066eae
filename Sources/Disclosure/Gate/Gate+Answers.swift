extension Gate {
  /// Shares of answers over everyone who answered.
  public mutating func release(_ guarded: Guarded<AnswerDraft>) -> Verdict<AnswerTable> {
    let draft = guarded.value
    let subject = draft.subject
    let what = "Shares of answers"
    if let reason = tooFew { return .withheld(withheld(subject, what, reason)) }
    let request = ShareRequest(terms: people.filter, base: draft.base, counts: draft.counts)
    if let reason = shareProblem([request], labels: draft.labels, several: draft.several) {
      return .withheld(withheld(subject, what, reason))
    }
    let scales: [ShareScale]
    do {
      scales = try admitShares(
        [request], subject: subject, labels: draft.labels, several: draft.several, answered: draft.answered,
        footing: draft.footing)
    } catch { return .withheld(withheld(subject, what, error.reason)) }
    let rows = zip(draft.labels, draft.counts).map { label, count in
      AnswerTable.Row(label: label, share: .shown(scales[0].bin(of: count).share))
    }
    return .released(
      Released(
        AnswerTable(
          subject: subject, base: draft.base, several: draft.several, ordered: draft.ordered, step: scales[0].step,
          rows: rows, notes: [stepNote(scales[0].step)] + (draft.several ? ["One person may have chosen several."] : [])
        )))
  }

  /// Shares of answers in each class of a granted partition.
  public mutating func release(_ guarded: Guarded<GroupedAnswerDraft>) -> Verdict<CrossTabulation> {
    let draft = guarded.value
    let subject = draft.subject
    let what = "Answers by \(draft.partition.subject.title)"
    guard let grant = granted[draft.partition.subject.id], grant.partition.classes == draft.partition.classes,
      draft.counts.count == grant.terms.count, draft.bases.count == grant.terms.count
    else { return .withheld(withheld(subject, what, "The groups are not those that were granted.")) }
    let requests = grant.terms.indices.map {
      ShareRequest(terms: grant.terms[$0], base: draft.bases[$0], counts: draft.counts[$0])
    }
    if let reason = shareProblem(requests, labels: draft.labels, several: draft.several) {
      return .withheld(withheld(subject, what, reason))
    }
    for (item, base) in zip(grant.partition.classes, draft.bases) where base > item.people {
      return .withheld(withheld(subject, what, "“\(item.label)” has more answers than people."))
    }
    let scales: [ShareScale]
    do {
      scales = try admitShares(
        requests, subject: subject, labels: draft.labels, several: draft.several, answered: draft.answered,
        footing: draft.footing)
    } catch { return .withheld(withheld(subject, what, error.reason)) }
    let cells = zip(requests, scales).map { request, scale in
      request.counts.map { Shown.shown(scale.bin(of: $0).share) }
    }
    let steps = Set(scales.map(\.step)).sorted()
    return .released(
      Released(
        CrossTabulation(
          rowSubject: draft.partition.subject, columnSubject: subject,
          rowLabels: grant.partition.classes.map(\.label), columnLabels: draft.labels, base: draft.bases.reduce(0, +),
          cells: .shares(cells), notes: steps.map(stepNote) + draft.partition.notes)))
  }

  private func stepNote(_ step: Double) -> String {
    "Shares are given in steps of \(Int(step)) percentage point\(step == 1 ? "" : "s"), and the ends as bounds, so that no single answer can be worked out."
  }

  private func shareProblem(_ requests: [ShareRequest], labels: [String], several: Bool) -> String? {
    guard labels.count > 1 else { return "A question with one answer would show what everyone said." }
    guard Set(labels).count == labels.count else { return "Two answers have the same label." }
    if !requests.isEmpty, requests.allSatisfy({ $0.base == 0 }) { return "Nobody answered this question." }
    for request in requests {
      guard request.base >= threshold else { return "Fewer than \(threshold) people of a group answered." }
      guard request.base <= people.count else { return "There are more answers than people." }
      guard request.counts.count == labels.count, request.counts.allSatisfy({ (0...request.base).contains($0) }) else {
        return "The counts do not fit the people who answered."
      }
      guard several || request.counts.reduce(0, +) == request.base else {
        return "The counts do not add up to the people who answered."
      }
    }
    return nil
  }
}

/// Shares over one group that ask to be released.
struct ShareRequest {
  let terms: [GroupTerm]
  let base: Int
  let counts: [Int]
}

extension Gate {
  /// Grants each group the finest step that leaves every count open beside everything released on this question, and records it.
  mutating func admitShares(
    _ requests: [ShareRequest], subject: Subject, labels: [String], several: Bool, answered: [UInt64]?,
    footing: Footing?
  ) throws(Refusal) -> [ShareScale] {
    try checkFooting(footing, outcome: subject.id, groups: requests.map(\.terms), ofShares: true)
    let earlier = groups(of: subject.id)
    // A group printed before keeps its step: a second one would narrow its counts to where the two overlap.
    let choices = requests.map { request in
      let before = earlier.first { $0.terms == request.terms }
      return ShareScale.scales(base: request.base).filter { before == nil || before?.unit == $0.step }
    }
    for request in requests {
      guard let before = earlier.first(where: { $0.terms == request.terms }) else { continue }
      guard before.base == request.base else {
        throw Refusal(reason: "The answers of a different number of people were released before.")
      }
    }
    guard choices.allSatisfy({ !$0.isEmpty }) else {
      throw Refusal(reason: "So few people answered that every share would stand for a single count.")
    }
    var family: OutcomeFamily?
    for round in 0..<(choices.map(\.count).max() ?? 0) {
      let scales = choices.map { $0[min(round, $0.count - 1)] }
      let entries = zip(requests, scales).map { entry($0, $1, labels: labels) }
      if entries.allSatisfy({ earlier.contains($0) }) {
        record(outcome: subject.id, groups: [], footing: footing)
        return scales
      }
      let joint: OutcomeFamily
      if let family {
        joint = family
      } else {
        joint = try shareFamily(requests, earlier: earlier, answered: answered)
      }
      family = joint
      let others = earlier.filter { group in !entries.contains { $0.terms == group.terms } }
      let attack = ShareAttack(
        people: joint.atoms.sizes, groups: zip(joint.atoms.members, entries + others).map { ($0, $1.shares ?? [:]) },
        labels: labels, several: several)
      guard attack.leavesOpen(hidden: joint.hidden) else { continue }
      record(outcome: subject.id, groups: entries, footing: footing)
      return scales
    }
    throw Refusal(
      reason: "In whatever steps the shares are given, a count could be worked out from the others.")
  }

  private func entry(_ request: ShareRequest, _ scale: ShareScale, labels: [String]) -> Ledger.Group {
    var shares: [String: Ledger.CountRange] = [:]
    for (label, count) in zip(labels, request.counts) {
      let counts = scale.bin(of: count).counts
      shares[label] = .init(lower: counts.lowerBound, upper: counts.upperBound)
    }
    return Ledger.Group(
      terms: request.terms, base: request.base, mean: nil, standardDeviation: nil, shares: shares, unit: scale.step)
  }

  private func shareFamily(
    _ requests: [ShareRequest], earlier: [Ledger.Group], answered: [UInt64]?
  ) throws(Refusal) -> OutcomeFamily {
    let others = earlier.filter { group in !requests.contains { $0.terms == group.terms } }
    let family = try self.family(
      groups: requests.map(\.terms) + others.map(\.terms), bases: requests.map(\.base) + others.map(\.base),
      answered: answered)
    guard !GroupAlgebra(groups: family.atoms.members, weights: family.atoms.sizes).exposesFewer(than: threshold) else {
      throw Refusal(
        reason: "Set against shares already released, it would show the answers of fewer than \(threshold) people.")
    }
    return family
  }
}
