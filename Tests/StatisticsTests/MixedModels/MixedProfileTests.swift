import Foundation
import Statistics
import Testing

@Suite("Profile-likelihood intervals of mixed models are what their definition gives")
struct MixedProfileTests {
  struct Reference: Decodable, CustomTestStringConvertible {
    let name: String
    let reml: Bool
    let outcome: [Double]
    let columns: [[Double]]
    let random: [MixedReference.Random]
    let effect: Int
    /// Estimate and bounds.
    let deviation: [Double]
    var residual: [Double]?
    var intraclass: [Double]?
    var testDescription: String { name }
  }

  static let references: [Reference] = {
    struct File: Decodable {
      let cases: [Reference]
    }
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/mixed/profiles.json")
    return (try? JSONDecoder().decode(File.self, from: Data(contentsOf: url)).cases) ?? []
  }()

  private func hold(_ interval: Interval, to wanted: [Double], _ name: String) {
    for (actual, wanted) in zip([interval.estimate, interval.lower, interval.upper], wanted) {
      // The reference finds least points from values alone: half of their digits.
      #expect(abs(actual - wanted) <= 1e-6 * max(abs(wanted), 0.1), "\(name): \(actual) against \(wanted)")
    }
  }

  @Test("Deviations of effects and of residuals, and shares of the variance", arguments: references)
  func intervals(_ reference: Reference) throws {
    let model = try linearMixedModel(
      reference.outcome,
      Design(try Matrix(columns: reference.columns), names: reference.columns.indices.map { "x\($0)" }),
      random: reference.random.map { try $0.term() },
      estimation: reference.reml ? .restrictedMaximumLikelihood : .maximumLikelihood)
    let interval = try model.profileInterval(of: .random(term: 0, effect: reference.effect))
    hold(interval, to: reference.deviation, "\(reference.name), effect")
    if let residual = reference.residual {
      hold(try model.profileInterval(of: .residual), to: residual, "\(reference.name), residual")
    }
    if let share = reference.intraclass {
      hold(try model.intraclassCorrelation(), to: share, "\(reference.name), share")
    }
  }

  @Test("There are reference intervals, some of which reach to 0")
  func enough() {
    #expect(Self.references.count >= 20)
    #expect(Self.references.contains { $0.deviation[1] == 0 } && Self.references.contains { $0.deviation[1] > 0 })
  }
}
