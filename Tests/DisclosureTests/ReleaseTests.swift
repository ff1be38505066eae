import Statistics
import Testing

@testable import Disclosure

@Suite("What the gate lets out")
struct ReleaseTests {
  @Test("Forty people still get scores, a two-sector comparison with tests and a sample table")
  func golden() throws {
    var gate = try Sample.gate(Sample.golden())
    let scores = Sample.scores(40)
    let whole = try #require(gate.release(Guarded(Sample.scale(scores))).value)
    #expect(whole.base == 40)
    #expect(whole.mean.unit == 0.1)
    #expect(whole.box.whiskers != nil)
    let table = try #require(gate.frequency(of: "sector").value)
    #expect(table.rows.map(\.count) == [.shown(23), .shown(17)])
    let partition = try #require(gate.partition(by: "sector").partition)
    let groups = Sample.classes(of: partition, codes: Sample.codes([22, 1, 1, 2, 14]), scores: scores)
    let verdict = try gate.release(Guarded(Sample.comparison(partition, groups)))
    let comparison = try #require(verdict.value)
    #expect(comparison.groups.map(\.base) == [23, 17])
    #expect(comparison.tests.map(\.method) == [.classic, .welch, .rank, .brownForsythe])
    #expect(comparison.pairs.map(\.method) == [.tukey, .gamesHowell, .dunnHolm])
    #expect(comparison.effects.contains { $0.kind == .hedgesG && $0.interval != nil })
    #expect(comparison.groups[0].box.whiskers == nil)
  }

  @Test("A pair's difference is the first group's mean less the second's")
  func directionOfDifferences() throws {
    var gate = try Sample.gate(Sample.golden())
    let partition = try #require(gate.partition(by: "sector").partition)
    let high = (0..<23).map { 3 + Double($0 % 5) / 2 }
    let low = (0..<17).map { 1 + Double($0 % 5) / 2 }
    let comparison = try #require(gate.release(Guarded(Sample.comparison(partition, [high, low]))).value)
    let tukey = try #require(comparison.pairs.first)
    #expect((tukey.difference?.value ?? 0) > 1.5)
    #expect((tukey.effect?.value ?? 0) > 0)
    let interval = try #require(tukey.interval)
    #expect(interval.lower.value < interval.upper.value)
  }

  @Test("A comparison in which too few of a group have a score is withheld or joined further")
  func answeredBase() throws {
    var two = try Sample.gate(Sample.golden())
    let partition = try #require(two.partition(by: "sector").partition)
    let verdict = try two.release(Guarded(Sample.comparison(partition, [Sample.scores(23), Sample.scores(8)])))
    #expect(verdict.reason?.contains("Fewer than 10 people") == true)

    let population = Population(
      people: 48, characteristics: [Sample.characteristic("role", ["A", "B", "C"], Sample.codes([18, 16, 14]))])
    var three = try Sample.gate(population)
    let roles = try #require(three.partition(by: "role").partition)
    let groups = [Sample.scores(18), Sample.scores(16), Sample.scores(9)]
    let joined = try #require(try three.release(Guarded(Sample.comparison(roles, groups))).value)
    #expect(joined.groups.map(\.base) == [18, 25])
    #expect(joined.groups[1].label == "B or C")
    #expect(joined.notes.contains("Some groups are shown together, so that nobody's answers can be worked out."))
  }

  @Test("A residual of a few people between everyone and the classes is not let out")
  func residual() throws {
    var gate = try Sample.gate(Sample.golden())
    #expect(try gate.release(Guarded(Sample.scale(Sample.scores(40)))).value != nil)
    let partition = try #require(gate.partition(by: "sector").partition)
    // Three people of the whole are missing from the classes.
    let verdict = try gate.release(Guarded(Sample.comparison(partition, [Sample.scores(22), Sample.scores(15)])))
    #expect(verdict.value == nil)
  }

  @Test("Scores that are all alike are withheld, never a crash", arguments: [1.0, 3, 5])
  func zeroVariance(score: Double) throws {
    var gate = try Sample.gate(Sample.golden())
    let same = [Double](repeating: score, count: 40)
    #expect(try gate.release(Guarded(Sample.scale(same))).reason?.contains("alike") == true)
    let partition = try #require(gate.partition(by: "sector").partition)
    let verdict = try gate.release(
      Guarded(Sample.comparison(partition, [Array(same[..<23]), Array(same[23...])])))
    #expect(verdict.value == nil)
  }

