import Statistics
import Testing

@Suite("No series makes a control chart trap or draw what is not a number") struct ProcessControlFuzzTests {
  private static let awkward: [Double] = [
    0, -0.0, 1, 1, 2, 3, 0.1, .leastNonzeroMagnitude, 1e-300, 1e160, 1e300, 1.7e308, -1, -1.7e308, .nan, .infinity,
  ]

  @Test("Every chart", arguments: 0..<20)
  func charts(block: UInt64) {
    var answered = 0
    for seed in block * 100..<(block + 1) * 100 {
      var numbers = SeededNumbers(seed: seed)
      let pool = Self.awkward.prefix([4, 8, 11, 14, 16][numbers.whole(0...4)])
      let length = numbers.whole(0...20)
      let values = (0..<length).map { _ in pool[numbers.whole(0...pool.count - 1)] }
      let bases = (0..<(numbers.whole(0...9) == 0 ? length + 1 : length)).map { _ in
        pool[numbers.whole(0...pool.count - 1)]
      }
      let rebases = (0..<numbers.whole(0...2)).map { _ in numbers.whole(-2...22) }
      let range = [MovingRange.makingDataCount, .textbook, .exact][numbers.whole(0...2)]
      let from = numbers.whole(0...3) == 0 ? numbers.whole(-1...30) : nil
      let charts: [() throws -> ControlChart] = [
        { try xmrChart(values, rebases: rebases, limitsFrom: from, movingRange: range) },
        { try countChart(.proportion, counts: values, bases: bases, adjusted: seed % 2 == 0, rebases: rebases) },
        { try countChart(.rate, counts: values, bases: bases, adjusted: seed % 2 == 0, rebases: rebases) },
        { try gChart(values, rebases: rebases) }, { try tChart(values, rebases: rebases, movingRange: range) },
      ]
      for chart in charts {
        guard let found = try? chart() else { continue }
        answered += 1
        #expect(found.points.count == length, "seed \(seed)")
        for point in found.points {
          let numbers = [point.value, point.centre, point.sigma, point.lowerLimit ?? 0, point.upperLimit ?? 0]
          #expect(numbers.allSatisfy { $0.isFinite }, "seed \(seed)")
        }
        let assurance = try? found.assurance(target: 1, improvement: .above)
        #expect(assurance != nil)
      }
    }
    #expect(answered > 20)
  }
}
