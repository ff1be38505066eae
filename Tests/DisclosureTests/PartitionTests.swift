import Testing

@testable import Disclosure

@Suite("Splitting people")
struct PartitionTests {
  @Test("Sectors of 22, 1, 1, 2 and 14 become 23 and 17 with nobody left over")
  func golden() throws {
    var gate = try Sample.gate(Sample.golden())
    let partition = try #require(gate.partition(by: "sector").partition)
    #expect(partition.classes.map(\.people) == [23, 17])
    #expect(partition.classes.map(\.label) == ["Third and community sector", "Statutory sector"])
    #expect(partition.classOfLevel == [0, 0, 1, 1, 1])
    #expect(partition.classOfNotStated == nil)
    #expect(partition.notes.count == 2)
    #expect(partition.notes[0].contains("as Hearth proposes"))
  }

  @Test("Without a proposal the small sectors join the smallest class that makes them safe")
  func smallLevelsJoin() throws {
    var gate = try Sample.gate(Sample.golden(merges: []))
    let partition = try #require(gate.partition(by: "sector").partition)
    #expect(partition.classes.map(\.people) == [22, 18])
    #expect(partition.classes[1].members.count == 4)
  }

  @Test("Small levels together become Other when they are enough people")
  func other() throws {
    let population = Population(
      people: 46,
      characteristics: [Sample.characteristic("role", ["A", "B", "C", "D"], Sample.codes([12, 14, 10, 10]))])
    var gate = try Sample.gate(population)
    #expect(gate.partition(by: "role").partition?.classes.map(\.people) == [12, 14, 10, 10])
    let small = Population(
      people: 41,
      characteristics: [Sample.characteristic("role", ["A", "B", "C", "D"], Sample.codes([12, 14, 8, 7]))])
    var other = try Sample.gate(small)
    let partition = try #require(other.partition(by: "role").partition)
    #expect(partition.classes.map(\.label) == ["A", "B", "Other (C, D)"])
  }

  @Test("Ordered levels join neighbours: as many classes as possible, then the most even")
  func ordered() throws {
    let population = Population(
      people: 50,
      characteristics: [
        Sample.characteristic(
          "age", ["18–24", "25–34", "35–44", "45–54", "55+"], Sample.codes([3, 12, 15, 12, 8]), ordered: true)
      ])
    var gate = try Sample.gate(population)
    let partition = try #require(gate.partition(by: "age").partition)
    #expect(partition.classes.map(\.label) == ["18–24 or 25–34", "35–44", "45–54 or 55+"])
    #expect(partition.classes.map(\.people) == [15, 15, 20])
  }

  @Test("People who did not say land in a class, and its label says so", arguments: [true, false])
  func notStated(ordered: Bool) throws {
    let codes = Sample.codes([20, 18]) + [UInt16](repeating: Characteristic.notStated, count: 2)
    let population = Population(
      people: 40, characteristics: [Sample.characteristic("gender", ["Women", "Men"], codes, ordered: ordered)])
    var gate = try Sample.gate(population)
    let partition = try #require(gate.partition(by: "gender").partition)
    #expect(partition.classes.map(\.people) == [20, 20])
    #expect(partition.classes[1].label == "Men or not stated")
    #expect(partition.classOfNotStated == 1)
  }

  @Test("Too few people for two groups, or none at all, are withheld with a plain reason")
  func tooFew() throws {
    var few = try Sample.gate(
      Population(people: 12, characteristics: [Sample.characteristic("role", ["A", "B"], Sample.codes([6, 6]))]))
    #expect(few.partition(by: "role").reason?.contains("need 20 people") == true)
    var none = try Sample.gate(Population(people: 0, characteristics: [Sample.characteristic("role", [], [])]))
    #expect(none.partition(by: "role").reason?.contains("fewer than 10 people") == true)
    #expect(none.frequency(of: "role").reason != nil)
    var unknown = try Sample.gate(Sample.golden())
    #expect(unknown.partition(by: "shoe size").reason?.contains("no question called shoe size") == true)
  }

  @Test("An earlier split of the same people is granted again rather than a second that cuts across it")
  func earlierSplitHolds() throws {
    let codes = Sample.codes([14, 4, 14, 12])
    func population(_ merge: [String]) -> Population {
      Population(
        people: 44,
        characteristics: [
          Sample.characteristic(
            "role", ["A", "B", "C", "D"], codes, merges: [.init(label: "Joined", levels: merge, declared: true)])
        ])
    }
    var first = try Sample.gate(population(["A", "B"]))
    #expect(first.partition(by: "role").partition?.classes.map(\.people) == [18, 14, 12])
    var second = try Sample.gate(population(["C", "B"]), ledger: first.ledger)
    let partition = try #require(second.partition(by: "role").partition)
    #expect(Set(partition.classes.map(\.people)) == [18, 14, 12])
    #expect(second.ledger == first.ledger)
  }

  /// Each pair of splits crosses, no difference of nested groups is small, and yet the three leave the last level between 0 and 6 people.
  @Test("A third split that crosses two others is not granted where it would squeeze a small level")
  func crossingSplits() throws {
    let sizes = [23, 21, 12, 11, 1]
    let names = ["A", "B", "C", "D", "E"]
    var ledger = Ledger()
    var last: Partition?
    for merge in [["A", "B"], ["A", "C"], ["A", "E"]] {
      let merges = [
        Characteristic.Merge(label: "First", levels: merge, declared: true),
        Characteristic.Merge(label: "Second", levels: names.filter { !merge.contains($0) }, declared: true),
      ]
      var gate = try Sample.gate(
        Population(
          people: 68, characteristics: [Sample.characteristic("role", names, Sample.codes(sizes), merges: merges)]),
        ledger: ledger)
      last = gate.partition(by: "role").partition
      ledger = gate.ledger
    }
    #expect(last?.classes.contains { Set($0.members) == ["A", "E"] } == false)
    let lines = ledger.waves[0].counts.map { count in
      CountAttack.Line(cells: count.group[0].levels.compactMap(names.firstIndex(of:)), total: count.people)
    }
    let ranges = try #require(CountAttack(cells: 5, lines: lines).ranges(of: [4]))
    #expect(ranges[0].count - 1 >= 10, "level E has \(ranges[0])")
    // The three together, had they been granted.
    let asked = [[0, 1], [2, 3, 4], [0, 2], [1, 3, 4], [0, 4], [1, 2, 3]].map { cells in
      CountAttack.Line(cells: cells, total: cells.reduce(0) { $0 + sizes[$1] })
    }
    #expect(CountAttack(cells: 5, lines: asked).ranges(of: [4]) == [0...6])
  }

  @Test("What does not fit is refused with its place")
  func refusals() throws {
    #expect(throws: DisclosureError.thresholdTooLow(4)) { try Policy(threshold: 4) }
    let wrong = Population(people: 2, characteristics: [Sample.characteristic("role", ["A"], [0, 1])])
    #expect(throws: DisclosureError.codeOutOfRange(characteristic: "role", person: 1, code: 1, levels: 1)) {
      try Sample.gate(wrong)
    }
    let short = Population(people: 3, characteristics: [Sample.characteristic("role", ["A"], [0, 0])])
    #expect(throws: DisclosureError.wrongLength(id: "role", expected: 3, found: 2)) { try Sample.gate(short) }
    let merge = Population(
      people: 1,
      characteristics: [
        Sample.characteristic("role", ["A"], [0], merges: [.init(label: "X", levels: ["B"], declared: true)])
      ])
    #expect(throws: DisclosureError.unknownLevel(characteristic: "role", level: "B")) { try Sample.gate(merge) }
  }
}
