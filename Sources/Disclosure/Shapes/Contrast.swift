internal import Statistics

/// How far one released mean lies above another, worked out from the printed figures of both: it tells nothing that they do not.
///
/// Welch's interval for two independent samples, wide enough for every mean and standard deviation that would have been printed so:
/// d ± (t·√(s₁²/n₁ + s₂²/n₂) + h₁ + h₂), with each s at the upper end of its rounding, each h half a unit of the mean, and t at the fewest degrees of
/// freedom that the rounding leaves open. It holds the interval of the unrounded figures, and is a little wider.
public struct Contrast: Hashable, Sendable, Encodable {
  /// First minus second, of the means as they are printed.
  public let difference: Figure
  /// Rounded outwards.
  public let interval: Interval

  /// Whether the interval leaves no room for "no difference".
  public var isClear: Bool { interval.lower.value > 0 || interval.upper.value < 0 }

  /// Nil where the figures have no spread at all.
  init?(_ first: PrintedMean, _ second: PrintedMean, confidence: Double = 0.95) {
    let (a, b) = (first.variances, second.variances)
    let widest = a.upper + b.upper
    guard widest > 0 else { return nil }
    // Degrees of freedom have one peak over the share of one variance in both, so their least value stands at an end.
    let freedom = [(a.lower, b.upper), (a.upper, b.lower), (a.upper, b.upper)].compactMap { own, other -> Double? in
      guard own + other > 0 else { return nil }
      let share = own / (own + other)
      return 1 / (share * share / Double(first.base - 1) + (1 - share) * (1 - share) / Double(second.base - 1))
    }
    guard let least = freedom.min(),
      let quantile = try? StudentT(degreesOfFreedom: least).upperQuantile((1 - confidence) / 2)
    else { return nil }
    let half = quantile * widest.squareRoot() + first.slack + second.slack
    let unit = max(first.unit, second.unit)
    let raw = Figure.settled(first.mean - second.mean)
    difference = Figure(raw, unit: unit)
    interval = Interval(
      lower: Figure(((raw - half) / unit).rounded(.down) * unit, unit: unit),
      upper: Figure(((raw + half) / unit).rounded(.up) * unit, unit: unit), confidence: confidence)
  }
}

/// A mean as a reader of the released figures knows it.
struct PrintedMean {
  /// At least 2.
  let base: Int
  let mean: Double
  let deviation: ClosedRange<Double>
  let unit: Double

  /// How far the mean may lie from the one that is printed.
  var slack: Double { unit / 2 }

  /// The variance of the mean, at both ends of the rounding.
  var variances: (lower: Double, upper: Double) {
    let (low, high) = (deviation.lowerBound, deviation.upperBound)
    return (low * low / Double(base), high * high / Double(base))
  }

  init(base: Int, mean: Figure, standardDeviation: Figure) {
    self.base = base
    self.mean = mean.value
    unit = mean.unit
    let half = standardDeviation.unit / 2
    deviation = max(0, standardDeviation.value - half)...(standardDeviation.value + half)
  }

  /// Several groups as one, from their printed figures.
  ///
  /// Squares within groups and between them add up; between groups, means that are each off by half a unit at most move the root of the sum by
  /// half a unit times √N at most.
  init?(together groups: [PrintedMean]) {
    guard !groups.isEmpty else { return nil }
    let people = groups.reduce(0) { $0 + $1.base }
    let weighed = groups.reduce(0) { $0 + Double($1.base) * $1.mean }
    let middle = weighed / Double(people)
    let coarsest = groups.map(\.unit).max() ?? 0
    let between = groups.reduce(0) { $0 + Double($1.base) * ($1.mean - middle) * ($1.mean - middle) }.squareRoot()
    let moved = groups.count > 1 ? coarsest / 2 * Double(people).squareRoot() : 0
    func deviation(_ end: (ClosedRange<Double>) -> Double, between: Double) -> Double {
      let within = groups.reduce(0) { $0 + Double($1.base - 1) * end($1.deviation) * end($1.deviation) }
      return ((within + between * between) / Double(people - 1)).squareRoot()
    }
    base = people
    mean = middle
    unit = coarsest
    self.deviation =
      deviation(\.lowerBound, between: max(0, between - moved))...deviation(\.upperBound, between: between + moved)
  }
}

extension ScaleSummary {
  var printed: PrintedMean { PrintedMean(base: base, mean: mean, standardDeviation: standardDeviation) }

  /// This mean less that of another round; nil where the two are not figures of one scale.
  ///
  /// The two rounds are taken as independent samples. Many people answer in both, whom nobody can match, so the interval is rather too wide.
  public func change(since earlier: ScaleSummary) -> Contrast? {
    guard subject == earlier.subject, reading == earlier.reading else { return nil }
    return Contrast(printed, earlier.printed)
  }
}

extension GroupComparison {
  /// Each group's mean less that of all other groups that take part together, in the order of `groups`.
  public var againstTheRest: [Contrast?] {
    groups.indices.map { index in
      var others = groups
      others.remove(at: index)
      return PrintedMean(together: others.map(\.printed)).flatMap { Contrast(groups[index].printed, $0) }
    }
  }

  /// Each group's mean less that of the same group in another round, in the order of `groups`; nil where there was no such group.
  public func changes(since earlier: GroupComparison) -> [Contrast?] {
    guard subject == earlier.subject, reading == earlier.reading, by == earlier.by else {
      return groups.map { _ in nil }
    }
    return groups.map { group in
      earlier.groups.first { $0.label == group.label && $0.members == group.members }.flatMap {
        Contrast(group.printed, $0.printed)
      }
    }
  }
}

extension GroupComparison.Group {
  var printed: PrintedMean { PrintedMean(base: base, mean: mean, standardDeviation: standardDeviation) }
}
