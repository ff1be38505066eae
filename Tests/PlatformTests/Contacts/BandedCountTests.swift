import Testing

@testable import Platform

@Suite struct BandedCountTests {
  /// The counts that a reader has to think possible.
  static func possible(_ said: BandedCount, of people: Int) -> ClosedRange<Int>? {
    switch said {
    case .fewer(let bound): 0...(bound - 1)
    case .between(let lower, let upper): lower...upper
    case .more(let bound): (bound + 1)...people
    case .notSaid: nil
    }
  }

  @Test("Whatever is said is true and leaves at least as many counts open as the threshold", arguments: [5, 10, 12])
  func open(_ threshold: Int) {
    for people in 0...120 {
      for count in 0...people {
        let said = BandedCount(count, of: people, threshold: threshold)
        guard let range = Self.possible(said, of: people) else {
          #expect(people < 3 * threshold - 1, "\(people)")
          continue
        }
        #expect(range.contains(count) && range.count >= threshold, "\(count) of \(people): \(said)")
        // The same words for every count that they leave open.
        #expect(range.allSatisfy { BandedCount($0, of: people, threshold: threshold) == said })
      }
    }
  }

  @Test("The words name the ends")
  func words() {
    #expect(BandedCount(3, of: 60, threshold: 10).words == "fewer than 10")
    #expect(BandedCount(25, of: 60, threshold: 10).words == "20 to 29")
    #expect(BandedCount(60, of: 60, threshold: 10).words == "more than 50")
    #expect(BandedCount(12, of: 20, threshold: 10) == .notSaid)
  }
}
