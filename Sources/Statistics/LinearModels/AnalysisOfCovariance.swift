/// Groups compared at one value of covariates.
public struct AnalysisOfCovariance: Sendable, Equatable {
  /// The model with equal slopes in all groups.
  public let model: LinearModel
  /// The groups' differences beside the covariates, type II.
  public let groups: TermTest
  /// Each covariate beside the groups and the others, type II.
  public let covariates: [TermTest]
  /// Whether slopes differ between groups: F of all interactions of group and covariates together; the comparison rests on their not doing so.
  public let homogeneityOfSlopes: FTest
  /// Each group's mean where every covariate stands at its mean.
  public let adjustedMeans: EstimatedMarginalMeans
}

/// Analysis of covariance: outcome ~ group + covariates, with the means that groups would have if they did not differ in the covariates.
///
/// Equal slopes are tested by F = ((RSS − RSS of slopes of their own)/q)/(RSS of slopes of their own/its df).
/// - Parameters:
///   - outcome: one value a person.
///   - group: at least two levels.
///   - covariates: numeric columns by name, at least one.
/// - Throws: as `linearModel`; `tooFewValues` without a covariate, or if slopes of their own leave no degrees of freedom; `outOfDomain` for a covariate named
///   `group`.
/// - Note: Fisher, Statistical Methods for Research Workers (1932), §49. Reference values: `Fixtures/linear` (`car::Anova`, `emmeans`).
public func analysisOfCovariance(
  outcome: [Double], group: Factor, covariates: [String: [Double]], confidence: Double = 0.95
) throws(StatisticsError) -> AnalysisOfCovariance {
  guard !covariates.isEmpty else { throw .tooFewValues(0) }
  guard covariates["group"] == nil else { throw .outOfDomain("a covariate needs another name than \"group\"") }
  let names = covariates.keys.sorted()
  var variables: [String: Variable] = covariates.mapValues { .numeric($0) }
  variables["group"] = .factor(group)
  let main = [Term("group")] + names.map { Term($0) }
  let model = try linearModel(Design(variables, terms: main), outcome: outcome)
  let separate = try linearModel(Design(variables, terms: main + names.map { Term("group", $0) }), outcome: outcome)
  let tests = try model.termTests(.hierarchical)
  guard let groups = tests.first, groups.term == Term("group") else { throw .tooFewGroups(group.levels.count) }
  let interactions = separate.names.indices.filter {
    separate.design.termOfColumn[$0].map { $0 > names.count } ?? false
  }
  let others = separate.names.indices.filter { !interactions.contains($0) }
  let added = separate.squares.factor.squaresAdded(inOrder: others + interactions)[others.count...].reduce(
    DoubleDouble(0), +)
  return AnalysisOfCovariance(
    model: model, groups: groups, covariates: Array(tests.dropFirst()),
    homogeneityOfSlopes: try separate.fTest(added, numerator: interactions.count),
    adjustedMeans: try model.estimatedMarginalMeans(of: ["group"], confidence: confidence))
}

/// Two-way analysis of variance with interaction: the tests of `first`, `second` and `first:second`.
///
/// F of each against the variance within cells; the factors are coded by sum contrasts, so that type III tests main effects as unweighted means of cells.
/// - Parameters:
///   - outcome: one value a person.
///   - first, second: at least two levels each, every combination with a person.
///   - type: of unequal cells; equal ones give the same whatever it is.
/// - Throws: as `linearModel` (`rankDeficient` names combinations that nobody has) and `termTests`.
/// - Note: Yates (1934), doi:10.1080/01621459.1934.10502686. Reference values: `Fixtures/linear` (`car::Anova`).
public func twoWayANOVA(
  outcome: [Double], first: Factor, second: Factor, type: SumOfSquaresType = .hierarchical
) throws(StatisticsError) -> [TermTest] {
  let variables: [String: Variable] = [
    "first": .factor(try Factor(levels: first.levels, codes: first.codes, contrasts: .sum)),
    "second": .factor(try Factor(levels: second.levels, codes: second.codes, contrasts: .sum)),
  ]
  let design = try Design(variables, terms: [Term("first"), Term("second"), Term("first", "second")])
  return try linearModel(design, outcome: outcome).termTests(type)
}
