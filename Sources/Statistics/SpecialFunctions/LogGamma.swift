/// log Γ(a) for a > 0, to 1e-18 absolute beside 1e-31 relative.
///
/// Stirling's series from 16 upwards, log Γ(n) = (n − ½) log n − n + ½ log 2π + 1/(12n) − …; smaller arguments are
/// shifted up by 16 with Γ(a) = Γ(a + 16) / (a (a + 1) … (a + 15)). Source: DLMF 5.11.1, 5.5.1.
func logGamma(_ a: DoubleDouble) -> DoubleDouble {
  guard a.high < 16 else { return stirling(a) }
  var product = a
  for step in 1..<16 { product = product * (a + Double(step)) }
  return stirling(a + 16) - product.logarithm
}

/// log B(a, b) = log Γ(a) + log Γ(b) − log Γ(a + b).
func logBeta(_ a: Double, _ b: Double) -> DoubleDouble {
  logGamma(DoubleDouble(a)) + logGamma(DoubleDouble(b)) - logGamma(DoubleDouble.sum(a, b))
}

/// log n! for n ≥ 0.
func logFactorial(_ n: Int) -> DoubleDouble {
  n < 2 ? DoubleDouble(0) : logGamma(DoubleDouble(Double(n) + 1))
}

private func stirling(_ n: DoubleDouble) -> DoubleDouble {
  let inverse = 1 / n.high
  let square = inverse * inverse
  // B₂ₖ / (2k (2k − 1)), k = 1...8.
  var series = -3617.0 / 122_400
  series = series * square + 1.0 / 156
  series = series * square - 691.0 / 360_360
  series = series * square + 1.0 / 1188
  series = series * square - 1.0 / 1680
  series = series * square + 1.0 / 1260
  series = series * square - 1.0 / 360
  series = series * square + 1.0 / 12
  return (n - 0.5) * n.logarithm - n + DoubleDouble.halfLogTwoPi + series * inverse
}

extension DoubleDouble {
  static let halfLogTwoPi = DoubleDouble(0.9189385332046728, -3.8782941580672414e-17)
}
