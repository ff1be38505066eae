/// The same of an outcome as it is written, with the predictors as the design has them: `Variable.decimal` at up to 32 digits.
/// - Throws: as the fit from doubles.
public func linearModel(
  _ design: Design, outcome: [DecimalNumber], weights: [Double]? = nil
) throws(StatisticsError) -> LinearModel {
  let beyond = outcome.map(\.remainder)
  let isWritten = design.remainders != nil || beyond.contains { $0 != 0 }
  return try linearModel(
    design, outcome: outcome.map(\.value), weights: weights,
    remainders: isWritten
      ? DecimalRemainders(
        outcome: beyond,
        predictors: design.remainders ?? Matrix(rows: design.matrix.rowCount, columns: design.matrix.columnCount))
      : nil)
}

/// Powers of a predictor, each a variable of a design: x, x², … x^degree.
/// - Throws: as `polynomialColumns`.
public func powers(of numbers: [DecimalNumber], degree: Int) throws(StatisticsError) -> [Variable] {
  let columns = try polynomialColumns(
    of: numbers.map(\.value), remainders: numbers.map(\.remainder), degree: degree)
  return (0..<degree).map { power in
    .decimal(
      zip(columns.values.column(power), columns.remainders.column(power)).map { DecimalNumber($0, remainder: $1) })
  }
}
