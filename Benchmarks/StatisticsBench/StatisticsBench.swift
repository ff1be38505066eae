import Foundation

/// Times the statistics on data that it writes for its peer too: `Benchmarks/statistics.sh` runs both and prints the ratios.
///
///     StatisticsBench groups build/bench
///
/// Every line that it prints is a name, a tab and milliseconds, the median of five runs; `Benchmarks/peers/<bench>.R` prints the same names.
@main
struct StatisticsBench {
  static let benches: [String: @Sendable (_ folder: URL) throws -> Void] = [
    "accuracy": AccuracyBench.run,
    "agreement": AgreementBench.run,
    "certified": CertifiedBench.run,
    "groups": GroupsBench.run,
    "linear": LinearBench.run,
    "mixed": MixedBench.run,
    "null": NullBench.run,
    "permutation": PermutationBench.run,
  ]

  static func main() throws {
    let words = CommandLine.arguments.dropFirst()
    guard let name = words.first, let bench = benches[name] else {
      print("usage: StatisticsBench \(benches.keys.sorted().joined(separator: "|")) [folder]")
      exit(2)
    }
    let folder = URL(fileURLWithPath: words.dropFirst().first ?? "build/bench")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try bench(folder)
  }

  /// Prints the median of five runs; the first result is handed back, so that nothing is optimised away.
  @discardableResult
  static func time<Value>(_ name: String, _ body: () throws -> Value) rethrows -> Value {
    let clock = ContinuousClock()
    var durations: [Double] = []
    var result: Value?
    for _ in 0..<5 {
      let start = clock.now
      let value = try body()
      durations.append((clock.now - start) / .milliseconds(1))
      if result == nil { result = value }
    }
    print("\(name)\t\(durations.sorted()[2])")
    return try result ?? body()
  }
}
