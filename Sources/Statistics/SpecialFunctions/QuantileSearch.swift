#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Finds the positive x at which a tail of a distribution has a given size.
///
/// Halley-like steps for log tail against log x, in which all tails here are concave; a bracket guards them.
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
  for iteration in 1...400 {
    let point = try tails(x)
    let logTail = lower ? point.logLower : point.logUpper
    let tail = lower ? point.lower : point.upper
    // Near the root the plain ratio is more exact than a difference of logarithms.
    let near = tail >= .leastNormalMagnitude && abs(tail - p) < 0.5 * p
    let excess = near ? log1p((tail - p) / p) : logTail - target
    if excess == 0 { return x }
    let tooFar = (excess > 0) == lower
    if tooFar { high = min(high, x) } else { low = max(low, x) }
    if tooFar && x <= smallest { return 0 }
    if !tooFar && x >= largest { return .infinity }

    if abs(excess) < 2e-16 { return x }

    // A parabola in log x through value, slope and bend; Newton's line where that has no root on this side.
    let rate = exp(point.logSlope - logTail)
    let slope = lower ? rate : -rate
    let bend = lower ? rate * (point.slopeChange - rate) : -rate * (point.slopeChange + rate)
    let square = slope * slope - 2 * excess * bend
    let step = square > 0 ? -2 * excess / (slope + (lower ? 1 : -1) * square.squareRoot()) : -excess / slope
    var next = step.isFinite ? x * exp(min(max(step, -200), 200)) : 0
    // Far inside the reach of the local shape the next error is the square of this one.
    if abs(step) * max(rate, 1) < 1e-8 { return next }
    next = min(max(next, smallest), largest)
    let crawling = iteration % 3 == 0 && low > 0 && high / low > 1.5 && high.isFinite
    if crawling || !(next > low && next < high) {
      // Steps that leave the bracket (rounding, a flat tail) or crawl along a steep one: halve it in log x.
      next = (max(low, smallest)).squareRoot() * (min(high, largest)).squareRoot()
    }
    if next == x || next == low || next == high { return next }
    x = next
  }
  throw .noConvergence("the search for a quantile")
}
