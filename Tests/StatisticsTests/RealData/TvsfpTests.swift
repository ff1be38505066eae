import Foundation
import Statistics
import Testing

/// 1,600 pupils of 28 schools (Hedeker and Gibbons 1994), with the school's intercept drawn from a normal distribution.
@Suite("Real data: the tvsfp trial, as published")
struct TvsfpTests {
  @Test("Proportional odds with a random intercept of the school")
  func trial() throws {
    guard let text = SharedData.text("tvsfp_crt.csv") else { return }
    let rows = text.split(whereSeparator: \.isNewline).dropFirst().map { $0.split(separator: ",").map(String.init) }
    #expect(rows.count == 1600)
    func column(_ place: Int) throws -> [Double] { try rows.map { try #require(Double($0[place])) } }
    let (cc, tv) = (try column(6), try column(7))
    let design = try Design(
      ["prethk": .numeric(try column(5)), "cc": .numeric(cc), "tv": .numeric(tv)],
      terms: [Term("prethk"), Term("cc"), Term("tv"), Term("cc", "tv")])
    let outcome = try Factor(rows.map { $0[2] })
    let schools = try Factor(rows.map { $0[0] })
    let model = try proportionalOddsMixed(outcome, design, groups: schools, quadraturePoints: 15)
    // Published from 7 nodes a school; 2.33195 has six digits.
    let wanted = [0.4032892, 0.9237904, 0.2749937, -0.4659256, -0.0884493, 1.153364, 2.33195]
    for (value, wanted) in zip(model.estimates.values, wanted) {
      #expect(abs(value - wanted) <= 1e-6, "\(value) against \(wanted)")
    }
    for (error, wanted) in zip(model.estimates.standardErrors, [0.03886, 0.204074, 0.197742, 0.284596]) {
      #expect(abs(error - wanted) <= 1e-6, "\(error) against \(wanted)")
    }
    #expect(abs(model.interceptVariance - 0.0735112) <= 1e-6, "\(model.interceptVariance)")
    #expect(abs(model.estimates.logLikelihood + 2119.743) <= 5e-4, "\(model.estimates.logLikelihood)")
  }
}
