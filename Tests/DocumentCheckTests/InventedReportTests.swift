import Testing

@testable import DocumentCheck

@Suite struct InventedReportTests {
  @Test("The report as written shows each of its known mistakes")
  func wrong() {
    let found = check(readText(InventedReport.wrong)).findings
    func has(_ rule: Rule, _ severity: Severity, _ words: String) -> Bool {
      found.contains {
        $0.rule == rule && $0.severity == severity && ($0.quote.contains(words) || $0.reported.contains(words))
      }
    }
    #expect(has(.shareOfCount, .error, "14 (39%)"))
    #expect(has(.shareOfCount, .error, "18 (48%)"))
    #expect(has(.repeatedFigure, .error, ".031"))
    #expect(has(.testStatistic, .error, "Say over work"))
    #expect(has(.smallGroup, .warning, "Peer-led"))
    #expect(has(.multiSelect, .error, "61"))
    #expect(has(.claim, .error, "All three areas"))
    #expect(has(.reference, .error, "Table 5"))
    #expect(has(.mean, .error, "M = 3.45"))
    #expect(has(.repeatedFigure, .error, "3.2"))
    #expect(has(.categorySum, .error, "Total"))
  }

  @Test("The corrected twin is silent, though as much is checked")
  func right() {
    let report = check(readText(InventedReport.right))
    #expect(report.findings.isEmpty, "\(report.findings)")
    #expect(report.checked >= 30)
    #expect(!report.hasErrors)
  }

  @Test("Every mistake alone is found, and none of the others is made up", arguments: InventedReport.mistakes.indices)
  func one(_ index: Int) {
    let mistake = InventedReport.mistakes[index]
    #expect(InventedReport.wrong.contains(mistake.wrong), "the fixture has lost its mistake")
    let text = InventedReport.right.replacing(mistake.right, with: mistake.wrong)
    let found = check(readText(mistake.right.isEmpty ? withPeerLed : text)).findings
    #expect(!found.isEmpty)
    #expect(found.count <= 3, "\(found)")
  }

  /// The group of one put back into the twin.
  private var withPeerLed: String {
    InventedReport.mistakes.filter { !$0.right.isEmpty }.reduce(InventedReport.wrong) {
      $0.replacing($1.wrong, with: $1.right)
    }
  }
}
