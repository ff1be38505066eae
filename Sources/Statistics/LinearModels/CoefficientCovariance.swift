/// How the spread of coefficients is estimated.
public enum CovarianceEstimator: Sendable, Equatable {
  /// s²(XᵀWX)⁻¹: errors of one variance (by weight), unrelated.
  case classical
  /// Errors of unequal variance.
  case heteroscedastic(HeteroscedasticCorrection)
  /// Errors related within clusters: one cluster number a row, any numbers.
  case clustered(ClusterCorrection, by: [Int])
}

/// How squared residuals are corrected for being smaller than errors.
public enum HeteroscedasticCorrection: String, Sendable, CaseIterable {
  /// Not at all (White).
  case hc0
  /// By n/(n − k).
  case hc1
  /// By 1/(1 − h).
  case hc2
  /// By 1/(1 − h)², near the jackknife; the usual choice.
  case hc3
}

/// How products of residuals within clusters are corrected.
public enum ClusterCorrection: String, Sendable, CaseIterable {
  /// Not at all.
  case cr0
  /// By m/(m − 1), m clusters.
  case cr1
  /// By m(n − 1)/((m − 1)(n − k)), as Stata does.
  case cr1s
  /// By (I − H)^(−½) of each cluster (Bell and McCaffrey), unbiased when errors are of one variance; the usual choice.
  case cr2
}
