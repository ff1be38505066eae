/// Which items load on which factors: the published structure of an instrument.
public struct FactorModel: Sendable, Equatable {
  public let items: [String]
  public let factors: [LatentFactor]
  public let identification: FactorIdentification
  public let relations: FactorRelations
  public let residualCovariances: [ResidualCovariance]

  /// - Parameters:
  ///   - items: k names, as the columns of the data are in order.
  ///   - factors: each with the items that load on it; an item may load on several, and every item loads on one at least.
  ///   - identification: what gives each factor its unit.
  ///   - relations: of the factors. A bifactor model has a factor of all items and `.orthogonal`.
  ///   - residualCovariances: pairs of items that share more than their factors.
  /// - Throws: `outOfDomain` with the reason, for names that are doubled or unknown and for items without a factor; `tooFewItems`;
  ///   `tooMuchWork` for more than 100 items or 30 factors.
  public init(
    items: [String], factors: [LatentFactor], identification: FactorIdentification = .marker,
    relations: FactorRelations = .correlated, residualCovariances: [ResidualCovariance] = []
  ) throws(StatisticsError) {
    guard items.count >= 2 else { throw .tooFewItems(items.count) }
    guard items.count <= 100, factors.count <= 30 else {
      throw .tooMuchWork(
        "a factor model of \(items.count) items and \(factors.count) factors", instead: "scales of items")
    }
    try checkNames(items, "item")
    try checkNames(factors.map(\.name), "factor")
    for factor in factors {
      guard !factor.items.isEmpty else { throw .outOfDomain("no item loads on the factor \(factor.name)") }
      try checkNames(factor.items, "item of \(factor.name)")
      for item in factor.items where !items.contains(item) { throw .outOfDomain("there is no item \(item)") }
    }
    for item in items where !factors.contains(where: { $0.items.contains(item) }) {
      throw .outOfDomain("the item \(item) loads on no factor")
    }
    for (place, pair) in residualCovariances.enumerated() {
      for item in [pair.first, pair.second] where !items.contains(item) {
        throw .outOfDomain("there is no item \(item)")
      }
      let isNamedBefore = residualCovariances[..<place].contains {
        Set([$0.first, $0.second]) == [pair.first, pair.second]
      }
      guard pair.first != pair.second, !isNamedBefore else {
        throw .outOfDomain("a residual covariance joins two items, each pair once")
      }
    }
    if case .partlyFixed(let fixed) = relations {
      for (place, pair) in fixed.enumerated() {
        for name in [pair.first, pair.second] where !factors.contains(where: { $0.name == name }) {
          throw .outOfDomain("there is no factor \(name)")
        }
        try checkFinite([pair.value], "a fixed covariance")
        guard !fixed[..<place].contains(where: { Set([$0.first, $0.second]) == [pair.first, pair.second] }) else {
          throw .outOfDomain("the covariance of \(pair.first) and \(pair.second) is fixed twice")
        }
        let isUnit = identification == .standardisedFactors
        guard !isUnit || (pair.first != pair.second && abs(pair.value) < 1) else {
          throw .outOfDomain("factors with variance 1 have covariances between −1 and 1")
        }
        guard abs(pair.value) < 1e150 else { throw .outOfDomain("a fixed covariance lies below 1e150") }
      }
    }
    self.items = items
    self.factors = factors
    self.identification = identification
    self.relations = relations
    self.residualCovariances = residualCovariances
  }
}

/// A factor and the items that load on it.
public struct LatentFactor: Sendable, Equatable {
  public let name: String
  /// The first is the marker.
  public let items: [String]

  public init(_ name: String, items: [String]) {
    self.name = name
    self.items = items
  }
}

/// What gives a factor its unit.
public enum FactorIdentification: Sendable, Hashable, CaseIterable {
  /// The first item of each factor loads 1.
  case marker
  /// Every factor has variance 1 (in the first group, once loadings are equal across groups).
  case standardisedFactors
}

/// How factors relate.
public enum FactorRelations: Sendable, Equatable {
  case correlated
  /// All covariances of factors are 0.
  case orthogonal
  /// Correlated but for these covariances (or, of a factor with itself, variances).
  case partlyFixed([FixedFactorCovariance])
}

/// A covariance of factors that is given, not estimated.
public struct FixedFactorCovariance: Sendable, Equatable {
  public let first, second: String
  public let value: Double

  public init(_ first: String, _ second: String, value: Double = 0) {
    (self.first, self.second, self.value) = (first, second, value)
  }
}

/// Two items whose residuals covary.
public struct ResidualCovariance: Sendable, Equatable {
  public let first, second: String

  public init(_ first: String, _ second: String) { (self.first, self.second) = (first, second) }
}

private func checkNames(_ names: [String], _ what: String) throws(StatisticsError) {
  guard !names.isEmpty else { throw .outOfDomain("the model has no \(what)") }
  var seen: Set<String> = []
  for name in names where !seen.insert(name).inserted { throw .outOfDomain("the \(what) \(name) is named twice") }
}
