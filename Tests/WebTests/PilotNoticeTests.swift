import Hummingbird
import HummingbirdTesting
import Markup
import Platform
import Testing
import Web

@Suite struct PilotNoticeTests {
  private static let english = "Your answers will be deleted, and nobody reads them."
  private static let welsh = "Caiff eich atebion eu dileu, ac nid oes neb yn eu darllen."

  private static func text(_ path: String, isPilot: Bool) async throws -> String {
    let text = """
      questionnaire: {en: Work, cy: Gwaith}
      languages: [en, cy]
      information: [{en: We ask., cy: Rydym yn gofyn.}]
      consent: [{en: I agree., cy: Rwy’n cytuno.}]
      support: [{en: Help, cy: Cymorth}]
      pages:
        - questions: [{id: wish, ask: {en: Wish?, cy: Dymuniad?}, text: 100}]
      """
    var answering = Platformed().answering
    answering.page = { _, language in
      Answering.Page(
        questionnaire: try Questionnaire(text: text, file: "form.yaml", language: language), isOpen: true,
        keys: [.init(fingerprint: [1], der: [2])], isPilot: isPilot)
    }
    let server = Server(site: Site(answering: answering, isReady: { true }), host: "127.0.0.1", port: 0)
    return try await server.application().test(.router) { client in
      try await client.execute(uri: path, method: .get).text
    }
  }

  @Test(
    "Every page of a pilot says that answers are deleted, in the page's language; no page of a wave does",
    arguments: [
      ("/answer/spring", english), ("/answer/spring/cy", welsh), ("/answer/spring/slip", english),
      ("/answer/spring/withdrawal", english),
    ])
  func notice(_ path: String, _ words: String) async throws {
    let pilot = try await Self.text(path, isPilot: true)
    #expect(pilot.contains(words), "\(pilot)")
    #expect(try await !Self.text(path, isPilot: false).contains(words))
  }
}
