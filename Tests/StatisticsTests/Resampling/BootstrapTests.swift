import Statistics
import Testing

@Suite("The bootstrap agrees with R's boot")
struct BootstrapTests {
  struct Case: Decodable, Sendable {
    let statistic: String
    var indices: [[Int]]?
    var replicates: [Double]?
    let x: [Double]
    let strata: [Int]
    let confidence, estimate, bias, standardError, acceleration, jackknife: Double
    let percentile, basic: [Double]
    /// Absent where an end lies outside the replicates.
    var bca: [Double]?

    func value(_ rows: [Int]) throws(StatisticsError) -> Double {
      let moments = Moments(rows.map { x[$0] })
      guard let variance = moments.variance else { throw .tooFewValues(rows.count) }
      switch statistic {
      case "mean": return moments.mean
      case "variance": return variance
      default: return variance.squareRoot() / moments.mean
      }
    }
  }

  @Test("From the same samples and from the same replicates come the same intervals")
  func agreement() throws {
    let file = try TopicFixture<Case>("resampling/bootstrap")
    #expect(file.cases.count == 69)
    var corrected = 0
    for (index, wanted) in file.cases.enumerated() {
      let value = { (rows: [Int]) throws(StatisticsError) -> Double in try wanted.value(rows) }
      let found: Bootstrap
      if let samples = wanted.indices {
        found = try bootstrap(count: wanted.x.count, samples: samples, statistic: value)
      } else {
        found = try Bootstrap(estimate: wanted.estimate, replicates: try #require(wanted.replicates))
      }
      let left = try jackknife(SamplingUnits(count: wanted.x.count, strata: wanted.strata), statistic: value)
      let percentile = try found.percentileInterval(confidence: wanted.confidence)
      let basic = try found.basicInterval(confidence: wanted.confidence)
      if let bca = wanted.bca {
        let interval = try found.bcaInterval(acceleration: left.acceleration, confidence: wanted.confidence)
        expectClose(interval.lower, bca[0], file.tolerance, floor: 1e-11, "BCa of case \(index)")
        expectClose(interval.upper, bca[1], file.tolerance, floor: 1e-11, "BCa of case \(index)")
        corrected += 1
      } else {
        #expect(throws: StatisticsError.tooFewValues(found.replicates.count), "case \(index)") {
          try found.bcaInterval(acceleration: left.acceleration, confidence: wanted.confidence)
        }
      }
      for (name, actual, wanted) in [
        ("estimate", found.estimate, wanted.estimate), ("error", found.standardError, wanted.standardError),
        ("acceleration", left.acceleration, wanted.acceleration), ("jackknife", left.standardError, wanted.jackknife),
        ("percentile", percentile.lower, wanted.percentile[0]), ("percentile", percentile.upper, wanted.percentile[1]),
        ("basic", basic.lower, wanted.basic[0]), ("basic", basic.upper, wanted.basic[1]),
      ] {
        expectClose(actual, wanted, file.tolerance, floor: 1e-11, "\(name) of case \(index)")
      }
      expectClose(found.bias, wanted.bias, 1e-9, floor: 1e-12, "bias of case \(index)")
    }
    #expect(corrected > 55)
  }

