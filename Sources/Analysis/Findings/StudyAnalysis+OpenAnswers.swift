package import Dataset
import Disclosure
import Instruments
import Problems

extension StudyAnalysis {
  /// Quotations that a reviewer released, and every open answer for the review file.
  func openAnswers(
    _ gate: inout Gate, review: Review
  ) -> (topics: [StudyFindings.Topic], answers: [OpenAnswer]) {
    guard !questions.open.isEmpty else { return ([], []) }
    var findings: [ReleasedFinding] = []
    var all: [OpenAnswer] = []
    for question in questions.open {
      let answers = question.column.openAnswers
      all += answers
      let scale = question.band.flatMap { id in scored.scales.first { $0.subject.id == id } }
      let halves = scale.map(ScaleHalves.init)
      let printed = answers.sorted { $0.text < $1.text }.compactMap { answer in
        review.printable(answer).map { (text: $0, half: halves?.half(ofRow: answer.row)) }
      }
      let band = scale.flatMap { scale in
        halves?.band(id: bandDigest(scale), withoutScore: answers.count { scale.scores[$0.row] == nil })
      }
      let draft = QuotationDraft(
        subject: question.subject, column: digests.column(question.column.name), answers: printed, band: band)
      findings += gate.release(Guarded(draft))
    }
    let waiting = all.count { !review.isDecided($0) }
    let topic = StudyFindings.Topic(
      kind: .openAnswers, title: "In people’s own words", findings: findings, waiting: waiting)
    return ([topic], all)
  }

  /// Tells halves apart that may hold different people: another scale, another range, other people with a score.
  private func bandDigest(_ scale: ScoredScale) -> String {
    let footing = footings[scale.subject.id]
    let parts = [scale.subject.id, "\(scale.reading.lower)", "\(scale.reading.upper)", footing?.people ?? ""]
    return (parts + (footing?.columns ?? [])).joined(separator: " ")
  }
}

extension StudyFile {
  /// Every open answer as it stands, for a reviewer. Nothing is worked out or released by asking.
  package func openAnswers(in dataset: Dataset) -> [OpenAnswer] {
    openQuestions.compactMap { dataset.column(named: $0.column) }.flatMap(\.openAnswers)
  }
}

extension Column {
  fileprivate var openAnswers: [OpenAnswer] {
    (0..<rowCount).compactMap { row in text(at: row).map { OpenAnswer(column: name, row: row, text: $0) } }
  }
}

/// Which half of a scale a score lies in, and how many people share that half: the only attribute that may stand beside words.
private struct ScaleHalves {
  let scale: ScoredScale
  let middle: Double
  let people: (lower: Int, upper: Int)

  init(_ scale: ScoredScale) {
    self.scale = scale
    middle = (scale.reading.lower + scale.reading.upper) / 2
    var (lower, upper) = (0, 0)
    for (value, count) in zip(scale.scores.values, scale.scores.histogram()) {
      guard let value else { continue }
      if value > middle { upper += count } else { lower += count }
    }
    people = (lower, upper)
  }

  func half(ofRow row: Int) -> QuotationDraft.Half? { scale.scores[row].map { $0 > middle ? .upper : .lower } }

  func band(id: String, withoutScore: Int) -> QuotationDraft.Band {
    .init(id: id, title: scale.subject.title, lower: people.lower, upper: people.upper, withoutScore: withoutScore)
  }
}
