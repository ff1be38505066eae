internal import Statistics

extension Gate {
  /// One scale compared over the classes of a granted partition, with tests over those classes alone.
  ///
  /// Classes in which fewer than the threshold have a score, or whose figures would come too close to single people, are joined with others
  /// (ordered ones with a neighbour), as few as will do; the comparison is withheld when fewer than two would be left. A class that the partition leaves out
  /// is judged with the others, as its figures follow from theirs and those over everyone, and is in no test and no table.
  public mutating func release(_ guarded: Guarded<ComparisonDraft>) -> Verdict<GroupComparison> {
    let draft = guarded.value
    let subject = draft.subject
    let what = "Comparison by \(draft.partition.subject.title)"
    guard let grant = granted[draft.partition.subject.id], grant.partition.classes == draft.partition.classes,
      draft.scores.groupCounts.count == grant.terms.count
    else { return .withheld(withheld(subject, what, "The groups are not those that were granted.")) }
    do {
      return try compare(draft, grant: grant, what: what)
    } catch let refusal as Refusal {
      return .withheld(withheld(subject, what, refusal.reason))
    } catch {
      return .withheld(withheld(subject, what, "It could not be computed: \(error)"))
    }
  }

  private mutating func compare(
    _ draft: ComparisonDraft, grant: Grant, what: String
  ) throws -> Verdict<GroupComparison> {
    let ordered = people.characteristic(draft.partition.subject.id)?.value.ordered ?? false
    var classes: [ComparisonClass] = []
    for (index, item) in grant.partition.classes.enumerated() {
      let scores = try Tabulation(values: draft.scores.values, counts: draft.scores.counts[index])
      if let problem = scaleProblem(draft.reading, scores) { throw Refusal(reason: problem) }
      guard scores.count <= item.people else { throw Refusal(reason: "A group has more scores than people.") }
      classes.append(
        ComparisonClass(
          label: item.label, members: item.members, terms: grant.terms[index], scores: scores,
          isLeftOut: index == grant.partition.leftOut))
    }
    let asked = classes.count
    guard classes.contains(where: { $0.scores.count > 0 }) else {
      throw Refusal(reason: "Nobody has a score on this scale.")
    }
    var refusal = Refusal(
      reason: "Fewer than \(threshold) people of a group have a score, and only two groups are left.")
    // All splits of as many classes are tried before those of fewer.
    var splits = [classes]
    while !splits.isEmpty {
      for split in splits {
        var classes = split
        // Nobody is left out of a comparison of fewer than two others.
        if classes.count(where: { !$0.isLeftOut }) < 2 {
          for index in classes.indices { classes[index].isLeftOut = false }
        }
        guard classes.allSatisfy({ $0.scores.count >= threshold }) else { continue }
        do {
          return .released(Released(try released(classes, draft: draft, asked: asked)))
        } catch let found as Refusal {
          refusal = found
        }
      }
      splits = try joinedOnce(splits, ordered: ordered)
    }
    throw refusal
  }

  private mutating func released(
    _ classes: [ComparisonClass], draft: ComparisonDraft, asked: Int
  ) throws -> GroupComparison {
    let compared = classes.filter { !$0.isLeftOut }
    var groups: [GroupComparison.Group] = []
    var requests: [ScaleRequest] = []
    for item in classes {
      let unit = scaleUnit(base: item.scores.count, reading: draft.reading)
      let figures = try ScaleFigureSet(item.scores, unit: unit)
      requests.append(ScaleRequest(terms: item.terms, figures: figures, unit: unit))
      if item.isLeftOut { continue }
      groups.append(
        .init(
          label: item.label, members: item.members, base: item.scores.count, mean: figures.mean,
          standardDeviation: figures.standardDeviation, interval: figures.interval, box: figures.box))
    }
    let values = classes.flatMap(\.scores.values)
    let observed = (values.min() ?? draft.reading.lower)...(values.max() ?? draft.reading.upper)
    try admit(
      requests, subject: draft.subject, reading: draft.reading, observed: observed, answered: draft.answered,
      footing: draft.footing)
    var notes = draft.notes + draft.partition.notes
    if classes.count < asked {
      // Not why: whether it was for the number of people or for their answers would say something of the answers.
      notes.append("Some groups are shown together, so that nobody's answers can be worked out.")
    }
    notes += takingPart(classes, in: draft.partition, title: draft.subject.title)
    let unit = compared.map { scaleUnit(base: $0.scores.count, reading: draft.reading) }.max() ?? 0.1
    let tests = ComparisonTests(title: draft.subject.title, classes: compared, unit: unit, notes: &notes)
    return GroupComparison(
      subject: draft.subject, reading: draft.reading, by: draft.partition.subject, groups: groups,
      headline: draft.headline, tests: tests.tests, pairs: tests.pairs, effects: tests.effects, notes: notes)
  }
}
