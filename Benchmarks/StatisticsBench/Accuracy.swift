import Foundation
import Statistics

/// How exact the distributions are: the worst points of each reference grid, with R's error beside ours.
///
///     StatisticsBench accuracy build/bench && Rscript --vanilla Benchmarks/peers/accuracy.R build/bench
///
/// Writes `accuracy.tsv`, one line a point, which `accuracy.R` completes with R's own values and prints as a table.
/// κ is the condition number of the tail: the sum over argument and parameters of |∂ log tail / ∂ log parameter|, by
/// differences of the logarithm. Points are held to 1e-13, and to 1e-13 + 4·2⁻⁵³·κ where some degrees of freedom are
/// beyond 1e3.
enum AccuracyBench {
  static let folder = URL(fileURLWithPath: "Tests/StatisticsTests/Fixtures/distributions/grids")

  static func run(_ output: URL) throws {
    var lines = ["distribution\tparameters\tx\tside\treference\tours\tkappa\tallowed\tlogs\tdensity\tquantile"]
    for name in AccuracyGrid.names {
      var worst = 0.0
      var beyond = 0
      let points = try AccuracyGrid.points(name, in: folder)
      for point in points {
        let ours = try point.tail()
        let error = relative(ours, point.reference)
        let isLarge = point.parameters.contains { $0 > 1e3 }
        let kappa = try point.condition()
        let allowed = AccuracyGrid.bound(name) + (isLarge ? 4 * 0x1p-53 * kappa : 0)
        worst = max(worst, error)
        if error > allowed { beyond += 1 }
        let others = try point.others()
        func column(_ error: Double?) -> String { error.map { "\($0)" } ?? "" }
        lines.append(
          "\(name)\t\(point.parameters.map { "\($0)" }.joined(separator: " "))\t\(point.x)\t\(point.isLower ? "L" : "U")"
            + "\t\(point.reference)\t\(ours)\t\(kappa)\t\(allowed)"
            + "\t\(others.logarithms)\t\(column(others.density))\t\(column(others.quantile))")
      }
      FileHandle.standardError.write(
        Data("\(name): \(points.count) points, worst \(worst), \(beyond) beyond the bound\n".utf8))
    }
    let file = output.appendingPathComponent("accuracy.tsv")
    try (lines.joined(separator: "\n") + "\n").write(to: file, atomically: true, encoding: .utf8)
  }

  static func relative(_ value: Double, _ reference: Double) -> Double {
    value == reference ? 0 : abs(value - reference) / abs(reference)
  }
}
