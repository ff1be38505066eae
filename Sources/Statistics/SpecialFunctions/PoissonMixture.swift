#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Σⱼ wⱼ F(a + j), wⱼ = e⁻ᵐ m^(j + c) / Γ(j + c + 1): what every non-central distribution here is made of.
///
/// A tail is summed over the stretch of j that holds all but 1e-20 of it. Lower tails of neighbours differ by positive
/// steps downwards in the shape and upper tails upwards, so both directions only add; all terms carry 32 digits and stand
/// relative to their first one, so that neither tail loses digits anywhere. A sum takes about 15 √m terms.
struct PoissonMixture<Family: ShapeFamily> {
  /// m > 0.
  let mean: DoubleDouble
  private let logMean: DoubleDouble
  /// c: 0, or ½ for the odd half of non-central t.
  let offset: Double
  /// a.
  let shape: Double
  let family: Family

  init(mean: DoubleDouble, offset: Double = 0, shape: Double, family: Family) {
    self.mean = mean
    self.offset = offset
    self.shape = shape
    self.family = family
    logMean = mean.logarithm
  }

  /// The smaller tail, or both through it.
  /// - Parameter below: whether the point lies below the middle of the distribution.
  func tails(below: Bool) -> TailProbability {
    let first = below ? lower() : upper()
    return first.value < 0.8 ? first.tail(lower: below) : (below ? upper() : lower()).tail(lower: !below)
  }

  /// Beyond this many terms the tail is far below the smallest double, and only its logarithm is wanted.
  private static var longestSum: Double { 4e6 }

  func lower() -> ScaledSum {
    let span = span(lower: true)
    guard let last = span.last, let first = span.first else { return peakEstimate(span.peak) }
    var at = last
    var shape = shape(at)
    let start = family.tails(shape)
    let front = family.logFront(shape)
    var tail = DoubleDouble(start.lowerIsDirect ? start.factor : start.lower)
    let scale = logWeight(at) + (start.lowerIsDirect ? front : DoubleDouble(0))
    var step = start.lowerIsDirect ? DoubleDouble(1) : DoubleDouble(front.exponential)
    var sum = tail
    while at > first {
      // The step from A to A − 1 is front(A − 1)/(A − 1).
      let below = shape - 1
      step = step / family.growth(below)
      let ratio = DoubleDouble(Double(at) + offset) / mean
      tail = ratio * (tail + step / below)
      step = ratio * step
      sum = sum + tail
      shape = below
      at -= 1
    }
    return ScaledSum(logScale: scale, sum: sum.value)
  }

  func upper() -> ScaledSum {
    let span = span(lower: false)
    guard let last = span.last, let first = span.first else { return peakEstimate(span.peak) }
    var at = first
    var shape = shape(at)
    let start = family.tails(shape)
    let front = family.logFront(shape)
    let direct = !start.lowerIsDirect
    var tail = DoubleDouble(direct ? start.factor : start.upper)
    let scale = logWeight(at) + (direct ? front : DoubleDouble(0))
    var step = direct ? DoubleDouble(1) : DoubleDouble(front.exponential)
    var sum = tail
    while at < last {
      let ratio = mean / DoubleDouble(Double(at + 1) + offset)
      tail = ratio * (tail + step / shape)
      step = ratio * step * family.growth(shape)
      sum = sum + tail
      shape = shape + 1
      at += 1
    }
    return ScaledSum(logScale: scale, sum: sum.value)
  }

