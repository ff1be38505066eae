import Statistics
import Testing

@Suite("Multiple imputation gives back what the gaps took")
struct MultipleImputationTests {
  struct Case: Decodable, Sendable {
    let method: String
    let a, b, c, d: [Double?]
    let mean, sd: [Double]
  }

  @Test("What is filled in has the distribution that mice gives it")
  func agreement() throws {
    for wanted in try TopicFixture<Case>("trials/imputation").cases {
      let numeric: IncompleteColumn.Method = wanted.method == "normal" ? .normal : .predictiveMeanMatching()
      let columns = [
        IncompleteColumn(wanted.a, method: numeric), IncompleteColumn(wanted.b, method: numeric),
        IncompleteColumn(wanted.c, method: .categorical(levels: 2)),
        IncompleteColumn(wanted.d, method: .categorical(levels: 3)),
      ]
      let count = 30
      let found = try multipleImputation(columns, imputations: count, iterations: 5, seed: 21)
      let figures = try found.completed.map { data -> [Double] in
        let (a, b, c, d) = (data[0], data[1], data[2], data[3])
        return [
          Moments(a).mean, Moments(b).mean, Moments(c).mean, Moments(d.map { $0 == 1 ? 1 : 0 }).mean,
          Moments(d.map { $0 == 2 ? 1 : 0 }).mean, try pearson(a, b).estimate, try pearson(b, d).estimate,
          Moments(b).variance ?? 0,
        ]
      }
      for place in wanted.mean.indices {
        let moments = Moments(figures.map { $0[place] })
        // Five standard errors of a mean of 30, and of the 250 of mice; polyreg draws no parameters, which moves shares a little.
        let error = wanted.sd[place] * (1 / Double(count) + 1 / 250.0).squareRoot()
        #expect(abs(moments.mean - wanted.mean[place]) < 5 * error, "\(wanted.method), figure \(place)")
        let ratio = (moments.standardDeviation ?? 0) / wanted.sd[place]
        #expect(ratio > 0.65 && ratio < 1.5, "\(wanted.method), spread of figure \(place): \(ratio)")
      }
    }
  }

  @Test("Pooled intervals of a mean cover the truth where complete cases miss it", arguments: [true, false])
  func recovery(matching: Bool) throws {
    var (covered, missed) = (0, 0)
    var sum = 0.0
    let runs = 60
    for run in 0..<runs {
      var chance = SeededGenerator(seed: 500, stream: UInt64(run))
      let x = (0..<80).map { _ in chance.normal() }
      let y = x.map { 1 + $0 + chance.normal() * 0.7 }
      // The larger x, the likelier is a gap in y.
      let seen = zip(x, y).map { x, y -> Double? in chance.unit() < (x > 0 ? 0.6 : 0.1) ? nil : y }
      let found = try multipleImputation(
        [
          IncompleteColumn(x.map { $0 }, method: .normal),
          IncompleteColumn(seen, method: matching ? .predictiveMeanMatching() : .normal),
        ], imputations: 8, iterations: 1, seed: UInt64(run))
      let means = found.completed.map { Moments($0[1]) }
      let pooled = try pooledEstimate(
        means.map(\.mean), variances: means.map { ($0.variance ?? 0) / 80 }, completeDataDegreesOfFreedom: 79)
      sum += pooled.estimate
      if pooled.lower <= 1, pooled.upper >= 1 { covered += 1 }
      let complete = try meanInterval(Moments(seen.compactMap { $0 }))
      if complete.upper < 1 || complete.lower > 1 { missed += 1 }
    }
    // 95 %, with a standard error of 2.8 %.
    #expect(covered >= 50, "\(covered) of \(runs)")
    #expect(missed >= 20, "\(missed) of \(runs)")
    #expect(abs(sum / Double(runs) - 1) < 0.08)
  }

  @Test("Known values stay, matched ones occur in the data, a seed gives the same again")
  func laws() throws {
    var numbers = SeededNumbers(seed: 4)
    let values = (0..<30).map { _ in numbers.whole(0...3) == 0 ? nil : Double(numbers.whole(0...6)) }
    let groups = (0..<30).map { _ in numbers.whole(0...4) == 0 ? nil : Double(numbers.whole(0...2)) }
    let columns = [
      IncompleteColumn(values), IncompleteColumn(groups, method: .categorical(levels: 3)),
      IncompleteColumn((0..<30).map { Double($0) }, predictors: []),
    ]
    let first = try multipleImputation(columns, imputations: 3, iterations: 3, seed: 1)
    #expect(try first == multipleImputation(columns, imputations: 3, iterations: 3, seed: 1))
    #expect(try first != multipleImputation(columns, imputations: 3, iterations: 3, seed: 2))
    // Imputations have streams of their own: more of them leave the first ones as they are.
    #expect(
      try Array(multipleImputation(columns, imputations: 4, iterations: 3, seed: 1).completed.prefix(3))
        == first.completed)
    #expect(first.chainMeans.count == 3 && first.chainMeans[0].count == 3)
    let known = Set(values.compactMap { $0 })
    for data in first.completed {
      for (row, value) in values.enumerated() {
        if let value { #expect(data[0][row] == value) } else { #expect(known.contains(data[0][row])) }
      }
      for (row, group) in groups.enumerated() {
        if let group { #expect(data[1][row] == group) } else { #expect([0, 1, 2].contains(data[1][row])) }
      }
    }
    #expect(throws: StatisticsError.self) { try multipleImputation([IncompleteColumn([nil, nil, 1])], seed: 1) }
    // Two points fix a line, and nothing is left to tell how far the third may lie from it.
    for method in [IncompleteColumn.Method.normal, .predictiveMeanMatching()] {
      #expect(throws: StatisticsError.tooFewValues(2)) {
        try multipleImputation([IncompleteColumn([1, 5, nil], method: method), IncompleteColumn([2, 3, 4])], seed: 1)
      }
    }
    #expect(throws: StatisticsError.self) {
      try multipleImputation([IncompleteColumn([0, 3, nil], method: .categorical(levels: 3))], seed: 1)
    }
  }
}
