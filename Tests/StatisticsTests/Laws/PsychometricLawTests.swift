import Testing

@testable import Statistics

@Suite("Factors and reliability obey their laws")
struct PsychometricLawTests {
  private func sample(_ seed: UInt64, items: Int, factors: Int, people: Int) throws -> (SampleCovariance, [[Double]]) {
    var numbers = SeededNumbers(seed: seed)
    let cases = (0..<people).map { _ in
      let general = numbers.bell()
      let parts = (0..<factors).map { _ in 0.6 * general + 0.8 * numbers.bell() }
      return (0..<items).map { 0.75 * parts[$0 % factors] + 0.65 * numbers.bell() }
    }
    return (try SampleCovariance(cases: cases), cases)
  }

  @Test("The likelihood and the squares are stationary: no first derivative is left", arguments: 1...4)
  func stationary(seed: UInt64) throws {
    let (sample, _) = try sample(seed, items: 9, factors: 3, people: 250)
    let r = sample.correlations
    let likely = try factorAnalysis(sample, factors: 3, method: .maximumLikelihood, rotation: .unrotated)
    var sigma = likely.loadings * likely.loadings.transposed
    for i in 0..<9 { sigma[i, i] += likely.uniquenesses[i] }
    let inverse = try #require(Cholesky(sigma)).inverse
    let middle = inverse * (sigma - r) * inverse
    let least = try factorAnalysis(sample, factors: 3, rotation: .unrotated)
    let rest = r - least.loadings * least.loadings.transposed
    if likely.heywoodItems.isEmpty {
      #expect(middle.diagonal.allSatisfy { abs($0) < 1e-11 })
      #expect((middle * likely.loadings).elements.allSatisfy { abs($0) < 1e-11 })
    }
    if least.heywoodItems.isEmpty {
      for i in 0..<9 { #expect(abs(rest[i, i] - least.uniquenesses[i]) < 1e-12) }
      var off = rest
      for i in 0..<9 { off[i, i] = 0 }
      #expect((off * least.loadings).elements.allSatisfy { abs($0) < 1e-12 })
    }
  }

  @Test("Correlations made of two factors give these back, by either method and any oblique rotation to the same model")
  func recovery() throws {
    let loadings = try Matrix(rows: [[0.8, 0], [0.7, 0], [0.6, 0], [0, 0.75], [0, 0.65], [0, 0.55], [0, 0.5]])
    let phi = try Matrix(rows: [[1, 0.4], [0.4, 1]])
    var r = loadings * phi * loadings.transposed
    for i in 0..<7 { r[i, i] = 1 }
    let sample = try SampleCovariance(count: 100, covariances: r)
    for method in FactorMethod.allCases {
      let found = try factorAnalysis(sample, factors: 2, method: method)
      for i in 0..<7 {
        #expect(abs(found.uniquenesses[i] - (1 - loadings.row(i).reduce(0) { $0 + $1 * $1 })) < 1e-7)
        // A perfect simple structure has no cross-products of squared loadings, the least oblimin can reach.
        let strong = max(abs(found.loadings[i, 0]), abs(found.loadings[i, 1]))
        #expect(abs(strong - loadings.row(i).reduce(0, +)) < 1e-5)
      }
      #expect(abs(found.factorCorrelations[0, 1] - 0.4) < 1e-5)
      #expect(try #require(found.discrepancy) < 1e-12)
    }
  }

  @Test("Omega of an exact bifactor model is the model's own")
  func omegaRecovery() throws {
    let general = [0.7, 0.6, 0.5], second = [0.8, 0.7, 0.6], gamma = [0.9, 0.8, 0.7]
    var loadings = Matrix(rows: 9, columns: 3)
    for i in 0..<9 { loadings[i, i / 3] = [general, second, [0.75, 0.65, 0.55]][i / 3][i % 3] }
    var phi = Matrix.identity(3)
    for i in 0..<3 { for j in 0..<3 where i != j { phi[i, j] = gamma[i] * gamma[j] } }
    var r = loadings * phi * loadings.transposed
    let communal = r.diagonal
    for i in 0..<9 { r[i, i] = 1 }
    let found = try omega(SampleCovariance(count: 50, covariances: r))
    let total = r.elements.reduce(0, +)
    let sum = (0..<9).reduce(0.0) { $0 + loadings[$1, $1 / 3] * gamma[$1 / 3] }
    #expect(abs(found.hierarchical - sum * sum / total) < 1e-5)
    #expect(abs(found.total - (1 - communal.reduce(0) { $0 + 1 - $1 } / total)) < 1e-9)
    #expect(found.heywoodFactors.isEmpty && found.heywoodItems.isEmpty)
  }

  @Test("Rotation changes neither the model nor, if orthogonal, the communalities", arguments: 1...3)
  func rotations(seed: UInt64) throws {
    let (sample, _) = try sample(seed, items: 10, factors: 3, people: 300)
    let plain = try factorAnalysis(sample, factors: 3, rotation: .unrotated).loadings
    let model = plain * plain.transposed
    for rotation in [FactorRotation.varimax, .oblimin, .promax(power: 3)] {
      let turned = try rotate(plain, by: rotation)
      let again = turned.loadings * turned.correlations * turned.loadings.transposed
      #expect((again - model).elements.allSatisfy { abs($0) < 1e-10 })
      for column in 0..<3 { #expect(turned.loadings.column(column).reduce(0, +) >= 0) }
    }
  }

  @Test(
    "λ₆, λ₄ and alpha are no larger than the greatest lower bound, which both sides of its proof hold",
    arguments: 1...6)
  func bounds(seed: UInt64) throws {
    let (sample, cases) = try sample(seed, items: 4 + Int(seed) % 5, factors: 2, people: 120)
    let bound = try greatestLowerBound(sample)
    #expect(bound.atMost - bound.atLeast < 1e-8, "\(bound)")
    #expect(bound.atLeast <= bound.estimate && bound.estimate <= bound.atMost)
    var rest = sample.covariances
    for i in bound.errorVariances.indices { rest[i, i] -= bound.errorVariances[i] }
    #expect(bound.errorVariances.allSatisfy { $0 >= 0 })
    #expect(try #require(SymmetricEigen(rest).values.last) > -1e-12)
    let halves = try splitHalves(sample)
    #expect(try guttmanLambda6(sample) <= bound.atMost)
    #expect(halves.best <= bound.atMost)
    if cases[0].count % 2 == 0 { #expect(isClose(halves.mean, try cronbachAlpha(cases).alpha, 1e-11)) }
  }

  @Test("The bound of parallel items is their reliability, and a known matrix gives the known bound")
  func knownBounds() throws {
    // All items equally correlated: errors 1 − r each, so the bound is kr/(1 + (k − 1)r), which is alpha.
    var equal = Matrix(rows: 5, columns: 5)
    for i in 0..<5 { for j in 0..<5 { equal[i, j] = i == j ? 1 : 0.3 } }
    #expect(abs(try greatestLowerBound(SampleCovariance(count: 9, covariances: equal)).estimate - 1.5 / 2.2) < 1e-9)
    // Two items: the largest errors leave a rank of one with θ₁ = θ₂ = 1 − r.
    let two = try Matrix(rows: [[1, 0.6], [0.6, 1]])
    #expect(abs(try greatestLowerBound(SampleCovariance(count: 9, covariances: two)).estimate - 0.75) < 1e-9)
  }

  @Test("The unit of answers changes no factor, and doubling people no correlation", arguments: 1...4)
  func scale(seed: UInt64) throws {
    let (sample, cases) = try sample(seed, items: 7, factors: 2, people: 90)
    let other = try SampleCovariance(cases: cases.map { row in row.enumerated().map { Double($0 + 1) * 10 * $1 - 4 } })
    let doubled = try SampleCovariance(cases: cases + cases)
    for changed in [other, doubled] {
      #expect((changed.correlations - sample.correlations).elements.allSatisfy { abs($0) < 1e-12 })
      let (a, b) = (try factorAnalysis(sample, factors: 2), try factorAnalysis(changed, factors: 2))
      #expect((a.loadings - b.loadings).elements.allSatisfy { abs($0) < 1e-7 })
    }
  }

  @Test("Parallel analysis finds the factors that are there, and none among chance")
  func parallel() throws {
    let (sample, _) = try sample(5, items: 6, factors: 2, people: 150)
    let found = try parallelAnalysis(sample, draws: 25, seed: 9)
    #expect(try parallelAnalysis(sample, draws: 25, seed: 9) == found)
    #expect(found.suggestedFactors == 2)
    #expect(isClose(found.means.reduce(0, +), 6, 1e-10))
    var numbers = SeededNumbers(seed: 4)
    let chance = try SampleCovariance(cases: (0..<120).map { _ in (0..<6).map { _ in numbers.bell() } })
    #expect(try parallelAnalysis(chance, draws: 25, quantile: 0.99, seed: 9).suggestedFactors <= 1)
  }

  @Test("What has no factors is refused with its reason")
  func refusals() throws {
    let (sample, cases) = try sample(3, items: 6, factors: 2, people: 50)
    #expect(throws: StatisticsError.outOfDomain("4 factors are too many for 6 items")) {
      try factorAnalysis(sample, factors: 4)
    }
    let same = try SampleCovariance(cases: cases.map { $0 + [$0[0]] })
    #expect(throws: StatisticsError.notPositiveDefinite("the matrix of correlations")) {
      try factorAnalysis(same, factors: 2, method: .maximumLikelihood)
    }
    #expect(throws: StatisticsError.zeroVariance) { try SampleCovariance(cases: cases.map { $0 + [7] }) }
    #expect(throws: StatisticsError.outOfDomain("a matrix of covariances is symmetric")) {
      try SampleCovariance(count: 10, covariances: Matrix(rows: [[1, 0.2], [0.3, 1]]))
    }
    #expect(throws: StatisticsError.self) { try splitHalves(SampleCovariance(count: 9, covariances: .identity(25))) }
    let opposed = try SampleCovariance(count: 9, covariances: Matrix(rows: [[1, -1 + 1e-12], [-1 + 1e-12, 1]]))
    #expect(throws: StatisticsError.zeroVariance) { try splitHalves(opposed) }
  }
}
