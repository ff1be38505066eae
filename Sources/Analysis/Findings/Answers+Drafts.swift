import Disclosure

extension StudyQuestions.Answers {
  var subject: Subject {
    switch self {
    case .one(let answers): answers.subject
    case .several(let answers): answers.subject
    }
  }

  /// The column and the people behind the answers.
  func footing(_ digests: AnswerDigests) -> Footing {
    let rows = digests.count
    let hasAnswered: (Int) -> Bool
    switch self {
    case .one(let answers):
      hasAnswered = { Int(answers.codes[$0]) < answers.levels.count }
    case .several(let answers):
      hasAnswered = { row in answers.sets.contains { $0[row >> 6] & (1 << UInt64(row & 63)) != 0 } }
    }
    var bits = [UInt64](repeating: 0, count: (rows + 63) / 64)
    for row in 0..<rows where hasAnswered(row) { bits[row >> 6] |= 1 << UInt64(row & 63) }
    return digests.footing([subject.id], people: peopleDigest(bits, count: rows))
  }

  /// Counts of each answer in each class of a granted split.
  /// - Parameter classes: the class of each person, `UInt8.max` for nobody's.
  func draft(by partition: Partition, classes: [UInt8], digests: AnswerDigests) -> GroupedAnswerDraft {
    let count = partition.classes.count
    let labels: [String]
    let ticked: (Int) -> [Int]
    switch self {
    case .one(let answers):
      labels = answers.levels
      ticked = { row in Int(answers.codes[row]) < answers.levels.count ? [Int(answers.codes[row])] : [] }
    case .several(let answers):
      labels = answers.options
      ticked = { row in answers.options.indices.filter { answers.sets[$0][row >> 6] & (1 << UInt64(row & 63)) != 0 } }
    }
    var counts = [[Int]](repeating: [Int](repeating: 0, count: labels.count), count: count)
    var bases = [Int](repeating: 0, count: count)
    var answered = [UInt64](repeating: 0, count: (classes.count + 63) / 64)
    for row in classes.indices {
      let chosen = ticked(row)
      guard !chosen.isEmpty else { continue }
      answered[row >> 6] |= 1 << UInt64(row & 63)
      let group = Int(classes[row])
      guard group < count else { continue }
      bases[group] += 1
      for option in chosen { counts[group][option] += 1 }
    }
    let (several, ordered) = if case .one(let answers) = self { (false, answers.ordered) } else { (true, false) }
    return GroupedAnswerDraft(
      subject: subject, partition: partition, labels: labels, counts: counts, bases: bases, several: several,
      ordered: ordered, answered: answered, footing: footing(digests))
  }
}
