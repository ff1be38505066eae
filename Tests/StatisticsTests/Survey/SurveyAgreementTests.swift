import Foundation
import Statistics
import Testing

/// Against R's `survey`: `Fixtures/survey/make.R`.
@Suite("Weighted samples agree with R") struct SurveyAgreementTests {
  struct Case: Decodable, Sendable {
    let w, y, x: [Double]
    let b, part: [Int]
    let strata, clusters: [String]?
    let population: [String: Double]?
    let g, a: [Int]
    let tg, ta: [Double]
    let result: Results

    struct Results: Decodable, Sendable {
      let mean, part, ratio, total, share, raked, post: Estimate
      let bounded: Estimate?
      let interval: [Double]
    }

    struct Estimate: Decodable, Sendable {
      let estimate, se: Double
      let deff: Double?
      let df: Int
      let weights: [Double]?
    }

    func design() throws -> SurveyDesign {
      try SurveyDesign(
        weights: w, strata: strata, clusters: clusters,
        // R is given no strata, but one population size.
        populationClusters: strata == nil ? population.map { ["": $0["all"] ?? 0] } : population)
    }

    func margins() throws -> [PopulationMargin] {
      [
        try PopulationMargin(name: "gender", factor: Factor(levels: ["f", "m", "x"], codes: g), totals: tg),
        try PopulationMargin(name: "age", factor: Factor(levels: ["young", "old"], codes: a), totals: ta),
      ]
    }
  }

  static let cases: [Case] = {
    struct File: Decodable { let cases: [Case] }
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/survey/survey.json")
    return (try? JSONDecoder().decode(File.self, from: Data(contentsOf: url)).cases) ?? []
  }()

  private func check(_ found: SurveyEstimate, _ wanted: Case.Estimate, _ tolerance: Double = 1e-11) {
    #expect(isClose(found.estimate, wanted.estimate, tolerance) && isClose(found.standardError, wanted.se, tolerance))
    #expect(found.degreesOfFreedom == wanted.df)
    if let deff = wanted.deff { #expect(isClose(found.designEffect ?? 0, deff, tolerance)) }
  }

  @Test("There are 60 samples, with and without strata, clusters and corrections")
  func all() {
    #expect(Self.cases.count == 60 && Self.cases.count { $0.result.bounded != nil } > 30)
  }

  @Test("Means, parts, ratios, totals and shares", arguments: 0..<60)
  func estimates(number: Int) throws {
    let sample = Self.cases[number]
    let (design, wanted) = (try sample.design(), sample.result)
    let part = sample.part.map { $0 == 1 }
    check(try surveyMean(sample.y, of: design), wanted.mean)
    check(try surveyMean(sample.y, of: design, part: part), wanted.part)
    check(try surveyRatio(sample.y, to: sample.x, of: design), wanted.ratio)
    check(try surveyTotal(sample.y, of: design, part: part), wanted.total)
    let share = try surveyProportion(sample.b.map { $0 == 1 }, of: design)
    check(share.share, wanted.share)
    // R reaches it through a model fitted in steps, which stop at 1e-8 of the deviance.
    #expect(isClose(share.interval.lower, wanted.interval[0], 1e-8))
    #expect(isClose(share.interval.upper, wanted.interval[1], 1e-8))
  }

  @Test("Raked, bounded and post-stratified weights, and standard errors after them", arguments: 0..<60)
  func raking(number: Int) throws {
    let sample = Self.cases[number]
    let (design, margins, wanted) = (try sample.design(), try sample.margins(), sample.result)
    func check(_ raking: Raking, _ reference: Case.Estimate, _ tolerance: Double) throws {
      for (weight, expected) in zip(raking.weights, try #require(reference.weights)) {
        #expect(isClose(weight, expected, tolerance))
      }
      self.check(try surveyMean(sample.y, of: try design.calibrated(by: raking)), reference, tolerance)
      #expect(raking.largestMisfit < 1e-13)
    }
    try check(try rake(sample.w, to: margins), wanted.raked, 1e-9)
    try check(try rake(sample.w, to: [margins[0]]), wanted.post, 1e-11)
    if let bounded = wanted.bounded {
      let raking = try rake(sample.w, to: margins, bounds: (0.6, 1.7))
      try check(raking, bounded, 1e-9)
      #expect(raking.smallestFactor >= 0.6 && raking.largestFactor <= 1.7)
    }
  }
}
