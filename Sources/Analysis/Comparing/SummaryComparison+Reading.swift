package import Dataset
package import Problems

extension SummaryComparison {
  /// Every outcome of a summary file, read as text so that printed decimals survive: columns group, n, mean, sd and, for several, outcome.
  package static func all(_ dataset: Dataset, reading: Reading) throws(Problem) -> [SummaryComparison] {
    let reader = QuestionReader(dataset: dataset, file: dataset.source.fileName)
    let place = dataset.source.fileName
    let group = try reader.column("group", at: place)
    let n = try reader.column("n", at: place)
    let mean = try reader.column("mean", at: place)
    let sd = try reader.column("sd", at: place)
    let outcome = dataset.column(named: "outcome")
    for column in [n, mean, sd] {
      if let row = (0..<dataset.rowCount).first(where: { column.text(at: $0) != nil && number(column, $0) == nil }) {
        throw Problem(
          "“\(column.text(at: row) ?? "")” is not a number", at: dataset.source.place(row: row, column: column.name),
          remedy: "write a number, or leave the cell empty where none was published")
      }
    }
    let meanDecimals = reading.decimals ?? decimals(mean)
    let sdDecimals = reading.decimals ?? decimals(sd)
    var order: [String] = []
    var rows: [String: [Row]] = [:]
    for row in 0..<dataset.rowCount {
      guard let size = number(n, row), size == size.rounded(), size >= 1, size < 1e9 else {
        throw Problem(
          "a group needs a whole number of people", at: dataset.source.place(row: row, column: "n"),
          remedy: "write n, 1 or more")
      }
      if let value = number(sd, row), value < 0 {
        throw Problem(
          "a standard deviation cannot be \(value)", at: dataset.source.place(row: row, column: "sd"),
          remedy: "check the sign")
      }
      let key = outcome?.text(at: row) ?? ""
      if rows[key] == nil { order.append(key) }
      rows[key, default: []].append(
        Row(
          label: group.text(at: row) ?? "group \(row + 1)", line: dataset.source.line(ofRow: row), n: Int(size),
          mean: number(mean, row),
          sd: number(sd, row)))
    }
    return order.map { key in
      SummaryComparison(
        outcome: key.isEmpty ? nil : key, rows: rows[key] ?? [], meanHalf: half(meanDecimals), sdHalf: half(sdDecimals),
        range: reading.range, file: dataset.source.fileName)
    }
  }

  /// A printed number, with a point or a comma.
  private static func number(_ column: Column, _ row: Int) -> Double? {
    guard let text = column.text(at: row), let value = Double(text.replacing(",", with: ".")), value.isFinite else {
      return nil
    }
    return value
  }

  private static func half(_ decimals: Int) -> Double {
    var half = 0.5
    for _ in 0..<min(decimals, 15) { half /= 10 }
    return half
  }

  private static func decimals(_ column: Column) -> Int {
    (0..<column.rowCount).compactMap { column.text(at: $0) }.map { text in
      text.replacing(",", with: ".").split(separator: ".", maxSplits: 1).dropFirst().first?.count ?? 0
    }.max() ?? 0
  }
}
