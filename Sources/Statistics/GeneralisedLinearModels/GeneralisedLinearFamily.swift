#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// The distribution of an outcome around its mean, with the link that joins the mean to the predictors.
public enum GeneralisedLinearFamily: Sendable, Equatable {
  /// Successes of a number of trials; log odds.
  case binomial
  /// Counts; log mean.
  case poisson
  /// Counts with variance μ + μ²/θ; log mean.
  case negativeBinomial(theta: Double)

  /// The mean of one trial at a linear predictor.
  func mean(_ eta: Double) -> Double {
    switch self {
    case .binomial: logistic(eta)
    case .poisson, .negativeBinomial: exp(eta)
    }
  }

  /// First and second derivative of the mean of one trial by the linear predictor.
  func meanSlopes(_ eta: Double) -> (first: Double, second: Double) {
    switch self {
    case .binomial:
      let variance = logistic(eta) * logistic(-eta)
      return (variance, variance * (logistic(-eta) - logistic(eta)))
    case .poisson, .negativeBinomial: return (exp(eta), exp(eta))
    }
  }

  /// What one row adds to a log-likelihood.
  struct Terms {
    /// But for `constant`.
    let value: Double
    /// In the linear predictor.
    let slope: Double
    /// Minus the expected curvature, and minus the observed one, which differs where the link is not canonical.
    let weight, curvature: Double
  }

  func terms(_ y: Double, trials m: Double, _ eta: Double) -> Terms {
    switch self {
    case .binomial:
      let (p, q) = (logistic(eta), logistic(-eta))
      let weight = m * p * q
      // The smaller of the two as it stands, so that neither tail cancels.
      return Terms(
        value: -y * softplus(-eta) - (m - y) * softplus(eta), slope: y * q - (m - y) * p, weight: weight,
        curvature: weight)
    case .poisson:
      let mean = exp(eta)
      return Terms(value: y * eta - mean, slope: y - mean, weight: mean, curvature: mean)
    case .negativeBinomial(let theta):
      let mean = exp(eta)
      let share = theta / (theta + mean)
      let weight = mean * share
      return Terms(
        value: y * eta - (theta + y) * log1p(mean / theta), slope: (y - mean) * share, weight: weight,
        curvature: weight * ((y + theta) / (theta + mean)))
    }
  }

  /// What the row's log-likelihood has beside `terms`.
  func constant(_ y: Double, trials m: Double) -> DoubleDouble {
    switch self {
    case .binomial:
      m == 1 ? DoubleDouble(0) : logFactorialOf(m) - logFactorialOf(y) - logFactorialOf(m - y)
    case .poisson: -logFactorialOf(y)
    case .negativeBinomial(let theta): risingLogarithm(y, theta) - logFactorialOf(y)
    }
  }

  /// Twice the log-likelihood that the row lacks to a perfect fit.
  func deviance(_ y: Double, trials m: Double, _ eta: Double) -> Double {
    switch self {
    case .binomial:
      2 * (shortfall(y, m * logistic(eta)) + shortfall(m - y, m * logistic(-eta)))
    case .poisson: 2 * shortfall(y, exp(eta))
    case .negativeBinomial(let theta): 2 * (shortfall(y, exp(eta)) - shortfall(y + theta, exp(eta) + theta))
    }
  }

  /// A first guess of the linear predictor from the row alone.
  func start(_ y: Double, trials m: Double) -> Double {
    switch self {
    case .binomial: log((y + 0.5) / (m - y + 0.5))
    case .poisson, .negativeBinomial: log(y + 0.1)
    }
  }

  /// Which way the row's likelihood rises without end as its linear predictor goes: up, down, or neither (0).
  func openEnd(_ y: Double, trials m: Double) -> Double {
    switch self {
    case .binomial: y == m ? 1 : y == 0 ? -1 : 0
    case .poisson, .negativeBinomial: y == 0 ? -1 : 0
    }
  }
}

/// 1/(1 + e⁻ˣ), with full relative accuracy on both sides.
@inline(__always)
func logistic(_ x: Double) -> Double {
  if x >= 0 { return 1 / (1 + exp(-x)) }
  let e = exp(x)
  return e / (1 + e)
}

/// log(1 + eˣ).
@inline(__always)
func softplus(_ x: Double) -> Double { x > 0 ? x + log1p(exp(-x)) : log1p(exp(x)) }

/// y log(y/μ) − (y − μ), without cancellation where they are close.
private func shortfall(_ y: Double, _ mean: Double) -> Double {
  guard y > 0 else { return mean }
  let v = (mean - y) / y
  return v > -1 ? -y * logOnePlusMinus(v) : y * (log(y) - log(mean)) - (y - mean)
}

private func logFactorialOf(_ y: Double) -> DoubleDouble { y < 2 ? DoubleDouble(0) : logGamma(DoubleDouble(y + 1)) }

/// Σ_{k<y} log(1 + k/θ) = log Γ(y + θ) − log Γ(θ) − y log θ.
func risingLogarithm(_ y: Double, _ theta: Double) -> DoubleDouble {
  guard y > 64 else {
    var sum = DoubleDouble(0)
    var k = 1.0
    while k < y {
      sum = sum + log1p(k / theta)
      k += 1
    }
    return sum
  }
  return logGamma(DoubleDouble.sum(y, theta)) - logGamma(DoubleDouble(theta)) - DoubleDouble(theta).logarithm * y
}
