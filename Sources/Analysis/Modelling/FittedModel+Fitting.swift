package import Dataset
package import Problems
import Statistics

extension FittedModel {
  /// - Throws: `Problem` for a formula or a column that cannot be read, or a model that the data do not allow, with the reason.
  package init(_ dataset: Dataset, _ question: Question) throws(Problem) {
    let formula = try ModelFormula(question.formula)
    try question.check(formula)
    let columns = try ModelColumns(
      dataset, formula.columns + [question.clusters, question.exposure].compactMap { $0 })
    let outcome = try ModelOutcome(columns, formula.outcome, question)
    self.init(
      question.formula, question.family, n: columns.rows.count, leftOut: columns.leftOut, modelled: outcome.words)
    let variables = try columns.variables(
      formula, categories: question.categories, references: question.references)
    let people = People(
      clusters: try question.clusters.map { name throws(Problem) in try columns.factor(name).codes },
      offset: try question.exposure.map { name throws(Problem) in
        try columns.logarithms(name, option: "--exposure")
      }, centres: try columns.centres(formula.powers))
    let groups = try formula.random.map { term throws(Problem) in try columns.groups(term.groups) }
    do throws(StatisticsError) {
      // Without any variable the table has to say how many people there are.
      let design =
        variables.isEmpty && formula.hasIntercept
        ? try Design(
          Matrix(columns: [[Double](repeating: 1, count: columns.rows.count)]), names: [Design.interceptName])
        : try Design(variables, terms: formula.terms, intercept: formula.hasIntercept)
      if formula.random.isEmpty {
        try fit(outcome, design, people, question)
      } else {
        try fitMixed(outcome.numbers, design, zip(formula.random, groups).map { ($0, $1) }, variables, question)
      }
    } catch {
      throw Problem("\(error)", at: "\(dataset.source.fileName), \(question.formula)", remedy: Self.remedy(error))
    }
  }

  /// What is known of the rows beside outcome and predictors.
  private struct People {
    let clusters: [Int]?
    let offset: [Double]?
    /// Where a power stands when its column is at its mean.
    let centres: [String: Double]
  }

  private static func remedy(_ error: StatisticsError) -> String {
    switch error {
    case .rankDeficient: "leave those columns out of the model, or join answers of few people"
    case .separation: "use --family firth, or leave those columns out"
    case .tooFewValues: "the model has more coefficients than the rows can tell apart: leave terms out"
    default: "check the columns with `hearth describe`, and that --family fits the outcome"
    }
  }

  private mutating func fit(
    _ outcome: ModelOutcome, _ design: Design, _ people: People, _ question: Question
  ) throws(StatisticsError) {
    switch question.family {
    case .linear: try fitLinear(outcome.decimals, design, people, question)
    case .logistic, .poisson:
      let model = try generalisedLinearModel(
        outcome.numbers, design, family: question.family == .logistic ? .binomial : .poisson,
        offset: people.offset)
      let covariance = try take(model.estimates, people.clusters, question)
      try take { () throws(StatisticsError) in try model.termTests() }
      if question.wantsEffects {
        effects = try model.averageMarginalEffects(covariance: covariance).map { Effect($0) }
      }
    case .negativeBinomial:
      let model = try negativeBinomialRegression(outcome.numbers, design, offset: people.offset)
      theta = model.theta
      let covariance = try take(model.model.estimates, people.clusters, question)
      try take { () throws(StatisticsError) in try model.termTests() }
      if question.wantsEffects {
        effects = try model.model.averageMarginalEffects(covariance: covariance).map { Effect($0) }
      }
    case .ordinal:
      guard let ordered = outcome.ordered else { throw .tooFewGroups(0) }
      let model = try proportionalOdds(ordered, design)
      try take(model.estimates, people.clusters, question)
      try take { () throws(StatisticsError) in try model.termTests() }
    case .firth:
      let model = try firthLogisticRegression(outcome.numbers, design)
      try take(model.estimates, people.clusters, question)
    }
  }

  private mutating func fitLinear(
    _ outcome: [DecimalNumber], _ design: Design, _ people: People, _ question: Question
  ) throws(StatisticsError) {
    let model = try linearModel(design, outcome: outcome)
    var estimator = CovarianceEstimator.classical
    if let clusters = people.clusters {
      estimator = .clustered(.cr2, by: clusters)
      standardErrors = "CR2 within clusters, Satterthwaite's degrees of freedom"
    } else if question.isRobust {
      estimator = .heteroscedastic(.hc3)
      standardErrors = "HC3, for errors of unequal size"
    }
    guard model.logLikelihood != nil else { return takePerfect(model) }
    coefficients = try model.coefficientTests(covariance: estimator).map { test in
      Coefficient(
        name: test.name, estimate: test.estimate, standardError: test.standardError,
        degreesOfFreedom: test.degreesOfFreedom, statistic: test.statistic, p: test.pValue, lower: test.lower,
        upper: test.upper, ratio: nil, ratioLower: nil, ratioUpper: nil)
    }
    if estimator == .classical, !design.terms.isEmpty {
      terms = try model.termTests(.hierarchical).map { TermTest($0.term, $0.test) }
    } else if !design.terms.isEmpty {
      // Fewer clusters than a term has coefficients leave no test of it, and the coefficients stand all the same.
      do throws(StatisticsError) {
        terms = try model.waldTermTests(.hierarchical, covariance: estimator).map { TermTest($0.term, $0.test) }
      } catch {
        refused.append(Refusal(name: "F tests of the terms", reason: "\(error)"))
      }
    }
    if !question.means.isEmpty { try takeMeans(model, estimator, question.means, at: people.centres) }
    residualSD = model.residualStandardDeviation
    (rSquared, adjustedRSquared) = (model.rSquared, model.adjustedRSquared)
    (logLikelihood, aic, bic) = (model.logLikelihood, model.aic, model.bic)
  }

