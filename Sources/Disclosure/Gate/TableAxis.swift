/// One side of a cross-tabulation: the granted classes of a characteristic, or fewer classes joined from them.
struct TableAxis: Sendable {
  struct Class: Sendable {
    let label: String
    let terms: [GroupTerm]
    let people: Int
    /// The granted classes it is made of.
    let granted: [Int]
  }

  let partition: Partition
  let characteristic: Characteristic
  private(set) var classes: [Class]

  init(_ grant: Gate.Grant, of characteristic: Characteristic) {
    partition = grant.partition
    self.characteristic = characteristic
    classes = zip(grant.partition.classes, grant.terms).enumerated().map { index, item in
      Class(label: item.0.label, terms: item.1, people: item.0.people, granted: [index])
    }
  }

  /// The same side with one class fewer: the smallest joined with its smaller neighbour (ordered) or the next smallest class;
  /// nil when one class would be left.
  var coarser: TableAxis? {
    guard classes.count > 2, let smallest = classes.indices.min(by: { classes[$0].people < classes[$1].people })
    else { return nil }
    let others =
      characteristic.ordered
      ? [smallest - 1, smallest + 1].filter(classes.indices.contains) : classes.indices.filter { $0 != smallest }
    guard let partner = others.min(by: { classes[$0].people < classes[$1].people }) else { return nil }
    let first = classes[min(smallest, partner)]
    let second = classes[max(smallest, partner)]
    guard let terms = joinedTerms(first.terms, second.terms) else { return nil }
    let granted = (first.granted + second.granted).sorted()
    var result = self
    result.classes[min(smallest, partner)] = Class(
      label: label(of: granted), terms: terms, people: first.people + second.people, granted: granted)
    result.classes.remove(at: max(smallest, partner))
    return result
  }

  /// This side and every coarser one, finest first.
  var chain: [TableAxis] {
    var result = [self]
    while let next = result.last?.coarser { result.append(next) }
    return result
  }

  /// What the partition says, and which of its classes this table joins.
  func notes(threshold: Int) -> [String] {
    partition.notes
      + classes.filter { $0.granted.count > 1 }.map { item in
        let names = item.granted.map { "“\(partition.classes[$0].label)”" }
        return
          "\(names.dropLast().joined(separator: ", ")) and \(names.last ?? "") are shown together in this table, because too many cells would have fewer than \(threshold) people."
      }
  }

  private func label(of granted: [Int]) -> String {
    let levels = characteristic.levels.indices.filter { level in
      partition.classOfLevel[level].map(granted.contains) ?? false
    }
    return levelNames(
      characteristic, levels, notStated: partition.classOfNotStated.map(granted.contains) ?? false,
      ordered: characteristic.ordered)
  }
}
