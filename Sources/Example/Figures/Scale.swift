/// One published figure: a sector's mean and standard deviation on a scale, as printed (one decimal).
package struct Figure: Sendable {
  /// Printed mean; `nil` where none was printed.
  package let mean: Double?
  /// Printed sample standard deviation; `nil` for a group of one and where none was printed.
  package let deviation: Double?

  init(_ mean: Double? = nil, _ deviation: Double? = nil) {
    self.mean = mean
    self.deviation = deviation
  }
}

/// One scale of the study: which numbered columns carry it, how they are keyed, and what was published about it.
package struct Scale: Sendable {
  package enum Instrument: Sendable {
    case worklife
    case burnout

    package var prefix: String { self == .worklife ? "aws" : "mbi" }
    package var itemCount: Int { self == .worklife ? 28 : 22 }
    package var codes: ClosedRange<Int> { self == .worklife ? 1...5 : 0...6 }
  }

  package let name: String
  package let instrument: Instrument
  /// Item numbers within the instrument, from 1.
  package let items: [Int]
  /// Items whose raw answer runs against the scale: the file holds lowest + highest − keyed answer.
  package let reversed: Set<Int>
  /// Whether a heavier load moves the scale up (+1) or down (−1).
  package let strain: Double
  /// In the order of `Sector.allCases`.
  package let figures: [Figure]
  /// The printed F of the one-way comparison over the five sectors.
  package let statistic: Double

  package func figure(_ sector: Sector) -> Figure { figures[sector.rawValue] }

  /// Where the scale's items stand among the 50 item columns (28 worklife items, then 22 burnout items).
  package var slots: [Int] {
    let offset = instrument == .worklife ? -1 : Instrument.worklife.itemCount - 1
    return items.map { $0 + offset }
  }

  package static let itemColumns = Instrument.worklife.itemCount + Instrument.burnout.itemCount
}

extension Scale {
  /// The nine published scales, columns in the catalogue's draft (AWS) and verified (MBI) keys.
  package static let published: [Scale] = [
    worklife(
      "Workload", 1...5, reversed: [1, 2, 3], statistic: 4.3,
      [Figure(3.5, 0.8), Figure(2.8), Figure(2.6), Figure(3.7, 0.1), Figure(2.4, 0.8)]),
    worklife(
      "Control", 6...9, statistic: 5.0,
      [Figure(3.9, 0.6), Figure(3.8), Figure(3.3), Figure(4.0, 0.7), Figure(2.9, 0.8)]),
    worklife(
      "Reward", 10...13, reversed: [12, 13], statistic: 5.3,
      [Figure(4.0, 0.7), Figure(4.8), Figure(3.2), Figure(3.9, 0.5), Figure(2.7, 1.0)]),
    worklife(
      "Community", 14...18, reversed: [18], statistic: 3.8,
      [Figure(4.1, 0.8), Figure(), Figure(), Figure(4.0, 0.3), Figure(3.1, 0.8)]),
    worklife(
      "Fairness", 19...24, reversed: [23, 24], statistic: 3.4,
      [Figure(3.6, 0.7), Figure(3.3), Figure(2.0), Figure(3.7, 0.0), Figure(2.9, 0.6)]),
    worklife(
      "Values", 25...28, statistic: 2.5,
      [Figure(3.9, 0.6), Figure(3.3), Figure(4.0), Figure(3.6, 0.5), Figure(3.1)]),
    burnout(
      "Emotional exhaustion", [1, 2, 3, 6, 8, 13, 14, 16, 20], strain: 1, statistic: 11.2,
      [Figure(1.4, 1.1), Figure(2.1), Figure(2.8), Figure(2.0, 1.3), Figure(4.1, 1.3)]),
    burnout(
      "Depersonalisation", [5, 10, 11, 15, 22], strain: 1, statistic: 4.2,
      [Figure(0.6, 0.6), Figure(1.0), Figure(0.6), Figure(0.9, 1.0), Figure(1.7, 1.1)]),
    burnout(
      "Personal accomplishment", [4, 7, 9, 12, 17, 18, 19, 21], strain: -1, statistic: 1.2,
      [Figure(5.0, 0.9), Figure(4.8), Figure(5.0), Figure(4.9, 0.6), Figure(4.3, 0.8)]),
  ]

  private static func worklife(
    _ name: String, _ items: ClosedRange<Int>, reversed: Set<Int> = [], statistic: Double, _ figures: [Figure]
  ) -> Scale {
    Scale(
      name: name, instrument: .worklife, items: Array(items), reversed: reversed, strain: -1, figures: figures,
      statistic: statistic)
  }

  private static func burnout(
    _ name: String, _ items: [Int], strain: Double, statistic: Double, _ figures: [Figure]
  ) -> Scale {
    Scale(
      name: name, instrument: .burnout, items: items, reversed: [], strain: strain, figures: figures,
      statistic: statistic)
  }
}
