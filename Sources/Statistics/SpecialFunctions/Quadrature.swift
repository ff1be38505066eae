#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// ∫ f over 0...end by 32-point Gauss–Legendre on equal panels.
///
/// All integrands here are positive and analytic, so nothing cancels and the error falls geometrically.
@inline(__always)
func integrate(to end: Double, _ f: (Double) -> Double) -> Double {
  // Two units of log x at most to a panel; the longest stretch, from 1e-300 up, has some 350.
  let panels = end < 1e4 ? max(2, Int(end / 2)) : 5000
  let half = end / Double(2 * panels)
  var total = 0.0
  for panel in 0..<panels {
    let middle = Double(2 * panel + 1) * half
    for (node, weight) in gaussLegendre32 {
      total += weight * (f(middle - half * node) + f(middle + half * node))
    }
  }
  return total * half
}

/// Positive nodes and weights on −1...1; made with mpmath at 60 digits from the roots of P₃₂.
private let gaussLegendre32: [(Double, Double)] = [
  (0.9972638618494816, 0.007018610009470096),
  (0.9856115115452684, 0.01627439473090567),
  (0.9647622555875064, 0.02539206530926206),
  (0.9349060759377397, 0.03427386291302143),
  (0.8963211557660521, 0.04283589802222668),
  (0.84936761373257, 0.050998059262376175),
  (0.7944837959679424, 0.058684093478535544),
  (0.7321821187402897, 0.06582222277636185),
  (0.6630442669302152, 0.0723457941088485),
  (0.5877157572407623, 0.07819389578707031),
  (0.5068999089322294, 0.08331192422694675),
  (0.42135127613063533, 0.08765209300440381),
  (0.33186860228212767, 0.09117387869576389),
  (0.23928736225213706, 0.09384439908080457),
  (0.1444719615827965, 0.09563872007927486),
  (0.04830766568773832, 0.0965400885147278),
]

/// The first point to the right of `start` where a log-concave exponent has fallen to −42: beyond it lies less than
/// 1e-18 of the integral. Not exact, but never too near.
/// - Parameters:
///   - decay: the slope of the exponent at 0 downwards; not positive if it rises there.
///   - scale: a step over which the bend of the exponent is felt.
///   - limit: where the search ends in any case.
@inline(__always)
func cutoff(decay: Double, scale: Double, limit: Double, _ exponent: (Double) -> Double) -> Double {
  // A concave exponent has fallen by 45 at 45/decay, or before.
  var far = decay > 0 ? min(scale, 45 / decay) : scale
  while far < limit && exponent(far) > -42 { far *= 2 }
  guard far < limit else { return limit }
  var near = 0.0
  for _ in 0..<6 {
    let middle = (near + far) / 2
    if exponent(middle) > -42 { near = middle } else { far = middle }
  }
  return far
}
