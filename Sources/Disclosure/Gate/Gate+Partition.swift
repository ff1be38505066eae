/// The gate's answer to a request to split people.
public enum PartitionVerdict: Sendable {
  case granted(Partition)
  case withheld(Withheld)
}

extension Gate {
  /// A split of people by one characteristic into classes that may be shown beside everything released so far.
  ///
  /// Declared and proposed merges are tried first, then as few further merges as will do. If an earlier report split the same
  /// people otherwise and the two splits together would show too few people, the earlier split is granted.
  public mutating func partition(by id: String) -> PartitionVerdict {
    guard let (index, characteristic) = people.characteristic(id) else {
      return .withheld(
        Withheld(
          subject: Subject(id: id, title: id), what: "Groups", reason: "The data have no question called \(id)."))
    }
    if let grant = granted[id] { return .granted(grant.partition) }
    let subject = characteristic.subject
    if let reason = tooFew { return .withheld(withheld(subject, "Groups", reason)) }
    guard people.count >= 2 * threshold else {
      return .withheld(
        withheld(
          subject, "Groups",
          "Two groups of \(threshold) need \(2 * threshold) people, and there are fewer. The figures over everyone are given instead."
        ))
    }
    let splitting = Splitting(characteristic: characteristic, counts: people.histograms[index], threshold: threshold)
    let candidates =
      splitting.candidates
      + earlierSplits(of: characteristic, counts: people.histograms[index]).map(splitting.notLeavingOut)
    guard !candidates.isEmpty else {
      return .withheld(
        withheld(
          subject, "Groups",
          "However the answers are put together, fewer than two groups of \(threshold) people remain."))
    }
    for candidate in candidates {
      let terms = candidate.classes.map { people.filter.adding($0.term(of: characteristic)) }
      let counts = zip(terms, candidate.classes).map { Ledger.Count(group: $0, people: $1.people) }
      guard countsAreSafe(counts) else { continue }
      record(counts: counts)
      let partition = candidate.partition(of: characteristic)
      granted[id] = Grant(partition: partition, terms: terms)
      return .granted(partition)
    }
    return .withheld(
      withheld(
        subject, "Groups",
        "Together with what was released before from the same data, these groups would show fewer than \(threshold) people."
      ))
  }

  /// The classes that an earlier report of the same people was given.
  private func earlierSplits(of characteristic: Characteristic, counts: [Int]) -> [Splitting.Candidate] {
    let id = characteristic.subject.id
    var classes: [Splitting.Class] = []
    for count in released.counts {
      let own = count.group.filter { $0.characteristic == id }
      guard own.count == 1, let term = own.first, people.filter.adding(term) == count.group else { continue }
      let levels = characteristic.levels.indices.filter { term.levels.contains(characteristic.levels[$0]) }
      classes.append(
        Splitting.Class(
          label: levelNames(characteristic, levels, notStated: term.notStated, ordered: characteristic.ordered),
          levels: levels, hasNotStated: term.notStated, people: count.people))
    }
    // Earlier reports may have left several splits; the classes that follow one another without overlap are one of them.
    var taken: Set<Int> = []
    var hasNotStated = false
    var chosen: [Splitting.Class] = []
    for item in classes where taken.isDisjoint(with: item.levels) && !(hasNotStated && item.hasNotStated) {
      taken.formUnion(item.levels)
      hasNotStated = hasNotStated || item.hasNotStated
      chosen.append(item)
    }
    guard chosen.count > 1, chosen.reduce(0, { $0 + $1.people }) == people.count else { return [] }
    return [
      Splitting.Candidate(
        classes: chosen,
        notes: ["The groups are those of an earlier report, so that the two cannot be set against each other."])
    ]
  }
}

extension [GroupTerm] {
  func adding(_ term: GroupTerm) -> [GroupTerm] { (self + [term]).sorted() }
}

/// A class in words when the study file has none for it.
func levelNames(_ characteristic: Characteristic, _ levels: [Int], notStated: Bool, ordered: Bool) -> String {
  let names = levels.sorted().map { characteristic.levels[$0] }
  guard let first = names.first, let last = names.last else { return "Not stated" }
  let tail = notStated ? " or not stated" : ""
  if names.count == 1 { return first + tail }
  if ordered && names.count > 2 { return "\(first) to \(last)" + tail }
  if ordered { return "\(first) or \(last)" + tail }
  return names.dropLast().joined(separator: ", ") + " or " + last + tail
}
