import Testing

@testable import DocumentCheck

@Suite struct MeanTests {
  @Test(
    "Means that whole-number answers can give are not complained about",
    arguments: [
      "On a scale from 1 to 5 the mean was 3.47 (n = 19, SD = 0.90).",
      "The single item had M = 2.50, SD = 1.29, n = 4.",
      "The 4-item scale had M = 3.47 (n = 19).",
      "Rated from 0 to 10, mean = 7.3, n = 30 people.",
      "The three items had a mean of 2.33 (n = 1).",
    ])
  func agrees(_ text: String) {
    let report = check(readText(text))
    #expect(report.findings.filter { $0.rule != .smallGroup }.isEmpty, "\(report.findings)")
    #expect(report.recognised > 0)
  }

  @Test(
    "A mean that no whole-number answers can give is an error",
    arguments: [
      "On a scale from 1 to 5 the mean was 3.45 (n = 19).",
      "Rated from 1 to 5, M = 3.48, SD = 0.9, n = 19.",
      "The single question gave M = 2.31 (n = 12).",
      "The 2-item scale had M = 3.46 (n = 19).",
      "On a 7-point item, M = 5.19 (n = 28).",
    ])
  func impossible(_ text: String) {
    #expect(findings(text, .mean).map(\.severity) == [.error])
  }

  @Test("A mean outside its answer scale is an error")
  func outside() {
    #expect(findings("Rated from 1 to 5, M = 5.25, n = 40.", .mean).map(\.severity) == [.error])
  }

  @Test("A standard deviation that no whole-number answers can have is a warning")
  func deviation() {
    // n = 4, mean 2.50: totals of squares 26…; SD .50 (2 2 3 3), .58, 1.12, 1.29 can occur, .90 cannot.
    #expect(
      findings("The single item had M = 2.50, SD = 0.90, n = 4.", .standardDeviation).map(\.severity) == [.warning])
    #expect(findings("The single item had M = 2.50, SD = 0.58, n = 4.", .standardDeviation).isEmpty)
  }

  @Test("GRIM and GRIMMER never refuse what real answers give", arguments: 1...40)
  func sound(seed: Int) {
    var generator = SplitMix(state: UInt64(seed))
    for _ in 0..<60 {
      let people = Int.random(in: 2...60, using: &generator)
      let items = Int.random(in: 1...4, using: &generator)
      let totals = (0..<people).map { _ in
        (0..<items).reduce(0) { sum, _ in sum + Int.random(in: 1...5, using: &generator) }
      }
      let scores = totals.map { Double($0) / Double(items) }
      let mean = scores.reduce(0, +) / Double(people)
      let squares = scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      for divisor in [people, people - 1] {
        let deviation = (squares / Double(divisor)).squareRoot()
        for decimals in 1...3 {
          let test = Granularity(people: people, items: items)
          let printedMean = rounded(mean, decimals)
          let printedDeviation = rounded(deviation, decimals)
          #expect(test.totals(for: printedMean) != nil)
          #expect(test.allows(deviation: printedDeviation, mean: printedMean), "\(totals) \(items)")
        }
      }
    }
  }

  @Test("Without a word about whole-number answers the mean is not judged")
  func noHint() {
    let report = check(readText("The mean was 3.45 (n = 19)."))
    #expect(report.findings.isEmpty)
    #expect(report.unchecked.map(\.rule) == [.mean])
  }

  private func rounded(_ value: Double, _ decimals: Int) -> Reported {
    let text = fixed(value, decimals: decimals)
    return Reported(value: Double(text) ?? 0, decimals: decimals, text: text)
  }
}

/// A small seeded generator, so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
