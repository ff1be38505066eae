import Testing

@testable import Platform

@Suite struct MixedTests {
  @Test("No unit and no answer about the person stands for fewer than the threshold")
  func coarse() throws {
    let mixed = Mixed(
      try responses(60, roles: [25, 30, 5], units: [40, 17, 3]), questionnaire: try Sample.questionnaire())
    for column in [0, 1, 2] {
      let sizes = counts(mixed.records, column)
      #expect(sizes.values.allSatisfy { $0 >= 10 }, "column \(column): \(sizes)")
    }
    #expect(counts(mixed.records, 1).keys.allSatisfy { $0 != "Peer worker" })
  }

  @Test("Answers about the person stand beside the others only in classes that are large and few")
  func linked() throws {
    let questionnaire = try Sample.questionnaire()
    let one = Mixed(try responses(40, roles: [20, 20], units: [40]), questionnaire: questionnaire)
    #expect(one.linked == ["role"])
    // Eighteen people under one key: two classes would name people better than chance allows.
    let few = Mixed(try responses(18, roles: [9, 9], units: [18]), questionnaire: questionnaire)
    #expect(few.linked.isEmpty)
    // Two units of twenty, and in one of them nearly all have one role.
    let uneven = Mixed(
      (0..<40).map {
        [$0 < 20 ? "North" : "South", $0 < 20 || $0 > 35 ? "Manager" : "Practitioner", "", "", "1", "1", "1", ""]
      },
      questionnaire: questionnaire)
    #expect(uneven.linked.isEmpty)
  }

  @Test("What stands beside the answers keeps its counts by person; the rest keeps its counts alone")
  func kept() throws {
    let responses = try responses(40, roles: [20, 20], units: [40])
    let mixed = Mixed(responses, questionnaire: try Sample.questionnaire())
    func pairs(_ records: [[String]], _ a: Int, _ b: Int) -> [String] { records.map { $0[a] + "|" + $0[b] }.sorted() }
    #expect(pairs(mixed.records, 1, 4) == pairs(responses, 1, 4))
    #expect(pairs(mixed.records, 4, 5) == pairs(responses, 4, 5))
    #expect(counts(mixed.records, 2) == counts(responses, 2))
    #expect(counts(mixed.records, 7) == counts(responses, 7))
    // Texts and years are no longer where they were: forty of them in the same place by chance are beyond belief.
    #expect(pairs(mixed.records, 4, 7) != pairs(responses, 4, 7))
  }

  @Test("Rows come in an order of chance")
  func order() throws {
    let responses = try responses(40, roles: [20, 20], units: [40])
    let questionnaire = try Sample.questionnaire()
    let runs = (0..<20).map { _ in Mixed(responses, questionnaire: questionnaire).records.map { $0[4] + $0[5] + $0[6] }
    }
    #expect(Set(runs).count == 20)
  }

  private func responses(_ people: Int, roles: [Int], units: [Int]) throws -> [[String]] {
    let role = zip(["Practitioner", "Manager", "Peer worker"], roles).flatMap { Array(repeating: $0, count: $1) }
    let unit = zip(["North", "South", "West"], units).flatMap { Array(repeating: $0, count: $1) }
    try #require(role.count == people && unit.count == people)
    return (0..<people).map { number in
      [
        unit[number], role[number], ["Under a year", "1 to 5 years", "Longer"][number % 3], "", "\(number % 4)",
        "\(number / 4 % 4)", "\(number / 16 % 4)", "text \(number)",
      ]
    }
  }

  private func counts(_ records: [[String]], _ column: Int) -> [String: Int] {
    records.reduce(into: [:]) { $0[$1[column], default: 0] += 1 }
  }
}
