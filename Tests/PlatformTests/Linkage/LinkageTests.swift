import Foundation
import TestSupport
import Testing

@testable import Platform

/// Anonymity, measured: `HEARTH_LINKAGE_WAVES=1000` for the long run.
@Suite(.serialized) struct LinkageTests {
  private static let waves = ProcessInfo.processInfo.environment["HEARTH_LINKAGE_WAVES"].flatMap { Int($0) }
  private static let sizes = [10...19, 20...39, 40...60]
  /// Of the short run, for each size: enough among the fewest to tell a leak of a quarter from luck.
  private static let people = [400, 160, 160]
  /// The best of many guesses may be luck: so many standard errors are allowed above the bound.
  private static let luck = 3.0

  @Test(
    "Nobody is linked to their answers better than by chance, by link or on paper", arguments: Driver.available,
    [SimulatedWave.Writing.hearth, .slips])
  func hearth(_ driver: Driver, _ writing: SimulatedWave.Writing) async throws {
    for (index, size) in Self.sizes.enumerated() {
      let length = Self.waves.map { Length.waves(($0 + 2 - index) / 3) } ?? .people(Self.people[index])
      let found = try await attack(driver, length, size: size, writing: writing)
      #expect(found.best <= found.bound + Self.luck * found.scatter(of: found.bound), "\(found.way)")
      #expect(found.hadClues == false, "a log line or a scrape changed while people answered")
      // A run that could not tell a leak of a quarter from luck would show nothing.
      if index == 0 {
        #expect(found.bound + Self.luck * (found.scatter(of: found.bound) + found.scatter(of: 0.25)) < 0.25)
      }
    }
  }

  @Test("The same attack names people where both are written in order", arguments: Driver.available)
  func inOrder(_ driver: Driver) async throws {
    // The largest fills more than one page of a file.
    for size in Self.sizes {
      let found = try await attack(driver, .waves(1), size: size, writing: .inOrder)
      #expect(found.best > 0.9)
    }
  }

  @Test(
    "It names them too where a log tells of whom it serves, and sees a monitor that counts", arguments: Driver.available
  )
  func talkative(_ driver: Driver) async throws {
    let found = try await attack(driver, .waves(1), size: 10...19, writing: .talkative)
    #expect(found.best > 0.9)
    #expect(found.way.contains("log of the server"))
    #expect(found.hadClues)
  }

  private enum Length { case waves(Int), people(Int) }

  private struct Found {
    var best = 0.0
    var way = "no record was seen"
    var bound = 0.0
    var people = 0
    var waves = 0
    /// Something beside the stores changed while people answered.
    var hadClues = false

    func scatter(of share: Double) -> Double { (share * (1 - share) / Double(people)).squareRoot() }

    func isLong(_ length: Length) -> Bool {
      switch length {
      case .waves(let wanted): waves >= wanted
      case .people(let wanted): people >= wanted
      }
    }
  }

  /// The most successful of all ways of looking over several waves: the attacker chooses one and keeps to it.
  private func attack(
    _ driver: Driver, _ length: Length, size: ClosedRange<Int>, writing: SimulatedWave.Writing
  ) async throws -> Found {
    var generator = SystemRandomNumberGenerator()
    var hits: [String: Int] = [:]
    var found = Found()
    while !found.isLong(length) {
      let wave = try await SimulatedWave.run(driver, people: size, writing: writing, using: &generator)
      let attack = LinkageAttack(wave: wave)
      for (way, count) in attack.hits() { hits[way, default: 0] += count }
      let seesAll = attack.seesAllRecords
      #expect(seesAll, "a record was not seen")
      found.people += wave.colleagues.count
      found.waves += 1
      found.hadClues = found.hadClues || wave.evidence.hasClues
    }
    // One in k of each unit's k.
    let chance = Double(found.waves * SimulatedWave.units.count) / Double(found.people)
    found.bound = chance + 0.05
    if let best = hits.max(by: { $0.value < $1.value }) {
      found.best = Double(best.value) / Double(found.people)
      found.way = best.key
    }
    print(
      """
      linkage, \(driver.rawValue), written \(writing), k = \(size.lowerBound)–\(size.upperBound), \(found.waves) waves of two \
      keys: \(rounded(found.best)) of \(found.people) people linked (best of \(hits.count) ways; \(found.way)); \
      1/k = \(rounded(chance)), bound \(rounded(found.bound))
      """)
    return found
  }

  private func rounded(_ share: Double) -> String { String(format: "%.3f", share) }
}
