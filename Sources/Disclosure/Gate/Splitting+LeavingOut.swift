extension Splitting {
  /// Every group that is large enough by itself or by a declared merge, and the others as one class that takes no part in comparisons.
  ///
  /// The figures of that class follow by subtraction from those over everyone, so it must be as safe as a class that is shown: at or
  /// above the threshold, and no small level too large a part of it.
  /// - Returns: nil where it is not, or where fewer than two groups would be compared.
  var leavingOut: Candidate? {
    let units = units(declared).filter { $0.people > 0 }
    let small = units.filter { !merging.isLargeEnough([$0]) }
    let large = units.filter { merging.isLargeEnough([$0]) }
    guard large.count > 1, merging.isLargeEnough(small) else { return nil }
    let kept = candidate(large.map { Merging.Class(label: $0.label, units: [$0]) }, merges: declared)
    let rest = Merging.Class(label: "", units: small)
    let named = small.filter { !$0.hasNotStated }.map(\.label)
    let label =
      named.isEmpty
      ? "Not stated" : "Other (\(named.joined(separator: ", ")))" + (rest.hasNotStated ? " or not stated" : "")
    let note =
      "Groups too small to stand alone are counted together as “\(label)”. The study file asks to leave them out of comparisons; where that is safe, they are."
    return Candidate(
      classes: kept.classes + [
        Class(label: label, levels: rest.levels, hasNotStated: rest.hasNotStated, people: rest.people)
      ], leftOut: kept.classes.count, notes: kept.notes + [note])
  }

  /// Whether the plan leaves small groups out and there are some.
  var asksToLeaveOut: Bool {
    characteristic.small == .leaveOut && !units(declared).allSatisfy { $0.people == 0 || merging.isLargeEnough([$0]) }
  }

  /// The same split with a word on why nobody is left out of it; unchanged where the plan asks for no leaving out.
  func notLeavingOut(_ candidate: Candidate) -> Candidate {
    guard asksToLeaveOut else { return candidate }
    let large = units(declared).count { $0.people > 0 && merging.isLargeEnough([$0]) }
    let reason = large < 2 ? "Here that would leave fewer than two groups" : "Here that is not safe"
    var result = candidate
    result.notes.append(
      "The study file asks to leave small groups out of comparisons. \(reason), so they are shown and compared together with others."
    )
    return result
  }

  private var declared: [Characteristic.Merge] { characteristic.merges.filter(\.declared) }
}
