/// A figure for a message: `digits` significant digits, no exponent between 1e-4 and 1e15.
func figure(_ value: Double, digits: Int = 3) -> String {
  guard value.isFinite, value != 0 else { return value == 0 ? "0" : "\(value)" }
  var exponent = 0
  var magnitude = abs(value)
  while magnitude >= 10, exponent < 320 {
    magnitude /= 10
    exponent += 1
  }
  while magnitude < 1, exponent > -330 {
    magnitude *= 10
    exponent -= 1
  }
  if exponent < -5 { return "\(value < 0 ? "-" : "")\(fixed(magnitude, decimals: 1))e\(exponent)" }
  return fixed(value, decimals: max(0, digits - 1 - exponent))
}

/// A figure with a fixed number of decimals, halves away from zero.
func fixed(_ value: Double, decimals: Int) -> String {
  guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
  let scale = powerOfTen(min(decimals, 12))
  let scaled = (abs(value) * scale).rounded()
  guard scaled < 9e18 else { return "\(value)" }
  let digits = String(UInt64(scaled))
  let sign = value < 0 && scaled > 0 ? "-" : ""
  guard decimals > 0 else { return sign + digits }
  let padded = String(repeating: "0", count: max(0, min(decimals, 12) + 1 - digits.count)) + digits
  return sign + padded.dropLast(min(decimals, 12)) + "." + padded.suffix(min(decimals, 12))
}

func range(_ interval: Bounds, digits: Int = 3) -> String {
  let low = figure(interval.lower, digits: digits)
  let high = figure(interval.upper, digits: digits)
  return low == high ? low : "\(low) to \(high)"
}

/// A recomputed p in words: `.0019`, `between .0017 and .0021`.
func pText(_ interval: Bounds) -> String {
  let low = interval.lower < 0.0001 ? "below .0001" : figure(interval.lower, digits: 2)
  let high = figure(interval.upper, digits: 2)
  if interval.upper < 0.0001 { return "p below .0001" }
  if interval.lower < 0.0001 { return "p at most \(high)" }
  return low == high ? "p = \(high)" : "p between \(low) and \(high)"
}
