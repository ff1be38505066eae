import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Problems
import Reporting
import Store
import TestSupport
import Testing

@testable import Platform
@testable import Web

/// How people come to their right to answer, at the desk.
@Suite struct RightsPagesTests {
  private typealias Pages = StudyPagesTests
  private let pages = StudyPagesTests()

  private func opened(_ reception: Reception, people: Int = 14) async throws -> Pages.Staff {
    let staff = try await pages.staff(reception)
    try await pages.prepare(reception, staff)
    #expect(try await pages.handIn(reception, staff.custodian, people: people).status == .seeOther)
    #expect(try await reception.post(Pages.wave(.open), staff.lead).status == .seeOther)
    return staff
  }

  /// The address of somebody's page in the list.
  private func person(_ name: String, _ reception: Reception, _ token: Session.Token) async throws -> WaveLink {
    let list = try await reception.get(.desk(Pages.wave(.roster)), token).text
    let before = try #require(list.range(of: "<bdi>\(name)</bdi>")).lowerBound
    let start = try #require(list[..<before].range(of: "/roster/", options: .backwards)).upperBound
    return .person(String(list[start...].prefix { $0 != "\"" }))
  }

  @Test(
    "A custodian puts one person of its list right, takes one off and takes the list back; the lead sees no name of it")
  func lists() async throws {
    try await Reception.with { reception in
      let staff = try await pages.staff(reception)
      try await pages.prepare(reception, staff)
      _ = try await pages.handIn(reception, staff.custodian, people: 14)
      let list = try await reception.get(.desk(Pages.wave(.roster)), staff.custodian).text
      #expect(list.contains("p3@example.org") && list.contains("90 days"))
      let link = try await person("P3", reception, staff.custodian)
      #expect(try await reception.get(.desk(Pages.wave(link)), staff.lead).status == .forbidden)
      let wrong = try await reception.post(
        Pages.wave(link), staff.custodian, ["name": "P3", "contact": "p4@example.org", "unit": "North"])
      #expect(wrong.status == .unprocessableContent && wrong.text.contains("id=\"contact-fault\""))
      let right = try await reception.post(
        Pages.wave(link), staff.custodian, ["name": "<b>Ann", "contact": "ann@example.org", "unit": "North"])
      #expect(right.location == "/desk/waves/spring/roster")
      #expect(try await reception.get(.desk(Pages.wave(.roster)), staff.custodian).text.contains("&lt;b&gt;Ann"))
      #expect(try await reception.get(.desk(Pages.wave(link)), staff.custodian).status == .notFound)
      guard case .person(let id) = try await person("P4", reception, staff.custodian) else {
        Issue.record("no link to a person")
        return
      }
      #expect(try await reception.post(Pages.wave(.removePerson(id)), staff.custodian).status == .seeOther)
      #expect(try await reception.get(.desk(Pages.wave()), staff.lead).text.contains("13 people can be asked"))
      let host = try await pages.host(reception)
      let unsure = try await reception.post(Pages.wave(.takeBack), staff.custodian, ["organisation": host])
      #expect(unsure.status == .unprocessableContent && unsure.text.contains("sure-fault"))
      #expect(
        try await reception.post(
          Pages.wave(.takeBack), staff.custodian, ["organisation": host, "sure": "yes"]
        ).status == .seeOther)
      #expect(try await reception.get(.desk(Pages.wave()), staff.lead).text.contains("0 people are on the list"))
    }
  }

  @Test("A list whose key is gone can be handed in again or taken back; with contacts destroyed the page still says so")
  func withoutKey() async throws {
    try await Reception.with { reception in
      let staff = try await pages.staff(reception)
      try await pages.prepare(reception, staff)
      let wave = try WaveName("spring")
      let list = { try await reception.get(.desk(Pages.wave(.roster)), staff.custodian) }
      func loseKey() async throws -> WaveLink {
        _ = try await pages.handIn(reception, staff.custodian, people: 14)
        let link = try await person("P3", reception, staff.custodian)
        let keys = try await reception.directory.database.read { try PlannedListStore.keys(of: wave, in: $0) }
        for key in keys { reception.keyring.destroy(key) }
        return link
      }
      let link = try await loseKey()
      let page = try await list()
      #expect(page.status == .ok && page.text.contains("cannot be read any more"))
      #expect(page.text.contains("Take back the list") && page.text.contains("name=\"file\""))
      #expect(try await reception.get(.desk(Pages.wave(link)), staff.custodian).status == .notFound)
      #expect(try await pages.handIn(reception, staff.custodian, people: 14).status == .seeOther)
      #expect(try await list().text.contains("p3@example.org"))
      _ = try await loseKey()
      let host = try await pages.host(reception)
      let back = try await reception.post(
        Pages.wave(.takeBack), staff.custodian, ["organisation": host, "sure": "yes"])
      #expect(back.status == .seeOther)
      #expect(try await !list().text.contains("cannot be read any more"))
      _ = try await pages.handIn(reception, staff.custodian, people: 14)
      #expect(try await reception.post(Pages.wave(.open), staff.lead).status == .seeOther)
      try await reception.directory.database.write { try ContactStore.setState(.destroyed, of: wave, in: $0) }
      let destroyed = try await list()
      #expect(destroyed.status == .ok && destroyed.text.contains("have been destroyed"))
    }
  }

  @Test(
    "While a wave is open a custodian puts contacts right, adds and takes off people, and is told nothing of rights")
  func openLists() async throws {
    try await Reception.with { reception in
      let staff = try await opened(reception)
      let link = try await person("P3", reception, staff.custodian)
      let page = try await reception.get(.desk(Pages.wave(link)), staff.custodian).text
      #expect(page.contains("Nobody is told which it is") && !page.contains("name=\"unit\""))
      let right = try await reception.post(
        Pages.wave(link), staff.custodian, ["name": "P3", "contact": "third@example.org"])
      #expect(right.status == .seeOther)
      guard case .person(let id) = link else {
        Issue.record("no link to a person")
        return
      }
      let unsure = try await reception.post(Pages.wave(.removePerson(id)), staff.custodian)
      #expect(unsure.status == .unprocessableContent && unsure.text.contains("sure-fault"))
      #expect(
        try await reception.post(Pages.wave(.removePerson(id)), staff.custodian, ["sure": "yes"]).status == .seeOther)
      let list = try await reception.get(.desk(Pages.wave(.roster)), staff.custodian).text
      #expect(!list.contains("third@example.org") && list.contains("p4@example.org"))
      let host = try await pages.host(reception)
      let new = ["organisation": host, "name": "New", "contact": "new@example.org", "unit": "North"]
      #expect(
        try await reception.post(Pages.wave(.addPerson), staff.custodian, new).text.contains("They can answer now"))
      let twice = try await reception.post(Pages.wave(.addPerson), staff.custodian, new)
      #expect(twice.status == .unprocessableContent && twice.text.contains("contact-fault"))
      #expect(try await pages.handIn(reception, staff.custodian, people: 14).status == .unprocessableContent)
    }
  }

  @Test("Slips are shown once and answer; who has one is marked by the custodian alone; void ones answer nothing")
  func slips() async throws {
    try await Reception.with { reception in
      let staff = try await opened(reception)
      let asked = ["each": "3", "unit": "", "format": "page"]
      #expect(
        try await reception.post(Pages.wave(.slips), staff.lead, ["each": "30", "unit": "", "format": "page"]).text
          .contains("each-fault"))
      let pdf = try await reception.post(Pages.wave(.slips), staff.lead, asked.merging(["format": "pdf"]) { $1 })
      #expect(pdf.status == .unprocessableContent && pdf.text.contains("format-fault"))
      let sheet = try await reception.post(Pages.wave(.slips), staff.lead, asked)
      #expect(sheet.status == .ok && sheet.headers[.cacheControl] == "no-store")
      #expect(sheet.headers[.contentSecurityPolicy]?.contains("style-src 'sha256-") == true)
      let codes = sheet.text.split(separator: "<p class=\"code\">").dropFirst().map { String($0.prefix { $0 != "<" }) }
      #expect(codes.count == 3)
      let page = try await reception.get(.desk(Pages.wave(.slips)), staff.lead).text
      for code in codes { #expect(!page.contains(code)) }
      #expect(!page.contains("contact") && page.contains("<td>3</td><td>0</td>"))
      let participation = Participation(
        directory: reception.directory.database, answers: reception.answers.database, keyring: reception.keyring)
      try await participation.recognise(wave: "spring", code: codes[0])

      let mark = ["contact": "P5@example.org"]
      #expect(try await reception.post(Pages.wave(.handSlip), staff.lead, mark).status == .forbidden)
      let marked = try await reception.post(Pages.wave(.handSlip), staff.custodian, mark)
      #expect(marked.status == .ok && marked.text.contains("<td>3</td><td>1</td>"))
      let twice = try await reception.post(Pages.wave(.handSlip), staff.custodian, mark)
      #expect(twice.status == .unprocessableContent && twice.text.contains("contact-fault"))
      // The record has times; that somebody was given a slip has none.
      let record = try await reception.accounts.audit.entries().map(\.act)
      #expect(record.contains("slips-printed") && !record.contains { $0.contains("hand") })

      #expect(try await reception.post(Pages.wave(.voidSlips), staff.lead).text.contains("sure-fault"))
      #expect(
        try await reception.post(Pages.wave(.voidSlips), staff.lead, ["sure": "yes"]).text.contains("3 slips are void"))
      await #expect(throws: ParticipationRefusal.unknownCode) {
        try await participation.recognise(wave: "spring", code: codes[0])
      }
      _ = try await reception.post(Pages.wave(.close), staff.lead, ["sure": "yes"])
      let closed = try await reception.get(.desk(Pages.wave()), staff.lead).text
      #expect(closed.contains("No more slips were used than handed out"))
      #expect(try await reception.get(.desk(Pages.wave(.slips)), staff.lead).status == .notFound)
    }
  }

  @Test(
    "Where organisations take part together a custodian prints slips for groups of its own people alone, and only the host's lead voids them"
  )
  func partnersSlips() async throws {
    try await Reception.with { reception in
      let both = try await Partnership(reception)
      let (staff, host) = (both.staff, both.host)
      #expect(try await reception.post(Pages.wave(.open), staff.lead).status == .seeOther)
      var theirs: [Role: Session.Token] = [:]
      for role in [Role.custodian, .studyLead] { theirs[role] = try await both.theirs(role) }
      let own = "\(host.name) / North"
      func made(_ unit: String, by token: Session.Token) async throws -> HTTPResponse.Status {
        try await reception.post(Pages.wave(.slips), token, ["each": "2", "unit": unit, "format": "page"]).status
      }
      for token in [try #require(theirs[.custodian]), try #require(theirs[.studyLead])] {
        let page = try await reception.get(.desk(Pages.wave(.slips)), token).text
        #expect(page.contains("Riverside / North") && !page.contains(own) && page.contains("own people alone"))
        #expect(!page.contains("Make all slips worthless"))
        #expect(try await made(own, by: token) == .unprocessableContent)
        #expect(try await made("Riverside / North", by: token) == .ok)
        #expect(try await reception.post(Pages.wave(.voidSlips), token, ["sure": "yes"]).status == .forbidden)
      }
      // The host's custodian has no more than the partner's.
      #expect(try await made("Riverside / North", by: staff.custodian) == .unprocessableContent)
      #expect(
        try await reception.post(Pages.wave(.voidSlips), staff.custodian, ["sure": "yes"]).status == .forbidden)
      // Every group is every group of one's own.
      #expect(try await made("", by: staff.custodian) == .ok)
      let all = try await reception.get(.desk(Pages.wave(.slips)), staff.lead).text
      #expect(all.contains("<td>2</td><td>0</td>") && all.contains("<td>4</td><td>0</td>"))
      let voided = try await reception.post(Pages.wave(.voidSlips), staff.lead, ["sure": "yes"])
      #expect(voided.text.contains("6 slips are void"))
    }
  }

  @Test("Letters hold the links of the custodian's own people; without mail settings it says itself who asks")
  func letters() async throws {
    try await Reception.with { reception in
      let staff = try await opened(reception)
      #expect(try await reception.get(.desk(Pages.wave(.messages)), staff.lead).status == .forbidden)
      let page = try await reception.get(.desk(Pages.wave(.messages)), staff.custodian).text
      #expect(page.contains("name=\"sender\"") && !page.contains("p1@example.org"))
      let csv = try await reception.post(
        Pages.wave(.letters), staff.custodian, ["readers": "everybody", "format": "csv"])
      #expect(csv.headers[.contentDisposition]?.hasPrefix("attachment") == true)
      #expect(csv.text.split(whereSeparator: \.isNewline).count == 15 && csv.text.contains("/answer/spring#i="))
      #expect(csv.text.contains(Reception.address))
      let nameless = try await reception.post(
        Pages.wave(.letters), staff.custodian, ["readers": "everybody", "format": "page"])
      #expect(nameless.status == .unprocessableContent && nameless.text.contains("sender-fault"))
      let letters = try await reception.post(
        Pages.wave(.letters), staff.custodian,
        ["readers": "everybody", "format": "page", "sender": "Coastal Partnership", "contact": "help@example.org"])
      #expect(letters.text.contains("Coastal Partnership") && letters.text.contains("/answer/spring#i="))
      let nobody = try await reception.post(
        Pages.wave(.letters), staff.custodian, ["readers": "withoutMail", "format": "csv"])
      #expect(nobody.status == .unprocessableContent && nobody.text.contains("readers-fault"))
      let stopped = try await reception.post(
        Pages.wave(.optOuts), staff.custodian, ["addresses": "p1@example.org\r\n who@example.org \r\n"])
      #expect(stopped.text.contains("1 person gets no more mail") && stopped.text.contains("who@example.org"))
    }
  }

  @Test(
    "A wave without a list opens by one link for everybody, which stands on a poster; it has no slips and no letters")
  func openLink() async throws {
    try await Reception.with { reception in
      let staff = try await pages.staff(reception)
      try await pages.prepare(reception, staff)
      let units = ["units": "North / Team A, 14\nSouth, 12\nWest, 2"]
      let unsure = try await reception.post(Pages.wave(.openLink), staff.lead, units)
      #expect(unsure.status == .unprocessableContent && unsure.text.contains("weaker-fault"))
      let sure = units.merging(["weaker": "yes"]) { $1 }
      for wrong in ["North, many", "North", "North, 3"] {
        let refused = try await reception.post(Pages.wave(.openLink), staff.lead, ["units": wrong, "weaker": "yes"])
        #expect(refused.status == .unprocessableContent, "\(wrong)")
      }
      _ = try await pages.handIn(reception, staff.custodian, people: 14)
      let listed = try await reception.post(Pages.wave(.openLink), staff.lead, sure)
      #expect(listed.text.contains("let the custodians take their lists back"))
      let host = try await pages.host(reception)
      _ = try await reception.post(Pages.wave(.takeBack), staff.custodian, ["organisation": host, "sure": "yes"])
      #expect(try await reception.post(Pages.wave(.openLink), staff.lead, sure).location == "/desk/waves/spring")
      let open = try await reception.get(.desk(Pages.wave()), staff.lead).text
      #expect(open.contains(Reception.address + "/answer/spring/open") && open.contains("North / Team A"))
      #expect(!open.contains("Send the invitations"))
      let poster = try await reception.get(.desk(Pages.wave(.poster)), staff.lead)
      #expect(poster.status == .ok && poster.text.contains("<svg") && poster.text.contains("answers twice"))
      #expect(try await reception.get(.desk(Pages.wave(.slips)), staff.lead).status == .notFound)
      #expect(try await reception.get(.desk(Pages.wave(.messages)), staff.custodian).status == .notFound)
      #expect(try await reception.get(.desk(Pages.wave(.roster)), staff.custodian).status == .ok)
    }
  }

  @Test("Where nobody has answered there is nothing to read, and the page says so")
  func nobody() async throws {
    try await Reception.with { reception in
      let staff = try await opened(reception)
      _ = try await reception.post(Pages.wave(.close), staff.lead, ["sure": "yes"])
      for link in [WaveLink.answers, .decided(1)] {
        let page = try await reception.get(.desk(Pages.wave(link)), staff.analyst)
        #expect(page.status == .unprocessableContent && page.text.contains("Nobody has answered"), "\(link)")
      }
    }
  }

  @Test("A decision on an open answer is changed at the desk until a report has been made, then only taken back")
  func decisions() async throws {
    try await Reception.with { reception in
      let staff = try await opened(reception)
      try await pages.answer(reception, people: 12)
      _ = try await reception.post(Pages.wave(.close), staff.lead, ["sure": "yes"])
      let known = ["question": "wish", "answer": "More time 3"]
      func first(_ decision: String) async throws -> TestResponse {
        try await reception.post(
          Pages.wave(.answers), staff.analyst,
          ["question-0": "wish", "answer-0": "More time 3", "decision-0": decision])
      }
      func change(_ seen: String, _ decision: String) async throws -> TestResponse {
        try await reception.post(
          Pages.wave(.decided(1)), staff.analyst,
          known.merging(["seen": seen, "decision": decision, "printed": "More […]"]) { $1 })
      }
      #expect(try await first("print").status == .seeOther)
      let page = try await reception.get(.desk(Pages.wave(.decided(1))), staff.analyst).text
      #expect(page.contains("printed as it is") && !page.contains("More time 4"))
      #expect(try await reception.get(.desk(Pages.wave(.decided(2))), staff.analyst).status == .notFound)
      let changed = try await change("print", "redact")
      #expect(changed.status == .ok && changed.text.contains("Before: printed"))
      #expect(try await change("print", "redact").status == .unprocessableContent)
      #expect(try await change("redact", "print").status == .ok)
      _ = try await reception.post(Pages.wave(.make(.staff)), staff.analyst)
      let back = try await change("print", "redact")
      #expect(back.status == .ok && back.text.contains("make them again"))
      // The report that could show it is gone; that there was one is not.
      let late = try await change("redact", "print")
      #expect(late.status == .unprocessableContent && late.text.contains("taken back further"))
      #expect(try await change("redact", "withhold").text.contains("not printed"))
      // A page of answers that wait, loaded before all this, is no way around it.
      let stale = try await first("print")
      #expect(stale.status == .unprocessableContent && stale.text.contains("omebody else has decided on one"))
      let wrong = try await first("erase")
      #expect(wrong.status == .unprocessableContent && wrong.text.contains("not one of the choices"))
      #expect(try await change("withhold", "print").status == .unprocessableContent)
    }
  }
}
