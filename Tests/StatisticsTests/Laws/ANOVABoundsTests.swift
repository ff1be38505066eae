import Statistics
import Testing

@Suite("Rounded summaries bound F")
struct ANOVABoundsTests {
  /// A published table: sizes, means and standard deviations at one decimal, and its F.
  struct Published: CustomTestStringConvertible, Sendable {
    let name: String
    let rows: [(count: Int, mean: Double, deviation: Double?)]
    let statistic: Double
    var testDescription: String { name }

    var summaries: [RoundedSummary] {
      rows.map {
        RoundedSummary(
          count: $0.count, mean: $0.mean, meanHalfWidth: 0.05, standardDeviation: $0.deviation,
          standardDeviationHalfWidth: 0.05)
      }
    }
  }

  private static let sizes = [22, 1, 1, 2, 14]

  static func table(_ name: String, _ means: [Double], _ deviations: [Double?], _ statistic: Double) -> Published {
    Published(
      name: name, rows: zip(sizes, zip(means, deviations)).map { ($0, $1.0, $1.1) }, statistic: statistic)
  }

  static let published = [
    table("workload", [3.5, 2.8, 2.6, 3.7, 2.4], [0.8, nil, nil, 0.1, 0.8], 4.3),
    table("control", [3.9, 3.8, 3.3, 4.0, 2.9], [0.6, nil, nil, 0.7, 0.8], 5),
    table("reward", [4.0, 4.8, 3.2, 3.9, 2.7], [0.7, nil, nil, 0.5, 1.0], 5.3),
    table("fairness", [3.6, 3.3, 2.0, 3.7, 2.9], [0.6, nil, nil, 0, 0.6], 3.4),
    table("exhaustion", [1.4, 2.1, 2.8, 2.0, 4.1], [1.1, nil, nil, 1.3, 1.3], 11.2),
    table("depersonalisation", [0.6, 1.0, 0.6, 0.9, 1.7], [0.6, nil, nil, 1.0, 1.1], 4.2),
    table("accomplishment", [5.0, 4.8, 5.0, 4.9, 4.3], [0.9, nil, nil, 0.6, 0.8], 1.2),
  ]

  @Test("Published tables print an F that their rounding allows", arguments: published)
  func publishedTables(_ table: Published) throws {
    let bounds = try anovaBounds(table.summaries)
    let largest = try #require(bounds.largestStatistic)
    print("\(table.name): F \(table.statistic), allowed \(bounds.smallestStatistic) to \(largest)")
    #expect(bounds.smallestStatistic <= table.statistic + 0.05 && largest >= table.statistic - 0.05)
    #expect((bounds.degreesOfFreedomBetween, bounds.degreesOfFreedomWithin) == (4, 35))
    let middle = try oneWayANOVA(
      table.rows.map { try Moments(count: $0.count, mean: $0.mean, standardDeviation: $0.deviation) })
    #expect(bounds.smallestStatistic <= middle.statistic && middle.statistic <= largest)
    #expect(bounds.smallestPValue <= middle.pValue && middle.pValue <= bounds.largestPValue)
  }

  @Test("No unrounded figures leave the bounds, and the corners reach them", arguments: 1...30)
  func search(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let k = numbers.whole(2...6)
    let half = [0.05, 0.5, 0.005][Int(seed % 3)]
    let summaries = (0..<k).map { _ in
      let count = numbers.whole(1...9)
      return RoundedSummary(
        count: count, mean: (numbers.bell() * 2).rounded() * half * 2, meanHalfWidth: half,
        standardDeviation: count == 1 ? nil : 1 + Double(numbers.whole(0...9)) / 10,
        standardDeviationHalfWidth: half)
    }
    guard summaries.contains(where: { $0.count > 1 }) else { return }
    let bounds = try anovaBounds(summaries)
    let largest = bounds.largestStatistic ?? .infinity
    /// F when each mean and standard deviation is moved within its rounding, from −1 to 1.
    func statistic(_ means: [Double], _ deviations: Double) throws -> Double {
      try oneWayANOVA(
        zip(summaries, means).map { group, move in
          try Moments(
            count: group.count, mean: group.mean + move * group.meanHalfWidth,
            standardDeviation: group.standardDeviation.map {
              max(0, $0 + deviations * group.standardDeviationHalfWidth)
            })
        }
      ).statistic
    }
    for _ in 0..<200 {
      let f = try statistic(summaries.map { _ in 2 * numbers.uniform() - 1 }, 2 * numbers.uniform() - 1)
      #expect(f >= bounds.smallestStatistic * (1 - 1e-12) && f <= largest * (1 + 1e-12))
    }
    var best = 0.0
    for corner in 0..<(1 << k) {
      best = max(best, try statistic((0..<k).map { corner >> $0 & 1 == 1 ? 1 : -1 }, -1))
    }
    #expect(isClose(best, largest, 1e-12))
    // Coordinate steps from the centre come down to the smallest.
    var means = [Double](repeating: 0, count: k)
    var lowest = try statistic(means, 1)
    var step = 1.0
    while step > 1e-7 {
      var improved = false
      for index in 0..<k {
        for direction in [-step, step] {
          var tried = means
          tried[index] = min(1, max(-1, tried[index] + direction))
          let f = try statistic(tried, 1)
          if f < lowest - 1e-15 { (lowest, means, improved) = (f, tried, true) }
        }
      }
      if !improved { step /= 2 }
    }
    #expect(lowest <= bounds.smallestStatistic + 1e-6 * max(1, lowest))
  }

  @Test("A missing standard deviation is named, and standard deviations that may be 0 leave F open")
  func gaps() throws {
    var rows = Self.published[0].summaries
    rows[4] = RoundedSummary(
      count: 14, mean: 3.1, meanHalfWidth: 0.05, standardDeviation: nil, standardDeviationHalfWidth: 0)
    #expect(throws: StatisticsError.missingStandardDeviation(group: 4)) { try anovaBounds(rows) }
    let flat = [0.0, 1].map {
      RoundedSummary(count: 5, mean: $0, meanHalfWidth: 0, standardDeviation: 0.04, standardDeviationHalfWidth: 0.05)
    }
    let bounds = try anovaBounds(flat)
    #expect(bounds.largestStatistic == nil && bounds.smallestPValue == 0)
    let exact = [0.0, 1].map {
      RoundedSummary(count: 5, mean: $0, meanHalfWidth: 0, standardDeviation: 0.5, standardDeviationHalfWidth: 0)
    }
    let point = try anovaBounds(exact)
    #expect(isClose(point.smallestStatistic, 10, 1e-14) && isClose(point.largestStatistic ?? 0, 10, 1e-14))
  }
}
