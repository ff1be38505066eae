/// The ways in which one characteristic may be split into classes that are large enough, best first.
struct Splitting {
  struct Class {
    let label: String
    let levels: [Int]
    let hasNotStated: Bool
    let people: Int

    func term(of characteristic: Characteristic) -> GroupTerm {
      GroupTerm(
        characteristic: characteristic.subject.id, levels: levels.map { characteristic.levels[$0] },
        notStated: hasNotStated)
    }
  }

  struct Candidate {
    let classes: [Class]
    /// The class that takes no part in comparisons.
    var leftOut: Int?
    var notes: [String]

    func partition(of characteristic: Characteristic) -> Partition {
      var classOfLevel = [Int?](repeating: nil, count: characteristic.levels.count)
      for (index, item) in classes.enumerated() {
        for level in item.levels { classOfLevel[level] = index }
      }
      return Partition(
        subject: characteristic.subject,
        classes: classes.map { item in
          Partition.Class(
            label: item.label,
            members: item.levels.sorted().map { characteristic.levels[$0] } + (item.hasNotStated ? ["Not stated"] : []),
            people: item.people)
        }, classOfLevel: classOfLevel, classOfNotStated: classes.firstIndex(where: \.hasNotStated), leftOut: leftOut,
        notes: notes)
    }
  }

  let characteristic: Characteristic
  /// People by level, not stated last.
  let counts: [Int]
  let threshold: Int

  var candidates: [Candidate] {
    guard asksToLeaveOut else { return merged }
    return [leavingOut].compactMap { $0 } + merged.map(notLeavingOut)
  }

  var merging: Merging { Merging(threshold: threshold) }

  private var merged: [Candidate] {
    var result: [Candidate] = []
    let wanted = characteristic.merges.filter { merge in
      merge.declared || merge.levels.contains { isSmall($0) }
    }
    var trials = [wanted]
    if wanted.contains(where: { !$0.declared }) { trials.append(wanted.filter(\.declared)) }
    if wanted.contains(where: \.declared) { trials.append([]) }
    for merges in trials {
      let units = units(merges)
      guard let found = characteristic.ordered ? merging.ordered(units) : merging.unordered(units), found.count > 1
      else { continue }
      result.append(candidate(found, merges: merges))
    }
    return result
  }

  private func isSmall(_ level: String) -> Bool {
    characteristic.levels.firstIndex(of: level).map { counts[$0] < threshold } ?? false
  }

  /// Merges as one unit each, in the place of their first level; every other level by itself; not stated last.
  func units(_ merges: [Characteristic.Merge]) -> [Merging.Unit] {
    var mergeOfLevel: [String: Int] = [:]
    for (index, merge) in merges.enumerated() {
      for level in merge.levels { mergeOfLevel[level] = index }
    }
    var units: [Merging.Unit] = []
    var unitOfMerge: [Int: Int] = [:]
    for (level, name) in characteristic.levels.enumerated() {
      let people = counts[level]
      let small = people > 0 && people < threshold ? people : 0
      guard let merge = mergeOfLevel[name] else {
        units.append(.init(label: name, levels: [level], people: people, largestSmall: small))
        continue
      }
      if let unit = unitOfMerge[merge] {
        units[unit].levels.append(level)
        units[unit].people += people
        units[unit].largestSmall = max(units[unit].largestSmall, small)
      } else {
        unitOfMerge[merge] = units.count
        units.append(.init(label: merges[merge].label, levels: [level], people: people, largestSmall: small))
      }
    }
    let silent = counts[characteristic.levels.count]
    if silent > 0 {
      units.append(
        .init(
          label: "Not stated", levels: [], people: silent, largestSmall: silent < threshold ? silent : 0,
          hasNotStated: true))
    }
    return units
  }

  func candidate(_ found: [Merging.Class], merges: [Characteristic.Merge]) -> Candidate {
    var notes: [String] = []
    let classes = found.map { item -> Class in
      let label = label(of: item)
      if item.levels.count > 1 || (item.hasNotStated && !item.levels.isEmpty) {
        notes.append(note(on: item, label: label, merges: merges))
      }
      return Class(label: label, levels: item.levels, hasNotStated: item.hasNotStated, people: item.people)
    }
    return Candidate(classes: classes, notes: notes)
  }

  /// "A", "A to C", "Other (A, B)", "A, B or C"; with "or not stated" where those people are in the class.
  private func label(of item: Merging.Class) -> String {
    let tail = item.hasNotStated && !item.levels.isEmpty ? " or not stated" : ""
    let named = item.units.filter { !$0.levels.isEmpty }
    if named.count == 1 { return named[0].label + tail }
    if characteristic.ordered, let first = named.first, let last = named.last {
      return (named.count > 2 ? "\(first.label) to \(last.label)" : "\(first.label) or \(last.label)") + tail
    }
    let isOther = item.units.allSatisfy { $0.people < threshold || 4 * $0.largestSmall > 3 * ($0.people - 2) }
    let names = named.map(\.label)
    guard let last = names.last else { return "Not stated" }
    if isOther { return "Other (\(names.joined(separator: ", ")))" + tail }
    return names.dropLast().joined(separator: ", ") + " or " + last + tail
  }

  private func note(on item: Merging.Class, label: String, merges: [Characteristic.Merge]) -> String {
    let names =
      item.levels.sorted().map { "“\(characteristic.levels[$0])”" } + (item.hasNotStated ? ["not stated"] : [])
    let list = names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
    let why: String
    switch merges.first(where: { $0.label == item.units.first?.label }) {
    case let merge? where merge.declared && item.units.count == 1: why = "as the study file asks"
    case .some where item.units.count == 1:
      why = "as Hearth proposes, because single groups have fewer than \(threshold) people"
    default: why = "because single groups have fewer than \(threshold) people"
    }
    return "\(list) are shown together as “\(label)”, \(why)."
  }
}
