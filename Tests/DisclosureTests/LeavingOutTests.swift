import Statistics
import Testing

@testable import Disclosure

/// Small groups that the plan leaves out of comparisons.
@Suite("Leaving small groups out")
struct LeavingOutTests {
  static let names = ["A", "B", "C", "D", "E", "F", "G", "H"]

  static func population(
    _ sizes: [Int], merges: [Characteristic.Merge] = [], ordered: Bool = false, silent: Int = 0,
    small: Characteristic.SmallGroups = .leaveOut
  ) -> Population {
    let codes = Sample.codes(sizes) + [UInt16](repeating: Characteristic.notStated, count: silent)
    return Population(
      people: codes.count,
      characteristics: [
        Characteristic(
          subject: Subject(id: "role", title: "Role"), levels: Array(names.prefix(sizes.count)), codes: codes,
          ordered: ordered, merges: merges, small: small)
      ])
  }

  static func compare(
    _ gate: inout Gate, _ population: Population, scores: [Double?]
  ) throws -> GroupComparison? {
    guard let partition = gate.partition(by: "role").partition else { return nil }
    var groups = [[Double]](repeating: [], count: partition.classes.count)
    var answered = [UInt64](repeating: 0, count: (scores.count + 63) / 64)
    for (person, code) in population.characteristics[0].codes.enumerated() {
      guard let score = scores[person] else { continue }
      answered[person / 64] |= 1 << UInt64(person % 64)
      let place = code == Characteristic.notStated ? partition.classOfNotStated : partition.classOfLevel[Int(code)]
      if let place { groups[place].append(score) }
    }
    return gate.release(Guarded(try Sample.comparison(partition, groups, answered: answered))).value
  }

  @Test(
    "Together at the threshold, small groups are counted as one class and take no part in the tests",
    arguments: [true, false])
  func leftOut(ordered: Bool) throws {
    let population = Self.population([22, 4, 14, 6, 12, 3], ordered: ordered)
    var gate = try Sample.gate(population)
    let table = try #require(gate.frequency(of: "role").value)
    #expect(table.rows.map(\.label) == ["A", "C", "E", "Other (B, D, F)"])
    #expect(table.rows.map(\.count) == [22, 14, 12, 13].map(Shown.shown))
    #expect(table.notes.contains { $0.contains("asks to leave them out of comparisons; where that is safe") })
    let scores = Sample.scores(61)
    let comparison = try #require(try Self.compare(&gate, population, scores: scores))
    #expect(comparison.groups.map(\.label) == ["A", "C", "E"])
    #expect(comparison.groups.map(\.base) == [22, 14, 12])
    #expect(!comparison.pairs.contains { $0.first.contains("Other") || $0.second.contains("Other") })
    #expect(comparison.notes.contains { $0.hasPrefix("People in “Other (B, D, F)” take no part in the tests.") })
    // 48 people are compared, not 61: the classic test has 48 − 3 degrees of freedom within.
    #expect(comparison.tests.first { $0.method == .classic }?.degreesOfFreedom.map(\.value) == [2, 45])
    #expect(gate.release(Guarded(try Sample.scale(scores))).value?.base == 61)
  }

  @Test(
    "Too few people to leave out, or one group that is nearly all of them, are merged instead, and a note says so",
    arguments: [[22, 14, 12, 4], [22, 14, 12, 9, 1], [22, 14, 12, 5, 4]])
  func unsafe(_ sizes: [Int]) throws {
    let population = Self.population(sizes)
    var gate = try Sample.gate(population)
    let partition = try #require(gate.partition(by: "role").partition)
    #expect(partition.leftOut == nil)
    #expect(partition.classes.allSatisfy { $0.people >= 10 })
    #expect(partition.classes.reduce(0) { $0 + $1.people } == population.people)
    let note = try #require(partition.notes.last)
    #expect(note.contains("not safe") && note.contains("compared together with others"))
    let comparison = try #require(try Self.compare(&gate, population, scores: Sample.scores(population.people)))
    #expect(comparison.groups.reduce(0) { $0 + $1.base } == population.people)
    #expect(comparison.notes.contains(note))
    #expect(comparison.notes.contains { $0.contains("take part in the tests as part of the class") })
  }

