/// One column of a design, with what its numbers are beyond their doubles.
struct DesignColumn {
  let values: [Double]
  /// One a row; nil where doubles say all, or all that was asked for.
  let remainders: [Double]?

  init(values: [Double], remainders: [Double]? = nil) {
    self.values = values
    self.remainders = remainders
  }

  init(_ numbers: [DecimalNumber]) {
    self.init(values: numbers.map(\.value), remainders: numbers.map(\.remainder))
  }

  /// Row by row; at about 32 digits where one of the two is.
  func times(_ other: DesignColumn) -> DesignColumn {
    guard remainders != nil || other.remainders != nil else {
      return DesignColumn(values: zip(values, other.values).map { $0 * $1 })
    }
    let products = values.indices.map { number($0) * other.number($0) }
    return DesignColumn(values: products.map(\.high), remainders: products.map(\.low))
  }

  private func number(_ row: Int) -> DoubleDouble { DoubleDouble(values[row], remainders?[row] ?? 0) }

  /// As a table beside that of the values; nil where no column has any.
  static func remainders(_ columns: [DesignColumn]) throws(StatisticsError) -> Matrix? {
    guard columns.contains(where: { $0.remainders != nil }) else { return nil }
    return try Matrix(columns: columns.map { $0.remainders ?? [Double](repeating: 0, count: $0.values.count) })
  }
}
