import Instruments
import Problems
import Testing

@Suite struct ScorerTests {
  @Test("Columns score as person by person, with missing and impossible answers", arguments: withKey)
  func columnsEqualPersons(id: String) throws {
    let scorable = try Catalogue.instrument(id).accepted()
    let variants =
      try [scorable]
      + scorable.instrument.alternates.map { try #require(scorable.instrument.using(alternate: $0.id)).accepted() }
    for (index, variant) in variants.enumerated() {
      for missingShare in [0, 3, 40] {
        for rule in [MissingRule.asDeclared, .prorated, .complete] {
          try compare(variant, missingPercent: missingShare, rule: rule, seed: UInt64(index * 100 + missingShare + 7))
        }
      }
    }
  }

  private func compare(_ scorable: ScorableInstrument, missingPercent: Int, rule: MissingRule, seed: UInt64) throws {
    var random = Seeded(state: seed)
    let instrument = scorable.instrument
    let rows = 197
    let offset = instrument.responses.map(\.lowest).min() == 1 ? 1 : 0
    var columns: [[UInt8]] = []
    var validity: [[UInt64]] = []
    for item in 1...instrument.itemCount {
      let codes = try #require(instrument.responses(to: item)).codes
      var bits = [UInt64](repeating: 0, count: (rows + 63) / 64)
      var column: [UInt8] = []
      for row in 0..<rows {
        let isMissing = Int.random(in: 0..<100, using: &random) < missingPercent
        if !isMissing { bits[row / 64] |= 1 << UInt64(row % 64) }
        // Missing cells hold anything; now and then an answer is no code at all.
        let isStrange = Int.random(in: 0..<200, using: &random) == 0
        column.append(
          isMissing || isStrange
            ? UInt8.random(in: 0...255, using: &random) : UInt8((codes.randomElement(using: &random) ?? 0) - offset))
      }
      columns.append(column)
      validity.append(bits)
    }
    for scale in instrument.scales + instrument.totals {
      var scorer = try ScaleScorer(scale, of: scorable, rows: rows, rule: rule)
      for item in scale.items.shuffled(using: &random) {
        let codes = columns[item - 1]
        let bits = validity[item - 1]
        let found: OutOfRange
        if missingPercent == 0 {
          try scorer.add(item: item, codes: codes.span, offset: offset)
          found = try instrument.outOfRange(item: item, codes: codes.span, offset: offset)
        } else {
          try scorer.add(item: item, codes: codes.span, offset: offset, validity: bits.span)
          found = try instrument.outOfRange(item: item, codes: codes.span, offset: offset, validity: bits.span)
        }
        #expect(scorer.outOfRange[item] ?? OutOfRange() == found)
      }
      let column = scorer.finish()
      var histogram = [Int](repeating: 0, count: column.values.count)
      for row in 0..<rows {
        let answers: [Int?] = (0..<instrument.itemCount).map { item in
          validity[item][row / 64] >> UInt64(row % 64) & 1 == 1 || missingPercent == 0
            ? Int(columns[item][row]) + offset : nil
        }
        let alone = try scorable.score(answers, on: scale, rule: rule)
        #expect(column[row] == alone, "\(instrument.id) \(scale.id) row \(row)")
        histogram[Int(column.keys[row])] += 1
      }
      #expect(column.histogram() == histogram)
    }
  }

  @Test("An answer outside the codes is counted, listed by row and treated as missing")
  func outOfRange() throws {
    let scorable = try Catalogue.instrument("gad7").accepted()
    let scale = try #require(scorable.instrument.scale("total"))
    var scorer = try ScaleScorer(scale, of: scorable, rows: 100)
    for item in 1...7 {
      var codes = [UInt8](repeating: 2, count: 100)
      if item == 3 { for row in 10..<40 { codes[row] = 4 } }
      try scorer.add(item: item, codes: codes.span)
    }
    #expect(scorer.outOfRange[3]?.count == 30)
    #expect(scorer.outOfRange[3]?.firstRows == Array(10..<30))
    #expect(scorer.outOfRange.count == 1)
    let column = scorer.finish()
    #expect(column[9] == 14)
    #expect(column[10] == nil)
    #expect(column[99] == 14)
  }

  @Test("A converted score is given for complete answers only, and all 29 raw sums convert as published")
  func swemwbs() throws {
    let published = [
      7.00, 9.51, 11.25, 12.40, 13.33, 14.08, 14.75, 15.32, 15.84, 16.36, 16.88, 17.43, 17.98, 18.59, 19.25, 19.98,
      20.73,
      21.54, 22.35, 23.21, 24.11, 25.03, 26.02, 27.03, 28.13, 29.31, 30.70, 32.55, 35.00,
    ]
    let scorable = try Catalogue.instrument("swemwbs").accepted()
    let scale = try #require(scorable.instrument.scale("total"))
    for raw in 7...35 {
      let extra = raw - 7
      let answers: [Int?] = (0..<7).map { 1 + extra / 7 + ($0 < extra % 7 ? 1 : 0) }
      #expect(try scorable.score(answers, on: scale) == published[raw - 7])
      var gap = answers
      gap[3] = nil
      #expect(try scorable.score(gap, on: scale) == nil)
    }
    #expect(throws: Problem.self) { try scorable.score([1, 1, 1, 1, 1, 1, nil], on: scale, rule: .atMostMissing(1)) }
  }

  @Test("Missing rules give a score exactly where they say so")
  func missingRules() throws {
    let hss = try Catalogue.instrument("mbi_hss").accepted()
    let exhaustion = try #require(hss.instrument.scale("EE"))
    var answers: [Int?] = Array(repeating: 3, count: 22)
    answers[0] = nil
    answers[1] = nil
    #expect(try hss.score(answers, on: exhaustion) == nil)
    #expect(try hss.score(answers, on: exhaustion, rule: .prorated) == 3)
    answers[2] = nil
    #expect(try hss.score(answers, on: exhaustion, rule: .prorated) == nil)
    #expect(try hss.score(answers, on: exhaustion, rule: .atMostMissing(3)) == 3)
    #expect(throws: Problem.self) { try hss.score(answers, on: exhaustion, rule: .atMostMissing(9)) }
    #expect(throws: Problem.self) { try hss.score(answers, on: exhaustion, rule: .atLeastAnswered(0)) }
    #expect(throws: Problem.self) { try hss.score(Array(answers.dropLast()), on: exhaustion) }

    let aws = try Catalogue.instrument("aws28").accepted()
    let workload = try #require(aws.instrument.scale("workload"))
    var areas: [Int?] = Array(repeating: 4, count: 28)
    areas[4] = nil
    #expect(try aws.score(areas, on: workload) == 2.5)
    areas[3] = nil
    #expect(try aws.score(areas, on: workload) == nil)

    let proqol = try Catalogue.instrument("proqol5").accepted()
    let satisfaction = try #require(proqol.instrument.scale("CS"))
    var sums: [Int?] = Array(repeating: 3, count: 30)
    sums[2] = nil
    #expect(try proqol.score(sums, on: satisfaction) == nil)
    #expect(try proqol.score(sums, on: satisfaction, rule: .prorated) == 30)
  }

  @Test("Columns that do not fit are refused, and an item left out counts as missing")
  func misuse() throws {
    let scorable = try Catalogue.instrument("cbi").accepted()
    let scale = try #require(scorable.instrument.scale("personal"))
    var scorer = try ScaleScorer(scale, of: scorable, rows: 3)
    let codes: [UInt8] = [0, 50, 100]
    let noBits: [UInt64] = []
    #expect(throws: Problem.self) { try scorer.add(item: 7, codes: codes.span) }
    #expect(throws: Problem.self) { try scorer.add(item: 1, codes: [UInt8](repeating: 0, count: 2).span) }
    #expect(throws: Problem.self) { try scorer.add(item: 1, codes: codes.span, validity: noBits.span) }
    #expect(throws: Problem.self) { try scorer.add(item: 1, codes: codes.span, offset: .max) }
    for item in 1...3 { try scorer.add(item: item, codes: codes.span) }
    #expect(throws: Problem.self) { try scorer.add(item: 1, codes: codes.span) }
    #expect((0..<3).map { scorer.finish()[$0] } == [0, 50, 100])
    var two = try ScaleScorer(scale, of: scorable, rows: 3)
    for item in 1...2 { try two.add(item: item, codes: codes.span) }
    #expect((0..<3).allSatisfy { two.finish()[$0] == nil })
    let none = try ScaleScorer(scale, of: scorable, rows: 0)
    #expect(none.finish().count == 0)
  }
}
