import Analysis
import Disclosure
import Problems
package import Reporting
import Store

/// Partners' own sheets: results of the people of one organisation, where several take part in a study.
extension WaveReleases {
  /// Makes a partner's own sheet: scales and answers over its people, and its units beside each other.
  /// - Parameter partner: the organisation's name.
  /// - Throws: `Problem` where no answers stand under it, or the wave is open.
  package func makeSheet(of partner: String, of wave: WaveName, back: Dashboard.Back) async throws {
    try await again {
      let wanted = try await results.results(of: wave)
      let job = job(wave, wanted, .full)
      let (study, analysis) = try job.analysis()
      let units = analysis.choices.splits.first { $0.subject.id == Questionnaire.unitColumn }?.levels ?? []
      let own = units.filter { PartnerUnits(partner).contains($0) }
      guard !own.isEmpty else {
        throw Problem(
          "no unit of “\(partner)” has enough people to stand by itself", at: "sheet",
          remedy: "its answers are part of the results of all")
      }
      let within = Cut.Condition(question: Questionnaire.unitColumn, levels: own)
      let outcomes = analysis.choices.outcomes
      var ledger = wanted.ledger
      func findings(_ ids: [String], split: String?) throws -> [ReleasedFinding] {
        let found = try analysis.findings(
          Cut(outcomes: ids, split: split, within: within), inputHash: wanted.hash, ledger: ledger)
        ledger = found.ledger
        return found.findings
      }
      let scales = outcomes.filter(\.isScale).map(\.subject.id)
      var sections = [Section(.scales, title: "Scales", findings: try findings(scales, split: nil))]
      if own.count > 1 {
        sections.append(
          Section(
            .comparison, title: "Units", findings: try findings(scales, split: Questionnaire.unitColumn)))
      }
      sections.append(
        Section(
          .work, title: "Answers", findings: try findings(outcomes.filter { !$0.isScale }.map(\.subject.id), split: nil)
        ))
      var report = job.report(study, sections: sections)
      report.organisation = partner
      let page = Dashboard(
        report: report, purpose: "The sheet of \(partner) alone.", back: back
      ).page()
      let move = LedgerMove(wave: wave, from: wanted.ledger, to: ledger)
      try await answers.write { session in
        try [move].carryOut(in: session)
        try LookStore.putSheet(page, of: partner, wave: wave, in: session)
      }
    }
  }

  package func sheet(of partner: String, of wave: WaveName) async throws -> [UInt8]? {
    try await answers.read { try LookStore.sheet(of: partner, wave: wave, in: $0) }
  }

  /// Organisations whose sheets have been made.
  package func sheets(of wave: WaveName) async throws -> Set<String> {
    try await answers.read { try LookStore.partners(of: wave, in: $0) }
  }
}

/// Which reporting units are one partner's alone: its name stands first in their place. A unit that people of others were put into is nobody's own.
struct PartnerUnits {
  private let name: String

  init(_ partner: String) { name = Self.place(of: partner).description }

  /// Where an organisation's units stand in rosters of several: below its name, which is one step whatever stands in it.
  static func place(of partner: String) -> Unit { Unit(partner.replacing("/", with: " ")) }

  /// Whether a unit is one of these partners' alone; for nobody in particular it always is.
  static func contain(_ unit: String, of partners: [String]?) -> Bool {
    partners?.contains { PartnerUnits($0).contains(unit) } ?? true
  }

  func contains(_ unit: String) -> Bool {
    guard !unit.hasSuffix(ReportingUnits.withOthers) else { return false }
    return unit == name || unit == name + ReportingUnits.withoutOwn || unit.hasPrefix(name + " / ")
  }
}
