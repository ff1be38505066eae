#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Distributions at one fixed point, told apart by a shape A that grows in steps of one.
///
/// front(A) is the density in the variable log x (or log of the odds); neighbours differ by
/// F(A) − F(A + 1) = front(A)/A > 0.
protocol ShapeFamily {
  /// Both tails at the point, with `factor`.
  func tails(_ shape: DoubleDouble) -> TailProbability
  /// log front(A).
  func logFront(_ shape: DoubleDouble) -> DoubleDouble
  /// front(A + 1)/front(A).
  func growth(_ shape: DoubleDouble) -> DoubleDouble
  /// The derivative in A of Chernoff's exponent: positive where the point lies above the middle of the distribution.
  func exponentSlope(_ shape: Double) -> Double
  /// Chernoff's exponent: log of the smaller tail but for a slowly changing factor; at most 0.
  func exponent(_ shape: Double) -> Double
  /// The derivative of log front(A), linear in A.
  func frontSlope(_ shape: Double) -> Double
}

/// Gamma distributions of rate 1 at x.
struct GammaShapes: ShapeFamily {
  let x, logX: DoubleDouble

  func tails(_ shape: DoubleDouble) -> TailProbability { incompleteGamma(shape, x, logX: logX) }
  func logFront(_ shape: DoubleDouble) -> DoubleDouble { logX * shape - x - logGamma(shape) }
  func growth(_ shape: DoubleDouble) -> DoubleDouble { x / shape }
  func exponentSlope(_ shape: Double) -> Double { logX.high - log(shape) }
  func exponent(_ shape: Double) -> Double { shape * (logX.high - log(shape)) + (shape - x.high) }
  func frontSlope(_ shape: Double) -> Double { shape - x.high }
}

/// Beta distributions of second shape b at a point of the unit interval.
struct BetaShapes: ShapeFamily {
  let second: DoubleDouble
  let logGammaSecond: DoubleDouble
  let point: UnitPoint

  init(second: DoubleDouble, point: UnitPoint) {
    self.second = second
    self.point = point
    logGammaSecond = logGamma(second)
  }

  private func logBeta(_ shape: DoubleDouble) -> DoubleDouble {
    logGamma(shape) + logGammaSecond - logGamma(shape + second)
  }

  func tails(_ shape: DoubleDouble) -> TailProbability {
    incompleteBeta(shape, second, at: point, logBeta: logBeta(shape))
  }

  func logFront(_ shape: DoubleDouble) -> DoubleDouble { point.logX * shape + point.logY * second - logBeta(shape) }
  func growth(_ shape: DoubleDouble) -> DoubleDouble { point.x * (shape + second) / shape }
  func exponentSlope(_ shape: Double) -> Double { point.logX.high + log1p(second.high / shape) }

  func exponent(_ shape: Double) -> Double {
    shape * (point.logX.high + log1p(second.high / shape))
      + second.high * (point.logY.high + log1p(shape / second.high))
  }

  func frontSlope(_ shape: Double) -> Double { shape * point.y.high - second.high * point.x.high }
}
