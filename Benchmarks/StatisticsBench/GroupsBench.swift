import Foundation
import Statistics

/// Analysis of variance and Tukey's comparisons over a million rows in five groups.
enum GroupsBench {
  static func run(_ folder: URL) throws {
    var chance = SeededGenerator(seed: 1)
    let rows = (0..<1_000_000).map { row -> (group: Int, value: Double) in
      let group = row % 5
      return (group, ((10 + Double(group) * 0.01 + chance.normal() * 3) * 1000).rounded() / 1000)
    }
    let text = "g,y\n" + rows.map { "\($0.group),\($0.value)\n" }.joined()
    try text.write(to: folder.appendingPathComponent("groups.csv"), atomically: true, encoding: .utf8)
    let codes = rows.map(\.group)
    let values = rows.map(\.value)
    let found = try StatisticsBench.time("ANOVA and Tukey, 1e6 rows") {
      let moments = try Moments.byGroup(values, codes: codes, groups: 5)
      return (try oneWayANOVA(moments), try tukeyHSD(moments))
    }
    FileHandle.standardError.write(Data("F = \(found.0.statistic), least p \(found.1.map(\.pValue).min() ?? 1)\n".utf8))
  }
}
