import Dataset
import Disclosure
import Instruments
import Problems

extension StudyAnalysis {
  /// Quotations that a reviewer released, and every open answer for the review file.
  func openAnswers(
    _ gate: inout Gate, review: Review
  ) -> (topics: [StudyFindings.Topic], answers: [OpenAnswer]) {
    var topics: [StudyFindings.Topic] = []
    var all: [OpenAnswer] = []
    for question in study.openQuestions {
      let answers = texts(question)
      all += answers
      var findings: [ReleasedFinding] = []
      for answer in answers.sorted(by: { $0.text < $1.text }) {
        guard let text = review.printable(answer) else { continue }
        let draft = QuotationDraft(
          subject: Subject(id: question.column, title: question.title), text: text, band: band(question, row: answer.row))
        findings.append(gate.release(Guarded(draft)).finding(ReleasedFinding.quotation))
      }
      let waiting = answers.count { !review.isDecided($0) }
      topics.append(
        StudyFindings.Topic(kind: .openAnswers, title: question.title, findings: findings, waiting: waiting))
    }
    return (topics, all)
  }

  private func texts(_ question: StudyFile.OpenQuestion) -> [OpenAnswer] {
    guard let column = dataset.column(named: question.column) else { return [] }
    return (0..<dataset.rowCount).compactMap { row in
      column.text(at: row).map { OpenAnswer(column: question.column, row: row, text: $0) }
    }
  }

  /// Which half of the band scale the writer's score lies in, and how many people share that half.
  private func band(_ question: StudyFile.OpenQuestion, row: Int) -> (label: String, people: Int)? {
    guard let id = question.band, let scale = scored.scales.first(where: { $0.subject.id == id }),
      let score = scale.scores[row]
    else { return nil }
    let middle = (scale.reading.lower + scale.reading.upper) / 2
    let upper = score > middle
    let people = (0..<dataset.rowCount).count { other in
      scale.scores[other].map { ($0 > middle) == upper } ?? false
    }
    return ("\(scale.subject.title) in the \(upper ? "upper" : "lower") half of the scale", people)
  }
}
