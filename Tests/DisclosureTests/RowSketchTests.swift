import Testing

@testable import Disclosure

@Suite("The same rows in another file")
struct RowSketchTests {
  static func digests(_ count: Int, seed: UInt64 = 1) -> [UInt64] {
    var numbers = Seeded(state: seed)
    return (0..<count).map { _ in numbers.next() }
  }

  @Test(
    "A few rows more, fewer or changed are noticed, in any order; other rows are other answers",
    arguments: [60, 40_000])
  func few(count: Int) {
    let first = Self.digests(count)
    let sketch = RowSketch(first)
    let others = Self.digests(count, seed: 2)
    let variants: [[UInt64]] = [
      first.reversed(), first + others.prefix(1), Array(first.dropFirst(3)),
      Array(others.prefix(5)) + first.dropFirst(5),
    ]
    for rows in variants {
      #expect(RowSketch(rows).repeats(sketch, threshold: 10))
    }
    #expect(!RowSketch(others).repeats(sketch, threshold: 10))
    // Half of the larger file is most of the answers, a third is not.
    #expect(RowSketch(first + others.prefix(count * 4 / 5)).repeats(sketch, threshold: 10))
    #expect(!RowSketch(first + others + Self.digests(count, seed: 3)).repeats(sketch, threshold: 10))
  }

  @Test("Files of few different rows are other answers unless they differ by less than the threshold")
  func coarse() {
    let first = (0..<200).map { UInt64($0 % 12) << 59 }
    let second = (0..<200).map { UInt64(($0 * $0 + 3) % 12) << 59 }
    #expect(!RowSketch(second).repeats(RowSketch(first), threshold: 10))
    #expect(RowSketch(Array(first.dropLast(2))).repeats(RowSketch(first), threshold: 10))
    // Few people, of whom some answered alike.
    #expect(!RowSketch(Self.digests(12)).repeats(RowSketch(Self.digests(3) + Self.digests(9, seed: 2)), threshold: 10))
  }

  @Test("The gate refuses a wave that is another one again, in words that do not lead round it")
  func gate() throws {
    func source(_ wave: String, _ hash: String, _ rows: [UInt64]) -> Source {
      Source(wave: wave, inputHash: hash, rows: RowSketch(rows))
    }
    let first = Self.digests(40)
    let ledger = try Sample.gate(Sample.golden(), source: source("a", "x", first)).ledger
    #expect(throws: DisclosureError.sameAnswers(wave: "b", as: "a")) {
      try Sample.gate(Sample.golden(), source: source("b", "x", first), ledger: ledger)
    }
    let nearly = DisclosureError.nearlySameAnswers(wave: "b", as: "a", threshold: 10)
    #expect(throws: nearly) {
      try Sample.gate(Sample.golden(), source: source("b", "y", Array(first.dropLast()) + [7]), ledger: ledger)
    }
    #expect("\(nearly)".contains("new answers alone"))
    #expect("\(DisclosureError.inputChanged(wave: "a"))".contains("new answers alone"))
    #expect(
      try Sample.gate(Sample.golden(), source: source("b", "y", Self.digests(40, seed: 5)), ledger: ledger).ledger.waves
        .count == 2)
  }
}
