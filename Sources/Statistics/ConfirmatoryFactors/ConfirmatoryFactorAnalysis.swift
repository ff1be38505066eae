#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// A factor model with the numbers that fit data best.
public struct ConfirmatoryFactorAnalysis: Sendable, Equatable {
  public let model: FactorModel
  /// One a group.
  public let groupNames: [String]
  public let counts: [Int]
  public let invariance: MeasurementInvariance
  /// Groups in turn; of each loadings, residual covariances, factor covariances and, with several groups, intercepts and means.
  public let parameters: [FactorParameter]
  /// Estimated numbers; those equal across groups count once.
  public let freeParameters: Int
  /// The test for normal data.
  public let fit: FactorModelFit
  /// The test and indices for data that are not normal; nil for plain maximum likelihood.
  public let robustFit: FactorModelFit?
  /// √ of the mean squared residual in correlations (and, with several groups, means in standard deviations), SRMR.
  public let standardisedRootMeanSquareResidual: Double
  /// Of normal data, at the solution.
  public let logLikelihood: Double
  /// Items, 0-based, with a negative residual variance in some group (Heywood cases): a sign of a wrong model or too few people.
  public let heywoodItems: [Int]
  /// Groups, 0-based, in which the factors' covariances are not those of any variables (a correlation beyond ±1, a negative variance).
  public let groupsWithImpossibleFactors: [Int]

  /// 2 · free parameters − 2 · log likelihood.
  public var akaikeInformationCriterion: Double { 2 * Double(freeParameters) - 2 * logLikelihood }
  /// log n · free parameters − 2 · log likelihood.
  public var bayesianInformationCriterion: Double {
    log(counts.reduce(0) { $0 + Double($1) }) * Double(freeParameters) - 2 * logLikelihood
  }

  public func parameter(_ place: FactorPlace, group: Int = 0) -> FactorParameter? {
    parameters.first { $0.place == place && $0.group == group }
  }

  /// k items × m factors, 0 where an item does not load.
  public func loadings(group: Int = 0) -> Matrix {
    var result = Matrix(rows: model.items.count, columns: model.factors.count)
    for parameter in parameters where parameter.group == group {
      if case .loading(let item, let factor) = parameter.place { result[item, factor] = parameter.estimate }
    }
    return result
  }

  /// m × m.
  public func factorCovariances(group: Int = 0) -> Matrix {
    var result = Matrix(rows: model.factors.count, columns: model.factors.count)
    for parameter in parameters where parameter.group == group {
      if case .factorCovariance(let a, let b) = parameter.place {
        (result[a, b], result[b, a]) = (parameter.estimate, parameter.estimate)
      }
    }
    return result
  }

  /// k × k.
  public func residualCovariances(group: Int = 0) -> Matrix {
    var result = Matrix(rows: model.items.count, columns: model.items.count)
    for parameter in parameters where parameter.group == group {
      if case .residualCovariance(let i, let j) = parameter.place {
        (result[i, j], result[j, i]) = (parameter.estimate, parameter.estimate)
      }
    }
    return result
  }
}

/// Confirmatory factor analysis of covariances by maximum likelihood.
///
/// Σ = ΛΦΛᵀ + Θ with the zeros that the model says; log|Σ| + tr(SΣ⁻¹) is made least by Newton's method, S with denominator n.
/// χ² = n · (log|Σ| − log|S| + tr(SΣ⁻¹) − k). Standard errors from the expected information. Residual variances may become negative
/// and are then named, not moved.
/// - Parameters:
///   - sample: items in the order of the model's.
///   - model: which items load on which factors.
/// - Throws: `unequalLengths` when the items' number differs; `unidentified` with the parameters that data cannot tell apart;
///   `outOfDomain` for more parameters than covariances; `notPositiveDefinite`; `noConvergence`.
/// - Note: Jöreskog (1969), doi:10.1007/BF02289343. Reference values: `Fixtures/confirmatory/single.json` (lavaan).
public func confirmatoryFactorAnalysis(
  _ sample: SampleCovariance, _ model: FactorModel
) throws(StatisticsError) -> ConfirmatoryFactorAnalysis {
  try FactorEstimation([FactorGroup("all", sample: sample)], model).result()
}

/// Confirmatory factor analysis of people's answers, with errors and a test that need no normal data if wanted.
///
/// - Parameters:
///   - cases: n people × k items, no gaps.
///   - model: which items load on which factors.
///   - estimator: maximum likelihood, whose errors and test may be made robust.
/// - Throws: as for covariances.
/// - Note: Satorra and Bentler (1994); Yuan and Bentler (2000), doi:10.1111/0081-1750.00078. Reference values:
///   `Fixtures/confirmatory/robust.json` (lavaan's MLM and MLR).
public func confirmatoryFactorAnalysis(
  _ cases: [[Double]], _ model: FactorModel, estimator: FactorEstimator = .maximumLikelihood
) throws(StatisticsError) -> ConfirmatoryFactorAnalysis {
  try FactorEstimation([FactorGroup("all", cases: cases)], model, estimator: estimator).result()
}

/// A factor model in several groups, with means: what is equal across them is said by `invariance`.
///
/// μ = ν + Λα; the discrepancy gains (m − μ)ᵀΣ⁻¹(m − μ), groups weigh as their people do.
/// - Parameters:
///   - groups: two or more; the first is the one whose factor means are 0.
///   - freeing: parameters that may differ all the same (partial invariance).
/// - Throws: as for one group; `tooFewGroups`.
/// - Note: Meredith (1993), doi:10.1007/BF02294825. Reference values: `Fixtures/confirmatory/groups.json` (lavaan's `group.equal`).
public func confirmatoryFactorAnalysis(
  _ groups: [FactorGroup], _ model: FactorModel, invariance: MeasurementInvariance = .configural,
  freeing: [FreedParameter] = [], estimator: FactorEstimator = .maximumLikelihood
) throws(StatisticsError) -> ConfirmatoryFactorAnalysis {
  guard groups.count >= 2 else { throw .tooFewGroups(groups.count) }
  return try FactorEstimation(groups, model, invariance: invariance, freeing: freeing, estimator: estimator).result()
}

/// How a factor model's errors and test are found; the numbers themselves are always those of largest likelihood for normal data.
public enum FactorEstimator: Sendable, Hashable, CaseIterable {
  case maximumLikelihood
  /// Errors by the sandwich with expected information, χ² scaled to its mean (lavaan's MLM).
  case satorraBentler
  /// Errors by the sandwich of Huber and White with observed information, χ² scaled after Yuan and Bentler (lavaan's MLR).
  case yuanBentler
}

/// One of the groups in which a factor model is compared.
public struct FactorGroup: Sendable, Equatable {
  public let name: String
  public let sample: SampleCovariance
  /// nil if only covariances are known; robust errors need the answers.
  public let cases: [[Double]]?

  public init(_ name: String, sample: SampleCovariance) {
    self.name = name
    self.sample = sample
    cases = nil
  }

  /// - Parameter cases: n people × k items, no gaps.
  /// - Throws: as `SampleCovariance`.
  public init(_ name: String, cases: [[Double]]) throws(StatisticsError) {
    self.name = name
    self.sample = try SampleCovariance(cases: cases)
    self.cases = cases
  }
}
