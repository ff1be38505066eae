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

  private struct Together {
    let ours, theirs: Session.Token
    let host: Organisation
    let lead: Session.Token
  }

  private func together(_ reception: Reception) async throws -> Together {
    let both = try await Partnership(reception)
    return Together(
      ours: both.staff.custodian, theirs: try await both.theirs(.custodian), host: both.host, lead: both.staff.lead)
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
