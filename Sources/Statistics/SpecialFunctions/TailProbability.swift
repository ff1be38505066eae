#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// The two tails of a distribution at a point, one of them computed directly and the other its complement.
struct TailProbability {
  /// Whether the directly computed tail is the lower one.
  let lowerIsDirect: Bool
  let logDirect: Double
  /// log of the density in the variable log x (or log of the odds): the slope of the tail there.
  let logSlope: Double
  /// The derivative of `logSlope` in the same variable; 0 where nobody asks for it.
  let slopeChange: Double
  let direct: Double
  /// The direct tail over exp(`logSlope`), which keeps its digits where both underflow; 0 where nobody asks for it.
  let factor: Double

  init(
    lowerIsDirect: Bool, logDirect: Double, direct: Double, logSlope: Double = -.infinity, slopeChange: Double = 0,
    factor: Double = 0
  ) {
    self.lowerIsDirect = lowerIsDirect
    self.logDirect = min(logDirect, 0)
    self.direct = min(direct, 1)
    self.logSlope = logSlope
    self.slopeChange = slopeChange
    self.factor = factor
  }

  /// A point at or beyond an end of the support.
  static func end(lowerIsZero: Bool) -> TailProbability {
    TailProbability(lowerIsDirect: lowerIsZero, logDirect: -.infinity, direct: 0)
  }

  var lower: Double { lowerIsDirect ? direct : 1 - direct }
  var upper: Double { lowerIsDirect ? 1 - direct : direct }
  var logLower: Double { lowerIsDirect ? logDirect : log1p(-direct) }
  var logUpper: Double { lowerIsDirect ? log1p(-direct) : logDirect }

  /// The same tails with what a search for a quantile asks for.
  func with(logSlope: Double, slopeChange: Double) -> TailProbability {
    TailProbability(
      lowerIsDirect: lowerIsDirect, logDirect: logDirect, direct: direct, logSlope: logSlope, slopeChange: slopeChange)
  }

  /// The same point seen from the mirrored variable.
  var mirrored: TailProbability {
    TailProbability(lowerIsDirect: !lowerIsDirect, logDirect: logDirect, direct: direct)
  }
}
