import Instruments
import Testing

/// Keys that circulate in public programs and are wrong: they give other scores than ours on ordinary answers.
@Suite struct WrongKeyTests {
  private struct WrongKey {
    let instrument, scale: String
    let items: [Int]
    let reversed: [Int]
  }

  private static let keys: [(String, WrongKey)] = [
    (
      "MBI EE with 21 for 20",
      WrongKey(instrument: "mbi_hss", scale: "EE", items: [1, 2, 3, 6, 8, 13, 14, 16, 21], reversed: [])
    ),
    ("MBI DP with 12 for 10", WrongKey(instrument: "mbi_hss", scale: "DP", items: [5, 11, 12, 15, 22], reversed: [])),
    (
      "MBI PA with 10 and 20",
      WrongKey(instrument: "mbi_hss", scale: "PA", items: [4, 7, 9, 10, 17, 18, 19, 20], reversed: [])
    ),
    (
      "ProQOL BO with item 27",
      WrongKey(
        instrument: "proqol5", scale: "BO", items: [1, 4, 8, 10, 15, 17, 19, 21, 26, 27], reversed: [1, 4, 15, 17])
    ),
    (
      "ProQOL BO with 19 reversed",
      WrongKey(
        instrument: "proqol5", scale: "BO", items: [1, 4, 8, 10, 15, 17, 19, 21, 26, 29],
        reversed: [1, 4, 15, 17, 19, 29])
    ),
    (
      "ProQOL BO without reversal",
      WrongKey(instrument: "proqol5", scale: "BO", items: [1, 4, 8, 10, 15, 17, 19, 21, 26, 29], reversed: [])
    ),
    (
      "PSS-10 with the list of PSS-14",
      WrongKey(instrument: "pss10", scale: "total", items: Array(1...10), reversed: [4, 5, 6, 7, 9, 10])
    ),
    ("UWES vigour as 1, 4, 7", WrongKey(instrument: "uwes9", scale: "vigor", items: [1, 4, 7], reversed: [])),
    ("UWES dedication as 2, 5, 8", WrongKey(instrument: "uwes9", scale: "dedication", items: [2, 5, 8], reversed: [])),
    ("UWES absorption as 3, 6, 9", WrongKey(instrument: "uwes9", scale: "absorption", items: [3, 6, 9], reversed: [])),
    ("CBI work with no reversal", WrongKey(instrument: "cbi", scale: "work", items: Array(7...13), reversed: [])),
    (
      "OLBI exhaustion with the list of the other coding",
      WrongKey(
        instrument: "olbi", scale: "exhaustion", items: [2, 4, 5, 8, 10, 12, 14, 16], reversed: [5, 10, 14, 16])
    ),
  ]

  @Test("Keys that circulate and are wrong give other scores", arguments: keys.indices)
  func differs(index: Int) throws {
    let (name, wrong) = Self.keys[index]
    let scorable = try Catalogue.instrument(wrong.instrument).accepted()
    let scale = try #require(scorable.instrument.scale(wrong.scale))
    var random = Seeded(state: 11)
    var differences = 0
    for _ in 0..<100 {
      let answers = (1...scorable.instrument.itemCount).map { item in
        scorable.instrument.responses(to: item)?.codes.randomElement(using: &random)
      }
      let right = try #require(try scorable.score(answers, on: scale))
      var total = 0.0
      for item in wrong.items {
        let set = try #require(scorable.instrument.responses(to: item))
        let code = try #require(answers[item - 1])
        total += Double(wrong.reversed.contains(item) ? set.lowest + set.highest - code : code)
      }
      if (scale.aggregate == .sum ? total : total / Double(wrong.items.count)) != right { differences += 1 }
    }
    #expect(differences >= 60, "\(name)")
  }

  @Test("Identical answers on every OLBI item give 2.5 on both scales, in either coding")
  func olbi() throws {
    let standard = try Catalogue.instrument("olbi")
    for instrument in [standard, try #require(standard.using(alternate: "strongly_disagree_first"))] {
      for code in 1...4 {
        let scores = try instrument.accepted().scores(Array(repeating: code, count: 16))
        #expect(scores == ["disengagement": 2.5, "exhaustion": 2.5])
      }
    }
  }

  @Test("The two OLBI codings of the same answers give the same scores")
  func olbiCodings() throws {
    let standard = try Catalogue.instrument("olbi")
    let other = try #require(standard.using(alternate: "strongly_disagree_first"))
    var random = Seeded(state: 4)
    for _ in 0..<50 {
      let answers = (0..<16).map { _ in Int.random(in: 1...4, using: &random) }
      #expect(try standard.accepted().scores(answers) == other.accepted().scores(answers.map { 5 - $0 }))
    }
  }

  @Test("Identical answers on every PSS-10 item give 16, 18, 20, 22, 24")
  func pss() throws {
    let scorable = try Catalogue.instrument("pss10").accepted()
    for code in 0...4 {
      #expect(try scorable.scores(Array(repeating: code, count: 10)) == ["total": Double(16 + 2 * code)])
    }
  }

  @Test("The highest answers to the CBI give 85.7 on work, where one item is turned round, and 100 elsewhere")
  func cbi() throws {
    let scores = try Catalogue.instrument("cbi").accepted().scores(Array(repeating: 100, count: 19))
    #expect(scores == ["personal": 100, "work": 600.0 / 7, "client": 100])
  }

  @Test("Item g of the NHS Staff Survey is not turned round")
  func nss() throws {
    let scorable = try Catalogue.instrument("nss_burnout").accepted()
    #expect(try scorable.scores([1, 1, 1, 1, 1, 1, 1]) == ["burnout_pp4_2": 10])
    #expect(try scorable.scores([1, 1, 1, 1, 1, 1, 5]) == ["burnout_pp4_2": 60.0 / 7])
  }
}
