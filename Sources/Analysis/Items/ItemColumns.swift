import Dataset
import Foundation
import Problems

/// The items of a scale in one's own file, over the people who answered all of them.
struct ItemColumns {
  let names: [String]
  /// One row a person, one number an item, reversed items turned round.
  let cases: [[Double]]
  /// The row of each case.
  let rows: [Int]
  let reversed: [String]
  /// Rows that lack an item.
  let leftOut: Int

  /// - Parameters:
  ///   - text: columns, ranges (`q1..q7`) and beginnings (`q` for q1, q2, …), separated by commas.
  ///   - reversed: the same, for items that ask the opposite way round.
  /// - Throws: `Problem` when a column is missing, holds no numbers or never varies, or too few people answered every item.
  init(_ dataset: Dataset, _ text: String, reversed: String?) throws(Problem) {
    try self.init(
      dataset, names: Self.names(FileColumns(dataset: dataset), text, option: "--columns"), reversed: reversed,
      option: "--columns")
  }

  /// - Parameter option: where the names were given.
  init(_ dataset: Dataset, names: [String], reversed: String?, option: String) throws(Problem) {
    let columns = FileColumns(dataset: dataset)
    guard names.count >= 3 else {
      throw Problem(
        "factors need three items or more, and \(names.count) \(names.count == 1 ? "is" : "are") named",
        at: "\(option) \(names.joined(separator: ", "))",
        remedy: "name them like q1..q7, q1,q2,q5 or by the beginning of their names")
    }
    let turned = try reversed.map { text throws(Problem) in try Self.names(columns, text, option: "--reverse") } ?? []
    if let stranger = turned.first(where: { !names.contains($0) }) {
      throw Problem(
        "“\(stranger)” is none of the items", at: "--reverse", remedy: "name items that \(option) names too")
    }
    var answers: [[Double?]] = []
    for name in names {
      do {
        answers.append(try columns.numbers(name, option: "--columns"))
      } catch {
        throw Problem(
          error.what, at: error.place, remedy: "give answers as numbers, or leave the column out of \(option)")
      }
    }
    // Within the answers that occur: the scale's own ends are not in the file.
    for (item, name) in names.enumerated() where turned.contains(name) {
      let given = answers[item].compactMap { $0 }
      let ends = (given.min() ?? 0) + (given.max() ?? 0)
      answers[item] = answers[item].map { $0.map { ends - $0 } }
    }
    let complete = answers
    rows = (0..<dataset.rowCount).filter { row in complete.allSatisfy { $0[row] != nil } }
    cases = rows.map { row in complete.compactMap { $0[row] } }
    self.names = names
    self.reversed = turned
    leftOut = dataset.rowCount - cases.count
    guard cases.count > names.count + 1 else {
      throw Problem(
        cases.isEmpty
          ? "nobody answered all \(names.count) items"
          : "only \(cases.count) \(cases.count == 1 ? "person" : "people") answered all \(names.count) items",
        at: dataset.source.fileName,
        remedy: "there must be more people than items, best ten times as many: name fewer columns")
    }
    for (item, name) in names.enumerated() where cases.allSatisfy({ $0[item] == cases[0][item] }) {
      throw Problem("everybody gave the same answer to “\(name)”", at: option, remedy: "leave it out")
    }
  }

  static func names(_ columns: FileColumns, _ text: String, option: String) throws(Problem) -> [String] {
    let parts = text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    var names: [String] = []
    for part in columns.dataset.index(of: text) != nil ? [text] : parts {
      for name in try expanded(columns, part, option) {
        guard !names.contains(name) else {
          throw Problem("column “\(name)” stands twice", at: option, remedy: "name each item once")
        }
        names.append(name)
      }
    }
    return names
  }

  /// A column, a range, or a beginning that several names share before their numbers.
  private static func expanded(_ columns: FileColumns, _ part: String, _ option: String) throws(Problem) -> [String] {
    if columns.dataset.index(of: part) != nil { return [part] }
    if let dots = part.firstRange(of: "..") {
      let range = StudyFile.ColumnList.range(
        first: String(part[..<dots.lowerBound]), last: String(part[dots.upperBound...]))
      let names = try range.names(at: option)
      for name in names { _ = try columns.column(name, option: option) }
      return names
    }
    let numbered = columns.dataset.columns.map(\.name).filter { name in
      name.hasPrefix(part) && name.count > part.count && name.dropFirst(part.count).allSatisfy(\.isWholeNumber)
    }
    if numbered.isEmpty { _ = try columns.column(part, option: option) }
    return numbered
  }
}
