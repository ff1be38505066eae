#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// log(1 + v) − v without cancellation, v > −1.
///
/// With r = v/(2 + v): log(1 + v) = 2 artanh r and 2r − v = −r·v.
@inline(__always)
func logOnePlusMinus(_ v: Double) -> Double {
  if v < -0.4 || v > 0.6 { return log1p(v) - v }
  let r = v / (2 + v)
  let square = r * r
  var series = 1.0 / 35
  var odd = 33.0
  // 17 terms: r² is at most 1/16, so the remainder is below 1e-20.
  while odd >= 3 {
    series = series * square + 1 / odd
    odd -= 2
  }
  return r * (2 * square * series - v)
}

/// exp(s) − 1 − s without cancellation.
@inline(__always)
func exponentialMinusLine(_ s: Double) -> Double {
  if abs(s) > 0.7 { return expm1(s) - s }
  var series = 1.0
  var n = 17.0
  while n >= 3 {
    series = 1 + s / n * series
    n -= 1
  }
  return s * s / 2 * series
}
