/// A group's means and covariances (denominator n), in units in which items have about mean 0 and variance 1.
struct GroupMoments {
  /// The group's part of all people.
  let share: Double
  let count: Double
  let means: [Double]
  let covariances: Matrix
  let inverse: Matrix
  let logDeterminant: Double
}

/// The unit in which each item is counted within the calculation: the same in all groups.
struct ItemScaling {
  let centres, spreads: [Double]

  init(_ samples: [SampleCovariance]) {
    let items = samples[0].means.indices
    let total = samples.reduce(0.0) { $0 + Double($1.count) }
    centres = items.map { item in samples.reduce(0) { $0 + $1.means[item] * (Double($1.count) / total) } }
    spreads = items.map { item in
      // Roots first: variances may be too large to add.
      samples.reduce(0) { $0 + $1.covariances[item, item].squareRoot() * (Double($1.count) / total) }
    }
  }

  func moments(_ sample: SampleCovariance, of total: Double, group: String?) throws(StatisticsError) -> GroupMoments {
    let n = Double(sample.count)
    var scaled = sample.covariances
    for i in spreads.indices {
      for j in spreads.indices { scaled[i, j] = sample.covariances[i, j] / spreads[i] / spreads[j] * ((n - 1) / n) }
    }
    let means = spreads.indices.map { (sample.means[$0] - centres[$0]) / spreads[$0] }
    try checkFinite(scaled.elements, "a covariance")
    try checkFinite(means, "a mean")
    guard let factor = Cholesky(scaled, tolerance: 1e-13) else {
      throw .notPositiveDefinite("the matrix of covariances" + (group.map { " of \($0)" } ?? ""))
    }
    return GroupMoments(
      share: n / total, count: n, means: means, covariances: scaled, inverse: factor.inverse,
      logDeterminant: factor.logDeterminant)
  }
}
