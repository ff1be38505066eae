import Instruments
import Testing

/// Meant for release builds; a debug build says so and measures nothing.
@Suite(.serialized) struct SpeedTests {
  @Test("Fifty items of a million rows are scored in 60 ms, and any instrument is read in 6 ms")
  func speed() throws {
    #if DEBUG
      print("skipped: speed is measured in release builds")
    #else
      let rows = 1_000_000
      var random = Seeded(state: 1)
      let codes = (0..<8).map { _ in (0..<rows).map { _ in UInt8(truncatingIfNeeded: random.next() % 5 + 1) } }
      let bits = (0..<((rows + 63) / 64)).map { _ in
        random.next() | random.next() | random.next() | random.next() | random.next()
      }
      let scorable = try Catalogue.instrument("aws28").accepted()
      for missing in [false, true] {
        var best = Duration.seconds(9)
        for _ in 0..<5 {
          let clock = ContinuousClock()
          let start = clock.now
          var items = 0
          var people = 0
          for scale in scorable.instrument.scales + scorable.instrument.scales {
            var scorer = try ScaleScorer(scale, of: scorable, rows: rows)
            for item in scale.items {
              let column = codes[item % 8]
              if missing {
                try scorer.add(item: item, codes: column.span, validity: bits.span)
              } else {
                try scorer.add(item: item, codes: column.span)
              }
              items += 1
            }
            people += scorer.finish().count
          }
          #expect(people == 12 * rows)
          best = min(best, (clock.now - start) * 50 / items)
        }
        print("50 items × 1,000,000 rows, \(missing ? "3 % missing" : "complete"): \(best)")
        #expect(best < .milliseconds(60))
      }
      for id in Catalogue.ids {
        let clock = ContinuousClock()
        let first = try clock.measure { _ = try Catalogue.instrument(id) }
        let second = try clock.measure { _ = try Catalogue.instrument(id) }
        #expect(min(first, second) < .milliseconds(6), "\(id)")
      }
    #endif
  }
}
