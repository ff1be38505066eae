import Crypto
import Dataset
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

/// A pilot at the desk, and the questionnaire's way to other form tools.
@Suite struct PilotPagesTests {
  private static func wave(_ link: WaveLink = .overview) -> DeskLink { .wave("try-out", link) }

  private static let questionnaire = """
    questionnaire: How work is going
    pages:
      - title: Work
        questions:
          - {id: role, ask: What do you do?, choice: [Caring, Leading], about: person}
          - {id: wish, ask: What would help?, text: 200, when: {role: [Caring]}}
    """

  private struct Staff {
    let lead, custodian: Session.Token
  }

  /// A study with its texts and a pilot that lacks help and people.
  private func prepare(_ reception: Reception) async throws -> Staff {
    _ = try await reception.setUp()
    let lead = try await reception.somebody("lead@example.org", [.studyLead])
    let custodian = try await reception.somebody("custodian@example.org", [.custodian])
    _ = try await reception.post(
      .studies(.create), lead, ["title": "Frontline", "name": "frontline", "host": host(reception)])
    var information = ["consent": "I agree."]
    for heading in ParticipantInformation.Heading.allCases { information[heading.rawValue] = "About it." }
    _ = try await reception.post(.studies(.information("frontline")), lead, information)
    _ = try await reception.post(.studies(.questionnaire("frontline")), lead, ["text": Self.questionnaire])
    let planned = try await reception.post(
      .studies(.plan("frontline")), lead, ["wave": "try-out", "pilot": "yes"])
    #expect(planned.location == "/desk/waves/try-out")
    return Staff(lead: lead, custodian: custodian)
  }

  private func host(_ reception: Reception) async throws -> String {
    try await reception.directory.database.read { session in
      try #require(try OrganisationStore.installation(in: session)).host.id.description
    }
  }

  private func send(
    _ file: [UInt8], named name: String, _ fields: [String: String], to link: DeskLink, _ token: Session.Token,
    _ reception: Reception
  ) async throws -> TestResponse {
    var headers = reception.headers(token, form: true)
    headers[.contentType] = "multipart/form-data; boundary=b"
    var body = [UInt8]()
    for (field, value) in fields.merging(["form-token": token.formToken], uniquingKeysWith: { $1 }) {
      body += "--b\r\nContent-Disposition: form-data; name=\"\(field)\"\r\n\r\n\(value)\r\n".utf8
    }
    body += "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n\r\n".utf8
    body += file + Array("\r\n--b--\r\n".utf8)
    return try await reception.ask(
      .post, Link.desk(link).path.text, headers: headers, body: ByteBuffer(bytes: body))
  }