  /// Σ wⱼ front(a + j), and its logarithmic derivative.
  func front() -> (density: ScaledSum, slope: Double) {
    // Where neighbours are equal, m/(j + c) · front(A)/front(A − 1) = 1.
    let peak = whole(crossing(highest: 4e18) { i, shape in logMean.high - log(i) + family.exponentSlope(shape) })
    let shape = shape(peak)
    let scale = logWeight(peak) + family.logFront(shape)
    var sum = DoubleDouble(1)
    var slopes = family.frontSlope(shape.high)
    var (term, at, here) = (DoubleDouble(1), peak, shape)
    while term.high > sum.high * 1e-19, at - peak < Int(Self.longestSum) {
      term = term * (mean / DoubleDouble(Double(at + 1) + offset)) * family.growth(here)
      (at, here) = (at + 1, here + 1)
      sum = sum + term
      slopes += term.high * family.frontSlope(here.high)
    }
    (term, at, here) = (DoubleDouble(1), peak, shape)
    while at > 0, term.high > sum.high * 1e-19, peak - at < Int(Self.longestSum) {
      here = here - 1
      term = term * (DoubleDouble(Double(at) + offset) / mean) / family.growth(here)
      at -= 1
      sum = sum + term
      slopes += term.high * family.frontSlope(here.high)
    }
    return (ScaledSum(logScale: scale, sum: sum.value), slopes / sum.value)
  }

  private func shape(_ at: Int) -> DoubleDouble { DoubleDouble.sum(shape, Double(at)) }

  private func logWeight(_ at: Int) -> DoubleDouble {
    let i = DoubleDouble(Double(at) + offset)
    return logMean * i - mean - logGamma(i + 1)
  }

  /// The j that count, or only the place of their peak where they are too many.
  private func span(lower: Bool) -> (first: Int?, last: Int?, peak: Double) {
    func slope(_ i: Double, _ shape: Double) -> Double {
      let tail = family.exponentSlope(shape)
      return logMean.high - log(i) + (lower ? min(tail, 0) : max(tail, 0))
    }
    func height(_ at: Double) -> Double {
      let (i, shape) = (at + offset, at + self.shape)
      let weight = i > 0 ? i * (logMean.high - log(i)) + (i - mean.high) : -mean.high
      let counts = lower == (family.exponentSlope(shape) < 0)
      return weight + (counts ? min(family.exponent(shape), 0) : 0)
    }
    var peak = crossing(highest: 1e300, slope)
    if height(0) >= height(peak) { peak = 0 }
    // Terms differ from these bounds by factors that change slowly, hence 60 instead of 45.
    let floor = height(peak) - 60
    var far = max(1, peak.squareRoot())
    while height(peak + far) > floor, far < 1e300 { far *= 2 }
    let end = boundary(inside: peak, outside: peak + far) { height($0) > floor }
    let start = height(0) > floor ? 0 : boundary(inside: peak, outside: 0) { height($0) > floor }
    guard end - start < Self.longestSum, end < 1e15 else { return (nil, nil, peak) }
    return (max(0, Int(start.rounded(.down))), Int(end.rounded(.down)), peak)
  }

  /// Where a falling function of j passes 0, 0 if it starts below.
  private func crossing(highest: Double, _ slope: (_ i: Double, _ shape: Double) -> Double) -> Double {
    func rises(_ at: Double) -> Bool { slope(at + offset, at + shape) > 0 }
    var far = max(1, mean.high)
    while far < highest, rises(far) { far *= 2 }
    return boundary(inside: 0, outside: far, holds: rises)
  }

  private func boundary(inside: Double, outside: Double, holds: (Double) -> Bool) -> Double {
    var (inside, outside) = (inside, outside)
    for _ in 0..<200 where abs(outside - inside) > 0.5 {
      let middle = inside + (outside - inside) / 2
      if middle == inside || middle == outside { break }
      if holds(middle) { inside = middle } else { outside = middle }
    }
    return outside
  }

  private func whole(_ at: Double) -> Int { Int(min(max(0, at), 4e18)) }

  /// Laplace's estimate for tails with logarithms beyond −1e6, of which it keeps all digits.
  private func peakEstimate(_ peak: Double) -> ScaledSum {
    let i = peak + offset
    let bent = 1 / i + abs(family.exponentSlope(peak + shape + 1) - family.exponentSlope(peak + shape))
    let exponent = i * (logMean.high - log(i)) + (i - mean.high) + family.exponent(peak + shape)
    return ScaledSum(logScale: DoubleDouble(exponent - 0.5 * log(i * bent)), sum: 1)
  }
}
