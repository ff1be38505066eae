import TestSupport
import Testing

@testable import Platform

/// What those who lead a wave are shown of it while it runs.
@Suite struct ResponseMonitorTests {
  @Test("A figure is never above the count, never below the threshold, and never says that the last few have collected")
  func lowerEnds() {
    for threshold in [5, 10] {
      for invited in 0...60 {
        for count in 0...invited {
          guard let shown = ResponseMonitor.lowerEnd(count, of: invited, threshold: threshold) else {
            #expect(count < threshold || invited - ResponseMonitor.step < threshold)
            continue
          }
          #expect(shown <= count && shown >= threshold && (shown - threshold) % ResponseMonitor.step == 0)
          #expect(invited - shown >= ResponseMonitor.step)
          // The same figure stands for several counts, so that one person's step does not show in it.
          let same = (0...invited).filter {
            ResponseMonitor.lowerEnd($0, of: invited, threshold: threshold) == shown
          }
          #expect(same.count >= ResponseMonitor.step)
        }
      }
    }
  }

  @Test(
    "Figures are taken once a day: nobody who collects changes what is shown before tomorrow",
    arguments: Driver.available
  )
  func daily(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let wave = try WaveName("spring")
      let invitations = try await site.opening.open(
        wave, questionnaire: Sample.questionnaire(), roster: Sample.roster([("North", 30), ("South", 20)]))
      let (north, south) = (
        invitations.filter { $0.person.unit == "North" }, invitations.filter { $0.person.unit == "South" }
      )
      let participation = site.participation
      let calendar = Calendar()
      let monitor = ResponseMonitor(directory: site.directory.database, clock: calendar.clock)
      func collect(_ people: ArraySlice<WaveOpening.Invitation>) async throws {
        for invitation in people { _ = try await site.collect(wave, invitation, through: participation) }
      }
      func shown() async throws -> [Int?] {
        let reading = try await monitor.reading(of: wave, threshold: 10)
        #expect(reading.day == calendar.clock.today())
        #expect(reading.figures.map(\.unit) == ["North", "South"] && reading.figures.map(\.invited) == [30, 20])
        #expect(reading.total.map { $0.invited == 50 } ?? true)
        return reading.figures.map(\.collected) + [reading.total?.collected]
      }

      try await collect(north[..<10])
      try await collect(south[..<4])
      #expect(try await shown() == [10, nil, nil])
      try await collect(north[10..<15])
      try await collect(south[4..<12])
      #expect(try await shown() == [10, nil, nil])
      // Another page, another process: the same day, the same figures.
      let again = try await ResponseMonitor(directory: site.directory.database, clock: calendar.clock)
        .reading(of: wave, threshold: 10)
      #expect(again.figures.map(\.collected) == [10, nil])
      calendar.pass(days: 1)
      #expect(try await shown() == [15, 10, 25])
      // The last five of a unit are never shown.
      try await collect(south[12...])
      #expect(try await shown() == [15, 10, 25])
      calendar.pass(days: 1)
      #expect(try await shown() == [15, 15, 30])
    }
  }

  @Test("While a group is hidden there is no total: a difference would give it away", arguments: Driver.available)
  func total(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let wave = try WaveName("spring")
      let invitations = try await site.opening.open(
        wave, questionnaire: Sample.questionnaire(), roster: Sample.roster([("North", 30), ("South", 12)]))
      let participation = site.participation
      for invitation in invitations { _ = try await site.collect(wave, invitation, through: participation) }
      let reading = try await ResponseMonitor(directory: site.directory.database, clock: Calendar().clock)
        .reading(of: wave, threshold: 10)
      #expect(reading.figures.map(\.collected) == [25, nil] && reading.total == nil)
    }
  }
}
