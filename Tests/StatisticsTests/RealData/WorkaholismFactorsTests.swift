import Testing

@testable import Statistics

/// Item-level answers of 16,426 workers (Andreassen et al. 2016): the published structures of BWAS and HADS. Figures by lavaan 0.6-14
/// (`confirmatory.R` beside), whose search ends some 1e-6 of an
/// estimate early; the fixtures of simulated data, where it is taken on, hold to 1e-8.
@Suite("Real data: the factors of workaholism, anxiety and depression, as lavaan has them")
struct WorkaholismFactorsTests {
  private static func close(_ found: [Double?], _ wanted: [Double], sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(found.count == wanted.count, sourceLocation: sourceLocation)
    for (found, wanted) in zip(found, wanted) {
      #expect(
        isClose(found ?? -99, wanted, 5e-6), "\(String(describing: found)), \(wanted)", sourceLocation: sourceLocation)
    }
  }

  @Test("One factor of workaholism, two of anxiety and depression, and workaholism of men and women")
  func structures() throws {
    guard let rows = try AndreassenTests.rows() else { return }
    func answers(_ items: [String], of gender: String? = nil) throws -> [[Double]] {
      let places = try items.map { try #require(rows[0].firstIndex(of: $0)) }
      let column = try #require(rows[0].firstIndex(of: "Gender"))
      return rows.dropFirst().filter { gender == nil || $0[column] == gender }
        .map { row in places.compactMap { Double(row[$0]) } }
    }
    let work = (1...7).map { "BWAS\($0)" }
    let model = try FactorModel(items: work, factors: [LatentFactor("w", items: work)])
    let one = try confirmatoryFactorAnalysis(answers(work), model, estimator: .yuanBentler)
    let (fit, robust) = (one.fit, try #require(one.robustFit))
    Self.close(
      [fit.statistic, fit.comparativeFitIndex, fit.tuckerLewisIndex, fit.rootMeanSquareError?.estimate],
      [2114.182418, 0.9532810719, 0.9299216079, 0.09556493794])
    Self.close(
      [one.standardisedRootMeanSquareResidual, one.logLikelihood, robust.statistic, robust.scalingFactor],
      [0.03624065463, -148391.1633, 1535.945772, 1.376469441])
    Self.close(
      [robust.comparativeFitIndex, robust.rootMeanSquareError?.estimate], [0.9533894054, 0.09544494876])
    let loadings = (0..<7).map { one.parameter(.loading(item: $0, factor: 0)) }
    Self.close(
      loadings.map { $0?.standardised },
      [0.567571859, 0.7224460955, 0.555344745, 0.7502304774, 0.7215595063, 0.7883266244, 0.6922921184])
    Self.close(
      loadings.dropFirst().map { $0?.standardError },
      [0.02080245703, 0.01861885459, 0.02103260466, 0.01938732662, 0.02489671236, 0.02351775226])

    let (odd, even) = (stride(from: 1, through: 13, by: 2), stride(from: 2, through: 14, by: 2))
    let (anxiety, depression) = (odd.map { "HADS\($0)" }, even.map { "HADS\($0)" })
    let both = try confirmatoryFactorAnalysis(
      SampleCovariance(cases: answers(anxiety + depression)),
      FactorModel(
        items: anxiety + depression,
        factors: [LatentFactor("anxiety", items: anxiety), LatentFactor("depression", items: depression)],
        identification: .standardisedFactors))
    let correlation = try #require(both.parameter(.factorCovariance(0, 1)))
    Self.close(
      [both.fit.statistic, both.fit.comparativeFitIndex, both.fit.rootMeanSquareError?.estimate, correlation.estimate],
      [4680.588654, 0.927793559, 0.0607327175, 0.6689314775])
    Self.close(
      [both.standardisedRootMeanSquareResidual, both.logLikelihood, correlation.standardError],
      [0.04636162867, -221808.5062, 0.006240283073])

    let groups = [
      try FactorGroup("men", cases: answers(work, of: "Male")),
      try FactorGroup("women", cases: answers(work, of: "Female")),
    ]
    let ladder = try measurementInvariance(groups, model, estimator: .yuanBentler)
    Self.close(
      ladder.steps.map(\.fit.statistic), [2164.574744, 2204.870295, 2410.490679, 2430.802831])
    Self.close(
      ladder.steps.map(\.fit.comparativeFitIndex), [0.9526334364, 0.9518731248, 0.9474476622, 0.9471525399])
    Self.close(
      ladder.steps.map(\.standardisedRootMeanSquareResidual),
      [0.03276682307, 0.03526118509, 0.03775424822, 0.03836296772])
    #expect(abs((ladder.steps[2].parameter(.factorMean(factor: 0), group: 1)?.estimate ?? 9) - 0.002209167645) < 1e-6)
    Self.close([ladder.comparisons[1].statistic], [203.8142669])
  }
}
