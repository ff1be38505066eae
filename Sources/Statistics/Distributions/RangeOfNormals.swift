#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// The range W = max − min of k independent standard normal values.
///
/// Both tails are integrals of positive terms over the smallest value (or the middle), summed by the trapezoid rule,
/// which converges geometrically on such integrands. Z is standard normal, Q its upper tail, n = k − 1.
struct RangeOfNormals {
  let groups: Double
  private let others: Int
  private let step: Double
  private let firstNode: Double
  /// k·step·φ(z)·Q(z)ⁿ and 1/Q(z) at the nodes z.
  private let weights: [Double]
  private let reciprocals: [Double]
  /// Beyond this W exceeds w through one pair only, to 1e-17.
  private let far = 20.0
  private static let tiny = 1e-200

  init(groups: Int) {
    self.groups = Double(groups)
    others = groups - 1
    let n = Double(others)
    step = max(0.55 / self.groups.squareRoot(), 0.2 / (2 * log(self.groups)).squareRoot())
    firstNode = -19
    let count = Int((10 - firstNode) / step) + 1
    var weights: [Double] = []
    var reciprocals: [Double] = []
    weights.reserveCapacity(count)
    reciprocals.reserveCapacity(count)
    for index in 0..<count {
      let z = firstNode + Double(index) * step
      let upper = Self.upper(z)
      weights.append(self.groups * step * NormalTail.density(z) * exp(n * log1p(-Self.upper(-z))))
      reciprocals.append(1 / upper)
    }
    self.weights = weights
    self.reciprocals = reciprocals
  }

  /// log P(W > w), w ≥ 0.
  ///
  /// k ∫ φ(z) Q(z)ⁿ (1 − (1 − Q(z + w)/Q(z))ⁿ) dz over the smallest value z: no difference of near-equal numbers.
  func logUpper(_ w: Double) -> Double {
    if w > far { return log(groups * Double(others)) + NormalTail.logUpper(w * 0.7071067811865476) }
    return min(0, log(upper(w)))
  }

  private func upper(_ w: Double) -> Double {
    let centre = min(max(Int((min(-w / 2, -0.5) - firstNode) / step), 0), weights.count - 1)
    var sum = 0.0
    for index in centre..<weights.count {
      let term = upperTerm(index, w)
      sum += term
      if term < sum * 1e-17 { break }
    }
    var index = centre - 1
    while index >= 0 {
      let term = upperTerm(index, w)
      sum += term
      if term < sum * 1e-17 { break }
      index -= 1
    }
    return sum
  }

  @inline(__always)
  private func upperTerm(_ index: Int, _ w: Double) -> Double {
    let z = firstNode + Double(index) * step
    let ratio = min(1, Self.upper(z + w) * reciprocals[index])
    if others > 16 { return weights[index] * -expm1(Double(others) * log1p(-ratio)) }
    // 1 − (1 − r)ⁿ = r Σ (1 − r)ʲ, j < n.
    var series = 0.0
    for _ in 0..<others { series = series * (1 - ratio) + 1 }
    return weights[index] * ratio * series
  }

  /// log P(W ≤ w), w ≥ 0.
  ///
  /// k ∫ φ(m − w/2) D(m)ⁿ dm with D(m) = Φ(m + w/2) − Φ(m − w/2); only the half m ≥ 0 is summed, and powers are taken
  /// relative to D(0) so that they cannot underflow.
  func logLower(_ w: Double) -> Double {
    if w <= 0 { return -.infinity }
    // Pure powers of w from here on, and D(0) must not underflow.
    if w < Self.tiny { return logLower(Self.tiny) + Double(others) * log(w / Self.tiny) }
    if w > 2 + 2 * (2 * log(groups)).squareRoot() { return log1p(-exp(logUpper(w))) }
    let n = Double(others)
    let peak = Self.between(0, w)
    let sum = halfLine(w, n, peak) { (m) in exp(-m * m / 2) * cosh(m * w / 2) }
    let scale = groups * 2 * 0.3989422804014327
    return min(0, log(scale * sum) - w * w / 8 + n * log(peak))
  }

  /// log of the density of W at w > 0: k n/(2π) · e^(−w²/4) ∫ e^(−m²) D(m)ⁿ⁻¹ dm.
  func logDensity(_ w: Double) -> Double {
    let n = Double(others)
    if w < Self.tiny { return logDensity(Self.tiny) + (n > 1 ? (n - 1) * log(max(w, 0) / Self.tiny) : 0) }
    let peak = Self.between(0, w)
    let sum = halfLine(w, n - 1, peak) { (m) in exp(-m * m) }
    return log(groups * n / .pi * sum) - w * w / 4 + (n - 1) * log(peak)
  }

  /// ∫₀^∞ kernel(m) (D(m)/D(0))^power dm.
  @inline(__always)
  private func halfLine(_ w: Double, _ power: Double, _ peak: Double, _ kernel: (Double) -> Double) -> Double {
    let curvature = 1 + power * w * NormalTail.density(w / 2) / peak
    let step = min(0.55 / max(curvature, 1).squareRoot(), self.step)
    var sum = 0.5 * kernel(0)
    var m = step
    while m < w / 2 + 40 {
      let term = kernel(m) * exp(power * log(Self.between(m, w) / peak))
      sum += term
      if term < sum * 1e-17 { break }
      m += step
    }
    return sum * step
  }

  @inline(__always)
  private static func upper(_ x: Double) -> Double { 0.5 * erfc(x * 0.7071067811865476) }

  /// Φ(m + w/2) − Φ(m − w/2) for m ≥ 0, relative.
  @inline(__always)
  private static func between(_ m: Double, _ w: Double) -> Double {
    let half = w / 2
    if w > 1 {
      return m > half ? upper(m - half) - upper(m + half) : 1 - upper(half - m) - upper(half + m)
    }
    // φ(m) ∫ exp(−t²/2) cosh(mt) dt by 8-point Gauss–Legendre.
    var sum = 0.0
    for (node, weight) in gaussLegendre8 {
      let t = half * node
      sum += weight * exp(-t * t / 2) * cosh(m * t)
    }
    return sum * w * NormalTail.density(m)
  }
}

/// Positive nodes and weights on −1...1.
private let gaussLegendre8: [(Double, Double)] = [
  (0.1834346424956498, 0.362683783378362),
  (0.525532409916329, 0.31370664587788727),
  (0.7966664774136267, 0.22238103445337448),
  (0.9602898564975363, 0.10122853629037626),
]
