import Dataset
import Foundation
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

  func decimals(_ name: String) throws(Problem) -> [DecimalNumber] {
    let all = try columns.decimals(name, option: "--formula")
    return rows.compactMap { all[$0] }
  }

  /// The logarithms of numbers above 0.
  func logarithms(_ name: String, option: String) throws(Problem) -> [Double] {
    let column = try columns.column(name, option: option)
    let all = try columns.numbers(name, option: option)
    for row in rows where (all[row] ?? 0) <= 0 {
      throw Problem(
        "“\(column.text(at: row) ?? "")” is nothing to count over",
        at: columns.dataset.source.place(row: row, column: name),
        remedy: "what counts are counted over is above 0: leave such rows out, or correct them")
    }
    return rows.compactMap { all[$0].map { log($0) } }
  }

  /// The powers of each column's mean, by name.
  func centres(_ powers: [ModelFormula.Power]) throws(Problem) -> [String: Double] {
    var result: [String: Double] = [:]
    for power in powers {
      let mean = Moments(try decimals(power.column)).mean
      result[power.name] = (0..<power.degree).reduce(1) { product, _ in product * mean }
    }
    return result
  }

  /// Groups named by the answers to several columns together.
  func groups(_ names: [String]) throws(Problem) -> Factor {
    var factor = try factor(names[0])
    for name in names.dropFirst() {
      let next = try self.factor(name)
      let codes = zip(factor.codes, next.codes).map { $0 * next.levels.count + $1 }
      let used = Set(codes).sorted()
      let places = Dictionary(uniqueKeysWithValues: used.enumerated().map { ($1, $0) })
      let levels = used.map { factor.levels[$0 / next.levels.count] + ":" + next.levels[$0 % next.levels.count] }
      factor = try asFactor(names.joined(separator: ":"), levels, codes.compactMap { places[$0] })
    }
    return factor
  }

  /// The variables of a model by name: columns, and powers of columns.
  func variables(
    _ formula: ModelFormula, categories: Set<String>, references: [String: String]
  ) throws(Problem) -> [String: Variable] {
    var result: [String: Variable] = [:]
    let powers = Dictionary(formula.powers.map { ($0.name, $0) }) { first, _ in first }
    for name in formula.variables {
      if let power = powers[name] {
        let numbers = try decimals(power.column)
        do throws(StatisticsError) {
          result[name] = try Statistics.powers(of: numbers, degree: power.degree).last
        } catch {
          throw Problem(
            "\(error)", at: "--formula, \(name)", remedy: "give the column in larger units, or leave the power out")
        }
      } else if try holdsNumbers(name), !categories.contains(name) {
        result[name] = .decimal(try decimals(name))
      } else {
        result[name] = .factor(try factor(name, reference: references[name]))
      }
    }
    return result
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
    return try asFactor(name, levels, words.compactMap { places[$0] }, reference: base)
  }

  private func asFactor(
    _ name: String, _ levels: [String], _ codes: [Int], reference: Int = 0
  ) throws(Problem) -> Factor {
    do {
      return try Factor(levels: levels, codes: codes, contrasts: .treatment(reference: reference))
    } catch {
      throw Problem("\(error)", at: "column \(name)", remedy: "check the column with `hearth describe`")
    }
  }
}
