import Analysis

extension SummaryComparison {
  var text: String {
    var lines = outcome.map { [$0] } ?? []
    let freedom = "F(\(degreesOfFreedom.map(String.init).joined(separator: ", ")))"
    if let statistic, let p {
      lines.append(
        "  \(freedom) = \(shortNumber(statistic)), p = \(shortNumber(p, digits: 3)) from the figures as printed")
    }
    if let bounds {
      let largest = bounds.largestStatistic.map { shortNumber($0) } ?? "no upper limit"
      lines.append(
        "  what rounding and missing figures allow: \(freedom) from \(shortNumber(bounds.smallestStatistic)) to \(largest), p from \(shortNumber(bounds.smallestP, digits: 3)) to \(shortNumber(bounds.largestP, digits: 3))"
      )
    }
    lines += problems.map { "  \($0)" }
    let isBounded = bounds != nil || !problems.isEmpty
    lines += missing.map { "  \($0)" + (isBounded ? "" : "; --range LOW..HIGH would bound the result") }
    for pair in pairs where pair.p < 0.05 {
      lines.append(
        "  Tukey: \(pair.first) − \(pair.second) = \(shortNumber(pair.difference)), p = \(shortNumber(pair.p, digits: 3))"
      )
    }
    return lines.joined(separator: "\n")
  }
}
