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

  @Test("An interval of a variance of 0 ends where many groups put it, well below a tenth of the residuals'")
  func manyGroups() throws {
    // Every group's mean is the same: nothing lies between the groups.
    let pattern = [-1.5, -0.5, 0.5, 1.5]
    let (groups, size) = (200, 40)
    let outcome = (0..<(groups * size)).map { pattern[$0 % 4] }
    let design = try Design(Matrix(columns: [outcome.map { _ in 1 }]), names: ["(Intercept)"])
    let model = try linearMixedModel(
      outcome, design,
      random: [
        RandomTerm("g", groups: Factor(levels: (0..<groups).map(String.init), codes: outcome.indices.map { $0 / size }))
      ], estimation: .maximumLikelihood)
    #expect(model.isSingular)
    let interval = try model.profileInterval(of: .random(term: 0))
    #expect(interval.lower == 0 && interval.estimate == 0)
    // Balanced, with nothing between the groups: −2 log L is k log(σ² + mτ²) + k(m − 1) log σ² + SSW/σ² up to a constant, and its
    // slope by σ² is 0 at the least point for a given τ.
    let (k, m, within) = (Double(groups), Double(size), 1.25 * Double(outcome.count))
    func profile(_ deviation: Double) -> Double {
      let square = deviation * deviation
      var variance = within / (k * m)
      for _ in 0..<200 {
        // k/(σ² + mτ²) + k(m − 1)/σ² = SSW/σ⁴
        variance = within / (k * (m - 1) + k * variance / (variance + m * square))
      }
      return k * log(variance + m * square) + k * (m - 1) * log(variance) + within / variance
    }
    let excess = profile(interval.upper) - profile(0)
    #expect(abs(excess - 3.841458820694124) < 1e-8, "\(interval.upper): \(excess)")
    #expect(interval.upper < 0.1 * model.residualVariance.squareRoot())
  }
}
