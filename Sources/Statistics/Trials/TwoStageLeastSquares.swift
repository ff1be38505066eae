/// A linear model whose endogenous predictors are replaced by what the instruments predict of them.
public struct TwoStageLeastSquares: Sendable, Equatable {
  /// What the standard errors allow for.
  public enum Errors: Sendable, Equatable {
    /// Equal variances: s²(X̂ᵀX̂)⁻¹.
    case classical
    /// Unequal variances (HC0).
    case robust
    /// Unequal variances, times n/(n − k) (HC1).
    case robustSmallSample
    /// Rows that go together, by the label of each row's cluster: times G/(G − 1)·(n − 1)/(n − k), t on G − 1 degrees of freedom.
    case clustered([Int])
  }

  public let names: [String]
  /// Exogenous predictors first, then the endogenous ones.
  public let coefficients: [Double]
  public let covariance: Matrix
  /// Of the t distribution: n − k, or clusters less one.
  public let degreesOfFreedom: Int
  /// s² = Σe²/(n − k) with the actual predictors.
  public let residualVariance: Double
  /// How well the instruments predict each endogenous predictor.
  public let firstStages: [FirstStage]

  /// Whether the instruments add to the prediction of one endogenous predictor, by the kind of error that the model has.
  public struct FirstStage: Sendable, Equatable {
    public let name: String
    /// What each instrument adds to the prediction, in the order of the instruments.
    public let coefficients: [Double]
    /// F of the instruments beside the exogenous predictors; its second degrees of freedom are n − k, or clusters less one.
    public let statistic: Double
    public let degreesOfFreedomInstruments, degreesOfFreedomResidual: Int
    public let pValue: Double
    /// F below 10: estimates lean towards plain least squares and intervals cover too little (Staiger and Stock).
    public var isWeak: Bool { statistic < 10 }
  }

  public var standardErrors: [Double] { covariance.diagonal.map { max(0, $0).squareRoot() } }

  /// One coefficient tested against 0, with its interval.
  /// - Throws: `outOfDomain` for the place or the confidence; `zeroVariance`.
  public func test(_ place: Int, confidence: Double = 0.95) throws(StatisticsError) -> TTest {
    guard coefficients.indices.contains(place) else { throw .outOfDomain("there is no coefficient \(place)") }
    return try TTest(
      difference: coefficients[place], standardError: standardErrors[place],
      degreesOfFreedom: Double(degreesOfFreedom), confidence: confidence)
  }
}

/// Two-stage least squares.
///
/// b = (X̂ᵀX̂)⁻¹X̂ᵀy with X̂ the projection of all predictors on the exogenous ones and the instruments; residuals are those of the actual
/// predictors.
/// - Parameters:
///   - outcome: n values.
///   - exogenous: predictors that are their own instruments, the intercept among them.
///   - endogenous: predictors that may go with the error; at least one, without intercept.
///   - instruments: at least as many as endogenous predictors, without intercept.
/// - Throws: `unequalLengths`, `notFinite`; `tooFewValues` unless n exceeds the number of exogenous predictors and instruments;
///   `tooFewGroups` below two clusters; `rankDeficient` if the instruments cannot tell the predictors apart; `zeroVariance` when a first stage
///   or the model fits perfectly; `notPositiveDefinite` when clusters are too few for the first stage.
/// - Note: Theil (1953); Wooldridge (2010), Econometric Analysis, §5.2; Staiger and Stock (1997), doi:10.2307/2171753. Reference values:
///   `Fixtures/trials/ivreg.json` (R's `AER` and `sandwich`).
public func twoStageLeastSquares(
  _ outcome: [Double], exogenous: Design, endogenous: Design, instruments: Design,
  errors: TwoStageLeastSquares.Errors = .classical
) throws(StatisticsError) -> TwoStageLeastSquares {
  let n = outcome.count
  try checkFinite(outcome, "an outcome")
  for design in [exogenous, endogenous, instruments] where design.matrix.rowCount != n {
    throw .unequalLengths(n, design.matrix.rowCount)
  }
  let kept = exogenous.matrix.columnCount
  let actual = Matrix(joining: exogenous.matrix, endogenous.matrix)
  let available = Matrix(joining: exogenous.matrix, instruments.matrix)
  guard n > max(available.columnCount, actual.columnCount) else { throw .tooFewValues(n) }
  let names = exogenous.names + endogenous.names
  let freedom = try errors.degreesOfFreedom(rows: n, coefficients: actual.columnCount)
  let first = QRDecomposition(available)
  let firstDependent = first.dependent
  guard firstDependent.isEmpty else {
    throw .rankDeficient(columns: firstDependent.map { (exogenous.names + instruments.names)[$0] })
  }
  var projected = actual
  var stages: [TwoStageLeastSquares.FirstStage] = []
  for column in kept..<actual.columnCount {
    let fit = try Projection(first, available, actual.column(column))
    for (row, value) in fit.fitted.enumerated() { projected[row, column] = value }
    stages.append(try fit.instrumentTest(names[column], from: kept, errors))
  }
  let second = QRDecomposition(projected)
  guard second.rank == actual.columnCount else {
    throw .rankDeficient(columns: second.dependent.map { names[$0] })
  }
  let fit = try Projection(second, projected, outcome, predictors: actual)
  return TwoStageLeastSquares(
    names: names, coefficients: fit.coefficients, covariance: try fit.covariance(errors),
    degreesOfFreedom: freedom, residualVariance: fit.residualVariance, firstStages: stages)
}

extension TwoStageLeastSquares.Errors {
  /// Of the t distribution for a coefficient.
  func degreesOfFreedom(rows: Int, coefficients: Int) throws(StatisticsError) -> Int {
    guard case .clustered(let labels) = self else { return rows - coefficients }
    guard labels.count == rows else { throw .unequalLengths(rows, labels.count) }
    let clusters = Set(labels).count
    guard clusters >= 2 else { throw .tooFewGroups(clusters) }
    return clusters - 1
  }
}

extension Matrix {
  /// The columns of one table after those of another, of as many rows.
  init(joining first: Matrix, _ second: Matrix) {
    self.init(rows: first.rowCount, columns: first.columnCount + second.columnCount)
    elements = first.elements + second.elements
  }
}
