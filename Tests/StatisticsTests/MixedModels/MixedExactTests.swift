import Foundation
import Statistics
import Testing

@Suite("Mixed models agree with arithmetic at 60 digits")
struct MixedExactTests {
  struct Reference: Decodable, CustomTestStringConvertible {
    let name: String
    let outcome: [Double]
    let columns: [[Double]]
    let random: [MixedReference.Random]
    let coefficients, covariance: [Double]
    let covariances: [[Double]]
    let residualVariance, criterion: Double
    var testDescription: String { name }
  }

  static let references: [Reference] = {
    struct File: Decodable {
      let cases: [Reference]
    }
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/mixed/exact.json")
    return (try? JSONDecoder().decode(File.self, from: Data(contentsOf: url)).cases) ?? []
  }()

  @Test("Coefficients, variances and the criterion", arguments: references)
  func agreement(_ reference: Reference) throws {
    let model = try linearMixedModel(
      reference.outcome,
      Design(try Matrix(columns: reference.columns), names: reference.columns.indices.map { "x\($0)" }),
      random: reference.random.map { try $0.term() })
    func distance(_ actual: [Double], _ wanted: [Double]) -> Double {
      let size = wanted.reduce(0) { max($0, abs($1)) }
      return zip(actual, wanted).reduce(0) { max($0, abs($1.0 - $1.1)) } / size
    }
    let distances = [
      distance(model.coefficients, reference.coefficients), distance(model.covariance.elements, reference.covariance),
      distance(model.components.flatMap(\.covariance.elements), Array(reference.covariances.joined())),
      distance([model.residualVariance], [reference.residualVariance]),
      distance([model.criterion], [reference.criterion]),
    ]
    #expect(distances.allSatisfy { $0 < 2e-12 }, "\(reference.name): \(distances)")
  }

  @Test("There are nine exact models")
  func enough() {
    #expect(Self.references.count == 9)
  }
}
