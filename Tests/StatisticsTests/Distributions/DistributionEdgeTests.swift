import Foundation
import Statistics
import Testing

/// What the grids do not reach: tails far below the smallest double, the ends of probability, and points that once were wrong.
@Suite("Distributions at their edges") struct DistributionEdgeTests {
  @Test("Logarithms of tails far below the smallest double, of `Fixtures/distributions/grids/logarithms.txt`")
  func logarithms() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/distributions/grids/logarithms.txt")
    var count = 0
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") where !line.hasPrefix("#") {
      var words = line.split(separator: " ").map(String.init)
      let name = words.removeFirst()
      let reference = try number(words.removeLast())
      let isLower = words.removeLast() == "L"
      let x = try number(words.removeLast())
      let point = DistributionGrid.Point(
        parameters: try words.map(number), ties: [], x: x, isLower: isLower, tail: 0, density: nil, text: String(line))
      if name.hasPrefix("noncentral"), abs(point.parameters.last ?? 0) > 2000 { continue }
      let found: Double
      if Self.discrete.contains(name) {
        let distribution = try point.discrete(name)
        found = isLower ? distribution.logCumulative(Int(x)) : distribution.logSurvival(Int(x))
      } else {
        let distribution = try point.continuous(name)
        found = isLower ? try distribution.logCumulative(x) : try distribution.logSurvival(x)
      }
      #expect(relativeError(found, reference) < 1e-14, "\(line): \(found)")
      count += 1
    }
    #expect(count >= 700)
  }

  @Test("Awkward parameters: tails, logarithms, densities and quantiles of `Fixtures/distributions/grids/extremes.txt`")
  func extremes() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/distributions/grids/extremes.txt")
    var count = 0
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") where !line.hasPrefix("#") {
      var words = line.split(separator: " ").map(String.init)
      let name = words.removeFirst()
      let density = try number(words.removeLast())
      let tail = try number(words.removeLast())
      let isLower = words.removeLast() == "L"
      let x = try number(words.removeLast())
      let point = DistributionGrid.Point(
        parameters: try words.map(number), ties: [], x: x, isLower: isLower, tail: tail, density: density,
        text: String(line))
      let found: (lower: Double, upper: Double, logLower: Double, logUpper: Double, density: Double)
      if Self.discrete.contains(name) {
        let d = try point.discrete(name)
        let k = Int(x)
        found = (d.cumulative(k), d.survival(k), d.logCumulative(k), d.logSurvival(k), d.mass(k))
        let step = { (p: Double) in isLower ? try d.quantile(p) : try d.upperQuantile(p) }
        #expect(try step(tail * (isLower ? 1 - 1e-12 : 1 + 1e-12)) <= k, "\(line)")
        #expect(try step(tail * (isLower ? 1 + 1e-12 : 1 - 1e-12)) > k, "\(line)")
      } else {
        let d = try point.continuous(name)
        found = (
          try d.cumulative(x), try d.survival(x), try d.logCumulative(x), try d.logSurvival(x), try d.density(x)
        )
        if density > 1e-300, density < 1e300 {
          let back = isLower ? try d.quantile(tail) : try d.upperQuantile(tail)
          #expect(abs(back - x) <= 2e-14 * (abs(x) + tail / density), "\(line): quantile \(back)")
        }
      }
      let (small, large) = isLower ? (found.lower, found.upper) : (found.upper, found.lower)
      let (logSmall, logLarge) = isLower ? (found.logLower, found.logUpper) : (found.logUpper, found.logLower)
      #expect(relativeError(small, tail) < 1e-14, "\(line): \(small)")
      #expect(relativeError(large, 1 - tail) < 1e-14, "\(line): \(large)")
      #expect(relativeError(logSmall, log(tail)) < 1e-14, "\(line): log \(logSmall)")
      #expect(relativeError(logLarge, log1p(-tail)) < 1e-14, "\(line): log \(logLarge)")
      if density > 1e-300, density < 1e300 {
        #expect(relativeError(found.density, density) < 1e-14, "\(line): density \(found.density)")
      }
      count += 1
    }
    #expect(count >= 500)
  }

  private static let discrete: Set = ["binomial", "poisson", "negativeBinomial", "hypergeometric", "fisherNoncentral"]

  @Test("A normal's far tail keeps its digits whatever the mean and the standard deviation")
  func normalUnits() throws {
    // mpmath at 50 digits of the doubles as they stand: mean, standard deviation, x, the smaller tail, the density.
    let points: [(Double, Double, Double, Double, Double)] = [
      (3.7, 0.9, -29.3, 1.24140783214369085e-294, 5.06134373077452998e-293),
      (100.1, 14.9, 640.7, 1.56222745176567656e-288, 3.80694903159449416e-288),
      (1000000.0, 3.3, 1000121.9, 5.39019669954425097e-299, 6.0380698850394735e-298),
      (-0.0055, 0.00017, 0.00078, 5.04645735526772357e-299, 1.09740282443822703e-293),
      (0.1, 0.3, 11.3, 2.36321544018470167e-305, 2.94299732239136867e-303),
      (72.25, 9.75, -250.4, 1.91718438235250209e-240, 6.51301380502687454e-240),
      (1e+100, 3e+98, 1.08e+100, 0.00383038056758976017, 3.79866200793250165e-101),
    ]
    for (mean, deviation, x, tail, density) in points {
      let normal = try Normal(mean: mean, standardDeviation: deviation)
      let found = x < mean ? try normal.cumulative(x) : try normal.survival(x)
      let logarithm = x < mean ? try normal.logCumulative(x) : try normal.logSurvival(x)
      #expect(relativeError(found, tail) < 4e-15, "\(x)")
      #expect(relativeError(logarithm, log(tail)) < 4e-16, "\(x)")
      #expect(relativeError(try normal.density(x), density) < 4e-15, "\(x)")
    }
  }

  @Test("Far out the logarithm of the normal tail stays finite as long as it is a double")
  func normalLogarithm() throws {
    #expect(relativeError(try Normal.standard.logSurvival(1e153), -5e305) < 1e-15)
    #expect(try Normal.standard.logCumulative(-.infinity) == -.infinity)
    #expect(try Normal.standard.logSurvival(1e200) == -.infinity)
  }

  @Test("Probabilities 0 and 1 give the ends of the support, also where a tail underflows")
  func ends() throws {
    let t = try NoncentralT(degreesOfFreedom: 7, noncentrality: 50)
    #expect(try t.quantile(0) == -.infinity)
    #expect(try t.upperQuantile(1) == -.infinity)
    #expect(try t.quantile(1) == .infinity)
    let binomial = try Binomial(trials: 100_000_000, probability: 1e-6)
    #expect(try binomial.quantile(1) == 100_000_000)
    #expect(try binomial.upperQuantile(0) == 100_000_000)
    #expect(try binomial.quantile(0) == 0)
    for count in [try Poisson(mean: 3), try NegativeBinomial(size: 2, probability: 0.4)] as [any DiscreteDistribution] {
      #expect(try count.quantile(0) == 0)
      #expect(try count.upperQuantile(1) == 0)
      #expect(throws: StatisticsError.self) { try count.quantile(1) }
      #expect(throws: StatisticsError.self) { try count.upperQuantile(0) }
    }
    #expect(try Poisson(mean: 0).quantile(1) == 0)
  }

  @Test("A count's quantile near 1 goes by the tail that is left, to its last digit")
  func nearOne() throws {
    let poisson = try Poisson(mean: 40)
    for p in [1 - 0x1p-53, 1 - 0x1p-50, 1 - 0x1p-40, 0.99] {
      let k = try poisson.quantile(p)
      #expect(poisson.survival(k) <= 1 - p)
      #expect(poisson.survival(k - 1) > 1 - p)
      #expect(try poisson.upperQuantile(1 - p) == k)
    }
  }

  @Test("Quantiles of probabilities near the smallest double", arguments: [1e-300, 1e-307])
  func smallest(p: Double) throws {
    let gamma = try Gamma(shape: 1.075632078877565, rate: 1_434_680.098006459)
    let x = try gamma.quantile(p)
    #expect(relativeError(try gamma.cumulative(x), p) < 4e-15)
    let f = try FDistribution(numerator: 3, denominator: 0.001480888414004024)
    #expect(relativeError(try f.cumulative(try f.quantile(p)), p) < 4e-15)
  }

  @Test("A gamma density keeps its scale where that of rate 1 underflows")
  func gammaScale() throws {
    // 1e100 · e^(−720).
    #expect(relativeError(try Gamma(shape: 1, rate: 1e100).density(7.2e-98), 2.03223080242e-213) < 1e-11)
  }

  @Test("Kruskal and Wallis: every tail, mass and quantile of `grids/kruskalWallis.txt`, and no NaN")
  func kruskalWallis() throws {
    let points = try DistributionGrid("kruskalWallis").points
    #expect(points.count >= 1500)
    var last: (key: String, distribution: KruskalWallisDistribution)?
    for point in points where point.ties.reduce(0, +) <= 12 {
      let key = "\(point.parameters) \(point.ties)"
      let distribution =
        try last.flatMap { $0.key == key ? $0.distribution : nil }
        ?? KruskalWallisDistribution(sizes: point.parameters.map { Int($0) }, tieCounts: point.ties)
      last = (key, distribution)
      // The argument lies half a step above the value that tail and mass belong to.
      let (lower, upper) = (try distribution.cumulative(point.x), try distribution.survival(point.x))
      let (small, large) = point.isLower ? (lower, upper) : (upper, lower)
      #expect(relativeError(small, point.tail) < 4e-16, "\(point.text)")
      #expect(relativeError(large, 1 - point.tail) < 4e-16, "\(point.text)")
      let logs = (try distribution.logCumulative(point.x), try distribution.logSurvival(point.x))
      #expect(relativeError(point.isLower ? logs.0 : logs.1, log(point.tail)) < 1e-15, "\(point.text)")
      #expect(relativeError(point.isLower ? logs.1 : logs.0, log1p(-point.tail)) < 1e-15, "\(point.text)")
      let back =
        point.isLower
        ? try distribution.quantile(point.tail * (1 - 1e-12))
        : try distribution.upperQuantile(point.tail * (1 + 1e-12))
      let place = try #require(distribution.values.firstIndex(of: back))
      #expect(back < point.x && distribution.values[place + 1] > point.x, "\(point.text)")
      #expect(relativeError(try distribution.mass(back), try #require(point.density)) < 4e-16, "\(point.text)")
    }
    let tiny = try KruskalWallisDistribution(sizes: [2, 2])
    #expect(throws: StatisticsError.self) { try tiny.cumulative(.nan) }
    #expect(try tiny.cumulative(.infinity) == 1)
    #expect(try tiny.survival(-.infinity) == 1)
  }
}
