import Testing

@testable import DocumentCheck

/// What a text of one sentence gives: the severities of its findings under one rule.
func severities(_ text: String, _ rule: Rule) -> [Severity] {
  check(readText(text)).findings.filter { $0.rule == rule }.map(\.severity)
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
      "Hours and exhaustion went together, r(38) = .31, p = .05.",
      "Hours and exhaustion went together, r = .31, n = 40, p = .05.",
      "The ranks differed, z = 2.1, p = .036.",
      "The ranks differed, z = −2.1, p = .036.",
      "There was no difference, F(1, 38) < 1, ns.",
      "There was no difference, F(2, 37) = 1.02, p > .05.",
      "There was no difference, t(38) = 0.4, n.s. The next sentence is about something else.",
      "A t-test gave T(38)=2.1; P=0.04.",
      "The difference was as expected, t(38) = 1.80, p = .04, one-tailed.",
      "t(38) = 2,10; p = 0,042",
      "F(1,1200) = 6.64, p = .01",
      "F(1, 1,200) = 6.64, p = .01",
      "F(2.0, 35.4) = 5.31, p = .010",
      "The 𝐹 test: 𝐹(3, 36) = 4.30, 𝑝 = .011, η² = .26, 95% CI [0.03, 0.41].",
      "t(38) = 9.8, p < .001, d = 3.1",
      "t(38) = 9.8, p = 5.7 × 10^-12",
      "H(3) = 9.1, p = .028",
      "F = 4.3, df = 3, 36, p = .011",
      "F (df = 3, 36) = 4.3, p = .011",
      "t = 2.1 (df = 38), p = .042",
      "t(38) = 2.1, p = .042, r = .32",
      "t(38) = 2.1, 95% CI 0.1–2.4, p = 0.042",
      "Pairs differed after Bonferroni correction, t(38) = 2.5, p = .09.",
    ])
  func agrees(_ text: String) {
    let report = check(readText(text))
    #expect(report.findings.isEmpty, "\(report.findings)")
    #expect(report.recognised > 0, "nothing was recognised")
  }
}
