import Testing

@testable import DocumentCheck

@Suite struct ShareTests {
  @Test(
    "Percentages that fit their count are not complained about",
    arguments: [
      "In all, 40 people answered. Of these, 12 (30%) were nurses.",
      "In all, 40 people answered; 12 (30 %) were nurses.",
      "In all, 40 people answered; 12 (30 per cent) were nurses.",
      "Of the 40 participants, 22 (55%) worked in the third sector and 14 (35%) in the NHS.",
      "12 of 40 (30%) were nurses.",
      "12 of the 40 staff (30%) were nurses.",
      "12 out of 40 (30%) were nurses.",
      "12/40 (30%) were nurses.",
      "30% (12/40) were nurses.",
      "30% (12 of 40) were nurses.",
      "30% (n = 12) of the 40 people were nurses.",
      "Nurses made up 30% (12) of the sample (N = 40).",
      "Nurses made up 12,5 % (5) of the sample (N = 40).",
      "A third (33.3%; 13 of 39) said so.",
      "In all, 1,286 people answered; 643 (50%) were nurses.",
      "In all, 40 people answered and 5 (12%) left. Another 5 (13%) stayed.",
      "About 30% of the 41 staff agreed.",
      "22 of 40 staff (55.0%) agreed.",
      "28% of the 40 participants agreed.",
      "40 people answered. The rate was 4.5 (95% CI 3.1–5.9).",
      "40 people answered. Staff aged 30 (30%) or over 40 (20%) said so.",
      "40 people answered. In 2019 staff (31%) said so.",
      "40 people answered. They had 5 years (12%) in service.",
      "40 people answered, 22 of them women. Of these, 11 (50%) were nurses.",
      "Women (n = 22) and men (n = 18) answered. Of the women, 11 (50%) were nurses.",
      "40 people answered. A share of 5–10 % is usual; so is 18–30 (45%).",
    ])
  func agrees(_ text: String) {
    let report = check(readText(text))
    #expect(report.findings.isEmpty, "\(report.findings)")
  }

  @Test(
    "A percentage against the base stated with it is an error",
    arguments: [
      "12 of 40 (35%) were nurses.",
      "12 of the 40 staff (29%) were nurses.",
      "12 out of 40 (32%) were nurses.",
      "12/40 (35%) were nurses.",
      "35% (12/40) were nurses.",
      "35% (12 of 40) were nurses.",
      "Nurses were 35,0 % (12/40), managers 30,0 % (12/40).",
      "Of the 40 participants, 22 (58%) worked in the third sector.",
      "45 of 40 staff (95%) agreed.",
      "A third (33.3%; 13 of 40).  Then 13 of 40 (33.3%) said so.",
    ])
  func contradicts(_ text: String) {
    #expect(findings(text, .shareOfCount).contains { $0.severity == .error })
  }

  @Test(
    "A percentage that fits no number of people in the document is a warning",
    arguments: [
      "In all, 40 people answered. Nurses were many: 12 (35%).",
      "In all, 40 people answered. There were 12 nurses (35%).",
      "In all, 40 people answered. Nurses made up 35% (n = 12).",
      "The sample (N = 40) held 14 (45%) nurses.",
    ])
  func unexplained(_ text: String) {
    #expect(findings(text, .shareOfCount).map(\.severity) == [.warning])
  }

  @Test("A percentage that no count of the stated people gives is an error")
  func impossible() {
    #expect(findings("31% of the 40 participants agreed.", .shareWithoutCount).map(\.severity) == [.error])
    #expect(findings("98.3% of the 40 participants agreed.", .shareWithoutCount).map(\.severity) == [.error])
    #expect(findings("33% of the 40 participants agreed.", .shareWithoutCount).isEmpty)
  }

  @Test("Without any number of people the share is listed as not checkable")
  func noBase() {
    let report = check(readText("Nurses were many: 12 (35%)."))
    #expect(report.findings.isEmpty)
    #expect(report.unchecked.map(\.rule) == [.shareOfCount])
  }

  @Test("Parts in brackets that narrowly miss their number are a warning")
  func parts() {
    #expect(findings("We asked 40 people (22 women, 17 men).", .categorySum).map(\.severity) == [.warning])
    #expect(findings("We asked 40 people (22 women, 18 men and 1 other).", .categorySum).map(\.severity) == [.warning])
    for fine in [
      "40 people (22 women, 18 men)", "40 people (22 women and 18 men)", "40 people (22 nurses, 3 managers)",
      "40 staff (30% women)", "40 people (3 groups)",
    ] {
      #expect(check(readText("We asked \(fine).")).findings.isEmpty, "\(fine)")
    }
  }

  @Test("The message names the bases that would fit")
  func bases() throws {
    let finding = try #require(findings("12 of 40 (35%) were nurses.", .shareOfCount).first)
    #expect(finding.recomputed == "12 of 40 is 30.0 %; the percentage would fit a base of 34")
  }

  @Test("A word that names what is counted does not hide the number of people it is a share of")
  func labels() {
    #expect(findings("N = 40. Women: 24 (65%).", .shareOfCount).map(\.severity) == [.warning])
    #expect(findings("N = 40. Women: 24 (60%), men: 16 (40%).", .shareOfCount).isEmpty)
    let valid = check(readText("N = 40. Women: 24 (65%), men: 13 (35%)."))
    #expect(valid.findings.isEmpty)
    #expect(valid.unchecked.contains { $0.reason.contains("fits the 37 people") })
    #expect(findings("N = 40. Of the women, 11 (46%) were nurses.", .shareOfCount).isEmpty)
  }

  @Test("The base may stand behind the bracket")
  func baseBehind() {
    for wrong in ["24 (65 %) of the 40", "24 (65 %) of the 40.", "24 (65%) of the 40 staff said so."] {
      #expect(findings(wrong, .shareOfCount).map(\.severity) == [.error], "\(wrong)")
    }
    for fine in [
      "24 (60 %) of the 40.", "24 (65 %) of the 40-hour weeks.", "18 (45%) of the 3 sites.",
      "18 (45%) of the 2019 cohort.",
      "24 (65%) of 40 hours.",
    ] {
      #expect(findings(fine, .shareOfCount).isEmpty, "\(fine)")
    }
  }

  @Test("Ticks added up as people are found where only running text or plain counts give them")
  func ticksAsPeople() {
    let start = "In all, 40 people took part in the survey. "
    let prose = "Supervision helped 31 (78%), a peer group 22 (55%) and counselling 12 (30%). "
    let table =
      "\n\nTable 1. Supports\n\n| Support | n |\n|---|---|\n| Supervision | 31 |\n| Peers | 22 |\n| Calls | 12 |\n\n"
    let claim = "In total 65 people used a support."
    #expect(findings(start + prose + claim, .multiSelect).map(\.severity) == [.error])
    #expect(findings(start + table + claim, .multiSelect).map(\.severity) == [.error])
    #expect(findings(start + prose + "In total 65 answers were given.", .multiSelect).isEmpty)
    #expect(findings(start + "We had asked 65 people.", .multiSelect).isEmpty)
  }
}
