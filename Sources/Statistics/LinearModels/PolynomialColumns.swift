/// Powers of a predictor as columns of a design, with what each says beyond the nearest double.
public struct PolynomialColumns: Sendable, Equatable {
  /// x, x², …, one column each.
  public let values, remainders: Matrix
}

/// x, x², … x^degree at about 32 digits.
///
/// A power that is rounded to a double bends the polynomial: of NIST's Filip set, whose columns nearly depend on each other, no digit
/// of a coefficient would be left.
/// - Parameters:
///   - values: n values.
///   - remainders: what their decimals say beyond the doubles; n or none.
///   - degree: 1 or more.
/// - Throws: `outOfDomain` for the degree; `unequalLengths`; `notFinite`, also when a power is beyond a double.
public func polynomialColumns(
  of values: [Double], remainders: [Double] = [], degree: Int
) throws(StatisticsError) -> PolynomialColumns {
  guard degree >= 1, degree <= 100 else {
    throw .outOfDomain("a degree lies between 1 and 100, but this one is \(degree)")
  }
  guard remainders.isEmpty || remainders.count == values.count else {
    throw .unequalLengths(values.count, remainders.count)
  }
  try checkFinite(values, "a predictor")
  try checkFinite(remainders, "what a decimal says beyond its double")
  let base = values.indices.map { DoubleDouble.sum(values[$0], remainders.isEmpty ? 0 : remainders[$0]) }
  var powers = [base]
  while powers.count < degree { powers.append(zip(powers[powers.count - 1], base).map { $0 * $1 }) }
  guard powers.allSatisfy({ $0.allSatisfy(\.isFinite) }) else { throw .notFinite("a power of a predictor") }
  return PolynomialColumns(
    values: try Matrix(columns: powers.map { $0.map(\.high) }),
    remainders: try Matrix(columns: powers.map { $0.map(\.low) }))
}
