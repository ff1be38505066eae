/// What a treatment does to those who take it because it was assigned to them.
public struct ComplierEffect: Sendable, Equatable {
  /// The complier average causal effect.
  public let effect: TTest
  /// The effect of being assigned, whatever was taken (intention to treat).
  public let intentionToTreat: TTest
  /// By how much assignment raises the share that takes the treatment: the share of compliers.
  public let uptake: Double
  /// F of assignment on taking the treatment; `isWeak` below 10.
  public let firstStage: TwoStageLeastSquares.FirstStage
}

/// Complier average causal effect (CACE) by two-stage least squares, with assignment as the instrument.
///
/// Without covariates it is the difference of the outcome between the assigned arms over the difference of the uptake. It assumes that
/// assignment is random and works only through the treatment, and that nobody would do the opposite of any assignment.
/// - Parameters:
///   - outcome: n values.
///   - assigned: 1 for people offered the treatment, else 0.
///   - received: 1 for people who took it, else 0; a dose may lie between.
///   - covariates: measured before assignment, with their intercept; nil for the intercept alone.
///   - errors: clustered when clusters were assigned.
/// - Throws: as `twoStageLeastSquares`; `outOfDomain` for an assignment that is neither 0 nor 1, and when uptake
///   does not differ at all or everybody took what was assigned.
/// - Note: Angrist, Imbens and Rubin (1996), doi:10.2307/2291629. Reference values: `Fixtures/trials/ivreg.json`.
public func complierEffect(
  _ outcome: [Double], assigned: [Double], received: [Double], covariates: Design? = nil,
  errors: TwoStageLeastSquares.Errors = .robustSmallSample, confidence: Double = 0.95
) throws(StatisticsError) -> ComplierEffect {
  try checkFinite(assigned, "an assignment")
  for arm in assigned where arm != 0 && arm != 1 { throw .outOfDomain("assignment is 0 or 1, not \(arm)") }
  guard received != assigned else {
    throw .outOfDomain("everybody took what was assigned, so the effect on compliers is the effect of assignment")
  }
  let before: Design
  if let covariates {
    before = covariates
  } else {
    before = try Design(Matrix(columns: [[Double](repeating: 1, count: outcome.count)]), names: ["(Intercept)"])
  }
  let offer = try Design(Matrix(columns: [assigned]), names: ["assigned"])
  let taking = try Design(Matrix(columns: [received]), names: ["received"])
  let place = before.names.count
  let model = try twoStageLeastSquares(
    outcome, exogenous: before, endogenous: taking, instruments: offer, errors: errors)
  guard let stage = model.firstStages.first, let uptake = stage.coefficients.first else {
    throw .outOfDomain("uptake does not differ between the arms")
  }
  let offered = Matrix(joining: before.matrix, offer.matrix)
  let plain = try Projection(QRDecomposition(offered), offered, outcome)
  let error = max(0, try plain.covariance(errors)[place, place]).squareRoot()
  let freedom = try errors.degreesOfFreedom(rows: outcome.count, coefficients: offered.columnCount)
  return ComplierEffect(
    effect: try model.test(place, confidence: confidence),
    intentionToTreat: try TTest(
      difference: plain.coefficients[place], standardError: error, degreesOfFreedom: Double(freedom),
      confidence: confidence),
    uptake: uptake, firstStage: stage)
}
