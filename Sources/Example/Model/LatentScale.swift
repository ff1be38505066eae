import Foundation

/// Where people of one sector stand on a scale before their answers become whole numbers.
///
/// A person's standing is N(centre, spread²); each item adds its own N(0, spread²) and is rounded to the nearest code
/// in range. Items of one scale therefore correlate at about one half before rounding.
struct LatentScale: Sendable {
  var centre: Double
  var spread: Double
  let codes: ClosedRange<Int>

  /// Probability that an item's answer is at most `code` for a person `z` spreads above the centre.
  func probability(atMost code: Int, standing z: Double) -> Double {
    code >= codes.upperBound ? 1 : normalProbability((Double(code) + 0.5 - centre - z * spread) / spread)
  }

  /// Mean and standard deviation of the mean of `items` answers, by integration over the standing.
  func moments(items: Int) -> (mean: Double, deviation: Double) {
    var weight = 0.0
    var first = 0.0
    var second = 0.0
    var within = 0.0
    for step in -16...16 {
      let z = Double(step) / 4
      let density = normalDensity(z)
      var mean = Double(codes.upperBound)
      var square = mean * mean
      for code in codes.dropLast() {
        let below = probability(atMost: code, standing: z)
        mean -= below
        square -= below * Double(2 * code + 1)
      }
      weight += density
      first += density * mean
      second += density * mean * mean
      within += density * (square - mean * mean)
    }
    let mean = first / weight
    let variance = max(0, second / weight - mean * mean) + max(0, within / weight) / Double(items)
    return (mean, variance.squareRoot())
  }

  /// The centre and spread whose rounded answers have the wanted mean and standard deviation.
  ///
  /// Rounding into a short range pulls both inwards (a mean of 0.6 on 0–6 sits against the floor), so the printed
  /// figures cannot serve as centre and spread themselves. Alternating corrections; the spread stays within 0.1–4.
  static func calibrated(mean: Double, deviation: Double, items: Int, codes: ClosedRange<Int>) -> LatentScale {
    var latent = LatentScale(centre: mean, spread: max(0.1, deviation), codes: codes)
    let widest = Double(codes.upperBound - codes.lowerBound)
    for _ in 0..<60 {
      let reached = latent.moments(items: items)
      let error = mean - reached.mean
      if abs(error) < 1e-4, abs(deviation - reached.deviation) < 1e-4 { break }
      latent.centre += error
      latent.centre = min(Double(codes.upperBound) + widest, max(Double(codes.lowerBound) - widest, latent.centre))
      latent.spread *= (deviation / max(reached.deviation, 0.01)).squareRoot()
      latent.spread = min(4, max(0.1, latent.spread))
    }
    return latent
  }
}
