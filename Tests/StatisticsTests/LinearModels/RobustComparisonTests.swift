import Foundation
import Statistics
import Testing

/// Terms and means with robust covariances, for the cases of `Fixtures/linear/models.json`.
@Suite("Terms and means with robust errors agree with R's car, clubSandwich and emmeans")
struct RobustComparisonTests {
  typealias Expected = LinearCase.Expected

  static let expected: [String: [String: Expected]] = {
    struct File: Decodable { let cases: [String: [String: Expected]] }
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/linear/robust.json")
    return (try? JSONDecoder().decode(File.self, from: Data(contentsOf: url)).cases) ?? [:]
  }()

  static let cases = LinearCase.all.filter { expected[$0.name] != nil }

  private func expect(
    _ reference: LinearCase, _ key: String, _ part: String?, _ actual: [Double], tolerance: Double = 1e-8,
    floor: Double = 1e-12, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let values: [Double?]
    switch Self.expected[reference.name]?[key] {
    case .values(let found)?: values = found
    case .nested(let nested)?: values = try #require(nested[part ?? ""], sourceLocation: sourceLocation)
    case nil: return
    }
    try #require(values.count == actual.count, "\(reference.name) \(key)", sourceLocation: sourceLocation)
    for (actual, wanted) in zip(actual, values) {
      guard let wanted else { continue }
      #expect(
        abs(actual - wanted) <= max(tolerance * abs(wanted), floor),
        "\(reference.name) \(key) \(part ?? ""): \(actual), not \(wanted)", sourceLocation: sourceLocation)
    }
  }

  @Test("Terms of types II and III with HC3", arguments: cases) func heteroscedastic(_ reference: LinearCase) throws {
    let model = try reference.model()
    for (key, type) in [("hc3II", SumOfSquaresType.hierarchical), ("hc3III", .marginal)] {
      let tests = try model.waldTermTests(type, covariance: .heteroscedastic(.hc3))
      try expect(reference, key, nil, tests.flatMap { [$0.test.statistic, $0.test.pValue] })
    }
  }

  @Test("Terms with clusters: CR1, and Hotelling's test with CR2", arguments: cases)
  func clustered(_ reference: LinearCase) throws {
    let model = try reference.model()
    for (key, type, correction) in [
      ("cr1III", SumOfSquaresType.marginal, ClusterCorrection.cr1), ("cr2III", .marginal, .cr2),
      ("cr2II", .hierarchical, .cr2),
    ] {
      guard case .values(let wanted)? = Self.expected[reference.name]?[key] else { continue }
      let estimator = CovarianceEstimator.clustered(correction, by: reference.cluster)
      // Fewer clusters than coefficients leave no test (R's rounding sometimes gives one).
      let coefficients = stride(from: 1, to: wanted.count, by: 4).compactMap { wanted[$0] }.max() ?? 0
      guard !wanted.contains(nil), Int(coefficients) < Set(reference.cluster).count else {
        #expect(throws: StatisticsError.self) { try model.waldTermTests(type, covariance: estimator) }
        continue
      }
      let found = try model.waldTermTests(type, covariance: estimator).flatMap {
        [$0.test.statistic, $0.test.numerator, $0.test.denominator, $0.test.pValue]
      }
      // R's x near 100 beside its products costs CR2's degrees of freedom digits.
      try expect(reference, key, nil, found, tolerance: correction == .cr2 ? 5e-7 : 1e-8)
    }
  }

  @Test("With the classical covariance they are the terms' F tests", arguments: LinearCase.all)
  func classical(_ reference: LinearCase) throws {
    let model = try reference.model()
    for type in SumOfSquaresType.allCases {
      for (wald, direct) in zip(
        try model.waldTermTests(type, covariance: .classical), try model.termTests(type))
      {
        #expect(wald.term == direct.term && wald.test.denominator == direct.test.denominator)
        #expect(
          isClose(wald.test.statistic, direct.test.statistic, 1e-8), "\(reference.name) \(type) \(wald.term.name)")
      }
    }
  }

  @Test("Pairs and comparisons with a control, with HC3 and with CR2", arguments: cases)
  func means(_ reference: LinearCase) throws {
    let model = try reference.model()
    for factor in reference.factors.keys {
      let key = "means." + factor
      let means = try model.estimatedMarginalMeans(of: [factor], covariance: .heteroscedastic(.hc3))
      let pairs = try means.pairwise(adjustment: .none)
      try expect(
        reference, key, "pairs",
        pairs.flatMap { [$0.estimate, $0.standardError, $0.degreesOfFreedom, $0.statistic, $0.pValue] })
      try expect(reference, key, "holm", try means.pairwise(adjustment: .holm).map(\.pValue))
      // R's ptukey and qtukey are off by up to 1e-6 and 1e-5 (see Fixtures/pairs.json).
      let tukey = try means.pairwise()
      try expect(reference, key, "tukey", tukey.map(\.pValue), tolerance: 1e-4, floor: 1e-8)
      try expect(reference, key, "tukeyCI", tukey.flatMap { [$0.lower, $0.upper] }, tolerance: 1e-4, floor: 1e-4)
      // Three comparisons ask for one integral more, which takes seconds where nothing is optimised: one case of them is enough.
      let isQuick = means.means.count < 4 || reference.name.hasPrefix("4 ")
      if isQuick { try expect(reference, key, "dunnett", try means.against().map(\.pValue), floor: 1e-11) }
      let small = try model.estimatedMarginalMeans(
        of: [factor], covariance: .clustered(.cr2, by: reference.cluster))
      let plain = try small.pairwise(adjustment: .none)
      try expect(
        reference, key, "cr2", plain.flatMap { [$0.estimate, $0.standardError, $0.degreesOfFreedom] }, tolerance: 1e-7)
      try expect(reference, key, "cr2p", plain.map(\.pValue), tolerance: 1e-7)
      try expect(reference, key, "cr2holm", try small.pairwise(adjustment: .holm).map(\.pValue), tolerance: 1e-7)
      try expect(reference, key, "cr2tukey", try small.pairwise().map(\.pValue), tolerance: 1e-4, floor: 1e-6)
      guard means.means.count < 4 else { continue }
      try expect(reference, key, "cr2dunnett", try small.against().map(\.pValue), tolerance: 1e-7, floor: 1e-11)
    }
  }

  @Test("One factor's means at each level of another", arguments: cases) func by(_ reference: LinearCase) throws {
    guard reference.factors.count == 2 else { return }
    let model = try reference.model()
    for (key, estimator) in [("by.plain", CovarianceEstimator.classical), ("by.hc3", .heteroscedastic(.hc3))] {
      let groups = try model.estimatedMarginalMeans(of: ["a"], by: ["b"], covariance: estimator)
      #expect(groups.map(\.levels) == Set(reference.factors["b"] ?? []).sorted().map { [$0] })
      let cells = groups.flatMap(\.means.means)
      try expect(reference, key, "means", cells.flatMap { [$0.mean, $0.standardError, $0.lower, $0.upper] })
      func pairs(_ adjustment: ComparisonAdjustment) throws -> [MeanContrast] {
        try groups.flatMap { try $0.means.pairwise(adjustment: adjustment) }
      }
      try expect(
        reference, key, "pairs", try pairs(.none).flatMap { [$0.estimate, $0.standardError, $0.pValue] })
      try expect(reference, key, "holm", try pairs(.holm).map(\.pValue))
      try expect(reference, key, "tukey", try pairs(.tukey).map(\.pValue), tolerance: 1e-4, floor: 1e-8)
      guard groups[0].means.means.count < 4 else { continue }
      try expect(reference, key, "dunnett", try groups.flatMap { try $0.means.against().map(\.pValue) }, floor: 1e-11)
    }
    let named = try model.estimatedMarginalMeans(of: ["a"], by: ["b"]).flatMap {
      try $0.means.pairwise(adjustment: .none)
    }
    #expect(named.allSatisfy { !$0.name.contains("b1") })
    #expect(throws: StatisticsError.self) { try model.estimatedMarginalMeans(of: ["a"], by: []) }
    #expect(throws: StatisticsError.self) { try model.estimatedMarginalMeans(of: ["a"], by: ["a"]) }
  }

  @Test("Robust tests of terms do not see the outcome's level, its unit, the predictors' units or the order of people")
  func laws() throws {
    for reference in Self.cases.prefix(20) where reference.intercept && reference.weights == nil {
      var changed = try reference.design().variables
      for (name, column) in reference.numbers { changed[name] = .numeric(column.map { 0.125 * $0 }) }
      let (n, design) = (reference.y.count, try reference.design())
      let reversed = try linearModel(
        Design(
          changed.mapValues { variable in
            switch variable {
            case .numeric(let values): .numeric(values.reversed())
            case .decimal(let numbers): .decimal(numbers.reversed())
            case .factor(let factor):
              .factor(try Factor(levels: factor.levels, codes: factor.codes.reversed(), contrasts: factor.contrasts))
            }
          }, terms: design.terms), outcome: (0..<n).reversed().map { 4 * reference.y[$0] + 512 })
      let model = try reference.model()
      for estimator in [CovarianceEstimator.heteroscedastic(.hc3), .clustered(.cr1, by: reference.cluster)] {
        var other = estimator
        if case .clustered(let correction, let clusters) = estimator {
          other = .clustered(correction, by: clusters.reversed())
        }
        for type in SumOfSquaresType.allCases {
          // Fewer clusters than coefficients leave no test.
          guard let plain = try? model.waldTermTests(type, covariance: estimator) else { continue }
          for (a, b) in zip(plain, try reversed.waldTermTests(type, covariance: other)) {
            #expect(isClose(a.test.statistic, b.test.statistic, 1e-8), "\(reference.name) \(a.term.name) \(type)")
          }
        }
      }
    }
  }

  @Test("More coefficients than degrees of freedom can be tested together, unless the latter are estimated too")
  func fewRows() throws {
    let (x, z) = ([1.0, 2, 4, 3, 7], [3.0, 1, 4, 1, 5])
    let design = try Design(
      ["x": .numeric(x), "z": .numeric(z), "v": .numeric([2, 7, 1, 8, 2])], terms: [Term("x"), Term("z"), Term("v")])
    let model = try linearModel(design, outcome: [1, 3, 2, 5, 4])
    let all = (1...3).map { column in (0..<4).map { $0 == column ? 1.0 : 0 } }
    let (wald, overall) = (try model.waldTest(all), try model.overallTest())
    #expect(wald.denominator == 1 && isClose(wald.statistic, overall.statistic, 1e-10))
  }

  @Test("The reference holds its cases") func loaded() { #expect(Self.cases.count > 45) }
}
