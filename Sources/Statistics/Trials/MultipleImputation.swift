/// A column that may have gaps, and how they are filled.
public struct IncompleteColumn: Sendable, Equatable {
  public enum Method: Sendable, Equatable {
    /// The value of a person whose predicted value is near (predictive mean matching): drawn from the `donors` nearest.
    case predictiveMeanMatching(donors: Int = 5)
    /// A draw from the normal linear model.
    case normal
    /// A draw from the polytomous logistic model; of two levels the logistic one. Values are the levels' numbers 0, 1, ….
    case categorical(levels: Int)
    /// A draw from the proportional-odds model, for levels with an order. Values are the levels' numbers 0, 1, ….
    case ordinal(levels: Int)
    /// The sum of other columns, by 0-based index, as they are filled in; known only where all of these are. Other columns are predicted from a
    /// total only where they name it, and its own parts never are.
    case total(of: [Int])
  }

  /// One a row; nil is a gap.
  public let values: [Double?]
  public let method: Method
  /// The columns, by 0-based index, from which this one's gaps are filled; nil takes all others but totals.
  public let predictors: [Int]?

  public init(_ values: [Double?], method: Method = .predictiveMeanMatching(), predictors: [Int]? = nil) {
    self.values = values
    self.method = method
    self.predictors = predictors
  }
}

/// Data sets whose gaps are filled in several ways that the data allow.
public struct MultipleImputation: Sendable, Equatable {
  /// By imputation, then column, then row.
  public let completed: [[[Double]]]
  /// The mean of what was filled in, by imputation, then iteration, then column (0 for one without gaps): the chains should mix and not drift.
  public let chainMeans: [[[Double]]]
}

/// Multiple imputation by chained equations.
///
/// Gaps begin as draws from the column's own values. Then each column with gaps is, in turn and as often as there are iterations, regressed
/// on its predictors where it is known; parameters are drawn from their posterior distribution and the gaps from the model with them. Each
/// imputation is a chain of its own, with a stream of random numbers of its own.
/// - Parameters:
///   - columns: k columns of n rows; levels of a categorical predictor enter as indicators.
///   - imputations: m, from 1 to 1,000.
///   - iterations: from 1 to 1,000; 5 to 20 are usual.
/// - Throws: `tooFewValues` for no columns, fewer than two known values in a column with gaps, or no more of them than the coefficients that
///   predict a number; `unequalLengths`; `notFinite`; `outOfDomain`
///   for counts, levels, predictors or a total that is not the sum of its parts; `noConvergence`.
/// - Note: van Buuren and Groothuis-Oudshoorn (2011), doi:10.18637/jss.v045.i03; Rubin (1987), doi:10.1002/9780470316696.
public func multipleImputation(
  _ columns: [IncompleteColumn], imputations: Int = 20, iterations: Int = 10, seed: UInt64
) throws(StatisticsError) -> MultipleImputation {
  let work = try ChainedEquations(columns)
  guard (1...1_000).contains(imputations), (1...1_000).contains(iterations) else {
    throw .outOfDomain("imputations and iterations lie between 1 and 1,000, not \(imputations) and \(iterations)")
  }
  var completed: [[[Double]]] = []
  var means: [[[Double]]] = []
  for imputation in 0..<imputations {
    var chance = SeededGenerator(seed: seed, stream: UInt64(imputation))
    var data = work.start(&chance)
    var trace: [[Double]] = []
    for _ in 0..<iterations { trace.append(try work.visitAll(&data, &chance)) }
    completed.append(data)
    means.append(trace)
  }
  return MultipleImputation(completed: completed, chainMeans: means)
}
