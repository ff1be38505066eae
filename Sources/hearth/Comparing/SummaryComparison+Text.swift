import Analysis

extension SummaryComparison {
  var text: String {
    var lines = outcome.map { [$0] } ?? []
    let freedom = "F(\(degreesOfFreedom.map(String.init).joined(separator: ", ")))"
    if let statistic, let p {
      lines.append(
        "  \(freedom) = \(shortNumber(statistic)), \(printed(p)) from the figures as printed")
    }
    if let bounds {
      let largest = bounds.largestStatistic.map { shortNumber($0) } ?? "no upper limit"
      lines.append(
        "  what rounding and missing figures allow: \(freedom) from \(shortNumber(bounds.smallestStatistic)) to \(largest), \(range(bounds))"
      )
    }
    lines += problems.map { "  \($0)" }
    let isBounded = bounds != nil || !problems.isEmpty
    lines += missing.map { "  \($0)" + (isBounded ? "" : "; --range LOW..HIGH would bound the result") }
    for pair in pairs where pair.p < 0.05 {
      lines.append(
        "  Tukey: \(pair.first) − \(pair.second) = \(shortNumber(pair.difference)), \(printed(pair.p))")
    }
    let others = pairs.count { $0.p >= 0.05 }
    if others > 0 {
      let which =
        others == pairs.count ? "no pair has p below .05" : "the other pairs (\(others)) have p of .05 or more"
      lines.append("  Tukey: \(which); --json has every pair")
    }
    return lines.joined(separator: "\n")
  }

  /// “p from below .0001 to .0312”, or one bound where both lie below it.
  private func range(_ bounds: Bounds) -> String {
    guard bounds.largestP >= 0.0001 else { return "p < .0001" }
    return
      "p from \(bounds.smallestP < 0.0001 ? "below .0001" : decimals(bounds.smallestP)) to \(decimals(bounds.largestP))"
  }

  /// “p = .0123” or “p < .0001”: figures that were printed to a decimal or two carry no more.
  private func printed(_ p: Double) -> String {
    p < 0.0001 ? "p < .0001" : "p = \(decimals(p))"
  }

  /// Three significant digits without the nought before the point.
  private func decimals(_ p: Double) -> String {
    let text = shortNumber(p, digits: 3)
    return text.hasPrefix("0.") ? String(text.dropFirst()) : text
  }
}
