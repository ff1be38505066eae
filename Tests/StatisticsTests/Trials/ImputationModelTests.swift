import Testing

@testable import Statistics

@Suite("The models of multiple imputation are exact")
struct ImputationModelTests {
  struct Case: Decodable, Sendable {
    let x: [[Double]]
    let y: [Int]
    let levels: Int
    let beta, covariance, z, linear: [Double]
    let rss: Double
    let df: Int

    func predictors() throws -> Matrix {
      try Matrix(columns: [[Double](repeating: 1, count: y.count)] + x)
    }
  }

  @Test("Polytomous and linear models are those of R on the same rows")
  func agreement() throws {
    let file = try TopicFixture<Case>("trials/imputation-models")
    #expect(file.cases.count == 45)
    for (index, wanted) in file.cases.enumerated() {
      let model = try CategoricalImputation(try wanted.predictors(), wanted.y, levels: wanted.levels)
      let found = model.coefficients.flatMap { $0 }
      try #require(found.count == wanted.beta.count)
      for (actual, wanted) in zip(found, wanted.beta) {
        expectClose(actual, wanted, file.tolerance, floor: 1e-10, "β of case \(index)")
      }
      for (actual, wanted) in zip(model.covariance.elements, wanted.covariance) {
        expectClose(actual, wanted, file.tolerance, floor: 1e-10, "covariance of case \(index)")
      }
      let linear = try LinearImputation(try wanted.predictors(), wanted.z)
      for (actual, wanted) in zip(linear.coefficients, wanted.linear) {
        expectClose(actual, wanted, file.tolerance, floor: 1e-11, "linear coefficient of case \(index)")
      }
      expectClose(linear.residualSumOfSquares, wanted.rss, file.tolerance, "RSS of case \(index)")
      #expect(linear.degreesOfFreedom == wanted.df)
    }
  }

  @Test("Drawn parameters have the mean and the spread of their posterior distribution")
  func posterior() throws {
    let wanted = try TopicFixture<Case>("trials/imputation-models").cases[0]
    let model = try LinearImputation(try wanted.predictors(), wanted.z)
    var chance = SeededGenerator(seed: 3)
    let draws = (0..<4_000).map { _ in model.drawParameters(&chance) }
    let freedom = Double(model.degreesOfFreedom)
    // E σ*² = RSS/(ν − 2), and β* has that times (XᵀX)⁻¹.
    let variance = model.residualSumOfSquares / (freedom - 2)
    let drawn = Moments(draws.map { $0.deviation * $0.deviation })
    #expect(abs(drawn.mean / variance - 1) < 0.03)
    let inverse = try #require(Cholesky(try wanted.predictors().crossProduct())).inverse
    for place in model.coefficients.indices {
      let moments = Moments(draws.map { $0.coefficients[place] })
      let error = (variance * inverse[place, place]).squareRoot()
      #expect(abs(moments.mean - model.coefficients[place]) < 4.5 * error / 4_000.0.squareRoot())
      #expect(abs((moments.standardDeviation ?? 0) / error - 1) < 0.06)
    }
  }

  @Test("A matched value comes from the nearest predictions only")
  func matching() throws {
    // Predictions equal the values, so that the nearest values are known.
    let x = (0..<30).map { Double($0 * $0) }
    let model = try LinearImputation(Matrix(columns: [[Double](repeating: 1, count: 30), x]), x.map { 2 * $0 })
    var chance = SeededGenerator(seed: 8)
    var seen: Set<Double> = []
    for _ in 0..<200 {
      let gaps = try Matrix(columns: [[1, 1], [100, -50]])
      let found = model.matched(gaps, donors: 3, &chance)
      seen.insert(found[0])
      #expect([162, 200, 242].contains(found[0]) && [0, 2, 8].contains(found[1]))
    }
    #expect(seen.count == 3)
    #expect(model.matched(try Matrix(columns: [[1], [5]]), donors: 1_000, &chance).count == 1)
  }
}
