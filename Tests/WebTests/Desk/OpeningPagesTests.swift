import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Store
import TestSupport
import Testing

@testable import Platform
@testable import Web

/// What has to be so before a wave opens at the desk, and what people who are asked read of it.
@Suite struct OpeningPagesTests {
  private typealias Pages = StudyPagesTests
  private let pages = StudyPagesTests()

  @Test("Under an address without https no wave opens, for a list or by one link, and the page says what to do")
  func https() async throws {
    try await Reception.with(address: "http://survey.example.org") { reception in
      let staff = try await pages.staff(reception)
      try await pages.prepare(reception, staff)
      let units = ["units": "North / Team A, 14\nSouth, 12", "weaker": "yes"]
      let byLink = try await reception.post(Pages.wave(.openLink), staff.lead, units)
      #expect(byLink.status == .unprocessableContent && byLink.text.contains("only under https"))
      #expect(try await pages.handIn(reception, staff.custodian, people: 14).status == .seeOther)
      let page = try await reception.get(.desk(Pages.wave()), staff.lead).text
      #expect(page.contains("People elsewhere can answer only over https") && !page.contains("Open it now"))
      #expect(page.contains("<code>http://survey.example.org</code>"))
      let refused = try await reception.post(Pages.wave(.open), staff.lead)
      #expect(refused.status == .unprocessableContent && refused.text.contains("only under https"))
      let wave = try WaveName("spring")
      #expect(try await reception.directory.database.read { try !DirectoryStore.exists(wave, in: $0) })
      #expect(try await reception.answers.database.read { try AnswersStore.wave(wave, in: $0) == nil })
    }
  }

  @Test("On the machine itself a wave opens without https")
  func thisMachine() async throws {
    try await Reception.with(address: "http://127.0.0.1:8080") { reception in
      let staff = try await pages.staff(reception)
      try await pages.prepare(reception, staff)
      _ = try await pages.handIn(reception, staff.custodian, people: 14)
      #expect(try await reception.post(Pages.wave(.open), staff.lead).location == "/desk/waves/spring")
    }
  }

  @Test(
    "Who runs the server, as set-up was told, stands in what people read before they agree",
    arguments: [
      (Operator.Place.outside, "Harbour University. They are outside the organisations that ask."),
      (.apart, "Harbour University. They manage nobody who is asked."),
      (.line, "Harbour University. They manage people who are asked, or report to somebody who does."),
    ])
  func server(_ place: Operator.Place, _ words: String) async throws {
    try await Reception.with { reception in
      let secret = try #require(try await reception.accounts.makeSetUpLink())
      _ = try await reception.accounts.setUp(
        SetUp(
          organisation: "Northside Services", server: "Harbour University", place: place, confirmed: true,
          name: "Ada Wells", email: "ada@example.org", password: Reception.password, managesRespondents: false),
        with: secret)
      let staff = try await pages.people(reception)
      try await pages.prepare(reception, staff)
      _ = try await pages.handIn(reception, staff.custodian, people: 14)
      #expect(try await reception.post(Pages.wave(.open), staff.lead).status == .seeOther)
      let participation = Participation(
        directory: reception.directory.database, answers: reception.answers.database, keyring: reception.keyring)
      let optOut = OptOut(directory: reception.directory.database, keyring: reception.keyring)
      let site = Site(answering: Answering(participation, optOut: optOut), isReady: { true })
      let page = try await Server(site: site, host: "127.0.0.1", port: 0).application().test(.router) { client in
        try await client.execute(uri: "/answer/spring", method: .get)
      }
      #expect(page.status == .ok && page.text.contains(words))
    }
  }
}
