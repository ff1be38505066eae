import Foundation
import Statistics
import Testing

/// One case of `Fixtures/agreement/agreement.json`.
private struct RaterCase: Decodable, CustomTestStringConvertible, Sendable {
  struct Input: Decodable, Sendable {
    var raters: Raters?
    var values: [Double]?
    var weights: String?
    var level: String?
    var table: [[Int]]?
    var cases: [[Double]]?
    var sections: [[Int]]?
    var length: Int?
  }

  /// Columns of ratings in some cases, a number of raters in others.
  enum Raters: Decodable, Sendable {
    case columns([[Double?]])
    case number(Int)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Int.self) {
        self = .number(number)
      } else {
        self = .columns(try container.decode([[Double?]].self))
      }
    }
  }

  let method: String
  let input: Input
  let expected: [String: [Double]]

  var testDescription: String { "\(method) \(input.weights ?? input.level ?? "")" }

  static func all(_ method: String) -> [RaterCase] {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/agreement/agreement.json")
    struct File: Decodable { let cases: [RaterCase] }
    guard let data = try? Data(contentsOf: url), let file = try? JSONDecoder().decode(File.self, from: data) else {
      return []
    }
    return file.cases.filter { $0.method == method }
  }

  func ratings(values: [Double]?) throws -> Ratings {
    guard case .columns(let columns) = try #require(input.raters) else { throw StatisticsError.tooFewGroups(0) }
    return try Ratings(raters: columns, values: values)
  }

  func expect(
    _ key: String, _ actual: [Double], _ tolerance: Double = 1e-10, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let wanted = try #require(expected[key], sourceLocation: sourceLocation)
    try #require(wanted.count == actual.count, sourceLocation: sourceLocation)
    for (actual, wanted) in zip(actual, wanted) {
      #expect(
        abs(actual - wanted) <= tolerance * max(abs(wanted), 0.01), "\(testDescription) \(key): \(actual), \(wanted)",
        sourceLocation: sourceLocation)
    }
  }
}

@Suite("Agreement between raters, as R and the definitions have it")
struct RaterAgreementTests {
  private static let weights: [String: AgreementWeights] = [
    "identity": .identity, "linear": .linear, "quadratic": .quadratic, "radical": .radical, "ratio": .ratio,
    "ordinal": .ordinal,
  ]
  private static let levels: [String: MeasurementLevel] = [
    "nominal": .nominal, "ordinal": .ordinal, "interval": .interval, "ratio": .ratio,
  ]

  @Test("The fixture holds its cases")
  func whole() {
    let counts = ["coefficients", "alpha", "kappa", "icc", "unitising"].map { RaterCase.all($0).count }
    #expect(counts == [40, 80, 30, 40, 25])
  }

  @Test(
    "Percent agreement, Brennan–Prediger, Fleiss and Gwet with their errors", arguments: RaterCase.all("coefficients"))
  fileprivate func coefficients(_ reference: RaterCase) throws {
    let ratings = try reference.ratings(values: reference.input.values)
    let weights = try #require(Self.weights[reference.input.weights ?? ""])
    for (key, found) in [
      ("percent", try percentAgreement(ratings, weights: weights)),
      ("brennanPrediger", try brennanPrediger(ratings, weights: weights)),
      ("fleiss", try fleissKappa(ratings, weights: weights)), ("gwet", try gwetAC(ratings, weights: weights)),
    ] {
      try reference.expect(
        key,
        [
          found.estimate, found.observed, found.expected, found.standardError, found.lower, found.upper, found.pValue,
        ])
    }
  }

  @Test("Krippendorff's alpha at four levels", arguments: RaterCase.all("alpha"))
  fileprivate func alpha(_ reference: RaterCase) throws {
    let level = try #require(Self.levels[reference.input.level ?? ""])
    let found = try krippendorffAlpha(try reference.ratings(values: nil), level: level)
    try reference.expect(
      "alpha",
      [
        found.estimate, found.observedDisagreement, found.expectedDisagreement, found.standardError, found.lower,
        found.upper, Double(found.units), Double(found.pairableRatings),
      ])
  }

  @Test("Cohen's kappa, plain and weighted", arguments: RaterCase.all("kappa"))
  fileprivate func kappa(_ reference: RaterCase) throws {
    let table = try #require(reference.input.table)
    for (key, weights) in Self.weights where reference.expected[key] != nil {
      let found = try cohenKappa(table, weights: weights)
      // Beside the plain kappa the errors are made with numerical slopes.
      try reference.expect(key, [found.estimate, found.standardError], key == "identity" ? 1e-10 : 1e-8)
    }
  }

