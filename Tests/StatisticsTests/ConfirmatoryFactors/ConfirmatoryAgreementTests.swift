import Testing

@testable import Statistics

@Suite("Confirmatory factor analysis, as lavaan has it")
struct ConfirmatoryAgreementTests {
  @Test("The fixtures hold their cases")
  func whole() {
    #expect(ConfirmatoryReference.all("single.json").count == 80)
    #expect(ConfirmatoryReference.all("robust.json").reduce(0) { $0 + $1.fits.count } == 44)
    #expect(ConfirmatoryReference.all("groups.json").reduce(0) { $0 + $1.fits.count } == 8)
  }

  @Test("Maximum likelihood from covariances", arguments: ConfirmatoryReference.all("single.json"))
  func single(_ reference: ConfirmatoryReference) throws {
    let sample = try SampleCovariance(
      count: #require(reference.count), covariances: Matrix(rows: #require(reference.covariances)))
    let found = try confirmatoryFactorAnalysis(sample, reference.factorModel)
    try found.compare(reference.fits[0])
    let bounds = found.fit
    if let interval = bounds.rootMeanSquareError {
      let unit = Double(found.counts[0]) * Double(bounds.degreesOfFreedom)
      for (bound, tail) in [(interval.lower, 0.95), (interval.upper, 0.05)] where bound > 0 {
        let there = try NoncentralChiSquared(
          degreesOfFreedom: Double(bounds.degreesOfFreedom), noncentrality: bound * bound * unit)
        #expect(abs(try there.cumulative(bounds.statistic) - tail) < 1e-12)
      }
    }
  }

  @Test("Robust errors and tests from answers", arguments: ConfirmatoryReference.all("robust.json"))
  func robust(_ reference: ConfirmatoryReference) throws {
    let cases = try #require(reference.cases)
    for fit in reference.fits {
      let estimator = try #require(lavaanEstimators[fit.estimator])
      let found = try confirmatoryFactorAnalysis(cases, reference.factorModel, estimator: estimator)
      try found.compare(fit)
    }
  }

  @Test(
    "Groups with means, each step of invariance, whole and partial", arguments: ConfirmatoryReference.all("groups.json")
  )
  func groups(_ reference: ConfirmatoryReference) throws {
    let groups = try #require(reference.groups).enumerated().map { place, sample in
      let name = "group \(place)"
      if let cases = sample.cases { return try FactorGroup(name, cases: cases) }
      return FactorGroup(
        name,
        sample: try SampleCovariance(
          count: sample.count, means: sample.means, covariances: Matrix(rows: sample.covariances)))
    }
    let items = try #require(reference.freed)
    let freed: [FreedParameter] = [
      .loading(item: items[1], factor: "f1"), .intercept(item: items[2]), .residualVariance(item: items[0]),
    ]
    let levels: [String: MeasurementInvariance] = [
      "configural": .configural, "metric": .metric, "scalar": .scalar, "strict": .strict,
    ]
    for fit in reference.fits {
      let found = try confirmatoryFactorAnalysis(
        groups, reference.factorModel, invariance: #require(levels[fit.invariance ?? ""]),
        freeing: fit.partial == true ? freed : [], estimator: #require(lavaanEstimators[fit.estimator]))
      try found.compare(fit)
    }
  }
}
