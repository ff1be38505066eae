import Problems
import Store

extension Studies {
  /// What the study's partners have agreed on about their own sheets.
  package func sharing(of study: StudyName) async throws -> Sharing {
    try await directory.read { try SharingStore.find(study, in: $0) }
  }

  /// - Throws: `Problem` once a wave has opened: people were told by then who sees what.
  package func setSharing(_ sharing: Sharing, of study: StudyName, by actor: AuditEntry.Actor) async throws {
    try await directory.write { session in
      let waves = try PlannedWaveStore.waves(of: study, in: session)
      if let opened = try waves.first(where: { try DirectoryStore.exists($0, in: session) }) {
        throw Problem(
          "who sees a partner's own sheet was settled when the wave “\(opened)” opened", at: "others",
          remedy: "make a new study with other terms")
      }
      for wave in waves { try OpeningClaim.checkFree(wave, at: audit.clock.seconds, in: session) }
      try SharingStore.put(sharing, of: study, in: session)
      try audit.append(.sharingAgreed, by: actor, on: study.description, in: session)
    }
  }

  /// The closed wave of the same study before this one, by the day on which staff were promised its results, of those that nobody waits longer for
  /// than for this one; nil for the first.
  package func wave(before wave: PlannedWave) async throws -> WaveName? {
    guard let promised = wave.commitments else { return nil }
    return try await directory.read { session in
      let others = try PlannedWaveStore.waves(of: wave.study, in: session).filter { $0 != wave.wave }
      let closed = try others.compactMap { name -> (day: Day, name: WaveName)? in
        guard try DirectoryStore.isClosed(name, in: session) == true,
          let earlier = try PlannedWaveStore.find(name, in: session)?.commitments,
          earlier.staffHear < promised.staffHear, earlier.managersHear <= promised.managersHear
        else { return nil }
        return (earlier.staffHear, name)
      }
      return closed.max { ($0.day, $0.name.description) < ($1.day, $1.name.description) }?.name
    }
  }
}
