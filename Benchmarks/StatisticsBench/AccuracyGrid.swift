import Foundation
import Statistics

/// The reference grids of the distributions, as `grids.py` and its neighbours write them.
enum AccuracyGrid {
  static let names = [
    "normal", "studentT", "studentizedRange", "noncentralT", "f", "noncentralF", "chiSquared", "noncentralChiSquared",
    "beta", "gamma",
    "binomial", "negativeBinomial", "poisson", "hypergeometric", "fisherNoncentral", "rankSum", "tiedRankSum",
    "signedRank",
    "tiedSignedRank", "kruskalWallis", "kolmogorov", "kolmogorovLimit", "twoSampleKolmogorov",
  ]

  /// What every point is held to, before conditioning.
  static func bound(_ name: String) -> Double { name == "studentizedRange" ? 1e-11 : 1e-13 }

  struct Point {
    let name: String
    let parameters: [Double]
    /// Tie counts, where the distribution has them.
    let ties: [Int]
    let x: Double
    let isLower: Bool
    /// The smaller tail.
    let reference: Double
    /// Nil where the script left it out.
    let density: Double?
    /// Counted once for all its points.
    let kruskalWallis: KruskalWallisDistribution?

    func tail() throws -> Double { try tail(parameters, x) }

    private func tail(_ parameters: [Double], _ x: Double) throws -> Double {
      if let kruskalWallis { return isLower ? try kruskalWallis.cumulative(x) : try kruskalWallis.survival(x) }
      if AccuracyGrid.discrete.contains(name) {
        let distribution = try AccuracyGrid.discrete(name, parameters, ties)
        return isLower ? distribution.cumulative(Int(x)) : distribution.survival(Int(x))
      }
      let distribution = try AccuracyGrid.continuous(name, parameters)
      return isLower ? try distribution.cumulative(x) : try distribution.survival(x)
    }

    /// How far the rest is off: the logarithms of both tails, the density and the quantile.
    ///
    /// The quantile's distance from x stands beside |x| + tail/density, what a rounding of x and of the tail move; for a
    /// count it is taken on either side of the step, 1e-12 of the tail away.
    func others() throws -> (logarithms: Double, density: Double?, quantile: Double?) {
      var found: (lower: Double, upper: Double, density: Double)
      var quantile: Double?
      if let h = kruskalWallis {
        // x lies half a step above the value that the tail and the mass belong to.
        found = (try h.logCumulative(x), try h.logSurvival(x), 0)
        let back = isLower ? try h.quantile(reference * (1 - 1e-12)) : try h.upperQuantile(reference * (1 + 1e-12))
        found.density = try h.mass(back)
        quantile = back < x && h.values.first { $0 > back }.map { $0 > x } == true ? 0 : 1
      } else if AccuracyGrid.discrete.contains(name) {
        let distribution = try AccuracyGrid.discrete(name, parameters, ties)
        let k = Int(x)
        found = (distribution.logCumulative(k), distribution.logSurvival(k), distribution.mass(k))
        func step(_ tail: Double) throws -> Int {
          isLower ? try distribution.quantile(tail) : try distribution.upperQuantile(tail)
        }
        let (below, above) = (try step(reference * (1 - 1e-12)), try step(reference * (1 + 1e-12)))
        let missed = isLower ? max(0, below - k, k + 1 - above) : max(0, above - k, k + 1 - below)
        quantile = Double(missed) / max(1, abs(x))
      } else {
        let distribution = try AccuracyGrid.continuous(name, parameters)
        found = (try distribution.logCumulative(x), try distribution.logSurvival(x), try distribution.density(x))
        if let density, density > 1e-300 {
          let back = isLower ? try distribution.quantile(reference) : try distribution.upperQuantile(reference)
          quantile = abs(back - x) / (abs(x) + reference / density)
        }
      }
      let (small, large) = isLower ? (found.lower, found.upper) : (found.upper, found.lower)
      return (
        max(
          AccuracyBench.relative(small, Foundation.log(reference)),
          AccuracyBench.relative(large, Foundation.log1p(-reference))),
        density.flatMap { $0 > 1e-300 ? AccuracyBench.relative(found.density, $0) : nil }, quantile
      )
    }

    /// Σ |∂ log tail/∂ log v| over the argument and those parameters that are not whole by nature.
    func condition() throws -> Double {
      if kruskalWallis != nil { return 0 }
      var sum = 0.0
      let isDiscrete = AccuracyGrid.discrete.contains(name)
      for position in (AccuracyGrid.wholeParameters[name] ?? 0)...parameters.count {
        let value = position == parameters.count ? x : parameters[position]
        if isDiscrete && position == parameters.count || value == 0 { continue }
        func log(at factor: Double) throws -> Double {
          var moved = parameters
          if position < moved.count { moved[position] *= factor }
          let x = position == parameters.count ? x * factor : x
          return Foundation.log(try tail(moved, x))
        }
        let step = 1e-6
        guard let (up, down) = try? (log(at: 1 + step), log(at: 1 - step)), (up - down).isFinite else { continue }
        sum += abs(up - down) / (2 * step)
      }
      return sum
    }
  }

