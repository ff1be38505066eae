import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Store
import TestSupport
import Testing

@testable import Platform
@testable import Web

/// What those may read who change nothing of a study.
@Suite struct StudyReadingTests {
  private typealias Pages = StudyPagesTests
  private let pages = StudyPagesTests()

  @Test(
    "Steering group, custodian and analyst read every version of the information and go through the questionnaire, and change nothing"
  )
  func readers() async throws {
    try await Reception.with { reception in
      let staff = try await pages.staff(reception)
      try await pages.prepare(reception, staff)
      var fields = ["consent": "I agree to the second."]
      for heading in ParticipantInformation.Heading.allCases {
        fields[heading.rawValue] = "Later <b>\(heading.rawValue)."
      }
      _ = try await reception.post(.studies(.information("frontline")), staff.lead, fields)
      let reviewer = try await reception.somebody("reviewer@example.org", [.reviewer])
      for token in [reviewer, staff.custodian, staff.analyst, staff.lead] {
        let study = try await reception.get(.desk(.studies(.study("frontline"))), token).text
        #expect(study.contains("/desk/studies/frontline/reading"))
        let latest = try await reception.get(.desk(.studies(.reading("frontline", nil))), token)
        #expect(
          latest.status == .ok && latest.text.contains("Later &lt;b&gt;purpose.") && latest.text.contains("Version 2"))
        #expect(latest.text.contains("I agree to the second.") && !latest.text.contains("<textarea"))
        let first = try await reception.get(.desk(.studies(.reading("frontline", 1))), token).text
        #expect(first.contains("About purpose.") && !first.contains("Later") && first.contains("Version 1 of 2"))
        #expect(try await reception.get(.desk(.studies(.reading("frontline", 3))), token).status == .notFound)
        let preview = try await reception.get(.desk(.studies(.builder("frontline", .preview))), token)
        #expect(preview.status == .ok && preview.text.contains("Later &lt;b&gt;purpose."))
      }
      for token in [reviewer, staff.custodian, staff.analyst] {
        let study = try await reception.get(.desk(.studies(.study("frontline"))), token).text
        #expect(!study.contains(">Change<"))
        for link in [
          StudiesLink.information("frontline"), .questionnaire("frontline"), .builder("frontline", .overview),
        ] {
          #expect(try await reception.get(.desk(.studies(link)), token).status == .forbidden, "\(link)")
          #expect(try await reception.post(.studies(.information("frontline")), token, fields).status == .forbidden)
        }
      }
      for token in [staff.manager, staff.worker] {
        #expect(!(try await reception.get(.desk(.studies(.study("frontline"))), token).text.contains("/reading")))
        #expect(try await reception.get(.desk(.studies(.reading("frontline", nil))), token).status == .forbidden)
      }
    }
  }

  @Test("Where nothing has been written yet the page says so, and there is no questionnaire to go through")
  func empty() async throws {
    try await Reception.with { reception in
      let staff = try await pages.staff(reception)
      _ = try await reception.post(
        .studies(.create), staff.lead, ["title": "Fresh", "name": "fresh", "host": try await pages.host(reception)])
      let page = try await reception.get(.desk(.studies(.reading("fresh", nil))), staff.analyst)
      #expect(page.status == .ok && page.text.contains("None has been written yet"))
      #expect(page.text.contains("There is no questionnaire yet"))
      #expect(try await reception.get(.desk(.studies(.builder("fresh", .preview))), staff.analyst).status == .notFound)
    }
  }

  @Test("Somebody whose role is over one team is told whose results they read, and where their own part stands")
  func teamLead() async throws {
    try await Reception.with { reception in
      let staff = try await pages.staff(reception)
      try await pages.prepare(reception, staff)
      _ = try await pages.handIn(reception, staff.custodian, people: 14)
      _ = try await reception.post(Pages.wave(.open), staff.lead)
      try await pages.answer(reception, people: 12)
      _ = try await reception.post(Pages.wave(.close), staff.lead, ["sure": "yes"])
      let token = try await reception.somebody("team@example.org", [])
      let account = try #require(try await reception.accounts.signedIn(token)).account
      try await reception.directory.database.write { session in
        let host = try #require(try OrganisationStore.installation(in: session)).host
        let unit = OrganisationUnit(id: ID(), organisation: host.id, path: ["North", "Team A"])
        try OrganisationStore.insert(unit, in: session)
        try GrantStore.insert(
          Grant(id: ID(), role: .teamLead, scope: .unit(unit.id, of: host.id), path: unit.path), of: account.id,
          in: session)
      }
      let page = try await reception.get(.desk(Pages.wave()), token).text
      #expect(page.contains("the same for all who read them") && page.contains("Your part, North / Team A"))
      #expect(!(try await reception.get(.desk(Pages.wave()), staff.manager).text.contains("Your part")))
    }
  }
}
