import Statistics

/// A test of ranks as an analyst's command prints it, with the shift that goes with it.
package struct RankTest: Sendable, Encodable {
  package let name: String
  package let first: String
  package let second: String
  /// U or V.
  package let symbol: String
  package let statistic: Double
  package let p: Double
  /// Whether every arrangement was counted; otherwise p is normal, corrected for ties and continuity.
  package let isExact: Bool
  /// Hodges and Lehmann's: how far the first lies above the second, in the unit of the values.
  package let shift: Double
  package let lower: Double
  package let upper: Double
  /// Of two groups: the chance that somebody of the first exceeds somebody of the second, ties as halves.
  package let superiority: Double?

  init(_ first: String, _ second: String, _ test: WilcoxonRankSum) {
    self.init(
      "Wilcoxon–Mann–Whitney", first, second, "U", test.statistic, test.pValue, test.isExact, test.shift,
      superiority: test.superiority)
  }

  init(_ first: String, _ second: String, _ test: WilcoxonSignedRank) {
    self.init(
      "Wilcoxon signed rank", first, second, "V", test.statistic, test.pValue, test.isExact, test.location,
      superiority: nil)
  }

  private init(
    _ name: String, _ first: String, _ second: String, _ symbol: String, _ statistic: Double, _ p: Double,
    _ isExact: Bool, _ shift: Interval, superiority: Double?
  ) {
    self.name = name
    self.first = first
    self.second = second
    self.symbol = symbol
    self.statistic = statistic
    self.p = p
    self.isExact = isExact
    self.shift = shift.estimate
    lower = shift.lower
    upper = shift.upper
    self.superiority = superiority
  }
}
