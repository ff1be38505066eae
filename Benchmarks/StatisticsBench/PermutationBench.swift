import Foundation
import Statistics

/// Ten thousand allocations of 40 clusters of 50 people each, and of 2,000 people one by one.
enum PermutationBench {
  static func run(_ folder: URL) throws {
    var chance = SeededGenerator(seed: 4)
    let rows = (0..<40).flatMap { cluster in
      let level = chance.normal() * 0.3
      return (0..<50).map { _ in
        (cluster: cluster, arm: cluster % 2, value: ((level + chance.normal()) * 1000).rounded() / 1000)
      }
    }
    let text = "cluster,arm,y\n" + rows.map { "\($0.cluster),\($0.arm),\($0.value)\n" }.joined()
    try text.write(to: folder.appendingPathComponent("permutation.csv"), atomically: true, encoding: .utf8)
    let (values, arms, clusters) = (rows.map(\.value), rows.map(\.arm), rows.map(\.cluster))
    let settings = PermutationSettings(draws: 10_000, seed: 1)
    let clustered = try StatisticsBench.time("10,000 clustered permutations") {
      try permutationTest(
        values, arms: arms, units: SamplingUnits(count: values.count, clusters: clusters), settings: settings)
    }
    let single = try StatisticsBench.time("10,000 permutations of 2,000 people") {
      try permutationTest(values, arms: arms, units: SamplingUnits(count: values.count), settings: settings)
    }
    FileHandle.standardError.write(Data("p = \(clustered.pValue), \(single.pValue)\n".utf8))
  }
}
