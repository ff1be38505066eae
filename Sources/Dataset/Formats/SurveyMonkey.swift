/// A SurveyMonkey export: the first line holds each question once, the second what stands under it.
enum SurveyMonkey {
  /// What stands under a question that has one column of answers.
  static func isAnswerMark(_ heading: String) -> Bool {
    heading.isEmpty || heading == "Response" || heading == "Open-Ended Response"
  }

  static func isOther(_ heading: String) -> Bool {
    heading.hasPrefix("Other (please specify)") || heading.hasPrefix("Other, please specify")
  }

  /// The file's columns, each with its question and its sub-heading.
  static func questions(_ headers: [[String]]) -> [Question] {
    var questions: [Question] = []
    for (column, (question, heading)) in zip(headers[0], headers[1]).enumerated() {
      let part = Question.Part(
        column: column, heading: isAnswerMark(heading) ? nil : heading, isOther: isOther(heading))
      if question.isEmpty, !questions.isEmpty, !heading.isEmpty {
        questions[questions.count - 1].parts.append(part)
      } else {
        questions.append(Question(name: question, headings: [question], parts: [part]))
      }
    }
    return questions
  }
}

/// A question of a file with several header lines and the columns that belong to it.
struct Question: Sendable {
  struct Part: Sendable {
    let column: Int
    /// The option or sub-question; `nil` where the column is the question's only answer.
    let heading: String?
    let isOther: Bool
    /// What a cell may hold, beside the option's own text, where the option was chosen.
    var tick: String?
  }
  let name: String
  var headings: [String]
  var parts: [Part]
}
