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
    let tally = tally(classes, count: partition.classes.count)
    return GroupedAnswerDraft(
      subject: subject, partition: partition, labels: labels, counts: tally.counts, bases: tally.bases,
      several: several, ordered: ordered, answered: tally.answered, footing: footing(digests))
  }

  /// Counts of each answer among the people of class 0.
  func draft(of classes: [UInt8], digests: AnswerDigests) -> AnswerDraft {
    let tally = tally(classes, count: 1)
    return AnswerDraft(
      subject: subject, labels: labels, counts: tally.counts[0], base: tally.bases[0], several: several,
      ordered: ordered, answered: tally.answered, footing: footing(digests))
  }

  private var labels: [String] {
    switch self {
    case .one(let answers): answers.levels
    case .several(let answers): answers.options
    }
  }

  private var several: Bool { if case .several = self { true } else { false } }
  private var ordered: Bool { if case .one(let answers) = self { answers.ordered } else { false } }

  private struct Tally {
    /// By class, then by answer.
    var counts: [[Int]]
    var bases: [Int]
    /// One bit a person who answered, of any class or none.
    var answered: [UInt64]
  }

  private func tally(_ classes: [UInt8], count: Int) -> Tally {
    let ticked: (Int) -> [Int]
    switch self {
    case .one(let answers):
      ticked = { row in Int(answers.codes[row]) < answers.levels.count ? [Int(answers.codes[row])] : [] }
    case .several(let answers):
      ticked = { row in answers.options.indices.filter { answers.sets[$0][row >> 6] & (1 << UInt64(row & 63)) != 0 } }
    }
    var tally = Tally(
      counts: [[Int]](repeating: [Int](repeating: 0, count: labels.count), count: count),
      bases: [Int](repeating: 0, count: count), answered: [UInt64](repeating: 0, count: (classes.count + 63) / 64))
    for row in classes.indices {
      let chosen = ticked(row)
      guard !chosen.isEmpty else { continue }
      tally.answered[row >> 6] |= 1 << UInt64(row & 63)
      let group = Int(classes[row])
      guard group < count else { continue }
      tally.bases[group] += 1
      for option in chosen { tally.counts[group][option] += 1 }
    }
    return tally
  }
}
