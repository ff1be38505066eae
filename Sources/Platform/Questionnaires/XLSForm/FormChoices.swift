import Problems

/// The lists of choices of a form.
struct FormChoices {
  struct List {
    var choices: [(name: String, words: FormDraft.Texts)] = []
    let row: Int
  }

  private(set) var lists: [String: List] = [:]
  private(set) var problems: [Problem] = []

  init(_ sheet: FormSheet?, languages: [Language]) {
    guard let sheet else { return }
    for row in sheet.rows {
      func problem(_ column: String, _ what: String, _ remedy: String) -> Problem {
        Problem(what, at: XLSForm.place(sheet.name, row: row.number, column), remedy: remedy)
      }
      guard let name = row["list_name"] else {
        problems.append(problem("list_name", "the choice belongs to no list", "name its list"))
        continue
      }
      guard let choice = row["name"], !choice.contains(where: \.isWhitespace) else {
        problems.append(problem("name", "the choice has no name, or one with a space", "give it one without spaces"))
        continue
      }
      let words = row.texts("label", main: languages[0]).filter { languages.contains($0.key) }
      for language in languages where words[language] == nil {
        problems.append(
          problem(
            "label::\(XLSForm.name(of: language))", "the choice has no words in this language", "write what people read"
          ))
      }
      if choice != XLSForm.preferNot, let stored = words[languages[0]] {
        if stored.contains(";") || stored.contains(where: \.isNewline) || stored.utf8.count > 200 {
          problems.append(
            problem(
              "label", "“\(stored.prefix(40))” cannot be stored",
              "leave out semicolons and line breaks; 200 bytes at most"))
        }
        if lists[name]?.choices.contains(where: { $0.words[languages[0]] == stored }) == true {
          problems.append(problem("label", "“\(stored.prefix(40))” stands in the list twice", "list it once"))
        }
      }
      if lists[name]?.choices.contains(where: { $0.name == choice }) == true {
        problems.append(
          problem("name", "“\(choice.prefix(40))” stands in the list twice", "give each choice a name of its own"))
      }
      lists[name, default: List(row: row.number)].choices.append((choice, words))
    }
  }
}
