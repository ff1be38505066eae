import Testing

@testable import Disclosure

@Suite("Rows by columns")
struct CrossTabulationTests {
  /// People laid out cell by cell.
  static func population(_ cells: [[Int]]) -> Population {
    var rows: [UInt16] = []
    var columns: [UInt16] = []
    for (row, line) in cells.enumerated() {
      for (column, count) in line.enumerated() {
        rows += [UInt16](repeating: UInt16(row), count: count)
        columns += [UInt16](repeating: UInt16(column), count: count)
      }
    }
    return Population(
      people: rows.count,
      characteristics: [
        Sample.characteristic("row", cells.indices.map { "R\($0)" }, rows),
        Sample.characteristic("column", cells[0].indices.map { "C\($0)" }, columns),
      ])
  }

  @Test("A table without small cells is shown whole")
  func safe() throws {
    var gate = try Sample.gate(Self.population([[20, 15], [12, 30]]))
    let table = try #require(gate.crossTabulation(rows: "row", columns: "column").value)
    #expect(
      table.cells
        == .counts(
          [[.shown(20), .shown(15)], [.shown(12), .shown(30)]], rowTotals: [.shown(35), .shown(42)],
          columnTotals: [.shown(32), .shown(45)]))
  }

  @Test("A small cell takes others with it until no combination gives it away")
  func complementary() throws {
    let counts = [[40, 3, 25], [30, 35, 28], [22, 41, 33]]
    var gate = try Sample.gate(Self.population(counts))
    let table = try #require(gate.crossTabulation(rows: "row", columns: "column").value)
    guard case .counts(let cells, _, _) = table.cells else { return }
    var hidden: Set<Int> = []
    for (index, cell) in cells.joined().enumerated() {
      if case .suppressed = cell { hidden.insert(index) }
    }
    #expect(hidden.contains(1))
    #expect(hidden.count == 4)
    let lines =
      (0..<3).map { row in (0..<3).map { row * 3 + $0 } } + (0..<3).map { column in (0..<3).map { $0 * 3 + column } }
    #expect(Suppression(counts: counts.flatMap { $0 }, lines: lines, threshold: 10).isSafe(hidden))
  }

  @Test("Random tables: no hidden small cell is ever narrower than the threshold")
  func random() throws {
    var random = Seeded(state: 11)
    var shown = 0
    for _ in 0..<60 {
      let height = Int.random(in: 2...4, using: &random)
      let width = Int.random(in: 2...4, using: &random)
      let cells = (0..<height).map { _ in (0..<width).map { _ in Int.random(in: 0...40, using: &random) } }
      let counts = cells.flatMap { $0 }
      let lines =
        (0..<height).map { row in (0..<width).map { row * width + $0 } }
        + (0..<width).map { column in (0..<height).map { $0 * width + column } }
      let suppression = Suppression(counts: counts, lines: lines, threshold: 10)
      guard let hidden = suppression.hidden() else { continue }
      shown += counts.count - hidden.count
      var known: [CountAttack.Line] = lines.map { line in .init(cells: line, total: line.reduce(0) { $0 + counts[$1] })
      }
      for cell in counts.indices where !hidden.contains(cell) {
        known.append(.init(cells: [cell], total: counts[cell]))
      }
      let attack = CountAttack(cells: counts.count, lines: known)
      let small = counts.indices.filter { (1..<10).contains(counts[$0]) }
      #expect(hidden.allSatisfy { counts[$0] > 0 })
      let ranges = try #require(attack.ranges(of: small))
      let solved = attack.solved()
      let labelled = try #require(
        attack.ranges(
          of: small,
          atLeast: Dictionary(uniqueKeysWithValues: hidden.map { ($0, counts[$0] < 10 ? 1 : 10) }),
          atMost: Dictionary(uniqueKeysWithValues: small.map { ($0, 9) })))
      #expect(labelled.allSatisfy { $0.count > 1 })
      for (cell, range) in zip(small, ranges) {
        #expect(range.contains(counts[cell]))
        #expect(range.count > 10)
        #expect(solved[cell] == nil)
      }
    }
    #expect(shown > 100)
  }

  @Test("A question set against itself, or against one that is unknown, is withheld")
  func impossible() throws {
    var gate = try Sample.gate(Self.population([[20, 15], [12, 30]]))
    #expect(gate.crossTabulation(rows: "row", columns: "row").value == nil)
    #expect(gate.crossTabulation(rows: "row", columns: "none").value == nil)
  }

  @Test("Empty cells are shown: people who say nothing of themselves at all hide nothing")
  func structuralZeros() throws {
    let counts = [[120, 140, 0], [150, 104, 0], [180, 130, 0], [0, 0, 140]]
    let ages = (0..<4).flatMap { row in
      [UInt16](repeating: row == 3 ? Characteristic.notStated : UInt16(row), count: counts[row].reduce(0, +))
    }
    let genders = counts.flatMap { row in
      (0..<3).flatMap { [UInt16](repeating: $0 == 2 ? Characteristic.notStated : UInt16($0), count: row[$0]) }
    }
    var gate = try Sample.gate(
      Population(
        people: ages.count,
        characteristics: [
          Sample.characteristic("age", ["18–29", "30–59", "60 or more"], ages, ordered: true),
          Sample.characteristic("gender", ["A", "B"], genders),
        ]))
    let table = try #require(gate.crossTabulation(rows: "age", columns: "gender").value)
    guard case .counts(let cells, _, _) = table.cells else { return }
    #expect(cells == counts.map { $0.map { .shown($0) } })
    #expect(!table.notes.contains { $0.contains("hidden") })
  }

  @Test("Classes are joined where nearly every cell would be hidden, and the table says so")
  func joined() throws {
    let counts = [[9, 6, 5, 4], [6, 8, 4, 5], [5, 4, 8, 4], [4, 5, 4, 9]]
    var gate = try Sample.gate(Self.population(counts))
    let table = try #require(gate.crossTabulation(rows: "row", columns: "column").value)
    guard case .counts(let cells, let rowTotals, _) = table.cells else { return }
    let shown = cells.joined().count { if case .shown = $0 { true } else { false } }
    #expect(shown >= 4)
    #expect(table.rowLabels.count < 4)
    #expect(rowTotals.count == table.rowLabels.count)
    #expect(table.notes.contains { $0.contains("shown together in this table") })
    // Every row is recorded, so that a later table is judged beside the joined classes too.
    for case .shown(let total) in rowTotals {
      #expect(gate.ledger.waves[0].counts.contains { $0.people == total })
    }
    var again = try Sample.gate(Self.population(counts), ledger: gate.ledger)
    #expect(again.crossTabulation(rows: "row", columns: "column").value == table)
  }

  @Test("What is said of a hidden cell is true of every hidden cell, and does not tell small ones from large ones")
  func reasons() throws {
    var gate = try Sample.gate(Self.population([[40, 3, 25], [30, 35, 28], [22, 41, 33]]))
    let table = try #require(gate.crossTabulation(rows: "row", columns: "column").value)
    guard case .counts(let cells, _, _) = table.cells else { return }
    let reasons = cells.joined().compactMap { cell -> String? in
      if case .suppressed(let reason) = cell { reason } else { nil }
    }
    #expect(reasons.count == 4)
    #expect(Set(reasons).count == 1)
    #expect(reasons.first?.contains("or is hidden so that another cell cannot be worked out") == true)
  }

  @Test("Three questions set against each other leave every hidden small cell open", arguments: 0..<40)
  func threeWays(seed: Int) throws {
    var random = Seeded(state: UInt64(seed))
    let people = Int.random(in: 90...260, using: &random)
    var codes: [[UInt16]] = [[], [], []]
    for _ in 0..<people {
      let first = UInt16(Int.random(in: 0..<3, using: &random))
      codes[0].append(first)
      codes[1].append(
        Int.random(in: 0..<8, using: &random) == 0 ? UInt16(Int.random(in: 0..<3, using: &random)) : first)
      codes[2].append(UInt16(max(0, Int.random(in: -3..<3, using: &random))))
    }
    let population = Population(
      people: people,
      characteristics: codes.enumerated().map { Sample.characteristic("c\($0)", ["X", "Y", "Z"], $1) })
    var gate = try Sample.gate(population)
    for (rows, columns) in [("c0", "c2"), ("c1", "c2"), ("c0", "c1")] {
      _ = gate.crossTabulation(rows: rows, columns: columns)
    }
    let wave = gate.ledger.waves[0]
    let cells = wave.suppressed.flatMap(\.cells)
    let groups = wave.counts.map(\.group) + [[]]
    let atoms = try #require(try gate.people.atoms(of: groups + cells, keepEmpty: true))
    let attack = CountAttack(
      cells: atoms.sizes.count,
      lines: zip(wave.counts.map(\.people) + [people], atoms.members).map { .init(cells: $1, total: $0) })
    let small = atoms.members.dropFirst(groups.count).filter { members in
      (1..<10).contains(members.reduce(0) { $0 + atoms.sizes[$1] })
    }
    let ranges = try #require(attack.ranges(ofSums: Array(small)))
    #expect(ranges.allSatisfy { $0.count > 10 })
  }
}
