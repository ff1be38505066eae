import Foundation
import Statistics
import Testing

@Suite("Separated outcomes are refused and named")
struct SeparationTests {
  struct Case: Decodable, Sendable {
    let columns: [[Double]]
    let response: [Double]
    let status: String
  }

  private static func cases() -> [Case] {
    struct File: Decodable { let cases: [Case] }
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/glm/separation.json")
    do {
      return try JSONDecoder().decode(File.self, from: Data(contentsOf: url)).cases
    } catch {
      Issue.record("\(error)")
      return []
    }
  }

  @Test("Linear programming and the climb say the same of 240 small data sets")
  func agreement() throws {
    for (index, data) in Self.cases().enumerated() {
      var variables: [String: Variable] = [:]
      for (column, values) in data.columns.enumerated() { variables["x\(column)"] = .numeric(values) }
      let design = try Design(variables, terms: data.columns.indices.map { Term("x\($0)") })
      do throws(StatisticsError) {
        let model = try generalisedLinearModel(data.response, design, family: .binomial)
        #expect(data.status == "none", "case \(index): \(model.estimates.values)")
      } catch {
        guard case .separation(let columns, let isComplete) = error else {
          Issue.record("case \(index): \(error)")
          continue
        }
        #expect(data.status == (isComplete ? "complete" : "quasi"), "case \(index)")
        #expect(!columns.isEmpty)
      }
      // The remedy has estimates for every one of them.
      let remedy = try firthLogisticRegression(data.response, design)
      #expect(remedy.estimates.values.allSatisfy { abs($0) < 100 })
    }
  }

  @Test("The column that divides is the one that is named")
  func names() throws {
    let role = try Factor(["a", "a", "a", "b", "b", "b", "c", "c", "c", "c"])
    let age: [Double] = [31, 45, 28, 52, 33, 41, 37, 29, 60, 44]
    let design = try Design(["role": .factor(role), "age": .numeric(age)], terms: [Term("role"), Term("age")])
    #expect(throws: StatisticsError.separation(columns: ["roleb"], isComplete: false)) {
      try generalisedLinearModel([1, 0, 1, 1, 1, 1, 0, 1, 1, 0], design, family: .binomial)
    }
    #expect(throws: StatisticsError.separation(columns: ["rolec"], isComplete: false)) {
      try generalisedLinearModel([1, 0, 2, 1, 3, 1, 0, 0, 0, 0], design, family: .poisson)
    }
    #expect(throws: StatisticsError.separation(columns: ["age"], isComplete: true)) {
      try generalisedLinearModel(age.map { $0 > 40 ? 1 : 0 }, design, family: .binomial)
    }
    #expect(throws: StatisticsError.separation(columns: ["(Intercept)"], isComplete: true)) {
      try generalisedLinearModel([Double](repeating: 1, count: 10), interceptOnly(10), family: .binomial)
    }
  }
}
