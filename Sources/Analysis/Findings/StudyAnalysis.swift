package import Dataset
package import Disclosure
import Instruments
package import Problems

/// Carries out a study's plan on a dataset.
package struct StudyAnalysis {
  let dataset: Dataset
  let study: StudyFile
  let studyName: String
  let scored: StudyScorer.Result
  let questions: StudyQuestions
  let digests: AnswerDigests
  /// What each scale rests on, by its id.
  let footings: [String: Footing]

  /// Resolves the plan: every column found, every answer coded, every scale scored. Nothing is released yet.
  /// - Parameters:
  ///   - studyName: the study file's name, for messages.
  ///   - companion: reads a file the study names, by its name.
  package init(
    _ dataset: Dataset, study: StudyFile, studyName: String, companion: (String) throws(Problem) -> String
  ) throws(Problem) {
    self.dataset = dataset
    self.study = study
    self.studyName = studyName
    guard dataset.rowCount > 0 else {
      throw Problem(
        "the file has a header and no answers", at: dataset.source.fileName, remedy: "export the data again")
    }
    questions = try StudyQuestions(study, dataset: dataset)
    scored = try withoutActuallyEscaping(companion) { companion throws(Problem) in
      try StudyScorer(dataset: dataset, study: study, companion: companion, studyName: studyName).scores()
    }
    let names = scored.scales.flatMap(\.columns) + study.answers.map(\.column) + study.openQuestions.map(\.column)
    let digests = AnswerDigests(dataset, columns: Set(names), sketching: true)
    self.digests = digests
    let scales = scored.scales
    let built = parallelMap(scales.count, worthwhile: dataset.rowCount > 20_000) { scales[$0].footing(digests) }
    footings = Dictionary(zip(scales.map(\.subject.id), built), uniquingKeysWith: { first, _ in first })
    try checkSpread()
    try checkPlan()
  }

  /// Scores that are all the same carry no mean, no test and no reliability, and mostly come from a wrong column.
  private func checkSpread() throws(Problem) {
    let alike = scored.scales.filter { $0.onlyScore != nil }
    guard let first = alike.first else { return }
    let titles = alike.map { "“\($0.subject.title)”" }.joined(separator: ", ")
    let way: String
    if let (instrument, _) = first.definition {
      let ids = alike.compactMap(\.definition).filter { $0.instrument.id == instrument.id }.map(\.scale.id)
      way = "write `without: [\(ids.joined(separator: ", "))]` under `\(instrument.id)` in \(studyName)"
    } else {
      way = "take it out of `scores:` in \(studyName)"
    }
    var columns: [String] = []
    for column in alike.flatMap(\.columns) where !columns.contains(column) { columns.append(column) }
    throw Problem(
      "everybody has the same score on \(titles), so there is nothing to report or compare",
      at: "\(dataset.source.fileName), \(columnList(columns))",
      remedy: "check the columns; if everybody did answer so, \(way)")
  }

  /// Asks the gate for everything the plan wants, in the plan's order.
  /// - Parameters:
  ///   - ledger: what was released from these data before.
  ///   - decisions: the reviewer's word on open answers, by column and row.
  ///   - hidden: questions about people that this report neither counts nor splits results by.
  /// - Throws: `Problem` when the ledger forbids any release from these data.
  package func findings(
    inputHash: String, ledger: Ledger, review: Review, hiding hidden: Set<String> = []
  ) throws(Problem) -> StudyFindings {
    var gate = try openGate(inputHash: inputHash, ledger: ledger)
    var topics: [StudyFindings.Topic] = []
    let comparisons = try compare(&gate, releasedBefore: !ledger.waves.isEmpty, hiding: hidden)
    topics.append(sample(&gate, hiding: hidden))
    topics.append(work(&gate))
    topics.append(try scales(&gate))
    topics += items(&gate)
    topics += comparisons
    topics += crossTabulations(&gate)
    let (answers, open) = openAnswers(&gate, review: review)
    topics += answers
    return StudyFindings(
      topics: topics.filter { !$0.findings.isEmpty || $0.waiting != nil }, instruments: scored.instruments,
      strange: scored.strange, outOfRange: scored.strange.map { gate.release(Guarded($0.draft)) },
      turnout: study.asked.map { gate.release(Guarded($0)) }, openAnswers: open,
      methodNotes: methodNotes, ledger: gate.ledger)
  }

  func openGate(inputHash: String, ledger: Ledger, filter: [GroupTerm] = []) throws(Problem) -> Gate {
    do {
      return try Gate(
        population: Population(
          people: dataset.rowCount,
          characteristics: (questions.groups + questions.characteristics).map(\.characteristic)),
        multiples: questions.severalCharacteristics.map {
          MultipleCharacteristic(subject: $0.subject, options: $0.options, sets: $0.sets)
        },
        policy: try Policy(threshold: study.threshold),
        source: Disclosure.Source(wave: study.wave, inputHash: inputHash, filter: filter, rows: digests.rows),
        ledger: ledger)
    } catch {
      throw Problem("\(error)", at: studyName, remedy: "see “What is released” in docs/methods.md")
    }
  }

  private var methodNotes: [String] {
    var notes: [String] = []
    switch study.headline {
    case .welch: notes.append("Groups are compared by Welch's test, which does not assume equal spread.")
    case .classic: notes.append("Groups are compared by the classic analysis of variance, as the plan asks.")
    case .rank: notes.append("Groups are compared by ranks (Kruskal–Wallis), as the plan asks.")
    }
    if study.isOpenLink {
      notes.append(
        "The answers came by an open link: whoever had it could answer, more than once too. Its numbers count responses, and so do the columns of its files that are headed “people”. How many of those asked have answered cannot be said."
      )
    }
    notes += scored.instruments.flatMap(\.caveats)
    if !scored.strange.isEmpty {
      notes.append("Answers outside an instrument's codes were counted as missing, as the study file asks.")
    }
    return notes
  }
}
