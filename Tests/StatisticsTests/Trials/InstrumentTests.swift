import Statistics
import Testing

@Suite("Instrumental variables agree with AER")
struct InstrumentTests {
  struct Case: Decodable, Sendable {
    let y, t: [Double]
    let w, z: [[Double]]
    let cluster: [Int]
    let coefficients, classical, robust, robustSmallSample, clustered, first, uptake: [Double]
    let sigma2, firstP, itt, ittError: Double

    var exogenous: Design {
      get throws {
        try Design(
          Matrix(columns: [[Double](repeating: 1, count: y.count)] + w),
          names: ["(Intercept)"] + w.indices.map { "w\($0)" })
      }
    }

    func model(_ errors: TwoStageLeastSquares.Errors) throws -> TwoStageLeastSquares {
      try twoStageLeastSquares(
        y, exogenous: exogenous, endogenous: Design(Matrix(columns: [t]), names: ["t"]),
        instruments: Design(Matrix(columns: z), names: z.indices.map { "z\($0)" }), errors: errors)
    }
  }

  @Test("Coefficients, four kinds of errors and the first stage")
  func agreement() throws {
    let file = try TopicFixture<Case>("trials/ivreg")
    #expect(file.cases.count == 60)
    for (index, wanted) in file.cases.enumerated() {
      let kinds: [(TwoStageLeastSquares.Errors, [Double])] = [
        (.classical, wanted.classical), (.robust, wanted.robust), (.robustSmallSample, wanted.robustSmallSample),
        (.clustered(wanted.cluster), wanted.clustered),
      ]
      for (place, (errors, expected)) in kinds.enumerated() {
        let found = try wanted.model(errors)
        try #require(found.coefficients.count == wanted.coefficients.count)
        for (actual, wanted) in zip(found.coefficients, wanted.coefficients) {
          expectClose(actual, wanted, file.tolerance, floor: 1e-11, "coefficient of case \(index)")
        }
        for (actual, wanted) in zip(found.standardErrors, expected) {
          expectClose(actual, wanted, file.tolerance, "\(errors) of case \(index)")
        }
        expectClose(found.residualVariance, wanted.sigma2, file.tolerance, "variance of case \(index)")
        expectClose(found.firstStages[0].statistic, wanted.first[place], file.tolerance, "first F of case \(index)")
        for (actual, wanted) in zip(found.firstStages[0].coefficients, wanted.uptake) {
          expectClose(actual, wanted, file.tolerance, floor: 1e-11, "first stage of case \(index)")
        }
        if place == 3 {
          let clusters = Set(wanted.cluster).count
          #expect(found.firstStages[0].degreesOfFreedomResidual == clusters - 1)
        }
        if place == 0 {
          expectClose(found.firstStages[0].pValue, wanted.firstP, 1e-8, "first p of case \(index)")
          #expect(found.firstStages[0].isWeak == (wanted.first[0] < 10))
        }
      }
    }
  }

  @Test("The effect on compliers is the effect of assignment over the uptake")
  func compliers() throws {
    let cases = try TopicFixture<Case>("trials/ivreg").cases.filter { $0.z.count == 1 && Set($0.z[0]) == [0, 1] }
    #expect(cases.count >= 10)
    for wanted in cases {
      let found = try complierEffect(
        wanted.y, assigned: wanted.z[0], received: wanted.t, covariates: wanted.w.isEmpty ? nil : try wanted.exogenous)
      let place = wanted.w.count + 1
      expectClose(found.effect.difference, wanted.coefficients[place], 1e-9, floor: 1e-11, "effect")
      expectClose(found.effect.standardError, wanted.robustSmallSample[place], 1e-9, "error")
      expectClose(found.intentionToTreat.difference, wanted.itt, 1e-9, floor: 1e-11, "intention to treat")
      expectClose(found.intentionToTreat.standardError, wanted.ittError, 1e-9, "its error")
      expectClose(found.uptake, wanted.uptake[0], 1e-9, floor: 1e-11, "uptake")
      #expect(isClose(found.effect.difference * found.uptake, found.intentionToTreat.difference, 1e-9))
    }
  }

  @Test("A predictor that is its own instrument gives plain least squares")
  func ownInstrument() throws {
    let wanted = try TopicFixture<Case>("trials/ivreg").cases[0]
    let taken = try Design(Matrix(columns: [wanted.t]), names: ["t"])
    let noisy = zip(wanted.t, wanted.y).map { $0 + 1e-9 * $1 }
    let found = try twoStageLeastSquares(
      wanted.y, exogenous: wanted.exogenous, endogenous: taken,
      instruments: Design(Matrix(columns: [noisy]), names: ["t"]))
    let slope = try wanted.w.isEmpty ? pearson(wanted.t, wanted.y).estimate : nil
    if let slope {
      let ratio = (Moments(wanted.y).standardDeviation ?? 0) / (Moments(wanted.t).standardDeviation ?? 1)
      #expect(isClose(found.coefficients[1], slope * ratio, 1e-6))
    }
    #expect(found.firstStages[0].statistic > 1e6 && !found.firstStages[0].isWeak)
  }

  @Test("What instruments cannot tell apart is named")
  func refusals() throws {
    let one = [Double](repeating: 1, count: 6)
    let intercept = try Design(Matrix(columns: [one]), names: ["(Intercept)"])
    let y = [1.0, 3, 2, 5, 4, 9]
    let t = try Design(Matrix(columns: [[0, 1, 0, 1, 1, 1]]), names: ["t"])
    let constant = try Design(Matrix(columns: [one]), names: ["z"])
    #expect(throws: StatisticsError.rankDeficient(columns: ["z"])) {
      try twoStageLeastSquares(y, exogenous: intercept, endogenous: t, instruments: constant)
    }
    #expect(throws: StatisticsError.self) {
      try complierEffect(y, assigned: [0, 0, 0, 1, 1, 1], received: [1, 1, 1, 1, 1, 1])
    }
    #expect(throws: StatisticsError.self) {
      try complierEffect(y, assigned: [0, 0, 0, 1, 1, 1], received: [0, 0, 0, 1, 1, 1])
    }
    #expect(throws: StatisticsError.self) {
      try complierEffect(y, assigned: [0, 0, 2, 1, 1, 1], received: [0, 1, 0, 1, 1, 1])
    }
  }
}
