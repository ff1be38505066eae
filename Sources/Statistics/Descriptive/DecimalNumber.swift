/// A number as it is written in decimals: the nearest double, and what the text says beyond it.
///
/// 0.1 is the double 0.1000000000000000055… and the remainder −5.55e-18. Methods that take remainders reckon with the number as written.
public struct DecimalNumber: Sendable, Hashable {
  public let value: Double
  /// To about 16 digits more; 0 where the number lies beyond 1e±200.
  public let remainder: Double

  /// A double and what is known beyond it; the two are brought to the nearest double and the rest.
  public init(_ value: Double, remainder: Double = 0) {
    let sum = DoubleDouble.sum(value, remainder)
    // A value that is not finite keeps no remainder; −0 is 0.
    self.value = sum.high == 0 ? 0 : sum.high
    self.remainder = sum.high.isFinite ? sum.low : 0
  }

  /// - Parameter text: digits with an optional sign, point and exponent (`-1.25e-3`); nil for anything else, and beyond the range of a double.
  public init?(_ text: some StringProtocol) {
    guard let value = Double(text), value.isFinite else { return nil }
    var digits = DoubleDouble(0)
    var places = 0
    var count = 0
    var seenPoint = false
    let parts = text.split(whereSeparator: { $0 == "e" || $0 == "E" })
    guard let mantissa = parts.first else { return nil }
    for character in mantissa where character != "+" && character != "-" {
      if character == "." {
        seenPoint = true
        continue
      }
      guard let digit = character.wholeNumberValue, character.isASCII else { return nil }
      if seenPoint { places += 1 }
      // 31 digits are all that two doubles hold.
      if count >= 31 {
        places -= 1
        continue
      }
      if count > 0 || digit > 0 { count += 1 }
      digits = digits * 10 + Double(digit)
    }
    let exponent = (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) - places
    self.value = value
    guard abs(exponent) <= 200, value != 0, abs(value) > 1e-200, abs(value) < 1e200 else {
      remainder = 0
      return
    }
    var power = DoubleDouble(1)
    for _ in 0..<abs(exponent) { power = power * 10 }
    let written = exponent < 0 ? digits / power : digits * power
    remainder = ((text.hasPrefix("-") ? -written : written) - value).value
  }
}

extension DecimalNumber: Comparable {
  public static func < (a: DecimalNumber, b: DecimalNumber) -> Bool {
    a.value == b.value ? a.remainder < b.remainder : a.value < b.value
  }

  var precise: DoubleDouble { DoubleDouble(value, remainder) }
}
