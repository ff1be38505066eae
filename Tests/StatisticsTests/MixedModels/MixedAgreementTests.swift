import Statistics
import Testing

@Suite("Mixed models agree with lme4, lmerTest and pbkrtest, and none of lme4's is likelier")
struct MixedAgreementTests {
  static let references = ["intercepts", "slopes", "several", "weighted"].flatMap { MixedReference.cases($0) }

  @Test("There are at least 150 reference models, and 50 with weights or an offset")
  func enough() {
    #expect(Self.references.count >= 200)
    #expect(Self.references.count { $0.weights != nil || $0.offset != nil } >= 50)
  }

  @Test("Estimates, likelihood, conditional modes and both kinds of degrees of freedom", arguments: references)
  func agreement(_ reference: MixedReference) throws {
    let model = try reference.fit()
    try estimates(model, reference)
    try satterthwaite(model, reference)
    if reference.reml {
      try kenwardRoger(model, reference)
    } else {
      #expect(throws: StatisticsError.self) { try model.inference(.kenwardRoger) }
    }
  }

  private func estimates(_ model: LinearMixedModel, _ reference: MixedReference) throws {
    #expect(model.criterion <= reference.criterionByLme4 + 1e-9, "\(reference.name)")
    try reference.expect("criterion", [model.criterion], [reference.criterion], tolerance: 1e-11)
    #expect(model.isSingular == reference.singular, "\(reference.name)")
    try reference.expect("coefficients", model.coefficients, reference.coefficients, tolerance: 1e-8)
    try reference.expect("covariance", model.covariance.elements, reference.covariance, tolerance: 1e-8)
    try reference.expect("residual", [model.residualVariance], [reference.residualVariance], tolerance: 1e-8)
    try reference.expect("AIC", [model.aic], [reference.aic], tolerance: 1e-10)
    try reference.expect("BIC", [model.bic], [reference.bic], tolerance: 1e-10)
    for (index, component) in model.components.enumerated() {
      try reference.expect(
        "covariance of effects", component.covariance.elements, reference.covariances[index], tolerance: 1e-8)
      try reference.expect("modes", component.modes.elements, reference.modes[index], tolerance: 1e-8, floor: 1e-9)
      if !reference.deviations[index].isEmpty {
        try reference.expect(
          "deviations", component.modeDeviations.elements, reference.deviations[index], tolerance: 1e-8, floor: 1e-9)
      }
    }
  }

  /// lmerTest differentiates numerically, to about five digits.
  private func satterthwaite(_ model: LinearMixedModel, _ reference: MixedReference) throws {
    let inference = try model.inference()
    let tests = try inference.coefficientTests()
    for (index, test) in tests.enumerated() {
      try reference.expect(
        "degrees of freedom", [test.degreesOfFreedom], [reference.satterthwaite[index]], tolerance: 1e-8)
      if let numeric = reference.byLmerTest[index] {
        try reference.expect("degrees of freedom by lmerTest", [test.degreesOfFreedom], [numeric], tolerance: 1e-4)
      }
    }
    guard let wanted = reference.jointTest else { return }
    let test = try inference.joint(reference.jointRows)
    try reference.expect("F", [test.statistic], [wanted[0]], tolerance: 1e-8)
    #expect(Double(test.numerator) == wanted[1])
    try reference.expect("degrees of freedom of F", [test.denominator], [wanted[2]], tolerance: 1e-4)
    try reference.expect("p of F", [test.pValue], [wanted[3]], tolerance: 1e-4)
  }

  private func kenwardRoger(_ model: LinearMixedModel, _ reference: MixedReference) throws {
    let wanted = try #require(reference.kenwardRoger)
    let inference = try model.inference(.kenwardRoger)
    try reference.expect("adjusted covariance", inference.covariance.elements, wanted.covariance, tolerance: 1e-8)
    for (test, wanted) in zip(try inference.coefficientTests(), wanted.df) {
      try reference.expect("Kenward–Roger's degrees of freedom", [test.degreesOfFreedom], [wanted], tolerance: 1e-8)
    }
    guard let byR = wanted.joint else { return }
    let test = try inference.joint(reference.jointRows)
    try reference.expect(
      "Kenward–Roger's F", [test.statistic, Double(test.numerator), test.denominator, test.scale],
      [byR[0], byR[1], byR[2], byR[4]], tolerance: 1e-8)
    try reference.expect("its p", [test.pValue], [byR[3]], tolerance: 1e-8)
  }
}
