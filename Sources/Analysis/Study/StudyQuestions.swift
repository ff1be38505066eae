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
      let answers = try reader.closed(question)
      try reader.checkSplits(answers, question: question)
      groups.append(answers)
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
      let column = try reader.column(question.column, at: question.place)
      if column.namesEverybody {
        throw Problem(
          "every value in column “\(question.column)” is different and short, like the names or numbers of people",
          at: question.place, remedy: "take it out of the study file: an open question is answered in sentences")
      }
      open.append(
        Open(subject: Subject(id: question.column, title: question.title), column: column, band: question.band))
    }
  }
}

extension QuestionReader {
  /// - Throws: `Problem` when nobody answered, or everybody who did said the same: there are no groups to compare.
  func checkSplits(_ answers: ClosedAnswers, question: StudyFile.Question) throws(Problem) {
    let given = zip(answers.levels, answers.counts.levels).filter { $1 > 0 }.map(\.0)
    guard given.count < 2 else { return }
    let silent = answers.counts.notStated > 0 && !given.isEmpty
    throw Problem(
      given.first.map { "column “\(question.column)” holds one answer only, “\($0)”, so it splits nobody" }
        ?? "column “\(question.column)” holds no answer, so it splits nobody",
      at: "\(file), column \(question.column)",
      remedy: (silent ? "write an answer into the empty cells if they mean one; otherwise " : "")
        + "take the column out of `groups:`")
  }

  func isSeveral(_ question: StudyFile.Question) -> Bool {
    if question.multiple != nil { return true }
    guard let column = dataset.column(named: question.column), case .multi = column.storage else { return false }
    return true
  }
}
