import Testing

@testable import DocumentCheck

/// What a text gives under one rule.
func findings(_ text: String, _ rule: Rule) -> [Finding] {
  check(readText(text)).findings.filter { $0.rule == rule }
}

@Suite struct TestStatisticTests {
  @Test(
    "A p that follows from its test is not complained about",
    arguments: [
      "The sectors differed, F(3, 36) = 4.3, p = .011.",
      "They differed, t(38) = 2.1, p < .05.",
      "They differed, t(38) = 2.10, p = .042 (two-tailed).",
      "Role and sector were related, χ²(2, N = 40) = 7.1, p = .029.",
      "Role and sector were related, χ2(2) = 7.1, p = .03.",
      "Role and sector were related, X^2(2) = 7.1, p = .03.",
      "Role and sector were related, Χ²(2, n=40)=7.1, P=0.03.",
      "A chi-square test, chi-square(2) = 7.1, p = .03.",
      "Hours and exhaustion went together, r(38) = .31, p = .05.",
      "Hours and exhaustion went together, r = .31, n = 40, p = .05.",
      "Hours and ease went apart, r(38) = -.31, p = .05.",
      "The ranks differed, z = 2.1, p = .036.",
      "The ranks differed, z = −2.1, p = .036.",
      "The ranks differed, Z = –2.1, p = .036.",
      "There was no difference, F(1, 38) < 1, ns.",
      "There was no difference, F(2, 37) = 1.02, p > .05.",
      "There was no difference, F(2, 37) = 1.02, p = n.s.",
      "There was no difference, t(38) = 0.4, n.s. The next sentence is about something else.",
      "A t-test gave T(38)=2.1; P=0.04.",
      "The difference was as expected, t(38) = 1.80, p = .04, one-tailed.",
      "The difference was as expected, t(38) = 1.80, p = .04 (one sided).",
      "t(38) = 2,10; p = 0,042",
      "F(3, 36) = 4,3; p = ,011",
      "F(1,1200) = 6.64, p = .01",
      "F(3,120) = 2.7, p = .05",
      "F(1, 1,200) = 6.64, p = .01",
      "t(1,200) = 2.58, p = .01",
      "F(2.0, 35.4) = 5.31, p = .010",
      "Welch's t(12.4) = 2.31, p = .039",
      "The 𝐹 test: 𝐹(3, 36) = 4.30, 𝑝 = .011, η² = .26, 95% CI [0.03, 0.41].",
      "t(38) = 9.8, p < .001, d = 3.1",
      "t(38) = 9.8, p<0.0001",
      "t(38) = 9.8, p = 5.7 × 10^-12",
      "t(38) = 9.8, p = 5.7e-12",
      "H(3) = 9.1, p = .028",
      "F = 4.3, df = 3, 36, p = .011",
      "F (df = 3, 36) = 4.3, p = .011",
      "F[3; 36] = 4.3, p = .011",
      "F-value (3, 36) = 4.3, p-value = .011",
      "t = 2.1 (df = 38), p = .042",
      "t = 2.1, d.f. = 38, p = .042",
      "t(38) = 2.1, p = .042, r = .32",
      "t(38) = 2.1, 95% CI 0.1–2.4, p = 0.042",
      "F(2, 37) = 3.2, MSE = 1.4, p = .05, partial η² = .15",
      "*F*(3, 36) = 4.3, *p* = .011",
      "$F(3, 36) = 4.3$, $p = .011$",
      "t(38) = 3.4, p = .0016; t(38) = 1.2, p = .24",
      "t(38) = 2.1, p ≤ .05",
      "t(38) = 2.1, p <= .05",
      "Pairs differed after Bonferroni correction, t(38) = 2.5, p = .09.",
      "The level was α = .01. t(38) = 2.1, p > .01.",
      "The smaller p was 0.04, from t(38) = 2.1.",
    ])
  func agrees(_ text: String) {
    let report = check(readText(text))
    #expect(report.findings.isEmpty, "\(report.findings)")
    #expect(report.recognised > 0, "nothing was recognised")
  }

