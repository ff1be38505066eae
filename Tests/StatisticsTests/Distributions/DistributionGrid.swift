import Foundation
import Statistics

/// A reference grid of `Fixtures/distributions/grids`: one point a line, as `grids.py`, `ranks.py` and `ranges.py` write it.
struct DistributionGrid {
  struct Point {
    let parameters: [Double]
    /// Tie counts, where the distribution has them.
    let ties: [Int]
    let x: Double
    let isLower: Bool
    /// The smaller tail; nil for the density where the script left it out.
    let tail: Double
    let density: Double?
    let text: String
  }

  let points: [Point]

  init(_ name: String) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/distributions/grids/\(name).txt")
    var points: [Point] = []
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") where !line.hasPrefix("#") {
      var words = line.split(separator: " ").map(String.init)
      let density = Double(words.removeLast())
      let tail = try number(words.removeLast())
      let isLower = words.removeLast() == "L"
      let x = try number(words.removeLast())
      var ties: [Int] = []
      if name == "kruskalWallis" {
        ties = words.removeLast().split(separator: ",").compactMap { Int($0) }
        words = words.removeFirst().split(separator: ",").map(String.init)
      } else if name.hasPrefix("tied") {
        ties = words.removeFirst().split(separator: ",").compactMap { Int($0) }
      } else if name == "twoSampleKolmogorov" {
        ties = words.removeLast().split(separator: ",").compactMap { Int($0) }
      }
      points.append(
        Point(
          parameters: try words.map(number), ties: ties, x: x, isLower: isLower, tail: tail, density: density,
          text: "\(name): \(line)"))
    }
    self.points = points
  }
}

extension DistributionGrid.Point {
  func continuous(_ name: String) throws -> any ContinuousDistribution {
    let p = parameters
    switch name {
    case "normal": return Normal.standard
    case "studentT": return try StudentT(degreesOfFreedom: p[0])
    case "noncentralT": return try NoncentralT(degreesOfFreedom: p[0], noncentrality: p[1])
    case "studentizedRange": return try StudentizedRange(groups: Int(p[0]), degreesOfFreedom: p[1])
    case "f": return try FDistribution(numerator: p[0], denominator: p[1])
    case "noncentralF": return try NoncentralF(numerator: p[0], denominator: p[1], noncentrality: p[2])
    case "chiSquared": return try ChiSquared(degreesOfFreedom: p[0])
    case "noncentralChiSquared": return try NoncentralChiSquared(degreesOfFreedom: p[0], noncentrality: p[1])
    case "beta": return try Beta(alpha: p[0], beta: p[1])
    case "gamma": return try Gamma(shape: p[0], rate: p[1])
    case "kolmogorov": return try KolmogorovDistribution(count: Int(p[0]))
    case "kolmogorovLimit": return KolmogorovLimit()
    default: throw UnknownCase(name: name)
    }
  }

  func discrete(_ name: String) throws -> any DiscreteDistribution {
    let p = parameters
    switch name {
    case "binomial": return try Binomial(trials: Int(p[0]), probability: p[1])
    case "negativeBinomial": return try NegativeBinomial(size: p[0], probability: p[1])
    case "poisson": return try Poisson(mean: p[0])
    case "hypergeometric":
      return try Hypergeometric(successes: Int(p[0]), failures: Int(p[1]), draws: Int(p[2]))
    case "fisherNoncentral":
      return try FisherNoncentralHypergeometric(
        successes: Int(p[0]), failures: Int(p[1]), draws: Int(p[2]), oddsRatio: p[3])
    case "rankSum": return try RankSumDistribution(first: Int(p[0]), second: Int(p[1]))
    case "tiedRankSum": return try TiedRankSumDistribution(tieCounts: ties, first: Int(p[0]))
    case "signedRank": return try SignedRankDistribution(count: Int(p[0]))
    case "tiedSignedRank": return try TiedSignedRankDistribution(tieCounts: ties)
    case "twoSampleKolmogorov":
      return try TwoSampleKolmogorovDistribution(
        first: Int(p[0]), second: Int(p[1]), tieCounts: ties.isEmpty ? nil : ties)
    default: throw UnknownCase(name: name)
    }
  }
}
