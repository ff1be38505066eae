/// A Qualtrics export: names, question texts and import ids in three lines.
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
      let part = Question.Part(column: column, heading: option, isOther: false)
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

  /// `Email` of `How do you … - Selected Choice - Email`.
  private static func optionText(_ text: String) -> String? {
    guard let mark = text.ranges(of: " - ").last else { return nil }
    let option = text[mark.upperBound...]
    return option.isEmpty ? nil : String(option)
  }
}
