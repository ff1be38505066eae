internal import Statistics

/// The classes of one comparison as they stand after merging for the people who answered this scale.
struct ComparisonClass {
  var label: String
  var members: [String]
  var terms: [GroupTerm]
  var scores: Tabulation
  /// Its people are behind the figures that the guard judges, and take no part in the comparison.
  var isLeftOut = false
}

extension ComparisonClass {
  /// Two classes as one; nil when they are not classes of one and the same characteristic.
  func joined(with other: ComparisonClass, ordered: Bool) throws(StatisticsError) -> ComparisonClass? {
    guard let terms = joinedTerms(terms, other.terms) else { return nil }
    let scores = try Tabulation(
      values: self.scores.values + other.scores.values, counts: self.scores.counts + other.scores.counts)
    return ComparisonClass(
      label: "\(label) or \(other.label)", members: members + other.members, terms: terms, scores: scores)
  }
}

/// The condition met by the people of either of two classes of one split; nil when they are not classes of one split.
func joinedTerms(_ first: [GroupTerm], _ second: [GroupTerm]) -> [GroupTerm]? {
  let own = Set(first).subtracting(second)
  let others = Set(second).subtracting(first)
  guard own.count == 1, others.count == 1, let a = own.first, let b = others.first,
    a.characteristic == b.characteristic
  else { return nil }
  let term = GroupTerm(
    characteristic: a.characteristic, levels: a.levels + b.levels, notStated: a.notStated || b.notStated)
  return first.filter { $0 != a }.adding(term)
}

/// Every way to join two of the classes in one of `splits`, the way of `coarser` first, then the most even ones; none where one class would
/// be left.
///
/// Of many classes, and from then on, the way of `coarser` alone is given: each way costs a run of the guard.
func joinedOnce(_ splits: [[ComparisonClass]], ordered: Bool) throws(StatisticsError) -> [[ComparisonClass]] {
  guard let first = splits.first, let usual = try coarser(first, ordered: ordered) else { return [] }
  guard first.count <= 8 else { return [usual] }
  var seen: Set<Set<[String]>> = [Set(usual.map(\.members).map { $0.sorted() })]
  var others: [[ComparisonClass]] = []
  for classes in splits {
    for first in classes.indices {
      for second in classes.indices where second > first && (!ordered || second == first + 1) {
        guard let joined = try classes[first].joined(with: classes[second], ordered: ordered) else { continue }
        var result = classes
        result[first] = joined
        result.remove(at: second)
        if seen.insert(Set(result.map { $0.members.sorted() })).inserted { others.append(result) }
      }
    }
  }
  func unevenness(_ classes: [ComparisonClass]) -> Int { classes.reduce(0) { $0 + $1.scores.count * $1.scores.count } }
  let evenest = others.enumerated().sorted { a, b in
    let (x, y) = (unevenness(a.element), unevenness(b.element))
    return x == y ? a.offset < b.offset : x < y
  }
  return [usual] + evenest.prefix(7).map(\.element)
}

/// Joins the smallest class with its smaller neighbour (ordered) or the next smallest class; nil when one class would be left.
///
/// A class that is compared is joined with another that is, as long as two are left to compare: those left out stay so.
func coarser(_ classes: [ComparisonClass], ordered: Bool) throws(StatisticsError) -> [ComparisonClass]? {
  guard classes.count > 2,
    let smallest = classes.indices.min(by: { classes[$0].scores.count < classes[$1].scores.count })
  else { return nil }
  var candidates =
    ordered ? [smallest - 1, smallest + 1].filter(classes.indices.contains) : classes.indices.filter { $0 != smallest }
  let compared = candidates.filter { !classes[$0].isLeftOut }
  if !classes[smallest].isLeftOut, !compared.isEmpty, classes.count(where: { !$0.isLeftOut }) > 2 {
    candidates = compared
  }
  guard let partner = candidates.min(by: { classes[$0].scores.count < classes[$1].scores.count }) else { return nil }
  let first = min(smallest, partner)
  let second = max(smallest, partner)
  guard let joined = try classes[first].joined(with: classes[second], ordered: ordered) else { return nil }
  var result = classes
  result[first] = joined
  result.remove(at: second)
  return result
}
