import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Markup
import Platform
import TestSupport
import Testing

@testable import Web

/// What a study lead is told of an instrument before asking it.
@Suite struct BuilderFactsTests {
  @Test("Each instrument stands with its minutes, its permission and fee, and its wording that is still to come")
  func instruments() async throws {
    try await Reception.with { reception in
      let staff = try await StudyPagesTests().staff(reception)
      let host = try await StudyPagesTests().host(reception)
      _ = try await reception.post(
        .studies(.create), staff.lead, ["title": "Frontline", "name": "frontline", "host": host])
      let ids = ["swemwbs", "cbi"]
      let questions = ids.map { "{id: q_\($0), ask: How is it?, instrument: \($0)}" }.joined(separator: ", ")
      _ = try await reception.post(
        .studies(.questionnaire("frontline")), staff.lead,
        ["text": "questionnaire: Work\npages:\n  - questions: [\(questions)]\n", "version": "0"])
      let page = try await reception.get(.desk(.studies(.builder("frontline", .overview))), staff.lead).text
      for id in ids {
        let facts = try #require(InstrumentFacts.find(id))
        #expect(!facts.permission.isEmpty && facts.seconds > 0)
        let cells = [Minutes.words(facts.seconds), "to come", facts.permission].map { Node.text($0).markup }
        let row = "\(Node.text(facts.name).markup)</th><td>\(cells.joined(separator: "</td><td>"))</td>"
        #expect(page.contains(row), "\(row)")
      }
    }
  }

  @Test("Whoever chooses an instrument sees the permission and fee of each that is offered")
  func offered() async throws {
    try await Reception.with { reception in
      let staff = try await StudyPagesTests().staff(reception)
      let host = try await StudyPagesTests().host(reception)
      _ = try await reception.post(
        .studies(.create), staff.lead, ["title": "Frontline", "name": "frontline", "host": host])
      _ = try await reception.post(
        .studies(.questionnaire("frontline")), staff.lead,
        ["text": "questionnaire: Work\npages:\n  - questions: [{id: a, ask: A?, text: 10}]\n", "version": "0"])
      let page = try await reception.get(.desk(.studies(.builder("frontline", .add(1, .instrument)))), staff.lead).text
      let offered = try InstrumentFacts.offered()
      #expect(offered.count > 20)
      for facts in offered {
        #expect(page.contains(Node.text(facts.name).markup), "\(facts.id)")
        #expect(page.contains(Node.text(facts.words).markup), "\(facts.id)")
      }
    }
  }
}
