import Foundation
import Statistics
import Testing

@testable import Disclosure

/// Figures that are worked out from released ones, held against R.
@Suite("Figures from released figures")
struct WorkedOutTests {
  struct Reference: Decodable {
    struct Table: Decodable, Sendable, CustomTestStringConvertible {
      let table: [[Int]]
      let statistic, df, p, v: Double
      let few: Int
      var testDescription: String { "\(table)" }
    }
    struct Norm: Decodable, Sendable, CustomTestStringConvertible {
      let mean, normMean, sd, t, percentile: Double
      var testDescription: String { "\(mean) beside \(normMean) ± \(sd)" }
    }
    let tables: [Table]
    let norms: [Norm]

    static let all: Reference = {
      let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/released.json")
      guard let data = try? Data(contentsOf: url), let read = try? JSONDecoder().decode(Reference.self, from: data)
      else { return Reference(tables: [], norms: []) }
      return read
    }()
  }

  @Test("The reference values are there")
  func present() { #expect(Reference.all.tables.count == 4 && Reference.all.norms.count == 5) }

  @Test("A table whose counts are all shown has χ², df, p and Cramér's V", arguments: Reference.all.tables)
  func association(_ reference: Reference.Table) throws {
    var gate = try Sample.gate(CrossTabulationTests.population(reference.table))
    let table = try #require(gate.crossTabulation(rows: "row", columns: "column").value)
    let found = try #require(table.association)
    #expect(found.statistic == Figure(reference.statistic, significantDigits: 3))
    #expect(found.degreesOfFreedom.value == reference.df)
    #expect(found.p == PValue(reference.p))
    #expect(found.cramersV == Figure(reference.v, significantDigits: 3))
    #expect(found.fewExpected == reference.few && found.cells == reference.table.joined().count)
  }

  @Test("No χ² where a count is hidden, nor of shares")
  func noAssociation() throws {
    var gate = try Sample.gate(CrossTabulationTests.population([[40, 3, 25], [30, 35, 28], [22, 41, 33]]))
    let hidden = try #require(gate.crossTabulation(rows: "row", columns: "column").value)
    #expect(hidden.association == nil)
    let shares = CrossTabulation(
      rowSubject: hidden.rowSubject, columnSubject: hidden.columnSubject, rowLabels: ["A", "B"],
      columnLabels: ["Yes", "No"], base: 40,
      cells: .shares([[.shown(.atMost(5)), .shown(.atLeast(95))], [.shown(.atMost(5)), .shown(.atLeast(95))]]),
      notes: [])
    #expect(shares.association == nil)
  }

  @Test(
    "Beside a norm with an SD stand the T score and the percentile of the printed mean", arguments: Reference.all.norms)
  func norm(_ reference: Reference.Norm) throws {
    let draft = NormDraft(
      name: "n", source: "s", mean: reference.normMean, standardDeviation: reference.sd)
    let interval = Interval(
      lower: Figure(reference.mean - 0.4, unit: 0.1), upper: Figure(reference.mean + 0.3, unit: 0.1), confidence: 0.95)
    let found = try #require(NormComparison(draft, mean: Figure(reference.mean, unit: 0.1), interval: interval))
    // Whole points of T unless the mean's unit is finer than a twentieth of the norm's SD.
    #expect(found.tScore == Figure(reference.t, unit: reference.sd > 2 ? 0.1 : 1))
    let isOutside = !(1...99).contains(reference.percentile)
    #expect(found.percentile == Figure(min(99.9, max(0.1, reference.percentile)), unit: isOutside ? 0.1 : 1))
    #expect(abs(found.interval.lower.value - (reference.mean - 0.4 - reference.normMean)) < 1e-9)
    #expect(abs(found.interval.upper.value - (reference.mean + 0.3 - reference.normMean)) < 1e-9)
  }

  @Test("A norm without an SD has neither, and one that is not finite is passed over")
  func normWithoutSD() throws {
    let interval = Interval(lower: Figure(2, unit: 0.1), upper: Figure(3, unit: 0.1), confidence: 0.95)
    let mean = Figure(2.5, unit: 0.1)
    let plain = try #require(
      NormComparison(
        NormDraft(name: "n", source: "s", mean: 2, standardDeviation: nil), mean: mean, interval: interval))
    #expect(plain.tScore == nil && plain.percentile == nil && plain.difference.value == 0.5)
    let broken = NormDraft(name: "n", source: "s", mean: .nan, standardDeviation: 1)
    #expect(NormComparison(broken, mean: mean, interval: interval) == nil)
  }

  @Test(
    "Alpha carries how many answered every item, unless that number would single somebody out",
    arguments: [(40, true), (39, false), (31, false), (30, true), (12, true)])
  func people(complete: Int, isShown: Bool) throws {
    var gate = try Sample.gate(Sample.golden())
    let found = try Self.reliability(of: complete, &gate)
    if isShown {
      #expect(found.people == .shown(complete))
    } else if case .shown(let people) = found.people {
      Issue.record("\(people) of 40 is shown")
    }
  }

  @Test("Alpha's number of people is not given beside another one for the same scale")
  func peopleAgain() throws {
    var gate = try Sample.gate(Sample.golden())
    #expect(try Self.reliability(of: 30, &gate).people == .shown(30))
    var next = try Sample.gate(Sample.golden(), ledger: gate.ledger)
    #expect(try Self.reliability(of: 30, &next).people == .shown(30))
    if case .shown(let people) = try Self.reliability(of: 29, &next).people {
      Issue.record("30 less \(people) is one person")
    }
  }

  /// The released reliability of a scale of 40 people of whom `complete` answered every item.
  private static func reliability(of complete: Int, _ gate: inout Gate) throws -> ReliabilitySummary {
    var moments = ItemMoments(items: 3)
    for person in 0..<complete {
      try moments.add([Double(1 + person % 5), Double(1 + (person * 3 + person / 7) % 5), Double(1 + person % 4)])
    }
    let draft = ScaleDraft(
      subject: Subject(id: "s", title: "s"), reading: Sample.reading, scores: try Tabulation(Sample.scores(40)),
      reliability: try Statistics.reliability(moments))
    let summary = try #require(gate.release(Guarded(draft)).value)
    return try #require(summary.reliability)
  }
}
