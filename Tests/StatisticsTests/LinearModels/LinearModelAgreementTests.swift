import Foundation
import Statistics
import Testing

@Suite("Linear models agree with R")
struct LinearModelAgreementTests {
  @Test("The reference holds its cases") func loaded() { #expect(LinearCase.all.count == 56) }

  @Test("Coefficients, their spread and the fit", arguments: LinearCase.all)
  func fit(_ reference: LinearCase) throws {
    let model = try reference.model()
    try reference.expect("coefficients", model.coefficients)
    try reference.expect("standardErrors", model.standardErrors)
    try reference.expect("sigma", [model.residualStandardDeviation])
    try reference.expect("rSquared", [model.rSquared])
    try reference.expect("adjusted", [model.adjustedRSquared])
    try reference.expect("logLikelihood", [model.logLikelihood])
    try reference.expect("aic", [model.aic])
    try reference.expect("bic", [model.bic])
    let overall = try model.overallTest()
    try reference.expect("overall", [overall.statistic, overall.numerator, overall.denominator])
    // Residuals are differences of numbers near 100 with two decimals: R's own are good to some 1e-13.
    try reference.expect("residuals", model.residuals, floor: 1e-11)
    try reference.expect("leverages", model.leverages)
    try reference.expect("standardised", model.standardisedResiduals, floor: 1e-11)
    try reference.expect("cooks", model.cooksDistances)
  }

  @Test("t-tests and intervals of coefficients", arguments: LinearCase.all)
  func tests(_ reference: LinearCase) throws {
    let tests = try reference.model().coefficientTests()
    try reference.expect("pValues", tests.map(\.pValue), floor: 0)
    try reference.expect("intervals", tests.flatMap { [$0.lower, $0.upper] })
  }

  @Test("Sums of squares of type I, II and III", arguments: LinearCase.all)
  func terms(_ reference: LinearCase) throws {
    let model = try reference.model()
    for (key, type) in [
      ("typeI", SumOfSquaresType.sequential), ("typeII", .hierarchical), ("typeIII", .marginal),
    ] where try reference.values(key) != nil {
      let tests = try model.termTests(type)
      let found = tests.flatMap { [$0.sumOfSquares, Double($0.degreesOfFreedom), $0.test.statistic, $0.test.pValue] }
      // R's smallest sums of squares are differences of its residual ones.
      try reference.expect(key, found, floor: 1e-10)
    }
  }

  @Test("Errors of unequal variance", arguments: LinearCase.all)
  func heteroscedastic(_ reference: LinearCase) throws {
    let model = try reference.model()
    let isDecided = model.standardisedResiduals.contains(nil)
    for correction in HeteroscedasticCorrection.allCases {
      if isDecided && (correction == .hc2 || correction == .hc3) {
        #expect(throws: StatisticsError.self) { try model.covariance(.heteroscedastic(correction)) }
        continue
      }
      let tests = try model.coefficientTests(covariance: .heteroscedastic(correction))
      try reference.expect(correction.rawValue, tests.map(\.standardError))
    }
  }

  @Test("Errors related within clusters", arguments: LinearCase.all)
  func clustered(_ reference: LinearCase) throws {
    let model = try reference.model()
    let exact = try #require(ClusteredCase.all[reference.name])
    for correction in ClusterCorrection.allCases {
      let tests = try model.coefficientTests(covariance: .clustered(correction, by: reference.cluster))
      guard correction == .cr2 else {
        try reference.expect(correction.rawValue, tests.map(\.standardError))
        continue
      }
      for (test, (error, freedom)) in zip(tests, zip(exact.standardErrors, exact.degreesOfFreedom)) {
        #expect(relativeError(test.standardError, error) < 1e-9, "\(reference.name) \(test.name)")
        #expect(relativeError(test.degreesOfFreedom, freedom) < 1e-9, "\(reference.name) \(test.name)")
      }
      // Where a row alone decides a coefficient, R takes rounding for a direction; and its x near 100 beside its products costs digits.
      guard !model.standardisedResiduals.contains(nil) else { continue }
      try reference.expect("cr2", tests.map(\.standardError))
      try reference.expect("satterthwaite", tests.map(\.degreesOfFreedom), tolerance: 1e-7)
    }
    let k = model.coefficients.count
    if k > 2, !model.standardisedResiduals.contains(nil) {
      let last = [k - 2, k - 1].map { index in (0..<k).map { $0 == index ? 1.0 : 0 } }
      let test = try model.waldTest(last, covariance: .clustered(.cr2, by: reference.cluster))
      try reference.expect("htz", [test.statistic, test.numerator, test.denominator], tolerance: 5e-8)
    }
  }

  @Test("A test of every coefficient of a term is that term's type III test")
  func wald() throws {
    for reference in LinearCase.all where reference.weights == nil {
      let model = try reference.model()
      for (index, term) in try model.termTests(.marginal).enumerated() {
        let rows = model.names.indices.filter { model.design.termOfColumn[$0] == index }
          .map { column in model.names.indices.map { $0 == column ? 1.0 : 0 } }
        let test = try model.waldTest(rows)
        #expect(isClose(test.statistic, term.test.statistic, 1e-9) && test.denominator == term.test.denominator)
      }
    }
  }
}

/// One case of `Fixtures/linear/cr2.json`.
private struct ClusteredCase: Decodable {
  let name: String
  let standardErrors, degreesOfFreedom: [Double]

  static let all: [String: ClusteredCase] = {
    struct File: Decodable { let cases: [ClusteredCase] }
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/linear/cr2.json")
    guard let data = try? Data(contentsOf: url), let file = try? JSONDecoder().decode(File.self, from: data) else {
      return [:]
    }
    return Dictionary(uniqueKeysWithValues: file.cases.map { ($0.name, $0) })
  }()
}
