/// Whether the rows and columns of a table of counts are independent, without approximation.
public struct FisherExact: Sendable, Equatable {
  /// The chance, given the margins, of a table no likelier than this one.
  public let pValue: Double
  /// For 2 × 2 tables.
  public let oddsRatio: ConditionalOddsRatio?
}

/// The odds ratio of a 2 × 2 table given its margins.
public struct ConditionalOddsRatio: Sendable, Equatable {
  /// The conditional maximum-likelihood estimate; 0 when the first cell is as small as the margins allow, nil (infinite)
  /// when it is as large.
  public let estimate: Double?
  /// Clopper and Pearson's interval; the upper end is nil where it is infinite.
  public let lower: Double
  public let upper: Double?
  public let confidence: Double
}

/// Fisher's exact test for an r × c table.
///
/// p = Σ P(T) over all tables T with these margins and P(T) ≤ P(observed)·(1 + 1e-7), P(T) = Πr!Πc!/(N!Πt!). Tables are
/// summed column by column over a network of remaining row totals; a part of the network whose likeliest completion
/// already counts, or whose unlikeliest no longer does, is summed or left at once.
/// - Parameters:
///   - table: r × c counts of people, r, c ≥ 2.
///   - confidence: of the odds ratio of a 2 × 2 table.
///   - workLimit: the most arcs and paths to follow; the default takes a few seconds.
/// - Throws: `tooMuchWork` beyond the limit (or above a million people), naming `chiSquaredTest`; otherwise as
///   `chiSquaredTest`.
/// - Note: Fisher (1935); Freeman & Halton (1951); network: Mehta & Patel (1983), doi:10.1080/01621459.1983.10477989.
///   Reference values: `Fixtures/counts.json` (R's `fisher.test`).
public func fisherExact(
  _ table: [[Int]], confidence: Double = 0.95, workLimit: Int = 5_000_000
) throws(StatisticsError) -> FisherExact {
  try checkConfidence(confidence)
  let margins = try Margins(table)
  guard margins.total <= 1_000_000 else { throw tooManyTables }
  if margins.rows.count == 2, margins.columns.count == 2 {
    let family = ConditionalTables(
      observed: table[0][0], row: margins.rows[0], column: margins.columns[0], total: margins.total)
    return FisherExact(pValue: family.pValue, oddsRatio: family.oddsRatio(confidence: confidence))
  }
  // States are the remaining totals of the shorter side, so that there are few of them.
  let isWide = margins.rows.count <= margins.columns.count
  var network = TableNetwork(
    states: isWide ? margins.rows : margins.columns, stages: isWide ? margins.columns : margins.rows,
    workLimit: workLimit)
  return FisherExact(pValue: try network.pValue(of: table), oddsRatio: nil)
}

let tooManyTables = StatisticsError.tooMuchWork(
  "the exact test of so large a table", instead: "the chi-squared test, or join categories")
