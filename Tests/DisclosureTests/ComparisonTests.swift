import Statistics
import Testing

@testable import Disclosure

@Suite("Comparisons: how groups are joined, and what stands in their way")
struct ComparisonTests {
  /// Everyone's scores by the classes of a granted split.
  static func compare(_ gate: inout Gate, _ partition: Partition, _ codes: [UInt16], _ scores: [Double]) throws
    -> Verdict<GroupComparison>
  {
    let groups = Sample.classes(of: partition, codes: codes, scores: scores)
    let everyone = [UInt64](repeating: .max, count: scores.count / 64) + [(1 << UInt64(scores.count % 64)) - 1]
    return gate.release(Guarded(try Sample.comparison(partition, groups, answered: everyone)))
  }

  @Test("Of the ways to join two groups, every one is tried before three are joined")
  func finest() throws {
    let codes = Sample.codes([22, 16, 12, 9, 8])
    let sector = Sample.characteristic("sector", ["A", "B", "C", "D", "E"], codes)
    var gate = try Sample.gate(Population(people: 67, characteristics: [sector]))
    let partition = try #require(gate.partition(by: "sector").partition)
    #expect(partition.classes.map(\.people) == [22, 16, 12, 17])
    // D and E are so alike that the two together would show either; joined with the smallest other group they are safe.
    let scores = Sample.scores(50) + (0..<17).map { $0.isMultiple(of: 2) ? 2.75 : 3.25 }
    let found = try #require(try Self.compare(&gate, partition, codes, scores).value)
    #expect(found.groups.map(\.base) == [22, 16, 29])
    #expect(found.groups.last?.members == ["C", "D", "E"])
  }

  @Test("Joining twice gives each split once, ordered groups with neighbours only")
  func ways() throws {
    func split(_ sizes: [Int]) throws -> [ComparisonClass] {
      try sizes.enumerated().map { index, size in
        ComparisonClass(
          label: "\(index)", members: ["\(index)"], terms: [GroupTerm(characteristic: "x", levels: ["\(index)"])],
          scores: try Tabulation(Sample.scores(size)))
      }
    }
    let four = try split([22, 16, 12, 17])
    let once = try joinedOnce([four], ordered: false)
    #expect(once.count == 6 && once.first?.map(\.scores.count) == [22, 28, 17])
    let twice = try joinedOnce(once, ordered: false)
    #expect(twice.count == 7 && Set(twice.map { Set($0.map { $0.members.sorted() }) }).count == 7)
    #expect(try joinedOnce([four], ordered: true).count == 3)
    #expect(try joinedOnce([try split([20, 20])], ordered: false).isEmpty)
    #expect(try joinedOnce([try split([Int](repeating: 10, count: 12))], ordered: false).count == 1)
  }

  @Test("A comparison that another one stands in the way of says so")
  func crossing() throws {
    let sector = Sample.characteristic("sector", ["A", "B"], Sample.codes([20, 20]))
    let role = Sample.characteristic("role", ["Front", "Back"], Sample.codes([15, 25]))
    let scores = Sample.scores(40)
    let population = Population(people: 40, characteristics: [sector, role])
    var gate = try Sample.gate(population)
    let bySector = try #require(gate.partition(by: "sector").partition)
    #expect(try Self.compare(&gate, bySector, sector.codes, scores).value != nil)
    let byRole = try #require(gate.partition(by: "role").partition)
    let reason = try #require(try Self.compare(&gate, byRole, role.codes, scores).reason)
    #expect(reason.hasPrefix("The comparison by sector has been given."), "\(reason)")
    var alone = try Sample.gate(population)
    let first = try #require(alone.partition(by: "role").partition)
    #expect(try Self.compare(&alone, first, role.codes, scores).value != nil)
  }
}
