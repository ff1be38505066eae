/// Whether predicted probabilities agree with what happened, from the least likely tenth to the most likely.
public struct HosmerLemeshowTest: Sendable, Equatable {
  /// Outcomes of like predicted probability.
  public struct Group: Sendable, Equatable {
    /// How many outcomes.
    public let count: Double
    /// Successes.
    public let observed: Double
    /// Sum of the predicted probabilities.
    public let expected: Double
  }

  /// From the lowest probabilities up.
  public let groups: [Group]
  public let statistic: Double
  /// Groups less 2.
  public let degreesOfFreedom: Int
  /// Upper tail of χ².
  public let pValue: Double
}

extension GeneralisedLinearModel {
  /// Hosmer and Lemeshow's test of fit of a logistic regression.
  ///
  /// Outcomes are cut at the quantiles (type 7) of the predicted probabilities, upper ends included; equal probabilities stay together, so that
  /// there may be fewer groups. χ² = Σ (O − E)²/E + (O − E)²/(N − E).
  /// - Parameter groups: 3 to 1000; where it matters, try several, as the result depends on it.
  /// - Throws: `outOfDomain` for another family, weights that are not whole, or too many groups; `tooFewGroups` where less than three
  ///   groups differ; `tooFewValues` for less outcomes than groups; `zeroVariance` for a group in which nothing can happen.
  /// - Note: Hosmer and Lemeshow (1980), doi:10.1080/03610928008827941. Reference values: `Fixtures/glm/goodness.json`.
  public func hosmerLemeshow(groups: Int = 10) throws(StatisticsError) -> HosmerLemeshowTest {
    let outcomes = try countedOutcomes()
    guard groups >= 3 else { throw .tooFewGroups(groups) }
    guard groups <= 1000 else { throw .outOfDomain("outcomes are cut into 1000 groups at most, not \(groups)") }
    let sorted = outcomes.sorted { $0.score < $1.score }
    var ends: [Double] = []
    for outcome in sorted { ends.append((ends.last ?? 0) + outcome.events + outcome.others) }
    let total = ends.last ?? 0
    guard Double(groups) <= total else { throw .tooFewValues(Int(total)) }
    /// The probability of the outcome at a place among all, counted from 0.
    func at(_ place: Double) -> Double {
      var (low, high) = (0, ends.count - 1)
      while low < high {
        let middle = (low + high) / 2
        if ends[middle] <= place { low = middle + 1 } else { high = middle }
      }
      return logistic(sorted[low].score)
    }
    var cells: [(count: DoubleDouble, observed: DoubleDouble, expected: DoubleDouble)] = []
    var next = 0
    for cut in 1...groups {
      let position = (total - 1) * Double(cut) / Double(groups)
      let share = position - position.rounded(.down)
      let low = at(position.rounded(.down))
      let high = share > 0 ? at(position.rounded(.down) + 1) : low
      let bound = cut == groups ? Double.infinity : low == high ? low : (1 - share) * low + share * high
      var cell = (count: DoubleDouble(0), observed: DoubleDouble(0), expected: DoubleDouble(0))
      let first = next
      while next < sorted.count, logistic(sorted[next].score) <= bound {
        let here = sorted[next]
        cell.count = cell.count + (here.events + here.others)
        cell.observed = cell.observed + here.events
        cell.expected = cell.expected + DoubleDouble.product(here.events + here.others, logistic(here.score))
        next += 1
      }
      if next > first { cells.append(cell) }
    }
    guard cells.count >= 3 else { throw .tooFewGroups(cells.count) }
    var statistic = DoubleDouble(0)
    for cell in cells {
      let rest = cell.count - cell.expected
      guard cell.expected.value > 0, rest.value > 0 else { throw .zeroVariance }
      let distance = (cell.observed - cell.expected).value
      statistic = statistic + distance * (distance / cell.expected.value) + distance * (distance / rest.value)
    }
    try checkFinite([statistic.value], "Hosmer and Lemeshow's statistic")
    return HosmerLemeshowTest(
      groups: cells.map {
        HosmerLemeshowTest.Group(count: $0.count.value, observed: $0.observed.value, expected: $0.expected.value)
      }, statistic: statistic.value, degreesOfFreedom: cells.count - 2,
      pValue: try ChiSquared(degreesOfFreedom: Double(cells.count - 2)).survival(statistic.value))
  }

  /// Linear predictors with the successes and failures that they stand for.
  /// - Throws: `outOfDomain` unless the family is binomial and the weights are whole.
  func countedOutcomes() throws(StatisticsError) -> [CountedOutcome] {
    guard family == .binomial else {
      throw .outOfDomain("only a logistic regression predicts whether something happens")
    }
    var result: [CountedOutcome] = []
    for row in data.used {
      let weight = data.weights[row]
      guard weight == weight.rounded(), weight * data.trials[row] <= 1e15 else {
        throw .outOfDomain("outcomes are counted, so weights must be whole numbers, but one is \(weight)")
      }
      result.append(
        CountedOutcome(
          score: linearPredictor[row], events: weight * data.response[row],
          others: weight * (data.trials[row] - data.response[row])))
    }
    return result
  }
}

/// How often something happened and did not at one value of a score.
struct CountedOutcome {
  let score, events, others: Double
}
