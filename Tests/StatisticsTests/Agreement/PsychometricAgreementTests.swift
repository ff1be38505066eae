import Foundation
import Testing

@testable import Statistics

/// One case of `Fixtures/psychometrics/factors.json`.
struct PsychometricCase: Decodable, CustomTestStringConvertible, Sendable {
  struct Input: Decodable, Sendable {
    var count: Int?
    var covariances: [[Double]]?
    var loadings: [[Double]]?
  }

  let method: String
  let input: Input
  let expected: [String: [Double]]

  var testDescription: String { method }

  static func all(_ method: String) -> [PsychometricCase] {
    struct File: Decodable { let cases: [PsychometricCase] }
    guard let file: File = Self.decode("factors.json") else { return [] }
    return file.cases.filter { $0.method == method }
  }

  static func decode<T: Decodable>(_ name: String) -> T? {
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/psychometrics/\(name)")
    return (try? Data(contentsOf: url)).flatMap { try? JSONDecoder().decode(T.self, from: $0) }
  }

  var sample: SampleCovariance {
    get throws {
      try SampleCovariance(count: #require(input.count), covariances: Matrix(rows: #require(input.covariances)))
    }
  }

  func expect(
    _ key: String, _ actual: [Double], _ tolerance: Double = 1e-10, floor: Double = 0.01,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let wanted = try #require(expected[key], sourceLocation: sourceLocation)
    try #require(wanted.count == actual.count, sourceLocation: sourceLocation)
    for (actual, wanted) in zip(actual, wanted) {
      #expect(
        abs(actual - wanted) <= tolerance * max(abs(wanted), floor), "\(method) \(key): \(actual), \(wanted)",
        sourceLocation: sourceLocation)
    }
  }
}

/// One case of `Fixtures/psychometrics/extraction.json`.
struct ExtractionCase: Decodable, CustomTestStringConvertible, Sendable {
  struct Solution: Decodable, Sendable {
    let uniquenesses: [Double]
    let value: Double
  }
  let count, factors: Int
  let correlations: [[Double]]
  let minres, likelihood: Solution

  var testDescription: String { "\(correlations.count) items, \(factors) factors" }

  static var all: [ExtractionCase] {
    struct File: Decodable { let cases: [ExtractionCase] }
    let file: File? = PsychometricCase.decode("extraction.json")
    return file?.cases ?? []
  }
}

@Suite("Factors and reliability, as R and independent searches have them")
struct PsychometricAgreementTests {
  @Test("The fixtures hold their cases")
  func whole() {
    #expect(ExtractionCase.all.count == 40)
    #expect(PsychometricCase.all("items").count == 30)
    #expect(PsychometricCase.all("rotation").count == 36)
    #expect(PsychometricCase.all("psych").count >= 10)
  }

  @Test("Adequacy, sphericity, split halves and lambda 6", arguments: PsychometricCase.all("items"))
  func items(_ reference: PsychometricCase) throws {
    let sample = try reference.sample
    let adequacy = try samplingAdequacy(sample)
    try reference.expect("adequacy", [adequacy.overall] + adequacy.items)
    let sphericity = try bartlettSphericity(sample)
    try reference.expect(
      "sphericity", [sphericity.statistic, Double(sphericity.degreesOfFreedom), sphericity.pValue], floor: 1e-300)
    let halves = try splitHalves(sample)
    try reference.expect("splits", [halves.best, halves.mean, halves.worst, Double(halves.splits)])
    try reference.expect("lambda6", [try guttmanLambda6(sample)])
  }

  /// Columns in any order and of either sign, matched to the nearest of the other program.
  private func matched(_ found: Matrix, _ wanted: [Double]) throws -> (order: [Int], signs: [Double]) {
    let k = found.rowCount
    var order: [Int] = []
    var signs: [Double] = []
    for column in 0..<found.columnCount {
      let products = (0..<found.columnCount).map { other in
        (0..<k).reduce(0) { $0 + wanted[column * k + $1] * found[$1, other] }
      }
      let place = try #require(products.indices.max { abs(products[$0]) < abs(products[$1]) })
      order.append(place)
      signs.append(products[place] < 0 ? -1 : 1)
    }
    #expect(Set(order).count == order.count)
    return (order, signs)
  }

