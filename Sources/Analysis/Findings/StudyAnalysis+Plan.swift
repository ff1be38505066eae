import Dataset
import Disclosure
import Instruments
import Problems
import Statistics

extension StudyAnalysis {
  /// Who took part: the split questions first, then the other characteristics.
  func sample(_ gate: inout Gate, hiding hidden: Set<String>) -> StudyFindings.Topic {
    var findings: [ReleasedFinding] = []
    for question in questions.groups + questions.characteristics where !hidden.contains(question.subject.id) {
      findings.append(gate.frequency(of: question.subject.id).finding(ReleasedFinding.frequency))
    }
    for question in questions.severalCharacteristics {
      findings.append(gate.frequency(of: question.subject.id).finding(ReleasedFinding.frequency))
    }
    return StudyFindings.Topic(kind: .sample, title: "Who took part", findings: findings)
  }

  /// What people said about their work: shares over everyone who answered.
  func work(_ gate: inout Gate) -> StudyFindings.Topic {
    let findings = questions.answers.map { answers -> ReleasedFinding in
      let draft: AnswerDraft
      switch answers {
      case .one(let question):
        let counts = question.counts.levels
        draft = AnswerDraft(
          subject: question.subject, labels: question.levels, counts: counts, base: counts.reduce(0, +), several: false,
          ordered: question.ordered, footing: answers.footing(digests))
      case .several(let question):
        draft = AnswerDraft(
          subject: question.subject, labels: question.options, counts: question.counts, base: question.answered,
          several: true, ordered: false, footing: answers.footing(digests))
      }
      return gate.release(Guarded(draft)).finding(ReleasedFinding.answers)
    }
    return StudyFindings.Topic(kind: .work, title: "Work, challenges and support", findings: findings)
  }

  /// Every scale over everyone.
  func scales(_ gate: inout Gate) throws(Problem) -> StudyFindings.Topic {
    var findings: [ReleasedFinding] = []
    for scale in scored.scales {
      let scores = try tabulated(scale) { () throws(StatisticsError) in try scale.tabulation() }
      let draft = ScaleDraft(
        subject: scale.subject, reading: scale.reading, scores: scores, reliability: scale.reliability,
        norms: scale.normDrafts, bands: scale.bandDrafts(scores), notes: scale.notes,
        footing: footings[scale.subject.id])
      findings.append(gate.release(Guarded(draft)).finding(ReleasedFinding.scale))
    }
    return StudyFindings.Topic(kind: .scales, title: "Scales", findings: findings)
  }

  /// Answers to the single items, a topic an instrument; a total repeats items and is passed over.
  func items(_ gate: inout Gate) -> [StudyFindings.Topic] {
    var topics: [StudyFindings.Topic] = []
    var seen: Set<String> = []
    for scale in scored.scales {
      guard let (instrument, _) = scale.definition else { continue }
      var findings: [ReleasedFinding] = []
      for table in scale.items where seen.insert("\(instrument.id).\(table.item)").inserted {
        findings.append(gate.release(Guarded(scale.itemDraft(table, digests))).finding(ReleasedFinding.answers))
      }
      let title = "\(instrument.name): item by item"
      if let last = topics.indices.last, topics[last].title == title {
        topics[last].findings += findings
      } else {
        topics.append(StudyFindings.Topic(kind: .items, title: title, findings: findings))
      }
    }
    return topics
  }

  /// Scales over the groups that the gate grants.
  func compare(
    _ gate: inout Gate, releasedBefore: Bool, hiding hidden: Set<String>
  ) throws(Problem) -> [StudyFindings.Topic] {
    var topics: [StudyFindings.Topic] = []
    // Who answered matters as soon as a second split of the same scale can be set against the first.
    let overlapping = study.groups.count(where: \.compare) > 1 || releasedBefore
    for (question, use) in zip(questions.groups, study.groups)
    where use.compare && !hidden.contains(question.subject.id) {
      var findings: [ReleasedFinding] = []
      switch gate.partition(by: question.subject.id) {
      case .withheld(let withheld): findings.append(.withheld(withheld))
      case .granted(let partition):
        let classes = partition.classes(of: question)
        for scale in scored.scales {
          let scores = try tabulated(scale) { () throws(StatisticsError) in
            try scale.tabulation(by: classes, count: partition.classes.count)
          }
          let draft = ComparisonDraft(
            subject: scale.subject, reading: scale.reading, partition: partition, scores: scores,
            headline: GroupComparison.Method(rawValue: study.headline.rawValue) ?? .welch, notes: scale.notes,
            answered: overlapping ? scale.answered : nil,
            footing: footings[scale.subject.id])
          findings.append(gate.release(Guarded(draft)).finding(ReleasedFinding.comparison))
        }
      }
      topics.append(
        StudyFindings.Topic(kind: .comparison, title: "Compared by \(question.subject.title)", findings: findings))
    }
    return topics
  }

  /// Two characteristics together (counts), or answers by a split of people (shares of each group).
  func crossTabulations(_ gate: inout Gate) -> [StudyFindings.Topic] {
    let findings = study.crossTabulations.map { use -> ReleasedFinding in
      guard let answers = questions.answers.first(where: { $0.subject.id == use.columns }),
        let split = (questions.groups + questions.characteristics).first(where: { $0.subject.id == use.rows })
      else {
        return gate.crossTabulation(rows: use.rows, columns: use.columns).finding(ReleasedFinding.crossTabulation)
      }
      switch gate.partition(by: split.subject.id) {
      case .withheld(let withheld): return .withheld(withheld)
      case .granted(let partition):
        let draft = answers.draft(by: partition, classes: partition.classes(of: split), digests: digests)
        return gate.release(Guarded(draft)).finding(ReleasedFinding.crossTabulation)
      }
    }
    return [
      StudyFindings.Topic(kind: .crossTabulation, title: "Answers and characteristics together", findings: findings)
    ]
  }

  func tabulated<Table>(
    _ scale: ScoredScale, _ body: () throws(StatisticsError) -> Table
  ) throws(Problem) -> Table {
    do {
      return try body()
    } catch {
      throw Problem(
        "the scores of “\(scale.subject.title)” cannot be counted: \(error)", at: dataset.source.fileName,
        remedy: "check the columns that the study file names for it")
    }
  }
}

extension Verdict {
  func finding(_ wrap: (Released<Shape>) -> ReleasedFinding) -> ReleasedFinding {
    switch self {
    case .released(let value): wrap(value)
    case .withheld(let withheld): .withheld(withheld)
    }
  }
}

extension Partition {
  /// The class of each person, `UInt8.max` for nobody's. A granted partition has fewer than 255 classes of at least five people each
  /// out of at most `QuestionReader.mostLevels` levels.
  func classes(of question: ClosedAnswers) -> [UInt8] {
    var table = [UInt8](repeating: .max, count: question.levels.count)
    for (level, group) in classOfLevel.enumerated() where level < table.count {
      if let group { table[level] = UInt8(clamping: group) }
    }
    let notStated = classOfNotStated.map { UInt8(clamping: $0) } ?? .max
    return question.codes.map { Int($0) < table.count ? table[Int($0)] : notStated }
  }
}
