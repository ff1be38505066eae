import Foundation
import TestSupport
import Testing

@testable import Platform

/// Anonymity, measured: `HEARTH_LINKAGE_WAVES=1000` for the long run.
@Suite(.serialized) struct LinkageTests {
  private static let waves = ProcessInfo.processInfo.environment["HEARTH_LINKAGE_WAVES"].flatMap { Int($0) } ?? 15
  private static let sizes = [10...19, 20...39, 40...60]

  @Test(
    "Nobody is linked to their answers better than by chance, by link or on paper", arguments: Driver.available,
    [SimulatedWave.Writing.hearth, .slips])
  func hearth(_ driver: Driver, _ writing: SimulatedWave.Writing) async throws {
    for (index, size) in Self.sizes.enumerated() {
      let found = try await attack(driver, waves: (Self.waves + 2 - index) / 3, size: size, writing: writing)
      // The bound is on the long run's mean; the best of many guesses in a short one is allowed four standard errors.
      let scatter = 4 * (found.bound * (1 - found.bound) / Double(found.people)).squareRoot()
      #expect(found.best <= found.bound + scatter, "\(found.way)")
    }
  }

  @Test("The same attack names people where both are written in order", arguments: Driver.available)
  func inOrder(_ driver: Driver) async throws {
    for size in Self.sizes {
      let found = try await attack(driver, waves: 1, size: size, writing: .inOrder)
      #expect(found.best > 0.9)
    }
  }

  private struct Found {
    var best = 0.0
    var way = "no record was seen"
    var bound = 0.0
    var people = 0
  }

  /// The most successful of all ways of looking over several waves: the attacker chooses one and keeps to it.
  private func attack(
    _ driver: Driver, waves: Int, size: ClosedRange<Int>, writing: SimulatedWave.Writing
  ) async throws -> Found {
    var generator = SystemRandomNumberGenerator()
    var hits: [String: Int] = [:]
    var found = Found()
    var chance = 0.0
    for _ in 0..<waves {
      let people = Int.random(in: size, using: &generator)
      let wave = try await SimulatedWave.run(driver, people: people, writing: writing, using: &generator)
      for (way, count) in LinkageAttack(wave: wave).hits() { hits[way, default: 0] += count }
      found.people += people
      chance += 1
    }
    chance /= Double(found.people)
    found.bound = chance + 0.05
    if let best = hits.max(by: { $0.value < $1.value }) {
      found.best = Double(best.value) / Double(found.people)
      found.way = best.key
    }
    print(
      """
      linkage, \(driver.rawValue), written \(writing), k = \(size.lowerBound)–\(size.upperBound), \(waves) waves: \
      \(rounded(found.best)) of people linked (\(found.way)); 1/k = \(rounded(chance)), bound \(rounded(found.bound))
      """)
    return found
  }

  private func rounded(_ share: Double) -> String { String(format: "%.3f", share) }
}