  @Test("A study lead opens a pilot for five, sees nothing of what they answer, and ends it with everything")
  func pilot() async throws {
    try await Reception.with { reception in
      let staff = try await prepare(reception)
      let missing = try await reception.get(.desk(Self.wave()), staff.lead).text
      #expect(missing.contains("no help is named") && missing.contains("nobody is on the list of people"))
      #expect(!missing.contains("what will become of the results") && missing.contains("This is a pilot"))
      let help = try await reception.get(.desk(Self.wave(.promises)), staff.lead).text
      #expect(help.contains("Where help is to be had") && !help.contains("managersHear"))
      #expect(
        try await reception.post(Self.wave(.promises), staff.lead, ["support": "Staff line"]).status == .seeOther)
      #expect(try await handIn(5, for: "try-out", staff, reception).status == .seeOther)
      #expect(try await reception.get(.desk(Self.wave()), staff.lead).text.contains("5 people can be asked"))
      #expect(try await reception.post(Self.wave(.open), staff.lead).location == "/desk/waves/try-out")

      let open = try await reception.get(.desk(Self.wave()), staff.lead).text
      #expect(open.contains("nobody ever opens them") && !open.contains("Collected"))
      #expect(try await reception.get(.desk(.studies(.study("frontline"))), staff.lead).text.contains("Pilot. Open"))
      #expect(try await reception.studies.state(of: WaveName("try-out")) == .open)
      let close = DeskLink.wave("try-out", .close)
      #expect(try await reception.post(close, staff.lead).status == .unprocessableContent)
      #expect(try await reception.post(close, staff.lead, ["sure": "yes"]).location == "/desk/studies/frontline")
      #expect(try await reception.get(.desk(Self.wave()), staff.lead).status == .notFound)
      #expect(try await !reception.get(.desk(.studies(.study("frontline"))), staff.lead).text.contains("try-out"))
      let acts = try await reception.accounts.audit.entries().map(\.act)
      #expect(acts.contains("pilot-opened") && acts.contains("pilot-ended"))
    }
  }

  private func handIn(
    _ people: Int, for wave: String, _ staff: Staff, _ reception: Reception
  ) async throws -> TestResponse {
    let rows = "name,contact,unit\n" + (0..<people).map { "P\($0),p\($0)@example.org,North\n" }.joined()
    return try await send(
      [UInt8](rows.utf8), named: "r.csv", ["organisation": host(reception)], to: .wave(wave, .roster),
      staff.custodian, reception)
  }

  @Test("When a wave of the study opens at the desk, its pilot is gone: the lead is told before")
  func launch() async throws {
    try await Reception.with { reception in
      let staff = try await prepare(reception)
      _ = try await reception.post(Self.wave(.promises), staff.lead, ["support": "Staff line"])
      _ = try await handIn(3, for: "try-out", staff, reception)
      _ = try await reception.post(Self.wave(.open), staff.lead)
      _ = try await reception.post(.studies(.plan("frontline")), staff.lead, ["wave": "spring"])
      let today = Clock { Date(timeIntervalSince1970: 1_800_000_000) }.today()
      let promises = [
        "owner": "The board", "act": "Two days", "support": "Staff line", "supportChecked": "\(today)",
        "staffHear": "\(today.adding(10))", "managersHear": "\(today.adding(20))", "threshold": "10",
      ]
      let promised = try await reception.post(.wave("spring", .promises), staff.lead, promises)
      #expect(promised.status == .seeOther)
      _ = try await handIn(12, for: "spring", staff, reception)
      let ready = try await reception.get(.desk(.wave("spring", .overview)), staff.lead).text
      #expect(ready.contains("deletes everything of the study’s pilot, try-out"))
      #expect(try await reception.post(.wave("spring", .open), staff.lead).location == "/desk/waves/spring")
      #expect(try await reception.get(.desk(Self.wave()), staff.lead).status == .notFound)
      #expect(try await reception.studies.state(of: WaveName("spring")) == .open)
      let ended = try await reception.accounts.audit.entries().filter { $0.act == "pilot-ended" }
      #expect(ended.map(\.subject) == ["try-out"])
      let tried = try WaveName("try-out")
      let keys: [Keyring.Name] = [.seal(tried), .receipts(tried), .contacts(tried), .rows(tried), .roster(tried)]
      #expect(!keys.contains(where: reception.keyring.contains))
      #expect(try reception.keyring.contains(.seal(WaveName("spring"))))
    }
  }

  @Test("A study's questionnaire goes out as an XLSForm and comes back the same; nothing is saved before it was seen")
  func form() async throws {
    try await Reception.with { reception in
      let staff = try await prepare(reception)
      let file = DeskLink.studies(.formFile("frontline"))
      let form = DeskLink.studies(.form("frontline"))
      let sent = try await reception.get(.desk(file), staff.lead)
      #expect(sent.headers[.contentDisposition] == "attachment; filename=\"frontline.xlsx\"")
      let bytes = [UInt8](buffer: sent.body)
      #expect(bytes.starts(with: [0x50, 0x4B]))
      #expect(try await reception.get(.desk(file), staff.custodian).status == .forbidden)

      let shown = try await send(bytes, named: "form.xlsx", [:], to: form, staff.lead, reception).text
      #expect(shown.contains("Everything in the form was taken over") && shown.contains("Nothing is saved yet"))
      let study = try StudyName("frontline")
      #expect(try await reception.studies.questionnaire(of: study)?.number == 1)
      let text = try await reception.studies.read(form: bytes, file: "form.xlsx", for: study).text
      #expect(try await reception.post(form, staff.lead, ["text": text]).location == "/desk/studies/frontline")
      let kept = try #require(await reception.studies.questionnaire(of: study))
      #expect(kept.number == 2 && kept.content.contains("\"role\": [\"Caring\"]"))
    }
  }

  @Test("A form that cannot be asked is refused with every row, and what is no form with a reason")
  func refused() async throws {
    try await Reception.with { reception in
      let staff = try await prepare(reception)
      let form = DeskLink.studies(.form("frontline"))
      let path = FileManager.default.temporaryDirectory.appendingPathComponent("f-\(UUID()).xlsx").path
      defer { try? FileManager.default.removeItem(atPath: path) }
      let rows = [["type", "name", "label"], ["geopoint", "a", "Where <b>?"], ["image", "b", "Face"]]
      try WorkbookSheets([
        .init(name: "survey", rows: rows.enumerated().map { .init(number: $0 + 1, cells: $1) })
      ]).write(to: path)
      let bytes = [UInt8](try #require(FileManager.default.contents(atPath: path)))
      let answer = try await send(bytes, named: "f.xlsx", [:], to: form, staff.lead, reception)
      #expect(answer.status == .unprocessableContent)
      #expect(answer.text.contains("row 2") && answer.text.contains("row 3") && !answer.text.contains("<b>?"))
      let other = try await send([1, 2, 3], named: "f.xlsx", [:], to: form, staff.lead, reception)
      #expect(other.status == .unprocessableContent && other.text.contains("damaged"))
      #expect(try await reception.post(form, staff.lead).status == .unprocessableContent)
    }
  }
}

extension Reception {
  fileprivate var studies: Studies {
    Studies(directory: directory.database, keyring: keyring, audit: accounts.audit)
  }
}
