/// What a box plot shows.
public struct BoxSummary: Sendable, Equatable {
  public let count: Int
  /// The most extreme values within 1.5 hinge spreads of the box.
  public let lowerWhisker, upperWhisker: Double
  public let lowerHinge, median, upperHinge: Double
  /// Values beyond the whiskers and how many people gave each.
  public let outliers: Tabulation

  /// Upper hinge − lower hinge.
  public var hingeSpread: Double { upperHinge - lowerHinge }

  /// Half the width of the notch: 1.58 × hinge spread / √n (McGill, Tukey & Larsen 1978).
  public var notch: Double { 1.58 * hingeSpread / Double(count).squareRoot() }
}

/// Tukey's five numbers.
public struct FiveNumbers: Sendable, Equatable {
  public let minimum, lowerHinge, median, upperHinge, maximum: Double
}

extension Tabulation {
  /// Tukey's five numbers: minimum, lower hinge, median, upper hinge, maximum (R's `fivenum`).
  ///
  /// The hinges are the medians of the lower and upper half, each half with the median in it when n is odd.
  /// - Throws: `tooFewValues` when there are no values.
  /// - Note: Tukey (1977), Exploratory Data Analysis. Reference values: `Fixtures/descriptive.json`.
  public var hinges: FiveNumbers {
    get throws(StatisticsError) {
      let median = try median
      // Depth of the hinge in half steps: ⌊(n + 3)/2⌋ / 2, so it falls on a value or halfway between two.
      let halves = (count + 3) / 2
      let low = halves / 2 - 1
      let high = (halves + 1) / 2 - 1
      return FiveNumbers(
        minimum: values[0], lowerHinge: midpoint(value(at: low), value(at: high)), median: median,
        upperHinge: midpoint(value(at: count - 1 - low), value(at: count - 1 - high)),
        maximum: values[values.count - 1])
    }
  }

  /// Hinges, median, whiskers and outliers (R's `boxplot.stats` with its factor of 1.5).
  /// - Throws: `tooFewValues` when there are no values.
  /// - Note: McGill, Tukey & Larsen (1978), doi:10.2307/2683468. Reference values: `Fixtures/descriptive.json`.
  public var boxSummary: BoxSummary {
    get throws(StatisticsError) {
      let five = try hinges
      let reach = 1.5 * (five.upperHinge - five.lowerHinge)
      guard reach.isFinite else { throw .notFinite("the hinge spread") }
      let isInside = values.map { $0 >= five.lowerHinge - reach && $0 <= five.upperHinge + reach }
      let inside = values.indices.filter { isInside[$0] }
      let outside = values.indices.filter { !isInside[$0] }
      return BoxSummary(
        count: count,
        lowerWhisker: inside.first.map { values[$0] } ?? five.lowerHinge,
        upperWhisker: inside.last.map { values[$0] } ?? five.upperHinge,
        lowerHinge: five.lowerHinge, median: five.median, upperHinge: five.upperHinge,
        outliers: try Tabulation(values: outside.map { values[$0] }, counts: outside.map { counts[$0] }))
    }
  }
}
