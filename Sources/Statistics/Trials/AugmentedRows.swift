/// The known rows of a column with a few weighted ones that keep the likelihood of its model bounded.
///
/// For each predictor and level two rows at its mean ± ½ standard deviation, the others at their means, which weigh as many people together as
/// there are coefficients for a level.
/// - Note: White, Daniel and Royston (2010), doi:10.1016/j.csda.2010.04.005.
struct AugmentedRows {
  let rows: [[Double]]
  let outcome: [Int]
  let weights: [Double]
  let levels: Int

  /// - Parameter predictors: with the intercept first.
  init(_ predictors: Matrix, _ outcome: [Int], levels: Int) {
    let count = predictors.columnCount
    let columns = (0..<count).map { predictors.column($0) }
    var rows = (0..<predictors.rowCount).map { predictors.row($0) }
    var results = outcome
    var weights = [Double](repeating: 1, count: rows.count)
    let moments = columns.map { Moments($0) }
    // The intercept's row has no spread and is its own mean.
    let added = 2 * (count - 1) * levels
    for predictor in 1..<max(count, 1) {
      let (low, high) = (columns[predictor].min() ?? 0, columns[predictor].max() ?? 0)
      for level in 0..<levels {
        for side in [0.5, -0.5] {
          var row = moments.map(\.mean)
          row[predictor] += side * (moments[predictor].standardDeviation ?? 0)
          row[predictor] = min(max(row[predictor], low), high)
          rows.append(row)
          results.append(level)
          weights.append(Double(count) / Double(added))
        }
      }
    }
    if count == 1 {
      // Without predictors a level that nobody has would leave no maximum either.
      for level in 0..<levels {
        rows.append([1])
        results.append(level)
        weights.append(1 / Double(levels))
      }
    }
    self.rows = rows
    self.outcome = results
    self.weights = weights
    self.levels = levels
  }
}
