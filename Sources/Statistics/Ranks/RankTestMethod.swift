/// How a rank test or a test of distances comes to its p-value.
public enum RankTestMethod: Sendable, Hashable, CaseIterable {
  /// Exact where that takes a fraction of a second, otherwise by approximation.
  case automatic
  /// Exact, also with ties, or an error that says the work is too much.
  case exact
  /// By the normal distribution, or the limit for distances.
  case approximate
}

/// Runs the exact method if it is asked for or cheap.
/// - Returns: nil if the approximation is to be used.
func exactly<Result>(
  _ method: RankTestMethod, ifAtMost work: Int, of limit: Int, _ exact: () throws(StatisticsError) -> Result
) throws(StatisticsError) -> Result? {
  switch method {
  case .approximate: nil
  case .exact: try exact()
  case .automatic: work <= limit ? try exact() : nil
  }
}