  @Test("Declared merges come first, and proposed ones are not needed")
  func mergesFirst() throws {
    let merges = [Characteristic.Merge(label: "B and D", levels: ["B", "D"], declared: true)]
    var gate = try Sample.gate(Self.population([22, 6, 14, 5, 6, 5], merges: merges))
    let partition = try #require(gate.partition(by: "role").partition)
    #expect(partition.classes.map(\.label) == ["A", "B and D", "C", "Other (E, F)"])
    #expect(partition.leftOut == 3)
    let population = Self.population([22, 6, 14, 5, 6, 5], merges: merges)
    let comparison = try #require(try Self.compare(&gate, population, scores: Sample.scores(58)))
    #expect(comparison.notes.contains { $0.contains("“Other (E, F)” take no part") })
    #expect(comparison.notes.contains { $0.contains("take part in the tests as part of the class") })
    let proposed = [Characteristic.Merge(label: "B and C", levels: ["B", "C"], declared: false)]
    var other = try Sample.gate(Self.population([22, 6, 14, 6, 12], merges: proposed))
    #expect(
      try #require(other.partition(by: "role").partition).classes.map(\.label) == ["A", "C", "E", "Other (B, D)"])
  }

  @Test("With no small group there is nobody to leave out, and two groups to compare are always kept")
  func nothingToLeaveOut() throws {
    let large = Self.population([22, 14])
    var gate = try Sample.gate(large)
    #expect(gate.partition(by: "role").partition?.notes == [])
    let comparison = try #require(try Self.compare(&gate, large, scores: Sample.scores(36)))
    #expect(comparison.notes.contains("Everyone with a score takes part in the tests."))
    var single = try Sample.gate(Self.population([22, 6, 5, 4]))
    let partition = try #require(single.partition(by: "role").partition)
    #expect(partition.classes.count == 2 && partition.leftOut == nil)
  }

  @Test("Where too few of those left out have a score, they are joined on this scale, and its notes say so")
  func missingScores() throws {
    let population = Self.population([22, 4, 14, 6, 12, 3])
    var gate = try Sample.gate(population)
    var scores = Sample.scores(61).map(Optional.some)
    for person in 22..<26 { scores[person] = nil }
    let comparison = try #require(try Self.compare(&gate, population, scores: scores))
    #expect(comparison.groups.reduce(0) { $0 + $1.base } == scores.compactMap { $0 }.count)
    #expect(comparison.notes.contains { $0.contains("is not safe here") })
  }

  @Test(
    "A class with too few scores is joined with one that is compared, and those left out stay so",
    arguments: [true, false])
  func joinsCompared(ordered: Bool) throws {
    let population = Self.population([22, 4, 14, 6, 12, 3], ordered: ordered)
    var gate = try Sample.gate(population)
    var scores = Sample.scores(61).map(Optional.some)
    // Three of the twelve in E: nine are left, and the class left out is the smaller of E's neighbours.
    for person in 46..<49 { scores[person] = nil }
    let comparison = try #require(try Self.compare(&gate, population, scores: scores))
    #expect(comparison.groups.map(\.members) == [["A"], ["C", "E"]])
    #expect(comparison.groups.map(\.base) == [22, 23])
    #expect(comparison.notes.contains { $0.hasPrefix("People in “Other (B, D, F)” take no part in the tests.") })
  }

