import Foundation
import Statistics
import Testing

@testable import Disclosure

@Suite struct ContrastTests {
  /// `Fixtures/make-contrast.R`, R 4.2.2, jsonlite 1.8.4: each case is difference, lower, upper.
  private struct Case: Decodable {
    let values: [[Double]]
    let rest, restExact, pair, pairExact: [Double]
  }

  private static func cases() throws -> [Case] {
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/contrast.json")
    return try JSONDecoder().decode([Case].self, from: Data(contentsOf: url))
  }

  private func printed(_ values: [Double]) throws -> PrintedMean {
    let moments = Moments(values)
    let deviation = try #require(moments.standardDeviation)
    return PrintedMean(
      base: values.count, mean: Figure(moments.mean, unit: 0.1), standardDeviation: Figure(deviation, unit: 0.1))
  }

  @Test("A difference of printed means is R's, and its interval holds that of the values themselves")
  func reference() throws {
    for item in try Self.cases() {
      let groups = try item.values.map(printed)
      let rest = try #require(PrintedMean(together: Array(groups.dropFirst())))
      for (contrast, rule, exact) in [
        (Contrast(groups[0], rest), item.rest, item.restExact),
        (Contrast(groups[0], groups[1]), item.pair, item.pairExact),
      ] {
        let contrast = try #require(contrast)
        #expect(abs(contrast.difference.value - rule[0]) <= 0.05 + 1e-9)
        let (lower, upper) = (contrast.interval.lower.value, contrast.interval.upper.value)
        // Rounded outwards: at most a unit wider than the rule, never narrower.
        #expect(lower <= rule[1] + 1e-9 && lower > rule[1] - 0.1 - 1e-9)
        #expect(upper >= rule[2] - 1e-9 && upper < rule[2] + 0.1 + 1e-9)
        #expect(lower <= exact[1] && upper >= exact[2])
      }
    }
  }

  @Test("Each group is set beside all others, and a change is told only of the same scale and the same group")
  func released() throws {
    let codes = Sample.codes([20, 15, 18])
    let population = Population(
      people: 53, characteristics: [Sample.characteristic("team", ["A", "B", "C"], codes)])
    func comparison(_ start: Int, wave: String, id: String = "workload") throws -> GroupComparison {
      var gate = try Sample.gate(population, source: Source(wave: wave, inputHash: wave))
      let partition = try #require(gate.partition(by: "team").partition)
      let groups = [20, 15, 18].enumerated().map { Sample.scores($1, from: start + 3 * $0) }
      return try #require(
        gate.release(Guarded(try Sample.comparison(partition, groups, id: id))).value)
    }
    let (first, second) = (try comparison(0, wave: "first"), try comparison(2, wave: "second"))
    #expect(second.againstTheRest.count == 3 && second.againstTheRest.allSatisfy { $0 != nil })
    let changes = second.changes(since: first)
    for (index, change) in changes.enumerated() {
      let wanted = second.groups[index].mean.value - first.groups[index].mean.value
      let found = try #require(change).difference.value
      #expect(abs(found - wanted) < 1e-9)
    }
    #expect(second.changes(since: try comparison(0, wave: "third", id: "other")).allSatisfy { $0 == nil })
  }

  @Test("Figures without any spread give no interval")
  func flat() {
    let flat = PrintedMean(base: 10, mean: Figure(3, unit: 0.1), standardDeviation: Figure(0, unit: 0.1))
    // The rounding of the deviation leaves room for some.
    #expect(Contrast(flat, flat) != nil)
    let none = PrintedMean(base: 10, mean: Figure(3, unit: 0), standardDeviation: Figure(0, unit: 0))
    #expect(Contrast(none, none) == nil)
  }
}
