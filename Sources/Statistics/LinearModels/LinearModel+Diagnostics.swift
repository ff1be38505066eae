/// How much each row weighs in the fit.
extension LinearModel {
  /// hᵢ = wᵢxᵢᵀ(XᵀWX)⁻¹xᵢ: the share that a row has in its own fitted value, from 0 to 1; they sum to k.
  public var leverages: [Double] {
    let factor = squares.factor
    let k = coefficients.count
    let columns = (0..<k).map { PreciseColumn(design.matrix.column($0)) }
    let weights = weights.map { PreciseColumn($0) }
    guard factor.smallestRemainder > LeastSquares.wellConditioned else {
      return (0..<count).map { row in
        let x = factor.forward(columns.map { $0[row] })
        let square = x.reduce(DoubleDouble(0)) { $0 + $1 * $1 }
        return min(1, (weights.map { square * $0[row] } ?? square).value)
      }
    }
    let upper = factor.upper.map(\.value)
    var x = [Double](repeating: 0, count: k)
    return (0..<count).map { row in
      var sum = 0.0
      for column in 0..<k {
        var value = columns[column].high[row]
        for place in 0..<column { value -= upper[column * k + place] * x[place] }
        x[column] = value / upper[column * k + column]
        sum += x[column] * x[column]
      }
      return min(1, sum * (weights?.high[row] ?? 1))
    }
  }

  /// r√w / (s√(1 − h)); nil for a row that alone decides a coefficient (h = 1), and for every row of a perfect fit.
  public var standardisedResiduals: [Double?] {
    leverages.enumerated().map { row, leverage in
      guard let free = LinearModel.free(leverage), residualStandardDeviation > 0 else { return nil }
      let value = residuals[row] * (weights?[row] ?? 1).squareRoot() / residualStandardDeviation / free.squareRoot()
      return value.isFinite ? value : nil
    }
  }

  /// Cook's distance, the standardised residual squared · h / ((1 − h)k): how far leaving a row out moves all coefficients; nil as there.
  /// - Note: Cook (1977), doi:10.1080/00401706.1977.10489493.
  public var cooksDistances: [Double?] {
    zip(standardisedResiduals, leverages).map { residual, leverage in
      guard let residual, let free = LinearModel.free(leverage) else { return nil }
      return residual * residual * leverage / (free * Double(coefficients.count))
    }
  }

  /// 1 − h, or nil where that is rounding.
  static func free(_ leverage: Double) -> Double? { 1 - leverage > 1e-12 ? 1 - leverage : nil }
}
