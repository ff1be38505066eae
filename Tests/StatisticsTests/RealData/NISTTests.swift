import Foundation
import Statistics
import Testing

/// Certified data sets of NIST's StRD (univariate and one-way analysis of variance), and the harder ones of the same
/// families, which follow from their published rule.
@Suite("NIST's certified values are reached to the digits that the input allows")
struct NISTTests {
  /// Correct leading digits, at most 15, which is all that is certified.
  static func digits(_ value: Double, _ certified: Double) -> Double {
    if value == certified { return 15 }
    return min(15, max(0, -log10(abs(value - certified) / abs(certified))))
  }

  static func moments(_ values: [DecimalNumber], reading: Reading) -> Moments {
    var result = Moments()
    for value in values { result.add(value.value, residual: reading == .full ? value.remainder : 0) }
    return result
  }

  /// Whether the decimals arrive as written or as the nearest double.
  enum Reading { case full, nearest }

  @Test(
    "Mean and standard deviation of the univariate sets",
    arguments: [("Lew", 15.0), ("Lottery", 15), ("Mavro", 13.0), ("NumAcc1", 15), ("NumAcc2", 15)])
  func univariate(name: String, fromNearest: Double) throws {
    guard let text = SharedData.text("nist/\(name).dat") else { return }
    let lines = text.split(whereSeparator: \.isNewline).map(String.init)
    func certified(_ label: String) throws -> Double {
      let line = try #require(lines.first { $0.contains(label) && $0.contains(":") })
      let field = try #require(line.split(separator: ":").last?.split(separator: " ").first)
      return try #require(Double(field))
    }
    let start = try #require(lines.lastIndex { $0.hasPrefix("---") })
    let values = lines[(start + 1)...].compactMap { DecimalNumber($0.trimmingCharacters(in: .whitespaces)) }
    for (reading, wanted) in [(Reading.full, 15.0), (.nearest, fromNearest)] {
      let result = Self.moments(values, reading: reading)
      let mean = Self.digits(result.mean, try certified("Sample Mean"))
      let deviation = Self.digits(try #require(result.standardDeviation), try certified("Sample Standard Deviation"))
      print("\(name), \(reading): mean \(mean), standard deviation \(deviation) digits of 15")
      #expect(mean >= min(wanted, 14.9) && deviation >= min(wanted, 14.6))
    }
  }

  @Test("The hard univariate sets NumAcc3 and NumAcc4", arguments: [("1000000", 9.0), ("10000000", 8.0)])
  func numAcc(whole: String, fromNearest: Double) throws {
    let texts = [whole + ".2"] + (0..<1000).map { whole + ($0 % 2 == 0 ? ".1" : ".3") }
    let values = texts.compactMap { DecimalNumber($0) }
    for (reading, wanted) in [(Reading.full, 14.9), (.nearest, fromNearest)] {
      let result = Self.moments(values, reading: reading)
      let mean = Self.digits(result.mean, try #require(Double(whole + ".2")))
      let deviation = Self.digits(try #require(result.standardDeviation), 0.1)
      print("\(whole).2, \(reading): mean \(mean), standard deviation \(deviation) digits of 15")
      #expect(mean >= 14.9 && deviation >= wanted)
    }
  }

  @Test(
    "One-way analysis of variance",
    arguments: [("AtmWtAgt", 9.0), ("SiRstvt", 12.0), ("SmLs01t", 13.5), ("SmLs02t", 13.5), ("SmLs04t", 9.0)])
  func oneWay(name: String, fromNearest: Double) throws {
    guard let text = SharedData.text("nist/\(name).dat") else { return }
    let lines = text.components(separatedBy: .newlines)
    let row = try #require(lines.first { $0.hasPrefix("Between") }).split(separator: " ").compactMap { Double($0) }
    let within = try #require(lines.first { $0.hasPrefix("Within") }).split(separator: " ").compactMap { Double($0) }
    let share = try #require(
      lines.first { $0.contains("R-Squared") }?.split(separator: " ").last.flatMap { Double($0) })
    let range = try #require(lines.first { $0.contains("Data") && $0.contains("(lines") })
      .split { !$0.isNumber }.compactMap { Int($0) }
    let table = lines[(range[0] - 1)..<min(range[1], lines.count)].map { line in
      line.split(separator: " ").compactMap { DecimalNumber($0) }
    }
    let columns = try #require(table.map(\.count).max())
    let groups = (0..<columns).map { column in table.compactMap { column < $0.count ? $0[column] : nil } }
    try check(name, groups, (row[1], within[1], row[3], share), fromNearest: fromNearest)
  }

  @Test(
    "The hard one-way sets SmLs05 to SmLs09",
    arguments: [
      ("SmLs05", "1000000", 201, 8.5), ("SmLs06", "1000000", 2001, 8.5), ("SmLs07", "1000000000000", 21, 2),
      ("SmLs08", "1000000000000", 201, 2), ("SmLs09", "1000000000000", 2001, 2),
    ])
  func smLs(name: String, whole: String, size: Int, fromNearest: Double) throws {
    // First value of each treatment, then 0.1 below and above it in turn, as in SmLs04.
    let groups = [4, 3, 5, 3, 5, 3, 5, 3, 5].map { tenth in
      (0..<size).compactMap { DecimalNumber("\(whole).\($0 == 0 ? tenth : $0 % 2 == 1 ? tenth - 1 : tenth + 1)") }
    }
    let n = Double(size)
    let (between, within) = (0.08 * n, 0.09 * (n - 1))
    try check(name, groups, (between, within, n, between / (between + within)), fromNearest: fromNearest)
  }

  private func check(
    _ name: String, _ groups: [[DecimalNumber]],
    _ certified: (between: Double, within: Double, f: Double, share: Double),
    fromNearest: Double
  ) throws {
    for (reading, wanted) in [(Reading.full, 14.5), (.nearest, fromNearest)] {
      let anova = try oneWayANOVA(groups.map { Self.moments($0, reading: reading) })
      let reached = [
        Self.digits(anova.sumOfSquaresBetween, certified.between),
        Self.digits(anova.sumOfSquaresWithin, certified.within),
        Self.digits(anova.statistic, certified.f), Self.digits(anova.etaSquared, certified.share),
      ]
      let printed = reached.map { String(format: "%.1f", $0) }.joined(separator: ", ")
      print("\(name), \(reading): between, within, F, R² \(printed) digits of 15")
      #expect(try #require(reached.min()) >= wanted, "\(name) \(reading)")
    }
  }
}
