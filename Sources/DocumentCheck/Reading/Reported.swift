/// All values a printed figure may stand for; closed at both ends, so that every usual way of rounding a half is allowed.
package struct Bounds: Hashable, Sendable, Encodable {
  package let lower, upper: Double

  package init(_ lower: Double, _ upper: Double) {
    self.lower = min(lower, upper)
    self.upper = max(lower, upper)
  }

  private enum CodingKeys: CodingKey { case lower, upper }

  /// An end without bound is null.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(lower.isFinite ? lower : nil, forKey: .lower)
    try container.encode(upper.isFinite ? upper : nil, forKey: .upper)
  }

  /// Two intervals meet when they share a point; a hair of slack (1e-9 relative) absorbs binary fractions.
  func meets(_ other: Bounds) -> Bool {
    let slack = 1e-9 * max(1e-3, min(abs(lower), abs(other.upper)), min(abs(upper), abs(other.lower)))
    return lower <= other.upper + slack && other.lower <= upper + slack
  }

  func contains(_ value: Double) -> Bool { meets(Bounds(value, value)) }
}

/// A number as it was printed: its value and how many decimals it was given to.
struct Reported: Hashable, Sendable {
  let value: Double
  /// Negative when the number was printed to tens or coarser (scientific notation).
  let decimals: Int
  /// The digits as printed, for messages.
  let text: String

  /// Half a unit in the last printed place.
  var halfUnit: Double { 0.5 * powerOfTen(-decimals) }
  var interval: Bounds { Bounds(value - halfUnit, value + halfUnit) }

  /// The value when it was printed without decimals and can be a count.
  var count: Int? { decimals == 0 && value >= 0 && value <= 1e12 ? Int(value) : nil }
}

func powerOfTen(_ exponent: Int) -> Double {
  let exponent = max(-300, min(300, exponent))
  var power = 1.0
  for _ in 0..<abs(exponent) { power *= 10 }
  return exponent < 0 ? 1 / power : power
}
