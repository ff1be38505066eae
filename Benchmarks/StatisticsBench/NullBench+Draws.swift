import Foundation
import Statistics

/// What data sets are drawn from.
extension NullBench {
  static func noise(_ n: Int, _ chance: inout SeededGenerator) -> [Double] {
    (0..<n).map { _ in chance.normal() }
  }

  /// Exponential times, a third of them censored after a time of their own.
  static func waiting(_ n: Int, _ chance: inout SeededGenerator) throws -> SurvivalTimes {
    let pairs = (0..<n).map { _ in (event: -log(1 - chance.unit()), censored: -2 * log(1 - chance.unit())) }
    return try SurvivalTimes(
      exit: pairs.map { min($0.event, $0.censored) }, event: pairs.map { $0.event <= $0.censored })
  }
}
