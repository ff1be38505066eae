import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Markup
import Reporting
import Store
import TestSupport
import Testing

@testable import Platform
@testable import Web

@Suite struct StudyPagesTests {
  static let study = DeskLink.studies(.study("frontline"))
  static func wave(_ link: WaveLink = .overview) -> DeskLink { .wave("spring", link) }

  private static let questionnaire = """
    questionnaire: How work is going
    pages:
      - title: Work
        questions:
          - id: strain
            ask: How often is this so?
            rate: [My days are too short., I think of work at night.]
            steps: {0: never, 1: rarely, 2: often, 3: always}
            scale: {title: Strain, higherIs: worse}
          - {id: wish, ask: What would help?, text: 200}
    """

  private static func information(_ changing: [String: String] = [:]) -> [String: String] {
    var fields = ["consent": "I agree.\nI may stop."]
    for heading in ParticipantInformation.Heading.allCases { fields[heading.rawValue] = "About \(heading.rawValue)." }
    return fields.merging(changing) { $1 }
  }

  /// Somebody for each part of the work.
  struct Staff {
    let lead, custodian, analyst, manager, worker: Session.Token
  }

  func staff(_ reception: Reception) async throws -> Staff {
    _ = try await reception.setUp()
    return try await people(reception)
  }

  /// The same where somebody has set it up.
  func people(_ reception: Reception) async throws -> Staff {
    Staff(
      lead: try await reception.somebody("lead@example.org", [.studyLead]),
      custodian: try await reception.somebody("custodian@example.org", [.custodian]),
      analyst: try await reception.somebody("analyst@example.org", [.analyst]),
      manager: try await reception.somebody("manager@example.org", [.serviceLead]),
      worker: try await reception.somebody("worker@example.org", [.staffMember]))
  }

  func host(_ reception: Reception) async throws -> String {
    try await reception.directory.database.read { session in
      try #require(try OrganisationStore.installation(in: session)).host.id.description
    }
  }

