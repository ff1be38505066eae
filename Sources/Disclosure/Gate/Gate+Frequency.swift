extension Gate {
  /// How many people there are of each kind: every count, complement and difference zero or at least the threshold.
  ///
  /// For a question with several answers each option's takers and the others must both reach the threshold. Then nothing
  /// about combinations of options follows: of people who took (or did not take) each of k options at least
  /// Σ(others) − … lies open, the width of every combination being at least the smallest complement (Fréchet's bounds).
  /// The base is everybody: of two options A and B, the people who took any less those who took B are those who took A only.
  public mutating func frequency(of id: String) -> Verdict<FrequencyTable> {
    if let multiple = people.multiples.first(where: { $0.subject.id == id }) { return frequency(of: multiple) }
    switch partition(by: id) {
    case .withheld(let reason):
      return .withheld(Withheld(subject: reason.subject, what: "Table", reason: reason.reason))
    case .granted(let partition):
      let rows = partition.classes.map { item in
        FrequencyTable.Row(
          label: item.label, members: item.members, count: .shown(item.people), percent: .shown(percent(item.people)))
      }
      return .released(
        Released(
          FrequencyTable(
            subject: partition.subject, base: people.count, several: false, rows: rows, notes: partition.notes)))
    }
  }

  private mutating func frequency(of multiple: MultipleCharacteristic) -> Verdict<FrequencyTable> {
    let subject = multiple.subject
    if let reason = tooFew { return .withheld(withheld(subject, "Table", reason)) }
    var rows: [FrequencyTable.Row] = []
    var counts: [Ledger.Count] = []
    for (option, set) in zip(multiple.options, multiple.sets) {
      let takers = takers(of: set)
      let terms = people.filter.adding(GroupTerm(characteristic: subject.id, levels: [option]))
      let count = Ledger.Count(group: terms, people: takers)
      let isOpen = takers >= threshold && people.count - takers >= threshold
      guard isOpen, differencesAreSafe(count) else {
        let reason =
          isOpen
          ? "Earlier tables would show a few people by subtraction."
          : "Fewer than \(threshold) people chose this, or did not."
        rows.append(
          .init(
            label: option, members: [option], count: .suppressed(reason: reason), percent: .suppressed(reason: reason)))
        continue
      }
      counts.append(count)
      rows.append(.init(label: option, members: [option], count: .shown(takers), percent: .shown(percent(takers))))
    }
    guard !counts.isEmpty else {
      return .withheld(
        withheld(
          subject, "Table",
          "For every option, fewer than \(threshold) people chose it or fewer than \(threshold) did not."))
    }
    record(counts: counts)
    // Said always: whether anybody left the question blank is not told either.
    var notes = [
      "One person may stand in several rows.",
      "Shares are of everybody, whoever left the question blank included. How many did is not told: with it one could work out "
        + "how many people chose one option only.",
    ]
    let hidden = rows.count - counts.count
    if hidden > 0 {
      notes.append("\(hidden == 1 ? "One option is" : "\(hidden) options are") not shown: too few people on one side.")
    }
    return .released(
      Released(FrequencyTable(subject: subject, base: people.count, several: true, rows: rows, notes: notes)))
  }

  private func takers(of set: [UInt64]) -> Int {
    guard let mask = people.inFilter else { return set.reduce(0) { $0 + $1.nonzeroBitCount } }
    return zip(set, mask).reduce(0) { $0 + ($1.0 & $1.1).nonzeroBitCount }
  }

  /// Takers of one option under other filters: the people and the takers outside the narrower one must reach the threshold too.
  ///
  /// Filters that do not nest cut each other's people into parts that subtraction could reach; the second is refused.
  private func differencesAreSafe(_ new: Ledger.Count) -> Bool {
    let option = Set(new.group).subtracting(people.filter)
    for earlier in released.counts where earlier != new && option.isSubset(of: earlier.group) {
      let filter = Set(earlier.group).subtracting(option)
      guard filter != Set(people.filter) else { return earlier.people == new.people }
      guard filter.isSubset(of: people.filter) || filter.isSuperset(of: people.filter) else { return false }
      guard let size = try? people.atoms(of: [Array(filter)])?.sizes.reduce(0, +) else { return false }
      let between = abs(size - people.count)
      let takers = abs(earlier.people - new.people)
      let isOpen = takers >= threshold && between - takers >= threshold
      guard isOpen || between == 0 else { return false }
    }
    return true
  }

  /// Counts are exact, so their share of a known base may be: whole per cent below 100 people, tenths from there.
  private func percent(_ count: Int) -> Figure {
    Figure(100 * Double(count) / Double(max(1, people.count)), unit: people.count < 100 ? 1 : 0.1)
  }
}