  @Test("Six intraclass correlations", arguments: RaterCase.all("icc"))
  fileprivate func intraclass(_ reference: RaterCase) throws {
    let found = try intraclassCorrelations(try #require(reference.input.cases))
    let all = [
      found.oneWay, found.agreement, found.consistency, found.oneWayMean, found.agreementMean, found.consistencyMean,
    ]
    try reference.expect("estimates", all.map(\.estimate))
    try reference.expect("f", [found.oneWay.statistic, found.consistency.statistic])
    try reference.expect("p", [found.oneWay.pValue, found.consistency.pValue], 1e-9)
    try reference.expect("lower", all.map(\.lower), 1e-9)
    try reference.expect("upper", all.map(\.upper), 1e-9)
  }

  @Test("Unitising alpha", arguments: RaterCase.all("unitising"))
  fileprivate func unitising(_ reference: RaterCase) throws {
    guard case .number(let raters) = try #require(reference.input.raters) else { return }
    let sections = try #require(reference.input.sections).map {
      MarkedSection(rater: $0[0], category: 0, start: $0[1], length: $0[2])
    }
    let found = try unitisingAlpha(sections, raters: raters, length: try #require(reference.input.length))
    let category = try #require(found.categories.first)
    try reference.expect("disagreement", [category.observedDisagreement, category.expectedDisagreement])
    #expect(found.estimate == category.estimate)
  }

  @Test("Krippendorff's published example of unitising: two observers, two categories, a text of 300 places")
  func publishedUnitising() throws {
    let marked = [(0, 0, 75, 70), (0, 0, 220, 30), (1, 0, 70, 80), (1, 0, 205, 20), (1, 0, 250, 20)]
    let same = [(0, 1, 30, 60), (0, 1, 150, 50), (1, 1, 30, 60), (1, 1, 150, 50)]
    let found = try unitisingAlpha(
      (marked + same).map { MarkedSection(rater: $0.0, category: $0.1, start: $0.2, length: $0.3) }, raters: 2,
      length: 300)
    #expect(found.categories.map { ($0.observedDisagreement * 1e4).rounded() } == [144, 0])
    #expect(found.categories.map { ($0.expectedDisagreement * 1e4).rounded() } == [532, 490])
    // Published as .7286 and .8591, from the rounded figures above.
    #expect(abs(found.categories[0].estimate - 0.7286) < 2e-4)
    #expect(found.categories[1].estimate == 1)
    #expect(abs(found.estimate - 0.8591) < 6e-4)
  }

  @Test("Shrout and Fleiss's six subjects and four judges")
  func publishedIntraclass() throws {
    let ratings: [[Double]] = [
      [9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7],
    ]
    let found = try intraclassCorrelations(ratings)
    let all = [
      found.oneWay, found.agreement, found.consistency, found.oneWayMean, found.agreementMean, found.consistencyMean,
    ]
    #expect(all.map { ($0.estimate * 100).rounded() } == [17, 29, 71, 44, 62, 91])
    // The intervals that the manual of R's psych prints for them.
    #expect(all.map { ($0.lower * 1_000).rounded() } == [-133, 19, 342, -884, 71, 676])
    #expect(all.map { ($0.upper * 100).rounded() } == [72, 76, 95, 91, 93, 99])
  }

  struct DrawnAlpha: Decodable, Sendable {
    let level: String
    let raters: [[Double?]]
    let alpha, error, lower, upper: Double
  }

  @Test("Krippendorff's alpha drawn again with gaps has the spread and percentiles that R draws")
  func drawnAlpha() throws {
    let file = try TopicFixture<DrawnAlpha>("agreement/bootstrap")
    #expect(file.cases.count == 9)
    for (index, wanted) in file.cases.enumerated() {
      let ratings = try Ratings(raters: wanted.raters)
      let level = try #require(Self.levels[wanted.level])
      let alpha = try krippendorffAlpha(ratings, level: level)
      expectClose(alpha.estimate, wanted.alpha, file.tolerance, "alpha of case \(index)")
      let found = try bootstrapKrippendorffAlpha(ratings, level: level, draws: 2_000, seed: 3)
      // Spread: 1.6 % from 2,000 draws and 0.8 % from R's 8,000. Percentiles: √(0.025·0.975/2,000)/0.058 = 0.06 standard errors.
      #expect(abs(found.standardError / wanted.error - 1) < 0.07, "case \(index)")
      #expect(abs(found.lower - wanted.lower) < 0.3 * wanted.error, "lower end of case \(index)")
      #expect(abs(found.upper - wanted.upper) < 0.3 * wanted.error, "upper end of case \(index)")
      // The linearised error beside the drawn one.
      #expect(abs(alpha.standardError / wanted.error - 1) < 0.2, "error of case \(index)")
    }
  }

  @Test(
    "Where everybody gives one category out of several that could be given, some coefficients are 1 and the others refuse"
  )
  func oneCategory() throws {
    let same: [Double?] = [1, 1, nil, 1, 1]
    let ratings = try Ratings(raters: [same, same, [1, 1, 1, 1, nil]], values: [1, 2, 3])
    for found in [try gwetAC(ratings), try brennanPrediger(ratings), try percentAgreement(ratings)] {
      #expect(found.estimate == 1 && found.upper == 1 && found.observed == 1)
    }
    #expect(throws: StatisticsError.zeroVariance) { try fleissKappa(ratings) }
    for level in MeasurementLevel.allCases {
      #expect(throws: StatisticsError.zeroVariance) { try krippendorffAlpha(ratings, level: level) }
      #expect(throws: StatisticsError.zeroVariance) {
        try bootstrapKrippendorffAlpha(ratings, level: level, draws: 50, seed: 1)
      }
    }
    // One rater sees one category only: chance explains all that they share.
    let lopsided = try cohenKappa([[7, 3], [0, 0]])
    #expect(lopsided.estimate == 0 && lopsided.pValue == 1)
    // Raters who never meet in a unit.
    #expect(throws: StatisticsError.self) { try fleissKappa(Ratings(raters: [[1, 2, nil, nil], [nil, nil, 1, 2]])) }
    #expect(throws: StatisticsError.self) {
      try krippendorffAlpha(Ratings(raters: [[1, 2, nil, nil], [nil, nil, 1, 2]]), level: .nominal)
    }
    let full = try cohenKappa([[6, 0], [0, 4]])
    #expect(full.estimate == 1 && full.standardError == 0 && full.lower == 1 && full.upper == 1)
  }
}
