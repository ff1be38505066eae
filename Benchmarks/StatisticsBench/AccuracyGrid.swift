import Foundation
import Statistics

/// The reference grids of the distributions, as `grids.py` and its neighbours write them.
enum AccuracyGrid {
  static let names = [
    "normal", "studentT", "studentizedRange", "noncentralT", "f", "noncentralF", "chiSquared", "noncentralChiSquared",
    "beta", "gamma",
    "binomial", "negativeBinomial", "poisson", "hypergeometric", "fisherNoncentral", "rankSum", "tiedRankSum",
    "signedRank",
    "tiedSignedRank", "kolmogorov", "kolmogorovLimit", "twoSampleKolmogorov",
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
    let reference: Double

    func tail() throws -> Double { try tail(parameters, x) }

    private func tail(_ parameters: [Double], _ x: Double) throws -> Double {
      if AccuracyGrid.discrete.contains(name) {
        let distribution = try AccuracyGrid.discrete(name, parameters, ties)
        return isLower ? distribution.cumulative(Int(x)) : distribution.survival(Int(x))
      }
      let distribution = try AccuracyGrid.continuous(name, parameters)
      return isLower ? try distribution.cumulative(x) : try distribution.survival(x)
    }

    /// Σ |∂ log tail/∂ log v| over the argument and those parameters that are not whole by nature.
    func condition() throws -> Double {
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

  private struct Range: Decodable {
    struct Case: Decodable {
      let groups: Int
      let degreesOfFreedom, q, cumulative, survival: String
    }

    let cases: [Case]
  }

  /// The studentized range has its points in a file of double quadratures beside the grids.
  private static func rangePoints(in folder: URL) throws -> [Point] {
    let file = folder.deletingLastPathComponent().appendingPathComponent("studentized-range.json")
    return try JSONDecoder().decode(Range.self, from: Data(contentsOf: file)).cases.compactMap { row in
      guard let freedom = Double(row.degreesOfFreedom), let q = Double(row.q), let lower = Double(row.cumulative),
        let upper = Double(row.survival)
      else { return nil }
      return Point(
        name: "studentizedRange", parameters: [Double(row.groups), freedom], ties: [], x: q, isLower: lower < upper,
        reference: min(lower, upper))
    }
  }

  static func points(_ name: String, in folder: URL) throws -> [Point] {
    if name == "studentizedRange" { return try rangePoints(in: folder) }
    let text = try String(contentsOf: folder.appendingPathComponent("\(name).txt"), encoding: .utf8)
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
      let words = line.split(separator: " ")
      guard words.count >= 4, let reference = Double(words[words.count - 2]) else { return nil }
      let head = words.dropLast(4)
      guard let x = Double(words[words.count - 4]) else { return nil }
      let ties = hasTies.contains(name) ? head.first { $0.contains(",") || tiesFirst.contains(name) } : nil
      return Point(
        name: name, parameters: head.filter { $0 != ties && $0 != "-" }.compactMap { Double($0) },
        ties: ties.map { $0.split(separator: ",").compactMap { Int($0) } } ?? [], x: x,
        isLower: words[words.count - 3] == "L",
        reference: reference)
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
