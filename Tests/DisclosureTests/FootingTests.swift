import Statistics
import Testing

@testable import Disclosure

@Suite("The same answers under two names")
struct FootingTests {
  static func scale(_ scores: [Double], id: String, _ footing: Footing) throws -> Guarded<ScaleDraft> {
    Guarded(
      ScaleDraft(
        subject: Subject(id: id, title: id), reading: Sample.reading, scores: try Tabulation(scores), reliability: nil,
        footing: footing))
  }

  @Test(
    "A scale over one person fewer is refused when it rests on columns reported before, in this report or a later one")
  func onePerson() throws {
    let all = Footing(columns: ["a", "b"], people: "all", instrument: "first")
    let fewer = Footing(columns: ["b", "c"], people: "but one", instrument: "second")
    var gate = try Sample.gate(Sample.golden())
    #expect(gate.release(try Self.scale(Sample.scores(40), id: "first", all)).value != nil)
    let second = gate.release(try Self.scale(Sample.scores(39), id: "second", fewer))
    #expect(second.reason?.contains("same columns") == true)
    var later = try Sample.gate(Sample.golden(), ledger: gate.ledger)
    #expect(later.release(try Self.scale(Sample.scores(39), id: "second", fewer)).value == nil)
    // Over the same people there is no difference to take.
    let same = Footing(columns: ["b", "c"], people: "all", instrument: "second")
    #expect(later.release(try Self.scale(Sample.scores(40, from: 3), id: "second", same)).value != nil)
    // The same report once more gives the same.
    var again = try Sample.gate(Sample.golden(), ledger: later.ledger)
    #expect(again.release(try Self.scale(Sample.scores(40), id: "first", all)).value != nil)
    #expect(again.release(try Self.scale(Sample.scores(40, from: 3), id: "second", same)).value != nil)
    #expect(again.ledger == later.ledger)
  }

  @Test("A total and its parts share items by design; the same items twice in one instrument do not")
  func oneInstrument() throws {
    var gate = try Sample.gate(Sample.golden())
    let total = Footing(columns: ["a", "b"], people: "all", instrument: "one")
    #expect(gate.release(try Self.scale(Sample.scores(40), id: "total", total)).value != nil)
    let part = Footing(columns: ["a"], people: "but one", instrument: "one")
    #expect(gate.release(try Self.scale(Sample.scores(39), id: "part", part)).value != nil)
    let twice = Footing(columns: ["b", "a"], people: "but one", instrument: "one")
    #expect(gate.release(try Self.scale(Sample.scores(39), id: "twice", twice)).value == nil)
  }

  @Test("A name cannot pass on to other columns or people")
  func renamed() throws {
    var gate = try Sample.gate(Sample.golden())
    _ = gate.release(try Self.scale(Sample.scores(40), id: "one", Footing(columns: ["a"], people: "all")))
    for footing in [Footing(columns: ["b"], people: "all"), Footing(columns: ["a"], people: "others")] {
      #expect(gate.release(try Self.scale(Sample.scores(40), id: "one", footing)).value == nil)
    }
  }

  @Test("A second scale on the same columns is given for the groups of the first one only")
  func groups() throws {
    let sectors = Sample.characteristic("sector", ["A", "B"], Sample.codes([22, 18]))
    var gate = try Sample.gate(Population(people: 40, characteristics: [sectors]))
    let partition = try #require(gate.partition(by: "sector").partition)
    func comparison(_ id: String) throws -> Guarded<ComparisonDraft> {
      Guarded(
        ComparisonDraft(
          subject: Subject(id: id, title: id), reading: Sample.reading, partition: partition,
          scores: try GroupedTabulation(groups: [Sample.scores(22), Sample.scores(18, from: 22)]), headline: .classic,
          footing: Footing(columns: ["a"], people: "all", instrument: id)))
    }
    let footing = Footing(columns: ["a"], people: "all", instrument: "first")
    #expect(gate.release(try Self.scale(Sample.scores(40), id: "first", footing)).value != nil)
    #expect(gate.release(try comparison("second")).reason?.contains("for the groups") == true)
    #expect(gate.release(try comparison("first")).value != nil)
    #expect(gate.release(try comparison("second")).value != nil)
  }

  @Test("Shares of the same column under two names are about the same people")
  func shares() throws {
    var gate = try Sample.gate(Sample.golden())
    func answers(_ id: String, _ counts: [Int], people: String) -> Guarded<AnswerDraft> {
      Guarded(
        AnswerDraft(
          subject: Subject(id: id, title: id), labels: ["Yes", "No"], counts: counts, base: counts.reduce(0, +),
          several: false, ordered: false, footing: Footing(columns: ["a"], people: people)))
    }
    #expect(gate.release(answers("one", [24, 16], people: "all")).value != nil)
    #expect(gate.release(answers("two", [23, 16], people: "but one")).value == nil)
    #expect(gate.release(answers("two", [24, 16], people: "all")).value != nil)
  }
}
