package import Dataset
package import Problems
import Statistics

extension ConfirmedStructure {
  package struct Question: Sendable {
    let structure: String
    let reversed: String?
    let by: String?
    let isOrthogonal: Bool
    let isRobust: Bool

    /// - Parameters:
    ///   - structure: as `StructureText` reads it.
    ///   - by: the column of groups in which it is compared.
    package init(structure: String, reversed: String?, by: String?, isOrthogonal: Bool, isRobust: Bool) {
      self.structure = structure
      self.reversed = reversed
      self.by = by
      self.isOrthogonal = isOrthogonal
      self.isRobust = isRobust
    }
  }

  /// - Throws: `Problem` for a structure or column that cannot be read, and for a model that the answers do not allow, with the reason.
  package init(_ dataset: Dataset, _ question: Question) throws(Problem) {
    let text = try StructureText(question.structure, dataset)
    let items = try ItemColumns(dataset, names: text.items, reversed: question.reversed, option: "--structure")
    let groups = try Self.groups(items, dataset, by: question.by)
    let people = groups.reduce(0) { $0 + $1.cases.count }
    let estimator: FactorEstimator = question.isRobust ? .yuanBentler : .maximumLikelihood
    do throws(StatisticsError) {
      let model = try FactorModel(
        items: text.items, factors: text.factors, relations: question.isOrthogonal ? .orthogonal : .correlated,
        residualCovariances: text.residuals)
      var fits: [ConfirmatoryFactorAnalysis] = []
      var comparisons: [FactorModelComparison] = []
      if groups.count == 1 {
        fits = [try confirmatoryFactorAnalysis(groups[0].cases, model, estimator: estimator)]
      } else {
        var samples: [FactorGroup] = []
        for group in groups { samples.append(try FactorGroup(group.name, cases: group.cases)) }
        let ladder = try measurementInvariance(samples, model, estimator: estimator)
        (fits, comparisons) = (ladder.steps, ladder.comparisons)
      }
      self.init(
        structure: question.structure, isRobust: question.isRobust, leftOut: dataset.rowCount - people,
        groups: groups.map(\.name), fits, comparisons)
    } catch {
      throw Problem(
        "\(error)", at: "\(dataset.source.fileName), \(question.structure)",
        remedy: "check the items with `hearth factors --columns`, and that each factor has three of them or more")
    }
  }

  private static func groups(
    _ items: ItemColumns, _ dataset: Dataset, by: String?
  ) throws(Problem) -> [(name: String, cases: [[Double]])] {
    guard let by else { return [("all", items.cases)] }
    let answers = try FileColumns(dataset: dataset).choices(by, option: "--by")
    var cases: [[[Double]]] = answers.levels.map { _ in [] }
    for (row, own) in zip(items.rows, items.cases) {
      let code = Int(answers.codes[row])
      if code < cases.count { cases[code].append(own) }
    }
    let present = cases.indices.filter { !cases[$0].isEmpty }
    guard present.count > 1 else {
      throw Problem(
        "“\(by)” has \(present.count) group\(present.count == 1 ? "" : "s") of people who answered every item",
        at: "--by",
        remedy: "name a column with two groups or more, or leave --by out")
    }
    return present.map { (answers.levels[$0], cases[$0]) }
  }

  /// - Parameter fits: one, or those of configural, metric, scalar and strict invariance.
  private init(
    structure: String, isRobust: Bool, leftOut: Int, groups: [String], _ fits: [ConfirmatoryFactorAnalysis],
    _ comparisons: [FactorModelComparison]
  ) {
    let shown = fits[0]
    self.structure = structure
    estimator = isRobust ? "maximum likelihood, errors and test robust (Yuan–Bentler)" : "maximum likelihood"
    n = shown.counts.reduce(0, +)
    self.leftOut = leftOut
    self.groups = groups
    groupSizes = shown.counts
    factorNames = shown.model.factors.map(\.name)
    fit = Fit(shown)
    loadings = groups.indices.flatMap { group in
      shown.parameters.filter { $0.group == group }.compactMap { Loading($0, shown.model, groups[group]) }
    }
    // Means can be compared once loadings and intercepts are equal.
    let scalar = fits.count > 2 ? fits[2] : nil
    factors = groups.indices.flatMap { group in
      shown.model.factors.indices.map { Factor($0, group, groups[group], shown, scalar) }
    }
    logLikelihood = shown.logLikelihood
    aic = shown.akaikeInformationCriterion
    bic = shown.bayesianInformationCriterion
    steps =
      fits.count < 2
      ? [] : fits.indices.map { Step(fits[$0], comparisons.indices.contains($0 - 1) ? comparisons[$0 - 1] : nil) }
    negativeVariances = shown.heywoodItems.map { shown.model.items[$0] }
    impossibleFactors = shown.groupsWithImpossibleFactors.map { groups[$0] }
  }
}

extension ConfirmedStructure.Fit {
  fileprivate init(_ analysis: ConfirmatoryFactorAnalysis) {
    let fit = analysis.robustFit ?? analysis.fit
    self.init(
      chiSquared: fit.statistic, degreesOfFreedom: fit.degreesOfFreedom, p: fit.pValue, cfi: fit.comparativeFitIndex,
      tli: fit.tuckerLewisIndex, rmsea: fit.rootMeanSquareError?.estimate, rmseaLower: fit.rootMeanSquareError?.lower,
      rmseaUpper: fit.rootMeanSquareError?.upper, closeFit: fit.closeFitPValue,
      srmr: analysis.standardisedRootMeanSquareResidual,
      scaling: analysis.robustFit == nil ? nil : fit.scalingFactor)
  }
}

extension ConfirmedStructure.Loading {
  fileprivate init?(_ parameter: FactorParameter, _ model: FactorModel, _ group: String) {
    guard case .loading(let item, let factor) = parameter.place else { return nil }
    self.init(
      group: group, factor: model.factors[factor].name, item: model.items[item], estimate: parameter.estimate,
      standardError: parameter.standardError, standardised: parameter.standardised,
      standardisedError: parameter.standardisedStandardError)
  }
}

extension ConfirmedStructure.Factor {
  fileprivate init(
    _ factor: Int, _ group: Int, _ groupName: String, _ shown: ConfirmatoryFactorAnalysis,
    _ scalar: ConfirmatoryFactorAnalysis?
  ) {
    let reliability = try? shown.compositeReliability(ofFactor: factor, group: group)
    let mean = scalar?.parameter(.factorMean(factor: factor), group: group)
    self.init(
      group: groupName, name: shown.model.factors[factor].name, omega: reliability?.omega,
      averageVarianceExtracted: reliability?.averageVarianceExtracted,
      correlations: shown.model.factors.indices.map { other in
        other == factor
          ? 1
          : shown.parameter(.factorCovariance(max(factor, other), min(factor, other)), group: group)?.standardised
            ?? shown.parameter(.factorCovariance(min(factor, other), max(factor, other)), group: group)?.standardised
      }, mean: mean?.estimate, meanError: mean?.standardError)
  }
}

extension ConfirmedStructure.Step {
  fileprivate init(_ analysis: ConfirmatoryFactorAnalysis, _ comparison: FactorModelComparison?) {
    self.init(
      invariance: "\(analysis.invariance)", fit: ConfirmedStructure.Fit(analysis), difference: comparison?.statistic,
      differenceDegreesOfFreedom: comparison?.degreesOfFreedom, differenceP: comparison?.pValue,
      cfiChange: comparison?.comparativeFitIndexChange, rmseaChange: comparison?.rootMeanSquareErrorChange,
      srmrChange: comparison?.standardisedRootMeanSquareResidualChange)
  }
}