  @Test(
    "A p on the wrong side of .05 is an error",
    arguments: [
      "The sectors differed, F(3, 36) = 2.1, p = .01.",
      "They differed, t(38) = 1.2, p < .05.",
      "They differed, t(38) = 1.2, p = 0.03",
      "They were alike, t(38) = 3.4, p > .05.",
      "They were alike, t(38) = 3.4, p = .34.",
      "They were alike, t(38) = 3.4, ns.",
      "They were alike, t(38) = 3.4, n.s.",
      "They were related, χ²(4, N = 40) = 3.1, p = .02.",
      "They were related, χ2(4) = 3,1; p = 0,02.",
      "They went together, r(38) = .20, p = .01.",
      "They went together, r(38) = −.20, p < .01.",
      "Their ranks differed, z = 1.5, p = .013.",
      "They differed, t(38) = 1.80, p = .04.",
      "They differed, F = 2.1, df = 3, 36, p = .01.",
      "They differed, F(3,36)=2.1,p=.011.",
      "Hours and ease, r = .20, n = 40, p = .01.",
    ])
  func flips(_ text: String) {
    #expect(findings(text, .testStatistic).map(\.severity) == [.error])
  }

  @Test(
    "A p that is off on the same side of .05 is a warning",
    arguments: [
      "F(4, 35) = 5.3, p = .003", "t(38) = 3.4, p = .03", "χ²(4) = 12.4, p = .03", "r(38) = .45, p = .04",
      "t(38) = 1.2, p = .80",
      "z = 2.1, p < .001", "t(38) = 2.1, p = .02 (two-tailed)", "F(2, 37) = 1.02, p = .12", "t(38) = 1.2, p > .50",
    ])
  func inconsistent(_ text: String) {
    #expect(findings(text, .testStatistic).map(\.severity) == [.warning])
  }

  @Test("A p of .000 gets a note, and a warning when it is also wrong")
  func zero() {
    #expect(findings("t(38) = 9.8, p = .000", .testStatistic).map(\.severity) == [.note])
    #expect(findings("t(38) = 2.1, p = .000", .testStatistic).map(\.severity) == [.warning])
  }

  @Test(
    "Figures that nothing can give are errors",
    arguments: ["r(38) = 1.31, p < .001", "t(38) = 2.1, p = 1.4", "F(3, 36) = -4.3, p = .01"])
  func impossible(_ text: String) {
    #expect(findings(text, .testStatistic).map(\.severity) == [.error])
  }

  @Test(
    "What cannot be recomputed is listed with the reason",
    arguments: [
      ("The sectors differed (F = 4.3, p = .011).", "degrees of freedom"), ("t(38) = 2.1 was the result.", "no p"),
      ("Spearman's rs(38) = .31, p = .05.", "rank correlation"),
      ("They differed (t = 2.1, p = .04).", "degrees of freedom"),
    ])
  func unchecked(_ text: String, _ reason: String) {
    let report = check(readText(text))
    #expect(report.findings.isEmpty)
    #expect(
      report.unchecked.contains { $0.rule == .testStatistic && $0.reason.contains(reason) }, "\(report.unchecked)")
  }

  @Test(
    "Ordinary words and numbers are no tests",
    arguments: [
      "Table F 3 is on p. 12.", "Vitamin F = 3 of 4.", "We don't (38) = 2.", "Ms Z. 12 people came.",
      "See p. 45 for more.", "The r² was .31.",
      "Option (t) 38 is open; R² = .12.", "A 5-point scale from 1 to 5 was used.", "Grade H 12",
      "A run with r = 100, 10 p = 1.0.",
      "Plan F: 12 of them stayed.",
    ])
  func words(_ text: String) {
    #expect(check(readText(text)).tallies.allSatisfy { $0.rule != .testStatistic })
  }

  @Test("A one-sided p without the word is an error that says what would explain it")
  func oneSided() throws {
    let finding = try #require(findings("They differed, t(38) = 1.80, p = .04.", .testStatistic).first)
    #expect(finding.why.contains("one-sided"))
  }

  @Test("The recomputed interval is the one that rounding allows")
  func interval() throws {
    // scipy 1.17, f.sf([5.35, 5.25], 4, 35)
    let finding = try #require(findings("F(4, 35) = 5.3, p = .003", .testStatistic).first)
    let bounds = try #require(finding.interval)
    #expect(abs(bounds.lower - 0.00180677) < 5e-9)
    #expect(abs(bounds.upper - 0.00202566) < 5e-9)
  }

  @Test("The same test with two p-values is an error, and only once")
  func twice() {
    let text =
      "They differed, F(3, 36) = 4.3, p = .011. Later: as said, F(3, 36) = 4.3, p = .010. And so F(3, 36) = 4.3, p = .02."
    #expect(findings(text, .repeatedFigure).map(\.severity) == [.error, .error])
    #expect(findings("F(3, 36) = 4.3, p = .011. Again F(3, 36) = 4.3, p = .01.", .repeatedFigure).isEmpty)
  }
}
