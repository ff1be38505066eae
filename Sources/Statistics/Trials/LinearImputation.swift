#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Draws from the posterior distribution of a normal linear model with the usual vague prior.
///
/// σ*² = RSS/χ²(n − k), β* = β̂ + σ*R⁻¹z with X = QR. Columns that depend on others take no part.
/// - Note: Rubin (1987), pages 166–168; matching: Little (1988), doi:10.1080/07350015.1988.10509663.
struct LinearImputation {
  /// β̂, 0 for a column that depends on others.
  let coefficients: [Double]
  let residualSumOfSquares: Double
  /// n − k.
  let degreesOfFreedom: Int
  private let predictors: Matrix
  private let outcome: [Double]
  private let decomposition: QRDecomposition

  /// - Throws: `tooFewValues` when nothing is left to tell how far values lie from their prediction.
  init(_ predictors: Matrix, _ outcome: [Double]) throws(StatisticsError) {
    decomposition = QRDecomposition(predictors)
    degreesOfFreedom = outcome.count - decomposition.rank
    guard degreesOfFreedom >= 1 else { throw .tooFewValues(outcome.count) }
    coefficients = decomposition.solve(outcome).map { $0 ?? 0 }
    let fitted = predictors * coefficients
    var sum = DoubleDouble(0)
    for (value, fit) in zip(outcome, fitted) { sum += DoubleDouble.product(value - fit, value - fit) }
    guard sum.isFinite else { throw .notFinite("a sum of squares") }
    residualSumOfSquares = sum.value
    self.predictors = predictors
    self.outcome = outcome
  }

  /// β* and σ*.
  func drawParameters(_ chance: inout SeededGenerator) -> (coefficients: [Double], deviation: Double) {
    // Half of χ² has the gamma distribution of half the degrees of freedom.
    let logSquare = chance.logGammaVariate(shape: Double(degreesOfFreedom) / 2) + log(2.0)
    let deviation = residualSumOfSquares.squareRoot() * exp(-logSquare / 2)
    let upper = decomposition.upper
    var z = (0..<decomposition.rank).map { _ in chance.normal() }
    for row in z.indices.reversed() {
      for column in (row + 1)..<max(z.count, row + 1) { z[row] -= upper[row, column] * z[column] }
      z[row] /= upper[row, row]
    }
    var result = coefficients
    for (place, step) in z.enumerated() { result[decomposition.order[place]] += deviation * step }
    return (result, deviation)
  }

  func drawn(_ gaps: Matrix, _ chance: inout SeededGenerator) -> [Double] {
    let parameters = drawParameters(&chance)
    return (gaps * parameters.coefficients).map { $0 + parameters.deviation * chance.normal() }
  }

  /// Known values whose prediction by β̂ lies nearest to the gap's prediction by β*; equal distances in random order.
  func matched(_ gaps: Matrix, donors: Int, _ chance: inout SeededGenerator) -> [Double] {
    let fitted = predictors * coefficients
    let order = fitted.indices.map { (fit: fitted[$0], key: chance.next(), row: $0) }
      .sorted { ($0.fit, $0.key) < ($1.fit, $1.key) }
    let wanted = min(donors, order.count)
    return (gaps * drawParameters(&chance).coefficients).map { target in
      // The window of the nearest, grown from where the target would stand.
      var high = firstWhole(in: 0...order.count) { $0 == order.count || order[$0].fit >= target }
      var low = high
      while high - low < wanted {
        let takesLow =
          low > 0 && (high == order.count || target - order[low - 1].fit <= order[high].fit - target)
        if takesLow { low -= 1 } else { high += 1 }
      }
      return outcome[order[low + chance.below(wanted)].row]
    }
  }
}
