/// The eigenvalues of correlations beside those of chance.
public struct ParallelAnalysis: Sendable, Equatable {
  /// Of the sample's correlations, from the largest.
  public let eigenvalues: [Double]
  /// The means and the quantiles of the eigenvalues of uncorrelated normal data of the same size.
  public let means, quantiles: [Double]
  /// How many leading eigenvalues lie above the quantiles.
  public let suggestedFactors: Int
}

/// How many factors stand out from chance (Horn's parallel analysis of principal components).
///
/// Draws data sets of n people and k uncorrelated normal items, and counts the leading eigenvalues of the sample that exceed the
/// given quantile of theirs; the first that does not ends the count.
/// - Parameters:
///   - sample: of n people and k ≥ 2 items.
///   - draws: data sets, at least 20.
///   - quantile: between 0 and 1; Horn took the mean, 0.95 guards better against factors of chance.
///   - seed: the same seed gives the same result everywhere.
/// - Throws: `tooFewItems`, `tooFewValues`, `outOfDomain`, `tooMuchWork` beyond 10¹⁰ drawn numbers.
/// - Note: Horn (1965), doi:10.1007/BF02289447; Glorfeld (1995), doi:10.1177/0013164495055003002.
public func parallelAnalysis(
  _ sample: SampleCovariance, draws: Int = 200, quantile: Double = 0.95, seed: UInt64
) throws(StatisticsError) -> ParallelAnalysis {
  let (n, k) = (sample.count, sample.means.count)
  guard k >= 2 else { throw .tooFewItems(k) }
  guard n >= 3 else { throw .tooFewValues(n) }
  guard draws >= 20 else { throw .tooFewValues(draws) }
  guard quantile > 0, quantile < 1 else { throw .outOfDomain("the quantile lies between 0 and 1") }
  guard Double(n) * Double(k) * Double(k) * Double(draws) <= 1e10 else {
    throw .tooMuchWork("a parallel analysis of this size", instead: "fewer draws")
  }
  let eigenvalues = try SymmetricEigen(sample.correlations).values
  var drawn = [[Double]](repeating: [], count: k)
  for draw in 0..<draws {
    var chance = SeededGenerator(seed: seed, stream: UInt64(draw))
    var data = Matrix(rows: n, columns: k)
    for place in data.elements.indices { data.elements[place] = chance.normal() }
    for column in 0..<k {
      let mean = data.column(column).reduce(0, +) / Double(n)
      for row in 0..<n { data[row, column] -= mean }
    }
    for (place, value) in try SymmetricEigen(correlations(data.crossProduct())).values.enumerated() {
      drawn[place].append(value)
    }
  }
  var quantiles: [Double] = []
  for values in drawn { quantiles.append(try Tabulation(values).quantile(quantile)) }
  return ParallelAnalysis(
    eigenvalues: eigenvalues, means: drawn.map { Moments($0).mean }, quantiles: quantiles,
    suggestedFactors: zip(eigenvalues, quantiles).prefix { $0 > $1 }.count)
}
