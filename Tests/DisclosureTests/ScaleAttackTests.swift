import Testing

@testable import Disclosure

@Suite("How far a hidden mean stays open")
struct ScaleAttackTests {
  static func attack(people: [Int], means: [Double], deviations: [Double], observed: ClosedRange<Double> = 1...5)
    -> ScaleAttack
  {
    ScaleAttack(
      lower: 1, upper: 5, people: people,
      groups: people.indices.map {
        .init(
          atoms: [$0], mean: means[$0]...means[$0], standardDeviation: deviations[$0]...deviations[$0])
      }, observed: observed)
  }

  @Test("The closed form and the linear programs agree", arguments: 1...9)
  func closedFormAgrees(hidden: Int) {
    for (mean, deviation) in [(3.0, 1.0), (2.2, 0.8), (4.4, 0.6), (1.3, 0.4), (3.0, 0.2)] {
      let attack = Self.attack(people: [17], means: [mean], deviations: [deviation], observed: 2...4)
      let closed = attack.openness(of: [hidden])
      let program = attack.openness(of: [hidden], byProgram: true)
      // Tangents leave the program a little more room than the parabola they stand for.
      #expect(abs(closed - program) < 0.02, "mean \(mean), SD \(deviation): \(closed) against \(program)")
    }
  }

  @Test("With groups that cut across each other the inner bound never exceeds what the programs allow")
  func innerBound() {
    // Two by two: rows of 23 and 17, columns of 25 and 15.
    let people = [15, 8, 10, 7]
    let groups: [([Int], Double, Double)] = [
      ([0, 1, 2, 3], 3.1, 0.95), ([0, 1], 3.3, 0.9), ([2, 3], 2.8294117647058825, 0.95),
      ([0, 2], 3.0, 0.9), ([1, 3], 3.2666666666666666, 1.02),
    ]
    let attack = ScaleAttack(
      lower: 1, upper: 5, people: people,
      groups: groups.map { .init(atoms: $0.0, mean: $0.1...$0.1, standardDeviation: ($0.2 - 0.03)...($0.2 + 0.03)) },
      observed: 1...5)
    for hidden in [[0, 8, 0, 0], [0, 0, 0, 7], [3, 0, 2, 0], [1, 0, 0, 0]] {
      let inner = attack.openness(of: hidden)
      #expect(inner <= attack.openness(of: hidden, byProgram: true) + 0.02)
    }
    #expect(attack.openness(of: [3, 0, 2, 0]) > 0.25)
  }

  @Test("Scores all alike leave nothing open; scores apart do")
  func alike() {
    #expect(Self.attack(people: [20], means: [3], deviations: [0]).openness(of: [1]) == 0)
    #expect(Self.attack(people: [20], means: [1.02], deviations: [0.1]).openness(of: [1]) < 0.25)
    #expect(Self.attack(people: [20], means: [3], deviations: [1]).openness(of: [5]) > 0.25)
  }

  @Test("Nine of ten people are as good as shown by the ten, nine of twenty are not")
  func largePart() {
    #expect(Self.attack(people: [10], means: [3], deviations: [1]).openness(of: [9]) < 0.25)
    #expect(Self.attack(people: [20], means: [3], deviations: [1]).openness(of: [9]) > 0.25)
  }

  @Test("What two colleagues know narrows the range, never widens it")
  func colleagues() {
    let sole = SoleAttack(people: 14, mean: 0.5, standardDeviation: 0.25)
    for hidden in 1...9 {
      #expect(sole.openness(of: hidden, colleagues: [[0, 0], [1, 1]]) <= sole.width(of: hidden))
    }
  }

  @Test("Groups that cut across each other are refused when the difference is a few people")
  func algebra() {
    // Two groups of twenty that share all but two people each.
    let close = GroupAlgebra(groups: [[0, 1], [0, 2]], weights: [18, 2, 2])
    #expect(close.exposesFewer(than: 10))
    #expect(close.exposesFewer(than: 5))
    #expect(!close.exposesFewer(than: 4))
    // Two by two with all margins: each figure rests on at least two cells.
    let margins = GroupAlgebra(groups: [[0, 1, 2, 3], [0, 1], [2, 3], [0, 2], [1, 3]], weights: [15, 8, 10, 7])
    #expect(!margins.exposesFewer(than: 10))
    // A whole and a part with a residual of three.
    #expect(GroupAlgebra(groups: [[0, 1], [0]], weights: [30, 3]).exposesFewer(than: 10))
  }

  @Test("The search agrees with trying every set of atoms")
  func algebraAgainstEnumeration() {
    var random = Seeded(state: 7)
    for _ in 0..<300 {
      let atoms = Int.random(in: 1...7, using: &random)
      let weights = (0..<atoms).map { _ in Int.random(in: 1...14, using: &random) }
      let groups = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        (0..<atoms).filter { _ in Bool.random(using: &random) }
      }
      let found = GroupAlgebra(groups: groups, weights: weights).exposesFewer(than: 10)
      #expect(found == Self.enumerate(groups, weights), "\(groups) \(weights)")
    }
  }

  /// Leaves out every set of fewer than ten people and compares exact ranks.
  static func enumerate(_ groups: [[Int]], _ weights: [Int]) -> Bool {
    func rank(without left: Int) -> Int {
      var system = ExactSystem(unknowns: weights.count)
      for group in groups {
        let row = weights.indices.map { group.contains($0) && left & (1 << $0) == 0 ? 1 : 0 }
        system.add(row, total: 0)
      }
      return system.rank
    }
    let full = rank(without: 0)
    return (1..<(1 << weights.count)).contains { set in
      let people = weights.indices.reduce(0) { $0 + (set & (1 << $1) == 0 ? 0 : weights[$1]) }
      return people < 10 && rank(without: set) < full
    }
  }

  @Test("Linear programs find the corners")
  func corners() throws {
    var program = LinearProgram(
      bounds: [0...4, 0...4],
      rows: [.init(coefficients: [1, 1], range: 3...5), .init(coefficients: [1, -1], range: -1...1)])
    let range = program.range(of: [1, 0])
    let first = try #require(range)
    #expect(abs(first.lowerBound - 1) < 1e-9 && abs(first.upperBound - 3) < 1e-9)
    let sumRange = program.range(of: [2, 1])
    let sum = try #require(sumRange)
    #expect(abs(sum.lowerBound - 4) < 1e-9 && abs(sum.upperBound - 8) < 1e-9)
    let empty = LinearProgram(bounds: [0...1], rows: [.init(coefficients: [1], range: 2...3)])
    #expect(!empty.isFeasible)
  }
}
