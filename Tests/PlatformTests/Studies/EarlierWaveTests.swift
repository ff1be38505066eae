import Store
import TestSupport
import Testing

@testable import Platform

@Suite struct EarlierWaveTests {
  /// Plans waves of one study, or of another, by the days on which staff and managers hear; those that are closed stand in the directory.
  private func studies(_ site: Site) async throws -> (Studies, PlannedWave) {
    let audit = try AuditLog(directory: site.directory.database, keyring: site.keyring, clock: .system)
    let studies = Studies(directory: site.directory.database, keyring: site.keyring, audit: audit)
    let host = Organisation(id: ID(), name: "Northside")
    try await site.directory.database.write { try OrganisationStore.insert(host, in: $0) }
    for name in ["one", "two"] {
      try await studies.create(
        Study(name: StudyName("study-\(name)"), title: name, host: host.id), by: .commandLine)
    }
    func plan(_ name: String, _ study: String, _ staff: Int, _ managers: Int, closed: Bool?) async throws -> PlannedWave
    {
      let planned = PlannedWave(
        wave: try WaveName(name), study: try StudyName(study),
        commitments: Commitments(
          owner: "O", act: "A", supportChecked: Day(number: 1), staffHear: Day(number: staff),
          managersHear: Day(number: managers)))
      try await studies.plan(planned, by: .commandLine)
      if let closed {
        try await site.directory.database.write { session in
          try session.run(
            "INSERT INTO wave (name, title, consent_version, closed) VALUES (\(name), 'T', '1', \(closed ? 1 : 0))")
        }
      }
      return planned
    }
    _ = try await plan("first", "study-one", 100, 110, closed: true)
    _ = try await plan("second", "study-one", 200, 210, closed: true)
    _ = try await plan("still-open", "study-one", 250, 250, closed: false)
    _ = try await plan("not-begun", "study-one", 255, 255, closed: nil)
    _ = try await plan("kept-longer", "study-one", 260, 900, closed: true)
    _ = try await plan("elsewhere", "study-two", 270, 270, closed: true)
    _ = try await plan("later", "study-one", 400, 410, closed: true)
    return (studies, try await plan("now", "study-one", 300, 310, closed: true))
  }

  @Test(
    "The round before is the latest closed one of the same study, and none that somebody still waits for",
    arguments: Driver.available)
  func before(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let (studies, now) = try await studies(site)
      #expect(try await studies.wave(before: now)?.description == "second")
      let first = try #require(try await studies.planned(WaveName("first")))
      #expect(try await studies.wave(before: first) == nil)
      var nothing = now
      nothing.commitments = nil
      #expect(try await studies.wave(before: nothing) == nil)
    }
  }
}
