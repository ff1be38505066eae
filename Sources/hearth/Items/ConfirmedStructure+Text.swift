import Analysis

extension ConfirmedStructure: TerminalText {
  var text: String {
    var lines = ["\(n) people" + (groups.count > 1 ? " in \(groups.count) groups" : "")]
    if let line = leftOutText(leftOut, "every item") { lines.append(line) }
    lines += ["estimated by \(estimator)", "", fitTable.text, "", loadingTable.text, "", factorTable.text]
    lines += ["", "log-likelihood \(shortNumber(logLikelihood)), AIC \(shortNumber(aic)), BIC \(shortNumber(bic))"]
    return lines.joined(separator: "\n")
  }

  var notes: [String] {
    var notes: [String] = []
    if !negativeVariances.isEmpty {
      notes.append(
        "a residual variance came out below 0: \(negativeVariances.joined(separator: ", ")). The structure is wrong there, or there are too few people"
      )
    }
    if !impossibleFactors.isEmpty {
      notes.append(
        "factors came out as no variables can be (a correlation beyond 1) in: \(impossibleFactors.joined(separator: ", "))"
      )
    }
    return notes
  }

  private var fitTable: TextTable {
    var table = TextTable(
      [
        steps.isEmpty ? "fit" : "the same in all groups", "χ²", "df", "p", "CFI", "TLI", "RMSEA", "90 % interval",
        "SRMR",
      ]
        + (steps.isEmpty ? [] : ["Δχ²", "df", "p", "ΔCFI", "ΔRMSEA"]))
    func cells(_ name: String, _ fit: Fit) -> [String] {
      [
        name, shortNumber(fit.chiSquared), String(fit.degreesOfFreedom), number(fit.p), number(fit.cfi),
        number(fit.tli), number(fit.rmsea), intervalText(fit.rmseaLower, fit.rmseaUpper),
        shortNumber(fit.srmr, digits: 3),
      ]
    }
    if steps.isEmpty { table.rows.append(cells("", fit)) }
    for step in steps {
      table.rows.append(
        cells(Self.words[step.invariance] ?? step.invariance, step.fit) + [
          number(step.difference), step.differenceDegreesOfFreedom.map { String($0) } ?? "", number(step.differenceP),
          number(step.cfiChange), number(step.rmseaChange),
        ])
    }
    return table
  }

  private static let words = [
    "configural": "structure (configural)", "metric": "loadings (metric)", "scalar": "intercepts (scalar)",
    "strict": "residuals (strict)",
  ]

  private var loadingTable: TextTable {
    let hasGroups = groups.count > 1
    var table = TextTable((hasGroups ? ["group"] : []) + ["factor", "item", "loading", "SE", "standardised", "SE"])
    for row in loadings {
      table.rows.append(
        (hasGroups ? [row.group] : []) + [
          row.factor, row.item, shortNumber(row.estimate, digits: 4), number(row.standardError),
          number(row.standardised), number(row.standardisedError),
        ])
    }
    return table
  }

  private var factorTable: TextTable {
    let hasGroups = groups.count > 1
    var table = TextTable(
      (hasGroups ? ["group"] : []) + ["factor", "omega", "variance extracted"]
        + (factorNames.count > 1 ? factorNames.map { "r with \($0)" } : []) + (hasGroups ? ["mean", "SE"] : []))
    for row in factors {
      table.rows.append(
        (hasGroups ? [row.group] : []) + [row.name, number(row.omega), number(row.averageVarianceExtracted)]
          + (factorNames.count > 1 ? row.correlations.map { number($0) } : [])
          + (hasGroups ? [number(row.mean), number(row.meanError)] : []))
    }
    return table
  }

  private func number(_ value: Double?) -> String { value.map { shortNumber($0, digits: 4) } ?? "" }
}
