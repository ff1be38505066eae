package import Analysis
import Crypto
package import Dataset
package import Disclosure
import Instruments
package import Problems
package import Reporting

/// Everything a report is made from: the same job makes it and, later, verifies it.
package struct StudyJob {
  package let data: Dataset
  package let dataFile: String
  /// SHA-256 of the data file's bytes, lower-case hexadecimal.
  package let dataHash: String
  package let studyText: String
  package let studyName: String
  package let companions: Companions
  package let audience: Report.Audience
  /// The program's, for the report's last page.
  package let version: String

  package init(
    data: Dataset, dataFile: String, dataHash: String, studyText: String, studyName: String, companions: Companions,
    audience: Report.Audience, version: String
  ) {
    self.data = data
    self.dataFile = dataFile
    self.dataHash = dataHash
    self.studyText = studyText
    self.studyName = studyName
    self.companions = companions
    self.audience = audience
    self.version = version
  }

  package struct Outcome {
    package let files: [OutputFile]
    package let report: Report
    package let findings: StudyFindings
    package let study: StudyFile
  }

  /// - Parameter hidden: questions about people that the report neither counts nor splits results by.
  package func run(ledger: Ledger, review: Review, hiding hidden: Set<String> = []) throws -> Outcome {
    let (study, analysis) = try analysis()
    let findings = try analysis.findings(inputHash: dataHash, ledger: ledger, review: review, hiding: hidden)
    let report = report(
      study, sections: findings.sections, instruments: findings.instruments,
      method: Method(notes: findings.methodNotes, outOfRange: findings.outOfRange), turnout: findings.turnout)
    return Outcome(files: try render(report), report: report, findings: findings, study: study)
  }

  /// The plan, ready to be asked. Nothing is released yet.
  func analysis() throws -> (study: StudyFile, analysis: StudyAnalysis) {
    let study = try StudyFile(text: studyText, file: studyName)
    let analysis = try StudyAnalysis(data, study: study, studyName: studyName) { name throws(Problem) in
      try companions.text(of: name)
    }
    return (study, analysis)
  }

  private static let openLinkWarning =
    "Everybody answered by the same open link, so somebody may have answered more than once or have been no member of staff. Read these figures as numbers of answers; there is no response rate."

  func report(
    _ study: StudyFile, sections: [Section], instruments: [InstrumentRecord] = [], method: Method = Method(),
    turnout: Released<Turnout>? = nil
  ) -> Report {
    var report = Report(
      title: study.title, study: study.title, wave: study.wave, organisation: study.organisation, audience: audience,
      introduction: study.introduction + (study.isOpenLink ? [Self.openLinkWarning] : []), support: study.support,
      sections: sections, method: method,
      provenance: Provenance(
        inputFile: dataFile, inputSHA256: dataHash, rows: data.rowCount, studyFile: studyName,
        studySHA256: hexadecimal(SHA256.hash(data: Array(studyText.utf8))), hearthVersion: version,
        instruments: instruments.map(use), threshold: study.threshold))
    report.turnout = turnout
    if study.isOpenLink { report.counted = .responses }
    return report
  }

  private func use(_ record: InstrumentRecord) -> Reporting.InstrumentUse {
    let instrument = record.instrument
    let status =
      switch instrument.keyStatus {
      case .unverified: "not verified"
      case .oneSource: "from one source"
      case .twoSources: "from two or more independent sources"
      // A questionnaire of one's own has no manual.
      case .confirmed: instrument.provenance == nil ? "as its definition file gives it" : "confirmed from the manual"
      }
    return Reporting.InstrumentUse(
      id: instrument.id, name: instrument.name, keyStatus: status, confidence: instrument.keyStatus.rawValue,
      acceptedUnverified: record.accepted && instrument.keyStatus == .unverified
        ? "The study file accepts this key by name." : nil,
      confirmation: instrument.provenance.map { .init(by: $0.by, date: $0.on, edition: $0.edition) },
      source: instrument.citation.isEmpty ? nil : instrument.citation)
  }
}

extension StudyFindings {
  /// For a report.
  var sections: [Section] {
    topics.map { topic in
      Section(topic.kind.section, title: topic.title, findings: topic.findings, waiting: topic.waiting)
    }
  }
}

extension StudyFindings.Topic.Kind {
  fileprivate var section: Section.Kind {
    switch self {
    case .sample: .sample
    case .work: .work
    case .scales: .scales
    case .items: .items
    case .comparison: .comparison
    case .openAnswers: .openAnswers
    case .crossTabulation: .other
    }
  }
}

/// Texts of the files that a study names: instruments of its own, wordings, confirmations.
package struct Companions {
  /// Texts kept with a report's manifest or a wave, which go before files.
  private let kept: [String: String]
  private let read: (_ name: String) throws(Problem) -> String

  /// - Parameter read: the text of a file that is not among those kept.
  package init(kept: [String: String] = [:], read: @escaping (_ name: String) throws(Problem) -> String) {
    self.kept = kept
    self.read = read
  }

  /// Every file that a study names, to be kept with its report.
  package func texts(of study: StudyFile) throws(Problem) -> [String: String] {
    var texts: [String: String] = [:]
    for name in study.instruments.flatMap({ [$0.file, $0.confirmation, $0.wording] }).compactMap({ $0 }) {
      texts[name] = try text(of: name)
    }
    return texts
  }

  package func text(of name: String) throws(Problem) -> String {
    if let text = kept[name] { return text }
    return try read(name)
  }
}
