extension Tabulation {
  /// A quantile, interpolated between neighbours (Hyndman & Fan's type 7, R's default).
  ///
  /// At h = (n − 1)p, counted from 0 over the sorted values: x⌊h⌋ + (h − ⌊h⌋)(x⌈h⌉ − x⌊h⌋).
  /// - Parameter p: from 0 to 1.
  /// - Returns: in the unit of the values.
  /// - Throws: `tooFewValues` when there are none, `outOfDomain` for p outside 0…1.
  /// - Note: Hyndman & Fan (1996), doi:10.2307/2684934. Reference values: `Fixtures/descriptive.json`.
  public func quantile(_ p: Double) throws(StatisticsError) -> Double {
    guard count > 0 else { throw .tooFewValues(0) }
    guard p >= 0, p <= 1 else { throw .outOfDomain("a probability lies between 0 and 1, but this one is \(p)") }
    let position = Double(count - 1) * p
    let below = position.rounded(.down)
    let share = position - below
    let low = value(at: Int(below))
    guard share > 0 else { return low }
    let high = value(at: Int(below) + 1)
    return low == high ? low : (1 - share) * low + share * high
  }

  /// The middle value, or the mean of the two middle ones.
  /// - Throws: `tooFewValues` when there are no values.
  public var median: Double {
    get throws(StatisticsError) {
      guard count > 0 else { throw .tooFewValues(0) }
      return midpoint(value(at: (count - 1) / 2), value(at: count / 2))
    }
  }
}

extension Tabulation {
  /// The same at about 32 digits. Not for an empty table.
  var preciseMedian: DoubleDouble {
    let (low, high) = (number(index(at: (count - 1) / 2)).precise, number(index(at: count / 2)).precise)
    return low * 0.5 + high * 0.5
  }
}

/// Halfway between two values, which cannot overflow.
func midpoint(_ a: Double, _ b: Double) -> Double { a == b ? a : 0.5 * a + 0.5 * b }
