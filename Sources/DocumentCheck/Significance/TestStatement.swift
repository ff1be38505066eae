import Statistics

/// A test as it was reported: statistic, degrees of freedom, p.
struct TestStatement: Sendable {
  enum Kind: Hashable, Sendable {
    case f, t, chiSquared, r, z
    var name: String {
      switch self {
      case .f: "F"
      case .t: "t"
      case .chiSquared: "χ²"
      case .r: "r"
      case .z: "z"
      }
    }
  }
  enum Relation: Sendable {
    case equal, below, above
    var sign: String {
      switch self {
      case .equal: "="
      case .below: "<"
      case .above: ">"
      }
    }
  }
  enum P: Sendable {
    case value(Relation, Reported)
    case notSignificant
  }
  var kind: Kind
  var relation: Relation = .equal
  var value: Reported
  var first: Reported?
  var second: Reported?
  /// N where the text gives it with the test.
  var sampleSize: Int?
  var p: P?
  /// The text around speaks of a one-sided test.
  var oneSided = false
  /// The text around speaks of p-values adjusted for several comparisons, or of corrected degrees of freedom.
  var adjusted = false
  /// The text or table around speaks of Welch's test, whose degrees of freedom do not follow from the group sizes.
  var isWelch = false
  var place: Place
  var quote: String

  /// Welch's test without the degrees of freedom that only it can give.
  var lacksWelchDegrees: Bool { isWelch && (first == nil || kind == .f && second == nil) }

  static let welchReason = "Welch's test has degrees of freedom of its own, and they are not given"

  /// All values of the statistic that the printed one may stand for; sign dropped where the test is two-sided.
  var statisticInterval: Bounds {
    let printed: Bounds
    switch relation {
    case .equal: printed = value.interval
    case .below: printed = Bounds(kind == .r ? -abs(value.value) : 0, max(0, value.interval.upper))
    case .above: printed = Bounds(value.interval.lower, kind == .r ? 1 : .infinity)
    }
    switch kind {
    case .f, .chiSquared: return Bounds(max(0, printed.lower), max(0, printed.upper))
    case .t, .z, .r:
      if printed.lower <= 0 && printed.upper >= 0 { return Bounds(0, max(-printed.lower, printed.upper)) }
      return Bounds(abs(printed.lower), abs(printed.upper))
    }
  }

  /// What the reported p may be.
  ///
  /// - Parameter alpha: the level that “ns” speaks of.
  func reportedP(alpha: Double) -> Bounds? {
    switch p {
    case .none: nil
    case .value(.equal, let reported): Bounds(max(0, reported.interval.lower), reported.interval.upper)
    case .value(.below, let reported): Bounds(0, reported.value)
    case .value(.above, let reported): Bounds(reported.value, 1)
    case .notSignificant: Bounds(alpha, 1)
    }
  }

  /// The recomputed p, two-sided where that applies, for every value the printed statistic may stand for.
  ///
  /// - Returns: `nil` when degrees of freedom are missing or outside their domain.
  func recomputedP() -> Bounds? {
    let ends = statisticInterval
    guard let high = survival(ends.lower), let low = survival(ends.upper) else { return nil }
    // Fractional degrees of freedom are rounded too.
    guard let first, first.decimals > 0 || (second?.decimals ?? 0) > 0 else { return Bounds(low, high) }
    var bounds = [low, high]
    for (a, b) in corners {
      var other = self
      other.first = a
      other.second = b
      if let p = other.survival(ends.lower) { bounds.append(p) }
      if let p = other.survival(ends.upper) { bounds.append(p) }
    }
    return Bounds(bounds.min() ?? low, bounds.max() ?? high)
  }

  private var corners: [(Reported?, Reported?)] {
    func ends(_ df: Reported?) -> [Reported?] {
      guard let df, df.decimals > 0 else { return [df] }
      return [-df.halfUnit, df.halfUnit].map { Reported(value: df.value + $0, decimals: 0, text: df.text) }
    }
    return ends(first).flatMap { a in ends(second).map { (a, $0) } }
  }

  private func survival(_ statistic: Double) -> Double? {
    guard statistic.isFinite else { return 0 }
    do {
      switch kind {
      case .z: return min(1, 2 * (try Normal.standard.survival(statistic)))
      case .t:
        guard let df = first?.value else { return nil }
        return min(1, 2 * (try StudentT(degreesOfFreedom: df).survival(statistic)))
      case .r:
        guard let df = first?.value, df > 0 else { return nil }
        let r = min(statistic, 1)
        guard r < 1 else { return 0 }
        return min(1, 2 * (try StudentT(degreesOfFreedom: df).survival(r * (df / (1 - r * r)).squareRoot())))
      case .f:
        guard let df1 = first?.value, let df2 = second?.value else { return nil }
        return try FDistribution(numerator: df1, denominator: df2).survival(statistic)
      case .chiSquared:
        guard let df = first?.value else { return nil }
        return try ChiSquared(degreesOfFreedom: df).survival(statistic)
      }
    } catch {
      return nil
    }
  }
}
