import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Reporting
import Store
import TestSupport
import Testing

@testable import Platform
@testable import Web

@Suite struct ResultsPagesTests {
  private static func wave(_ link: WaveLink = .overview) -> DeskLink { .wave("spring", link) }

  /// Two organisations that asked together, and what became of it.
  private struct Joint {
    let host, partner: ID<Organisation>
  }

  /// What is opened here opens by the machine's own clock.
  private static let opened = Clock.system.today()

  private static let questionnaire = """
    questionnaire: How work is going
    version: "1"
    threshold: 10
    information: [We ask how work is going.]
    consent: [I agree.]
    support: [Somebody to talk to]
    results: {owner: The board, act: Two days, supportChecked: \(opened), staffHear: \(opened), managersHear: \(opened)}
    pages:
      - title: Work
        questions:
          - {id: tasks, ask: What fills your days?, several: [Calls, Visits, Paperwork]}
          - id: strain
            ask: How often is this so?
            rate: [My days are too short., I think of work at night.]
            steps: {0: never, 1: rarely, 2: often, 3: always}
            scale: {title: Strain, higherIs: worse}
    """

  private static var today: Day { Clock { .init(timeIntervalSince1970: 1_800_000_000) }.today() }

  /// A closed wave of two organisations with two units each; staff hear in ten days, managers in twenty.
  private func joint(_ reception: Reception, _ others: Sharing.Others, alone: Bool = false) async throws -> Joint {
    _ = try await reception.setUp()
    let partner = Organisation(id: ID(), name: "Riverside")
    let host = try await reception.directory.database.write { session in
      try OrganisationStore.insert(partner, in: session)
      return try #require(try OrganisationStore.installation(in: session)).host
    }
    let work = Studies(
      directory: reception.directory.database, keyring: reception.keyring, audit: reception.accounts.audit)
    let name = try StudyName("frontline")
    try await work.create(
      Study(name: name, title: "Frontline", host: host.id, partners: alone ? [] : [partner.id]), by: .commandLine)
    try await work.setSharing(Sharing(others), of: name, by: .commandLine)
    let wave = try WaveName("spring")
    let heard = Self.today.adding(10)
    let promises = Commitments(
      owner: "The board", act: "Two days", supportChecked: Self.today, staffHear: heard, managersHear: heard.adding(10))
    try await work.plan(
      PlannedWave(wave: wave, study: name, commitments: promises, support: ["Line"], threshold: 10), by: .commandLine)
    var csv = "name,contact,unit\n"
    for (number, unit) in ["\(host.name) / One", "\(host.name) / Two", "Riverside / One", "Riverside / Two"]
      .enumerated()
    {
      for person in 0..<(12 + 2 * number) { csv += "P\(person),p\(number)-\(person)@example.org,\(unit)\n" }
    }
    let opening = WaveOpening(
      directory: reception.directory.database, answers: reception.answers.database, keyring: reception.keyring)
    let invitations = try await opening.open(
      wave, questionnaire: Questionnaire(text: Self.questionnaire, file: "form.yaml"),
      roster: Roster(csv: [UInt8](csv.utf8), file: "roster.csv"), contacts: ContactTerms(address: .thisMachine))
    let participation = Participation(
      directory: reception.directory.database, answers: reception.answers.database, keyring: reception.keyring)
    let keys = try await participation.page("spring").keys
    for (number, invitation) in invitations.enumerated() {
      let key = try #require(keys.first { $0.fingerprint == invitation.keyFingerprint })
      let participant = try Participant(key: key.der)
      let issuer = try IssuingKey(der: try reception.keyring.read(.issuer(wave, fingerprint: key.fingerprint)))
      let signature = try participant.unblind(issuer.sign(participant.blinded))
      _ = try await participation.accept(
        .init(
          wave: "spring", key: key.fingerprint, salt: participant.salt, token: participant.token, signature: signature,
          answers: [
            "strain_1": ["\(number % 4)"], "strain_2": ["\(number / 4 % 4)"],
            "tasks": number % 3 == 0 ? ["Calls"] : ["Visits"],
          ]))
    }
    try await WaveClosing(
      directory: reception.directory.database, answers: reception.answers.database, keyring: reception.keyring
    ).close(wave)
    return Joint(host: host.id, partner: partner.id)
  }

  private func grant(_ role: Role, of organisation: ID<Organisation>, to email: String, _ reception: Reception)
    async throws -> Session.Token
  {
    let token = try await reception.somebody(email, [])
    let account = try #require(try await reception.accounts.signedIn(token)).account
    try await reception.directory.database.write { session in
      try GrantStore.insert(
        Grant(id: ID(), role: role, scope: .organisation(organisation), path: []), of: account.id, in: session)
    }
    return token
  }

