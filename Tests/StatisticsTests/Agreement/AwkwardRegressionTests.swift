import Foundation
import Statistics
import Testing

@Suite("Regressions that go wrong easily, against arithmetic of 45 digits")
struct AwkwardRegressionTests {
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    let kind, family: String
    let columns: [[Double]]
    let response: [Double]
    let trials, weights, offset: [Double]?
    let theta, estimatedTheta: Double?
    let coefficients, errors: [Double]
    let logLik: Double

    var testDescription: String { kind }
  }

  private static let cases: [Case] = {
    struct File: Decodable { let cases: [Case] }
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/glm/awkward.json")
    do {
      return try JSONDecoder().decode(File.self, from: Data(contentsOf: url)).cases
    } catch {
      Issue.record("\(error)")
      return []
    }
  }()

  private func design(_ columns: [[Double]]) throws -> Design {
    var variables: [String: Variable] = [:]
    for (place, column) in columns.enumerated() { variables["c\(place)"] = .numeric(column) }
    return try Design(variables, terms: columns.indices.map { Term("c\($0)") })
  }

  @Test(
    "Rare events, near separation, far units, offsets, weights, ties, large counts, θ from 0.02 to 10⁶",
    arguments: cases)
  func digits(_ data: Case) throws {
    let design = try design(data.columns)
    let model: GeneralisedLinearModel
    if data.family == "theta" {
      let regression = try negativeBinomialRegression(data.response, design)
      model = regression.model
      let wanted = try #require(data.estimatedTheta)
      #expect(abs(regression.theta / wanted - 1) <= 1e-9, "\(regression.theta) against \(wanted)")
    } else {
      let family: GeneralisedLinearFamily =
        data.family == "binomial"
        ? .binomial : data.family == "poisson" ? .poisson : .negativeBinomial(theta: try #require(data.theta))
      model = try generalisedLinearModel(
        data.response, design, family: family, trials: data.trials, weights: data.weights, offset: data.offset)
    }
    let estimates = model.estimates
    for (place, wanted) in data.coefficients.enumerated() {
      // A coefficient near 0 has the digits that its error leaves it.
      let size = max(abs(wanted), data.errors[place])
      #expect(abs(estimates.values[place] - wanted) <= 1e-12 * size, "\(estimates.values[place]) against \(wanted)")
      #expect(abs(estimates.standardErrors[place] / data.errors[place] - 1) <= 1e-11)
    }
    #expect(
      abs(estimates.logLikelihood - data.logLik) <= 1e-12 * max(1, abs(data.logLik)),
      "\(estimates.logLikelihood) against \(data.logLik)")
  }

  @Test("A group in which nothing happens is named, and counts that vary too little are told of")
  func refusals() throws {
    let group = try Factor((0..<30).map { ["a", "b", "c"][$0 % 3] })
    let x = (0..<30).map { Double($0 * 7 % 11) }
    let design = try Design(["g": .factor(group), "x": .numeric(x)], terms: [Term("g"), Term("x")])
    let happened = (0..<30).map { (row: Int) -> Double in row % 3 == 1 ? 0 : Double(row * 5 % 7 % 3) }
    for family in [GeneralisedLinearFamily.poisson, .negativeBinomial(theta: 2)] {
      #expect(throws: StatisticsError.separation(columns: ["gb"], isComplete: false)) {
        try generalisedLinearModel(happened, design, family: family)
      }
    }
    #expect(throws: StatisticsError.separation(columns: ["gb"], isComplete: false)) {
      try generalisedLinearModel(happened.map { min($0, 1) }, design, family: .binomial)
    }
    #expect(throws: StatisticsError.self) { try negativeBinomialRegression(happened, design) }
    // Counts next to their mean: the likelihood rises with θ for ever.
    let even = x.map { (10 + $0).rounded() }
    #expect {
      try negativeBinomialRegression(even, Design(["x": .numeric(x)], terms: [Term("x")]))
    } throws: { error in
      "\(error)".contains("Poisson")
    }
  }
}
