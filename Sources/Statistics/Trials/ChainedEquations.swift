/// The columns of an imputation, and how each is filled from the others.
struct ChainedEquations {
  private let columns: [IncompleteColumn]
  private let rowCount: Int
  private let known, missing: [[Int]]
  private let predictors: [[Int]]

  init(_ columns: [IncompleteColumn]) throws(StatisticsError) {
    rowCount = columns.first?.values.count ?? 0
    guard rowCount > 0 else { throw .tooFewValues(0) }
    for (index, column) in columns.enumerated() { try ChainedEquations.check(column, index, columns) }
    self.columns = columns
    known = columns.map { column in column.values.indices.filter { column.values[$0] != nil } }
    missing = columns.map { column in column.values.indices.filter { column.values[$0] == nil } }
    predictors = columns.enumerated().map { index, column in
      column.predictors.map { Set($0).sorted() } ?? columns.indices.filter { $0 != index && columns[$0].parts == nil }
    }
    try checkTotals()
  }

  func start(_ chance: inout SeededGenerator) -> [[Double]] {
    var data = columns.indices.map { column in
      columns[column].values.map { value in
        if let value { return value }
        guard columns[column].parts == nil else { return 0 }
        return columns[column].values[known[column][chance.below(known[column].count)]] ?? 0
      }
    }
    for column in columns.indices { updateTotal(column, &data) }
    return data
  }

  /// Fills the gaps of a total, if it is one, from its parts.
  private func updateTotal(_ column: Int, _ data: inout [[Double]]) {
    guard let parts = columns[column].parts else { return }
    for row in missing[column] { data[column][row] = parts.reduce(0) { $0 + data[$1][row] } }
  }

  /// Fills every column once; the mean of what was filled in.
  func visitAll(_ data: inout [[Double]], _ chance: inout SeededGenerator) throws(StatisticsError) -> [Double] {
    var means = [Double](repeating: 0, count: columns.count)
    for column in columns.indices where !missing[column].isEmpty && columns[column].parts == nil {
      let filled = try draws(for: column, data, &chance)
      for (row, value) in zip(missing[column], filled) { data[column][row] = value }
      try checkFinite(filled, "an imputed value")
      means[column] = Moments(filled).mean
      for total in columns.indices where columns[total].parts?.contains(column) == true { updateTotal(total, &data) }
    }
    for column in columns.indices where columns[column].parts != nil && !missing[column].isEmpty {
      let filled = missing[column].map { data[column][$0] }
      try checkFinite(filled, "an imputed total")
      means[column] = Moments(filled).mean
    }
    return means
  }

  private func draws(
    for column: Int, _ data: [[Double]], _ chance: inout SeededGenerator
  ) throws(StatisticsError) -> [Double] {
    let design = design(for: column, data)
    let outcome = known[column].map { data[column][$0] }
    let (here, gaps) = (rows(known[column], of: design), rows(missing[column], of: design))
    switch columns[column].method {
    case .predictiveMeanMatching(let donors):
      return try LinearImputation(here, outcome).matched(gaps, donors: donors, &chance)
    case .normal:
      return try LinearImputation(here, outcome).drawn(gaps, &chance)
    case .categorical(let levels):
      return try CategoricalImputation(here, outcome.map { Int($0) }, levels: levels).drawn(gaps, &chance)
    case .ordinal(let levels):
      return try OrdinalImputation(here, outcome.map { Int($0) }, levels: levels).drawn(gaps, &chance)
    case .total: return []
    }
  }

  /// Predictors as columns in units of their standard deviation, with the intercept first.
  private func design(for column: Int, _ data: [[Double]]) -> [[Double]] {
    var result = [[Double](repeating: 1, count: rowCount)]
    for predictor in predictors[column] {
      let values = data[predictor]
      if let levels = columns[predictor].levels {
        for level in 1..<levels { result.append(values.map { $0 == Double(level) ? 1 : 0 }) }
      } else {
        let moments = Moments(values)
        guard let spread = moments.standardDeviation, spread > 0 else { continue }
        result.append(values.map { ($0 - moments.mean) / spread })
      }
    }
    return result
  }

  private func rows(_ rows: [Int], of design: [[Double]]) -> Matrix {
    var result = Matrix(rows: rows.count, columns: design.count)
    for (column, values) in design.enumerated() {
      for (place, row) in rows.enumerated() { result[place, column] = values[row] }
    }
    return result
  }

  private static func check(
    _ column: IncompleteColumn, _ index: Int, _ columns: [IncompleteColumn]
  ) throws(StatisticsError) {
    let rowCount = columns[0].values.count
    guard column.values.count == rowCount else { throw .unequalLengths(rowCount, column.values.count) }
    let values = column.values.compactMap { $0 }
    try checkFinite(values, "a value of column \(index + 1)")
    if let parts = column.parts {
      for part in parts where !columns.indices.contains(part) || part == index || columns[part].parts != nil {
        throw .outOfDomain("column \(index + 1) cannot be a total of column number \(part)")
      }
      guard !parts.isEmpty, Set(parts).count == parts.count, column.predictors == nil else {
        throw .outOfDomain("column \(index + 1) is a total of other columns, each once, and needs no predictors")
      }
      return
    }
    guard Moments(values).isFinite else { throw .notFinite("the variance of column \(index + 1)") }
    guard values.count >= (values.count == rowCount ? 1 : 2) else { throw .tooFewValues(values.count) }
    if case .predictiveMeanMatching(let donors) = column.method, donors < 1 {
      throw .outOfDomain("a value is drawn from 1 donor or more, not from \(donors)")
    }
    if let levels = column.levels {
      guard (2...200).contains(levels) else {
        throw .outOfDomain("a categorical column has between 2 and 200 levels, not \(levels)")
      }
      for value in values where value != value.rounded() || value < 0 || value >= Double(levels) {
        throw .outOfDomain("column \(index + 1) of \(levels) levels has no level \(value)")
      }
    }
    for predictor in column.predictors ?? [] {
      guard columns.indices.contains(predictor), predictor != index,
        columns[predictor].parts?.contains(index) != true
      else { throw .outOfDomain("column \(index + 1) cannot be predicted from column number \(predictor)") }
    }
  }

  /// Holds known totals to being the sums of known parts.
  private func checkTotals() throws(StatisticsError) {
    for (index, column) in columns.enumerated() {
      guard let parts = column.parts else { continue }
      for row in known[index] {
        let total = column.values[row] ?? 0
        var (sum, size) = (0.0, abs(total))
        for part in parts {
          guard let value = columns[part].values[row] else {
            throw .outOfDomain("column \(index + 1) is known in row \(row + 1), but not all of its parts are")
          }
          sum += value
          size += abs(value)
        }
        guard abs(sum - total) <= 1e-9 * size else {
          throw .outOfDomain("column \(index + 1) is not the sum of its parts in row \(row + 1)")
        }
      }
    }
  }
}

extension IncompleteColumn {
  /// Of a column of levels.
  var levels: Int? {
    switch method {
    case .categorical(let levels), .ordinal(let levels): levels
    case .predictiveMeanMatching, .normal, .total: nil
    }
  }

  /// Of a total.
  var parts: [Int]? {
    if case .total(let parts) = method { parts } else { nil }
  }
}
