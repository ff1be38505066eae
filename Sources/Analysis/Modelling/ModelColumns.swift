import Dataset
import Problems
import Statistics

/// The columns of a model over the rows that have all of them.
struct ModelColumns {
  let rows: [Int]
  let leftOut: Int
  private let columns: FileColumns

  init(_ dataset: Dataset, _ names: [String]) throws(Problem) {
    let columns = FileColumns(dataset: dataset)
    let needed = try names.map { name throws(Problem) in try columns.column(name, option: "--formula") }
    self.columns = columns
    rows = (0..<dataset.rowCount).filter { row in needed.allSatisfy { $0.validity[row] } }
    leftOut = dataset.rowCount - rows.count
    guard !rows.isEmpty else { throw columns.nobody("an answer in every column of the model") }
  }

  func holdsNumbers(_ name: String) throws(Problem) -> Bool {
    let column = try columns.column(name, option: "--formula")
    return switch column.storage {
    case .integer, .real: true
    case .category: column.levelNumbers != nil
    case .multi, .date, .text: false
    }
  }

  func numbers(_ name: String) throws(Problem) -> [Double] {
    let all = try columns.numbers(name, option: "--formula")
    return rows.compactMap { all[$0] }
  }

  /// Levels in their natural order, of at most 1,000.
  func factor(_ name: String, reference: String? = nil) throws(Problem) -> Factor {
    let column = try columns.column(name, option: "--formula")
    let words = rows.map { column.text(at: $0) ?? "" }
    let sorted = Set(words).sorted()
    let levels = naturalOrder(sorted).map { sorted[$0] }
    let places = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1, $0) })
    var base = 0
    if let reference {
      guard let place = places[reference] else {
        throw Problem(
          "column “\(name)” has no answer “\(reference)”", at: "--reference",
          remedy: "its answers are \(levels.prefix(8).joined(separator: ", "))")
      }
      base = place
    }
    do {
      return try Factor(
        levels: levels, codes: words.compactMap { places[$0] }, contrasts: .treatment(reference: base))
    } catch {
      throw Problem("\(error)", at: "column \(name)", remedy: "check the column with `hearth describe`")
    }
  }
}
