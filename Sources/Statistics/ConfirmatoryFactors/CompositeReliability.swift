/// How well the sum of a factor's items measures it, from a confirmatory factor analysis.
public struct CompositeReliability: Sendable, Equatable {
  /// ω: the factor's share of the sum's variance.
  public let omega: Double
  /// AVE: the factor's share of the items' own variances together.
  public let averageVarianceExtracted: Double
}

extension ConfirmatoryFactorAnalysis {
  /// Composite reliability and average variance extracted of a factor whose items measure nothing else (congeneric items).
  ///
  /// ω = (Σλ)²φ/((Σλ)²φ + ΣΣθ), with the covariances of residuals; AVE = Σλ²φ/(Σλ²φ + Σθ).
  /// - Parameters:
  ///   - factor: by its 0-based place in the model.
  ///   - group: 0-based.
  /// - Throws: `outOfDomain` for an item that loads on other factors too, and where a variance is negative.
  /// - Note: Raykov (1997), doi:10.1177/01466216970212006; Fornell and Larcker (1981), doi:10.1177/002224378101800104.
  public func compositeReliability(
    ofFactor factor: Int, group: Int = 0
  ) throws(StatisticsError) -> CompositeReliability {
    guard model.factors.indices.contains(factor), counts.indices.contains(group) else {
      throw .outOfDomain("there is no such factor or group")
    }
    let names = model.factors[factor].items
    for (place, other) in model.factors.enumerated() where place != factor {
      for name in other.items where names.contains(name) {
        throw .outOfDomain("\(name) also loads on \(other.name), so the sum does not measure one factor")
      }
    }
    let items = names.compactMap { model.items.firstIndex(of: $0) }
    let (loadings, residuals) = (self.loadings(group: group), residualCovariances(group: group))
    let variance = factorCovariances(group: group)[factor, factor]
    guard variance > 0, items.allSatisfy({ residuals[$0, $0] >= 0 }) else {
      throw .outOfDomain("a variance of \(model.factors[factor].name) or its items is negative")
    }
    // Parts of the largest, since products of large units overflow.
    let root = variance.squareRoot()
    let strengths = items.map { loadings[$0, factor] * root }
    let largest = items.reduce(strengths.reduce(0) { max($0, abs($1)) }) { max($0, residuals[$1, $1].squareRoot()) }
    guard largest > 0 else { throw .zeroVariance }
    let sum = strengths.reduce(0) { $0 + $1 / largest }
    let squares = strengths.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }
    var (own, all) = (0.0, 0.0)
    for i in items {
      own += residuals[i, i] / largest / largest
      for j in items { all += residuals[i, j] / largest / largest }
    }
    let total = sum * sum + all
    guard total > 0, squares + own > 0 else { throw .zeroVariance }
    return CompositeReliability(omega: sum * sum / total, averageVarianceExtracted: squares / (squares + own))
  }
}
