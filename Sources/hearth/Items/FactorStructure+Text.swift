import Analysis
import Foundation

extension FactorStructure: TerminalText {
  var text: String {
    var lines = [
      "\(n) people with all \(columns.count) items; correlations: \(correlations)"
        + (reversed.isEmpty ? "" : "; turned round: \(reversed.joined(separator: ", "))")
    ]
    let before = [
      adequacy.map { "sampling adequacy (KMO) \(places($0.overall))" },
      sphericity.map {
        "sphericity (Bartlett) chi-squared(\($0.degreesOfFreedom)) = \(shortNumber($0.statistic)), \(pText($0.p))"
      },
    ].compactMap { $0 }
    if !before.isEmpty { lines.append(before.joined(separator: "; ")) }
    if let parallelAnalysis { lines += ["", eigenvalueText(parallelAnalysis)] }
    let many = factors.count == 1 ? "1 factor" : "\(factors.count) factors"
    let turned = factors.count == 1 || rotation == .none ? "not rotated" : rotation.rawValue
    lines += ["", "\(many) by \(method == .ml ? "maximum likelihood" : "minres"), \(turned):", "", loadingTable.text]
    lines += ["", "loadings below \(Self.worthNaming) are left blank; --json has every one", "", factorTable.text]
    if let fit { lines += ["", fitText(fit)] }
    if let reliability { lines += ["", reliability.text] }
    return lines.joined(separator: "\n")
  }

  var notes: [String] {
    [leftOutText(leftOut, "every item")].compactMap { $0 } + remarks
      + (refused + (reliability?.refused ?? [])).map(\.line)
  }

  private func eigenvalueText(_ parallel: Parallel) -> String {
    var table = TextTable(["", "eigenvalue", "chance, mean", "chance, 95 %"])
    // What follows the first that chance explains says nothing more.
    for (index, value) in parallel.eigenvalues.prefix(parallel.suggestedFactors + 2).enumerated() {
      table.rows.append([
        String(index + 1), places(value.observed), places(value.chanceMean), places(value.chanceQuantile),
      ])
    }
    let count = parallel.suggestedFactors
    let stand = count == 0 ? "no factor stands" : count == 1 ? "1 factor stands" : "\(count) factors stand"
    return table.text
      + "\n\nparallel analysis: \(stand) out from chance (\(parallel.draws) draws, seed \(parallel.seed))"
  }

  private var loadingTable: TextTable {
    var table = TextTable(["item"] + factorNames + ["uniqueness"] + (adequacy == nil ? [] : ["adequacy"]))
    // By the factor that an item loads on most, those that load on none at the end.
    let homes = items.map { item in
      item.loadings.indices.filter { abs(item.loadings[$0]) >= Self.worthNaming }
        .max { abs(item.loadings[$0]) < abs(item.loadings[$1]) }
    }
    let sizes = items.map { item in item.loadings.map { abs($0) }.max() ?? 0 }
    let order = items.indices.sorted { a, b in
      homes[a] != homes[b] ? (homes[a] ?? .max) < (homes[b] ?? .max) : sizes[a] > sizes[b]
    }
    for index in order {
      let item = items[index]
      table.rows.append(
        [item.name] + item.loadings.map { abs($0) < Self.worthNaming ? "" : places($0) } + [places(item.uniqueness)]
          + (adequacy.map { [places($0.items[index])] } ?? []))
    }
    return table
  }

  private var factorTable: TextTable {
    var table = TextTable([""] + factorNames)
    table.rows.append(["sum of squares"] + factors.map { places($0.sumOfSquares) })
    table.rows.append(["share of variance"] + factors.map { places($0.share) })
    if factors.count > 1, rotation == .oblimin {
      for index in factors.indices {
        table.rows.append(
          ["correlation with \(factorNames[index])"]
            + factors.indices.map { $0 > index ? "" : places(factors[index].correlations[$0]) })
      }
    }
    return table
  }

  private var factorNames: [String] { factors.indices.map { "factor \($0 + 1)" } }

  private func fitText(_ fit: Fit) -> String {
    let residual = "root mean square of residual correlations \(shortNumber(fit.rootMeanSquareResidual, digits: 3))"
    guard let statistic = fit.statistic, let p = fit.p else { return "fit: \(residual)" }
    return "fit: chi-squared(\(fit.degreesOfFreedom)) = \(shortNumber(statistic)), \(pText(p)); \(residual)"
  }
}

extension ScaleReliability {
  /// Figures of the whole, then of each item.
  fileprivate var text: String {
    var figures = TextTable(["reliability of the sum of all items", "estimate", "95 % interval"])
    if let alpha {
      figures.rows.append([
        "Cronbach's alpha", places(alpha.estimate, 3), "[\(places(alpha.lower, 3)), \(places(alpha.upper, 3))]",
      ])
    }
    if let omega {
      let groups = omega.groupFactors == 1 ? "1 factor" : "\(omega.groupFactors) group factors"
      figures.rows.append(["McDonald's omega, total (\(groups))", places(omega.total, 3), ""])
      figures.rows.append(["McDonald's omega, hierarchical", places(omega.hierarchical, 3), ""])
    }
    if let splitHalves {
      figures.rows.append(["split halves, mean of \(splitHalves.splits)", places(splitHalves.mean, 3), ""])
      figures.rows.append(["split halves, best (Guttman's λ₄)", places(splitHalves.best, 3), ""])
      figures.rows.append(["split halves, worst", places(splitHalves.worst, 3), ""])
    }
    if let guttmanLambda6 { figures.rows.append(["Guttman's λ₆", places(guttmanLambda6, 3), ""]) }
    if let greatestLowerBound {
      figures.rows.append(["greatest lower bound", places(greatestLowerBound.estimate, 3), ""])
    }
    guard !items.isEmpty else { return figures.text }
    var table = TextTable(["item", "mean", "SD", "with the rest", "alpha without it"])
    for item in items {
      table.rows.append([
        item.name, places(item.mean), places(item.sd), item.correlationWithRest.map { places($0) } ?? "",
        item.alphaWithout.map { places($0, 3) } ?? "",
      ])
    }
    return figures.text + "\n\n" + table.text
  }
}

/// As many decimals as columns of loadings and reliabilities are read with.
private func places(_ value: Double, _ count: Int = 2) -> String {
  let text = String(format: "%.\(count)f", value)
  return text.hasPrefix("-") && !text.contains { ("1"..."9").contains($0) } ? String(text.dropFirst()) : text
}
