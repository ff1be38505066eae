import Foundation
import Testing

@testable import Statistics

@Suite("Simultaneous tails of several t values") struct MultivariateTTests {
  private struct Case: Decodable {
    let correlation: [[Double]]
    let degreesOfFreedom: Double?
    let bound, survival: Double
    let both: Bool

    func found() throws -> MultivariateT.Estimate {
      let t = try MultivariateT(
        correlation: Matrix(rows: correlation), degreesOfFreedom: degreesOfFreedom ?? .infinity)
      return try t.survival(bound, sides: both ? .both : .upper)
    }
  }

  private static func cases(_ name: String) throws -> [Case] {
    struct File: Decodable { let cases: [Case] }
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/linear/\(name).json")
    return try JSONDecoder().decode(File.self, from: Data(contentsOf: url)).cases
  }

  @Test("Quadratures agree with others of another rule") func quadrature() throws {
    let cases = try Self.cases("multivariate-t")
    #expect(cases.count > 50)
    var worst = 0.0
    for reference in cases {
      let found = try reference.found()
      worst = max(worst, relativeError(found.value, reference.survival))
      #expect(
        relativeError(found.value, reference.survival) < 1e-12,
        "\(reference): \(found.value) against \(reference.survival)")
    }
    print("worst relative error of a simultaneous tail: \(worst)")
  }

  @Test("Lattice points agree with mvtnorm to the error that they state") func lattice() throws {
    for reference in try Self.cases("multivariate-t-by-r") where reference.correlation.count > 3 {
      let found = try reference.found()
      #expect(found.error > 1e-9 && found.error < 2e-3)
      #expect(abs(found.value - reference.survival) <= found.error + 5e-5, "\(reference) \(found)")
    }
  }

  @Test("Three values of any correlation agree with mvtnorm") func three() throws {
    for reference in try Self.cases("multivariate-t-by-r").filter({ $0.correlation.count == 3 }).prefix(1) {
      let found = try reference.found()
      #expect(abs(found.value - reference.survival) <= 1e-8, "\(reference) \(found)")
    }
  }

  @Test("One value is Student's t, and unrelated ones of known variance are independent") func margins() throws {
    for freedom in [0.5, 3, 40, 1e6] {
      let one = try MultivariateT(correlation: .identity(1), degreesOfFreedom: freedom)
      let student = try StudentT(degreesOfFreedom: freedom)
      for bound in [0.3, 2, 9.0] {
        #expect(relativeError(try one.survival(bound).value, 2 * (try student.survival(bound))) < 1e-11)
        #expect(relativeError(try one.survival(bound, sides: .upper).value, try student.survival(bound)) < 1e-11)
      }
      #expect(relativeError(try one.upperQuantile(0.05), try student.upperQuantile(0.025)) < 1e-12)
    }
    let four = try MultivariateT(correlation: .identity(4), degreesOfFreedom: .infinity)
    let tail = 2 * NormalTail.upper(2.5)
    #expect(relativeError(try four.survival(2.5).value, -expm1(4 * log1p(-tail))) < 1e-12)
  }

  @Test("Dunnett's published bounds: k comparisons with a control, equal groups, 5 %")
  func table() throws {
    // Dunnett (1964), doi:10.2307/2528490, two-sided: 10 and 20 degrees of freedom.
    for (k, freedom, bound) in [(2, 10.0, 2.57), (3, 10, 2.76), (4, 20, 2.65), (6, 20, 2.80)] {
      var correlation = Matrix(rows: k, columns: k)
      for row in 0..<k { for column in 0..<k { correlation[row, column] = row == column ? 1 : 0.5 } }
      let found = try MultivariateT(correlation: correlation, degreesOfFreedom: freedom)
      let quantile = try found.upperQuantile(0.05)
      #expect(abs(quantile - bound) < 0.0051)
      #expect(relativeError(try found.survival(quantile).value, 0.05) < 1e-11)
    }
  }

  @Test("What is no correlation matrix is refused, and no bound is too far") func awkward() throws {
    #expect(throws: StatisticsError.self) {
      try MultivariateT(correlation: Matrix(rows: [[1, 1], [1, 1]]), degreesOfFreedom: 5)
    }
    #expect(throws: StatisticsError.self) {
      try MultivariateT(correlation: Matrix(rows: [[1, 0.2], [0.3, 1]]), degreesOfFreedom: 5)
    }
    #expect(throws: StatisticsError.self) { try MultivariateT(correlation: .identity(2), degreesOfFreedom: .nan) }
    #expect(throws: StatisticsError.self) { try MultivariateT(correlation: .identity(0), degreesOfFreedom: 4) }
    for freedom in [0.1, 2, 300, 1e8, .infinity] {
      let t = try MultivariateT(correlation: Matrix(rows: [[1, 0.4], [0.4, 1]]), degreesOfFreedom: freedom)
      for bound in [0, 1e-300, 1e-8, 30, 1e10, 1e300, .infinity, -.infinity, -3, -1e200] {
        for sides in MultivariateT.Sides.allCases {
          let value = try t.survival(bound, sides: sides).value
          #expect(value >= 0 && value <= 1, "\(freedom) \(bound) \(sides)")
        }
      }
      #expect(throws: StatisticsError.self) { try t.survival(.nan) }
      for p in [0, 1, -1, .nan] { #expect(throws: StatisticsError.self) { try t.upperQuantile(p) } }
    }
  }
}
