/// Agreement of raters beyond chance, for the raters at hand and a population of units.
public struct AgreementCoefficient: Sendable, Equatable {
  /// 1 for full agreement, 0 for what chance gives.
  public let estimate: Double
  /// The share of agreement seen, and what chance gives by the coefficient's own rule.
  public let observed, expected: Double
  /// Over units drawn at random.
  public let standardError: Double
  /// The units that the standard error counts; it has one degree of freedom fewer.
  public let units: Int
  /// estimate ± t · standard error, at most 1.
  public let lower, upper: Double
  public let confidence: Double
  /// Two-sided, against no agreement beyond chance.
  public let pValue: Double
}

/// What the coefficients on several raters have in common: agreement within units and how often each category is given.
struct UnitAgreement {
  let ratings: Ratings
  let weights: [[Double]]
  /// Units with a rating, and with two.
  let units, pairedUnits: Double
  /// The mean over units of the share of ratings in each category.
  let shares: [Double]
  /// The mean over paired units of the share of pairs that agree.
  let observed: Double
  /// That share by pattern; 0 for a unit with one rating.
  private let within: [Double]

  /// - Throws: `tooFewValues` unless two units have a rating and one has two.
  init(_ ratings: Ratings, _ weights: AgreementWeights) throws(StatisticsError) {
    guard ratings.unitCount >= 2 else { throw .tooFewValues(ratings.unitCount) }
    guard ratings.values.count <= 2000 else {
      throw .tooMuchWork("agreement over \(ratings.values.count) categories", instead: "Krippendorff's alpha")
    }
    let table = try weights.table(ratings.values)
    var shares = [DoubleDouble](repeating: DoubleDouble(0), count: ratings.values.count)
    var within: [Double] = []
    var total = DoubleDouble(0)
    var paired = 0
    for pattern in 0..<ratings.patternCount {
      let entries = ratings.starts[pattern]..<ratings.starts[pattern + 1]
      let (r, n) = (Double(ratings.raters[pattern]), Double(ratings.units[pattern]))
      var agreeing = 0.0
      for entry in entries {
        let category = Int(ratings.categories[entry])
        let times = Double(ratings.times[entry])
        shares[category] = shares[category] + DoubleDouble(times * n) / r
        agreeing -= times
        for other in entries {
          agreeing += times * Double(ratings.times[other]) * table[category][Int(ratings.categories[other])]
        }
      }
      within.append(r < 2 ? 0 : agreeing / (r * (r - 1)))
      if r >= 2 {
        paired += ratings.units[pattern]
        total = total + DoubleDouble(within[pattern]) * n
      }
    }
    guard paired >= 1 else { throw .tooFewValues(paired) }
    self.ratings = ratings
    self.weights = table
    self.within = within
    self.units = Double(ratings.unitCount)
    pairedUnits = Double(paired)
    self.shares = shares.map { ($0 / Double(ratings.unitCount)).value }
    observed = (total / Double(paired)).value
  }

  /// The coefficient (observed − expected)/(1 − expected) with its standard error.
  ///
  /// Each unit's own coefficient is corrected for what the unit does to the expected agreement; the variance is that of the
  /// mean of these.
  /// - Parameter chance: what a rating in each category adds to the expected agreement; nil where that is fixed.
  func coefficient(
    expected: Double, chance: [Double]?, confidence: Double
  ) throws(StatisticsError) -> AgreementCoefficient {
    try checkConfidence(confidence)
    let left = 1 - expected
    guard left > 1e-15 else { throw .zeroVariance }
    let estimate = (observed - expected) / left
    var squares = DoubleDouble(0)
    for pattern in 0..<ratings.patternCount {
      let r = Double(ratings.raters[pattern])
      var own = r < 2 ? 0 : units / pairedUnits * (within[pattern] - expected) / left
      if let chance {
        var sum = 0.0
        for entry in ratings.starts[pattern]..<ratings.starts[pattern + 1] {
          sum += Double(ratings.times[entry]) * chance[Int(ratings.categories[entry])]
        }
        own -= 2 * (1 - estimate) * (sum / r - expected) / left
      }
      let deviation = own - estimate
      squares = squares + DoubleDouble.product(deviation, deviation) * Double(ratings.units[pattern])
    }
    return try AgreementCoefficient(
      estimate: estimate, observed: observed, expected: expected,
      variance: max(0, squares.value) / (units * (units - 1)), units: ratings.unitCount, confidence: confidence)
  }
}

extension AgreementCoefficient {
  init(
    estimate: Double, observed: Double, expected: Double, variance: Double, units: Int, confidence: Double
  ) throws(StatisticsError) {
    guard units >= 2 else { throw .tooFewValues(units) }
    let error = variance.squareRoot()
    guard estimate.isFinite, error.isFinite else { throw .notFinite("the coefficient of agreement") }
    let distribution = try StudentT(degreesOfFreedom: Double(units - 1))
    let half = error * (try distribution.upperQuantile((1 - confidence) / 2))
    guard half.isFinite else { throw .notFinite("the interval of the coefficient") }
    self.estimate = estimate
    self.observed = observed
    self.expected = expected
    standardError = error
    self.units = units
    lower = estimate - half
    upper = max(estimate, min(1, estimate + half))
    self.confidence = confidence
    if error > 0 {
      pValue = twoSided(try distribution.survival(abs(estimate) / error))
    } else {
      pValue = estimate == 0 ? 1 : 0
    }
  }
}
