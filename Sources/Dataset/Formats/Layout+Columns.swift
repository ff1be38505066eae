import Problems

extension Layout {
  /// What the columns belong to, in the order of the file.
  var questions: [Question] {
    switch format {
    case .csv:
      headers[0].enumerated().map { column, name in
        Question(name: name, headings: [name], parts: [.init(column: column, heading: nil, isOther: false)])
      }
    case .surveyMonkey: SurveyMonkey.questions(headers)
    case .qualtrics: Qualtrics.questions(headers)
    }
  }

  /// One name for each column of the file, before several become one.
  ///
  /// - Throws: `Problem` when two columns have the same name.
  func fileColumnNames(file: String) throws(Problem) -> [String] {
    var names = [String](repeating: "", count: columnCount)
    for question in questions {
      for part in question.parts {
        let full = part.heading.map { format == .qualtrics ? headers[0][part.column] : "\(question.name): \($0)" }
        names[part.column] = oneLine(full ?? question.name)
      }
    }
    var first: [String: Int] = [:]
    for (column, name) in names.enumerated() {
      if name.isEmpty { names[column] = "column \(column + 1)" }
      if let earlier = first.updateValue(column, forKey: names[column]) {
        throw Problem(
          "two columns are called \"\(names[column])\": column \(earlier + 1) and column \(column + 1)",
          at: "\(file), header",
          remedy: "give each column its own name")
      }
    }
    return names
  }

  private func oneLine(_ text: String) -> String {
    text.contains(where: \.isNewline) ? text.split(whereSeparator: \.isNewline).joined(separator: " ") : text
  }
}
