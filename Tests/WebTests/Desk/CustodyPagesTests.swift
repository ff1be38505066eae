import Foundation
import HTTPTypes
import HummingbirdTesting
import Markup
import Store
import TestSupport
import Testing

@testable import Platform
@testable import Web

@Suite struct CustodyPagesTests {
  private static func text(today: Day, custody: Bool) -> String {
    """
    questionnaire: How work is going
    version: "1"
    threshold: 10
    information: [We ask how work is going.]
    consent: [I want to take part.]
    support: [Talk to somebody you trust.]
    results: {owner: The board, act: Two days, supportChecked: \(today), staffHear: \(today), managersHear: \(today)}
    \(custody ? "custody: {to: The University of Somewhere, for: A study., until: \(today.adding(400))}" : "")
    pages:
      - questions:
          - {id: tasks, ask: What fills your days?, choice: [Calls, Visits]}
          - {id: wish, ask: What would help?, text: 500}
    """
  }

  /// A closed wave that fifteen people have answered.
  private func prepare(_ reception: Reception, custody: Bool = true) async throws {
    let wave = try WaveName("spring")
    let (directory, answers) = (reception.directory.database, reception.answers.database)
    let clock = Clock { Date(timeIntervalSince1970: 1_800_000_000) }
    try await directory.write { session in
      let host = try #require(try OrganisationStore.installation(in: session)).host
      let study = Study(name: try StudyName("frontline"), title: "Frontline", host: host.id)
      try StudyStore.insert(study, in: session)
      try PlannedWaveStore.insert(PlannedWave(wave: wave, study: study.name), in: session)
    }
    let roster = "name,contact,unit\n" + (0..<15).map { "P\($0),p\($0)@example.org,North\n" }.joined()
    let invitations = try await WaveOpening(
      directory: directory, answers: answers, keyring: reception.keyring, clock: clock
    ).open(
      wave,
      questionnaire: Questionnaire(text: Self.text(today: clock.today(), custody: custody), file: "q.yaml"),
      roster: Roster(csv: Array(roster.utf8), file: "roster.csv"), contacts: ContactTerms(address: .thisMachine))
    let participation = Participation(directory: directory, answers: answers, keyring: reception.keyring)
    let key = try #require(try await participation.page("spring").keys.first)
    for (number, invitation) in invitations.enumerated() {
      let participant = try Participant(key: key.der)
      let signature = try participant.unblind(
        try await participation.sign(
          wave: "spring", invitation: invitation.secret, blinded: participant.blinded, consent: "1"))
      _ = try await participation.accept(
        .init(
          wave: "spring", key: key.fingerprint, salt: participant.salt, token: participant.token, signature: signature,
          answers: ["tasks": [number < 12 ? "Calls" : "Visits"], "wish": ["More time"]]))
    }
    try await WaveClosing(directory: directory, answers: answers, keyring: reception.keyring).close(wave)
  }

  private static func link(_ link: CustodyLink = .page) -> DeskLink { .wave("spring", .custody(link)) }

  @Test("An analyst asks, a study lead agrees, and then the analyst alone takes the files")
  func wholeWay() async throws {
    try await Reception.with { reception in
      _ = try await reception.setUp()
      let lead = try await reception.somebody("lead@example.org", [.studyLead])
      let analyst = try await reception.somebody("analyst@example.org", [.analyst])
      let both = try await reception.somebody("both@example.org", [.analyst, .studyLead])
      let worker = try await reception.somebody("worker@example.org", [.staffMember])
      try await prepare(reception)
      #expect(try await reception.get(.desk(Self.link()), worker).status == .forbidden)
      let page = try await reception.get(.desk(Self.link()), analyst).text
      #expect(page.contains("The University of Somewhere") && page.contains("wish") && page.contains("Ask for rows"))
      #expect(!(try await reception.get(.desk(Self.link()), lead)).text.contains("Ask for rows"))
      #expect(try await reception.post(Self.link(), lead, ["reason": "x"]).status == .forbidden)
      let empty = try await reception.post(Self.link(), analyst, ["reason": " "])
      #expect(empty.status == .unprocessableContent && empty.text.contains("reason-fault"))
      #expect(try await reception.post(Self.link(), both, ["reason": "A <thesis>"]).status == .seeOther)
      let custody = Custody(
        directory: reception.directory.database, answers: reception.answers.database, keyring: reception.keyring,
        audit: reception.accounts.audit, clock: .system)
      let id = try #require(try await custody.requests(of: WaveName("spring")).first).id
      let decision = ["decision-\(id)": "confirm"]
      let own = try await reception.post(Self.link(.decide(id)), both, decision)
      #expect(own.status == .unprocessableContent && own.text.contains("Somebody else has to decide"))
      #expect(try await reception.post(Self.link(.decide(id)), analyst, decision).status == .forbidden)
      #expect(try await reception.post(Self.link(.decide(id)), lead).status == .unprocessableContent)
      #expect(try await reception.post(Self.link(.file(id, .csv)), both).status == .unprocessableContent)
      #expect(try await reception.get(.desk(Self.link()), lead).text.contains("A &lt;thesis&gt;"))
      #expect(try await reception.post(Self.link(.decide(id)), lead, decision).status == .seeOther)
      #expect(try await reception.post(Self.link(.file(id, .csv)), analyst).status == .unprocessableContent)
      let file = try await reception.post(Self.link(.file(id, .csv)), both)
      #expect(file.status == .ok && file.text.split(separator: "\n").count == 16)
      #expect(file.headers[.contentDisposition] == "attachment; filename=\"spring-rows.csv\"")
      #expect(!file.text.contains("More time"))
      #expect(try await reception.get(.desk(Self.link()), both).text.contains("1 file has"))
    }
  }

  @Test("Where people were told nothing of it, the page says so and takes no wish")
  func untold() async throws {
    try await Reception.with { reception in
      _ = try await reception.setUp()
      let analyst = try await reception.somebody("analyst@example.org", [.analyst])
      try await prepare(reception, custody: false)
      let page = try await reception.get(.desk(Self.link()), analyst).text
      #expect(page.contains("no row leaves Hearth") && !page.contains("Ask for rows"))
      let asked = try await reception.post(Self.link(), analyst, ["reason": "A thesis"])
      #expect(asked.status == .unprocessableContent && asked.text.contains("People were not told"))
    }
  }
}
