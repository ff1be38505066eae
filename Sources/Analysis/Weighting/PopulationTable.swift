import Dataset
import Problems

/// How many people a population has at each answer, as a file says: `column`, `answer`, `people`.
struct PopulationTable {
  struct Margin {
    let column: String
    /// In the order of the file.
    var answers: [String]
    var people: [String: Double]
  }

  let margins: [Margin]

  init(_ data: Dataset) throws(Problem) {
    let columns = FileColumns(dataset: data)
    var margins: [Margin] = []
    let people = try columns.numbers("people", option: "--population")
    let column = try columns.column("column", option: "--population")
    let answer = try columns.column("answer", option: "--population")
    for row in 0..<data.rowCount {
      guard let name = column.text(at: row), let words = answer.text(at: row), let count = people[row] else {
        throw Problem(
          "a row of the population lacks something", at: data.source.place(row: row),
          remedy: "give column, answer and people in every row")
      }
      if let place = margins.firstIndex(where: { $0.column == name }) {
        guard margins[place].people[words] == nil else {
          throw Problem(
            "“\(words)” of “\(name)” stands twice", at: data.source.place(row: row), remedy: "give it once")
        }
        margins[place].answers.append(words)
        margins[place].people[words] = count
      } else {
        margins.append(Margin(column: name, answers: [words], people: [words: count]))
      }
    }
    guard !margins.isEmpty else {
      throw Problem(
        "the population table is empty", at: data.source.fileName,
        remedy: "give the columns column, answer and people, one row an answer")
    }
    self.margins = margins
  }
}
