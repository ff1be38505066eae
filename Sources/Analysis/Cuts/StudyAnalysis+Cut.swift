import Dataset
package import Disclosure
package import Problems
import Statistics

extension StudyAnalysis {
  package var choices: CutChoices {
    CutChoices(
      outcomes: scored.scales.map { .init(subject: $0.subject, isScale: true) }
        + questions.answers.map { .init(subject: $0.subject, isScale: false) },
      splits: questions.groups.map { question in
        let levels = zip(question.levels, question.counts.levels).filter { $1 > 0 }.map(\.0)
        return .init(subject: question.subject, levels: levels)
      })
  }

  /// Asks the gate for a cut.
  /// - Parameter ledger: what was released from these data before.
  /// - Throws: `Problem` for a cut of what the study does not have, or when the ledger forbids any release from these data.
  package func findings(_ cut: Cut, inputHash: String, ledger: Ledger) throws(Problem) -> CutFindings {
    let filter = try cut.within.map { condition throws(Problem) in try term(condition) }
    var gate = try openGate(inputHash: inputHash, ledger: ledger, filter: filter.map { [$0] } ?? [])
    let inside = people(within: cut.within)
    var partition: Partition?
    var classes = inside.map { $0 ? UInt8(0) : .max }
    if let split = cut.split {
      guard let question = questions.groups.first(where: { $0.subject.id == split }) else { throw Self.unknown(split) }
      switch gate.partition(by: split) {
      case .withheld(let withheld):
        return CutFindings(findings: [.withheld(withheld)], ledger: gate.ledger)
      case .granted(let granted):
        partition = granted
        classes = zip(granted.classes(of: question), inside).map { $1 ? $0 : .max }
      }
    }
    var findings: [ReleasedFinding] = []
    for id in cut.outcomes {
      if let scale = scored.scales.first(where: { $0.subject.id == id }) {
        findings.append(try release(scale, classes, partition, &gate))
      } else if let answers = questions.answers.first(where: { $0.subject.id == id }) {
        findings.append(release(answers, classes, partition, &gate))
      } else {
        throw Self.unknown(id)
      }
    }
    return CutFindings(findings: findings, ledger: gate.ledger)
  }

  private func release(
    _ scale: ScoredScale, _ classes: [UInt8], _ partition: Partition?, _ gate: inout Gate
  ) throws(Problem) -> ReleasedFinding {
    let scores = try tabulated(scale) { () throws(StatisticsError) in
      try scale.tabulation(by: classes, count: partition?.classes.count ?? 1)
    }
    if let partition {
      let draft = ComparisonDraft(
        subject: scale.subject, reading: scale.reading, partition: partition, scores: scores,
        headline: GroupComparison.Method(rawValue: study.headline.rawValue) ?? .welch, notes: scale.notes,
        answered: scale.answered, footing: footings[scale.subject.id])
      return gate.release(Guarded(draft)).finding(ReleasedFinding.comparison)
    }
    let all = try tabulated(scale) { () throws(StatisticsError) in
      try Tabulation(values: scores.values, counts: scores.counts.first ?? [])
    }
    let draft = ScaleDraft(
      subject: scale.subject, reading: scale.reading, scores: all, reliability: nil, bands: scale.bandDrafts(all),
      notes: scale.notes, answered: scale.answered, footing: footings[scale.subject.id])
    return gate.release(Guarded(draft)).finding(ReleasedFinding.scale)
  }

  private func release(
    _ answers: StudyQuestions.Answers, _ classes: [UInt8], _ partition: Partition?, _ gate: inout Gate
  ) -> ReleasedFinding {
    if let partition {
      return gate.release(Guarded(answers.draft(by: partition, classes: classes, digests: digests)))
        .finding(ReleasedFinding.crossTabulation)
    }
    return gate.release(Guarded(answers.draft(of: classes, digests: digests))).finding(ReleasedFinding.answers)
  }

  private func term(_ condition: Cut.Condition) throws(Problem) -> GroupTerm {
    guard let question = questions.groups.first(where: { $0.subject.id == condition.question }) else {
      throw Self.unknown(condition.question)
    }
    for level in condition.levels where !question.levels.contains(level) { throw Self.unknown(level) }
    return GroupTerm(characteristic: condition.question, levels: condition.levels)
  }

  /// Who meets the condition, row by row.
  private func people(within condition: Cut.Condition?) -> [Bool] {
    guard let condition, let question = questions.groups.first(where: { $0.subject.id == condition.question }) else {
      return [Bool](repeating: true, count: dataset.rowCount)
    }
    let passes = question.levels.map(condition.levels.contains)
    return question.codes.map { Int($0) < passes.count && passes[Int($0)] }
  }

  private static func unknown(_ name: String) -> Problem {
    Problem("results cannot be split or chosen by “\(name)”", at: "cut", remedy: "choose from the lists")
  }
}
