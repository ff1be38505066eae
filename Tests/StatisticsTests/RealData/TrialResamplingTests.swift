import Statistics
import Testing

/// 1,600 pupils of 28 schools (tvsfp): schools were given to the arms.
@Suite("Resampling of a real cluster-randomised trial")
struct TrialResamplingTests {
  @Test("Schools, not pupils, are exchanged, and p is near that of the 28 school means")
  func schools() throws {
    guard let text = SharedData.text("tvsfp_crt.csv") else { return }
    let rows = text.split(separator: "\n").dropFirst().map { $0.split(separator: ",").compactMap { Double($0) } }
    #expect(rows.count == 1_600)
    let (schools, scores, arms) = (rows.map { Int($0[0]) }, rows.map { $0[2] }, rows.map { Int($0[6]) })
    let units = try SamplingUnits(count: rows.count, clusters: schools)
    #expect(units.unitCount == 28)
    let settings = PermutationSettings(draws: 20_000, seed: 28)
    let byMeans = try permutationTest(scores, arms: arms, units: units, weighting: .units, settings: settings)
    // Student's t of the school means has p = .00584.
    #expect(abs(byMeans.pValue - 0.00584) < 0.003)
    #expect(byMeans.allocations == 40_116_600)
    let byPupils = try permutationTest(
      scores, arms: arms, units: SamplingUnits(count: rows.count), settings: settings)
    #expect(byPupils.pValue < byMeans.pValue)
    let spread = try bootstrap(units, replicates: 999, seed: 1) { rows throws(StatisticsError) in
      var sum = 0.0
      for row in rows { sum += scores[row] }
      return sum / Double(rows.count)
    }
    let naive = try #require(Moments(scores).standardError)
    #expect(spread.standardError > 1.5 * naive)
  }
}
