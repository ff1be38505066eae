extension Gate {
  /// Who takes part in a comparison, in sentences: every comparison says it, so that nobody has to guess what became of small groups.
  ///
  /// - Parameters:
  ///   - classes: as they are compared, those left out among them.
  ///   - title: of the scale, for what holds for this one alone.
  func takingPart(_ classes: [ComparisonClass], in partition: Partition, title: String) -> [String] {
    var notes: [String] = []
    let out = classes.first(where: \.isLeftOut)
    if let out {
      notes.append("People in “\(out.label)” take no part in the tests. They are in the figures over everyone.")
    } else if partition.leftOut != nil {
      notes.append(
        "\(title): leaving small groups out is not safe here, so they take part.")
    }
    if holdSmallLevels(classes.filter { !$0.isLeftOut }, of: partition.subject.id) {
      notes.append(
        "People in groups too small to stand alone, however few, take part in the tests as part of the class they are shown in."
      )
    } else if out == nil {
      notes.append("Everyone with a score takes part in the tests.")
    }
    if classes.contains(where: { $0.members == [Self.notStated] && !$0.isLeftOut }) {
      notes.append(
        "“\(Self.notStated)” are people who did not answer this question. They are not a kind of people, so a difference to them says little."
      )
    }
    return notes
  }

  private static let notStated = "Not stated"

  /// Whether one of the classes joins levels of which one has fewer people than the threshold.
  private func holdSmallLevels(_ classes: [ComparisonClass], of id: String) -> Bool {
    guard let (index, characteristic) = people.characteristic(id) else { return false }
    let names = characteristic.levels + [Self.notStated]
    let small = Set(zip(names, people.histograms[index]).filter { $1 > 0 && $1 < threshold }.map(\.0))
    return classes.contains { $0.members.count > 1 && !small.isDisjoint(with: $0.members) }
  }
}
