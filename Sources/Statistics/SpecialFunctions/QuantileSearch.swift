#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Finds the positive x at which a tail of a distribution has a given size.
///
/// Newton's method for log tail against log x. All tails here are log-concave in log x, so the steps approach from one
/// side and double their digits; a bracket guards against rounding.
/// - Parameters:
///   - p: the size of the tail, 0 < p < 1.
///   - lower: whether it is the lower tail.
///   - start: any positive first guess.
/// - Returns: x; 0 or +∞ if it lies beyond the range of a double.
func solveTail(
  _ p: Double, lower: Bool, start: Double, _ tails: (Double) throws(StatisticsError) -> TailProbability
) throws(StatisticsError) -> Double {
  let smallest = 1e-305
  let largest = 1e305
  let target = log(p)
  var low = 0.0
  var high = Double.infinity
  var x = min(max(start, smallest), largest)
  for _ in 0..<400 {
    let point = try tails(x)
    let logTail = lower ? point.logLower : point.logUpper
    let tail = lower ? point.lower : point.upper
    // Near the root the plain ratio is more exact than a difference of logarithms.
    let near = tail > 1e-290 && abs(tail - p) < 0.5 * p
    let excess = near ? log1p((tail - p) / p) : logTail - target
    if excess == 0 { return x }
    let tooFar = (excess > 0) == lower
    if tooFar { high = min(high, x) } else { low = max(low, x) }
    if tooFar && x <= smallest { return 0 }
    if !tooFar && x >= largest { return .infinity }

    if abs(excess) < 2e-16 { return x }

    let newton = excess / exp(point.logSlope - logTail) * (lower ? -1 : 1)
    var next = newton.isFinite ? x * exp(min(max(newton, -200), 200)) : 0
    if abs(newton) < 1e-14 { return next }
    next = min(max(next, smallest), largest)
    if !(next > low && next < high) {
      // Newton left the bracket (rounding, or a flat tail): halve it in log x.
      next = (max(low, smallest)).squareRoot() * (min(high, largest)).squareRoot()
    }
    if next == x || next == low || next == high { return next }
    x = next
  }
  throw .noConvergence("the search for a quantile")
}
