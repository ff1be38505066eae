#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// A point of the unit interval given by its odds, with everything that keeps digits at both ends.
struct UnitPoint {
  /// The point and what is left to 1.
  let x, y: DoubleDouble
  let logX, logY: DoubleDouble

  /// x = numerator / (numerator + denominator).
  init(odds numerator: DoubleDouble, to denominator: DoubleDouble) {
    self.init(odds: numerator, to: denominator, logOdds: numerator.logarithm - denominator.logarithm)
  }

  /// The same when the logarithm of the odds is known and the odds themselves may overflow.
  init(odds numerator: DoubleDouble, to denominator: DoubleDouble, logOdds: DoubleDouble) {
    if abs(logOdds.high) < 300 {
      let total = numerator + denominator
      x = numerator / total
      y = denominator / total
      let logTotal = total.logarithm
      logX = numerator.logarithm - logTotal
      logY = denominator.logarithm - logTotal
    } else {
      let small = exp(-abs(logOdds.high))
      let near = logOdds.high < 0
      x = near ? DoubleDouble(small) : DoubleDouble(1)
      y = near ? DoubleDouble(1) : DoubleDouble(small)
      logX = near ? logOdds : DoubleDouble(-small)
      logY = near ? DoubleDouble(-small) : -logOdds
    }
  }

  private init(x: DoubleDouble, y: DoubleDouble, logX: DoubleDouble, logY: DoubleDouble) {
    self.x = x
    self.y = y
    self.logX = logX
    self.logY = logY
  }

  var mirrored: UnitPoint { UnitPoint(x: y, y: x, logX: logY, logY: logX) }
}

/// Regularised incomplete beta function Iₓ(a, b) and its complement.
///
/// In the variable w = log(x/y) the density is g = xᵃ yᵇ / B(a, b), log-concave for every a and b, so a tail is
/// g ∫ exp E(s) ds with E the concave difference of log-densities: one quadrature, joined to the positive series
/// xᵃ yᵇ / (a B) · Σ (a + b)ₙ xⁿ / (a + 1)ₙ (DLMF 8.17.22) where that is quick. g is formed with 32 digits in its
/// exponent.
func incompleteBeta(_ a: Double, _ b: Double, at point: UnitPoint) -> TailProbability {
  incompleteBeta(a, b, at: point, logBeta: logBeta(a, b))
}

func incompleteBeta(_ a: Double, _ b: Double, at point: UnitPoint, logBeta: DoubleDouble) -> TailProbability {
  incompleteBeta(DoubleDouble(a), DoubleDouble(b), at: point, logBeta: logBeta)
}

func incompleteBeta(
  _ a: DoubleDouble, _ b: DoubleDouble, at point: UnitPoint, logBeta: DoubleDouble
) -> TailProbability {
  let exponent = point.logX * a + point.logY * b - logBeta
  let below = point.x.high * b.high <= point.y.high * a.high
  let first = betaTail(a, b, point, exponent, lower: below)
  return first.direct < 0.8 ? first : betaTail(a, b, point, exponent, lower: !below)
}

private func betaTail(
  _ a: DoubleDouble, _ b: DoubleDouble, _ point: UnitPoint, _ exponent: DoubleDouble, lower: Bool
) -> TailProbability {
  let integral = lower ? betaIntegral(a, b, point) : betaIntegral(b, a, point.mirrored)
  return TailProbability(
    lowerIsDirect: lower, logDirect: (exponent + log(integral)).value, direct: exponent.exponential * integral,
    logSlope: exponent.value, slopeChange: (point.y * a - point.x * b).value, factor: integral)
}

private func betaSeries(_ a: Double, _ b: Double, _ x: Double) -> Double {
  var sum = 1.0
  var term = 1.0
  var n = 0.0
  repeat {
    term *= x * (a + b + n) / (a + 1 + n)
    sum += term
    n += 1
  } while term > sum * 1e-18
  return sum / a
}

/// ∫₀^∞ exp E(s) ds down from the point, where the odds are multiplied by e⁻ˢ.
private func betaIntegral(_ first: DoubleDouble, _ second: DoubleDouble, _ point: UnitPoint) -> Double {
  let (a, b) = (first.high, second.high)
  let x = point.x.value
  let y = point.y.value
  let logY = point.logY.value
  // Up to here the series falls by half with every term.
  let quick = min(0.5, 0.5 * (a + 1) / (a + b))
  if x <= quick { return betaSeries(a, b, x) }

  let slope = (point.y * first - point.x * second).value
  let exponent = { (s: Double) -> Double in
    if x < 0.5 {
      let v = x * expm1(-s)
      return -slope * s - (a + b) * (logOnePlusMinus(v) + x * exponentialMinusLine(-s))
    }
    // y may be too small for a double where y eˢ is not.
    if s > 1 { return b * s - (a + b) * log1p(exp(logY + s) - y) }
    return -slope * s - (a + b) * (logOnePlusMinus(y * expm1(s)) + y * exponentialMinusLine(s))
  }
  let join = (point.logX - point.logY).value - log(quick / (1 - quick))
  let end = cutoff(decay: slope, scale: 1 / (a * y + b * x + 1).squareRoot(), limit: join, exponent)
  let body = integrate(to: end) { exp(exponent($0)) }
  return end < join ? body : body + exp(exponent(join)) * betaSeries(a, b, quick)
}
