/// Where a continuous function changes its sign between two points, to the last digits: false position with halved weights
/// (the Illinois rule), and a bisection wherever that crawls.
/// - Parameters:
///   - low, high: points with the function's values there, of opposite signs or 0.
/// - Throws: `noConvergence`, naming `what`, where the signs are equal.
func bracketedRoot(
  from low: (point: Double, value: Double), to high: (point: Double, value: Double), what: String,
  _ function: (Double) throws(StatisticsError) -> Double
) throws(StatisticsError) -> Double {
  var (a, fa) = low
  var (b, fb) = high
  if fa == 0 { return a }
  if fb == 0 { return b }
  guard (fa < 0) != (fb < 0) else { throw .noConvergence(what) }
  for step in 1...200 {
    let width = b - a
    let tolerance = 2e-15 * max(abs(a), abs(b))
    guard abs(width) > tolerance else { break }
    let secant = b - fb * width / (fb - fa)
    let middle = a + width / 2
    let inside = secant > min(a, b) && secant < max(a, b)
    let x = step % 4 == 0 || !inside ? middle : secant
    if x == a || x == b { break }
    let fx = try function(x)
    if fx == 0 { return x }
    if (fx < 0) == (fb < 0) { fa /= 2 } else { (a, fa) = (b, fb) }
    (b, fb) = (x, fx)
  }
  return b
}

/// The same between points at which the function has still to be asked.
func bracketedRoot(
  from low: Double, to high: Double, what: String, _ function: (Double) throws(StatisticsError) -> Double
) throws(StatisticsError) -> Double {
  try bracketedRoot(from: (low, function(low)), to: (high, function(high)), what: what, function)
}
