import Foundation
import Statistics
import Testing

@Suite("Regressions against arithmetic of 60 digits")
struct ExactRegressionTests {
  struct Case: Decodable, Sendable {
    let kind, family: String
    let columns: [[Double]]
    let response, time, event: [Double]?
    let coefficients, errors: [Double]
    let logLik: Double
  }

  private static func cases() throws -> [Case] {
    struct File: Decodable { let cases: [Case] }
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/glm/exact.json")
    return try JSONDecoder().decode(File.self, from: Data(contentsOf: url)).cases
  }

  private static func fit(_ data: Case) throws -> LikelihoodEstimates {
    let design = try Design(
      ["a": .numeric(data.columns[0]), "b": .numeric(data.columns[1])], terms: [Term("a"), Term("b")])
    if let time = data.time, let event = data.event {
      return try coxRegression(SurvivalTimes(exit: time, event: event.map { $0 == 1 }), design).estimates
    }
    return try generalisedLinearModel(
      try #require(data.response), design, family: data.family == "binomial" ? .binomial : .poisson
    ).estimates
  }

  @Test("Coefficients and errors keep their digits on years and their squares, far units and near copies")
  func digits() throws {
    // The basis is made with twice the digits, so that a condition of 1e9 (years and their squares) costs nothing.
    for data in try Self.cases() {
      let estimates = try Self.fit(data)
      let key = "\(data.family) \(data.kind)"
      #expect(estimates.values.count == data.coefficients.count)
      for (value, wanted) in zip(estimates.values + estimates.standardErrors, data.coefficients + data.errors) {
        let error = abs(value - wanted) / abs(wanted)
        #expect(error <= 2e-14, "\(key): \(value) against \(wanted)")
      }
      #expect(abs(estimates.logLikelihood - data.logLik) <= 2e-14 * abs(data.logLik), "\(key)")
    }
  }
}
