import Problems
import Store
import TestSupport
import Testing

@testable import Platform

/// What is asked for before anybody beyond this machine is asked.
@Suite struct DoorTests {
  private static let elsewhere = "https://survey.example.org"
  private static let headings =
    "information: {"
    + ParticipantInformation.Heading.allCases.map { "\($0.rawValue): [About \($0.rawValue).]" }.joined(separator: ", ")
    + "}"

  private static func questionnaire(_ changing: [String: String] = [:]) throws -> Questionnaire {
    var text = Sample.text.replacing("information: [We ask how work is going in the four teams.]", with: headings)
    for (old, new) in changing { text = text.replacing(old, with: new) }
    return try Questionnaire(text: text, file: "sample.yaml")
  }

  private func setUp(_ site: Site) async throws {
    try await site.directory.database.write { session in
      let host = Organisation(id: ID(), name: "Northside")
      try OrganisationStore.insert(host, in: session)
      try OrganisationStore.recordSetUp(host: host.id, Operator(name: "County IT", place: .apart), in: session)
    }
  }

  @discardableResult
  private func open(
    _ site: Site, _ questionnaire: Questionnaire, at address: String, keepDays: Int = 30
  ) async throws -> [WaveOpening.Invitation] {
    try await site.opening.open(
      WaveName("spring"), questionnaire: questionnaire, roster: Sample.roster([("North", 12)]),
      contacts: ContactTerms(address: LinkAddress(address), keepDays: keepDays))
  }

  private func refusal(_ work: () async throws -> some Any) async -> Problem? {
    await #expect(throws: Problem.self) { _ = try await work() }
  }

  @Test(
    "Beyond this machine nobody is asked before the installation is set up, whichever way", arguments: Driver.available)
  func notSetUp(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let (form, address) = (try Self.questionnaire(), try LinkAddress(Self.elsewhere))
      let expected = try OpenLink.Expected(csv: [UInt8]("unit,people\nNorth,25\n".utf8), file: "units.csv")
      let ways = [
        await refusal { try await open(site, form, at: Self.elsewhere) },
        await refusal {
          try await site.opening.open(WaveName("spring"), questionnaire: form, expecting: expected, at: address)
        },
        await refusal {
          try await site.opening.open(
            pilot: WaveName("try"), before: nil, questionnaire: form, roster: Sample.roster([("North", 2)]),
            contacts: ContactTerms(address: address))
        },
      ]
      for problem in ways {
        #expect(problem?.what.contains("nobody has said who runs this server") == true)
        #expect(problem?.remedy.contains("hearth serve") == true)
      }
      #expect(try await site.directory.database.read { try $0.row("SELECT 1 FROM wave") } == nil)
      try await open(site, form, at: "http://127.0.0.1:8080")
    }
  }

  @Test(
    "People read who runs the server as the installation knows it, and when their names are destroyed",
    arguments: Driver.available)
  func told(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      try await setUp(site)
      let form = try Self.questionnaire([
        "information: {": "information: {server: [Somebody else runs it.], ",
        "threshold: 10": "threshold: 10\nkeepContacts: 9",
      ])
      try await open(site, form, at: Self.elsewhere, keepDays: 12)
      let page = try await site.participation.page("spring").questionnaire
      let server = page.information.filter { $0.part == .server }
      #expect(server.map(\.paragraphs) == [["County IT. They manage nobody who is asked."]])
      #expect(page.keepsContacts == 12)
      let kept = try await site.directory.database.read { try $0.row("SELECT keep_days FROM contacts")?.integer(0) }
      #expect(kept == 12)
    }
  }

  @Test("Before set-up what the author says of the server stands; by an open link nobody's name is kept")
  func unknown() async throws {
    try await Site.with(.sqlite) { site in
      let form = try Self.questionnaire(["information: {": "information: {server: [I run it.], "])
      let expected = try OpenLink.Expected(csv: [UInt8]("unit,people\nNorth,25\n".utf8), file: "units.csv")
      _ = try await site.opening.open(WaveName("spring"), questionnaire: form, expecting: expected, at: .thisMachine)
      let page = try await site.participation.page("spring").questionnaire
      #expect(page.information.last?.paragraphs == ["I run it."] && page.keepsContacts == nil)
    }
  }

  @Test("Every heading has words before anybody beyond this machine is asked")
  func headings() async throws {
    try await Site.with(.sqlite) { site in
      try await setUp(site)
      let plain = await refusal { try await open(site, Sample.questionnaire(), at: Self.elsewhere) }
      #expect(plain?.what == "the information stands under no headings")
      let empty = await refusal {
        try await open(site, Self.questionnaire(["About whyMe.": "\"  \""]), at: Self.elsewhere)
      }
      #expect(empty?.place == "Why you are asked" && empty?.what == "nothing is said here")
      try await open(site, Self.questionnaire(), at: Self.elsewhere)
    }
  }

  @Test("A promise that nobody can keep opens nothing, on this machine either, in any language")
  func promises() async throws {
    try await Site.with(.sqlite) { site in
      let first = await refusal {
        try await open(site, Self.questionnaire(["About data.": "We guarantee it."]), at: "http://127.0.0.1:8080")
      }
      #expect(first?.what.contains("guarantee") == true && first?.place.contains("information.data") == true)
      let text = """
        questionnaire: {en: Work, cy: Gwaith}
        languages: [cy, en]
        information: {en: [We ask.], cy: [Gofynnwn.]}
        consent: {en: ["It is 100% safe."], cy: [Iawn.]}
        support: {en: [Line], cy: [Llinell]}
        \(Sample.resultsInWelshToo)
        pages:
          - questions:
              - {id: wish, ask: {en: "What?", cy: "Beth?"}, text: 200}
        """
      let second = await refusal {
        try await open(site, Questionnaire(text: text, file: "form.yaml"), at: "http://127.0.0.1:8080")
      }
      #expect(second?.what.contains("100%") == true && second?.place.contains("consent") == true)
    }
  }

  @Test("Both languages say who runs the server")
  func languages() throws {
    let text = """
      questionnaire: {en: Work, cy: Gwaith}
      languages: [en, cy]
      information: {en: [We ask.], cy: [Gofynnwn.]}
      consent: {en: [Yes.], cy: [Iawn.]}
      support: {en: [Line], cy: [Llinell]}
      pages:
        - questions:
            - {id: wish, ask: {en: "What?", cy: "Beth?"}, text: 200}
      """
    let done = try Questionnaire(text: text, file: "form.yaml").completed(server: "County IT: “us”.", keepDays: 1)
    for language in [Language.english, .welsh] {
      let read = try Questionnaire(text: done.text, file: "form.yaml", language: language)
      #expect(
        read.information.last
          == .init(
            part: .server, title: ParticipantInformation.serverTitle(in: language), paragraphs: ["County IT: “us”."]))
      #expect(read.keepsContacts == 1)
    }
    #expect(try done.completed(server: "County IT: “us”.", keepDays: 1).text == done.text)
    #expect(try done.completed(server: "Others.", keepDays: nil).information.last?.paragraphs == ["Others."])
  }

  @Test("Contacts are kept for 1 to 90 days", arguments: [0, 91, -1])
  func days(_ days: Int) throws {
    #expect(throws: Problem.self) { try ContactTerms(address: .thisMachine, keepDays: days) }
    #expect(throws: Problem.self) { try Self.questionnaire(["threshold: 10": "threshold: 10\nkeepContacts: \(days)"]) }
  }
}
