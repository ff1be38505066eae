import Foundation
import Statistics
import Testing

@Suite("Several factors within and between people, as R's car and afex give them")
struct RepeatedFactorsTests {
  struct Case: Decodable, Sendable {
    struct Effect: Decodable, Sendable {
      /// SS, df, error SS, error df, F and its p.
      let test: [Double]
      /// W and its p.
      let mauchly: [Double?]?
      /// Both ε and both corrected p.
      let sphericity: [Double]?
      let generalised: Double?
    }

    let within, between: [String: [Int]]
    let rows: [[Double]]
    let expected: [String: [String: Effect]]

    func anova(_ type: SumOfSquaresType = .marginal) throws -> RepeatedMeasuresANOVA {
      try repeatedMeasuresANOVA(
        Matrix(rows: rows), within: factors(within), between: factors(between), type: type)
    }

    private func factors(_ codes: [String: [Int]]) throws -> [(name: String, factor: Factor)] {
      try codes.sorted { $0.key < $1.key }.map { name, codes in
        let levels = (0...(codes.max() ?? 0)).map { "\($0)" }
        return (name, try Factor(levels: levels, codes: codes))
      }
    }
  }

  static let cases: [Case] = {
    struct File: Decodable { let cases: [Case] }
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/linear/repeated-factors.json")
    return (try? JSONDecoder().decode(File.self, from: Data(contentsOf: url)).cases) ?? []
  }()

