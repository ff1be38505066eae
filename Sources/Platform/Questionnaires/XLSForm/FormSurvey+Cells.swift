import Problems

/// What stands in the cells of a row.
extension FormSurvey {
  mutating func id(_ row: FormSheet.Row) -> String? {
    guard let name = row["name"] else {
      problems.append(
        problem(row, "name", "the question has no name", "give it one of lower-case letters, digits and underscores"))
      return nil
    }
    let given = XLSForm.id(ofName: name)
    let id = String(given.lowercased().prefix(40).map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    if id != given {
      remarks.append(remark(row, "“\(given.prefix(60))” is called “\(id)” here", "nothing is to be done"))
    }
    guard ids.insert(id).inserted else {
      problems.append(taken(row, id))
      return nil
    }
    return id
  }

  func taken(_ row: FormSheet.Row, _ id: String) -> Problem {
    problem(
      row, "name", "“\(id)” is the name of another question or row of a table", "give every question a name of its own")
  }

  mutating func required(_ row: FormSheet.Row) -> Bool {
    switch row["required"]?.lowercased() {
    case nil, "no", "false", "false()": return false
    case "yes", "true", "true()": return true
    case let other?:
      problems.append(
        problem(
          row, "required", "“\(other.prefix(40))” is neither yes nor no",
          "a question is needed or not, whatever was answered"))
      return false
    }
  }

  mutating func texts(_ row: FormSheet.Row, _ column: String, needed: Bool) -> FormDraft.Texts? {
    let texts = row.texts(column, main: languages[0]).filter { languages.contains($0.key) }
    guard !texts.isEmpty || needed else { return nil }
    guard !texts.isEmpty else {
      problems.append(problem(row, column, "there is no text here", "write what people read"))
      return nil
    }
    if texts.values.contains(where: { $0.contains("${") }) {
      problems.append(
        problem(
          row, column, "the text repeats an earlier answer", "write it without “${…}”: answers are shown nowhere else"))
    }
    for language in languages where texts[language] == nil {
      problems.append(
        problem(
          row, "\(column)::\(XLSForm.name(of: language))", "there is no text in this language",
          "translate it, or take the language out of the form"))
    }
    return texts
  }

  mutating func conditions(_ row: FormSheet.Row) -> FormDraft.Conditions {
    guard let text = row["relevant"] else { return [] }
    func wrong(_ what: String, _ remedy: String) -> Problem { problem(row, "relevant", what, remedy) }
    do {
      return try RelevantReader.read(text).compactMap { condition in
        guard let question = closed[condition.question] else {
          problems.append(
            wrong(
              "“\(condition.question.prefix(40))” is no question with choices that stands earlier",
              "a condition looks back at select_one and select_multiple"))
          return nil
        }
        guard !question.isSeveral || !condition.isEquation else {
          problems.append(
            wrong("“\(condition.question)” has several answers", "write selected(${\(condition.question)}, '…')"))
          return nil
        }
        var options: [String] = []
        for name in condition.options {
          guard let choice = question.list.choices.first(where: { $0.name == name }), name != XLSForm.preferNot else {
            problems.append(
              wrong(
                "“\(name.prefix(40))” is no answer to “\(condition.question)”", "use the name of one of its choices"))
            continue
          }
          options.append(choice.words[languages[0]] ?? "")
        }
        return options.isEmpty ? nil : (question.id, options)
      }
    } catch {
      problems.append(wrong(error.what, error.remedy))
      return []
    }
  }

  func problem(_ row: FormSheet.Row, _ column: String, _ what: String, _ remedy: String) -> Problem {
    Problem(what, at: XLSForm.place(sheet.name, row: row.number, column), remedy: remedy)
  }

  func remark(_ row: FormSheet.Row, _ what: String, _ remedy: String) -> Problem {
    Problem(what, at: XLSForm.place(sheet.name, row: row.number), remedy: remedy)
  }
}

extension FormSheet.Row {
  /// A column's texts by language; one without a language is in the form's main one.
  func texts(_ column: String, main: Language) -> FormDraft.Texts {
    var texts: FormDraft.Texts = [:]
    for (heading, text) in cells where heading.word == column {
      guard let name = heading.language else {
        texts[main] = texts[main] ?? text
        continue
      }
      if let language = XLSForm.language(name) { texts[language] = text }
    }
    return texts
  }
}

extension RelevantReader.Fault {
  fileprivate var what: String {
    switch self {
    case .notUnderstood(let place): "the condition is not understood at “\(place.prefix(40))”"
    case .orBetween(let one, let other): "“or” stands between “\(one)” and “\(other)”, two questions"
    case .both(let question): "two answers to “\(question)” are asked for at once"
    case .tooDeep: "the condition has too many brackets"
    }
  }

  fileprivate var remedy: String {
    "Hearth asks a question after one of some answers to each question named: ${a} = 'x' or ${a} = 'y', selected(${a}, 'x'), joined by “and”"
  }
}
