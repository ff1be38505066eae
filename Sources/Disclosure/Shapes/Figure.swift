/// A number as it may leave the house: rounded to the unit the gate granted, the same in every output.
public struct Figure: Hashable, Sendable, Encodable {
  /// The rounded value: a whole multiple of `unit` as nearly as a Double can hold it.
  public let value: Double
  /// The granted unit, a power of ten or five times one: 1, 0.1, 5 …
  public let unit: Double

  init(_ raw: Double, unit: Double) {
    self.unit = unit
    self.value = Figure.rounded(raw, to: unit)
  }

  /// `raw` to `digits` significant digits.
  init(_ raw: Double, significantDigits digits: Int) {
    self.init(raw, unit: Figure.unit(of: raw, significantDigits: digits))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value)
  }
}

/// A p-value to three significant digits, or a bound where it is smaller than is worth printing.
public enum PValue: Hashable, Sendable {
  case equal(Figure)
  /// Smaller than this.
  case below(Double)

  /// Whether the test speaks against "no difference" at five per cent, read off what is printed.
  public var isClear: Bool {
    switch self {
    case .equal(let figure): figure.value < 0.05
    case .below(let bound): bound <= 0.05
    }
  }
}

/// A share of people in per cent. The ends are bounds, so that nobody can read "all" or "none".
public enum Share: Hashable, Sendable {
  case about(Figure)
  /// At most this many per cent.
  case atMost(Double)
  /// At least this many per cent.
  case atLeast(Double)
}

/// A value, or the reason why it is not shown. Never absent, never zero instead.
public enum Shown<Value: Hashable & Sendable>: Hashable, Sendable {
  case shown(Value)
  case suppressed(reason: String)
}
