internal import Statistics

/// The tests of one comparison, over released classes only: functions of what was released, to three significant digits.
struct ComparisonTests {
  private(set) var tests: [GroupComparison.Test] = []
  private(set) var pairs: [GroupComparison.Pair] = []
  private(set) var effects: [GroupComparison.Effect] = []

  /// Beyond this many groups the pairs would fill the report and help nobody.
  private static let mostGroupsForPairs = 20

  /// Adds to `notes` why a test is missing.
  ///
  /// Reports gather notes over scales: each names the scale, so that two that differ can stand side by side.
  init(title: String, classes: [ComparisonClass], unit: Double, notes: inout [String]) {
    var own: [String] = []
    compute(classes: classes, unit: unit, notes: &own)
    notes += own.map { "\(title): \($0)" }
  }

  private mutating func compute(classes: [ComparisonClass], unit: Double, notes: inout [String]) {
    let moments = classes.map(\.scores.moments)
    let labels = classes.map(\.label)
    notes += attempt("the analysis of variance") {
      let result = try oneWayANOVA(moments)
      tests.append(.init(.classic, "F", result))
      if result.sumOfSquaresBetween + result.sumOfSquaresWithin > 0 {
        effects.append(.init(.etaSquared, result.etaSquared))
        effects.append(.init(.omegaSquared, result.omegaSquared))
      }
    }
    notes += attempt("Welch's test") {
      let result = try welchANOVA(moments)
      tests.append(
        .init(
          method: .welch, symbol: "F", statistic: significant(result.statistic),
          degreesOfFreedom: [
            Figure(Double(result.degreesOfFreedomBetween), unit: 1), Figure(result.degreesOfFreedomWithin, unit: 0.1),
          ], p: PValue(result.pValue)))
    }
    guard let grouped = try? GroupedTabulation(groups: classes.map(\.scores)) else { return }
    notes += attempt("the Kruskal–Wallis test") {
      let result = try kruskalWallis(grouped)
      tests.append(
        .init(
          method: .rank, symbol: "H", statistic: significant(result.statistic),
          degreesOfFreedom: [Figure(Double(result.degreesOfFreedom), unit: 1)], p: PValue(result.pValue)))
      effects.append(.init(.epsilonSquared, result.epsilonSquared))
    }
    notes += attempt("the check of equal variances") {
      let result = try brownForsythe(grouped)
      tests.append(.init(.brownForsythe, "F", result))
    }
    guard classes.count <= Self.mostGroupsForPairs else {
      notes.append("there are more than \(Self.mostGroupsForPairs) groups, so pairs are not compared one by one.")
      return
    }
    comparePairs(moments, grouped, labels, unit: unit, notes: &notes)
  }

  private mutating func comparePairs(
    _ moments: [Moments], _ grouped: GroupedTabulation, _ labels: [String], unit: Double, notes: inout [String]
  ) {
    var hedges: [[Int]: Statistics.Interval] = [:]
    for first in moments.indices {
      for second in moments.indices where second > first {
        hedges[[first, second]] = try? hedgesG(moments[first], moments[second])
      }
    }
    if moments.count == 2, let g = hedges[[0, 1]] {
      effects.append(.init(kind: .hedgesG, value: significant(g.estimate), interval: significant(g)))
    }
    notes += attempt("Tukey's test") {
      for pair in try tukeyHSD(moments) { pairs.append(described(pair, .tukey, labels, hedges, unit: unit)) }
    }
    notes += attempt("the Games–Howell test") {
      for pair in try gamesHowell(moments) { pairs.append(described(pair, .gamesHowell, labels, hedges, unit: unit)) }
    }
    notes += attempt("Dunn's test") {
      for pair in try dunn(grouped) {
        pairs.append(
          .init(
            first: labels[pair.first], second: labels[pair.second], method: .dunnHolm, difference: nil, interval: nil,
            p: PValue(pair.adjustedPValue), effect: nil, effectInterval: nil))
      }
    }
  }

  /// Turned round: Statistics gives second minus first, the report first minus second.
  private func described(
    _ pair: PairwiseComparison, _ method: GroupComparison.PairMethod, _ labels: [String],
    _ hedges: [[Int]: Statistics.Interval], unit: Double
  ) -> GroupComparison.Pair {
    let g = hedges[[pair.first, pair.second]]
    return .init(
      first: labels[pair.first], second: labels[pair.second], method: method,
      difference: Figure(-pair.difference, unit: unit),
      interval: Interval(
        lower: Figure(-pair.upper, unit: unit), upper: Figure(-pair.lower, unit: unit), confidence: 0.95),
      p: PValue(pair.pValue), effect: g.map { significant($0.estimate) }, effectInterval: g.map { significant($0) })
  }
}

/// Runs `body`; what went wrong, if anything, as a note.
private func attempt(_ name: String, _ body: () throws -> Void) -> [String] {
  do {
    try body()
    return []
  } catch {
    return ["\(name) is not given: \(error)"]
  }
}

private func significant(_ value: Double) -> Figure { Figure(value, significantDigits: 3) }

private func significant(_ interval: Statistics.Interval) -> Interval {
  Interval(
    lower: significant(interval.lower), upper: significant(interval.upper), confidence: interval.confidence)
}

extension GroupComparison.Test {
  fileprivate init(_ method: GroupComparison.Method, _ symbol: String, _ result: OneWayANOVA) {
    self.init(
      method: method, symbol: symbol, statistic: significant(result.statistic),
      degreesOfFreedom: [
        Figure(Double(result.degreesOfFreedomBetween), unit: 1), Figure(Double(result.degreesOfFreedomWithin), unit: 1),
      ], p: PValue(result.pValue))
  }
}

extension GroupComparison.Effect {
  fileprivate init(_ kind: Kind, _ value: Double) {
    self.init(kind: kind, value: significant(value), interval: nil)
  }
}
