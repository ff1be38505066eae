import Foundation
import Store
import TestSupport
import Testing

@testable import Platform

/// Clocks that are set wrong, and servers that were off.
@Suite struct CountedDayTests {
  /// A wave, and a server that has looked at the clock today.
  private func with(
    _ driver: Driver,
    _ body: (_ site: Site, _ wave: WaveName, _ calendar: Calendar, ContactsDestruction) async throws -> Void
  ) async throws {
    try await Site.with(driver) { site in
      let calendar = Calendar()
      let (wave, _) = try await site.openWave(people: 12)
      let destruction = Self.destruction(site, calendar)
      #expect(try await destruction.destroyDue().isEmpty)
      try await body(site, wave, calendar, destruction)
    }
  }

  private static func destruction(_ site: Site, _ calendar: Calendar) -> ContactsDestruction {
    ContactsDestruction(directory: site.directory.database, keyring: site.keyring, clock: calendar.clock)
  }

  private static func closing(_ site: Site, _ calendar: Calendar) -> WaveClosing {
    WaveClosing(
      directory: site.directory.database, answers: site.answers.database, keyring: site.keyring, clock: calendar.clock)
  }

  @Test("A clock that leaps forward and is set right again has destroyed nothing", arguments: Driver.available)
  func leap(_ driver: Driver) async throws {
    try await with(driver) { site, wave, calendar, destruction in
      try await Self.closing(site, calendar).close(wave)
      let today = calendar.clock.today()
      calendar.pass(days: 300)
      #expect(try await destruction.lookAtClock() == .init(from: today, to: today.adding(300)))
      // It is said once.
      #expect(try await destruction.lookAtClock() == nil)
      #expect(try await destruction.destroyDue().isEmpty)
      calendar.pass(days: 1)
      #expect(try await destruction.destroyDue().isEmpty)
      calendar.pass(days: -300)
      #expect(try await destruction.destroyDue().isEmpty)
      #expect(site.keyring.contains(.contacts(wave)))
      // Set wrong a second time it is doubted from the beginning.
      calendar.pass(days: 302)
      #expect(try await destruction.lookAtClock() != nil)
      #expect(try await destruction.destroyDue().isEmpty)
      calendar.pass(days: -302)
      for _ in 0..<28 {
        calendar.pass(days: 1)
        #expect(try await destruction.destroyDue().isEmpty)
      }
      calendar.pass(days: 1)
      #expect(try await destruction.destroyDue() == [wave])
      #expect(!site.keyring.contains(.contacts(wave)))
    }
  }

  @Test("After a month in which no server ran, what is due goes two days later", arguments: Driver.available)
  func off(_ driver: Driver) async throws {
    try await with(driver) { site, wave, calendar, destruction in
      try await Self.closing(site, calendar).close(wave)
      calendar.pass(days: 40)
      #expect(try await destruction.destroyDue().isEmpty)
      calendar.pass(days: 1)
      #expect(try await destruction.destroyDue().isEmpty)
      #expect(site.keyring.contains(.contacts(wave)))
      calendar.pass(days: 1)
      #expect(try await destruction.destroyDue() == [wave])
    }
  }

  @Test("A laptop that runs for an hour a month destroys what is due the second time", arguments: Driver.available)
  func seldom(_ driver: Driver) async throws {
    try await with(driver) { site, wave, calendar, destruction in
      try await Self.closing(site, calendar).close(wave)
      calendar.pass(days: 30)
      #expect(try await destruction.destroyDue().isEmpty)
      calendar.pass(days: 30)
      #expect(try await destruction.destroyDue() == [wave])
    }
  }

  @Test("What was due before the clock leapt goes all the same", arguments: Driver.available)
  func dueBefore(_ driver: Driver) async throws {
    try await with(driver) { site, wave, calendar, destruction in
      try await Self.closing(site, calendar).close(wave)
      for _ in 0..<5 {
        calendar.pass(days: 6)
        _ = try await destruction.lookAtClock()
      }
      calendar.pass(days: 300)
      #expect(try await destruction.destroyDue() == [wave])
      #expect(!site.keyring.contains(.contacts(wave)))
    }
  }

  @Test("Of two servers the one whose clock is wrong destroys nothing", arguments: Driver.available)
  func twoServers(_ driver: Driver) async throws {
    try await with(driver) { site, wave, calendar, destruction in
      try await Self.closing(site, calendar).close(wave)
      let wrong = Calendar()
      wrong.pass(days: 200)
      let other = Self.destruction(site, wrong)
      for _ in 0..<20 {
        #expect(try await other.destroyDue().isEmpty)
        #expect(try await destruction.destroyDue().isEmpty)
        wrong.pass(days: 1)
        calendar.pass(days: 1)
      }
    }
  }

  @Test("A wave that is closed while the clock is set back keeps its contacts for as long", arguments: Driver.available)
  func setBack(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let calendar = Calendar()
      let (wave, _) = try await site.openWave(people: 12)
      let destruction = Self.destruction(site, calendar)
      #expect(try await destruction.destroyDue().isEmpty)
      calendar.pass(days: -400)
      #expect(try await destruction.destroyDue().isEmpty)
      try await Self.closing(site, calendar).close(wave)
      calendar.pass(days: 400)
      for _ in 0..<29 {
        #expect(try await destruction.destroyDue().isEmpty)
        calendar.pass(days: 1)
      }
      #expect(try await destruction.destroyDue().isEmpty)
      calendar.pass(days: 1)
      #expect(try await destruction.destroyDue() == [wave])
    }
  }
}
