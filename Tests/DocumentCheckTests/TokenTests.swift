import Testing

@testable import DocumentCheck

@Suite struct TokenTests {
  private func numbers(_ text: String) -> [String] {
    Tokenizer.tokens(Array(text.unicodeScalars), style: NumberStyle.guess(from: text.unicodeScalars)).compactMap {
      $0.number?.text
    }
  }

  @Test(
    "Numbers are read with the precision they were printed in",
    arguments: [
      ("p = .05", ["0.05"]), ("1,200 people", ["1200"]), ("1 200", ["1", "200"]), ("1\u{202F}200", ["1200"]),
      ("22,1,1,2 and 14", ["22", "1", "1", "2", "14"]),
      ("p = 0,03", ["0.03"]), ("−0.4 to +0.4", ["-0.4", "0.4"]), ("3–5 and 3-5", ["3", "5", "3", "5"]),
      ("F(3,120) = 2.7", ["3", "120", "2.7"]),
      ("2.30", ["2.30"]), ("1.5e-3", ["1.5e-3"]), ("6 × 10⁻³", ["6e-3"]), ("version 3.2.1", []), ("COVID-19", ["19"]),
      ("x = – .31", ["-.31"]),
      ("4.31**", ["4.31"]), ("12.", ["12"]), ("𝟒𝟐", ["42"]), ("1.234,5 = 1,5", ["1234.5", "1.5"]),
    ])
  func reads(_ text: String, _ expected: [String]) {
    #expect(numbers(text).map { $0.hasPrefix(".") ? "0" + $0 : $0 } == expected.map { $0 })
  }

  @Test("A printed number stands for half a unit either way")
  func interval() {
    let reported = Reported(value: 5.3, decimals: 1, text: "5.3")
    #expect(reported.interval == Bounds(5.25, 5.35))
    #expect(reported.interval.contains(5.35) && !reported.interval.contains(5.3501))
  }

  @Test("Sentences end at stops, and not at abbreviations, initials or n.s.")
  func sentences() {
    func count(_ text: String) -> Int { Passage(Array(text.unicodeScalars), lines: [], style: .point).sentences.count }
    #expect(count("One. Two. Three.") == 3)
    #expect(count("As J. Smith et al. (2001) say, p. 12, Fig. 2 vs. 3.") == 1)
    #expect(count("It was n.s. Then more.") == 2)
    #expect(count("It was 4.3 vs. 5.1, p = .05 there.") == 1)
  }

  @Test("Figures are written without noise")
  func figures() {
    #expect(figure(0.0019129, digits: 2) == "0.0019")
    #expect(figure(1234.5678) == "1235")
    #expect(fixed(-0.04, decimals: 1) == "0.0")
    #expect(fixed(2.5, decimals: 0) == "3")
    #expect(figure(3.2e-9, digits: 2) == "3.2e-9")
    #expect(figure(0) == "0")
  }
}