  @Test("Scores off the scale are refused in words")
  func offScale() throws {
    var gate = try Sample.gate(Sample.golden())
    #expect(try gate.release(Guarded(Sample.scale([7] + Sample.scores(39)))).reason == "A score lies above the scale.")
    let strange = ScaleDraft(
      subject: Subject(id: "s", title: "s"), reading: ScaleReading(lower: 5, upper: 5, higherIs: .worse),
      scores: try Tabulation(Sample.scores(40)), reliability: nil)
    #expect(gate.release(Guarded(strange)).value == nil)
  }

  @Test("Shares come in steps of five with open ends, and never as a count")
  func shares() throws {
    var gate = try Sample.gate(Sample.golden())
    let draft = AnswerDraft(
      subject: Subject(id: "q1", title: "Question"), labels: ["Yes", "No", "Unsure"], counts: [38, 2, 0], base: 40,
      several: false, ordered: false)
    let table = try #require(gate.release(Guarded(draft)).value)
    #expect(table.step == 5)
    #expect(table.rows.map(\.share) == [.shown(.atLeast(95)), .shown(.atMost(5)), .shown(.atMost(5))])
  }

  @Test("Everyone or nobody is never said", arguments: [[40, 0], [0, 40]])
  func neverUnanimous(counts: [Int]) throws {
    var gate = try Sample.gate(Sample.golden())
    let draft = AnswerDraft(
      subject: Subject(id: "q", title: "q"), labels: ["Yes", "No"], counts: counts, base: 40, several: false,
      ordered: false)
    let table = try #require(gate.release(Guarded(draft)).value)
    for row in table.rows {
      guard case .shown(let share) = row.share else { continue }
      #expect(share == .atMost(5) || share == .atLeast(95))
    }
  }

  @Test("Answers of a class are shares of the class")
  func grouped() throws {
    var gate = try Sample.gate(Sample.golden())
    let partition = try #require(gate.partition(by: "sector").partition)
    let whole = AnswerDraft(
      subject: Subject(id: "q", title: "q"), labels: ["Yes", "No"], counts: [24, 16], base: 40, several: false,
      ordered: false)
    #expect(gate.release(Guarded(whole)).value != nil)
    let draft = GroupedAnswerDraft(
      subject: Subject(id: "q", title: "q"), partition: partition, labels: ["Yes", "No"], counts: [[15, 8], [9, 8]],
      bases: [23, 17], several: false, ordered: false)
    let table = try #require(gate.release(Guarded(draft)).value)
    #expect(table.rowLabels == partition.classes.map(\.label))
    #expect(table.base == 40)
  }

  @Test("Options that too few chose, or that too few did not, are hidden")
  func multiples() throws {
    func bits(_ people: Int) -> [UInt64] { [people == 0 ? 0 : (1 << UInt64(people)) - 1] }
    let multiple = MultipleCharacteristic(
      subject: Subject(id: "experience", title: "Lived experience"), options: ["Own", "Family", "Friend", "None"],
      sets: [bits(12), bits(4), bits(34), bits(0)])
    var gate = try Sample.gate(Sample.golden(), multiples: [multiple])
    let table = try #require(gate.frequency(of: "experience").value)
    #expect(table.several && table.base == 40)
    #expect(table.notes.contains { $0.contains("everybody") && $0.contains("blank") })
    #expect(table.rows[0].count == .shown(12))
    for row in table.rows[1...] {
      guard case .suppressed = row.count else {
        Issue.record("\(row.label) is shown")
        continue
      }
    }
  }

  @Test("The checks of the tests say how far spreads and tests differ, from what is released")
  func checks() throws {
    var gate = try Sample.gate(Sample.golden())
    let partition = try #require(gate.partition(by: "sector").partition)
    let even = [Sample.scores(23), Sample.scores(17, from: 23)]
    // One group at the ends of the scale, one around its middle.
    let uneven = [(0..<23).map { $0 % 2 == 0 ? 1.0 : 5 }, (0..<17).map { 2.5 + Double($0 % 3) / 2 }]
    let first = try #require(gate.release(Guarded(Sample.comparison(partition, even, id: "even"))).value)
    let second = try #require(gate.release(Guarded(Sample.comparison(partition, uneven, id: "uneven"))).value)
    #expect(first.notes == second.notes)
    // SDs of 2.0 and 0.4 as printed; those of the other scale are 1.3 and 1.3.
    #expect(second.groups.map(\.standardDeviation.value) == [2, 0.4] && second.checks.spreadRatio?.value == 5)
    #expect(first.checks.spreadRatio?.value == 1 && first.checks.agreement == .noneClear)
    // 3 · (mean − median) / SD: 3 · (2.9 − 1) / 2.
    #expect(second.groups[0].mean.value == 2.9 && second.groups[0].box.median.value == 1)
    #expect(second.checks.skewness.map { $0?.value } == [2.9, 0])
  }

