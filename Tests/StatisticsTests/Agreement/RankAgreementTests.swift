import Foundation
import Statistics
import Testing

@Suite("Rank tests agree with R, with coin where values are tied, and with a count of all arrangements")
struct RankAgreementTests {
  private static let tolerance = 1e-11

  @Test("Wilcoxon's rank sum, exact", arguments: ReferenceFile.cases("ranks/ranks", "rankSum"))
  func rankSum(_ reference: ReferenceCase) throws {
    let test = try wilcoxonRankSum(try #require(reference.x), try #require(reference.y), method: .exact)
    #expect(test.isExact)
    try reference.expect("statistic", test.statistic)
    try reference.expect("pValue", test.pValue, tolerance: Self.tolerance, floor: 0)
    try compare(test.shift, reference)
  }

  @Test("Wilcoxon's rank sum, normal", arguments: ReferenceFile.cases("ranks/ranks", "rankSumNormal"))
  func rankSumNormal(_ reference: ReferenceCase) throws {
    let test = try wilcoxonRankSum(try #require(reference.x), try #require(reference.y), method: .approximate)
    #expect(!test.isExact)
    try reference.expect("statistic", test.statistic)
    try reference.expect("pValue", test.pValue, tolerance: Self.tolerance, floor: 0)
  }

  @Test("Wilcoxon's signed ranks, exact", arguments: ReferenceFile.cases("ranks/ranks", "signedRank"))
  func signedRank(_ reference: ReferenceCase) throws {
    let test = try wilcoxonSignedRank(try #require(reference.x), method: .exact)
    try reference.expect("statistic", test.statistic)
    try reference.expect("pValue", test.pValue, tolerance: Self.tolerance, floor: 0)
    try compare(test.location, reference)
  }

  @Test("Wilcoxon's signed ranks, normal", arguments: ReferenceFile.cases("ranks/ranks", "signedRankNormal"))
  func signedRankNormal(_ reference: ReferenceCase) throws {
    let test = try wilcoxonSignedRank(try #require(reference.x), method: .approximate)
    try reference.expect("statistic", test.statistic)
    try reference.expect("pValue", test.pValue, tolerance: Self.tolerance, floor: 0)
  }

  @Test("Distances of two samples, also with ties", arguments: ReferenceFile.cases("ranks/ranks", "twoDistances"))
  func twoDistances(_ reference: ReferenceCase) throws {
    let test = try kolmogorovSmirnov(try #require(reference.x), try #require(reference.y), method: .exact)
    try reference.expect("statistic", test.statistic)
    try reference.expect("pValue", test.pValue, tolerance: Self.tolerance, floor: 0)
  }

  @Test("Distance from the normal distribution", arguments: ReferenceFile.cases("ranks/ranks", "oneDistance"))
  func oneDistance(_ reference: ReferenceCase) throws {
    let test = try kolmogorovSmirnov(try #require(reference.x), against: Normal.standard, method: .exact)
    try reference.expect("statistic", test.statistic)
    try reference.expect("pValue", test.pValue, tolerance: Self.tolerance, floor: 0)
  }

  @Test(
    "Kruskal and Wallis's test, exact",
    arguments: ReferenceFile.cases("ranks/kruskal-wallis", "kruskalWallisExact"))
  func kruskalWallis(_ reference: ReferenceCase) throws {
    let groups = try GroupedTabulation(groups: try #require(reference.groups))
    let test = try kruskalWallisExact(groups)
    try reference.expect("statistic", test.statistic, tolerance: 1e-13)
    try reference.expect("pValue", test.pValue, tolerance: 1e-14, floor: 0)
    // The distribution by itself: P(H ≥ h) is the survival and the mass.
    let distribution = try KruskalWallisDistribution(
      sizes: groups.groupCounts, tieCounts: groups.values.map { value in groups.groupedCount(of: value) })
    try reference.expect(
      "pValue", try distribution.survival(test.statistic) + distribution.mass(test.statistic), tolerance: 1e-14,
      floor: 0)
  }

  @Test("There are enough cases of each")
  func enough() {
    for method in ["rankSum", "rankSumNormal", "signedRank", "signedRankNormal", "twoDistances", "oneDistance"] {
      #expect(ReferenceFile.cases("ranks/ranks", method).count >= 25, "\(method)")
    }
    #expect(ReferenceFile.cases("ranks/kruskal-wallis", "kruskalWallisExact").count >= 30)
  }

  @Test("The table of Kruskal and Wallis (1952): three groups of three, H = 7.2 has p = 6/1680")
  func published() throws {
    let test = try kruskalWallisExact(try GroupedTabulation(groups: [[1, 2, 3], [4, 5, 6], [7, 8, 9]]))
    #expect(abs(test.statistic - 7.2) < 1e-12)
    #expect(abs(test.pValue - 6.0 / 1680) < 1e-16)
  }

  private func compare(_ interval: Interval, _ reference: ReferenceCase) throws {
    guard reference.expected["estimate"] != nil else { return }
    try reference.expect("estimate", interval.estimate)
    if reference.expected["interval"]?.isEmpty == false {
      try reference.expect("interval", [interval.lower, interval.upper])
    }
  }
}

extension GroupedTabulation {
  /// How often a value occurs over all groups.
  fileprivate func groupedCount(of value: Double) -> Int {
    values.firstIndex(of: value).map { place in counts.reduce(0) { $0 + $1[place] } } ?? 0
  }
}
