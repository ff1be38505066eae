/// A Qualtrics export: names, question texts and import ids in three lines.
///
/// Import ids are JSON such as `{"ImportId":"QID7","choiceId":"2"}`. In a "select all that apply" exported as several columns, each has
/// the question's id and its choice; the rows of a matrix have ids of their own (`QID8_1`).
/// - Note: "Understanding Your Dataset", qualtrics.com/support, and `surveyir` (PyPI), which infers export settings from these ids.
enum Qualtrics {
  /// Columns `Q5_1`, `Q5_2`, … whose texts end in "- option" are one question. Everything else stands alone.
  static func questions(_ headers: [[String]]) -> [Question] {
    var questions: [Question] = []
    for (column, name) in headers[0].enumerated() {
      let text = headers[1][column]
      let option = optionText(text)
      guard let stem = stem(of: name), let option else {
        questions.append(
          Question(
            name: name, headings: headers.map { $0[column] },
            parts: [.init(column: column, heading: nil, isOther: name.hasSuffix("_TEXT"))]))
        continue
      }
      let part = Question.Part(
        column: column, heading: option, isOther: false, tick: isChoice(headers[2][column]) ? "1" : nil)
      if let last = questions.indices.last, questions[last].name == stem, questions[last].parts[0].heading != nil {
        questions[last].parts.append(part)
      } else {
        questions.append(Question(name: stem, headings: [stem, text], parts: [part]))
      }
    }
    return questions
  }

  /// `Q5` of `Q5_2`.
  private static func stem(of name: String) -> String? {
    guard let bar = name.lastIndex(of: "_") else { return nil }
    let number = name[name.index(after: bar)...]
    guard !number.isEmpty, number.allSatisfy(\.isNumber), bar > name.startIndex else { return nil }
    return String(name[..<bar])
  }

  /// `Email` of `How do you … - Selected Choice - Email`; the text may run over several lines.
  private static func optionText(_ text: String) -> String? {
    guard let mark = text.ranges(of: " - ").last else { return nil }
    let option = text[mark.upperBound...].split(whereSeparator: \.isNewline).joined(separator: " ")
    return option.isEmpty ? nil : option
  }

  /// Whether a column is one choice of a question; exported as numbers it holds 1 where the choice was made.
  private static func isChoice(_ importID: String) -> Bool {
    let packed = importID.filter { !$0.isWhitespace }
    return packed.contains("\"choiceId\":") && packed.contains("\"ImportId\":\"QID")
  }

  /// Rows that nobody answered in earnest: previews, tests and spam, by the column `Status` as words (`Offline Survey Preview`) or as a
  /// number, in which 1 stands for a preview, 2 for a test and 8 for spam, and others for how the answer came (17 = 16 + 1).
  static func isTrial(status: String) -> Bool {
    if let flags = Int(status) { return flags & (1 | 2 | 8) != 0 }
    let words = status.lowercased()
    return ["preview", "test", "spam"].contains { words.contains($0) }
  }
}
