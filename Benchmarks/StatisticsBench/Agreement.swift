import Foundation
import Statistics

/// Krippendorff's alpha over a million units, three raters and five values, a tenth of the ratings missing.
enum AgreementBench {
  static func run(_ folder: URL) throws {
    var chance = SeededGenerator(seed: 3)
    var columns = [[Double?]](repeating: [], count: 3)
    var text = "a,b,c\n"
    for _ in 0..<1_000_000 {
      let truth = 1 + chance.below(5)
      var cells: [String] = []
      for rater in 0..<3 {
        let given: Int? = chance.below(10) == 0 ? nil : chance.below(3) == 0 ? 1 + chance.below(5) : truth
        columns[rater].append(given.map(Double.init))
        cells.append(given.map(String.init) ?? "NA")
      }
      text += cells.joined(separator: ",") + "\n"
    }
    try text.write(to: folder.appendingPathComponent("agreement.csv"), atomically: true, encoding: .utf8)
    for (name, level) in [("nominal", MeasurementLevel.nominal), ("ordinal", .ordinal), ("interval", .interval)] {
      let found = try StatisticsBench.time("Krippendorff's alpha, \(name), 1e6 units") {
        try krippendorffAlpha(try Ratings(raters: columns), level: level)
      }
      FileHandle.standardError.write(Data("\(name) \(found.estimate)\n".utf8))
    }
  }
}