  @Test("People who did not say are a class of their own only with a word on who they are")
  func notStated() throws {
    let population = Self.population([22, 14], silent: 12)
    var gate = try Sample.gate(population)
    let comparison = try #require(try Self.compare(&gate, population, scores: Sample.scores(48)))
    #expect(comparison.groups.map(\.label) == ["A", "B", "Not stated"])
    #expect(comparison.notes.contains { $0.contains("They are not a kind of people") })
    var without = try Sample.gate(Self.population([22, 14]))
    let stated = try #require(try Self.compare(&without, Self.population([22, 14]), scores: Sample.scores(36)))
    #expect(!stated.notes.contains { $0.contains("not a kind of people") })
  }

  @Test("A plan that merges after one that left out, or the other way round, shows no small group by subtraction")
  func twoPlans() throws {
    let sizes = [22, 4, 14, 6, 12, 3]
    for order in [[Characteristic.SmallGroups.leaveOut, .merge], [.merge, .leaveOut]] {
      var ledger = Ledger()
      var released: [[String]: Int] = [:]
      for small in order {
        let population = Self.population(sizes, small: small)
        var gate = try Sample.gate(population, ledger: ledger)
        let partition = try #require(gate.partition(by: "role").partition)
        for item in partition.classes { released[item.members] = item.people }
        _ = try Self.compare(&gate, population, scores: Sample.scores(61))
        ledger = gate.ledger
      }
      let lines = released.map { members, people in
        CountAttack.Line(cells: members.compactMap(Self.names.firstIndex(of:)), total: people)
      }
      let solved = CountAttack(cells: 6, lines: lines + [.init(cells: Array(0..<6), total: 61)]).solved()
      #expect(solved.values.allSatisfy { $0 >= 10 })
    }
  }

  @Test("Over random plans nobody's figure follows from the whole sample and the groups compared", arguments: 1...60)
  func attack(seed: Int) throws {
    var random = Seeded(state: UInt64(seed))
    let sizes = (0..<8).map { _ in Int.random(in: 1...24, using: &random) }
    let silent = Int.random(in: 0...4, using: &random)
    let population = Self.population(sizes, silent: silent)
    guard population.people >= 20 else { return }
    let scores = (0..<population.people).map { _ -> Double? in
      Int.random(in: 0..<12, using: &random) == 0 ? nil : Double(Int.random(in: 2...10, using: &random)) / 2
    }
    var gate = try Sample.gate(population)
    let comparison = try Self.compare(&gate, population, scores: scores)
    let everyone = gate.release(Guarded(try Sample.scale(scores.compactMap { $0 }))).value
    // The intruder's unknowns: the sum of scores of each level, of those who did not say, and of the first person of each.
    let codes = population.characteristics[0].codes.map { $0 == Characteristic.notStated ? 8 : Int($0) }
    var first: Set<Int> = []
    let cells = codes.indices.map { person -> Int in
      guard scores[person] != nil else { return -1 }
      return first.insert(codes[person]).inserted ? codes[person] + 9 : codes[person]
    }
    let counts = (0..<18).map { cell in cells.count { $0 == cell } }
    var lines: [CountAttack.Line] = []
    for group in comparison?.groups ?? [] {
      let levels = group.members.map { Self.names.firstIndex(of: $0) ?? 8 }
      #expect(levels.reduce(0) { $0 + counts[$1] + counts[$1 + 9] } == group.base)
      lines.append(.init(cells: levels + levels.map { $0 + 9 }, total: group.base))
    }
    if let everyone { lines.append(.init(cells: Array(0..<18), total: everyone.base)) }
    for cell in 0..<18 where counts[cell] > 0 {
      // What a line says of people it says of the sum of their scores: a cell that is solved from the lines gives its mean away.
      #expect(CountAttack(cells: 18, lines: lines).solved()[cell] == nil)
    }
    let compared = comparison?.groups.reduce(0) { $0 + $1.base } ?? 0
    if let everyone, compared > 0 { #expect(everyone.base == compared || everyone.base - compared >= 10) }
    for group in comparison?.groups ?? [] { #expect(group.base >= 10) }
  }
}