  @Test("Clusters of one row are people, and a bootstrap of means has the spread of a mean")
  func clusters() throws {
    let values = (0..<60).map { Double(($0 * 37) % 41) }
    let mean = { (rows: [Int]) throws(StatisticsError) -> Double in Moments(rows.map { values[$0] }).mean }
    let people = try bootstrap(SamplingUnits(count: 60), replicates: 2_000, seed: 9, statistic: mean)
    let single = try bootstrap(
      SamplingUnits(count: 60, clusters: (0..<60).map { 1000 - $0 }), replicates: 2_000, seed: 9, statistic: mean)
    #expect(people == single)
    let moments = Moments(values)
    // The plug-in standard error; 2,000 replicates know it to 1.6 %.
    let plugIn = (moments.sumOfSquaredDeviations / 60 / 60).squareRoot()
    #expect(abs(people.standardError / plugIn - 1) < 0.07)
    // Rows doubled within their clusters carry nothing new.
    let doubled = try bootstrap(
      SamplingUnits(count: 60, clusters: (0..<60).map { $0 % 30 }), replicates: 2_000, seed: 9
    ) { rows throws(StatisticsError) in Moments(rows.map { values[$0 % 30] }).mean }
    let thirty = try bootstrap(SamplingUnits(count: 30), replicates: 2_000, seed: 9, statistic: mean)
    for (first, second) in zip(doubled.replicates, thirty.replicates) { #expect(isClose(first, second, 1e-12)) }
  }

  @Test("Within strata every sample has as many of each as the data")
  func strata() throws {
    let strata = (0..<20).map { $0 < 6 ? 1 : 2 }
    let units = try SamplingUnits(count: 20, strata: strata)
    let shares = try bootstrap(units, replicates: 200, seed: 1) { rows throws(StatisticsError) in
      Double(rows.count { strata[$0] == 1 })
    }
    #expect(shares.replicates.allSatisfy { $0 == 6 } && shares.standardError == 0)
    let rows = try bootstrap(units, replicates: 200, seed: 1) { rows throws(StatisticsError) in
      rows.reduce(0) { $0 + Double($1) }
    }
    #expect(rows.standardError > 1)
  }

  @Test("BCa intervals of a skewed mean cover as they say")
  func coverage() throws {
    var covered = 0
    let runs = 300
    for run in 0..<runs {
      var chance = SeededGenerator(seed: 77, stream: UInt64(run))
      let values = (0..<40).map { _ in chance.normal() * chance.normal() + chance.normal() }
      let mean = { (rows: [Int]) throws(StatisticsError) -> Double in
        var sum = 0.0
        for row in rows { sum += values[row] }
        return sum / Double(rows.count)
      }
      let units = try SamplingUnits(count: 40)
      let interval = try bootstrap(units, replicates: 499, seed: UInt64(run), statistic: mean)
        .bcaInterval(acceleration: try jackknife(units, statistic: mean).acceleration, confidence: 0.9)
      if interval.lower <= 0, interval.upper >= 0 { covered += 1 }
    }
    // 90 % with a standard error of 1.7 %; samples of 40 fall short by about two points.
    #expect((0.83...0.95).contains(Double(covered) / Double(runs)))
  }

  @Test("A stratum of one unit, or one cluster of all, cannot show how units vary")
  func single() throws {
    let sum = { (rows: [Int]) throws(StatisticsError) -> Double in rows.reduce(0) { $0 + Double($1) } }
    #expect(throws: StatisticsError.groupTooSmall(group: 0, count: 1, needed: 2)) {
      try bootstrap(SamplingUnits(count: 9, clusters: [Int](repeating: 4, count: 9)), seed: 1, statistic: sum)
    }
    #expect(throws: StatisticsError.groupTooSmall(group: 1, count: 1, needed: 2)) {
      try bootstrap(SamplingUnits(count: 5, strata: [1, 1, 1, 2, 1]), seed: 1, statistic: sum)
    }
  }

  @Test("What the replicates do not hold is refused")
  func refusals() throws {
    let few = try Bootstrap(estimate: 2.5, replicates: [1, 2, 3, 4])
    #expect(throws: StatisticsError.tooFewValues(4)) { try few.percentileInterval() }
    #expect(throws: StatisticsError.self) {
      try Bootstrap(estimate: 0, replicates: [1, 2, 3, 4]).bcaInterval(acceleration: 0, confidence: 0.5)
    }
    #expect(throws: StatisticsError.zeroVariance) {
      try jackknife(SamplingUnits(count: 5)) { _ throws(StatisticsError) in 3 }
    }
  }
}
