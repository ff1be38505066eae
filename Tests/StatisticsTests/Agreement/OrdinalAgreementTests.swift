import Foundation
import Statistics
import Testing

@Suite("Proportional-odds regression agrees with R's clm")
struct OrdinalAgreementTests {
  private func fit(_ reference: RegressionReference) throws -> ProportionalOddsModel {
    try proportionalOdds(
      Factor(try #require(reference.words["response"])), reference.design(), weights: reference.column("weights"))
  }

  @Test("Fit, robust errors and intervals", arguments: RegressionReference.all("glm/ordinal"))
  func fits(_ reference: RegressionReference) throws {
    let model = try fit(reference)
    let estimates = model.estimates
    #expect(estimates.names == reference.names)
    try reference.expect("coefficients", estimates.values)
    try reference.expect("vcov", lowerTriangle(estimates.covariance))
    try reference.expect("logLik", [estimates.logLikelihood], 1e-13)
    try reference.expect("hc0", try estimates.robustCovariance(.hc0).diagonal, 1e-8)
    for (kind, wanted) in zip(LikelihoodEstimates.ClusterCorrection.allCases, try #require(reference.lists["cr"])) {
      let covariance = try estimates.clusteredCovariance(try reference.clusters(), correction: kind)
      reference.compare("\(kind)", covariance.diagonal, wanted, 1e-8)
    }
    if let bounds = reference.numbers["profile"], bounds.count == 2 {
      let interval = try model.profileInterval(index: 0)
      reference.compare("profile", [interval.lower, interval.upper], bounds, 1e-8, 1e-9)
    }
    if let byPolr = reference.numbers["polrLogLik"] {
      // polr stops where its differences no longer rise: never above, and near.
      #expect(estimates.logLikelihood >= byPolr[0] - 1e-10)
      reference.compare("polr", estimates.values, try reference.column("polr"), 1e-3, 1e-4)
    }
    for row in 0..<model.fittedProbabilities.rowCount {
      #expect(abs(model.fittedProbabilities.row(row).reduce(0, +) - 1) < 1e-14)
    }
  }

  @Test("Tests of terms, of proportionality, and marginal effects", arguments: RegressionReference.all("glm/ordinal"))
  func tests(_ reference: RegressionReference) throws {
    let model = try fit(reference)
    try reference.expect("termStatistics", try model.termTests().map(\.comparison.statistic), 1e-9, floor: 1e-9)
    for nominal in reference.nominal {
      let test = try model.proportionalityTest(of: Term(nominal.term))
      #expect(Double(test.degreesOfFreedom) == nominal.df[0])
      reference.compare("nominal \(nominal.term)", [test.statistic], nominal.statistic, 1e-8, 1e-9)
    }
    if let wanted = reference.effects {
      let effects = try model.averageMarginalEffects()
      for effect in effects {
        let place = try #require(wanted.names.firstIndex(of: effect.name), "\(effect.name)")
        reference.compare(effect.name, [effect.estimate], [wanted.estimate[place]], 1e-8, 1e-11)
        // Differences of differences.
        reference.compare("error of \(effect.name)", [effect.standardError], [wanted.se[place]], 1e-6, 1e-8)
      }
      #expect(effects.count == wanted.names.count)
    }
  }
}
