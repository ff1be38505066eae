package import Dataset
package import Problems
import Statistics

extension FittedModel {
  package struct Question: Sendable {
    package let formula: String
    package let family: Family
    /// Columns of numbers that are categories.
    package let categories: Set<String>
    /// By column, the answer that others are held against.
    package let references: [String: String]
    /// Of an ordinal outcome in words, from the lowest.
    package let order: [String]
    /// A column of groups within which people are alike.
    package let clusters: String?
    /// Whether errors may be of unequal size.
    package let isRobust: Bool
    package let isMaximumLikelihood: Bool

    package init(
      formula: String, family: Family, categories: Set<String> = [], references: [String: String] = [:],
      order: [String] = [], clusters: String? = nil, isRobust: Bool = false, isMaximumLikelihood: Bool = false
    ) {
      self.formula = formula
      self.family = family
      self.categories = categories
      self.references = references
      self.order = order
      self.clusters = clusters
      self.isRobust = isRobust
      self.isMaximumLikelihood = isMaximumLikelihood
    }
  }

  /// - Throws: `Problem` for a formula or a column that cannot be read, or a model that the data do not allow, with the reason.
  package init(_ dataset: Dataset, _ question: Question) throws(Problem) {
    let formula = try ModelFormula(question.formula)
    let columns = try ModelColumns(dataset, formula.columns + (question.clusters.map { [$0] } ?? []))
    if !formula.random.isEmpty {
      guard question.family == .linear else {
        throw Problem(
          "random effects are for scores", at: "--family",
          remedy: "leave (… | …) out and give the groups with --clusters, or use --family linear")
      }
      guard question.clusters == nil, !question.isRobust else {
        throw Problem(
          "random effects account for groups already", at: "--clusters, --robust", remedy: "leave these options out")
      }
    }
    let outcome = try ModelOutcome(columns, formula.outcome, question)
    self.init(
      question.formula, question.family, n: columns.rows.count, leftOut: columns.leftOut, modelled: outcome.words)
    var variables: [String: Variable] = [:]
    let groups = Set(formula.random.map(\.group))
    for name in formula.columns.dropFirst() {
      variables[name] = try columns.variable(name, question, isGroup: groups.contains(name))
    }
    let clusters = try question.clusters.map { name throws(Problem) in try columns.factor(name).codes }
    do throws(StatisticsError) {
      let design = try Design(variables, terms: formula.terms, intercept: formula.hasIntercept)
      if formula.random.isEmpty {
        try fit(outcome, design, clusters, question)
      } else {
        try fitMixed(outcome.numbers, design, formula, variables, question)
      }
    } catch {
      throw Problem("\(error)", at: "\(dataset.source.fileName), \(question.formula)", remedy: Self.remedy(error))
    }
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
    _ outcome: ModelOutcome, _ design: Design, _ clusters: [Int]?, _ question: Question
  ) throws(StatisticsError) {
    switch question.family {
    case .linear: try fitLinear(outcome.numbers, design, clusters, question)
    case .logistic, .poisson:
      let model = try generalisedLinearModel(
        outcome.numbers, design, family: question.family == .logistic ? .binomial : .poisson)
      try take(model.estimates, clusters, question)
      try take { () throws(StatisticsError) in try model.termTests() }
    case .negativeBinomial:
      let model = try negativeBinomialRegression(outcome.numbers, design)
      theta = model.theta
      try take(model.model.estimates, clusters, question)
      try take { () throws(StatisticsError) in try model.termTests() }
    case .ordinal:
      guard let ordered = outcome.ordered else { throw .tooFewGroups(0) }
      let model = try proportionalOdds(ordered, design)
      try take(model.estimates, clusters, question)
      try take { () throws(StatisticsError) in try model.termTests() }
    case .firth:
      let model = try firthLogisticRegression(outcome.numbers, design)
      try take(model.estimates, clusters, question)
    }
  }

