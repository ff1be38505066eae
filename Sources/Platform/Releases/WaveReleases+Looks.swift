import Analysis
import Disclosure
import Problems
package import Reporting
import Store

/// Parts of the results that somebody asks for. Each goes through the gate beside everything released before, and is kept with what became of it.
extension WaveReleases {
  /// What may be asked for.
  /// - Parameter isPooled: units are the partners' own, so nothing is chosen by them.
  package func choices(of wave: WaveName, isPooled: Bool) async throws -> LookChoices {
    let wanted = try await results.results(of: wave)
    let choices = try job(wave, wanted, .full).analysis().analysis.choices
    return LookChoices(choices, without: Self.hidden(isPooled))
  }

  /// Asks for a part of the results. The very same request is answered with what became of it before.
  /// - Returns: the number under which it is kept.
  /// - Throws: `Problem` for what cannot be asked.
  package func ask(
    for look: Look, of wave: WaveName, isPooled: Bool, back: Dashboard.Back
  ) async throws -> Int {
    try await again {
      let wanted = try await results.results(of: wave)
      let job = job(wave, wanted, .full)
      let (study, analysis) = try job.analysis()
      let choices = LookChoices(analysis.choices, without: Self.hidden(isPooled))
      try choices.check(look)
      let found = try analysis.findings(look.cut, inputHash: wanted.hash, ledger: wanted.ledger)
      let title = choices.words(for: look)
      var report = job.report(study, sections: [Section(.other, title: title, findings: found.findings)])
      report.title = title
      let page = Dashboard(report: report, purpose: study.title, back: back).page()
      let isRefused = found.findings.allSatisfy { if case .withheld = $0 { true } else { false } }
      let move = LedgerMove(wave: wave, from: wanted.ledger, to: found.ledger)
      return try await answers.write { session in
        if let kept = try LookStore.all(of: wave, in: session).first(where: { $0.look == look }) { return kept.number }
        try [move].carryOut(in: session)
        return try LookStore.add(look, title: title, isRefused: isRefused, page: page, to: wave, in: session)
      }
    }
  }

  /// Questions that results over several partners are not split by.
  static func hidden(_ isPooled: Bool) -> Set<String> { isPooled ? [Questionnaire.unitColumn] : [] }

  package func looks(of wave: WaveName) async throws -> [KeptLook] {
    try await answers.read { try LookStore.all(of: wave, in: $0) }
  }

  package func page(ofLook number: Int, of wave: WaveName) async throws -> [UInt8]? {
    try await answers.read { try LookStore.page(number, of: wave, in: $0) }
  }
}
