/// A decimal number as it stands in a cell.
struct NumberText {
  var value: Double
  /// The decimal minus `value`, to about 19 significant digits of the decimal.
  var residual: Double
  /// The decimal mark that was used, 0 for none.
  var mark: UInt8
}

/// Which decimal marks a cell may use.
struct DecimalMarks: OptionSet, Sendable {
  let rawValue: UInt8
  static let point = DecimalMarks(rawValue: 1)
  static let comma = DecimalMarks(rawValue: 2)
}

/// Reads `[+-]digits[mark digits][e[+-]digits]`, nothing before or after; `nil` for anything else: "NaN", "inf", thousands marks,
/// and numbers beyond the largest `Double`.
///
/// The `Double` is the nearest to the decimal. Up to 2^53 and 10^±22 one exact product or quotient is (Clinger 1990); beyond, the
/// standard library's parser takes over.
func number(
  _ start: UnsafePointer<UInt8>, _ count: Int, marks: DecimalMarks, wantsResidual: Bool
) -> NumberText? {
  var p = start
  let end = start + count
  let negative = p < end && p.pointee == 0x2D
  if p < end, p.pointee == 0x2D || p.pointee == 0x2B { p += 1 }
  var mantissa: UInt64 = 0
  var digits = 0
  var significant = 0
  var dropped = 0
  var exponent = 0
  var mark: UInt8 = 0
  while p < end {
    let digit = p.pointee &- 0x30
    if digit <= 9 {
      digits += 1
      if significant < 19 {
        mantissa = mantissa &* 10 &+ UInt64(digit)
        if mantissa > 0 { significant += 1 }
        if mark != 0 { exponent -= 1 }
      } else {
        dropped |= Int(digit)
        if mark == 0 { exponent += 1 }
      }
    } else if mark == 0,
      p.pointee == 0x2E && marks.contains(.point) || p.pointee == 0x2C && marks.contains(.comma)
    {
      mark = p.pointee
    } else {
      break
    }
    p += 1
  }
  guard digits > 0 else { return nil }
  if p < end, p.pointee | 0x20 == 0x65 {
    p += 1
    let minus = p < end && p.pointee == 0x2D
    if p < end, p.pointee == 0x2D || p.pointee == 0x2B { p += 1 }
    guard p < end else { return nil }
    var power = 0
    while p < end, p.pointee &- 0x30 <= 9 {
      power = min(100_000, power * 10 + Int(p.pointee &- 0x30))
      p += 1
    }
    exponent += minus ? -power : power
  }
  guard p == end else { return nil }

  var magnitude: Double
  if mantissa <= 1 << 53, dropped == 0, abs(exponent) <= 22 {
    magnitude = Double(mantissa)
    if exponent > 0 { magnitude *= powersOfTen[exponent] }
    if exponent < 0 { magnitude /= powersOfTen[-exponent] }
  } else {
    let text = UnsafeBufferPointer(start: start, count: count).map { $0 == 0x2C ? 0x2E : $0 }
    guard let parsed = Double(String(decoding: text, as: UTF8.self)), parsed.isFinite else { return nil }
    magnitude = abs(parsed)
  }
  guard magnitude.isFinite else { return nil }
  let residual = wantsResidual ? decimalResidual(mantissa, exponent, magnitude) : 0
  return NumberText(value: negative ? -magnitude : magnitude, residual: negative ? -residual : residual, mark: mark)
}

/// mantissa · 10^exponent − value, every product split exactly (fused multiply-add); 0 beyond 10^±22.
private func decimalResidual(_ mantissa: UInt64, _ exponent: Int, _ value: Double) -> Double {
  guard abs(exponent) <= 22 else { return 0 }
  // Both parts fit a Double exactly.
  let high = Double(mantissa >> 32) * 4_294_967_296
  let low = Double(mantissa & 0xFFFF_FFFF)
  let power = powersOfTen[abs(exponent)]
  if exponent >= 0 {
    let (first, firstError) = exactProduct(high, power)
    let (second, secondError) = exactProduct(low, power)
    return ((first - value) + second) + (firstError + secondError)
  }
  let (product, error) = exactProduct(value, power)
  return (((high - product) + low) - error) / power
}

/// a · b as a rounded product and what the rounding lost.
private func exactProduct(_ a: Double, _ b: Double) -> (product: Double, error: Double) {
  let product = a * b
  return (product, (-product).addingProduct(a, b))
}

private let powersOfTen: [Double] = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
  1e21, 1e22,
]
