import Foundation

extension Figure {
  /// `raw` to the nearest whole multiple of `unit`, halves away from zero.
  ///
  /// Units below one are applied through their whole reciprocal, so that the result is the double nearest to the decimal.
  static func rounded(_ raw: Double, to unit: Double) -> Double {
    guard raw.isFinite, unit > 0, unit.isFinite else { return raw }
    let steps = unit < 1 ? (raw * (1 / unit).rounded()).rounded() : (raw / unit).rounded()
    let value = unit < 1 ? steps / (1 / unit).rounded() : steps * unit
    return value.isFinite ? value + 0 : raw
  }

  /// The power of ten that leaves `digits` significant digits of the rounded value; never above 1e15. A value that is 0 but for the
  /// noise of floating point has no significant digits: it gets 0.001.
  static func unit(of raw: Double, significantDigits digits: Int) -> Double {
    guard raw.isFinite, abs(raw) >= 1e-9 else { return 0.001 }
    let exponent = Int(log10(abs(raw)).rounded(.down))
    let unit = powerOfTen(exponent - digits + 1)
    // 0.9996 rounds up to 1, which has one decimal less than its neighbours below: 1.00 like 1 itself, not 1.000.
    return abs(rounded(raw, to: unit)) >= powerOfTen(exponent + 1) ? powerOfTen(exponent - digits + 2) : unit
  }

  /// What came out of decimals by a few sums and a quotient, without the noise of binary floating point: 2.85 rather than 2.8499999999999996,
  /// so that halves go the way a reader's own sum goes.
  static func settled(_ raw: Double) -> Double {
    let held = (raw * 1e9).rounded() / 1e9
    return held.isFinite ? held : raw
  }

  /// The raw values that print as this figure.
  var rounding: ClosedRange<Double> { (value - unit / 2)...(value + unit / 2) }
}

private func powerOfTen(_ exponent: Int) -> Double {
  let held = min(15, max(-15, exponent))
  var power = 1.0
  for _ in 0..<abs(held) { power *= 10 }
  return held < 0 ? 1 / power : power
}

extension PValue {
  /// To three significant digits; smaller than 0.0001 as a bound.
  init(_ raw: Double) {
    self = raw < 0.0001 ? .below(0.0001) : .equal(Figure(min(1, raw), significantDigits: 3))
  }
}
