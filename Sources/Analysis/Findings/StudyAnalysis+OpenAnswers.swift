import Dataset
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
      let answers = texts(question.column)
      all += answers
      let halves = question.band.flatMap { id in scored.scales.first { $0.subject.id == id } }.map(ScaleHalves.init)
      for answer in answers.sorted(by: { $0.text < $1.text }) {
        guard let text = review.printable(answer) else { continue }
        let draft = QuotationDraft(subject: question.subject, text: text, band: halves?.band(ofRow: answer.row))
        findings.append(gate.release(Guarded(draft)).finding(ReleasedFinding.quotation))
      }
    }
    let waiting = all.count { !review.isDecided($0) }
    let topic = StudyFindings.Topic(
      kind: .openAnswers, title: "In people’s own words", findings: findings, waiting: waiting)
    return ([topic], all)
  }

  private func texts(_ column: Column) -> [OpenAnswer] {
    (0..<dataset.rowCount).compactMap { row in
      column.text(at: row).map { OpenAnswer(column: column.name, row: row, text: $0) }
    }
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

  func band(ofRow row: Int) -> (label: String, people: Int, others: Int)? {
    guard let score = scale.scores[row] else { return nil }
    let upper = score > middle
    return (
      "\(scale.subject.title) in the \(upper ? "upper" : "lower") half of the scale",
      upper ? people.upper : people.lower, upper ? people.lower : people.upper
    )
  }
}
