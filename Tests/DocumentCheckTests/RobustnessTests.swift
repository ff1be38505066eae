import Glibc
import Testing

@testable import DocumentCheck

@Suite struct RobustnessTests {
  private static let pieces = [
    "F", "t", "(", ")", "3", ",", "36", "=", "4.3", "p", "<", ">", ".05", "χ²", "\u{2212}", "–", "n", "N", "%", " ",
    "\n", "  ", "\t", "|", "|---|---|",
    "<table>", "</table>", "<tr>", "<td colspan=99999>", "<td rowspan='3'>", "</td>", "<sup>", "<sub>", "&lt;",
    "&#x1F600;", "&", "<!--", "-->", "\"", "'",
    "M", "SD", "mean", "Table", "Figure", "1", "40", "people", "of", "the", "all", "significant", "no", "not", "e", "E",
    "10^", "×", "±", "[", "]", "n.s.",
    "0", "00000000000000000000000000000000000000000000000000", "1e308", "1e-400", "9.99999999999999999999999999", "-",
    "+", ".", "..", ";", "/",
    "\u{C}", "\u{0}", "\u{FFFD}", "\u{202E}", "𝑝", "𝟙", "é", "e\u{301}", "👩🏽‍⚕️", "½", "²", "₂", "Total", "(n = 1)",
    "12 (30%)", "4.0 (0.7)", "df", "r",
    "item", "1 to 5", "scale", "several", "SD = ", "  |  ", "Note.", "#", "999999999999999999999", "0.0",
    "F(0, 0) = 0, p = 0", "t(-1)", "χ²(0)", "r(1) = 1, p = 1",
  ]

  @Test("No text makes it stop, whatever it holds", arguments: 1...12)
  func fuzz(seed: Int) {
    var generator = SplitMix(state: UInt64(seed) &* 7919)
    for _ in 0..<150 {
      let text = (0..<Int.random(in: 0...160, using: &generator)).map { _ in
        Self.pieces.randomElement(using: &generator) ?? ""
      }.joined(
        separator: Bool.random(using: &generator) ? " " : "")
      for document in [readText(text), readHTML(text)] {
        let report = check(document)
        #expect(report.checked <= report.recognised)
        #expect(report.text(of: "x").isEmpty == false)
      }
    }
  }

  @Test("Random scalars make no trouble either", arguments: 1...4)
  func scalars(seed: Int) {
    var generator = SplitMix(state: UInt64(seed))
    for _ in 0..<60 {
      var text = String.UnicodeScalarView()
      for _ in 0..<300 {
        if let scalar = Unicode.Scalar(
          UInt32.random(in: 0...0x10FFFF, using: &generator) >> UInt32.random(in: 0...14, using: &generator))
        {
          text.append(scalar)
        }
      }
      #expect(check(readText(String(text))).checked >= 0)
      #expect(check(readHTML(String(text))).checked >= 0)
    }
  }

  @Test(
    "Time grows with the text and not with its square",
    arguments: [
      "12 (30%) of 40 people, t(38) = 2.1, p = .042. ", "n = 12 and 14 (35%) or M = 3.5 (SD = 0.8) ", "<td ", "<a \"",
      "<!-- ", "<sup>3", "((((", "| a | 1 (2%) |\n",
      "a   b\n", "a   1\n", "Table 1. x\n\n", "Table 2 and ", "significant ", "F ", "p ", "Workload  3.5 (0.8)  12\n\n",
      "<table><tr><td>1", "1,", "Of the 40 people ",
    ])
  func linear(_ piece: String) {
    // Of this thread alone, so that what else the machine does is no part of it.
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    func seconds(_ count: Int) -> Double {
      let text = String(repeating: piece, count: count / piece.utf8.count)
      let start = now()
      #expect(check(readText(text)).checked >= 0)
      #expect(check(readHTML(text)).checked >= 0)
      return now() - start
    }
    let small = seconds(4_000)
    let large = seconds(32_000)
    // Eight times the text may take 8 times as long, with room for noise; a square would take 64 times.
    #expect(large < 24 * max(small, 0.01), "\(small) s, then \(large) s")
  }
}
