import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Markup
import Store
import TestSupport
import Testing

@testable import Platform
@testable import Web

/// What an ethics committee reads is what people will read.
@Suite struct EthicsPackTests {
  private static let today = Clock.system.today()
  private static let text = """
    questionnaire: How work is going <here>
    version: "4"
    threshold: 12
    keepContacts: 21
    information: {purpose: [We ask & listen.], server: [County IT runs it.]}
    consent: [I have read this., I want to take part.]
    support: [Staff line 01632 960 001]
    results: {owner: The board, act: Two days, supportChecked: \(today), staffHear: \(today.adding(9)), managersHear: \(today.adding(9))}
    custody: {to: The University, for: A thesis, until: \(today.adding(900))}
    pages:
      - title: Work
        questions:
          - {id: role, ask: What do you do?, choice: [Caring, Leading], preferNot: true, required: true}
          - id: strain
            ask: How often is this so?
            rate: [My days are too short.]
            steps: {0: never, 1: often}
            scale: {title: Strain}
          - {id: nights, ask: How many nights?, number: [0, 31], when: {role: [Caring]}}
          - {id: since, ask: Since when?, month: [1990-01, 2026-12]}
          - {id: tasks, ask: What fills your days?, several: [Calls, Visits]}
          - {id: wish, ask: What would help?, text: 200}
    """

  private static func page(_ document: EthicsPack.Document) throws -> String {
    String(decoding: EthicsPack(try Questionnaire(text: text, file: "q.yaml")).page(document), as: UTF8.self)
  }

  @Test(
    "The information is the page's own text: sections, promises, rows, contacts, minutes, how answers are kept apart and what that cannot do"
  )
  func information() throws {
    let questionnaire = try Questionnaire(text: Self.text, file: "q.yaml")
    let pack = try Self.page(.information)
    let shown = String(
      decoding: AnswerView(page: .init(questionnaire: questionnaire, isOpen: true, keys: []), wave: "spring").node
        .rendered(),
      as: UTF8.self)
    let words = Words(language: .english)
    let told = (AnswerView.told(questionnaire) + AnswerView.byLink(words) + AnswerView.slipWords(words)).map {
      String(decoding: $0.rendered(), as: UTF8.self)
    }
    #expect(told.count > 12)
    for piece in told { #expect(pack.contains(piece) && shown.contains(piece), "\(piece)") }
    for words in [
      "We ask &amp; listen.", "County IT runs it.", "The board", "The University", "destroyed 21 days after",
      "about 2 minutes",
      "Whether you then answered is written down nowhere", "What this cannot do", "Staff line 01632 960 001",
    ] { #expect(pack.contains(words), "\(words)") }
  }

  @Test(
    "Every document says what it is of, and what belongs into it",
    arguments: [
      (EthicsPack.Document.consent, ["I want to take part.", "without a date"]),
      (
        .questionnaire,
        [
          "What do you do? (needed)", "Prefer not to say", "(never – often)", "0 to 31", "1990-01", "Calls",
          "at most 200",
        ]
      ),
      (.poster, ["We ask &amp; listen.", "Two days"]),
      (.dataFlow, ["<svg", "groups below 12", "The server has never seen this number"]),
      (.riskAssessment, ["<table", "12 people or more", "to fill in"]),
      (.distressProtocol, ["Staff line", "within 90 days", "before every text box"]),
      (.dataPlan, ["Destroyed 21 days after the close", "Keyring"]),
      (.information, ["How work is going &lt;here&gt;, version 4"]),
    ])
  func documents(_ document: EthicsPack.Document, _ words: [String]) throws {
    let page = try Self.page(document)
    #expect(page.hasPrefix("<!") && page.contains("<h1>\(document.title)</h1>"))
    for words in words { #expect(page.lowercased().contains(words.lowercased()), "\(words)") }
  }

  @Test("Names of files lead back to them, and the drawing is closed in itself")
  func files() throws {
    for file in EthicsPack.File.all { #expect(EthicsPack.File(name: file.name) == file) }
    #expect(EthicsPack.File.all.count == 17 && EthicsPack.File(name: "information.pdf") == nil)
    let drawing = String(decoding: EthicsPack.drawing, as: UTF8.self)
    #expect(drawing.hasPrefix("<svg") && drawing.contains("<style") && !drawing.contains("href"))
  }

  @Test(
    "At the desk a study lead takes each document of a study, with its information, promises and who runs the server")
  func desk() async throws {
    try await Reception.with { reception in
      let pages = StudyPagesTests()
      let staff = try await pages.staff(reception)
      let pack = DeskLink.studies(.ethicsPack("frontline"))
      #expect(try await reception.get(.desk(pack), staff.lead).status == .notFound)
      try await pages.prepare(reception, staff)
      let page = try await reception.get(.desk(pack), staff.lead)
      #expect(page.status == .ok && page.text.contains("ethics-pack/data-flow.svg") && !page.text.contains(".docx"))
      #expect(!page.text.contains("still missing"))
      let file = try await reception.get(
        .desk(.studies(.ethicsFile("frontline", .page(.information)))), staff.lead)
      #expect(file.headers[.contentDisposition] == "attachment; filename=\"information.html\"")
      for words in [
        "About purpose.", "The board", "County IT. They manage nobody", "01632 960 001", "destroyed 14 days after",
      ] {
        #expect(file.text.contains(words), "\(words)")
      }
      let word = DeskLink.studies(.ethicsFile("frontline", .word(.poster)))
      #expect(try await reception.get(.desk(word), staff.lead).status == .notFound)
      #expect(try await reception.get(.desk(pack), staff.custodian).status == .forbidden)
      #expect(
        try await reception.get(.desk(.studies(.study("frontline"))), staff.lead).text.contains("frontline/ethics-pack")
      )
    }
  }

  @Test("A study that is being written gives its documents too, and says what is missing")
  func unfinished() async throws {
    try await Reception.with { reception in
      let pages = StudyPagesTests()
      let staff = try await pages.staff(reception)
      let host = try await pages.host(reception)
      _ = try await reception.post(
        .studies(.create), staff.lead, ["title": "Frontline", "name": "frontline", "host": host])
      let pack = DeskLink.studies(.ethicsPack("frontline"))
      #expect(try await reception.get(.desk(pack), staff.lead).text.contains("no questionnaire yet"))
      _ = try await reception.post(
        .studies(.questionnaire("frontline")), staff.lead,
        ["text": "questionnaire: X\npages:\n  - questions:\n      - {id: wish, ask: What?, text: 100}\n"])
      let page = try await reception.get(.desk(pack), staff.lead).text
      #expect(
        page.contains("still missing") && page.contains("Who asks, who pays") && page.contains("no help is named"))
      let file = try await reception.get(.desk(.studies(.ethicsFile("frontline", .page(.questionnaire)))), staff.lead)
      #expect(file.status == .ok && file.text.contains("What?"))
    }
  }
}
