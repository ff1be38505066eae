package import Dataset
package import Problems
import Statistics

extension FactorStructure {
  package struct Question: Sendable {
    /// Columns, ranges and beginnings, separated by commas.
    package let columns: String
    package let reversed: String?
    /// As many as parallel analysis suggests unless given.
    package let factors: Int?
    package let method: Method
    package let rotation: Rotation
    package let isPolychoric: Bool
    package let seed: UInt64

    package init(
      columns: String, reversed: String? = nil, factors: Int? = nil, method: Method = .minres,
      rotation: Rotation = .oblimin, isPolychoric: Bool = false, seed: UInt64 = 1
    ) {
      self.columns = columns
      self.reversed = reversed
      self.factors = factors
      self.method = method
      self.rotation = rotation
      self.isPolychoric = isPolychoric
      self.seed = seed
    }
  }

  /// Steps of an answer beyond which a polychoric correlation means nothing more than Pearson's.
  private static let mostSteps = 12

  /// - Throws: `Problem` when the items cannot be read, or have no such factors.
  package init(_ dataset: Dataset, _ question: Question) throws(Problem) {
    let items = try ItemColumns(dataset, question.columns, reversed: question.reversed)
    self.init(items, question)
    let most = Self.mostFactors(items.names.count)
    if let factors = question.factors, !(1...most).contains(factors) {
      throw Problem(
        "\(items.names.count) items cannot have \(factors) factors", at: "--factors",
        remedy: "name more items, or from 1 to \(most) factors")
    }
    let file = dataset.source.fileName
    let answers: SampleCovariance
    do {
      answers = try SampleCovariance(cases: items.cases)
    } catch {
      throw Problem("\(error)", at: file, remedy: "check the columns with `hearth describe`")
    }
    let sample = question.isPolychoric ? try Self.polychoric(items, file) : answers
    examine(sample, seed: question.seed)
    let suggested = parallelAnalysis.map { min(max(1, $0.suggestedFactors), most) }
    guard let factors = question.factors ?? suggested else {
      throw Problem(
        "the number of factors is not known, because the parallel analysis gave none",
        at: "\(file), --factors", remedy: "give it with --factors")
    }
    do throws(StatisticsError) {
      try take(
        try factorAnalysis(
          sample, factors: factors, method: question.method == .ml ? .maximumLikelihood : .minimumResidual,
          rotation: question.rotation.inLibrary))
    } catch {
      throw Problem("\(error)", at: "\(file), --factors \(factors)", remedy: Self.remedy(error))
    }
    reliability = ScaleReliability(
      items, answers: answers, correlations: sample,
      groupFactors: factors > 1 ? factors : min(3, most))
    remark(suggested: parallelAnalysis?.suggestedFactors)
  }

  /// The most that leave degrees of freedom of 0 or more.
  private static func mostFactors(_ items: Int) -> Int {
    (1..<items).last { (items - $0) * (items - $0) >= items + $0 } ?? 1
  }

  private static func polychoric(_ items: ItemColumns, _ file: String) throws(Problem) -> SampleCovariance {
    for (item, name) in items.names.enumerated() {
      let steps = Set(items.cases.map { $0[item] }).count
      guard steps <= mostSteps else {
        throw Problem(
          "“\(name)” has \(steps) different answers", at: "--polychoric",
          remedy: "polychoric correlations are for answers in at most \(mostSteps) steps: leave --polychoric out")
      }
    }
    do throws(StatisticsError) {
      return try SampleCovariance(
        count: items.cases.count, covariances: try polychoricCorrelations(items.cases))
    } catch {
      throw Problem(
        "\(error)", at: "\(file), --polychoric",
        remedy: "leave --polychoric out, or leave out items that nearly everybody answers alike")
    }
  }

  private static func remedy(_ error: StatisticsError) -> String {
    switch error {
    case .notPositiveDefinite: "use --method minres, or leave out items that follow from others"
    case .noConvergence: "try another number of factors, or leave out items that nearly everybody answers alike"
    default: "check the columns with `hearth describe`"
    }
  }

  /// What is asked before any factors are made.
  private mutating func examine(_ sample: SampleCovariance, seed: UInt64) {
    attempt("sampling adequacy") { (result: inout Self) throws(StatisticsError) in
      let found = try samplingAdequacy(sample)
      result.adequacy = Adequacy(overall: found.overall, items: found.items)
    }
    attempt("test of sphericity") { (result: inout Self) throws(StatisticsError) in
      let found = try bartlettSphericity(sample)
      result.sphericity = Sphericity(
        statistic: found.statistic, degreesOfFreedom: found.degreesOfFreedom, p: found.pValue)
    }
    attempt("parallel analysis") { (result: inout Self) throws(StatisticsError) in
      let (draws, quantile) = (200, 0.95)
      let found = try Statistics.parallelAnalysis(sample, draws: draws, quantile: quantile, seed: seed)
      result.parallelAnalysis = Parallel(
        draws: draws, quantile: quantile, seed: seed,
        eigenvalues: found.eigenvalues.indices.map {
          Parallel.Eigenvalue(
            observed: found.eigenvalues[$0], chanceMean: found.means[$0], chanceQuantile: found.quantiles[$0])
        },
        suggestedFactors: found.suggestedFactors)
    }
  }

  private mutating func attempt(_ name: String, _ body: (inout Self) throws(StatisticsError) -> Void) {
    do throws(StatisticsError) {
      try body(&self)
    } catch {
      refused.append(Refusal(name: name, reason: "\(error)"))
    }
  }

  private mutating func take(_ found: FactorAnalysis) throws(StatisticsError) {
    let structure = found.structure
    factors = (0..<found.loadings.columnCount).map { factor in
      let explained = zip(found.loadings.column(factor), structure.column(factor)).reduce(0) { $0 + $1.0 * $1.1 }
      return Factor(
        sumOfSquares: explained, share: explained / Double(columns.count),
        correlations: found.factorCorrelations.row(factor))
    }
    items = columns.enumerated().map { index, name in
      Item(
        name: name, loadings: found.loadings.row(index), communality: found.communalities[index],
        uniqueness: found.uniquenesses[index])
    }
    fit = Fit(
      discrepancy: found.discrepancy, statistic: found.statistic, p: found.pValue,
      degreesOfFreedom: found.degreesOfFreedom, rootMeanSquareResidual: found.rootMeanSquareResidual)
    if !found.heywoodItems.isEmpty {
      remarks.append(
        "the uniqueness of \(found.heywoodItems.map { columns[$0] }.joined(separator: ", ")) ended at its lowest, 0.005: "
          + "there are too many factors, or too few people")
    }
  }

  private mutating func remark(suggested: Int?) {
    if suggested == 0 { remarks.append("no eigenvalue stands out from chance: these items may have nothing in common") }
    for item in items {
      guard let largest = item.loadings.indices.max(by: { abs(item.loadings[$0]) < abs(item.loadings[$1]) }) else {
        continue
      }
      let loading = item.loadings[largest]
      if abs(loading) < Self.worthNaming {
        remarks.append("\(item.name) loads on no factor by \(Self.worthNaming) or more")
      } else if loading < 0 {
        remarks.append(
          "\(item.name) loads negatively on factor \(largest + 1): if it asks the opposite way round, "
            + "turn it with --reverse \(item.name)")
      }
    }
  }
}

extension FactorStructure.Rotation {
  fileprivate var inLibrary: FactorRotation {
    switch self {
    case .oblimin: .oblimin
    case .varimax: .varimax
    case .none: .unrotated
    }
  }
}
