import Foundation
import Statistics
import Testing

@Suite("Shares of the variance of mixed models are what their definition gives")
struct MixedShareTests {
  struct Reference: Decodable, CustomTestStringConvertible {
    let name: String
    let reml: Bool
    let outcome, weights: [Double]
    let columns: [[Double]]
    let random: [MixedReference.Random]
    /// Estimate and bounds.
    let share: [Double]
    /// Marginal and conditional R².
    let determination: [Double]
    var testDescription: String { name }
  }

  static let references: [Reference] = {
    struct File: Decodable {
      let cases: [Reference]
    }
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/mixed/shares.json")
    return (try? JSONDecoder().decode(File.self, from: Data(contentsOf: url)).cases) ?? []
  }()

  @Test("Intraclass correlations with random slopes and weights, and both R²", arguments: references)
  func shares(_ reference: Reference) throws {
    let model = try linearMixedModel(
      reference.outcome,
      Design(try Matrix(columns: reference.columns), names: ["(Intercept)", "x"]),
      random: reference.random.map { try $0.term() }, weights: reference.weights,
      estimation: reference.reml ? .restrictedMaximumLikelihood : .maximumLikelihood)
    let share = try model.intraclassCorrelation()
    for (actual, wanted) in zip([share.estimate, share.lower, share.upper], reference.share) {
      // The reference finds least points from values alone: half of their digits.
      #expect(abs(actual - wanted) <= 1e-6, "\(reference.name): \(actual) against \(wanted)")
    }
    for (actual, wanted) in zip([model.marginalRSquared, model.conditionalRSquared], reference.determination) {
      #expect(abs(actual - wanted) <= 1e-6, "\(reference.name): \(actual) against \(wanted)")
    }
  }

  @Test("There are ten reference shares")
  func enough() { #expect(Self.references.count == 10) }

  @Test("The share does not depend on where the varying predictor has its zero, nor on the units")
  func moved() throws {
    var numbers = SeededNumbers(seed: 11)
    let groups = (0..<60).map { $0 / 6 }
    let levels = (0..<10).map { _ in (numbers.bell(), numbers.bell()) }
    let x = groups.map { _ in numbers.bell() }
    let outcome = zip(groups, x).map { levels[$0].0 + levels[$0].1 * $1 + 0.5 * $1 + numbers.bell() }
    func fit(_ x: [Double], _ unit: Double) throws -> LinearMixedModel {
      let design = try Design(["x": .numeric(x)], terms: [Term("x")])
      let factor = try Factor(levels: (0..<10).map(String.init), codes: groups)
      return try linearMixedModel(
        outcome.map { unit * $0 }, design, random: [RandomTerm("g", groups: factor, effects: design)])
    }
    let (plain, other) = (try fit(x, 1), try fit(x.map { 3000 - 40 * $0 }, 1e-6))
    let (a, b) = (try plain.intraclassCorrelation(), try other.intraclassCorrelation())
    #expect(isClose(a.estimate, b.estimate, 1e-8) && isClose(a.lower, b.lower, 1e-7) && isClose(a.upper, b.upper, 1e-7))
    #expect(isClose(plain.marginalRSquared, other.marginalRSquared, 1e-8))
    #expect(isClose(plain.conditionalRSquared, other.conditionalRSquared, 1e-8))
    // All terms together are the variance that the predictors and the residuals leave.
    let whole = plain.components[0].meanVariance / (plain.components[0].meanVariance + plain.meanResidualVariance)
    #expect(isClose(a.estimate, whole))
  }
}
