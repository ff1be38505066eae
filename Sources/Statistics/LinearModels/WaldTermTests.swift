/// One term of a model against none of its coefficients, whatever the errors are taken to be.
public struct TermWaldTest: Sendable, Equatable {
  public let term: Term
  /// On the term's degrees of freedom and those of `LinearModel.waldTest`.
  public let test: FTest
}

extension LinearModel {
  /// The terms' tests with any estimator of the coefficients' spread.
  ///
  /// Wald's F of Lb, where L takes the term's coefficients free of those that come after it in the order of `type`: βₜ − VₜᵣVᵣᵣ⁻¹βᵣ, r the coefficients of the
  /// terms left out of the comparison (of type III none, of type II those of terms that contain it). With the classical V they are `termTests`.
  /// - Throws: as `waldTest`; `tooFewValues` for a model without terms.
  /// - Note: Fox and Weisberg, An R Companion to Applied Regression (2019), §5.3. Reference values: `Fixtures/linear/robust.json` (`car::Anova(vcov. = )`,
  ///   `clubSandwich::Wald_test`). `car` takes F on n − k degrees of freedom whatever the estimator.
  public func waldTermTests(
    _ type: SumOfSquaresType, covariance estimator: CovarianceEstimator
  ) throws(StatisticsError) -> [TermWaldTest] {
    guard !design.terms.isEmpty else { throw .tooFewValues(0) }
    let spread = try covarianceEstimate(estimator)
    var result: [TermWaldTest] = []
    for (index, term) in design.terms.enumerated() {
      let (before, own) = design.columns(of: index, type)
      guard !own.isEmpty else { continue }
      let rest = names.indices.filter { !before.contains($0) && !own.contains($0) }
      let contrasts = try freed(own, of: rest, spread.matrix)
      result.append(TermWaldTest(term: term, test: try waldTest(contrasts, spread)))
    }
    return result
  }

  /// A row for each of `own`: that coefficient less what the estimates of `rest` say of it.
  private func freed(_ own: [Int], of rest: [Int], _ spread: Matrix) throws(StatisticsError) -> [[Double]] {
    // Scaled, so that units of predictors do not decide what counts as dependent.
    let scales = spread.diagonal.map { $0 > 0 ? $0.squareRoot() : 1 }
    func scaled(_ places: [Int]) -> Matrix {
      var result = Matrix(rows: places.count, columns: places.count)
      for (row, first) in places.enumerated() {
        for (column, second) in places.enumerated() {
          result[row, column] = spread[first, second] / scales[first] / scales[second]
        }
      }
      return result
    }
    // Fewer clusters than coefficients leave nothing of `own` but rounding.
    guard Cholesky(scaled(rest + own), tolerance: 1e-12) != nil, let factor = Cholesky(scaled(rest)) else {
      throw .notPositiveDefinite("the covariance of these coefficients")
    }
    return own.map { column in
      var contrast = [Double](repeating: 0, count: coefficients.count)
      contrast[column] = 1
      let shares = factor.solve(rest.map { spread[$0, column] / scales[$0] / scales[column] })
      for (other, share) in zip(rest, shares) { contrast[other] = -share / scales[other] * scales[column] }
      return contrast
    }
  }
}
