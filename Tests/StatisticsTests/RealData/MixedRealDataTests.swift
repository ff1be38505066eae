import Foundation
import Statistics
import Testing

/// Soldiers in companies (bh1996), patients over time (btheb) and pupils in classes in schools (tvsfp): published figures, and what
/// lme4, lmerTest and pbkrtest say in `Fixtures/mixed/real.json`.
@Suite("Real data: mixed models")
struct MixedRealDataTests {
  private struct Fit: Decodable {
    let coefficients, errors, variances, df: [Double]
    let logLikelihood: Double
    let kenwardRogerDf, kenwardRogerErrors: [Double]?
  }

  private struct Fits: Decodable {
    let bhNull, bhHours, bhSlope, btheb, bthebML, tvsfp: Fit
  }

  private let fits: Fits

  init() throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/mixed/real.json")
    fits = try JSONDecoder().decode(Fits.self, from: Data(contentsOf: url))
  }

  /// The columns of a table by name, as text.
  private func table(_ name: String) throws -> [String: [String]]? {
    guard let text = SharedData.text(name) else { return nil }
    let rows = text.split(whereSeparator: \.isNewline).map {
      $0.replacing("\"", with: "").split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let header = try #require(rows.first)
    return Dictionary(
      uniqueKeysWithValues: header.enumerated().map { index, name in (name, rows.dropFirst().map { $0[index] }) })
  }

  private func numbers(_ table: [String: [String]], _ name: String) throws -> [Double] {
    try #require(table[name]).compactMap(Double.init)
  }

  private func design(_ columns: [(String, [Double])], count: Int) throws -> Design {
    try Design(
      Matrix(columns: [[Double](repeating: 1, count: count)] + columns.map(\.1)),
      names: ["(Intercept)"] + columns.map(\.0))
  }

  /// lme4 stops near the maximum, and lmerTest differentiates numerically.
  private func hold(_ model: LinearMixedModel, to fit: Fit, _ tolerance: Double = 1e-6) throws {
    func close(_ actual: [Double], _ wanted: [Double], _ tolerance: Double) throws {
      try #require(actual.count == wanted.count)
      for (a, b) in zip(actual, wanted) { #expect(abs(a - b) <= tolerance * abs(b), "\(a) against \(b)") }
    }
    #expect(model.logLikelihood >= fit.logLikelihood - 1e-9)
    try close([model.logLikelihood], [fit.logLikelihood], 1e-10)
    try close(model.coefficients, fit.coefficients, tolerance)
    try close(model.standardErrors, fit.errors, tolerance)
    try close(
      model.components.flatMap(\.covariance.diagonal) + [model.residualVariance], fit.variances, 10 * tolerance)
    let inference = try model.inference()
    try close(try inference.coefficientTests().map(\.degreesOfFreedom), fit.df, 1e-4)
    guard let df = fit.kenwardRogerDf, let errors = fit.kenwardRogerErrors else { return }
    let adjusted = try model.inference(.kenwardRoger)
    try close(try adjusted.coefficientTests().map(\.degreesOfFreedom), df, 1e-5)
    try close(adjusted.covariance.diagonal.map { $0.squareRoot() }, errors, 1e-6)
  }

  private func isPrinted(_ value: Double, _ text: String) -> Bool {
    let places = text.split(separator: ".").last?.count ?? 0
    return String(format: "%.\(places)f", value) == text
  }

  @Test("Soldiers' well-being by company: the published variances and intraclass correlation")
  func wellBeing() throws {
    guard let table = try table("bliese_bh1996.csv") else { return }
    let values = try numbers(table, "WBEING")
    let companies = try Factor(try #require(table["GRP"]))
    let company = try RandomTerm("GRP", groups: companies)
    let model = try linearMixedModel(values, design([], count: values.count), random: [company])
    try hold(model, to: fits.bhNull)
    // Published to eight places, from a search that stopped at six digits.
    #expect(abs(model.components[0].covariance[0, 0] - 0.03580079) < 2e-8)
    #expect(isPrinted(model.residualVariance, "0.78949727"))
    let share = try model.intraclassCorrelation()
    #expect(abs(share.estimate - 0.04337922) < 2e-8)
    #expect(share.lower > 0.02 && share.upper < 0.07)
    func icc(_ values: [Double]) throws -> GroupedIntraclassCorrelation {
      var groups = companies.levels.map { _ in Moments() }
      for (code, value) in zip(companies.codes, values) { groups[code].add(value) }
      return try groupedIntraclassCorrelation(groups)
    }
    #expect(isPrinted(try icc(values).singleByMeanSize, "0.04336905"))
    let hours = try icc(numbers(table, "HRS"))
    #expect(isPrinted(hours.singleByMeanSize, "0.13311") && isPrinted(hours.mean, "0.91967"))
    let withHours = try linearMixedModel(
      values,
      design([("HRS", numbers(table, "HRS")), ("G.HRS", numbers(table, "G.HRS"))], count: values.count),
      random: [company])
    try hold(withHours, to: fits.bhHours)
    // Published as 4.740829, from a search that stopped earlier; lme4 has our digits.
    #expect(abs(withHours.coefficients[0] - 4.740829) < 3e-6)
    #expect(zip(withHours.coefficients, ["4.740831", "-0.046461", "-0.126926"]).allSatisfy { isPrinted($0, $1) })
    let slope = try linearMixedModel(
      values, design([("HRS", numbers(table, "HRS"))], count: values.count),
      random: [
        RandomTerm("GRP", groups: companies, effects: design([("HRS", numbers(table, "HRS"))], count: values.count))
      ])
    try hold(slope, to: fits.bhSlope, 1e-5)
  }

  @Test("Depression over time: the published trial, with dropout")
  func depression() throws {
    guard let table = try table("btheb_rct.csv") else { return }
    let people = try numbers(table, "bdi.pre").count
    var (bdi, month, person): ([Double], [Double], [Int]) = ([], [], [])
    for (name, time) in [("bdi.2m", 2.0), ("bdi.3m", 3), ("bdi.5m", 5), ("bdi.8m", 8)] {
      for (index, text) in try #require(table[name]).enumerated() {
        guard let value = Double(text) else { continue }
        bdi.append(value)
        month.append(time)
        person.append(index)
      }
    }
    #expect(bdi.count == 280 && Set(person).count == 97)
    func column(_ name: String, _ level: String) throws -> [Double] {
      let values = try #require(table[name])
      return person.map { values[$0] == level ? 1 : 0 }
    }
    let before = try numbers(table, "bdi.pre")
    let fixed = try design(
      [
        ("bdi.pre", person.map { before[$0] }), ("month", month), ("treatment", column("treatment", "BtheB")),
        ("drug", column("drug", "Yes")), ("length", column("length", ">6m")),
      ], count: bdi.count)
    let patient = try RandomTerm("subject", groups: Factor(levels: (0..<people).map(String.init), codes: person))
    let full = try linearMixedModel(bdi, fixed, random: [patient], estimation: .maximumLikelihood)
    try hold(full, to: fits.bthebML)
    let published = ["5.59239", "0.63968", "-0.70476", "-2.32908", "-2.82495", "0.19708"]
    #expect(zip(full.coefficients, published).allSatisfy { isPrinted($0, $1) })
    #expect(isPrinted(full.standardErrors[3], "1.67036") && isPrinted(full.logLikelihood, "-935.75"))
    try hold(try linearMixedModel(bdi, fixed, random: [patient]), to: fits.btheb)
  }

  @Test("Pupils in classes in schools, and the schools' share by analysis of variance")
  func pupils() throws {
    guard let table = try table("tvsfp_crt.csv") else { return }
    let after = try numbers(table, "thksord")
    let schools = try Factor(try #require(table["school"]))
    let fixed = try design(
      [
        ("thkspre", numbers(table, "thkspre")), ("cc", numbers(table, "cc")), ("tv", numbers(table, "tv")),
        ("cc:tv", numbers(table, "cctv")),
      ], count: after.count)
    let model = try linearMixedModel(
      after, fixed,
      random: [
        RandomTerm("class", groups: Factor(try #require(table["class"])).nested(in: schools)),
        RandomTerm("school", groups: schools),
      ])
    try hold(model, to: fits.tvsfp)
    var groups = schools.levels.map { _ in Moments() }
    for (code, value) in zip(schools.codes, after) { groups[code].add(value) }
    #expect(isPrinted(try groupedIntraclassCorrelation(groups).single, "0.070636"))
  }
}
