import Foundation
import Statistics
import Testing

@Suite("Goodness of fit agrees with its formulas in R")
struct GoodnessOfFitTests {
  private func model(_ reference: RegressionReference) throws -> GeneralisedLinearModel {
    let family: GeneralisedLinearFamily
    switch reference.family {
    case "poisson": family = .poisson
    case "negative binomial": family = .negativeBinomial(theta: try reference.column("theta")[0])
    default: family = .binomial
    }
    let trials = try reference.column("trials")
    return try generalisedLinearModel(
      reference.column("y"), reference.design(), family: family,
      trials: family == .binomial ? (trials.count == 1 ? nil : trials) : nil, weights: reference.column("weights"),
      offset: try reference.column("offset").count == 1 ? nil : reference.column("offset"))
  }

  @Test("Residuals, dispersion and pseudo-R²", arguments: RegressionReference.all("glm/goodness"))
  func residuals(_ reference: RegressionReference) throws {
    let model = try model(reference)
    try reference.expect("pearson", try model.pearsonResiduals, 1e-10)
    try reference.expect("deviance", model.devianceResiduals, 1e-10, floor: 1e-7)
    let dispersion = try model.dispersion()
    try reference.expect(
      "dispersion", [dispersion.statistic, Double(dispersion.degreesOfFreedom), dispersion.pValue], 1e-10)
    try reference.expect("quasi", lowerTriangle(try model.quasiCovariance()))
    let share = try model.pseudoRSquared()
    try reference.expect("pseudo", [share.mcFadden, share.coxSnell, share.nagelkerke], 1e-10)
  }

  @Test("Hosmer and Lemeshow's test, and DeLong's area", arguments: RegressionReference.all("glm/goodness"))
  func logistic(_ reference: RegressionReference) throws {
    let model = try model(reference)
    guard model.family == .binomial else {
      #expect(throws: StatisticsError.self) { try model.hosmerLemeshow() }
      #expect(throws: StatisticsError.self) { try model.areaUnderCurve() }
      return
    }
    let test = try model.hosmerLemeshow()
    try reference.expect("hosmer", [test.statistic, Double(test.degreesOfFreedom)])
    let area = try model.areaUnderCurve()
    try reference.expect("area", [area.area, area.standardError, area.lower, area.upper], 1e-12)
  }

  @Test(
    "Brant's test, the score test, and pseudo-R² of ordinal models", arguments: RegressionReference.all("glm/brant"))
  func brant(_ reference: RegressionReference) throws {
    let codes = try reference.column("y").map { Int($0) - 1 }
    let outcome = try Factor(levels: (0...(codes.max() ?? 0)).map { "\($0)" }, codes: codes)
    let model = try proportionalOdds(outcome, reference.design(), weights: reference.column("weights"))
    let test = try model.brantTest()
    let wanted = try #require(reference.lists["brant"])
    #expect(test.terms.count == wanted.count - 1)
    for (part, wanted) in zip([test.all] + model.design.terms.compactMap { test.terms[$0] }, wanted) {
      reference.compare("brant", [part.statistic, Double(part.degreesOfFreedom)], wanted, 1e-9)
    }
    let score = try model.proportionalityScoreTest()
    try reference.expect("score", [score.statistic, Double(score.degreesOfFreedom)])
    let share = try model.pseudoRSquared()
    try reference.expect("pseudo", [share.mcFadden, share.coxSnell, share.nagelkerke], 1e-10)
  }

  @Test("Tallied outcomes have the fit of single ones")
  func tallies() throws {
    let (successes, trials): ([Double], [Double]) = ([1, 3, 2, 5, 4, 6], [4, 6, 3, 7, 5, 7])
    let x: [Double] = [0, 1, 2, 3, 4, 5]
    let tallied = try generalisedLinearModel(
      successes, Design(["x": .numeric(x)], terms: [Term("x")]), family: .binomial, trials: trials)
    let rows = x.indices.flatMap { row in (0..<Int(trials[row])).map { (row, $0 < Int(successes[row]) ? 1.0 : 0) } }
    let single = try generalisedLinearModel(
      rows.map(\.1), Design(["x": .numeric(rows.map { x[$0.0] })], terms: [Term("x")]), family: .binomial)
    let (one, other) = (try tallied.pseudoRSquared(), try single.pseudoRSquared())
    #expect(isClose(one.mcFadden, other.mcFadden, 1e-13) && isClose(one.nagelkerke, other.nagelkerke, 1e-13))
    #expect(try tallied.hosmerLemeshow(groups: 4).groups.count == single.hosmerLemeshow(groups: 4).groups.count)
    #expect(
      isClose(
        try tallied.hosmerLemeshow(groups: 4).statistic, try single.hosmerLemeshow(groups: 4).statistic, 1e-12))
    #expect(try tallied.areaUnderCurve() == single.areaUnderCurve())
    // The same area from any score in that order, and its complement from the order turned round.
    let plain = try areaUnderCurve(rows.map { x[$0.0] }, event: rows.map { $0.1 == 1 })
    #expect(plain == (try single.areaUnderCurve()))
    let turned = try areaUnderCurve(rows.map { -x[$0.0] }, event: rows.map { $0.1 == 1 })
    #expect(isClose(turned.area, 1 - plain.area, 1e-15) && isClose(turned.standardError, plain.standardError, 1e-14))
    let perfect = try areaUnderCurve([1, 2, 3, 4], event: [false, false, true, true])
    #expect(perfect.area == 1 && perfect.standardError == 0 && perfect.upper == 1)
  }

  @Test("Two categories or no predictors leave no odds to compare")
  func nothingToCompare() throws {
    let codes = (0..<30).map { $0 * 7 % 11 % 3 }
    let outcome = try Factor(levels: ["a", "b", "c"], codes: codes)
    let x = try Design(["x": .numeric(codes.indices.map { Double($0 * 5 % 13) })], terms: [Term("x")])
    let empty = try Design(["x": .numeric(codes.map(Double.init))], terms: [])
    for model in [
      try proportionalOdds(outcome, empty),
      try proportionalOdds(Factor(levels: ["a", "b"], codes: codes.map { min($0, 1) }), x),
    ] {
      #expect(throws: StatisticsError.self) { try model.brantTest() }
      #expect(throws: StatisticsError.self) { try model.proportionalityScoreTest() }
    }
    // The three tests ask the same, and nearly agree where little is wrong.
    let model = try proportionalOdds(outcome, x)
    let all = [
      try model.brantTest().all.statistic, try model.proportionalityScoreTest().statistic,
      try model.proportionalityTest().statistic,
    ]
    #expect(all.allSatisfy { abs($0 - all[2]) < 0.3 * (1 + all[2]) }, "\(all)")
  }
}
