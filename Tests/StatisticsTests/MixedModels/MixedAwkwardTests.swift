import Foundation
import Statistics
import Testing

/// Models that are hard on rounding and on the search: `Fixtures/mixed/awkward.py` has them at 40 digits.
@Suite("Awkward mixed models are right where lme4 is and where it is not")
struct MixedAwkwardTests {
  struct Reference: Decodable, CustomTestStringConvertible {
    struct Fit: Decodable {
      let criterion: Double
      let coefficients: [Double]
      let covariances: [[Double]]
      let residualVariance: Double
    }

    let name: String
    let reml: Bool
    let outcome: [Double]
    let columns: [[Double]]
    let random: [MixedReference.Random]
    let coefficients, covariance: [Double]
    let covariances: [[Double]]
    let residualVariance, criterion: Double
    let lme4: Fit?
    /// −2 log likelihood.
    let nlme: Double?
    /// By how much that of lme4's own variances lies above the least.
    let excess: Double?
    var testDescription: String { name }

    /// The largest differences from the truth of coefficients, variances and the residual variance, each to the largest of its kind.
    func distances(_ coefficients: [Double], _ covariances: [[Double]], _ residual: Double) -> [Double] {
      func distance(_ actual: [Double], _ wanted: [Double], _ size: Double) -> Double {
        zip(actual, wanted).reduce(0) { max($0, abs($1.0 - $1.1)) } / size
      }
      // A coefficient of 0 is known to its standard error.
      let size = max(
        self.coefficients.reduce(0) { max($0, abs($1)) }, covariance.reduce(0) { max($0, abs($1)) }.squareRoot())
      return [
        distance(coefficients, self.coefficients, size), distance([residual], [residualVariance], residualVariance),
      ]
        + zip(covariances, self.covariances).map { actual, wanted in
          // A variance of 0 is 0 beside that of the residuals, which matter from 1e-8 of it on.
          distance(actual, wanted, max(wanted.reduce(0) { max($0, abs($1)) }, 1e-8 * residualVariance))
        }
    }
  }

  static let references: [Reference] = {
    struct File: Decodable {
      let cases: [Reference]
    }
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/mixed/awkward.json")
    return (try? JSONDecoder().decode(File.self, from: Data(contentsOf: url)).cases) ?? []
  }()

  @Test("Coefficients, variances and criterion, at 40 digits", arguments: references)
  func exact(_ reference: Reference) throws {
    let model = try linearMixedModel(
      reference.outcome,
      Design(try Matrix(columns: reference.columns), names: reference.columns.indices.map { "x\($0)" }),
      random: reference.random.map { try $0.term() },
      estimation: reference.reml ? .restrictedMaximumLikelihood : .maximumLikelihood)
    let distances = reference.distances(
      model.coefficients, model.components.map(\.covariance.elements), model.residualVariance)
    let size = max(1, abs(reference.criterion))
    // A variance far below that of the residuals is what their rounding leaves of it.
    let ratio = model.components.reduce(0) { max($0, $1.covariance.diagonal.max() ?? 0) } / model.residualVariance
    let tolerance = 1e-10 + (ratio > 0 ? 1e-15 / ratio : 0)
    #expect(distances.allSatisfy { $0 < tolerance }, "\(reference.name): \(distances)")
    #expect(abs(model.criterion - reference.criterion) <= 1e-12 * size, "\(reference.name)")
    for (actual, wanted) in zip(model.covariance.elements, reference.covariance) {
      #expect(abs(actual - wanted) <= 1e-10 * reference.covariance.reduce(0) { max($0, abs($1)) }, "\(reference.name)")
    }
    if let nlme = reference.nlme { #expect(model.criterion <= nlme + 1e-9 * size, "\(reference.name): \(nlme)") }
  }

  @Test("There are at least 60, and nowhere are lme4's variances the more likely ones")
  func enough() {
    #expect(Self.references.count >= 60)
    for reference in Self.references {
      guard let excess = reference.excess else { continue }
      // A singular covariance in doubles is off by their rounding, to either side.
      #expect(excess >= -1e-12, "\(reference.name)")
    }
    // lme4 stops early where a predictor is far from 0: its own deviance is well above the least.
    #expect(Self.references.contains { ($0.excess ?? 0) > 1 })
  }
}
