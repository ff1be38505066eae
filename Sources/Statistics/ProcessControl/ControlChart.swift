/// A series over time with its centre and limits, and the points at which it was more than chance.
public struct ControlChart: Sendable, Equatable {
  public let points: [Point]
  public let phases: [Phase]

  public struct Point: Sendable, Equatable {
    public let value: Double
    /// In the unit of the values.
    public let centre: Double
    /// The natural process limits; nil where values cannot lie beyond: a limit outside of what is possible is none.
    public let lowerLimit, upperLimit: Double?
    /// A third of the way from the centre to a limit; 0 where the phase does not vary.
    public let sigma: Double
    /// The rules that the point has part in.
    public internal(set) var signals: Set<Signal>

    /// Which side of the centre; nil on it.
    public var side: Side? { value == centre ? nil : value > centre ? .above : .below }
    public var isSpecialCause: Bool { !signals.isEmpty }
  }

  /// A stretch with one centre and one measure of spread.
  public struct Phase: Sendable, Equatable {
    /// 0-based points.
    public let range: Range<Int>
    /// Mean of the values, or pooled proportion or rate.
    public let centre: Double
    /// The mean moving range, of the values or of their standardised forms, after screening; nil where the chart has no use for it.
    public let meanMovingRange: Double?
    /// How many moving ranges were left out of that mean as outliers.
    public let screenedMovingRanges: Int
  }

  public enum Side: Sendable, Hashable { case above, below }

  /// A rule that tells special cause from common cause.
  public enum Signal: String, Sendable, Hashable, CaseIterable {
    /// A point beyond a limit.
    case outsideLimits
    /// A run of seven points or more on one side of the centre.
    case shift
    /// A run of seven points or more, each above the one before it or each below.
    case trend
    /// Two or more of three points in a row in the last third before the same limit; those beyond it have a rule of their own.
    case twoOfThree
  }

  /// What the limits say about reaching a target, if the process goes on as it is.
  public enum Assurance: Sendable, Hashable {
    /// The target lies beyond the limit on the wrong side: reached without fail.
    case consistentlyMet
    /// It lies beyond the limit on the right side: out of reach.
    case consistentlyMissed
    /// Between the limits: met or missed by chance.
    case metByChance
  }

  /// Of the last point's limits.
  /// - Parameter improvement: the side of the target on which one wants to be; `.below` for waits, absences, harm.
  public func assurance(target: Double, improvement: Side) throws(StatisticsError) -> Assurance {
    guard target.isFinite else { throw .notFinite("the target") }
    guard let last = points.last else { throw .tooFewValues(0) }
    let isMet: Bool
    let isMissed: Bool
    switch improvement {
    case .above:
      isMet = last.lowerLimit.map { target <= $0 } ?? false
      isMissed = last.upperLimit.map { target > $0 } ?? false
    case .below:
      isMet = last.upperLimit.map { target >= $0 } ?? false
      isMissed = last.lowerLimit.map { target < $0 } ?? false
    }
    return isMet ? .consistentlyMet : isMissed ? .consistentlyMissed : .metByChance
  }
}

extension ControlChart {
  /// Splits a series where its limits begin anew, and finds the signals within each stretch.
  init(
    count: Int, rebases: [Int],
    _ phase: (Range<Int>) throws(StatisticsError) -> (phase: Phase, points: [Point])
  ) throws(StatisticsError) {
    guard count >= 2 else { throw .tooFewValues(count) }
    var points: [Point] = []
    var phases: [Phase] = []
    let starts = try ControlChart.starts(count: count, rebases: rebases)
    for (start, end) in zip(starts, starts.dropFirst() + [count]) {
      let (found, stretch) = try phase(start..<end)
      for point in stretch {
        guard point.value.isFinite, point.centre.isFinite, point.sigma.isFinite, point.lowerLimit?.isFinite ?? true,
          point.upperLimit?.isFinite ?? true
        else { throw .notFinite("a point or its limit") }
      }
      phases.append(found)
      points += ControlChart.marked(stretch)
    }
    self.init(points: points, phases: phases)
  }

  private static func starts(count: Int, rebases: [Int]) throws(StatisticsError) -> [Int] {
    let starts = [0] + rebases
    for (before, start) in zip(starts, starts.dropFirst() + [count]) where start <= before || start - before < 2 {
      throw .outOfDomain(
        "limits begin anew in rising order, within the series and with two points or more each, but not at point \(start + 1)"
      )
    }
    return starts
  }
}
