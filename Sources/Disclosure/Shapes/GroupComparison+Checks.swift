extension GroupComparison {
  /// How far the tests' assumptions hold, beside the Brown–Forsythe test: functions of released figures, so that they give nothing away.
  public struct Checks: Hashable, Sendable, Encodable {
    /// Largest over smallest standard deviation of the groups, to two significant digits; nil where the smallest prints as 0.
    public let spreadRatio: Figure?
    /// Pearson's second coefficient, 3·(mean − median)/SD, of each group; nil where the SD prints as 0.
    public let skewness: [Figure?]
    /// Whether classic, Welch's and rank test agree at p < .05; nil where fewer than two of them could be made.
    public let agreement: Agreement?
  }

  /// Whether tests of the same question come to the same verdict at p < .05.
  public enum Agreement: String, Hashable, Sendable, Encodable {
    /// Every one speaks against "no difference".
    case allClear
    /// None of them does.
    case noneClear
    /// Some do and some do not.
    case differ
  }

  /// The tests whose agreement counts.
  public static let compared: [Method] = [.classic, .welch, .rank]
}

extension GroupComparison.Checks {
  /// - Note: Doane & Seward (2011), doi:10.1080/10691898.2011.11889611, on Pearson's second coefficient of skewness.
  init(groups: [GroupComparison.Group], tests: [GroupComparison.Test]) {
    let spreads = groups.map(\.standardDeviation.value)
    let smallest = spreads.min() ?? 0
    let verdicts = tests.filter { GroupComparison.compared.contains($0.method) }.map(\.p.isClear)
    spreadRatio = smallest > 0 ? Figure(Figure.settled((spreads.max() ?? 0) / smallest), significantDigits: 2) : nil
    skewness = groups.map { group in
      let spread = group.standardDeviation.value
      return spread > 0
        ? Figure(Figure.settled(3 * (group.mean.value - group.box.median.value) / spread), unit: 0.1) : nil
    }
    agreement =
      verdicts.count < 2
      ? nil : verdicts.allSatisfy { $0 } ? .allClear : verdicts.contains(true) ? .differ : .noneClear
  }
}
