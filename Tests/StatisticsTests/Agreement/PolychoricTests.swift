import Foundation
import Testing

@testable import Statistics

private struct PolychoricCase: Decodable, CustomTestStringConvertible, Sendable {
  let table: [[Int]]
  /// The correlation and its error after two steps; both correlations and the error of the second by polycor; the correlation and the
  /// log likelihood of a search for all parameters.
  let twoStep, logLik, polycor, likelihood, thresholds: [Double]

  var testDescription: String { "\(table)" }

  static var all: [PolychoricCase] {
    struct File: Decodable { let cases: [PolychoricCase] }
    let file: File? = PsychometricCase.decode("polychoric.json")
    return file?.cases ?? []
  }
}

@Suite("Polychoric correlations and the bivariate normal distribution")
struct PolychoricTests {
  @Test("The bivariate normal distribution to the last digits, against 40-digit arithmetic")
  func bivariate() throws {
    struct File: Decodable { let cases: [[Double]] }
    let file: File = try #require(PsychometricCase.decode("bivariate.json"))
    #expect(file.cases.count == 300)
    var worst = 0.0
    for point in file.cases {
      let found = try bivariateNormalProbability(point[0], point[1], correlation: point[2])
      worst = max(worst, abs(found - point[3]))
    }
    #expect(worst < 2e-15, "worst absolute error \(worst)")
  }

  @Test("Probabilities of the bivariate normal are symmetric and add up", arguments: 1...40)
  func laws(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let (h, k, rho) = (3 * numbers.bell(), 3 * numbers.bell(), [1, -1, 0, 2 * numbers.uniform() - 1][Int(seed) % 4])
    let below = try bivariateNormalProbability(h, k, correlation: rho)
    let swapped = try bivariateNormalProbability(k, h, correlation: rho)
    #expect(abs(below - swapped) < 2e-15)
    let other = try bivariateNormalProbability(h, -k, correlation: -rho)
    #expect(abs(below + other - NormalTail.upper(-h)) < 4e-15)
    let orthant = try bivariateNormalProbability(0, 0, correlation: rho)
    #expect(abs(orthant - (0.25 + asinOf(rho) / (2 * Double.pi))) < 2e-15)
    #expect(try bivariateNormalProbability(h, .infinity, correlation: rho) == NormalTail.upper(-h))
    #expect(try bivariateNormalProbability(-.infinity, k, correlation: rho) == 0)
  }

  private func asinOf(_ x: Double) -> Double { asin(x) }

  @Test("Two steps and full likelihood, against searches in R", arguments: PolychoricCase.all)
  fileprivate func estimates(_ reference: PolychoricCase) throws {
    let two = try polychoricCorrelation(reference.table)
    #expect(abs(two.estimate - reference.twoStep[0]) < 1e-8)
    #expect(abs(two.standardError / reference.twoStep[1] - 1) < 1e-6)
    #expect(abs(two.logLikelihood - reference.logLik[0]) < 1e-9 * abs(reference.logLik[0]))
    // optimise stops at 1e-4.
    #expect(abs(two.estimate - reference.polycor[0]) < 2e-4)
    let full = try polychoricCorrelation(reference.table, method: .maximumLikelihood)
    // Searches without derivatives end at 1e-5 or so: ours is no lower than the best of them.
    #expect(full.logLikelihood >= reference.likelihood[1] - 1e-10 * abs(reference.likelihood[1]))
    #expect(abs(full.estimate - reference.likelihood[0]) < 1e-4)
    for (actual, wanted) in zip(full.rowThresholds + full.columnThresholds, reference.thresholds) {
      #expect(abs(actual - wanted) < 1e-4)
    }
    #expect(full.logLikelihood >= two.logLikelihood - 1e-12 * abs(two.logLikelihood))
    #expect(abs(full.standardError / reference.polycor[2] - 1) < 0.02)
  }

  @Test("There are 40 tables")
  func whole() { #expect(PolychoricCase.all.count == 40) }

  @Test("A two-by-two table gives its tetrachoric correlation: the model fits it exactly")
  func tetrachoric() throws {
    for method in PolychoricMethod.allCases {
      let found = try polychoricCorrelation([[40, 10], [20, 30]], method: method)
      #expect(abs(bivariateNormal(found.rowThresholds[0], found.columnThresholds[0], found.estimate) - 0.4) < 1e-13)
      #expect(found.degreesOfFreedom == 0 && found.pValue == nil && found.statistic < 1e-10)
    }
  }

  @Test("Turning one variable turns the sign; empty categories change nothing; more people only narrow the error")
  func invariance() throws {
    let table = [[14, 9, 2], [6, 17, 11], [1, 8, 20]]
    let plain = try polychoricCorrelation(table, method: .maximumLikelihood)
    let turned = try polychoricCorrelation(table.map { $0.reversed() }, method: .maximumLikelihood)
    #expect(abs(plain.estimate + turned.estimate) < 1e-11)
    let wider = try polychoricCorrelation(table.map { [$0[0], 0, $0[1], $0[2]] } + [[0, 0, 0, 0]])
    #expect(try wider.estimate == polychoricCorrelation(table).estimate)
    let doubled = try polychoricCorrelation(table.map { $0.map { 4 * $0 } }, method: .maximumLikelihood)
    #expect(abs(doubled.estimate - plain.estimate) < 1e-11)
    #expect(abs(doubled.standardError * 2 - plain.standardError) < 1e-10)
  }

  @Test("Tables without an estimate are refused with their reason; awkward ones give finite numbers or a reason")
  func refusals() throws {
    #expect(throws: StatisticsError.tooFewGroups(1)) { try polychoricCorrelation([[3, 4], [0, 0]]) }
    #expect(throws: StatisticsError.self) { try polychoricCorrelation([[3, 0], [0, 4]]) }
    #expect(try polychoricCorrelation([[30, 12], [0, 40]], emptyCells: 0.5).estimate > 0.8)
    var answered = 0
    for seed in 0..<60 {
      var numbers = SeededNumbers(seed: UInt64(seed))
      let width = numbers.whole(0...4)
      let huge = [0, 1, -1, .max, 1 << 52, 1000]
      let table = (0..<numbers.whole(0...4)).map { _ in
        (0..<width).map { _ in seed % 4 == 0 ? huge[numbers.whole(0...5)] : numbers.whole(0...6) }
      }
      for method in PolychoricMethod.allCases {
        do throws(StatisticsError) {
          let found = try polychoricCorrelation(table, method: method, emptyCells: seed % 3 == 0 ? 0.5 : 0)
          let sum = found.estimate + found.standardError + found.logLikelihood + found.statistic
          #expect(sum.isFinite)
          #expect(abs(found.estimate) < 1)
          answered += 1
        } catch {
          #expect(!error.description.isEmpty)
        }
      }
    }
    #expect(answered > 20)
  }

  @Test("The matrix of items is symmetric and holds the pairs")
  func matrix() throws {
    var numbers = SeededNumbers(seed: 11)
    let cases = (0..<150).map { _ in
      let shared = numbers.bell()
      return (0..<3).map { _ in (min(2, max(-2, shared + numbers.bell()))).rounded() }
    }
    let found = try polychoricCorrelations(cases)
    let pair = try crossClassification(cases.map { $0[2] }, cases.map { $0[0] })
    #expect(try found[2, 0] == polychoricCorrelation(pair.table).estimate && found[0, 2] == found[2, 0])
    #expect(found.diagonal == [1, 1, 1])
  }
}
