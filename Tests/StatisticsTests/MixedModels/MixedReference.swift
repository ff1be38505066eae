import Foundation
import Statistics
import Testing

/// A mixed model as `Fixtures/mixed/make.R` writes it: the data, and what lme4, lmerTest and pbkrtest say of them.
struct MixedReference: Decodable, CustomTestStringConvertible, Sendable {
  struct Random: Decodable {
    let name: String
    let groups: [Int]
    let effects: [[Double]]
    let correlated: Bool

    func term() throws -> RandomTerm {
      let levels = (0...(groups.max() ?? 0)).map(String.init)
      return try RandomTerm(
        name, groups: Factor(levels: levels, codes: groups),
        effects: Design(Matrix(columns: effects), names: effects.indices.map { "effect \($0)" }),
        correlated: correlated)
    }
  }

  struct KenwardRoger: Decodable {
    let covariance, df: [Double]
    /// F, its degrees of freedom, p and the factor on F.
    var joint: [Double]?
  }

  let name: String
  let reml: Bool
  let outcome: [Double]
  let names: [String]
  let columns: [[Double]]
  let random: [Random]
  let weights, offset: [Double]?
  let coefficients, covariance: [Double]
  let covariances: [[Double]]
  let residualVariance, criterion, criterionByLme4, aic, bic: Double
  let singular: Bool
  let modes, deviations: [[Double]]
  let satterthwaite: [Double]
  let byLmerTest: [Double?]
  let joint: [[Int]]?
  /// F, its degrees of freedom and p by lmerTest.
  let jointTest: [Double]?
  let kenwardRoger: KenwardRoger?

  var testDescription: String { name }

  func fit() throws -> LinearMixedModel {
    try linearMixedModel(
      outcome, Design(try Matrix(columns: columns), names: names), random: try random.map { try $0.term() },
      weights: weights, offset: offset,
      estimation: reml ? .restrictedMaximumLikelihood : .maximumLikelihood)
  }

  /// One row a coefficient that the joint test takes to be 0.
  var jointRows: [[Double]] {
    (joint ?? []).joined().map { column in names.indices.map { $0 == column ? 1.0 : 0 } }
  }

  static func cases(_ file: String) -> [MixedReference] {
    struct File: Decodable {
      let cases: [MixedReference]
    }
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/mixed/\(file).json")
    return (try? JSONDecoder().decode(File.self, from: Data(contentsOf: url)).cases) ?? []
  }

  /// Holds numbers to the reference, relative to the largest of them.
  func expect(
    _ what: String, _ actual: [Double], _ wanted: [Double], tolerance: Double, floor: Double = 1e-11,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try #require(actual.count == wanted.count, "\(name): \(what)", sourceLocation: sourceLocation)
    let allowed = max(floor, tolerance * wanted.reduce(0) { max($0, abs($1)) })
    let distance = zip(actual, wanted).reduce(0) { max($0, abs($1.0 - $1.1)) }
    #expect(
      distance <= allowed, "\(name): \(what) \(actual) against \(wanted), \(distance)", sourceLocation: sourceLocation)
  }
}