  private mutating func fitLinear(
    _ outcome: [Double], _ design: Design, _ clusters: [Int]?, _ question: Question
  ) throws(StatisticsError) {
    let model = try linearModel(design, outcome: outcome)
    var estimator = CovarianceEstimator.classical
    if let clusters {
      estimator = .clustered(.cr2, by: clusters)
      standardErrors = "CR2 within clusters, Satterthwaite's degrees of freedom"
    } else if question.isRobust {
      estimator = .heteroscedastic(.hc3)
      standardErrors = "HC3, for errors of unequal size"
    }
    coefficients = try model.coefficientTests(covariance: estimator).map { test in
      Coefficient(
        name: test.name, estimate: test.estimate, standardError: test.standardError,
        degreesOfFreedom: test.degreesOfFreedom, statistic: test.statistic, p: test.pValue, lower: test.lower,
        upper: test.upper, ratio: nil, ratioLower: nil, ratioUpper: nil)
    }
    if estimator == .classical, !design.terms.isEmpty {
      terms = try model.termTests(.hierarchical).map {
        TermTest(
          term: $0.term.name, kind: "F", statistic: $0.test.statistic, degreesOfFreedom: $0.test.numerator,
          residualDegreesOfFreedom: $0.test.denominator, p: $0.test.pValue)
      }
    }
    residualSD = model.residualStandardDeviation
    (rSquared, adjustedRSquared) = (model.rSquared, model.adjustedRSquared)
    (logLikelihood, aic, bic) = (model.logLikelihood, model.aic, model.bic)
  }

  private mutating func take(
    _ estimates: LikelihoodEstimates, _ clusters: [Int]?, _ question: Question
  ) throws(StatisticsError) {
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
    _ outcome: [Double], _ design: Design, _ formula: ModelFormula, _ variables: [String: Variable],
    _ question: Question
  ) throws(StatisticsError) {
    var random: [RandomTerm] = []
    for term in formula.random {
      guard case .factor(let groups) = variables[term.group] else { throw .outOfDomain("\(term.group) has no groups") }
      random.append(
        term.effects.isEmpty
          ? try RandomTerm(term.group, groups: groups)
          : try RandomTerm(
            term.group, groups: groups,
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
    terms = try inference.termTests().map {
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

/// The outcome as the family needs it.
private struct ModelOutcome {
  var numbers: [Double] = []
  var ordered: Factor?
  var words: String?

  init(_ columns: ModelColumns, _ name: String, _ question: FittedModel.Question) throws(Problem) {
    switch question.family {
    case .linear, .poisson, .negativeBinomial: numbers = try columns.numbers(name)
    case .logistic, .firth:
      if try columns.holdsNumbers(name) {
        numbers = try columns.numbers(name)
        return
      }
      let answers = try columns.factor(name)
      guard answers.levels.count == 2 else {
        throw Problem(
          "column “\(name)” has \(answers.levels.count) different answers", at: "--formula",
          remedy: "a logistic model needs two, or the numbers 0 and 1")
      }
      // The second in order is modelled, unless it is what was named to refer to.
      let event = answers.levels[1] == question.references[name] ? 0 : 1
      numbers = answers.codes.map { $0 == event ? 1 : 0 }
      words = "“\(answers.levels[event])” against “\(answers.levels[1 - event])”"
    case .ordinal:
      let found = try columns.factor(name)
      let isOrdered = try columns.holdsNumbers(name)
      let order = question.order.isEmpty && isOrdered ? found.levels : question.order
      guard Set(order) == Set(found.levels), order.count == found.levels.count else {
        throw Problem(
          question.order.isEmpty
            ? "the order of the answers to “\(name)” is not known"
            : "--order does not name each answer to “\(name)” once",
          at: "--order", remedy: "name them from the lowest: \(found.levels.joined(separator: ","))")
      }
      let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
      ordered = try? Factor(levels: order, codes: found.codes.compactMap { places[found.levels[$0]] })
      words = order.joined(separator: " < ")
    }
  }
}

extension ModelColumns {
  fileprivate func variable(
    _ name: String, _ question: FittedModel.Question, isGroup: Bool
  ) throws(Problem) -> Variable {
    if try holdsNumbers(name), !question.categories.contains(name), !isGroup { return .numeric(try numbers(name)) }
    return .factor(try factor(name, reference: question.references[name]))
  }
}
