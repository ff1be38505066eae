import Instruments
import Problems
import Store
import TestSupport
import Testing

@testable import Platform

@Suite struct BuildingTests {
  private static let pack = (1...7).map { "\($0). Invented statement number \($0).\n" }.joined()
  private static let text = """
    questionnaire: Work
    pages:
      - questions: [{id: mood, ask: How often?, instrument: swemwbs}]
    """

  private func with(
    _ driver: Driver, _ body: (Studies, StudyName, AuditEntry.Actor) async throws -> Void
  ) async throws {
    try await Office.with(driver) { office in
      let secret = try #require(try await office.accounts.makeSetUpLink())
      let token = try await office.accounts.setUp(Office.given, with: secret)
      let account = try #require(try await office.accounts.signedIn(token)).account
      let host = try await office.directory.database.read { session in
        try #require(try OrganisationStore.installation(in: session)).host
      }
      let studies = Studies(
        directory: office.directory.database, keyring: office.keyring, audit: office.accounts.audit)
      let name = try StudyName("frontline")
      let actor = AuditEntry.Actor.account(account.id)
      try await studies.create(Study(name: name, title: "Frontline", host: host.id), by: actor)
      try await body(studies, name, actor)
    }
  }

  @Test(
    "Of two people who change the same version, the second is told and changes nothing", arguments: Driver.available)
  func twoPeople(_ driver: Driver) async throws {
    try await with(driver) { (studies, name, actor) async throws in
      func save(_ text: String, _ base: Int?) async throws -> Int {
        try await studies.save(questionnaire: text, file: "q", basedOn: base, for: name, by: actor)
      }
      #expect(try await save(Self.text, 0) == 1)
      #expect(try await save(Self.text.replacing("Work", with: "Mine"), 1) == 2)
      let problem = await #expect(throws: Problem.self) {
        try await save(Self.text.replacing("Work", with: "Theirs"), 1)
      }
      #expect(problem?.place == Studies.versionPlace)
      #expect(try await studies.questionnaire(of: name)?.content.contains("Mine") == true)
      await #expect(throws: Problem.self) { try await save(Self.text, 0) }
      #expect(try await save(Self.text, nil) == 3)
    }
  }

  @Test(
    "A wording given at the desk stands in for a file, says who gave it, and can be replaced and taken away",
    arguments: Driver.available)
  func wordings(_ driver: Driver) async throws {
    try await with(driver) { studies, name, actor in
      _ = try await studies.save(questionnaire: Self.text, file: "q", for: name, by: actor)
      #expect(try await studies.questionnaireInProgress(of: name)?.questionnaire.lacking.count == 1)
      let instrument = try Catalogue.instrument("swemwbs")
      func supply(_ text: String, _ file: String) async throws -> WordingVerdict {
        try await studies.supply(text, file: file, of: instrument, in: .english, for: name, by: actor)
      }
      await #expect(throws: Problem.self) { try await supply(Self.pack + "8. One more.\n", "long.txt") }
      #expect(try await studies.wordings(of: name).isEmpty)
      #expect(try await supply("# none\n" + Self.pack, "first.txt") == .unknown)
      _ = try await supply(Self.pack, "second.txt")
      let kept = try await studies.wordings(of: name)
      #expect(kept.map(\.file) == ["second.txt"] && kept[0].suppliedBy == "Ada Wells" && kept[0].text == Self.pack)
      let whole = try #require(try await studies.questionnaireInProgress(of: name)).questionnaire
      #expect(whole.lacking.isEmpty && whole.instruments[0].hasWording)
      #expect(try Questionnaire(text: whole.text, file: "alone").columns == whole.columns)
      try await studies.removeWording(of: "swemwbs", in: .english, from: name, by: actor)
      #expect(try await studies.questionnaireInProgress(of: name)?.questionnaire.lacking.count == 1)
    }
  }

  @Test("A wording of the desk goes before the text's own, and leaves its other files alone")
  func before() throws {
    let text =
      Self.text + """

          - questions: [{id: two, ask: And?, instrument: cbi, wording: c.txt}]
        packs:
          c.txt: "\((1...19).map { "\($0). Words \($0).\\n" }.joined())"
          swemwbs.en.txt: "1. Only one."
        """
    let frame = StudyFrame(
      information: Version(number: 1, content: .draft()), support: ["Help"], commitments: nil, threshold: 10,
      server: nil,
      packs: ["swemwbs.en.txt": Self.pack])
    let read = try Questionnaire(text: frame.text(around: text, file: "q"), file: "q")
    #expect(read.instruments.map(\.hasWording) == [true, true] && read.columns.count == 1 + 7 + 19)
  }

  @Test("In two languages people read the information and agree in each; help and promises stand as they were given")
  func languages() throws {
    var information = ParticipantInformation(
      sections: [.purpose: ["Why.", "What for."], .host: ["Who."]], consent: ["I agree."])
    let text = """
      questionnaire: {en: Work, cy: Gwaith}
      languages: [en, cy]
      pages:
        - questions: [{id: nights, ask: {en: Nights?, cy: Nosweithiau?}, number: [0, 9]}]
      """
    func read(_ language: Language) throws -> Questionnaire {
      let frame = StudyFrame(
        information: Version(number: 1, content: information), support: ["Line, 1"],
        commitments: CommitmentsTests.kept, threshold: 10, server: "Someone.")
      return try Questionnaire(
        text: frame.text(around: text, file: "q"), file: "q", language: language, isDraft: true)
    }
    #expect(try read(.welsh).lacking.map(\.what) == ["3 texts are not in Cymraeg", "1 text is not in Cymraeg"])
    information.translations = [
      .welsh: .init(sections: [.purpose: ["Pam.", "I beth."], .host: ["Pwy."]], consent: ["Cytunaf."])
    ]
    let welsh = try read(.welsh)
    #expect(welsh.lacking.isEmpty && welsh.consent == ["Cytunaf."] && welsh.support == ["Line, 1"], "\(welsh.lacking)")
    #expect(welsh.information.map(\.paragraphs) == [["Pam.", "I beth."], ["Pwy."], ["Someone."]])
    #expect(try read(.english).information[0].paragraphs == ["Why.", "What for."])
    information.sections[.host] = ["Who.", "And who pays."]
    #expect(try read(.welsh).lacking.map(\.what) == ["2 texts are not in Cymraeg"])
  }

  @Test(
    "Every variant of the template begins a questionnaire that lacks its wordings only",
    arguments: TemplateTests.variants)
  func template(
    _ burnout: FrontlineTemplate.Burnout?, _ modules: [FrontlineTemplate.Module], _ isFree: Bool
  ) async throws {
    try await with(.sqlite) { studies, name, actor in
      let template = try FrontlineTemplate(burnout: burnout, modules: Set(modules), isFree: isFree)
      try await studies.begin(with: template, title: "How we are", basedOn: 0, for: name, by: actor)
      let work = try #require(try await studies.questionnaireInProgress(of: name))
      #expect(work.questionnaire.title == "How we are" && !work.text.contains("wording"))
      #expect(work.questionnaire.instruments.map(\.instrument.id) == template.instruments)
      for id in template.instruments {
        let instrument = try Catalogue.instrument(id)
        let items = (1...instrument.itemCount).map { "\($0). Invented words \($0).\n" }.joined()
        let codes = Set(instrument.responses.flatMap(\.options).map(\.code)).map { "\($0) = Answer \($0)\n" }.joined()
        try await studies.supply(items + codes, file: "w", of: instrument, in: .english, for: name, by: actor)
      }
      let after = try #require(try await studies.questionnaireInProgress(of: name)).questionnaire
      #expect(
        after.lacking.allSatisfy { $0.what.contains("not verified") || $0.what.contains("key") }, "\(after.lacking)")
    }
  }
}
