import Analysis

extension HazardModel: TerminalText {
  var text: String {
    var lines = [
      "\(n) people, \(events) with the event (\(event): \(eventAnswer)); times: \(time)"
        + (strata.map { "; a baseline of its own for each \($0)" } ?? ""),
      "", coefficientTable.text, "",
      "a ratio above 1: the event comes sooner; standard errors: \(standardErrors)",
    ]
    if !terms.isEmpty { lines += ["", Self.table(terms.map { ($0.term, $0.test) }).text] }
    if let proportionalHazards {
      var rows = proportionalHazards.terms.map { ($0.term, $0.test) }
      if rows.count > 1 { rows.append(("all together", proportionalHazards.all)) }
      lines += ["", "whether the ratio stays the same over time:", "", Self.table(rows).text]
    }
    lines.append("")
    if let concordance {
      lines.append(
        "concordance \(shortNumber(concordance.index, digits: 4)): of two people, how often the one with the higher hazard had the event first"
      )
    }
    if let likelihoodRatio {
      lines.append(
        "the whole model: chi-squared(\(likelihoodRatio.degreesOfFreedom)) = \(shortNumber(likelihoodRatio.statistic)), \(pText(likelihoodRatio.p)) (likelihood ratio)"
      )
    }
    let figures: [(String, Double?)] = [("log-likelihood", logLikelihood), ("AIC", aic), ("BIC", bic)]
    lines.append(
      figures.compactMap { name, value in value.map { "\(name) \(shortNumber($0))" } }.joined(separator: ", "))
    return lines.joined(separator: "\n")
  }

  var notes: [String] {
    var notes: [String] = []
    if let line = leftOutText(leftOut, "every column") { notes.append(line) }
    if otherAnswers.count > 1 {
      notes.append(
        "times that ended otherwise (\(otherAnswers.prefix(8).joined(separator: ", "))) count as time without the event"
      )
    }
    if clusters != nil {
      notes.append("the tests by likelihood ratio and of constant ratios take people within a cluster as unrelated")
    }
    if events < 10 * coefficients.count {
      notes.append(
        "\(events) events for \(coefficients.count) \(coefficients.count == 1 ? "coefficient" : "coefficients"): "
          + "with fewer than ten each, ratios are rough")
    }
    for term in proportionalHazards?.terms ?? [] where term.test.p < 0.05 {
      notes.append(
        "the ratio of \(term.term) does not stay the same over time (\(pText(term.test.p))): read it as an average, "
          + "or give \(term.term), in a few answers, to --strata")
    }
    return notes + refused.map(\.line)
  }

  private var coefficientTable: TextTable {
    var table = TextTable(["", "hazard ratio", "95 % interval", "p", "coefficient", "SE", "z"])
    for row in coefficients {
      table.rows.append([
        row.name, row.hazardRatio.map { shortNumber($0, digits: 4) } ?? "", interval(row), pNumber(row.p),
        shortNumber(row.estimate), shortNumber(row.standardError, digits: 4), shortNumber(row.statistic, digits: 4),
      ])
    }
    return table
  }

  private func interval(_ row: Coefficient) -> String {
    guard let lower = row.hazardRatioLower, let upper = row.hazardRatioUpper else { return "" }
    return "[\(shortNumber(lower, digits: 4)), \(shortNumber(upper, digits: 4))]"
  }

  private static func table(_ tests: [(term: String, test: ChiSquared)]) -> TextTable {
    var table = TextTable(["term", "chi-squared", "df", "p"])
    for (term, test) in tests {
      table.rows.append([
        term, shortNumber(test.statistic, digits: 5), String(test.degreesOfFreedom), pNumber(test.p),
      ])
    }
    return table
  }
}
