import Dataset
import Disclosure
import Problems

/// Every closed question of a study, read from the data.
struct StudyQuestions: Sendable {
  var groups: [ClosedAnswers] = []
  var characteristics: [ClosedAnswers] = []
  var severalCharacteristics: [SeveralAnswers] = []
  var answers: [Answers] = []
  var open: [Open] = []

  enum Answers: Sendable {
    case one(ClosedAnswers)
    case several(SeveralAnswers)
  }

  struct Open: Sendable {
    let subject: Subject
    let column: Column
    /// The scale whose half may stand beside a quotation.
    let band: String?
  }

  init(_ study: StudyFile, dataset: Dataset) throws(Problem) {
    let reader = QuestionReader(dataset: dataset, file: dataset.source.fileName)
    for question in study.groups {
      if reader.isSeveral(question) {
        throw Problem(
          "several answers may apply in “\(question.column)”, so it cannot split people into groups",
          at: question.place,
          remedy: "list it under `characteristics:`")
      }
      groups.append(try reader.closed(question))
    }
    for question in study.characteristics where !study.groups.contains(where: { $0.column == question.column }) {
      if reader.isSeveral(question) {
        severalCharacteristics.append(try reader.several(question))
      } else {
        characteristics.append(try reader.closed(question))
      }
    }
    for question in study.answers {
      answers.append(
        reader.isSeveral(question) ? .several(try reader.several(question)) : .one(try reader.closed(question)))
    }
    let people = (groups + characteristics).map(\.subject.id)
    for use in study.crossTabulations {
      for (name, known) in [(use.rows, people), (use.columns, people + answers.map(\.subject.id))]
      where !known.contains(name) {
        let meant = nearest(to: name, among: known).map { "did you mean `\($0)`? " } ?? ""
        throw Problem(
          "`\(name)` cannot stand in a cross-tabulation", at: use.place,
          remedy: meant
            + "rows are groups or characteristics, columns these or answers; a question where several may apply only as answers"
        )
      }
    }
    for question in study.openQuestions {
      open.append(
        Open(
          subject: Subject(id: question.column, title: question.title),
          column: try reader.column(question.column, at: question.place), band: question.band))
    }
  }
}

extension QuestionReader {
  func isSeveral(_ question: StudyFile.Question) -> Bool {
    if question.multiple != nil { return true }
    guard let column = dataset.column(named: question.column), case .multi = column.storage else { return false }
    return true
  }
}