  @Test("Types II and III, both corrections, Mauchly's test and generalised η²") func agreement() throws {
    #expect(Self.cases.count == 30)
    var compared = 0
    for (number, reference) in Self.cases.enumerated() {
      for (key, type) in [("typeII", SumOfSquaresType.hierarchical), ("typeIII", .marginal)] {
        let anova = try reference.anova(type)
        let wanted = try #require(reference.expected[key])
        #expect(anova.effects.count == wanted.count)
        for effect in anova.effects {
          let wanted = try #require(wanted[effect.name], "\(effect.name)")
          func expect(_ actual: Double, _ wanted: Double, _ what: String) {
            compared += 1
            #expect(isClose(actual, wanted, 1e-8), "\(number) \(key) \(effect.name) \(what): \(actual), not \(wanted)")
          }
          let test = effect.test
          let found = [
            effect.sumOfSquares, test.numerator, effect.errorSumOfSquares, test.denominator, test.statistic,
            test.pValue,
          ]
          for (place, value) in found.enumerated() { expect(value, wanted.test[place], "test \(place)") }
          if let generalised = wanted.generalised { expect(effect.generalisedEtaSquared, generalised, "η²") }
          let partial = effect.sumOfSquares / (effect.sumOfSquares + effect.errorSumOfSquares)
          #expect(isClose(effect.partialEtaSquared, partial, 1e-12))
          guard let sphericity = wanted.sphericity, let byR = wanted.mauchly else {
            #expect(effect.sphericity.mauchly == nil && effect.greenhouseGeisser == effect.test)
            continue
          }
          expect(effect.sphericity.greenhouseGeisserEpsilon, sphericity[0], "ε̂")
          expect(effect.sphericity.huynhFeldtEpsilon, sphericity[1], "ε̃")
          expect(effect.greenhouseGeisser.pValue, sphericity[2], "p by ε̂")
          expect(effect.huynhFeldt.pValue, sphericity[3], "p by ε̃")
          guard let mauchly = effect.sphericity.mauchly else { continue }
          expect(mauchly.statistic, try #require(byR[0]), "W")
          let contrasts = effect.within.reduce(1) { $0 * (Set(reference.within[$1] ?? []).count - 1) }
          let slipped = try mauchlyByR(
            mauchly, contrasts: contrasts, columns: reference.rows[0].count, test.denominator)
          expect(slipped, try #require(byR[1]), "p of W")
        }
      }
    }
    #expect(compared > 2000)
  }

  @Test("A factor of a difference is that difference's own analysis, and columns may come in any order")
  func laws() throws {
    for reference in Self.cases where reference.within.count == 2 && reference.between.count < 2 {
      let whole = try reference.anova()
      let reversed = Case(
        within: reference.within.mapValues { $0.reversed() }, between: reference.between,
        rows: reference.rows.map { $0.reversed() }, expected: [:])
      for (a, b) in zip(whole.effects, try reversed.anova().effects) {
        #expect(a.name == b.name && isClose(a.test.statistic, b.test.statistic, 1e-12))
        #expect(isClose(a.sphericity.greenhouseGeisserEpsilon, b.sphericity.greenhouseGeisserEpsilon, 1e-12))
      }
      // The means over t are the one-factor analysis of s.
      let (s, t) = (try #require(reference.within["s"]), try #require(reference.within["t"]))
      let size = Double(Set(t).count)
      let means = reference.rows.map { row in
        Set(s).sorted().map { level in
          Moments(row.indices.filter { s[$0] == level }.map { row[$0] }).mean
        }
      }
      let single = try repeatedMeasuresANOVA(Matrix(rows: means), groups: reference.between.values.first)
      let (one, two) = (try #require(single.effect("occasion")), try #require(whole.effect("s")))
      #expect(isClose(one.test.statistic, two.test.statistic, 1e-11))
      #expect(isClose(one.sphericity.huynhFeldtEpsilon, two.sphericity.huynhFeldtEpsilon, 1e-11))
      #expect(isClose(one.sumOfSquares * size, two.sumOfSquares, 1e-11))
      // Shifted by a level of each person's own, and in other units, nothing within people changes.
      var numbers = SeededNumbers(seed: 8)
      let moved = Case(
        within: reference.within, between: reference.between,
        rows: reference.rows.map { row in
          let level = Double(numbers.whole(-1_000_000...1_000_000))
          return row.map { 1024 * ($0 + level) }
        }, expected: [:])
      for (a, b) in zip(whole.effects, try moved.anova().effects) where !a.within.isEmpty {
        #expect(isClose(a.test.statistic, b.test.statistic, 1e-8))
      }
    }
  }

  @Test("What cannot be analysed says why") func refused() throws {
    let two = try Factor(levels: ["0", "1"], codes: [0, 1])
    let four = try Matrix(rows: [[1, 2, 3, 5], [2, 1, 4, 1], [2, 7, 1, 8]])
    let (s, t) = (
      try Factor(levels: ["0", "1"], codes: [0, 0, 1, 1]), try Factor(levels: ["0", "1"], codes: [0, 1, 0, 1])
    )
    #expect(throws: StatisticsError.tooFewValues(0)) { try repeatedMeasuresANOVA(four, within: []) }
    #expect(throws: StatisticsError.unequalLengths(4, 2)) { try repeatedMeasuresANOVA(four, within: [("s", two)]) }
    #expect(throws: StatisticsError.self) { try repeatedMeasuresANOVA(four, within: [("s", s)]) }
    #expect(throws: StatisticsError.self) { try repeatedMeasuresANOVA(four, within: [("s", s), ("t", s)]) }
    #expect(throws: StatisticsError.self) { try repeatedMeasuresANOVA(four, within: [("s", s), ("s", t)]) }
    let crossed = try Factor(levels: ["0", "1", "2"], codes: [0, 1, 2])
    #expect(throws: StatisticsError.tooFewValues(3)) {
      try repeatedMeasuresANOVA(four, within: [("s", s), ("t", t)], between: [("g", crossed)])
    }
    let (g, h) = (
      try Factor(levels: ["0", "1"], codes: [0, 0, 0, 1, 1, 1]),
      try Factor(levels: ["0", "1"], codes: [0, 0, 1, 1, 1, 1])
    )
    let six = try Matrix(rows: [[0, 0], [1, 3], [4, 2], [4, 1], [1, 0], [0, 3]])
    #expect(throws: StatisticsError.rankDeficient(columns: ["g0:h0"])) {
      try repeatedMeasuresANOVA(six, within: [("s", two)], between: [("g", g), ("h", h)])
    }
  }
}
