package import Problems

/// Opens a wave of a study, when everything is there that has to be.
package struct StudyOpening: Sendable {
  private let studies: Studies
  private let opening: WaveOpening
  private let clock: Clock
  private let server: @Sendable () async throws -> String?

  /// - Parameter server: who runs the server, in words for participants.
  package init(
    studies: Studies, opening: WaveOpening, clock: Clock, server: @escaping @Sendable () async throws -> String?
  ) {
    self.studies = studies
    self.opening = opening
    self.clock = clock
    self.server = server
  }

  /// How far a wave is from opening.
  package struct Readiness: Sendable {
    /// What is missing, each with its place.
    package let problems: [Problem]
    package let purpose: PlannedWave.Purpose
    /// The pilots that are deleted when it opens.
    package let endsPilots: [String]
    package let people: Int
    /// People by reporting unit, as answers will be kept: small units are parts of others.
    package let units: [(name: String, people: Int)]
    package let questionnaire: Questionnaire?
  }

  package func readiness(of wave: WaveName) async throws -> Readiness {
    guard let planned = try await studies.planned(wave) else {
      throw Problem("there is no plan for a wave “\(wave)”", remedy: "check the name")
    }
    let isPilot = planned.purpose == .pilot
    var problems = isPilot ? [] : planned.commitments?.problems(on: clock.today()) ?? [Self.noPromises]
    if planned.support.isEmpty {
      problems.append(
        Problem("no help is named", at: "support", remedy: "name at least one place that somebody has checked"))
    }
    if let information = try await studies.information(of: planned.study) {
      problems += information.content.problems
    } else {
      problems.append(
        Problem("there is no participant information", at: "information", remedy: "write it on the study's page"))
    }
    var questionnaire: Questionnaire?
    do {
      questionnaire = try await self.questionnaire(planned)
      problems += [questionnaire?.custody?.problem(on: clock.today())].compactMap { $0 }
    } catch let problem as Problem {
      problems.append(problem)
    } catch let several as SeveralProblems {
      problems += several.all
    }
    let counts = try await studies.units(of: wave)
    let people = counts.values.reduce(0, +)
    if isPilot, people == 0 {
      problems.append(
        Problem("nobody is on the list of people", at: Self.listPlace, remedy: "name the colleagues who try it out"))
    } else if !isPilot, people < planned.threshold {
      problems.append(
        Problem(
          "\(people) people are on the list, and nothing can be shown of fewer than \(planned.threshold)",
          at: Self.listPlace,
          remedy: "ask together with other services, or hold a facilitated conversation instead of a survey"))
    }
    let names = ReportingUnits(counts: counts, threshold: isPilot ? .max : planned.threshold).names
    let units = Dictionary(grouping: counts) { names[$0.key] ?? $0.key }.mapValues { $0.map(\.value).reduce(0, +) }
    return Readiness(
      problems: problems, purpose: planned.purpose,
      endsPilots: isPilot ? [] : try await opening.pilots.pilots(before: wave), people: people,
      units: units.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
      questionnaire: questionnaire)
  }

  /// - Parameter address: what invitations' links begin with.
  /// - Returns: the invitations; they can be made again from the directory and the keyring.
  /// - Throws: `Problem` for the first thing that is missing; nothing is then changed.
  @discardableResult
  package func open(
    _ wave: WaveName, address: String, by actor: AuditEntry.Actor
  ) async throws -> [WaveOpening.Invitation] {
    let terms = try ContactTerms(address: LinkAddress(address))
    // Under the claim nothing of the plan or the lists changes: what is read is what opens.
    let invitations = try await opening.claiming(wave) { claim in
      let ready = try await readiness(of: wave)
      if let problem = ready.problems.first { throw problem }
      guard let questionnaire = ready.questionnaire else { throw Self.noQuestionnaire }
      let roster = try await studies.roster(of: wave)
      switch ready.purpose {
      case .results:
        try await studies.note(.waveOpened, on: wave, by: actor)
        try await note(ended: ready.endsPilots, by: actor)
        return try await opening.open(claim, questionnaire: questionnaire, roster: roster, contacts: terms)
      case .pilot:
        try await studies.note(.pilotOpened, on: wave, by: actor)
        try opening.check(pilot: questionnaire, roster: roster)
        return try await opening.open(
          claim, questionnaire: questionnaire, roster: roster, contacts: terms, as: .pilot(before: nil))
      }
    }
    try await studies.forgetRosters(of: wave)
    return invitations
  }

  /// Opens a wave to everybody who has one link. Weaker than invitations: nobody can tell whether somebody answers twice.
  /// - Returns: the units that people choose from.
  /// - Throws: `Problem` for the first thing that is missing, or when an organisation has handed in a list; nothing is then changed.
  package func openToAll(
    _ wave: WaveName, expecting expected: OpenLink.Expected, address: String, by actor: AuditEntry.Actor
  ) async throws -> [String] {
    _ = try LinkAddress(address)
    return try await opening.claiming(wave) { claim in
      let ready = try await readiness(of: wave)
      if let problem = ready.problems.first(where: { $0.place != Self.listPlace }) { throw problem }
      guard ready.people == 0 else {
        throw Problem(
          "a list of people has been handed in for this wave", at: Self.listPlace,
          remedy: "open it for the people on the list, or let the custodians take their lists back first")
      }
      guard let questionnaire = ready.questionnaire else { throw Self.noQuestionnaire }
      try await studies.note(.waveOpenedToAll, on: wave, by: actor)
      try await note(ended: ready.endsPilots, by: actor)
      return try await opening.open(claim, questionnaire: questionnaire, expecting: expected)
    }
  }

  /// Pilots that the opening deletes.
  private func note(ended pilots: [String], by actor: AuditEntry.Actor) async throws {
    for pilot in pilots { try await studies.note(.pilotEnded, on: WaveName(pilot), by: actor) }
  }

  private static let listPlace = "list of people"

  private static let noQuestionnaire = Problem(
    "there is no questionnaire", at: "questionnaire", remedy: "give one on the study's page")

  private static let noPromises = Problem(
    "nobody has said what will become of the results", at: "promises",
    remedy: "say who owns them, what is set aside for acting on them, and when staff and managers hear them")

  private func questionnaire(_ planned: PlannedWave) async throws -> Questionnaire {
    guard let text = try await studies.questionnaire(of: planned.study) else {
      throw Problem("there is no questionnaire", at: "questionnaire", remedy: "give one on the study's page")
    }
    let information =
      try await studies.information(of: planned.study)
      ?? Version(number: 0, content: .draft(threshold: planned.threshold))
    let file = "questionnaire, version \(text.number)"
    let frame = StudyFrame(
      // Without help nothing opens; that is said by itself, and what else is wrong can be said all the same.
      information: information, support: planned.support.isEmpty ? ["…"] : planned.support,
      commitments: planned.commitments,
      threshold: planned.threshold, server: try await server(),
      packs: StudyFrame.packs(try await studies.wordings(of: planned.study)))
    let whole = try frame.text(around: text.content, file: file)
    let draft = try Questionnaire(text: whole, file: file, isDraft: true)
    if !draft.lacking.isEmpty { throw SeveralProblems(all: draft.lacking) }
    return try Questionnaire(text: whole, file: file)
  }
}
