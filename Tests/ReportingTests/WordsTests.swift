import Foundation
import Testing

@testable import Disclosure
@testable import Markup
@testable import Reporting

@Suite struct WordsTests {
  @Test(
    "A mean is read in the words of the answers: between two off a code, the word itself on one, nothing outside",
    arguments: [
      (2.4, "between “monthly” and “twice a month”"), (3, "“twice a month”"), (0, "“never”"), (6, "“daily”"),
      (6.5, nil), (-0.5, nil),
    ] as [(Double, String?)])
  func anchors(_ mean: Double, _ words: String?) {
    #expect(InventedReport.lantern.inWords(Figure(mean, unit: 0.1)) == words)
  }

  @Test("Without words for the answers nothing is said in words")
  func noAnchors() {
    #expect(ScaleReading(lower: 0, upper: 6, higherIs: .worse).inWords(Figure(3, unit: 0.1)) == nil)
  }

  @Test("The midpoint's reading says the side that the printed mean is on")
  func midpoint() {
    let reading = InventedReport.tides
    #expect(reading.beside(midpoint: Figure(3.04, unit: 0.1)) == "on the midpoint of 3")
    #expect(reading.beside(midpoint: Figure(3.1, unit: 0.1)) == "above the midpoint of 3 (in step)")
    #expect(reading.beside(midpoint: Figure(2.9, unit: 0.1)) == "below the midpoint of 3 (out of step)")
  }

  @Test(
    "A clear difference of two groups is said with means, interval and test; the direction stays right when the pair is turned"
  )
  func twoGroups() throws {
    let comparisons = InventedReport.report().comparisons
    let load = try #require(comparisons.first { $0.subject.title == "Workload" }).sentence.plainText
    #expect(
      load.replacing("\u{A0}", with: " ")
        == "Workload (higher is better) was higher in Third and community (3.5) than in Statutory (2.5), a difference of 1.0 (95% interval 0.3 to 1.7); Welch F(1, 26.2) = 11.3, p = .00192."
    )
    let dim = try #require(comparisons.first { $0.subject.title == "Exhaustion at work" }).sentence.plainText
    #expect(
      dim.replacing("\u{A0}", with: " ")
        == "Exhaustion at work (higher is worse) was higher in Statutory (4.1) than in Third and community (1.4), a difference of 2.7 (95% interval 2.0 to 3.4); Welch F(1, 26.2) = 38.1, p < .0001."
    )
  }

  @Test("A difference that is not clear is called so, with its interval")
  func notClear() throws {
    let say = try #require(InventedReport.report().comparisons.first { !$0.isClear }).sentence.plainText
    #expect(say.hasPrefix("There was no clear difference in Having a say"))
    #expect(say.replacing("\u{A0}", with: " ").contains("95% interval −0.9 to 0.5"))
    #expect(!say.contains("was higher"))
  }

  @Test("Of three groups the highest and the lowest are named, then the pairs that differ clearly")
  func threeGroups() {
    let comparison = InventedReport.byAge
    #expect(comparison.sentence.plainText.contains("it was highest in 10 and over (1.9) and lowest in Under 2 (0.8)"))
    #expect(
      comparison.pairSentence?.plainText.replacing("\u{A0}", with: " ")
        == "Clear differences: Under 2 and 10 and over (p = .0113).")
  }

  @Test(
    "A p-value is clear by what is printed",
    arguments: [(0.0499, true), (0.04999, false), (0.05, false), (0.0514, false)])
  func clear(_ p: Double, _ expected: Bool) {
    #expect(PValue.equal(Figure(p, significantDigits: 3)).isClear == expected)
  }

  @Test(
    "A figure is printed at its unit, a true minus sign for people and a plain one for machines",
    arguments: [
      (3.0, 0.1, "3.0", "3.0"), (-0.5, 0.1, "-0.5", "−0.5"), (40, 1, "40", "40"), (35, 5, "35", "35"),
      (0.30000000000000004, 0.1, "0.3", "0.3"), (2.5, 0.5, "2.5", "2.5"), (-0.04, 0.1, "0.0", "0.0"),
      (0.000123, 0.000001, "0.000123", "0.000123"), (1234, 10, "1230", "1230"),
    ])
  func text(_ raw: Double, _ unit: Double, _ digits: String, _ text: String) {
    #expect(Figure(raw, unit: unit).digits == digits)
    #expect(Figure(raw, unit: unit).text == text)
  }

  @Test("Counts above four digits are parted by thousands")
  func thousands() {
    #expect(grouped(1000) == "1000")
    #expect(grouped(16426) == "16\u{202F}426")
    #expect(grouped(1_234_567) == "1\u{202F}234\u{202F}567")
  }

  @Test("The words that this project does not use stand on no page", arguments: Report.Audience.allCases)
  func forbidden(_ audience: Report.Audience) {
    let words = Page.render(InventedReport.report(audience)).plainText.lowercased()
    for phrase in [
      "committed suicide", "failed attempt", "addict", "percentage burned out", "burned out", "burnt out",
      "suffers from",
      "caused by", "leads to", "because of burnout", "n.s.", "statistically significant", "proves",
    ] {
      #expect(!words.contains(phrase), "“\(phrase)” stands on the page for \(audience)")
    }
  }

  @Test(
    "A scale's sentence never says that people are burnt out, and every page says that burnout is no diagnosis",
    arguments: Report.Audience.allCases)
  func diagnosis(_ audience: Report.Audience) {
    #expect(Page.render(InventedReport.report(audience)).plainText.contains("It is not a diagnosis"))
  }
}
