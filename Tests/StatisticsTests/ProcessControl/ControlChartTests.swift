import Foundation
import Statistics
import Testing

/// Against `Fixtures/process-control/make.py`: exact fractions and 40 digits.
@Suite("Control charts against exact arithmetic") struct ControlChartTests {
  struct Case: Decodable, CustomTestStringConvertible, Sendable {
    let kind: String
    let values: [Double]
    let bases: [Double]?
    let screened: Bool
    let lengths: [Int]
    let centre, sigma: [Double]
    let signals: [[String]]

    var testDescription: String { "\(kind) of \(values.count)" }

    func chart() throws -> ControlChart {
      let rebases = lengths.count == 2 ? [lengths[0]] : []
      let range = try MovingRange(factor: 2.66, screensOutliers: screened)
      switch kind {
      case "xmr": return try xmrChart(values, rebases: rebases, movingRange: range)
      case "g": return try gChart(values, rebases: rebases)
      case "t": return try tChart(values, rebases: rebases, movingRange: range)
      default:
        return try countChart(
          kind.hasPrefix("p") ? .proportion : .rate, counts: values, bases: try #require(bases),
          adjusted: kind.hasSuffix("'"), rebases: rebases, movingRange: range)
      }
    }
  }

  static let cases: [Case] = {
    struct File: Decodable { let cases: [Case] }
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../Fixtures/process-control/charts.json")
    return (try? JSONDecoder().decode(File.self, from: Data(contentsOf: url)).cases) ?? []
  }()

  @Test("There are 180 cases of six kinds of chart")
  func all() {
    #expect(Self.cases.count == 180)
    #expect(Set(Self.cases.map(\.kind)) == ["xmr", "p", "p'", "u", "u'", "g", "t"])
    #expect(Set(Self.cases.flatMap { $0.signals.flatMap { $0 } }).count == 4)
  }

