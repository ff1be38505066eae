import Foundation
import Statistics
import Testing

@Suite("Regressions that lose digits in ordinary arithmetic keep at least 13")
struct HardRegressionTests {
  struct Hard: Decodable, Sendable, CustomTestStringConvertible {
    let name, reading: String
    let columns: [[String]]
    let y, weights: [String]
    let degree: Int
    let intercept: Bool
    /// Solved at 200 digits.
    let certified: [String: [Double]]

    var testDescription: String { name }

    func model() throws -> LinearModel {
      func numbers(_ texts: [String]) throws -> [DecimalNumber] { try texts.map { try #require(DecimalNumber($0)) } }
      func beyond(_ numbers: [DecimalNumber]) -> [Double] { numbers.map { reading == "decimals" ? $0.remainder : 0 } }
      let ones = [Double](repeating: 1, count: y.count)
      var values = intercept ? [ones] : []
      var remainders: [[Double]] = intercept ? [ones.map { _ in 0.0 }] : []
      for column in columns {
        let numbers = try numbers(column)
        let powers = try polynomialColumns(of: numbers.map(\.value), remainders: beyond(numbers), degree: degree)
        values += (0..<degree).map { powers.values.column($0) }
        remainders += (0..<degree).map { powers.remainders.column($0) }
      }
      let names = (intercept ? ["(Intercept)"] : []) + (1...(columns.count * degree)).map { "x\($0)" }
      let outcome = try numbers(y)
      return try linearModel(
        Design(Matrix(columns: values), names: names), outcome: outcome.map(\.value),
        weights: weights.isEmpty ? nil : weights.compactMap(Double.init),
        remainders: DecimalRemainders(outcome: beyond(outcome), predictors: Matrix(columns: remainders)))
    }
  }

  static let sets: [Hard] = {
    struct File: Decodable { let sets: [Hard] }
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/linear/hard.json")
    return (try? JSONDecoder().decode(File.self, from: Data(contentsOf: url)).sets) ?? []
  }()

  /// The least of the correct digits, at most 16; those of residuals and sums of squares count from `scale` on.
  private static func digits(_ found: [Double], _ wanted: [Double], scale: Double = 0) -> Double {
    zip(found, wanted).map { found, wanted in
      let error = abs(found - wanted) / max(abs(wanted), scale)
      return error > 0 ? min(16, -log10(error)) : 16
    }.min() ?? 0
  }

  @Test("Coefficients, errors, tests, leverages and sums of squares", arguments: sets) func digits(_ set: Hard) throws {
    let model = try set.model()
    var reached: [(String, Double)] = []
    func compare(_ key: String, _ found: [Double], scale: Double = 0) throws {
      let wanted = try #require(set.certified[key])
      try #require(found.count == wanted.count)
      reached.append((key, Self.digits(found, wanted, scale: scale)))
    }
    let spread = model.residualStandardDeviation
    try compare("estimates", model.coefficients)
    try compare("deviations", model.standardErrors)
    try compare("residual", [spread])
    try compare("rSquared", [model.rSquared])
    try compare("f", [try model.overallTest().statistic])
    try compare("residuals", model.residuals, scale: spread)
    try compare("typeI", try model.termTests(.sequential).map(\.sumOfSquares), scale: model.residualSumOfSquares)
    try compare("leverages", model.leverages)
    for correction in [HeteroscedasticCorrection.hc0, .hc3] where model.leverages.allSatisfy({ $0 < 1 - 1e-9 }) {
      try compare(
        correction.rawValue,
        try model.coefficientTests(covariance: .heteroscedastic(correction)).map(\.standardError))
    }
    print(set.name + ": " + reached.map { "\($0.0) " + String(format: "%.1f", $0.1) }.joined(separator: ", "))
    for (key, digits) in reached { #expect(digits >= 13, "\(set.name) \(key)") }
  }

  @Test(
    "One-way tables like NIST's SmLs07 to 09, as a linear model and as moments",
    arguments: [
      ("1000000000000", 21), ("1000000000000", 201), ("10000000000000", 21), ("10000000000000", 201),
      ("1000000000000000", 21),
    ])
  func oneWay(whole: String, size: Int) throws {
    // First value of each treatment, then 0.1 below and above it in turn, as in SmLs04.
    let groups = try [4, 3, 5, 3, 5, 3, 5, 3, 5].map { tenth in
      try (0..<size).map {
        try #require(DecimalNumber("\(whole).\($0 == 0 ? tenth : $0 % 2 == 1 ? tenth - 1 : tenth + 1)"))
      }
    }
    let n = Double(size)
    let (between, within) = (0.08 * n, 0.09 * (n - 1))
    let anova = try oneWayANOVA(
      groups.map { group in
        group.reduce(into: Moments()) { $0.add($1.value, residual: $1.remainder) }
      })
    let factor = try Factor(
      levels: groups.indices.map { "g\($0)" }, codes: groups.indices.flatMap { [Int](repeating: $0, count: size) })
    let design = try Design(["g": .factor(factor)], terms: [Term("g")])
    let numbers = groups.flatMap { $0 }
    let model = try linearModel(
      design, outcome: numbers.map(\.value),
      remainders: DecimalRemainders(
        outcome: numbers.map(\.remainder),
        predictors: Matrix(rows: design.matrix.rowCount, columns: design.matrix.columnCount)))
    let test = try #require(try model.termTests(.hierarchical).first)
    // Against the mean of all, whose square is some 1e26 to 1e30 times as large.
    let reached = [
      Self.digits([anova.sumOfSquaresBetween, anova.sumOfSquaresWithin, anova.statistic], [between, within, n]),
      Self.digits([test.sumOfSquares, model.residualSumOfSquares, test.test.statistic], [between, within, n]),
    ]
    print("\(whole).4, \(size) a group: moments \(reached[0]), linear model \(reached[1])")
    #expect(try #require(reached.min()) >= 13)
  }

  @Test("The reference holds its sets") func loaded() { #expect(Self.sets.count == 18) }
}
