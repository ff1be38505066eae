import Testing

@testable import Disclosure

@Suite("Known answers of the attacker")
struct AttackTests {
  /// Rows w–z × columns a–d, totals published.
  static let counts = [30, 47, 64, 89, 90, 124, 5, 31, 92, 100, 59, 85, 800, 991, 651, 685]

  static func attack(hidden names: String) -> CountAttack {
    let hidden = Set(names.split(separator: " ").map { cell($0) })
    var lines: [CountAttack.Line] = []
    for line in 0..<4 {
      let row = (0..<4).map { line * 4 + $0 }
      let column = (0..<4).map { $0 * 4 + line }
      for cells in [row, column] { lines.append(.init(cells: cells, total: total(of: cells))) }
    }
    for index in counts.indices where !hidden.contains(index) {
      lines.append(.init(cells: [index], total: counts[index]))
    }
    return CountAttack(cells: 16, lines: lines)
  }

  static func total(of cells: [Int]) -> Int { cells.reduce(0) { $0 + counts[$1] } }

  static func cell(_ name: some StringProtocol) -> Int {
    let letters = Array(name)
    return (Array("wxyz").firstIndex(of: letters[0]) ?? 0) * 4 + (Array("abcd").firstIndex(of: letters[1]) ?? 0)
  }

  @Test("A cell is solved although every line hides two")
  func solvesHiddenCell() {
    let attack = Self.attack(hidden: "wa wb wc xa xc yb yd zb zd")
    let solved = attack.solved()
    #expect(solved[Self.cell("wb")] == 47)
    #expect(solved[Self.cell("wa")] == nil)
    #expect(attack.ranges(of: [Self.cell("wb")]) == [47...47])
  }

  @Test("Hiding more cells opens it", arguments: [("xd", 0...78), ("xb", 0...141), ("xd xb", 0...141)])
  func opensHiddenCell(more: String, range: ClosedRange<Int>) {
    let attack = Self.attack(hidden: "wa wb wc xa xc yb yd zb zd " + more)
    #expect(attack.solved()[Self.cell("wb")] == nil)
    #expect(attack.ranges(of: [Self.cell("wb")]) == [range])
  }

  /// A2 B2 I8 J8 K3 L3 M3 N7; two counties, big towns, small towns, everyone.
  static func linked(hidden: Set<Int>) -> CountAttack {
    let counts = [2, 2, 8, 8, 3, 3, 3, 7]
    let tables = [[0, 1, 2, 3], [4, 5, 6, 7], [5, 6], [0, 1, 2, 3, 4, 7], Array(0..<8)]
    var lines = tables.map { cells in
      CountAttack.Line(cells: cells, total: cells.reduce(0) { $0 + counts[$1] })
    }
    for index in counts.indices where !hidden.contains(index) {
      lines.append(.init(cells: [index], total: counts[index]))
    }
    return CountAttack(cells: 8, lines: lines)
  }

  @Test("Tables that are safe alone give a cell away together")
  func solvesLinkedTables() {
    let closed = Self.linked(hidden: [0, 1, 4, 5, 6])
    #expect(closed.solved()[4] == 3)
    #expect(closed.ranges(of: [4]) == [3...3])
    let open = Self.linked(hidden: [0, 1, 4, 5, 6, 7])
    #expect(open.solved()[4] == nil)
    #expect(open.ranges(of: [4]) == [0...10])
  }

  @Test("When the rule itself gives two small counts away, one more cell goes")
  func hidesOneMore() {
    let suppression = Suppression(counts: [9, 10, 9], lines: [[0, 1, 2]], threshold: 10)
    #expect(!suppression.isSafe([0, 2]))
    #expect(suppression.hidden() == [0, 1, 2])
  }

  @Test("A cell hidden for another's sake has at least the threshold, and may not give that other away by it")
  func hidesAnotherOne() {
    // 1 + 10 = 11, and a second cell of ten or more leaves one person for the first.
    let suppression = Suppression(counts: [1, 10, 30], lines: [[0, 1, 2]], threshold: 10)
    #expect(!suppression.isSafe([0, 1]))
    #expect(suppression.hidden() == [0, 2])
  }

  @Test("Nobody is hidden where nobody is")
  func showsEmptyCells() {
    let suppression = Suppression(counts: [0, 20, 0, 30], lines: [[0, 1], [2, 3], [0, 2], [1, 3]], threshold: 10)
    #expect(suppression.hidden() == [])
  }

  @Test("A sum may be known where none of its parts is")
  func sums() {
    let attack = CountAttack(cells: 3, lines: [.init(cells: [0, 1], total: 5), .init(cells: [2], total: 4)])
    #expect(attack.ranges(of: [0, 1]) == [0...5, 0...5])
    #expect(attack.ranges(ofSums: [[0, 1], [0, 2], [2]]) == [5...5, 4...9, 4...4])
  }
}
