/// A column that may have gaps, and how they are filled.
public struct IncompleteColumn: Sendable, Equatable {
  public enum Method: Sendable, Equatable {
    /// The value of a person whose predicted value is near (predictive mean matching): drawn from the `donors` nearest.
    case predictiveMeanMatching(donors: Int = 5)
    /// A draw from the normal linear model.
    case normal
    /// A draw from the polytomous logistic model; of two levels the logistic one. Values are the levels' numbers 0, 1, ….
    case categorical(levels: Int)
  }

  /// One a row; nil is a gap.
  public let values: [Double?]
  public let method: Method
  /// The columns, by 0-based index, from which this one's gaps are filled; nil takes all others.
  public let predictors: [Int]?

  public init(_ values: [Double?], method: Method = .predictiveMeanMatching(), predictors: [Int]? = nil) {
    self.values = values
    self.method = method
    self.predictors = predictors
  }
}

/// Data sets whose gaps are filled in several ways that the data allow.
public struct MultipleImputation: Sendable, Equatable {
  /// By imputation, then column, then row.
  public let completed: [[[Double]]]
  /// The mean of what was filled in, by imputation, then iteration, then column (0 for one without gaps): the chains should mix and not drift.
  public let chainMeans: [[[Double]]]
}

/// Multiple imputation by chained equations.
///
/// Gaps begin as draws from the column's own values. Then each column with gaps is, in turn and as often as there are iterations, regressed
/// on its predictors where it is known; parameters are drawn from their posterior distribution and the gaps from the model with them. Each
/// imputation is a chain of its own, with a stream of random numbers of its own.
/// - Parameters:
///   - columns: k columns of n rows; levels of a categorical predictor enter as indicators.
///   - imputations: m, from 1 to 1,000.
///   - iterations: from 1 to 1,000; 5 to 20 are usual.
/// - Throws: `tooFewValues` for no columns, fewer than two known values in a column with gaps, or no more of them than the coefficients that
///   predict a number; `unequalLengths`; `notFinite`; `outOfDomain`
///   for counts, levels or predictors; `noConvergence`.
/// - Note: van Buuren and Groothuis-Oudshoorn (2011), doi:10.18637/jss.v045.i03; Rubin (1987), doi:10.1002/9780470316696.
public func multipleImputation(
  _ columns: [IncompleteColumn], imputations: Int = 20, iterations: Int = 10, seed: UInt64
) throws(StatisticsError) -> MultipleImputation {
  let work = try ChainedEquations(columns)
  guard (1...1_000).contains(imputations), (1...1_000).contains(iterations) else {
    throw .outOfDomain("imputations and iterations lie between 1 and 1,000, not \(imputations) and \(iterations)")
  }
  var completed: [[[Double]]] = []
  var means: [[[Double]]] = []
  for imputation in 0..<imputations {
    var chance = SeededGenerator(seed: seed, stream: UInt64(imputation))
    var data = work.start(&chance)
    var trace: [[Double]] = []
    for _ in 0..<iterations { trace.append(try work.visitAll(&data, &chance)) }
    completed.append(data)
    means.append(trace)
  }
  return MultipleImputation(completed: completed, chainMeans: means)
}

private struct ChainedEquations {
  private let columns: [IncompleteColumn]
  private let rowCount: Int
  private let known, missing: [[Int]]
  private let predictors: [[Int]]

  init(_ columns: [IncompleteColumn]) throws(StatisticsError) {
    rowCount = columns.first?.values.count ?? 0
    guard rowCount > 0 else { throw .tooFewValues(0) }
    for (index, column) in columns.enumerated() {
      guard column.values.count == rowCount else { throw .unequalLengths(rowCount, column.values.count) }
      let values = column.values.compactMap { $0 }
      try checkFinite(values, "a value of column \(index + 1)")
      guard Moments(values).isFinite else { throw .notFinite("the variance of column \(index + 1)") }
      guard values.count >= (values.count == rowCount ? 1 : 2) else { throw .tooFewValues(values.count) }
      switch column.method {
      case .predictiveMeanMatching(let donors):
        guard donors >= 1 else { throw .outOfDomain("a value is drawn from 1 donor or more, not from \(donors)") }
      case .normal: break
      case .categorical(let levels):
        guard (2...200).contains(levels) else {
          throw .outOfDomain("a categorical column has between 2 and 200 levels, not \(levels)")
        }
        for value in values where value != value.rounded() || value < 0 || value >= Double(levels) {
          throw .outOfDomain("column \(index + 1) of \(levels) levels has no level \(value)")
        }
      }
      for predictor in column.predictors ?? [] where !columns.indices.contains(predictor) || predictor == index {
        throw .outOfDomain("column \(index + 1) cannot be predicted from column number \(predictor)")
      }
    }
    self.columns = columns
    known = columns.map { column in column.values.indices.filter { column.values[$0] != nil } }
    missing = columns.map { column in column.values.indices.filter { column.values[$0] == nil } }
    predictors = columns.enumerated().map { index, column in
      column.predictors.map { Set($0).sorted() } ?? columns.indices.filter { $0 != index }
    }
  }

  func start(_ chance: inout SeededGenerator) -> [[Double]] {
    columns.indices.map { column in
      columns[column].values.map { value in
        value ?? columns[column].values[known[column][chance.below(known[column].count)]] ?? 0
      }
    }
  }

  /// Fills every column once; the mean of what was filled in.
  func visitAll(_ data: inout [[Double]], _ chance: inout SeededGenerator) throws(StatisticsError) -> [Double] {
    var means = [Double](repeating: 0, count: columns.count)
    for column in columns.indices where !missing[column].isEmpty {
      let filled = try draws(for: column, data, &chance)
      for (row, value) in zip(missing[column], filled) { data[column][row] = value }
      try checkFinite(filled, "an imputed value")
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
    }
  }

  /// Predictors as columns in units of their standard deviation, with the intercept first.
  private func design(for column: Int, _ data: [[Double]]) -> [[Double]] {
    var result = [[Double](repeating: 1, count: rowCount)]
    for predictor in predictors[column] {
      let values = data[predictor]
      if case .categorical(let levels) = columns[predictor].method {
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
}