  /// From nothing to a wave that lacks nothing but its list of people.
  func prepare(_ reception: Reception, _ staff: Staff) async throws {
    let host = try await host(reception)
    let created = try await reception.post(
      .studies(.create), staff.lead, ["title": "Frontline <2027>", "name": "frontline", "host": host])
    #expect(created.location == "/desk/studies/frontline")
    #expect(
      try await reception.post(.studies(.information("frontline")), staff.lead, Self.information()).status == .seeOther)
    #expect(
      try await reception.post(
        .studies(.questionnaire("frontline")), staff.lead, ["text": Self.questionnaire]
      ).status == .seeOther)
    #expect(
      try await reception.post(.studies(.plan("frontline")), staff.lead, ["wave": "spring"]).location
        == "/desk/waves/spring")
    let today = Clock { Date(timeIntervalSince1970: 1_800_000_000) }.today()
    let promised = try await reception.post(
      Self.wave(.promises), staff.lead,
      [
        "owner": "The board", "act": "Two days a month", "support": "Staff line, 01632 960 001",
        "supportChecked": "\(today)", "staffHear": "\(today.adding(10))", "managersHear": "\(today.adding(20))",
        "threshold": "10",
      ])
    #expect(promised.status == .seeOther, "\(promised.text)")
  }

  func handIn(_ reception: Reception, _ token: Session.Token, people: Int) async throws -> TestResponse {
    var headers = reception.headers(token, form: true)
    headers[.contentType] = "multipart/form-data; boundary=b"
    let host = try await host(reception)
    let rows = (0..<people).map { "P\($0),p\($0)@example.org,North\n" }.joined()
    func part(_ name: String, _ value: String, file: Bool = false) -> String {
      "--b\r\nContent-Disposition: form-data; name=\"\(name)\"\(file ? "; filename=\"r.csv\"\r\nContent-Type: text/csv" : "")\r\n\r\n\(value)\r\n"
    }
    let body =
      part("form-token", token.formToken) + part("organisation", host)
      + part("file", "name,contact,unit\n" + rows, file: true) + "--b--\r\n"
    return try await reception.ask(
      .post, Link.desk(Self.wave(.roster)).path.text, headers: headers, body: ByteBuffer(string: body))
  }

  @Test("A study goes from its title to a report that is read when it was promised, and not a day before")
  func wholeWay() async throws {
    try await Reception.with { reception in
      let staff = try await staff(reception)
      try await prepare(reception, staff)
      let missing = try await reception.get(.desk(Self.wave()), staff.lead).text
      #expect(missing.contains("0 people are on the list") && !missing.contains("Open it now"))
      #expect(try await handIn(reception, staff.custodian, people: 14).status == .seeOther)
      let ready = try await reception.get(.desk(Self.wave()), staff.lead).text
      #expect(
        ready.contains("14 people can be asked") && ready.contains("Open it now") && !ready.contains("example.org"))
      #expect(try await reception.post(Self.wave(.open), staff.lead).location == "/desk/waves/spring")
      let open = try await reception.get(.desk(Self.wave()), staff.lead).text
      #expect(open.contains("people are answering") && open.contains("not shown"))

      try await answer(reception, people: 12)
      #expect(try await reception.post(Self.wave(.close), staff.lead).status == .unprocessableContent)
      #expect(try await reception.post(Self.wave(.close), staff.lead, ["sure": "yes"]).status == .seeOther)
      #expect(try await reception.post(Self.wave(.make(.full)), staff.analyst).status == .seeOther)

      let report = try await reception.get(.desk(Self.wave(.report(.full))), staff.analyst)
      #expect(report.status == .ok && report.text.contains("Strain") && !report.text.contains("More time"))
      let policy = try #require(report.headers[.contentSecurityPolicy])
      #expect(policy.contains("style-src 'sha256-") && !policy.contains("unsafe"))
      #expect(try await reception.get(.desk(Self.wave(.report(.full))), staff.manager).status == .notFound)
      #expect(try await reception.get(.desk(Self.wave(.file(.full, 0))), staff.manager).status == .notFound)
      reception.time.pass(20 * 86_400)
      let manager = try await reception.signIn("manager@example.org")
      #expect(try await reception.get(.desk(Self.wave(.report(.full))), manager).status == .ok)
      let file = try await reception.get(.desk(Self.wave(.file(.full, 0))), manager)
      #expect(file.status == .ok && file.headers[.contentDisposition]?.hasPrefix("attachment") == true)
      #expect(try await reception.get(.desk(Self.wave(.file(.full, 999))), manager).status == .notFound)
      guard case .whole(let entries) = try await reception.accounts.audit.verify() else {
        Issue.record("the audit log is broken")
        return
      }
      #expect(entries > 8)
    }
  }

  /// People who answer, as their browsers do.
  func answer(_ reception: Reception, people: Int) async throws {
    let participation = Participation(
      directory: reception.directory.database, answers: reception.answers.database, keyring: reception.keyring)
    let key = try #require(try await participation.page("spring").keys.first)
    for number in 0..<people {
      let participant = try Participant(key: key.der)
      let issuer = try IssuingKey(
        der: try reception.keyring.read(.issuer(WaveName("spring"), fingerprint: key.fingerprint)))
      let signature = try participant.unblind(issuer.sign(participant.blinded))
      _ = try await participation.accept(
        .init(
          wave: "spring", key: key.fingerprint, salt: participant.salt, token: participant.token, signature: signature,
          answers: ["strain_1": ["\(number % 4)"], "strain_2": ["\(number % 3)"], "wish": ["More time \(number)"]]))
    }
  }

  @Test("Open answers are read by the analyst alone, and what is decided stands in the next report")
  func review() async throws {
    try await Reception.with { reception in
      let staff = try await staff(reception)
      try await prepare(reception, staff)
      _ = try await handIn(reception, staff.custodian, people: 14)
      _ = try await reception.post(Self.wave(.open), staff.lead)
      try await answer(reception, people: 12)
      #expect(try await reception.get(.desk(Self.wave(.answers)), staff.analyst).status == .notFound)
      _ = try await reception.post(Self.wave(.close), staff.lead, ["sure": "yes"])
      #expect(try await reception.get(.desk(Self.wave(.answers)), staff.lead).status == .forbidden)
      let page = try await reception.get(.desk(Self.wave(.answers)), staff.analyst).text
      #expect(page.contains("0 of 12 different answers") && page.contains("More time 3"))
      let wrong = try await reception.post(
        Self.wave(.answers), staff.analyst,
        ["question-0": "wish", "answer-0": "More time 3", "decision-0": "redact", "printed-0": " "])
      #expect(wrong.status == .unprocessableContent && wrong.text.contains("printed-0-fault"))
      let decided = try await reception.post(
        Self.wave(.answers), staff.analyst,
        [
          "question-0": "wish", "answer-0": "More time 3", "decision-0": "redact", "printed-0": "More […]",
          "question-1": "wish", "answer-1": "Never given", "decision-1": "print",
        ])
      #expect(decided.status == .seeOther)
      #expect(try await reception.get(.desk(Self.wave(.answers)), staff.analyst).text.contains("1 of 12 different"))
      _ = try await reception.post(Self.wave(.make(.full)), staff.analyst)
      let report = try await reception.get(.desk(Self.wave(.report(.full))), staff.analyst).text
      #expect(report.contains("More […]") && !report.contains("Never given") && !report.contains("More time"))
    }
  }

  @Test("Somebody of another organisation finds no study, no wave and no report, whatever their role")
  func others() async throws {
    try await Reception.with { reception in
      let staff = try await staff(reception)
      try await prepare(reception, staff)
      _ = try await handIn(reception, staff.custodian, people: 14)
      let stranger = try await reception.somebody("stranger@example.org", [])
      let account = try #require(try await reception.accounts.signedIn(stranger)).account
      try await reception.directory.database.write { session in
        let other = Organisation(id: ID(), name: "Elsewhere")
        try OrganisationStore.insert(other, in: session)
        for role in Role.allCases {
          try GrantStore.insert(
            Grant(id: ID(), role: role, scope: .organisation(other.id), path: []), of: account.id, in: session)
        }
      }
      for link in LinkTests.studies where link != .list && link != .create {
        if link.takes != .post {
          #expect(try await reception.get(.desk(.studies(link)), stranger).status == .notFound, "\(link)")
        }
        if link.takes != .get {
          #expect(try await reception.post(.studies(link), stranger).status == .notFound, "\(link)")
        }
      }
      for link in LinkTests.waves {
        if link.takes != .post {
          #expect(try await reception.get(.desk(Self.wave(link)), stranger).status == .notFound, "\(link)")
        }
        if link.takes != .get {
          #expect(try await reception.post(Self.wave(link), stranger, ["sure": "yes"]).status == .notFound, "\(link)")
        }
      }
      #expect(!(try await reception.get(.desk(.studies(.list)), stranger)).text.contains("Frontline"))
      #expect(try await reception.get(.desk(.studies(.list)), staff.lead).text.contains("Frontline &lt;2027&gt;"))
    }
  }

  @Test("Who works on a study holds the role over a whole organisation; a role over one team opens nothing of it")
  func units() async throws {
    try await Reception.with { reception in
      let staff = try await staff(reception)
      try await prepare(reception, staff)
      let token = try await reception.somebody("team@example.org", [])
      let account = try #require(try await reception.accounts.signedIn(token)).account
      try await reception.directory.database.write { session in
        let host = try #require(try OrganisationStore.installation(in: session)).host
        let unit = OrganisationUnit(id: ID(), organisation: host.id, path: ["North", "Team A"])
        try OrganisationStore.insert(unit, in: session)
        for role in Role.allCases where role.worksOnStudies {
          try GrantStore.insert(
            Grant(id: ID(), role: role, scope: .unit(unit.id, of: host.id), path: unit.path), of: account.id,
            in: session)
        }
      }
      for link in LinkTests.waves where link != .overview {
        let status =
          link.takes == .post
          ? try await reception.post(Self.wave(link), token, ["sure": "yes"]).status
          : try await reception.get(.desk(Self.wave(link)), token).status
        #expect(status == .notFound, "\(link)")
      }
      #expect(try await reception.get(.desk(.studies(.information("frontline"))), token).status == .notFound)
    }
  }

  @Test("Partners are settled by the host's lead, before the first wave opens")
  func partners() async throws {
    try await Reception.with { reception in
      let staff = try await staff(reception)
      try await prepare(reception, staff)
      let partner = Organisation(id: ID(), name: "Riverside")
      try await reception.directory.database.write { try OrganisationStore.insert(partner, in: $0) }
      let link = DeskLink.studies(.partners("frontline"))
      #expect(try await reception.post(link, staff.lead, ["partners": partner.id.description]).status == .seeOther)
      let theirs = try await reception.somebody("theirs@example.org", [])
      let account = try #require(try await reception.accounts.signedIn(theirs)).account
      try await reception.directory.database.write { session in
        try GrantStore.insert(
          Grant(id: ID(), role: .studyLead, scope: .organisation(partner.id), path: []), of: account.id, in: session)
      }
      #expect(try await reception.get(.desk(link), theirs).status == .forbidden)
      #expect(try await reception.post(link, theirs, [:]).status == .forbidden)
      _ = try await handIn(reception, staff.custodian, people: 14)
      #expect(try await reception.post(Self.wave(.open), staff.lead).status == .seeOther)
      let late = try await reception.post(link, staff.lead, [:])
      #expect(late.status == .unprocessableContent && late.text.contains("was settled when the wave"))
    }
  }

  @Test(
    "Somebody who manages people who were asked reads no open answers and waits for the managers' day, whatever their role"
  )
  func managers() async throws {
    try await Reception.with { reception in
      let staff = try await staff(reception)
      try await prepare(reception, staff)
      _ = try await handIn(reception, staff.custodian, people: 14)
      _ = try await reception.post(Self.wave(.open), staff.lead)
      try await answer(reception, people: 12)
      _ = try await reception.post(Self.wave(.close), staff.lead, ["sure": "yes"])
      _ = try await reception.post(Self.wave(.make(.full)), staff.analyst)
      let account = try #require(try await reception.accounts.signedIn(staff.analyst)).account
      try await reception.directory.database.write { try AccountStore.setManages(true, of: account.id, in: $0) }
      #expect(try await reception.get(.desk(Self.wave(.answers)), staff.analyst).status == .forbidden)
      #expect(try await reception.post(Self.wave(.make(.full)), staff.analyst).status == .forbidden)
      #expect(try await reception.get(.desk(Self.wave(.report(.full))), staff.analyst).status == .notFound)
      reception.time.pass(20 * 86_400)
      let later = try await reception.signIn("analyst@example.org")
      #expect(try await reception.get(.desk(Self.wave(.report(.full))), later).status == .ok)
    }
  }

  @Test("What is wrong with a form is said beside its field, and nothing of it is kept")
  func mistakes() async throws {
    try await Reception.with { reception in
      let staff = try await staff(reception)
      let host = try await host(reception)
      for (fields, field) in [
        (["title": " ", "name": "frontline", "host": host], "title"),
        (["title": "T", "name": "F!", "host": host], "name"),
        (["title": "T", "name": "new", "host": host], "name"),
        (["title": "T", "name": "frontline", "host": "x"], "host"),
      ] {
        let response = try await reception.post(.studies(.create), staff.lead, fields)
        #expect(
          response.status == .unprocessableContent && response.text.contains("id=\"\(field)-fault\""), "\(fields)")
      }
      try await prepare(reception, staff)
      let twice = try await reception.post(
        .studies(.create), staff.lead, ["title": "Again", "name": "frontline", "host": host])
      #expect(twice.status == .unprocessableContent)
      let wrong = try await reception.post(
        .studies(.questionnaire("frontline")), staff.lead, ["text": "questionnaire: T\npages:\n  - {titel: X}\n"])
      #expect(wrong.status == .unprocessableContent && wrong.text.contains("titel") && wrong.text.contains("line 3"))
      let late = try await reception.post(
        Self.wave(.promises), staff.lead,
        [
          "owner": "B", "act": "A", "support": "L", "supportChecked": "2020-01-01", "staffHear": "2027-12-01",
          "managersHear": "2027-12-01", "threshold": "10",
        ])
      #expect(late.status == .unprocessableContent && late.text.contains("id=\"supportChecked-fault\""))
      let small = try await handIn(reception, staff.custodian, people: 9)
      #expect(small.status == .seeOther)
      let refused = try await reception.post(Self.wave(.open), staff.lead)
      #expect(refused.status == .unprocessableContent && refused.text.contains("9 people are on the list"))
      #expect(try await reception.get(.desk(Self.wave()), staff.lead).text.contains("Before it can open"))
    }
  }
}
