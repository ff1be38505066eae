package import Problems

extension StudyOpening {
  /// A study as people will read it when its next wave opens, as far as it is written: for whoever has to approve it before.
  package struct Draft: Sendable {
    package let questionnaire: Questionnaire
    /// What it still lacks, each with its place; nobody's list of people is among it.
    package let missing: [Problem]
  }

  /// Help and promises are those of a wave that is planned with results, the first by name, or else of the last that was opened.
  /// - Throws: `Problem` where there is no such study or no questionnaire; what cannot be read of it.
  package func draft(of name: StudyName) async throws -> Draft {
    guard try await studies.find(name) != nil else {
      throw Problem("there is no study “\(name)”", remedy: "check its name; it stands in the address of its page")
    }
    guard let text = try await studies.questionnaire(of: name) else {
      throw Problem(
        "the study “\(name)” has no questionnaire yet", at: "questionnaire", remedy: "write it at the desk first")
    }
    let wave = try await plan(of: name)
    let written = try await studies.information(of: name)
    let threshold = wave?.threshold ?? 10
    let information = written ?? Version(number: 0, content: .draft(threshold: threshold))
    var missing = information.content.problems
    let support = wave?.support ?? []
    if support.isEmpty {
      missing.append(
        Problem("no help is named", at: "support", remedy: "name at least one place that somebody has checked"))
    }
    missing += wave?.commitments?.problems(on: clock.today()) ?? [Self.noPromises]
    let frame = StudyFrame(
      information: information, support: support.isEmpty ? ["…"] : support, commitments: wave?.commitments,
      threshold: threshold, server: try await server(), packs: StudyFrame.packs(try await studies.wordings(of: name)))
    let file = "questionnaire, version \(text.number)"
    let questionnaire = try Questionnaire(text: frame.text(around: text.content, file: file), file: file, isDraft: true)
    return Draft(questionnaire: questionnaire, missing: missing + questionnaire.lacking)
  }

  private func plan(of study: StudyName) async throws -> PlannedWave? {
    var last: PlannedWave?
    for wave in try await studies.waves(of: study) {
      guard let planned = try await studies.planned(wave), planned.purpose == .results else { continue }
      if try await studies.state(of: wave) == .planned { return planned }
      last = planned
    }
    return last
  }
}