  @Test("Nobody is said only of nobody", arguments: [0, 3])
  func nobody(answered: Int) throws {
    var gate = try Sample.gate(Sample.golden())
    let draft = AnswerDraft(
      subject: Subject(id: "q", title: "q"), labels: ["Yes", "No"], counts: [answered, 0], base: answered,
      several: false, ordered: false)
    let reason = try #require(gate.release(Guarded(draft)).reason)
    #expect((reason == "Nobody answered this question.") == (answered == 0))
    let scale = try #require(gate.release(Guarded(Sample.scale(Sample.scores(answered)))).reason)
    #expect((scale == "Nobody has a score on this scale.") == (answered == 0))
    let partition = try #require(gate.partition(by: "sector").partition)
    let comparison = try gate.release(Guarded(Sample.comparison(partition, [Sample.scores(answered), []])))
    #expect((comparison.reason == "Nobody has a score on this scale.") == (answered == 0))
  }

  @Test(
    "Figures item by item come from 100 people on, and a missing one is not explained",
    arguments: [(99, false), (100, false), (99, true), (100, true)])
  func itemFigures(people: Int, unanimous: Bool) throws {
    var moments = ItemMoments(items: 3)
    var scores: [Double] = []
    for person in 0..<people {
      let row = [
        Double(1 + person % 5), Double(1 + (person * 3 + person / 7) % 5), unanimous ? 4 : Double(1 + person % 4),
      ]
      try moments.add(row)
      scores.append(row.reduce(0, +) / 3)
    }
    let population = Population(people: people, characteristics: [])
    var gate = try Sample.gate(population)
    let draft = ScaleDraft(
      subject: Subject(id: "s", title: "s"), reading: Sample.reading, scores: try Tabulation(scores),
      reliability: try Statistics.reliability(moments))
    let summary = try #require(gate.release(Guarded(draft)).value)
    let reliability = try #require(summary.reliability)
    let isGiven = people >= 100 && !unanimous
    #expect(reliability.itemRest.count == (isGiven ? 3 : 0))
    #expect(reliability.alphaIfDeleted.count == (isGiven ? 3 : 0))
    let note =
      people < 100
      ? "Item–rest correlations and alpha without each item are given from 100 people on."
      : "Item–rest correlations and alpha without each item are not given for this scale."
    #expect(summary.notes == (isGiven ? [] : [note]))
  }
}

/// Answers that are none of an instrument's codes.
@Suite("Answers out of range")
struct OutOfRangeTests {
  private func release(_ codes: [String: Int], others: Int) throws -> OutOfRangeAnswers {
    var gate = try Sample.gate(Sample.golden())
    return gate.release(Guarded(draft(codes, others: others))).value
  }

  private func draft(_ codes: [String: Int], others: Int) -> OutOfRangeDraft {
    OutOfRangeDraft(
      instrument: "Tides", column: "c3", codes: codes, answers: codes.values.reduce(0, +), others: others)
  }

  @Test("A number that differs from one given before is not shown, and the same one is, in this report and the next")
  func changedPlan() throws {
    var gate = try Sample.gate(Sample.golden())
    #expect(gate.release(Guarded(draft(["99": 12], others: 28))).value.answers == .shown(12))
    var next = try Sample.gate(Sample.golden(), ledger: gate.ledger)
    #expect(next.release(Guarded(draft(["99": 12], others: 28))).value.answers == .shown(12))
    #expect(next.ledger == gate.ledger)
    // One answer, 6, is read as none of the codes now.
    if case .shown = next.release(Guarded(draft(["99": 13], others: 27))).value.answers {
      Issue.record("13 less 12 is one person")
    }
  }

  @Test("A code is named where enough people gave it, a number where nobody stands out")
  func rule() throws {
    let common = try release(["99": 12, "7": 11], others: 17)
    #expect(common.codes == ["7", "99"] && !common.otherValues && common.answers == .shown(23))
    let spread = try release(["99": 12, "7": 6, "-1": 4], others: 18)
    #expect(spread.codes == ["99"] && spread.otherValues && spread.answers == .shown(22))
    let rare = try release(["99": 9], others: 31)
    #expect(rare.codes == [] && rare.otherValues)
    if case .shown = rare.answers { Issue.record("nine answers are counted") }
    let most = try release(["99": 38], others: 2)
    #expect(most.codes == ["99"] && !most.otherValues)
    if case .shown = most.answers { Issue.record("all but two answers are counted") }
  }

  @Test("No number stands beside a value that few people did not give, as it would count them", arguments: 1...9)
  func squeezed(few: Int) throws {
    let found = try release(["99": 10, "98": few], others: 20)
    #expect(found.codes == ["99"] && found.otherValues)
    if case .shown(let answers) = found.answers { Issue.record("\(answers) answers less ten leave \(few) people") }
  }
}
