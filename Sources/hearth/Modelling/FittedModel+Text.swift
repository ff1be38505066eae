import Analysis
import Foundation

extension FittedModel: TerminalText {
  var text: String {
    var lines = ["\(n) people" + (leftOut > 0 ? ", \(leftOut) rows without every column left out" : "")]
    if let modelled { lines.append("modelled: \(modelled)") }
    lines += ["", coefficientTable, "", "standard errors: \(standardErrors)"]
    if !terms.isEmpty {
      var table = TextTable(["term", "test", "df", "p"])
      for term in terms {
        let df =
          shortNumber(term.degreesOfFreedom, digits: 4)
          + (term.residualDegreesOfFreedom.map { ", " + shortNumber($0, digits: 5) } ?? "")
        table.rows.append([
          term.term, "\(term.kind) = \(shortNumber(term.statistic))", "(\(df))", shortNumber(term.p, digits: 4),
        ])
      }
      lines += ["", table.text]
    }
    if !components.isEmpty {
      var table = TextTable(["varies between", "what", "groups", "SD"])
      for component in components {
        table.rows.append([component.group, component.effect, String(component.groups), shortNumber(component.sd)])
      }
      lines += ["", table.text]
    }
    lines += effectLines + meanLines
    let figures: [(String, Double?)] = [
      ("residual SD", residualSD), ("R²", rSquared), ("adjusted R²", adjustedRSquared), ("theta", theta),
      ("log-likelihood", logLikelihood), ("AIC", aic), ("BIC", bic),
    ]
    lines += [
      "", figures.compactMap { name, value in value.map { "\(name) \(shortNumber($0))" } }.joined(separator: ", "),
    ]
    return lines.joined(separator: "\n")
  }

  private var effectLines: [String] {
    guard !effects.isEmpty else { return [] }
    var table = TextTable(["average effect", "estimate", "SE", "z", "p", "95 % interval"])
    for effect in effects {
      table.rows.append([
        effect.name, shortNumber(effect.estimate), shortNumber(effect.standardError, digits: 4),
        shortNumber(effect.statistic, digits: 4), shortNumber(effect.p, digits: 4),
        intervalText(effect.lower, effect.upper),
      ])
    }
    let unit = family == .logistic ? "the share" : "the count"
    return ["", table.text, "", "how far \(unit) changes with one unit, or against the answer referred to"]
  }

  private var meanLines: [String] {
    guard !means.isEmpty else { return [] }
    var table = TextTable(["adjusted mean", "", "mean", "SE", "df", "95 % interval"])
    for mean in means {
      table.rows.append([
        mean.of, mean.group, shortNumber(mean.mean), shortNumber(mean.standardError, digits: 4),
        shortNumber(mean.degreesOfFreedom, digits: 5), intervalText(mean.lower, mean.upper),
      ])
    }
    var pairs = TextTable(["compared", "pair", "difference", "SE", "t", "p", "95 % interval"])
    for pair in comparisons {
      pairs.rows.append([
        pair.of, pair.pair, shortNumber(pair.difference), shortNumber(pair.standardError, digits: 4),
        shortNumber(pair.statistic, digits: 4), shortNumber(pair.p, digits: 4), intervalText(pair.lower, pair.upper),
      ])
    }
    let how = adjustment.map { "pairs adjusted for each other by \($0); " } ?? ""
    return ["", table.text] + (comparisons.isEmpty ? [] : ["", pairs.text])
      + ["", how + "the other predictors at their means, other groups with equal weight"]
  }

  private var coefficientTable: String {
    let hasRatios = coefficients.contains { $0.ratio != nil }
    let isNormal = coefficients.allSatisfy { $0.degreesOfFreedom == nil }
    var table = TextTable(
      ["", "estimate", "SE"] + (isNormal ? ["z"] : ["t", "df"]) + ["p", "95 % interval"]
        + (hasRatios ? ["ratio", "95 % interval"] : []))
    for row in coefficients {
      var cells = [
        row.name, shortNumber(row.estimate), shortNumber(row.standardError, digits: 4),
        row.statistic.map { shortNumber($0, digits: 4) } ?? "",
      ]
      if !isNormal { cells.append(row.degreesOfFreedom.map { shortNumber($0, digits: 5) } ?? "") }
      cells += [row.p.map { shortNumber($0, digits: 4) } ?? "", intervalText(row.lower, row.upper)]
      if hasRatios {
        cells += [row.ratio.map { shortNumber($0, digits: 4) } ?? "", intervalText(row.ratioLower, row.ratioUpper)]
      }
      table.rows.append(cells)
    }
    return table.text
  }

  var notes: [String] {
    var notes = refused.map { "\($0.name): \($0.reason)" }
    if isSingular == true {
      notes.append(
        "a variance between groups came out as 0, or two random effects as one: the model has more random terms than the data tell apart"
      )
    }
    return notes
  }
}
