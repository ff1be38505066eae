/// How much of a factor model is the same in all groups; each step holds what those before it hold.
public enum MeasurementInvariance: Int, Sendable, CaseIterable, Comparable {
  /// The same items on the same factors.
  case configural
  /// Equal loadings.
  case metric
  /// Equal intercepts too, so that means of factors can be compared; those of the first group are 0.
  case scalar
  /// Equal residual variances too. (Residual covariances stay free.)
  case strict

  public static func < (a: MeasurementInvariance, b: MeasurementInvariance) -> Bool { a.rawValue < b.rawValue }
}

/// A parameter that may differ between groups whatever the invariance asks of the others (partial invariance).
public enum FreedParameter: Sendable, Hashable {
  case loading(item: String, factor: String)
  case intercept(item: String)
  case residualVariance(item: String)

  static func places(_ freed: [FreedParameter], in model: FactorModel) throws(StatisticsError) -> [FactorPlace] {
    func item(_ name: String) throws(StatisticsError) -> Int {
      guard let place = model.items.firstIndex(of: name) else { throw .outOfDomain("there is no item \(name)") }
      return place
    }
    var places: [FactorPlace] = []
    for parameter in freed {
      switch parameter {
      case .intercept(let name): places.append(.intercept(item: try item(name)))
      case .residualVariance(let name):
        let place = try item(name)
        places.append(.residualCovariance(place, place))
      case .loading(let name, let factorName):
        guard let factor = model.factors.firstIndex(where: { $0.name == factorName }) else {
          throw .outOfDomain("there is no factor \(factorName)")
        }
        guard let order = model.factors[factor].items.firstIndex(of: name) else {
          throw .outOfDomain("\(name) does not load on \(factorName)")
        }
        guard order > 0 || model.identification != .marker else {
          throw .outOfDomain(
            "\(name) is the marker of \(factorName), so its loading cannot differ: name another item first")
        }
        places.append(.loading(item: try item(name), factor: factor))
      }
    }
    return places
  }
}

/// A factor model fitted with more and more equal across groups.
public struct InvarianceLadder: Sendable, Equatable {
  /// Configural, metric, scalar, strict.
  public let steps: [ConfirmatoryFactorAnalysis]
  /// Each step beside the one before it.
  public let comparisons: [FactorModelComparison]
}

/// A restricted factor model beside a freer one that contains it.
public struct FactorModelComparison: Sendable, Equatable {
  /// The difference of χ², scaled after Satorra and Bentler for robust fits; nil where that scaling is not positive.
  public let statistic: Double?
  public let degreesOfFreedom: Int
  public let pValue: Double?
  /// Restricted less free; robust indices for robust fits.
  public let comparativeFitIndexChange, rootMeanSquareErrorChange: Double?
  public let standardisedRootMeanSquareResidualChange: Double
}

/// Measurement invariance: configural, metric, scalar and strict, each tested against the one before it.
/// - Parameters: as for `confirmatoryFactorAnalysis` in groups; `freeing` holds at every step.
/// - Throws: as there.
/// - Note: Meredith (1993), doi:10.1007/BF02294825; Satorra and Bentler (2001), doi:10.1007/BF02296192. Reference values:
///   `Fixtures/confirmatory/groups.json`.
public func measurementInvariance(
  _ groups: [FactorGroup], _ model: FactorModel, freeing: [FreedParameter] = [],
  estimator: FactorEstimator = .maximumLikelihood
) throws(StatisticsError) -> InvarianceLadder {
  var steps: [ConfirmatoryFactorAnalysis] = []
  var comparisons: [FactorModelComparison] = []
  for level in MeasurementInvariance.allCases {
    let step = try confirmatoryFactorAnalysis(
      groups, model, invariance: level, freeing: freeing, estimator: estimator)
    if let last = steps.last { comparisons.append(try compareFactorModels(step, last)) }
    steps.append(step)
  }
  return InvarianceLadder(steps: steps, comparisons: comparisons)
}

/// The χ² difference test of two factor models of the same data, one of which restricts the other.
///
/// T = T₀ − T₁ with d₀ − d₁ degrees of freedom; for robust fits divided by (d₀c₀ − d₁c₁)/(d₀ − d₁). That one model contains the
/// other is for the caller to know.
/// - Throws: `outOfDomain` when the restricted model has no more degrees of freedom, or people or items differ.
/// - Note: Satorra and Bentler (2001), doi:10.1007/BF02296192.
public func compareFactorModels(
  _ restricted: ConfirmatoryFactorAnalysis, _ free: ConfirmatoryFactorAnalysis
) throws(StatisticsError) -> FactorModelComparison {
  guard restricted.counts == free.counts, restricted.model.items == free.model.items,
    (restricted.robustFit == nil) == (free.robustFit == nil)
  else { throw .outOfDomain("models are compared by the same people, items and estimator") }
  let (first, second) = (restricted.fit, free.fit)
  let freedom = first.degreesOfFreedom - second.degreesOfFreedom
  guard freedom > 0 else {
    throw .outOfDomain("the restricted model has no more degrees of freedom than the other")
  }
  var difference: Double? = max(0, first.statistic - second.statistic)
  if let robust = restricted.robustFit, let other = free.robustFit {
    let scaling =
      (Double(robust.degreesOfFreedom) * robust.scalingFactor - Double(other.degreesOfFreedom) * other.scalingFactor)
      / Double(freedom)
    difference = scaling > 1e-8 ? (difference ?? 0) / scaling : nil
  }
  let (before, after) = (free.robustFit ?? second, restricted.robustFit ?? first)
  func change(_ a: Double?, _ b: Double?) -> Double? { a.flatMap { a in b.map { a - $0 } } }
  let distribution = try ChiSquared(degreesOfFreedom: Double(freedom))
  var pValue: Double?
  if let difference { pValue = try distribution.survival(difference) }
  return FactorModelComparison(
    statistic: difference, degreesOfFreedom: freedom, pValue: pValue,
    comparativeFitIndexChange: change(after.comparativeFitIndex, before.comparativeFitIndex),
    rootMeanSquareErrorChange: change(
      after.rootMeanSquareError?.estimate, before.rootMeanSquareError?.estimate ?? 0),
    standardisedRootMeanSquareResidualChange: restricted.standardisedRootMeanSquareResidual
      - free.standardisedRootMeanSquareResidual)
}