  /// Nothing is left to test by.
  private mutating func takePerfect(_ model: LinearModel) {
    coefficients = zip(model.design.names, model.coefficients).map { name, estimate in
      Coefficient(
        name: name, estimate: estimate, standardError: 0, degreesOfFreedom: Double(model.residualDegreesOfFreedom),
        statistic: nil, p: nil, lower: estimate, upper: estimate, ratio: nil, ratioLower: nil, ratioUpper: nil)
    }
    (residualSD, rSquared, adjustedRSquared) = (0, 1, 1)
    refused.append(Refusal(name: "tests", reason: "the model fits every row exactly, so there is no error to test by"))
  }

  /// - Returns: the coefficients' covariance, if not the model's own.
  @discardableResult
  private mutating func take(
    _ estimates: LikelihoodEstimates, _ clusters: [Int]?, _ question: Question
  ) throws(StatisticsError) -> Matrix? {
    var covariance: Matrix?
    if let clusters {
      covariance = try estimates.clusteredCovariance(clusters)
      standardErrors = "CR1 within clusters"
    } else if question.isRobust {
      covariance = try estimates.robustCovariance(question.family == .ordinal ? .hc0 : .hc3)
      standardErrors = question.family == .ordinal ? "HC0" : "HC3"
    }
    coefficients = try estimates.waldEstimates(covariance: covariance).map { estimate in
      let ratio = try? estimate.ratio
      return Coefficient(
        name: estimate.name, estimate: estimate.estimate, standardError: estimate.standardError, degreesOfFreedom: nil,
        statistic: estimate.statistic, p: estimate.pValue, lower: estimate.lower, upper: estimate.upper,
        ratio: ratio?.estimate, ratioLower: ratio?.lower, ratioUpper: ratio?.upper)
    }
    (logLikelihood, aic, bic) = (estimates.logLikelihood, estimates.aic, estimates.bic)
    return covariance
  }

  /// A term's test may fail where the whole model did not, such as by separation.
  private mutating func take(
    _ tests: () throws(StatisticsError) -> [LikelihoodTermTest]
  ) throws(StatisticsError) {
    do throws(StatisticsError) {
      terms = try tests().map {
        TermTest(
          term: $0.term.name, kind: "chi-squared", statistic: $0.comparison.statistic,
          degreesOfFreedom: Double($0.comparison.degreesOfFreedom), residualDegreesOfFreedom: nil,
          p: $0.comparison.pValue)
      }
    } catch {
      refused.append(Refusal(name: "likelihood-ratio tests of the terms", reason: "\(error)"))
    }
  }

  private mutating func fitMixed(
    _ outcome: [Double], _ design: Design, _ terms: [(term: ModelFormula.Random, groups: Factor)],
    _ variables: [String: Variable], _ question: Question
  ) throws(StatisticsError) {
    var random: [RandomTerm] = []
    for (term, groups) in terms {
      random.append(
        term.effects.isEmpty
          ? try RandomTerm(term.name, groups: groups)
          : try RandomTerm(
            term.name, groups: groups,
            effects: try Design(variables, terms: term.effects, intercept: term.hasIntercept),
            correlated: term.isCorrelated))
    }
    let model = try linearMixedModel(
      outcome, design, random: random,
      estimation: question.isMaximumLikelihood ? .maximumLikelihood : .restrictedMaximumLikelihood)
    let inference = try model.inference(.satterthwaite)
    standardErrors = "Satterthwaite's degrees of freedom"
    for (name, test) in zip(model.names, try inference.coefficientTests()) {
      let interval = try test.interval()
      coefficients.append(
        Coefficient(
          name: name, estimate: test.estimate, standardError: test.standardError,
          degreesOfFreedom: test.degreesOfFreedom, statistic: test.statistic, p: test.pValue, lower: interval.lower,
          upper: interval.upper, ratio: nil, ratioLower: nil, ratioUpper: nil))
    }
    self.terms = try inference.termTests().map {
      TermTest(
        term: $0.name, kind: "F", statistic: $0.statistic, degreesOfFreedom: Double($0.numerator),
        residualDegreesOfFreedom: $0.denominator, p: $0.pValue)
    }
    components = model.components.flatMap { component in
      zip(component.effects, component.standardDeviations).map {
        Component(group: component.name, effect: $0, sd: $1, groups: component.levels.count)
      }
    }
    residualSD = model.residualVariance.squareRoot()
    isSingular = model.isSingular
    (logLikelihood, aic, bic) = (model.logLikelihood, model.aic, model.bic)
  }
}

extension FittedModel.TermTest {
  fileprivate init(_ term: Term, _ test: FTest) {
    self.init(
      term: term.name, kind: "F", statistic: test.statistic, degreesOfFreedom: test.numerator,
      residualDegreesOfFreedom: test.denominator, p: test.pValue)
  }
}
