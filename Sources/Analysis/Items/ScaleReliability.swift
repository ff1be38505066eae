import Statistics

/// How consistently the sum of some items measures, by several figures.
package struct ScaleReliability: Sendable, Encodable {
  package struct Alpha: Sendable, Encodable {
    package let estimate, lower, upper: Double
  }

  package struct Item: Sendable, Encodable {
    package let name: String
    package let mean, sd: Double
    /// nil where the item or the others' sum does not vary.
    package let correlationWithRest, alphaWithout: Double?
  }

  package struct Omega: Sendable, Encodable {
    package let total, hierarchical: Double
    package let groupFactors: Int
    /// The general factor's share of what the items have in common.
    package let explainedCommonVariance: Double
  }

  package struct Halves: Sendable, Encodable {
    package let best, mean, worst: Double
    package let splits: Int
    /// The items of one half of the best split.
    package let bestHalf: [String]
  }

  package struct Bound: Sendable, Encodable {
    package let estimate, atLeast, atMost: Double
  }

  package private(set) var alpha: Alpha?
  package private(set) var items: [Item] = []
  package private(set) var omega: Omega?
  package private(set) var splitHalves: Halves?
  package private(set) var guttmanLambda6: Double?
  package private(set) var greatestLowerBound: Bound?
  package private(set) var refused: [Refusal] = []

  /// - Parameters:
  ///   - answers: of the items as they are; alpha, split halves and bounds are of their sum.
  ///   - correlations: what the factors are made of; omega is of these.
  init(_ items: ItemColumns, answers: SampleCovariance, correlations: SampleCovariance, groupFactors: Int) {
    attempt("Cronbach's alpha") { (result: inout Self) throws(StatisticsError) in
      let found = try cronbachAlpha(items.cases)
      result.alpha = Alpha(estimate: found.alpha, lower: found.lower, upper: found.upper)
      result.items = items.names.enumerated().map { index, name in
        Item(
          name: name, mean: found.itemMeans[index], sd: found.itemSDs[index],
          correlationWithRest: found.itemRest[index], alphaWithout: found.alphaIfDeleted[index])
      }
    }
    attempt("McDonald's omega") { (result: inout Self) throws(StatisticsError) in
      let found = try Statistics.omega(correlations, groupFactors: groupFactors)
      result.omega = Omega(
        total: found.total, hierarchical: found.hierarchical, groupFactors: groupFactors,
        explainedCommonVariance: found.explainedCommonVariance)
    }
    attempt("split halves") { (result: inout Self) throws(StatisticsError) in
      let found = try Statistics.splitHalves(answers)
      result.splitHalves = Halves(
        best: found.best, mean: found.mean, worst: found.worst, splits: found.splits,
        bestHalf: found.bestHalf.map { items.names[$0] })
    }
    attempt("Guttman's λ₆") { (result: inout Self) throws(StatisticsError) in
      result.guttmanLambda6 = try Statistics.guttmanLambda6(answers)
    }
    attempt("greatest lower bound") { (result: inout Self) throws(StatisticsError) in
      let found = try Statistics.greatestLowerBound(answers)
      result.greatestLowerBound = Bound(estimate: found.estimate, atLeast: found.atLeast, atMost: found.atMost)
    }
  }

  private mutating func attempt(_ name: String, _ body: (inout Self) throws(StatisticsError) -> Void) {
    do throws(StatisticsError) {
      try body(&self)
    } catch {
      let reason = error == .zeroVariance ? "the sum of the items does not vary" : "\(error)"
      refused.append(Refusal(name: name, reason: reason))
    }
  }
}
