import Statistics
import Testing

@Suite("Seeded numbers") struct SeededGeneratorTests {
  @Test("A seed gives the same numbers, and another stream gives others")
  func repeats() {
    var first = SeededGenerator(seed: 7)
    var again = SeededGenerator(seed: 7)
    var other = SeededGenerator(seed: 7, stream: 1)
    let drawn = (0..<100).map { _ in first.next() }
    #expect(drawn == (0..<100).map { _ in again.next() })
    #expect(drawn != (0..<100).map { _ in other.next() })
    #expect(Set(drawn).count == 100)
  }

  @Test("Normal numbers have the tails of the normal distribution")
  func normal() throws {
    var chance = SeededGenerator(seed: 11)
    let drawn = (0..<100_000).map { _ in chance.normal() }
    let moments = Moments(drawn)
    let variance = try #require(moments.variance)
    #expect(abs(moments.mean) < 0.015 && abs(variance - 1) < 0.02)
    for (bound, share) in [(1.0, 0.158655), (2.0, 0.0227501), (3.0, 0.0013499)] {
      let found = Double(drawn.count { $0 > bound }) / 100_000
      #expect(abs(found - share) < 5 * (share / 100_000).squareRoot())
    }
  }

  @Test("Whole numbers below a bound are equally likely")
  func below() {
    var chance = SeededGenerator(seed: 3)
    var counts = [0, 0, 0]
    for _ in 0..<30_000 { counts[chance.below(3)] += 1 }
    #expect(counts.allSatisfy { abs($0 - 10_000) < 400 })
  }
}