  private func acts(_ act: String, _ reception: Reception) async throws -> Int {
    try await reception.accounts.audit.entries().count { $0.act == act }
  }

  /// Those who may read the partner's sheet, of six people of both organisations.
  private func readers(_ joint: Joint, _ reception: Reception) async throws -> Set<String> {
    var found: Set<String> = []
    for name in ["host-lead", "host-analyst", "host-staff", "own-analyst", "own-staff", "own-manager"] {
      let token = try await reception.signIn("\(name)@example.org")
      let status = try await reception.get(.desk(Self.wave(.sheet(joint.partner))), token).status
      #expect(status == .ok || status == .notFound)
      if status == .ok { found.insert(name) }
    }
    return found
  }

  private func everybody(_ joint: Joint, _ reception: Reception) async throws {
    for (name, role, organisation) in [
      ("host-lead", Role.studyLead, joint.host), ("host-analyst", .analyst, joint.host),
      ("host-staff", .staffMember, joint.host), ("own-analyst", .analyst, joint.partner),
      ("own-staff", .staffMember, joint.partner), ("own-manager", .serviceLead, joint.partner),
    ] {
      _ = try await grant(role, of: organisation, to: "\(name)@example.org", reception)
    }
  }

  @Test(
    "A partner's own sheet goes to it first, to each of its people on their day, and to others after the agreed days")
  func first() async throws {
    try await Reception.with { reception in
      let joint = try await joint(reception, .after(days: 30))
      try await everybody(joint, reception)
      let (host, own) = (
        try await reception.signIn("host-analyst@example.org"), try await reception.signIn("own-analyst@example.org")
      )
      let refused = try await reception.post(Self.wave(.makeSheet(joint.partner)), host)
      #expect(refused.status == .unprocessableContent && refused.text.contains("by its own analyst"))
      #expect(try await acts("report-made", reception) == 0)
      #expect(try await readers(joint, reception).isEmpty)
      #expect(try await reception.post(Self.wave(.makeSheet(joint.partner)), own).status == .seeOther)
      #expect(try await acts("report-made", reception) == 1)
      #expect(try await readers(joint, reception) == ["own-analyst"])
      let sheet = try await reception.get(.desk(Self.wave(.sheet(joint.partner))), own).text
      #expect(sheet.contains("Riverside / One") && !sheet.contains("Northside"))
      let seen = try await reception.get(.desk(Self.wave()), host).text
      #expect(seen.contains("Other partners can read it from") && !seen.contains("sheets/\(joint.partner)\""))
      for (days, wanted) in [
        (9, Set(["own-analyst"])), (1, ["own-analyst", "own-staff"]),
        (10, ["own-analyst", "own-staff", "own-manager"]), (19, ["own-analyst", "own-staff", "own-manager"]),
        (
          1, ["own-analyst", "own-staff", "own-manager", "host-lead", "host-analyst", "host-staff"]
        ),
      ] {
        reception.time.pass(days * 86_400)
        #expect(try await readers(joint, reception) == wanted)
      }
    }
  }

  @Test("Where partners agreed so, a sheet is never read by others, while results over all are everybody's")
  func never() async throws {
    try await Reception.with { reception in
      let joint = try await joint(reception, .never)
      try await everybody(joint, reception)
      let own = try await reception.signIn("own-analyst@example.org")
      #expect(try await reception.post(Self.wave(.makeSheet(joint.partner)), own).status == .seeOther)
      #expect(try await reception.post(Self.wave(.make(.staff)), own).status == .seeOther)
      reception.time.pass(700 * 86_400)
      #expect(try await readers(joint, reception) == ["own-analyst", "own-staff", "own-manager"])
      for name in ["host-staff", "own-staff"] {
        let token = try await reception.signIn("\(name)@example.org")
        let pooled = try await reception.get(.desk(Self.wave(.dashboard(.staff))), token)
        #expect(pooled.status == .ok && !pooled.text.contains("Riverside") && pooled.text.contains("Strain"))
      }
      let looks = try await reception.get(
        .desk(Self.wave(.looks)), try await reception.signIn("host-analyst@example.org")
      ).text
      #expect(!looks.contains("Riverside"))
    }
  }

