import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Markup
import Store
import TestSupport
import Testing

@testable import Platform
@testable import Web

/// Two organisations ask together: neither custodian meets a person of the other's list, whatever they ask for.
@Suite struct PartnersListTests {
  private typealias Pages = StudyPagesTests
  private let pages = StudyPagesTests()

  private struct Together {
    let ours, theirs: Session.Token
    let host: Organisation
    let lead: Session.Token
  }

  /// Lists of twelve people each: H0 to H11 of the organisation that runs the study, R0 to R11 of the partner.
  private func together(_ reception: Reception) async throws -> Together {
    let staff = try await pages.staff(reception)
    try await pages.prepare(reception, staff)
    let (study, wave) = (try StudyName("frontline"), try WaveName("spring"))
    let partner = Organisation(id: ID(), name: "Riverside")
    let database = reception.directory.database
    let host = try await database.write { session in
      try OrganisationStore.insert(partner, in: session)
      return try #require(try OrganisationStore.installation(in: session)).host
    }
    let studies = Studies(directory: database, keyring: reception.keyring, audit: reception.accounts.audit)
    try await studies.setPartners([partner.id], of: study, by: .commandLine)
    for (organisation, letter) in [(host.id, "H"), (partner.id, "R")] {
      let rows = (0..<12).map { "\(letter)\($0),\(letter.lowercased())\($0)@example.org,North\n" }.joined()
      let roster = try Roster(csv: [UInt8](("name,contact,unit\n" + rows).utf8), file: "r.csv")
      try await studies.putRoster(roster, of: organisation, for: wave, by: .commandLine)
    }
    let theirs = try await reception.somebody("their-custodian@example.org", [])
    let account = try #require(try await reception.accounts.signedIn(theirs)).account
    try await database.write { session in
      try GrantStore.insert(
        Grant(id: ID(), role: .custodian, scope: .organisation(partner.id), path: []), of: account.id, in: session)
    }
    return Together(
      ours: staff.custodian, theirs: theirs, host: Organisation(id: host.id, name: host.name), lead: staff.lead)
  }

  private func ids(_ reception: Reception, _ token: Session.Token) async throws -> [String] {
    let list = try await reception.get(.desk(Pages.wave(.roster)), token).text
    return list.split(separator: "/roster/").dropFirst().map { String($0.prefix { $0 != "\"" && $0 != "/" }) }
  }

  private func names(_ letter: String, in text: String) -> Bool {
    (0..<12).contains { text.contains("\(letter)\($0)<") || text.contains("\(letter.lowercased())\($0)@") }
  }

  @Test("A partner's custodian sees, changes and takes off none of the other's people, before and after the opening")
  func people() async throws {
    try await Reception.with { reception in
      let both = try await together(reception)
      for isOpen in [false, true] {
        if isOpen { #expect(try await reception.post(Pages.wave(.open), both.lead).status == .seeOther) }
        for (token, own, other) in [(both.theirs, "R", "H"), (both.ours, "H", "R")] {
          for link in [WaveLink.roster, .messages, .slips, .overview] {
            let page = try await reception.get(.desk(Pages.wave(link)), token)
            #expect(!names(other, in: page.text), "\(link)")
            if link == .roster { #expect(names(own, in: page.text)) }
          }
        }
        let foreign = try await ids(reception, both.ours)
        #expect(foreign.count >= 12)
        for id in foreign.prefix(3) {
          let page = try await reception.get(.desk(Pages.wave(.person(id))), both.theirs)
          #expect(page.status == .notFound && !names("H", in: page.text))
          let change = try await reception.post(
            Pages.wave(.person(id)), both.theirs, ["name": "X", "contact": "x@example.org", "unit": "North"])
          #expect(change.status == .notFound)
          let removal = try await reception.post(Pages.wave(.removePerson(id)), both.theirs, ["sure": "yes"])
          #expect(removal.status == .notFound)
        }
        // Nor the list as a whole, or by adding to it.
        let host = both.host.id.description
        _ = try await reception.post(Pages.wave(.takeBack), both.theirs, ["organisation": host, "sure": "yes"])
        _ = try await reception.post(
          Pages.wave(.addPerson), both.theirs,
          ["organisation": host, "name": "New", "contact": "new@example.org", "unit": "North"])
        #expect(try await ids(reception, both.ours) == foreign)
        #expect(try await !reception.get(.desk(Pages.wave(.roster)), both.ours).text.contains("new@example.org"))
      }
    }
  }

  @Test("Letters, slips and opt-outs of a partner's custodian reach its own people alone")
  func reach() async throws {
    try await Reception.with { reception in
      let both = try await together(reception)
      #expect(try await reception.post(Pages.wave(.open), both.lead).status == .seeOther)
      for readers in ["everybody", "withoutMail"] {
        let csv = try await reception.post(
          Pages.wave(.letters), both.theirs, ["readers": readers, "format": "csv"]
        ).text
        #expect(!csv.contains("h1@example.org"))
        #expect(csv.contains("r1@example.org") == (readers == "everybody"))
      }
      for id in try await ids(reception, both.ours).prefix(2) {
        let letter = try await reception.post(
          Pages.wave(.letters), both.theirs, ["person": id, "readers": "everybody", "format": "csv"])
        #expect(letter.status == .unprocessableContent && !letter.text.contains("h0@example.org"))
      }
      let asked = ["each": "2", "unit": "", "format": "page"]
      #expect(try await reception.post(Pages.wave(.slips), both.lead, asked).status == .ok)
      // Somebody of the other list is answered as somebody of none is.
      let other = try await reception.post(Pages.wave(.handSlip), both.theirs, ["contact": "h3@example.org"])
      let nobody = try await reception.post(Pages.wave(.handSlip), both.theirs, ["contact": "n3@example.org"])
      #expect(other.status == .unprocessableContent && other.text.contains("Nobody on your list"))
      #expect(nobody.text.replacing("n3@", with: "h3@") == other.text)
      #expect(try await reception.post(Pages.wave(.handSlip), both.ours, ["contact": "h3@example.org"]).status == .ok)
      let stopped = try await reception.post(
        Pages.wave(.optOuts), both.theirs, ["addresses": "h5@example.org\r\nr5@example.org"])
      #expect(stopped.text.contains("1 person gets no more mail"))
      let again = try await reception.post(Pages.wave(.optOuts), both.ours, ["addresses": "h5@example.org"])
      #expect(again.text.contains("1 person gets no more mail"))
    }
  }
}
