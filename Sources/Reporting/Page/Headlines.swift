import Disclosure
import Markup

extension Page {
  /// What fits on a short page, in the order of the plan: what was named most often where people could choose several, each
  /// instrument's means or its ends, the largest clear differences, the others by name, and what does not differ clearly.
  func headlines(means: Bool) -> [Node] {
    let blocks = report.sections.flatMap(\.blocks)
    let answers = blocks.compactMap { if case .answers(let answers) = $0 { answers } else { nil } }
    let several = answers.filter(\.several)
    var sentences = (several.isEmpty ? answers : several).prefix(4).compactMap(\.sentence)
    if means {
      for block in blocks {
        if case .scales(let scales) = block { sentences.append(ScaleSummary.headline(of: scales, title: block.title)) }
      }
    }
    for by in unique(report.comparisons.map(\.by.inProse)) {
      let clear = report.comparisons.filter { $0.isClear && $0.by.inProse == by }.largestFirst
      sentences += clear.prefix(3).map(\.plainSentence)
      let others = clear.dropFirst(3).map { name($0.subject.title) }
      if !others.isEmpty { sentences.append("Smaller clear differences by \(by): \(list(others)).") }
    }
    return sentences + unclearSentences
  }
}

extension [GroupComparison] {
  /// By the share of variance that the groups account for, the largest first; equal ones keep their order.
  var largestFirst: [GroupComparison] {
    enumerated().sorted { a, b in
      let (first, second) = (a.element.strength, b.element.strength)
      return first == second ? a.offset < b.offset : first > second
    }.map(\.element)
  }
}

extension GroupComparison {
  /// η² or ε², or what Hedges’ g of two groups of one size comes to: g² / (g² + 4).
  fileprivate var strength: Double {
    if let g = effects.first(where: { $0.kind == .hedgesG })?.value.value { return g * g / (g * g + 4) }
    return effects.first { $0.kind == .etaSquared || $0.kind == .epsilonSquared }?.value.value ?? 0
  }
}

extension ScaleSummary {
  /// Up to four scales with their means; of more that read in one direction, the highest and the lowest.
  fileprivate static func headline(of scales: [ScaleSummary], title: String) -> Node {
    guard scales.count > 4, let first = scales.first,
      scales.allSatisfy({ $0.reading.higherIs == first.reading.higherIs }),
      let highest = scales.max(by: { $0.mean.value < $1.mean.value })?.mean.value,
      let lowest = scales.min(by: { $0.mean.value < $1.mean.value })?.mean.value, lowest < highest
    else { return sentence(of: scales, title: title) }
    func named(_ mean: Double) -> Node {
      list(scales.filter { $0.mean.value == mean }.map { "\(name($0.subject.title)) (\($0.mean.bound))" })
    }
    return """
      \(HTML.strong { .text(title) }) (\(first.reading.range)): the highest mean is that of \(named(highest)), the lowest \
      that of \(named(lowest)).
      """
  }
}
