import Foundation
import Testing

@testable import Disclosure

@Suite("The record of releases")
struct LedgerTests {
  static func report(ledger: Ledger, source: Source = Sample.source) throws -> (
    gate: Gate, comparison: GroupComparison?
  ) {
    var gate = try Sample.gate(Sample.golden(), source: source, ledger: ledger)
    let scores = Sample.scores(40)
    _ = try gate.release(Guarded(Sample.scale(scores)))
    _ = gate.frequency(of: "sector")
    guard let partition = gate.partition(by: "sector").partition else { return (gate, nil) }
    let groups = Sample.classes(of: partition, codes: Sample.codes([22, 1, 1, 2, 14]), scores: scores)
    let comparison = try gate.release(Guarded(Sample.comparison(partition, groups))).value
    let answers = AnswerDraft(
      subject: Subject(id: "q", title: "q"), labels: ["Yes", "No"], counts: [24, 16], base: 40, several: false,
      ordered: false)
    _ = gate.release(Guarded(answers))
    return (gate, comparison)
  }

  @Test("The same report again gives the same figures and adds nothing")
  func idempotent() throws {
    let first = try Self.report(ledger: Ledger())
    let again = try Self.report(ledger: first.gate.ledger)
    #expect(again.gate.ledger == first.gate.ledger)
    #expect(again.comparison == first.comparison)
    #expect(first.comparison != nil)
  }

  @Test("Other data under the same wave are refused, under a new wave they are not")
  func changedInput() throws {
    let first = try Self.report(ledger: Ledger()).gate.ledger
    #expect(throws: DisclosureError.inputChanged(wave: "first")) {
      try Self.report(ledger: first, source: Source(wave: "first", inputHash: "other"))
    }
    let second = try Self.report(ledger: first, source: Source(wave: "second", inputHash: "other"))
    #expect(second.gate.ledger.waves.count == 2)
    #expect(throws: DisclosureError.thresholdChanged(wave: "first", recorded: 10, asked: 8)) {
      try Sample.gate(Sample.golden(), threshold: 8, ledger: first)
    }
    #expect(throws: DisclosureError.peopleChanged(wave: "first", recorded: 40, found: 0)) {
      try Sample.gate(Population(people: 0, characteristics: []), ledger: first)
    }
  }

  @Test("An earlier report by a question that is gone is refused rather than forgotten")
  func forgottenQuestion() throws {
    let first = try Self.report(ledger: Ledger()).gate.ledger
    let other = Population(
      people: 40, characteristics: [Sample.characteristic("role", ["A", "B"], Sample.codes([20, 20]))])
    var gate = try Sample.gate(other, ledger: first)
    let partition = try #require(gate.partition(by: "role").partition)
    let verdict = try gate.release(Guarded(Sample.comparison(partition, [Sample.scores(20), Sample.scores(20)])))
    #expect(verdict.reason?.contains("Keep sector in the study file") == true)
  }

  @Test("A later report of nearly the same people is refused: the difference would be a few")
  func filteredReport() throws {
    let roles = Sample.characteristic("role", ["A", "B"], Sample.codes([36, 4]))
    let population = Population(people: 40, characteristics: [roles])
    var whole = try Sample.gate(population)
    #expect(try whole.release(Guarded(Sample.scale(Sample.scores(40)))).value != nil)
    let filter = [GroupTerm(characteristic: "role", levels: ["A"])]
    var part = try Sample.gate(
      population, source: Source(wave: "first", inputHash: "abc", filter: filter), ledger: whole.ledger)
    #expect(try part.release(Guarded(Sample.scale(Sample.scores(36)))).reason?.contains("fewer than 10") == true)
    // Alone it is harmless.
    var alone = try Sample.gate(population, source: Source(wave: "first", inputHash: "abc", filter: filter))
    #expect(try alone.release(Guarded(Sample.scale(Sample.scores(36)))).value != nil)
  }

  @Test("It is written whole or not at all, and never over another report's record")
  func file() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let url = folder.appendingPathComponent("releases.json")
    let empty = try Ledger.load(from: url)
    #expect(empty == Ledger())
    let first = try Self.report(ledger: empty).gate.ledger
    try first.save(to: url, replacing: empty)
    #expect(try Ledger.load(from: url) == first)
    try first.save(to: url, replacing: empty)
    let second = try Self.report(ledger: first, source: Source(wave: "second", inputHash: "x")).gate.ledger
    #expect(throws: DisclosureError.ledgerMoved(path: url.path)) { try second.save(to: url, replacing: empty) }
    try second.save(to: url, replacing: first)
    #expect(try Ledger.load(from: url) == second)
    try Data("{".utf8).write(to: url)
    #expect(throws: DisclosureError.self) { try Ledger.load(from: url) }
    #expect(throws: DisclosureError.self) { try second.save(to: url, replacing: first) }
    #expect(throws: DisclosureError.self) {
      try first.save(to: folder.appendingPathComponent("missing/releases.json"), replacing: empty)
    }
  }
}