  @Test("A dashboard is read when its report is, and not a day before")
  func dashboard() async throws {
    try await Reception.with { reception in
      _ = try await joint(reception, .never, alone: true)
      let analyst = try await reception.somebody("analyst@example.org", [.analyst])
      let staff = try await reception.somebody("staff@example.org", [.staffMember])
      #expect(try await reception.get(.desk(Self.wave(.dashboard(.staff))), analyst).status == .notFound)
      #expect(try await reception.post(Self.wave(.make(.staff)), analyst).status == .seeOther)
      let page = try await reception.get(.desk(Self.wave(.dashboard(.staff))), analyst)
      #expect(page.status == .ok && page.text.contains("From the rest") && page.text.contains("Riverside / Two"))
      let policy = try #require(page.headers[.contentSecurityPolicy])
      #expect(policy.contains("style-src 'sha256-") && !policy.contains("unsafe"))
      #expect(try await reception.get(.desk(Self.wave(.dashboard(.staff))), staff).status == .notFound)
      reception.time.pass(10 * 86_400)
      let later = try await reception.signIn("staff@example.org")
      #expect(try await reception.get(.desk(Self.wave(.dashboard(.staff))), later).status == .ok)
      #expect(try await reception.get(.desk(Self.wave(.dashboard(.full))), later).status == .forbidden)
    }
  }

  @Test("A look is asked for with its price in sight, kept under its number, and on record")
  func looks() async throws {
    try await Reception.with { reception in
      _ = try await joint(reception, .never, alone: true)
      let analyst = try await reception.somebody("analyst@example.org", [.analyst])
      let form = try await reception.get(.desk(Self.wave(.looks)), analyst).text
      #expect(form.contains("Every look is remembered") && form.contains("Strain") && form.contains("Riverside / One"))
      let fields = ["outcome": "strain.score", "within": "unit=Riverside / One", "split": ""]
      let unsure = try await reception.post(Self.wave(.looks), analyst, fields)
      #expect(unsure.status == .unprocessableContent && unsure.text.contains("sure-fault"))
      let sure = fields.merging(["sure": "yes"]) { $1 }
      #expect(try await reception.post(Self.wave(.looks), analyst, sure).location == "/desk/waves/spring/looks/1")
      #expect(try await reception.post(Self.wave(.looks), analyst, sure).location == "/desk/waves/spring/looks/1")
      let page = try await reception.get(.desk(Self.wave(.look(1))), analyst)
      #expect(page.status == .ok && page.text.contains("only “Unit”: Riverside / One"))
      #expect(try await reception.get(.desk(Self.wave(.look(2))), analyst).status == .notFound)
      for (fields, fault) in [
        (["outcome": "x", "within": "", "split": "", "sure": "yes"], "outcome"),
        (["outcome": "strain.score", "within": "unit", "split": "", "sure": "yes"], "within"),
        (["outcome": "strain.score", "within": "", "split": "tasks", "sure": "yes"], "split"),
      ] {
        let wrong = try await reception.post(Self.wave(.looks), analyst, fields)
        #expect(wrong.status == .unprocessableContent && wrong.text.contains("id=\"\(fault)-fault\""), "\(fault)")
      }
      // What was refused for its form is no act.
      #expect(try await acts("look-taken", reception) == 2)
      let account = try #require(try await reception.accounts.signedIn(analyst)).account
      try await reception.directory.database.write { try AccountStore.setManages(true, of: account.id, in: $0) }
      #expect(try await reception.post(Self.wave(.looks), analyst, sure).status == .forbidden)
      #expect(try await reception.get(.desk(Self.wave(.look(1))), analyst).status == .notFound)
    }
  }

  @Test("Who sees partners' own sheets is agreed before the first wave opens, by the host's lead")
  func agreed() async throws {
    try await Reception.with { reception in
      let joint = try await joint(reception, .after(days: 7))
      let lead = try await reception.somebody("lead@example.org", [.studyLead])
      let theirs = try await grant(.studyLead, of: joint.partner, to: "theirs@example.org", reception)
      let link = DeskLink.studies(.sharing("frontline"))
      #expect(try await reception.get(.desk(.studies(.study("frontline"))), lead).text.contains("others 7 days after"))
      #expect(try await reception.get(.desk(link), theirs).status == .forbidden)
      let late = try await reception.post(link, lead, ["others": "never", "days": ""])
      #expect(late.status == .unprocessableContent && late.text.contains("was settled when the wave"))
      for days in ["0", "731", "x", ""] {
        let wrong = try await reception.post(link, lead, ["others": "after", "days": days])
        #expect(wrong.status == .unprocessableContent && wrong.text.contains("id=\"days-fault\""), "\(days)")
      }
    }
  }
}
