import Foundation
import Statistics

/// Correct digits, of at most 15, on NIST's certified sets: univariate, one-way analysis of variance, linear regression. Not a measure of time.
///
/// Each is read as the nearest doubles, as R reads it, and as its decimals are written. The sets lie beside the project in `../shared/data/nist`; the harder
/// ones follow from their published rule or stand in `Tests/StatisticsTests/Fixtures/linear/nist.json`.
enum CertifiedBench {
  static func run(_ folder: URL) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL
    let nist = root.appending(path: "../shared/data/nist").standardizedFileURL
    for reading in Reading.allCases {
      try univariate(nist, reading)
      try oneWay(nist, reading)
      try regressions(nist, root, reading)
    }
  }

  private enum Reading: String, CaseIterable { case doubles, decimals }

  private static func report(_ name: String, _ reading: Reading, _ values: [Double], _ certified: [Double]) {
    let digits =
      zip(values, certified).map { value, certified in
        let error = certified == 0 ? abs(value) : abs(value - certified) / abs(certified)
        return error == 0 ? 15 : min(15, max(0, -log10(error)))
      }.min() ?? 0
    print("digits of \(name), from \(reading.rawValue)\t\(String(format: "%.1f", digits))")
  }

  private static func moments(_ values: [DecimalNumber], _ reading: Reading) -> Moments {
    var result = Moments()
    for value in values { result.add(value.value, residual: reading == .decimals ? value.remainder : 0) }
    return result
  }

  private static func lines(_ file: URL) throws -> [String] {
    String(decoding: try Data(contentsOf: file), as: UTF8.self).components(separatedBy: .newlines)
  }

  private static func lastNumber(_ lines: [String], _ label: String) -> Double {
    let fields = lines.filter { $0.contains(label) }.flatMap { $0.split { $0 == " " || $0 == ":" } }
    return fields.compactMap { Double($0) }.first ?? .nan
  }

  private static func univariate(_ nist: URL, _ reading: Reading) throws {
    func report(_ name: String, _ values: [DecimalNumber], mean: Double, deviation: Double) {
      let found = moments(values, reading)
      Self.report("\(name), mean", reading, [found.mean], [mean])
      Self.report("\(name), standard deviation", reading, [found.standardDeviation ?? 0], [deviation])
    }
    for name in ["Lew", "Lottery", "Mavro", "NumAcc1", "NumAcc2"] {
      let lines = try lines(nist.appending(path: "\(name).dat"))
      let start = lines.lastIndex { $0.hasPrefix("---") } ?? 0
      let values = lines[(start + 1)...].compactMap { DecimalNumber($0.trimmingCharacters(in: .whitespaces)) }
      report(
        name, values, mean: lastNumber(lines, "Sample Mean"), deviation: lastNumber(lines, "Sample Standard Deviation"))
    }
    for (name, whole) in [("NumAcc3", "1000000"), ("NumAcc4", "10000000")] {
      let texts = [whole + ".2"] + (0..<1000).map { whole + ($0 % 2 == 0 ? ".1" : ".3") }
      report(name, texts.compactMap { DecimalNumber($0) }, mean: Double(whole + ".2") ?? .nan, deviation: 0.1)
    }
  }

  private static func oneWay(_ nist: URL, _ reading: Reading) throws {
    for name in ["AtmWtAgt", "SiRstvt"] {
      let lines = try lines(nist.appending(path: "\(name).dat"))
      let f = lines.first { $0.hasPrefix("Between") }?.split(separator: " ").compactMap { Double($0) }.last ?? .nan
      let range =
        lines.first { $0.contains("Data") && $0.contains("(lines") }?.split { !$0.isNumber }.compactMap { Int($0) }
        ?? []
      guard range.count == 2 else { continue }
      let table = lines[(range[0] - 1)..<min(range[1], lines.count)].map {
        $0.split(separator: " ").compactMap { DecimalNumber($0) }
      }
      let groups = (0..<(table.map(\.count).max() ?? 0)).map { column in
        table.compactMap { column < $0.count ? $0[column] : nil }
      }
      report("\(name), F", reading, [try oneWayANOVA(groups.map { moments($0, reading) }).statistic], [f])
    }
    for number in 1...9 {
      let whole = ["1", "1000000", "1000000000000"][(number - 1) / 3]
      let size = [21, 201, 2001][(number - 1) % 3]
      // First value of each treatment, then 0.1 below and above it in turn.
      let groups = [4, 3, 5, 3, 5, 3, 5, 3, 5].map { first -> [DecimalNumber] in
        let tenths = (0..<size).map { $0 == 0 ? first : $0 % 2 == 1 ? first - 1 : first + 1 }
        return tenths.compactMap { DecimalNumber("\(whole).\($0)") }
      }
      report(
        "SmLs0\(number), F", reading, [try oneWayANOVA(groups.map { moments($0, reading) }).statistic], [Double(size)])
    }
  }

  private struct Regression: Decodable {
    let name: String
    let degree: Int
    let intercept: Bool
    let x, y, estimates, deviations: [String]
  }

  private static func regressions(_ nist: URL, _ root: URL, _ reading: Reading) throws {
    for (name, degree, intercept) in [
      ("Norris", 1, true), ("Pontius", 2, true), ("NoInt1", 1, false), ("Longley", 1, true), ("Wampler1", 5, true),
      ("Wampler2", 5, true),
    ] {
      let lines = try lines(nist.appending(path: "\(name).dat"))
      let parameters = lines.compactMap { line -> (estimate: Double, deviation: Double)? in
        let fields = line.split(separator: " ")
        guard fields.count == 3, fields[0].hasPrefix("B") else { return nil }
        guard let estimate = Double(fields[1]), let deviation = Double(fields[2]) else { return nil }
        return (estimate, deviation)
      }
      let start = lines.lastIndex { $0.hasPrefix("Data:") } ?? 0
      let rows = lines[(start + 1)...].map { $0.split(separator: " ").compactMap { DecimalNumber($0) } }.filter {
        !$0.isEmpty
      }
      let columns = (1..<(rows.first?.count ?? 1)).map { column in rows.map { $0[column] } }
      let model = try model(columns, rows.map { $0[0] }, degree: degree, intercept: intercept, reading)
      report("\(name), coefficients", reading, model.coefficients, parameters.map(\.estimate))
      report("\(name), standard errors", reading, model.standardErrors, parameters.map(\.deviation))
    }
    struct File: Decodable { let sets: [Regression] }
    let harder = root.appending(path: "Tests/StatisticsTests/Fixtures/linear/nist.json")
    for set in try JSONDecoder().decode(File.self, from: Data(contentsOf: harder)).sets {
      let model = try model(
        [set.x.compactMap { DecimalNumber($0) }], set.y.compactMap { DecimalNumber($0) }, degree: set.degree,
        intercept: set.intercept, reading)
      report("\(set.name), coefficients", reading, model.coefficients, set.estimates.compactMap { Double($0) })
      report("\(set.name), standard errors", reading, model.standardErrors, set.deviations.compactMap { Double($0) })
    }
  }

  private static func model(
    _ columns: [[DecimalNumber]], _ y: [DecimalNumber], degree: Int, intercept: Bool, _ reading: Reading
  ) throws -> LinearModel {
    func beyond(_ numbers: [DecimalNumber]) -> [Double] { numbers.map { reading == .decimals ? $0.remainder : 0 } }
    let powers = try columns.map { try polynomialColumns(of: $0.map(\.value), remainders: beyond($0), degree: degree) }
    let values = powers.flatMap { powers in (0..<degree).map { powers.values.column($0) } }
    let remainders = powers.flatMap { powers in (0..<degree).map { powers.remainders.column($0) } }
    let names = values.indices.map { "x\($0 + 10)" }
    let constant = intercept ? [[Double](repeating: 0, count: y.count)] : []
    return try linearModel(
      Design(
        Dictionary(uniqueKeysWithValues: zip(names, values.map { Variable.numeric($0) })),
        terms: names.map { Term($0) }, intercept: intercept),
      outcome: y.map(\.value),
      remainders: DecimalRemainders(outcome: beyond(y), predictors: Matrix(columns: constant + remainders)))
  }
}
