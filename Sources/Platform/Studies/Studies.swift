import Foundation
import Problems
package import Store

/// Studies and what is prepared for their waves. Who may do what is decided before these are called.
package struct Studies: Sendable {
  let directory: any SQLDatabase
  let keyring: Keyring
  let audit: AuditLog

  package init(directory: any SQLDatabase, keyring: Keyring, audit: AuditLog) {
    self.directory = directory
    self.keyring = keyring
    self.audit = audit
  }

  /// - Throws: `Problem` when the name is taken or the title empty.
  package func create(_ study: Study, by actor: AuditEntry.Actor) async throws {
    guard !study.title.allSatisfy(\.isWhitespace), study.title.utf8.count <= 200 else {
      throw Problem(
        "a study has a title of 1 to 200 bytes", at: "title", remedy: "say in a few words what it asks about")
    }
    try await directory.write { session in
      guard try StudyStore.find(study.name, in: session) == nil else {
        throw Problem("there is a study “\(study.name)” already", at: "name", remedy: "give this one another name")
      }
      try StudyStore.insert(study, in: session)
      try audit.append(.studyCreated, by: actor, on: study.name.description, in: session)
    }
  }

  package func all() async throws -> [Study] { try await directory.read { try StudyStore.all(in: $0) } }

  package func find(_ name: StudyName) async throws -> Study? {
    try await directory.read { try StudyStore.find(name, in: $0) }
  }

  package func setPartners(
    _ partners: [ID<Organisation>], of study: StudyName, by actor: AuditEntry.Actor
  ) async throws {
    let left = try await directory.write { session -> [Keyring.Name] in
      let waves = try PlannedWaveStore.waves(of: study, in: session)
      if let opened = try waves.first(where: { try DirectoryStore.exists($0, in: session) }) {
        throw Problem(
          "who takes part was settled when the wave “\(opened)” opened, and people were told so", at: "partners",
          remedy: "make a new study with these partners")
      }
      for wave in waves { try OpeningClaim.checkFree(wave, at: audit.clock.seconds, in: session) }
      guard let kept = try StudyStore.find(study, in: session) else { return [] }
      var keys: [Keyring.Name] = []
      for wave in waves {
        for left in Set(kept.partners).subtracting(partners) {
          if let list = try PlannedListStore.find(left, wave: wave, in: session) { keys.append(list.key) }
          try PlannedListStore.remove(left, wave: wave, in: session)
        }
      }
      try StudyStore.setPartners(partners, of: study, in: session)
      try audit.append(.partnersChanged, by: actor, on: study.description, in: session)
      return keys
    }
    try await forget(left)
  }

  /// The latest participant information; nil before the first is saved.
  package func information(of study: StudyName) async throws -> Version<ParticipantInformation>? {
    try await directory.read { try StudyStore.latest(.information, of: study, in: $0) }.map(Self.information)
  }

  /// An earlier version of the participant information, or the latest; nil where there is none of that number.
  package func information(of study: StudyName, version: Int) async throws -> Version<ParticipantInformation>? {
    try await directory.read { try StudyStore.version(version, .information, of: study, in: $0) }.map(Self.information)
  }

  private static func information(_ kept: Version<String>) throws -> Version<ParticipantInformation> {
    Version(
      number: kept.number,
      content: try JSONDecoder().decode(ParticipantInformation.self, from: Data(kept.content.utf8)))
  }

  /// Keeps a text as the next version, whatever it still lacks: a wave opens only when nothing does.
  /// - Returns: the version's number; the same as before where nothing has changed.
  package func save(
    _ information: ParticipantInformation, for study: StudyName, by actor: AuditEntry.Actor
  ) async throws -> Int {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let text = String(decoding: try encoder.encode(information), as: UTF8.self)
    return try await save(text, .information, for: study, by: actor)
  }

  /// The latest questionnaire as its author wrote it; nil before the first is saved.
  package func questionnaire(of study: StudyName) async throws -> Version<String>? {
    try await directory.read { try StudyStore.latest(.questionnaire, of: study, in: $0) }
  }

  /// Keeps a questionnaire as the next version. It may be unfinished: a wave opens only when nothing is missing.
  /// - Parameter base: the version that was changed, 0 for none; nil where the text stands for itself.
  /// - Throws: `Problem` for a text that is no questionnaire, and when somebody saved another version after `base`; nothing is then kept.
  package func save(
    questionnaire text: String, file: String, basedOn base: Int? = nil, for study: StudyName,
    by actor: AuditEntry.Actor
  ) async throws -> Int {
    let frame = StudyFrame(
      information: Version(number: 0, content: .draft()), support: ["Help"], commitments: nil, threshold: 10,
      server: nil)
    _ = try Questionnaire(text: frame.text(around: text, file: file), file: file, isDraft: true)
    return try await save(text, .questionnaire, basedOn: base, for: study, by: actor)
  }

  private func save(
    _ text: String, _ kind: StudyStore.Kind, basedOn base: Int? = nil, for study: StudyName, by actor: AuditEntry.Actor
  ) async throws -> Int {
    try await directory.write { session in
      let last = try StudyStore.latest(kind, of: study, in: session)
      if let base, base != last?.number ?? 0 {
        throw Problem(
          "somebody saved version \(last?.number ?? 0) after you opened version \(base)", at: Self.versionPlace,
          remedy: "nothing was changed: open the questionnaire again, look at what is new, and make your change there")
      }
      if let last, last.content == text { return last.number }
      let number = try StudyStore.add(text, kind, to: study, in: session)
      try audit.append(.textSaved, by: actor, on: "\(study), \(kind.rawValue) \(number)", in: session)
      return number
    }
  }

  /// The place of the problem that somebody else saved a version in between.
  package static let versionPlace = "version"

  // MARK: Waves to come

  package func waves(of study: StudyName) async throws -> [WaveName] {
    try await directory.read { try PlannedWaveStore.waves(of: study, in: $0) }
  }

  package func planned(_ wave: WaveName) async throws -> PlannedWave? {
    try await directory.read { try PlannedWaveStore.find(wave, in: $0) }
  }

  package enum WaveState: Sendable, Hashable { case planned, open, closed }

  /// How far a wave has come.
  package func state(of wave: WaveName) async throws -> WaveState {
    switch try await directory.read({ try DirectoryStore.isClosed(wave, in: $0) }) {
    case nil: .planned
    case false?: .open
    case true?: .closed
    }
  }

  /// Notes an act that is carried out elsewhere, before it begins.
  package func note(_ act: AuditEntry.Act, on wave: WaveName, by actor: AuditEntry.Actor) async throws {
    try await directory.write { try audit.append(act, by: actor, on: wave.description, in: $0) }
  }

  /// - Throws: `Problem` when the name is taken.
  package func plan(_ planned: PlannedWave, by actor: AuditEntry.Actor) async throws {
    try await directory.write { session in
      guard try PlannedWaveStore.find(planned.wave, in: session) == nil,
        try !DirectoryStore.exists(planned.wave, in: session)
      else {
        throw Problem("there is a wave “\(planned.wave)” already", at: "name", remedy: "give this one another name")
      }
      try PlannedWaveStore.insert(planned, in: session)
      try audit.append(.wavePlanned, by: actor, on: planned.wave.description, in: session)
    }
  }

  package func update(_ planned: PlannedWave, by actor: AuditEntry.Actor) async throws {
    guard planned.threshold >= 5 else {
      throw Problem(
        "a threshold of \(planned.threshold) would show groups small enough to guess", at: "threshold",
        remedy: "10 is the default, 5 the lowest allowed")
    }
    try await directory.write { session in
      try checkPlanned(planned.wave, in: session)
      try PlannedWaveStore.update(planned, in: session)
      try audit.append(.planChanged, by: actor, on: planned.wave.description, in: session)
    }
  }

  // MARK: Recruitment

  package func record(_ entry: Recruitment, for wave: WaveName, by actor: AuditEntry.Actor) async throws {
    guard (1...1_000_000).contains(entry.eligible) else {
      throw Problem(
        "\(entry.eligible) is no number of people", at: "eligible", remedy: "count those who could have answered")
    }
    try await directory.write { session in
      try PlannedWaveStore.add(entry, to: wave, in: session)
      try audit.append(.recruitmentNoted, by: actor, on: wave.description, in: session)
    }
  }

  package func recruitment(of wave: WaveName) async throws -> [Recruitment] {
    try await directory.read { try PlannedWaveStore.recruitment(of: wave, in: $0) }
  }

  static func opened(_ wave: WaveName) -> Problem {
    Problem("the wave “\(wave)” has opened", remedy: "what was agreed when it opened holds; plan another wave")
  }
}
