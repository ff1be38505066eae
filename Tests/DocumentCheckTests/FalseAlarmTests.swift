import Testing

@testable import DocumentCheck

@Suite struct FalseAlarmTests {
  @Test("A sound invented report with many kinds of figures raises no alarm")
  func sound() {
    let report = check(readText(Self.report))
    #expect(report.findings.isEmpty, "\(report.findings)")
    #expect(report.checked >= 30)
  }

  static let report = """
    # Findings

    A total of 1,204 staff were invited; 412 (34.2%) responded. Of the 412 respondents, 310 (75.2%) were women, 98 (23.8%) men and 4 (1.0%) gave another answer.
    The mean age was 41.3 years (SD = 10.2, range 19–67). Response rates ranged from 22% to 48% across the 12 teams (median 35%).
    Cronbach's alpha was .87 for exhaustion and .79 for cynicism. Scores were compared with the norm (z = 0.45).
    In a regression, hours predicted exhaustion (β = 0.21, SE = 0.05, t = 4.2, p < .001; R² = .18, F(4, 407) = 22.3, p < .001).
    There were significant differences between teams, F(11, 400) = 2.31, p = .009, η² = .06, although after Holm adjustment only one pair remained (p = .03).
    Of those who had been off sick (n = 87), 31 (36%) blamed work. Among managers, 9 (23%) did.
    Funding rose by 12% (£4,500) and 3 (5%) of posts were vacant. The service has 24 posts, 7 (29%) of which are vacant.
    See Figure 2 in the appendix and Table 1 below. In 2021, 38% (n = 157) had thought of leaving.
    The odds ratio was 1.8 (95% CI 1.2–2.7). Turnover was 20% (95% CI 16–24%).
    Two thirds (66%; 272/412) agreed. One in five (20%) disagreed. Around 15% (62 people) did not know.
    Kendall's tau was .21 (p = .03), and the Mann–Whitney test gave U = 1,204, z = −2.02, p = .043.
    The response rate was 34% (412/1,204). We interviewed 12 people (8 women, 4 men).
    No significant difference was found for age, χ²(3) = 2.1, p = .55, or for role, χ²(5) = 9.8, p = .08.
    Nurses scored higher (M = 3.2, SD = 1.1) than managers (M = 2.7, SD = 1.0), t(150) = 2.44, p = .016, d = 0.47.

    Table 1. Sample

    | | n | % |
    |---|---|---|
    | Gender | | |
    | Women | 310 | 75.2 |
    | Men | 98 | 23.8 |
    | Other | 4 | 1.0 |
    | Age | | |
    | 18–29 | 60 | 14.6 |
    | 30–44 | 171 | 41.5 |
    | 45+ | 175 | 42.5 |
    | Missing | 6 | 1.5 |

    Table 2. Correlations

    | | 1 | 2 | 3 |
    |---|---|---|---|
    | 1 Exhaustion | – | .45** | .12 |
    | 2 Cynicism | | – | .22* |

    Table 3. Regression

    | Predictor | B | SE | t | p |
    |---|---|---|---|---|
    | Hours | 0.21 | 0.05 | 4.2 | <.001 |
    | Age | -0.02 | 0.03 | -0.67 | .50 |

    Table 4. Exhaustion by team

    | Team | N | Mean | SD | 95% CI |
    |---|---|---|---|---|
    | North | 120 | 3.1 | 1.2 | 2.9–3.3 |
    | South | 140 | 2.9 | 1.1 | 2.7–3.1 |
    | East | 152 | 3.3 | 1.2 | 3.1–3.5 |
    | Total | 412 | 3.1 | 1.2 | 3.0–3.2 |

    Table 5. Agreement by role, row %

    | Role | Agree | Neither | Disagree | Total |
    |---|---|---|---|---|
    | Nurse | 60 (50%) | 36 (30%) | 24 (20%) | 120 |
    | Manager | 10 (25%) | 10 (25%) | 20 (50%) | 40 |

    | Year | 2019 | 2020 | 2021 |
    |---|---|---|---|
    | Posts | 210 | 214 | 220 |
    | Vacant (%) | 12 (5.7) | 15 (7.0) | 22 (10) |
    """
}
