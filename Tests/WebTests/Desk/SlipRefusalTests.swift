import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Markup
import TestSupport
import Testing

@testable import Platform
@testable import Web

/// To be told that somebody has their right already is to be told something about them.
@Suite struct SlipRefusalTests {
  private typealias Pages = StudyPagesTests
  private let pages = StudyPagesTests()

  @Test("A custodian cannot find out about one person after the other who has collected, and each try is on record")
  func refusals() async throws {
    try await Reception.with { reception in
      let staff = try await pages.staff(reception)
      try await pages.prepare(reception, staff)
      _ = try await pages.handIn(reception, staff.custodian, people: 14)
      _ = try await reception.post(Pages.wave(.open), staff.lead)
      _ = try await reception.post(
        Pages.wave(.slips), staff.lead, ["each": "5", "unit": "", "format": "page"])
      func mark(_ number: Int) async throws -> TestResponse {
        try await reception.post(Pages.wave(.handSlip), staff.custodian, ["contact": "p\(number)@example.org"])
      }
      func entries() async throws -> [AuditEntry] {
        try await reception.accounts.audit.entries().filter { $0.act == "slip-refused" }
      }
      #expect(try await reception.get(.desk(Pages.wave(.slips)), staff.custodian).text.contains("goes on record"))
      #expect(try await mark(1).status == .ok)
      // Nobody on the list: no right, no record.
      #expect(try await mark(99).status == .unprocessableContent)
      #expect(try await entries().isEmpty)
      for count in 1...3 {
        let refused = try await mark(1)
        #expect(refused.status == .unprocessableContent && refused.text.contains("has the right to answer already"))
        #expect(try await entries().count == count)
      }
      // From now on it is one answer for everybody, whether they have the right or not.
      let (has, hasNot) = (try await mark(1), try await mark(2))
      #expect(has.status == .unprocessableContent && has.text.contains("go on tomorrow") == true)
      #expect(hasNot.text.replacing("p2@", with: "p1@") == has.text)
      let record = try await entries()
      #expect(record.count == 3 && record.allSatisfy { $0.subject == "spring" && !$0.actor.contains("@") })
      #expect(try await reception.accounts.audit.verify() == .whole(entries: reception.accounts.audit.entries().count))
      // Two slips would be gone had refusals cost one.
      #expect(try await reception.get(.desk(Pages.wave(.slips)), staff.lead).text.contains("<td>5</td><td>1</td>"))
      reception.time.pass(86_400)
      let custodian = try await reception.signIn("custodian@example.org")
      let tomorrow = try await reception.post(Pages.wave(.handSlip), custodian, ["contact": "p2@example.org"])
      #expect(tomorrow.status == .ok)
    }
  }
}
