extension Moments {
  /// The moments of each group of a column, in one pass.
  ///
  /// d = x − p with p the group's first value: mean p + Σd/n, squares Σd² − (Σd)²/n, sums at about 32 digits. As p is one of the values, the
  /// subtraction costs no more than log₁₀ n of them. Several times as fast as adding value by value.
  /// - Parameters:
  ///   - values: one a person, in one unit.
  ///   - codes: the 0-based group of each.
  ///   - groups: how many groups there are; one without people has count 0.
  /// - Throws: `unequalLengths`; `outOfDomain` for a code without a group; `tooFewGroups` below one.
  public static func byGroup(
    _ values: [Double], codes: [Int], groups: Int
  ) throws(StatisticsError) -> [Moments] {
    guard values.count == codes.count else { throw .unequalLengths(values.count, codes.count) }
    guard groups >= 1, groups <= 1 << 31 else { throw .tooFewGroups(groups) }
    var sums = [DeviationSums](repeating: DeviationSums(), count: groups)
    for (value, code) in zip(values, codes) {
      guard code >= 0, code < groups else {
        throw .outOfDomain("there are \(groups) groups, and none has the number \(code)")
      }
      sums[code].add(value)
    }
    return sums.map(\.moments)
  }
}

/// Sums of deviations from the first value.
private struct DeviationSums {
  private var count = 0
  private var first = 0.0
  private var sum = DoubleDouble(0)
  private var squares = DoubleDouble(0)

  @inline(__always)
  mutating func add(_ value: Double) {
    if count == 0 { first = value }
    count += 1
    let deviation = DoubleDouble.sum(value, -first)
    sum = sum + deviation
    squares = squares + deviation * deviation
  }

  var moments: Moments {
    guard count > 0 else { return Moments() }
    let mean = sum / Double(count)
    return Moments(count: count, preciseMean: mean + first, preciseSquares: squares - sum * mean)
  }
}
