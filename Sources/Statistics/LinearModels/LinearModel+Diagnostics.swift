/// How much each row weighs in the fit.
extension LinearModel {
  /// hᵢ = wᵢxᵢᵀ(XᵀWX)⁻¹xᵢ: the share that a row has in its own fitted value, from 0 to 1; they sum to k.
  public var leverages: [Double] { TurnedRows(self).leverages }

  /// r√w / (s√(1 − h)); nil for a row that alone decides a coefficient (h = 1), and for every row of a perfect fit.
  public var standardisedResiduals: [Double?] { standardisedResiduals(TurnedRows(self)) }

  /// Cook's distance, the standardised residual squared · h / ((1 − h)k): how far leaving a row out moves all coefficients; nil as there.
  /// - Note: Cook (1977), doi:10.1080/00401706.1977.10489493.
  public var cooksDistances: [Double?] {
    let rows = TurnedRows(self)
    return standardisedResiduals(rows).enumerated().map { row, residual in
      guard let residual else { return nil }
      let value = residual * residual * rows.leverages[row] / (rows.free[row] * Double(coefficients.count))
      return value.isFinite ? value : nil
    }
  }

  private func standardisedResiduals(_ rows: TurnedRows) -> [Double?] {
    rows.free.enumerated().map { row, free in
      guard free > LinearModel.leastFree, residualStandardDeviation > 0 else { return nil }
      let value = residuals[row] * (weights?[row] ?? 1).squareRoot() / residualStandardDeviation / free.squareRoot()
      return value.isFinite ? value : nil
    }
  }

  /// Where less of 1 − h is left, the row alone decides a coefficient.
  static let leastFree = 1e-12
}
