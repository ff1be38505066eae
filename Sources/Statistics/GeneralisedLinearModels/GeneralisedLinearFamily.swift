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
    /// Less `saturated`: minus half the row's deviance.
    let value: Double
    /// In the linear predictor.
    let slope: Double
    /// Minus the expected curvature, and minus the observed one, which differs where the link is not canonical.
    let weight, curvature: Double
  }

  func terms(_ y: Double, trials m: Double, _ eta: Double) -> Terms {
    let value = -shortfall(y, trials: m, eta)
    switch self {
    case .binomial:
      let (p, q) = (logistic(eta), logistic(-eta))
      let weight = m * p * q
      // The smaller of the two as it stands, so that neither tail cancels.
      return Terms(value: value, slope: y * q - (m - y) * p, weight: weight, curvature: weight)
    case .poisson:
      let mean = exp(eta)
      return Terms(value: value, slope: y - mean, weight: mean, curvature: mean)
    case .negativeBinomial(let theta):
      let mean = exp(eta)
      let share = theta / (theta + mean)
      let weight = mean * share
      return Terms(
        value: value, slope: (y - mean) * share, weight: weight, curvature: weight * ((y + theta) / (theta + mean)))
    }
  }

  /// The row's log-likelihood if its mean were what was observed.
  func saturated(_ y: Double, trials m: Double) -> DoubleDouble {
    switch self {
    case .binomial:
      guard m != 1 else { return DoubleDouble(0) }
      return logFactorial(m) - logFactorial(y) - logFactorial(m - y) + entropy(y) + entropy(m - y) - entropy(m)
    case .poisson: return entropy(y) - y - logFactorial(y)
    case .negativeBinomial(let theta):
      let rise = DoubleDouble.sum(y, theta).logarithm - DoubleDouble(theta).logarithm
      return risingLogarithm(y, theta) - logFactorial(y) + entropy(y) - rise * DoubleDouble.sum(y, theta)
    }
  }

  /// Twice the log-likelihood that the row lacks to a perfect fit.
  func deviance(_ y: Double, trials m: Double, _ eta: Double) -> Double { 2 * shortfall(y, trials: m, eta) }

  /// The log-likelihood that the row lacks to a perfect fit, without cancellation where it is close to one.
  private func shortfall(_ y: Double, trials m: Double, _ eta: Double) -> Double {
    switch self {
    case .binomial:
      // Of a single trial one part is 0.
      guard m != 1 else { return y * softplus(-eta) + (1 - y) * softplus(eta) }
      return lack(y, m * logistic(eta), logMean: log(m) - softplus(-eta))
        + lack(m - y, m * logistic(-eta), logMean: log(m) - softplus(eta))
    case .poisson: return lack(y, exp(eta), logMean: eta)
    case .negativeBinomial(let theta):
      let mean = exp(eta)
      let whole = y + theta
      let near = y > 0 && abs(mean - y) < 0.5 * y
      // y log(y/μ) − (y + θ) log((y + θ)/(μ + θ)); close by, the parts of first order are equal and left out.
      if near { return whole * logOnePlusMinus((mean - y) / whole) - y * logOnePlusMinus((mean - y) / y) }
      return whole * log1p((mean - y) / whole) - (y > 0 ? y * (eta - log(y)) : 0)
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
private func lack(_ y: Double, _ mean: Double, logMean: @autoclosure () -> Double) -> Double {
  guard y > 0 else { return mean }
  let v = (mean - y) / y
  return v > -0.5 ? -y * logOnePlusMinus(v) : y * (log(y) - logMean()) - (y - mean)
}

/// log y!
func logFactorial(_ y: Double) -> DoubleDouble { y < 2 ? DoubleDouble(0) : logGamma(DoubleDouble(y + 1)) }

/// y log y.
private func entropy(_ y: Double) -> DoubleDouble { y > 0 ? DoubleDouble(y).logarithm * y : DoubleDouble(0) }

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
