import Foundation
import Statistics

/// P-values where nothing is going on: every test over 20,000 simulated data sets.
///
/// An exact test of a continuous outcome has p-values that are uniform (their largest distance from it is tested at 0.001); a discrete one says p ≤ α no more
/// often than α; one that rests on large samples comes near.
enum NullBench {
  static let dataSets = 20_000

  enum Promise {
    /// p is uniform.
    case exact
    /// P(p ≤ α) ≤ α.
    case atMost
    /// P(p ≤ 0.05) within 0.01 of it.
    case about
  }

  struct Entry: Sendable {
    let name: String
    let promise: Promise
    let pValue: @Sendable (inout SeededGenerator) throws -> Double
  }

  static func run(_ folder: URL) throws {
    print("| test | p ≤ 0.01 | p ≤ 0.05 | p ≤ 0.10 | distance from uniform | kept |\n|---|---:|---:|---:|---:|---|")
    var isKept = true
    // HEARTH_NULL=Cox runs the tests with that in their names.
    let wanted = ProcessInfo.processInfo.environment["HEARTH_NULL"]?.split(separator: ",") ?? []
    for (number, entry) in entries.enumerated() {
      guard wanted.isEmpty || wanted.contains(where: { entry.name.contains($0) }) else { continue }
      do {
        let row = try Row(entry, stream: UInt64(number))
        isKept = isKept && row.isKept
        print(row.text)
      } catch {
        isKept = false
        print("| \(entry.name) | | | | | a data set without a p-value: \(error) |")
      }
      fflush(nil)
    }
    print(isKept ? "\nEvery promise is kept." : "\nA promise is broken.")
    if !isKept { exit(1) }
  }

  private struct Row {
    let text: String
    let isKept: Bool

    init(_ entry: Entry, stream: UInt64) throws {
      var chance = SeededGenerator(seed: 20_261_122, stream: stream)
      var values: [Double] = []
      for _ in 0..<dataSets { values.append(try entry.pValue(&chance)) }
      values.sort()
      let n = Double(dataSets)
      func share(_ level: Double) -> Double { Double(values.partitionPoint(level)) / n }
      var distance = 0.0
      for (index, value) in values.enumerated() {
        distance = max(distance, abs(Double(index + 1) / n - value), abs(value - Double(index) / n))
      }
      let levels = [0.01, 0.05, 0.10]
      switch entry.promise {
      case .exact: isKept = distance < 1.95 / n.squareRoot()
      case .atMost: isKept = levels.allSatisfy { share($0) <= $0 + 4 * ($0 * (1 - $0) / n).squareRoot() }
      case .about: isKept = abs(share(0.05) - 0.05) < 0.01
      }
      let shares = levels.map { String(format: "%.4f", share($0)) }.joined(separator: " | ")
      let promise =
        switch entry.promise {
        case .exact: "uniform"
        case .atMost: "no more than α"
        case .about: "0.05 ± 0.01"
        }
      text =
        "| \(entry.name) | \(shares) | \(String(format: "%.4f", distance)) | \(promise): \(isKept ? "yes" : "NO") |"
    }
  }
}

extension [Double] {
  /// How many of sorted numbers are at most `level`; rounding may lift a value by a unit in its last place.
  fileprivate func partitionPoint(_ level: Double) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] <= level * (1 + 1e-12) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
