extension GeneralisedLinearModel {
  /// Average marginal effects: how much the expected outcome of one trial changes with each variable, averaged over the rows.
  ///
  /// A numeric variable: mean of ∂μ/∂x, all its interactions with it. A factor: mean of μ(level) − μ(reference), everybody set to the one and to
  /// the other (with sum contrasts: the first level is the reference). Standard errors by the delta method. Rows count by their weights; the
  /// trials of a row do not. In a design given as a table each column is a numeric variable.
  /// - Parameter covariance: of the coefficients, if not the model's own.
  /// - Returns: one a numeric variable (`age`) or level (`roleNurse`), by the variables' names.
  /// - Throws: `outOfDomain` for the confidence; `unequalLengths`; `notPositiveDefinite` for an effect without variance; `notFinite`.
  /// - Note: Williams (2012), doi:10.1177/1536867X1201200209. Reference values: `Fixtures/glm/glm.json`.
  public func averageMarginalEffects(
    covariance: Matrix? = nil, confidence: Double = 0.95
  ) throws(StatisticsError) -> [WaldEstimate] {
    let covariance = covariance ?? estimates.covariance
    guard covariance.rowCount == design.names.count, covariance.columnCount == design.names.count else {
      throw .unequalLengths(design.names.count, covariance.rowCount)
    }
    var result: [WaldEstimate] = []
    for effect in try design.effects() {
      let (estimate, gradient) = averaged(effect)
      let variance = covariance.form(gradient, gradient)
      try checkFinite(gradient + [estimate, variance], "the marginal effect of \"\(effect.name)\"")
      result.append(
        try WaldEstimate(name: effect.name, estimate: estimate, variance: variance, confidence: confidence))
    }
    return result
  }

  private func averaged(_ effect: DesignEffect) -> (estimate: Double, gradient: [Double]) {
    let values = estimates.values
    var estimate = DoubleDouble(0)
    var gradient = [Double](repeating: 0, count: values.count)
    var total = 0.0
    let first = zip(effect.first * values, data.offset).map { $0 + $1 }
    let second = effect.second.map { zip($0 * values, data.offset).map { $0 + $1 } }
    for row in data.used {
      let weight = data.weights[row]
      total += weight
      if let second, let table = effect.second {
        // A step from the first setting to the second.
        estimate = estimate + weight * (family.mean(second[row]) - family.mean(first[row]))
        let (before, after) = (family.meanSlopes(first[row]).first, family.meanSlopes(second[row]).first)
        for column in values.indices {
          gradient[column] += weight * (after * table[row, column] - before * effect.first[row, column])
        }
      } else {
        let slopes = family.meanSlopes(linearPredictor[row])
        let rise = first[row] - data.offset[row]
        estimate = estimate + weight * slopes.first * rise
        for column in values.indices {
          gradient[column] +=
            weight * (slopes.second * rise * design.matrix[row, column] + slopes.first * effect.first[row, column])
        }
      }
    }
    return (estimate.value / total, gradient.map { $0 / total })
  }
}

/// What a change of one variable does to the table of predictors.
struct DesignEffect {
  let name: String
  /// The derivative of the table by a numeric variable; or the table with a factor set to the level to start from.
  let first: Matrix
  /// The table with the factor set to another level; nil for a numeric variable.
  let second: Matrix?
}

extension Design {
  func effects() throws(StatisticsError) -> [DesignEffect] {
    if variables.isEmpty {
      return predictorColumns.map { index in
        var unit = Matrix(rows: matrix.rowCount, columns: matrix.columnCount)
        for row in 0..<matrix.rowCount { unit[row, index] = 1 }
        return DesignEffect(name: names[index], first: unit, second: nil)
      }
    }
    var result: [DesignEffect] = []
    for name in variables.keys.sorted() {
      switch variables[name] {
      case .numeric, .decimal:
        // Every column is a product in which the variable stands at most once, so this difference is the derivative.
        let one = try with(name, .numeric([Double](repeating: 1, count: matrix.rowCount)))
        let zero = try with(name, .numeric([Double](repeating: 0, count: matrix.rowCount)))
        result.append(DesignEffect(name: name, first: one - zero, second: nil))
      case .factor(let factor):
        let start = if case .treatment(let reference) = factor.contrasts { reference } else { 0 }
        let before = try with(name, .factor(factor.setEverywhere(to: start)))
        for level in factor.levels.indices where level != start {
          let after = try with(name, .factor(factor.setEverywhere(to: level)))
          result.append(DesignEffect(name: name + factor.levels[level], first: before, second: after))
        }
      case nil: break
      }
    }
    return result
  }

  private func with(_ name: String, _ variable: Variable) throws(StatisticsError) -> Matrix {
    var changed = variables
    changed[name] = variable
    return try Design(changed, terms: terms, intercept: hasIntercept).matrix
  }
}

extension Factor {
  fileprivate func setEverywhere(to level: Int) throws(StatisticsError) -> Factor {
    try Factor(levels: levels, codes: codes.map { _ in level }, contrasts: contrasts)
  }
}