  static func points(_ name: String, in folder: URL) throws -> [Point] {
    let text = try String(contentsOf: folder.appendingPathComponent("\(name).txt"), encoding: .utf8)
    var last: (head: [Substring], distribution: KruskalWallisDistribution)?
    return try text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
      let words = line.split(separator: " ")
      guard words.count >= 4, let reference = Double(words[words.count - 2]) else { return nil }
      let head = words.dropLast(4)
      guard let x = Double(words[words.count - 4]) else { return nil }
      if name == "kruskalWallis" {
        let key = Array(head)
        let counts = key.map { $0.split(separator: ",").compactMap { Int($0) } }
        let made =
          try last.flatMap { $0.head == key ? $0.distribution : nil }
          ?? KruskalWallisDistribution(sizes: counts[0], tieCounts: counts[1])
        last = (key, made)
        return Point(
          name: name, parameters: counts[0].map(Double.init), ties: counts[1], x: x,
          isLower: words[words.count - 3] == "L", reference: reference, density: Double(words[words.count - 1]),
          kruskalWallis: made)
      }
      let ties = hasTies.contains(name) ? head.first { $0.contains(",") || tiesFirst.contains(name) } : nil
      return Point(
        name: name, parameters: head.filter { $0 != ties && $0 != "-" }.compactMap { Double($0) },
        ties: ties.map { $0.split(separator: ",").compactMap { Int($0) } } ?? [], x: x,
        isLower: words[words.count - 3] == "L",
        reference: reference, density: Double(words[words.count - 1]), kruskalWallis: nil)
    }
  }

  static let discrete: Set = [
    "binomial", "negativeBinomial", "poisson", "hypergeometric", "fisherNoncentral", "rankSum", "tiedRankSum",
    "signedRank", "tiedSignedRank", "twoSampleKolmogorov",
  ]
  /// How many of the first parameters are counts.
  private static let wholeParameters = [
    "binomial": 1, "hypergeometric": 3, "fisherNoncentral": 3, "rankSum": 2, "tiedRankSum": 1, "signedRank": 1,
    "kolmogorov": 1, "twoSampleKolmogorov": 2, "studentizedRange": 1,
  ]
  private static let tiesFirst: Set = ["tiedRankSum", "tiedSignedRank"]
  private static let hasTies = tiesFirst.union(["twoSampleKolmogorov"])

  static func continuous(_ name: String, _ p: [Double]) throws -> any ContinuousDistribution {
    switch name {
    case "normal": Normal.standard
    case "studentT": try StudentT(degreesOfFreedom: p[0])
    case "noncentralT": try NoncentralT(degreesOfFreedom: p[0], noncentrality: p[1])
    case "f": try FDistribution(numerator: p[0], denominator: p[1])
    case "noncentralF": try NoncentralF(numerator: p[0], denominator: p[1], noncentrality: p[2])
    case "chiSquared": try ChiSquared(degreesOfFreedom: p[0])
    case "noncentralChiSquared": try NoncentralChiSquared(degreesOfFreedom: p[0], noncentrality: p[1])
    case "beta": try Beta(alpha: p[0], beta: p[1])
    case "studentizedRange": try StudentizedRange(groups: Int(p[0]), degreesOfFreedom: p[1])
    case "kolmogorov": try KolmogorovDistribution(count: Int(p[0]))
    case "kolmogorovLimit": KolmogorovLimit()
    case "gamma": try Gamma(shape: p[0], rate: p[1])
    default: throw StatisticsError.outOfDomain("there is no grid called \(name)")
    }
  }

  static func discrete(_ name: String, _ p: [Double], _ ties: [Int]) throws -> any DiscreteDistribution {
    switch name {
    case "binomial": try Binomial(trials: Int(p[0]), probability: p[1])
    case "negativeBinomial": try NegativeBinomial(size: p[0], probability: p[1])
    case "poisson": try Poisson(mean: p[0])
    case "rankSum": try RankSumDistribution(first: Int(p[0]), second: Int(p[1]))
    case "tiedRankSum": try TiedRankSumDistribution(tieCounts: ties, first: Int(p[0]))
    case "signedRank": try SignedRankDistribution(count: Int(p[0]))
    case "tiedSignedRank": try TiedSignedRankDistribution(tieCounts: ties)
    case "twoSampleKolmogorov":
      try TwoSampleKolmogorovDistribution(
        first: Int(p[0]), second: Int(p[1]), tieCounts: ties.isEmpty ? nil : ties)
    case "hypergeometric":
      try Hypergeometric(successes: Int(p[0]), failures: Int(p[1]), draws: Int(p[2]))
    case "fisherNoncentral":
      try FisherNoncentralHypergeometric(
        successes: Int(p[0]), failures: Int(p[1]), draws: Int(p[2]), oddsRatio: p[3])
    default: throw StatisticsError.outOfDomain("there is no grid called \(name)")
    }
  }
}
