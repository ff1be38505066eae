/// Wilcoxon's signed-rank test of pairs of numbers as they are written.
///
/// 0.3 − 0.1 and 1.3 − 1.1 are tied here; as doubles they differ by their rounding, and ranks would be made of it.
/// - Throws: as the test of doubles.
public func wilcoxonSignedRank(
  _ first: [DecimalNumber], minus second: [DecimalNumber], confidence: Double = 0.95,
  method: RankTestMethod = .automatic
) throws(StatisticsError) -> WilcoxonSignedRank {
  guard first.count == second.count else { throw .unequalLengths(first.count, second.count) }
  try checkFinite(first.map(\.value), "a value of the first column")
  try checkFinite(second.map(\.value), "a value of the second column")
  return try wilcoxonSignedRank(
    zip(first, second).map { ($0.precise - $1.precise).value }, confidence: confidence, method: method)
}
