import Instruments
import Problems
import Testing

@testable import Platform

@Suite struct OwnScaleTests {
  @Test(
    "An instrument's scales are given as the catalogue has them, and bands only where they are verified for one person")
  func instruments() throws {
    for (id, count, bands) in [("proqol5", 3, 3), ("swemwbs", 1, 0), ("cbi", 3, 0)] {
      let instrument = try Catalogue.instrument(id)
      let pack = (1...instrument.itemCount).map { "\($0). Invented words number \($0).\n" }.joined()
      let scales = OwnScale.all(
        try InstrumentUseTests.read("{id: x, ask: How?, instrument: \(id), wording: w.txt}", ["w.txt": pack]))
      #expect(scales.count == count && scales.allSatisfy { $0.bands.count == bands }, "\(id)")
      for (scale, known) in zip(scales, instrument.scales) {
        #expect(scale.columns == known.items.map { "x_\($0)" } && scale.minimum == known.minimumAnswered)
        #expect(scale.lowest == known.range.lowest && scale.highest == known.range.highest)
        #expect(scale.turned.filter { $0 != nil }.count == known.reversed.count)
      }
    }
  }

  /// What the page's script does with the facts, for complete answers.
  @Test(
    "The facts give the catalogue's own scores", arguments: ["proqol5", "swemwbs", "cbi", "hse_msit", "nss_burnout"])
  func scores(_ id: String) throws {
    let instrument = try Catalogue.instrument(id)
    let pack = (1...instrument.itemCount).map { "\($0). Invented words number \($0).\n" }.joined()
    let scales = OwnScale.all(
      try InstrumentUseTests.read(
        "{id: x, ask: How?, instrument: \(id), wording: w.txt, acceptUnverified: true}", ["w.txt": pack]))
    for round in 0..<20 {
      let codes = (1...instrument.itemCount).map { item -> Int in
        let set = instrument.responses(to: item)?.codes ?? [0]
        return set[(round * 7 + item * 3) % set.count]
      }
      for (scale, known) in zip(scales, instrument.scales) {
        let values = zip(scale.columns, scale.turned).map { column, turned -> Double in
          let code = codes[(Int(column.dropFirst(2)) ?? 1) - 1]
          let value = turned.map { $0 - code } ?? code
          return scale.points[String(value)] ?? Double(value)
        }
        let sum = values.reduce(0, +)
        let score =
          scale.lookup.isEmpty
          ? scale.isMean ? sum / Double(values.count) : sum : try #require(scale.lookup[String(Int(sum))])
        let expected = try #require(
          try instrument.scorable(acceptingUnverified: [id]).score(codes, on: known))
        #expect(abs(score - expected) < 1e-9, "\(known.id)")
      }
    }
  }
}
