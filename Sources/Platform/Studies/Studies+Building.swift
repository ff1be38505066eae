/// A study's questionnaire while it is being written.
package struct QuestionnaireInProgress: Sendable {
  package let version: Int
  /// As it was saved.
  package let text: String
  /// As people would meet it now, with what it still lacks.
  package let questionnaire: Questionnaire
}

/// Who is asked in a wave that has not opened: numbers only.
package struct ExpectedPeople: Sendable {
  package let wave: WaveName
  /// People by unit.
  let counts: [String: Int]
  package let threshold: Int

  package var people: Int { counts.values.reduce(0, +) }
}

extension Studies {
  /// The latest version with the study's information and wordings around it; nil before the first is saved.
  /// - Parameter language: one of those it is written in; nil for the first.
  package func questionnaireInProgress(
    of study: StudyName, in language: Language? = nil
  ) async throws -> QuestionnaireInProgress? {
    guard let kept = try await questionnaire(of: study) else { return nil }
    let frame = StudyFrame(
      information: try await information(of: study) ?? Version(number: 0, content: .draft()),
      support: ["Here stands where help is to be had, as the wave names it."], commitments: nil, threshold: 10,
      server: nil, packs: StudyFrame.packs(try await wordings(of: study)))
    let file = "questionnaire"
    return QuestionnaireInProgress(
      version: kept.number, text: kept.content,
      questionnaire: try Questionnaire(
        text: frame.text(around: kept.content, file: file), file: file, language: language, isDraft: true))
  }

  /// Begins with the ready questionnaire: without sections that the study gives, and without names of files.
  package func begin(
    with template: FrontlineTemplate, title: String, basedOn base: Int, for study: StudyName, by actor: AuditEntry.Actor
  ) async throws {
    var draft = try QuestionnaireDraft(text: template.text, file: "the template")
    draft.keepOnlyQuestions()
    try draft.set(title: [.english: title], languages: [.english], showsOwnScores: draft.showsOwnScores)
    _ = try await save(questionnaire: draft.text, file: "the template", basedOn: base, for: study, by: actor)
  }

  /// People by unit on the lists that were handed in for a wave of the study that has not opened; of several waves, the largest.
  package func expectedPeople(of study: StudyName) async throws -> ExpectedPeople? {
    var all: [ExpectedPeople] = []
    for wave in try await waves(of: study) {
      guard try await state(of: wave) == .planned, let planned = try await planned(wave) else { continue }
      all.append(ExpectedPeople(wave: wave, counts: try await units(of: wave), threshold: planned.threshold))
    }
    return all.filter { $0.people > 0 }.max { $0.people < $1.people }
  }
}