  @Test("Centre, limits and signals", arguments: cases)
  func agreement(_ reference: Case) throws {
    let chart = try reference.chart()
    try #require(chart.points.count == reference.centre.count)
    for (index, point) in chart.points.enumerated() {
      // A T chart's centre and limits are drawn on the scale of times.
      let back = reference.kind == "t" ? { (x: Double) in pow(x, 3.6) } : { $0 }
      let (centre, sigma) = (reference.centre[index], reference.sigma[index])
      #expect(isClose(point.centre, back(centre), 1e-12))
      if let upper = point.upperLimit { #expect(isClose(upper, back(centre + 3 * sigma), 1e-12)) }
      if let lower = point.lowerLimit { #expect(isClose(lower, back(centre - 3 * sigma), 1e-10)) }
      if reference.kind == "xmr" || reference.kind == "g" { #expect(isClose(point.sigma, sigma, 1e-12)) }
      #expect(point.signals.map(\.rawValue).sorted() == reference.signals[index], "point \(index)")
    }
    #expect(chart.phases.map(\.range.count) == reference.lengths)
  }

  struct LaneyCase: Decodable, Sendable {
    let kind: String
    let values: [Double]
    let bases: [Double]?
    let centre: [Double]
    let lower, upper: [Double?]
  }

  @Test("P′, U′, G and T charts have R's centres and limits")
  func primed() throws {
    let file = try TopicFixture<LaneyCase>("process-control/laney")
    #expect(file.cases.count == 60)
    for (index, wanted) in file.cases.enumerated() {
      let chart: ControlChart
      switch wanted.kind {
      case "g": chart = try gChart(wanted.values)
      case "t": chart = try tChart(wanted.values, movingRange: .textbook)
      default:
        chart = try countChart(
          wanted.kind == "p'" ? .proportion : .rate, counts: wanted.values, bases: try #require(wanted.bases),
          adjusted: true, movingRange: .textbook)
      }
      for (place, point) in chart.points.enumerated() {
        expectClose(point.centre, wanted.centre[place], file.tolerance, "\(wanted.kind), centre of case \(index)")
        for (found, limit) in [(point.lowerLimit, wanted.lower[place]), (point.upperLimit, wanted.upper[place])] {
          #expect((found == nil) == (limit == nil), "\(wanted.kind), case \(index)")
          if let found, let limit { expectClose(found, limit, 1e-10, "\(wanted.kind), limit of case \(index)") }
        }
      }
    }
  }

  @Test("With equal bases a primed chart is the XmR chart of its shares", arguments: 0..<10)
  func primedAndSingle(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed + 40)
    let counts = (0..<20).map { _ in Double(numbers.whole(150...450)) }
    for share in [CountedShare.proportion, .rate] {
      let primed = try countChart(share, counts: counts, bases: [Double](repeating: 800, count: 20), adjusted: true)
      let single = try xmrChart(counts.map { $0 / 800 })
      for (point, other) in zip(primed.points, single.points) {
        #expect(isClose(point.centre, other.centre, 1e-12) && isClose(point.sigma, other.sigma, 1e-11))
      }
    }
  }

  @Test("No step, however large, begins limits anew unless somebody says so")
  func explicitRebasing() throws {
    let values = (0..<40).map { Double($0 % 3) + ($0 < 20 ? 0 : 1_000) }
    let chart = try xmrChart(values)
    #expect(chart.phases.count == 1 && Set(chart.points.map(\.centre)).count == 1)
    #expect(chart.points.allSatisfy { $0.signals.contains(.shift) })
    let told = try xmrChart(values, rebases: [20])
    #expect(told.phases.map(\.range) == [0..<20, 20..<40] && told.points.allSatisfy { !$0.isSpecialCause })
  }

  @Test("A limit beyond what is possible is none")
  func impossible() throws {
    let low = try countChart(.proportion, counts: [0, 1, 0, 1], bases: [10, 10, 10, 10])
    #expect(low.points.allSatisfy { $0.lowerLimit == nil && $0.upperLimit != nil })
    let high = try countChart(.proportion, counts: [10, 9, 10, 9], bases: [10, 10, 10, 10])
    #expect(high.points.allSatisfy { $0.lowerLimit != nil && $0.upperLimit == nil })
    let rates = try countChart(.rate, counts: [1, 0, 2], bases: [9, 9, 9])
    #expect(rates.points.allSatisfy { $0.lowerLimit == nil })
  }

  @Test("A point on the centre ends a run; equal points end a trend; seven are needed")
  func lengths() throws {
    func signals(_ values: [Double]) throws -> [Set<ControlChart.Signal>] { try xmrChart(values).points.map(\.signals) }
    let six = try signals([1, 1, 1, 1, 1, 1, 3, 3, 3, 3, 3, 3])
    #expect(six.allSatisfy { !$0.contains(.shift) })
    let seven = try signals([1, 1, 1, 1, 1, 1, 1, 3, 3, 3, 3, 3, 3, 3])
    #expect(seven.allSatisfy { $0.contains(.shift) && !$0.contains(.trend) })
    let broken = try signals([1, 1, 1, 2, 1, 1, 1, 3, 3, 3, 2, 3, 3, 3])
    #expect(broken.allSatisfy { !$0.contains(.shift) })
    let rising = try signals([1, 2, 3, 4, 5, 6, 6.5, 2])
    #expect(rising.prefix(7).allSatisfy { $0.contains(.trend) })
    let halting = try signals([1, 2, 3, 3, 5, 6, 6.5, 7, 2])
    #expect(halting.allSatisfy { !$0.contains(.trend) })
  }

  @Test("One step among equal values does not leave limits without width")
  func oneStep() throws {
    let chart = try xmrChart([5, 5, 5, 5, 5, 5, 5, 5, 5, 9])
    #expect(chart.phases[0].screenedMovingRanges == 0 && isClose(chart.phases[0].meanMovingRange ?? 0, 4.0 / 9))
    #expect(chart.points.map { $0.signals.contains(.outsideLimits) } == [Bool](repeating: false, count: 9) + [true])
  }

  @Test(
    "Limits lie three sigma from the centre to the last digit, so that a point on one is not beyond it",
    arguments: cases)
  func exactLimits(_ reference: Case) throws {
    guard reference.kind != "t" else { return }
    for point in try reference.chart().points {
      #expect(point.upperLimit.map { $0 == point.centre + 3 * point.sigma } ?? true)
      #expect(point.lowerLimit.map { $0 == point.centre - 3 * point.sigma } ?? true)
    }
  }

  @Test("What the limits say about a target")
  func assurance() throws {
    let chart = try xmrChart([9, 11, 10, 9, 11, 10], movingRange: .textbook)
    let last = try #require(chart.points.last)
    let (lower, upper) = (try #require(last.lowerLimit), try #require(last.upperLimit))
    #expect(try chart.assurance(target: lower - 1, improvement: .above) == .consistentlyMet)
    #expect(try chart.assurance(target: lower - 1, improvement: .below) == .consistentlyMissed)
    #expect(try chart.assurance(target: upper + 1, improvement: .above) == .consistentlyMissed)
    #expect(try chart.assurance(target: upper + 1, improvement: .below) == .consistentlyMet)
    #expect(try chart.assurance(target: 10, improvement: .below) == .metByChance)
    #expect(throws: StatisticsError.notFinite("the target")) {
      try chart.assurance(target: .nan, improvement: .above)
    }
  }

  @Test("Shifted and stretched values move centre and limits alike and keep the signals", arguments: 0..<20)
  func laws(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let values = (0..<25).map { _ in numbers.bell() + (numbers.whole(0...9) == 0 ? 5 : 0) }
    let chart = try xmrChart(values)
    let moved = try xmrChart(values.map { 8 * $0 - 64 })
    for (point, other) in zip(chart.points, moved.points) {
      #expect(isClose(8 * point.centre - 64, other.centre, 1e-12) && isClose(8 * point.sigma, other.sigma, 1e-12))
      #expect(point.signals == other.signals)
    }
    let mirrored = try xmrChart(values.map { -$0 })
    #expect(mirrored.points.map(\.signals) == chart.points.map(\.signals))
    let twice = try xmrChart(values + values, rebases: [25])
    #expect(twice.points.map(\.signals) == chart.points.map(\.signals) + chart.points.map(\.signals))
  }

  @Test("What cannot be charted says why")
  func refused() {
    #expect(throws: StatisticsError.tooFewValues(1)) { try xmrChart([1]) }
    #expect(throws: StatisticsError.notFinite("a value")) { try xmrChart([1, .nan]) }
    for rebases in [[0], [1], [3], [4], [-1], [2, 2], [Int.max]] {
      #expect(throws: StatisticsError.self) { try xmrChart([1, 2, 3, 4], rebases: rebases) }
    }
    #expect(throws: StatisticsError.self) { try xmrChart([1, 2, 3], limitsFrom: 1) }
    #expect(throws: StatisticsError.outOfDomain("point 2 counts 3.0 of 2.0")) {
      try countChart(.proportion, counts: [1, 3], bases: [2, 2])
    }
    #expect(throws: StatisticsError.unequalLengths(2, 1)) { try countChart(.rate, counts: [1, 3], bases: [2]) }
    #expect(throws: StatisticsError.self) { try MovingRange(factor: 0, screensOutliers: true) }
    #expect(throws: StatisticsError.self) { try gChart([1, -1]) }
    #expect(throws: StatisticsError.self) { try tChart([1, -1]) }
  }
}