  /// What varimax (on rows of equal length) and oblimin make least.
  private static let criteria: [String: @Sendable (Matrix) -> Double] = [
    "varimax": { loadings in
      let (k, m) = (loadings.rowCount, loadings.columnCount)
      let lengths = (0..<k).map { row in loadings.row(row).reduce(0) { $0 + $1 * $1 } }
      return (0..<m).reduce(0) { sum, column in
        let squares = zip(loadings.column(column), lengths).map { $0 * $0 / $1 }
        return sum - Moments(squares).sumOfSquaredDeviations
      }
    },
    "oblimin": { loadings in
      (0..<loadings.rowCount).reduce(0) { sum, row in
        let squares = loadings.row(row).map { $0 * $0 }
        let total = squares.reduce(0, +)
        return sum + squares.reduce(0) { $0 + $1 * (total - $1) } / 4
      }
    },
  ]

  @Test("Varimax, promax and oblimin", arguments: PsychometricCase.all("rotation"))
  func rotations(_ reference: PsychometricCase) throws {
    let loadings = try Matrix(rows: try #require(reference.input.loadings))
    let m = loadings.columnCount
    for (key, rotation) in [
      ("varimax", FactorRotation.varimax), ("promax", .promax(power: 4)), ("oblimin", .oblimin),
    ] {
      let found = try rotate(loadings, by: rotation)
      let (order, signs) = try matched(found.loadings, try #require(reference.expected[key]))
      let turned = zip(order, signs).flatMap { column, sign in found.loadings.column(column).map { $0 * sign } }
      // R's searches stop when the criterion no longer moves, at about 1e-8 of a loading; ours must be no worse by it.
      try reference.expect(key, turned, 2e-6, floor: 1)
      if let criterion = Self.criteria[key] {
        let other = try Matrix(
          columns: (0..<m).map {
            Array(try #require(reference.expected[key])[$0 * loadings.rowCount..<($0 + 1) * loadings.rowCount])
          })
        #expect(criterion(found.loadings) <= criterion(other) + 1e-14 * Double(loadings.rowCount))
      }
      guard key != "varimax" else { continue }
      let related = (0..<m * m).map { place in
        found.correlations[order[place % m], order[place / m]] * signs[place % m] * signs[place / m]
      }
      try reference.expect("\(key)Correlations", related, 2e-6, floor: 1)
    }
  }

  @Test("Minres and maximum likelihood, against searches over the loadings", arguments: ExtractionCase.all)
  func extraction(_ reference: ExtractionCase) throws {
    let sample = try SampleCovariance(count: reference.count, covariances: try Matrix(rows: reference.correlations))
    for (method, wanted) in [
      (FactorMethod.minimumResidual, reference.minres), (.maximumLikelihood, reference.likelihood),
    ] {
      let found = try factorAnalysis(sample, factors: reference.factors, method: method, rotation: .unrotated)
      for (actual, wanted) in zip(found.uniquenesses, wanted.uniquenesses) {
        #expect(abs(actual - wanted) < 1e-8, "\(method): \(actual), \(wanted)")
      }
      if method == .maximumLikelihood {
        #expect(abs(try #require(found.discrepancy) - wanted.value) < 1e-11)
      } else {
        let k = Double(reference.correlations.count)
        let squares = found.rootMeanSquareResidual * found.rootMeanSquareResidual * k * (k - 1) / 2
        #expect(abs(squares - wanted.value) < 1e-11)
      }
    }
  }

  /// psych and factanal stop early: ours must fit at least as well, and lie near.
  @Test(
    "psych's fa and omega, and factanal, within what their searches leave", arguments: PsychometricCase.all("psych"))
  func psych(_ reference: PsychometricCase) throws {
    let sample = try reference.sample
    let found = try factorAnalysis(sample, factors: 3, rotation: .unrotated)
    let k = Double(found.uniquenesses.count)
    let squares = found.rootMeanSquareResidual * found.rootMeanSquareResidual * k * (k - 1) / 2
    #expect(squares <= (try #require(reference.expected["residual"]))[0] * (1 + 1e-12))
    try reference.expect("residual", [squares], 1e-4, floor: 1e-3)
    try reference.expect("uniquenesses", found.uniquenesses, 0.005, floor: 1)
    let likelihood = try factorAnalysis(sample, factors: 3, method: .maximumLikelihood, rotation: .unrotated)
    let discrepancy = try #require(likelihood.discrepancy)
    #expect(discrepancy <= (try #require(reference.expected["discrepancy"]))[0] * (1 + 1e-9))
    try reference.expect("discrepancy", [discrepancy], 1e-6)
    try reference.expect(
      "chiSquared",
      [try #require(likelihood.statistic), Double(likelihood.degreesOfFreedom), try #require(likelihood.pValue)], 1e-6)
    let coefficients = try omega(sample)
    guard coefficients.heywoodFactors.isEmpty else { return }
    try reference.expect("omega", [coefficients.total, coefficients.hierarchical], 0.005)
  }
}
