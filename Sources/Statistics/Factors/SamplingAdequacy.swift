/// Whether items share enough to be put into factors (Kaiser, Meyer and Olkin).
public struct SamplingAdequacy: Sendable, Equatable {
  /// From 0 to 1; Kaiser called below 0.5 unacceptable.
  public let overall: Double
  /// The same for each item.
  public let items: [Double]
}

/// The share of squared correlations among squared correlations and squared partial correlations (KMO, MSA).
///
/// Σr²/(Σr² + Σq²) over pairs of different items, q the correlation of two items given all others, from the inverse matrix.
/// - Parameter sample: of k ≥ 2 items; the count does not matter.
/// - Throws: `tooFewItems`, `notPositiveDefinite`, `zeroVariance` when an item is correlated with no other.
/// - Note: Kaiser and Rice (1974), doi:10.1177/001316447403400115. Reference values: `Fixtures/psychometrics/factors.json` (psych's
///   `KMO`).
public func samplingAdequacy(_ sample: SampleCovariance) throws(StatisticsError) -> SamplingAdequacy {
  let r = sample.correlations
  let k = r.rowCount
  guard k >= 2 else { throw .tooFewItems(k) }
  guard let inverse = Cholesky(r)?.inverse else { throw .notPositiveDefinite("the matrix of correlations") }
  var (plain, partial) = ([Double](repeating: 0, count: k), [Double](repeating: 0, count: k))
  for i in 0..<k {
    for j in 0..<k where j != i {
      plain[i] += r[i, j] * r[i, j]
      partial[i] += inverse[i, j] * inverse[i, j] / (inverse[i, i] * inverse[j, j])
    }
  }
  guard plain.allSatisfy({ $0 > 1e-280 }) else { throw .zeroVariance }
  let (all, allPartial) = (plain.reduce(0, +), partial.reduce(0, +))
  return SamplingAdequacy(overall: all / (all + allPartial), items: zip(plain, partial).map { $0 / ($0 + $1) })
}
