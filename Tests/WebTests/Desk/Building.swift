import Hummingbird
import HummingbirdTesting
import Store
import TestSupport
import Testing

@testable import Platform
@testable import Web

/// A study without a questionnaire, and its lead.
struct Building {
  let reception: Reception
  let lead: Session.Token

  static func with(_ body: (Building) async throws -> Void) async throws {
    try await Reception.with { reception in
      _ = try await reception.setUp()
      let lead = try await reception.somebody("lead@example.org", [.studyLead])
      let host = try await reception.directory.database.read { session in
        try #require(try OrganisationStore.installation(in: session)).host.id.description
      }
      _ = try await reception.post(
        .studies(.create), lead, ["title": "Frontline", "name": "frontline", "host": host])
      try await body(Building(reception: reception, lead: lead))
    }
  }

  func link(_ link: BuilderLink) -> DeskLink { .studies(.builder("frontline", link)) }
  func get(_ link: BuilderLink) async throws -> TestResponse { try await reception.get(.desk(self.link(link)), lead) }

  func version() async throws -> String { String(try await latest()?.number ?? 0) }
  func text() async throws -> String { try await latest()?.content ?? "" }

  private func latest() async throws -> Version<String>? {
    let study = try StudyName("frontline")
    return try await reception.directory.database.read { session in
      try StudyStore.latest(.questionnaire, of: study, in: session)
    }
  }

  /// Sends a form that changes the latest version.
  func post(_ link: BuilderLink, _ fields: [String: String] = [:]) async throws -> TestResponse {
    try await reception.post(
      self.link(link), lead, fields.merging(["version": try await version()]) { given, _ in given })
  }
}
