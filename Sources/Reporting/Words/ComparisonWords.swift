import Disclosure
import Markup

extension GroupComparison {
  var headlineTest: Test? { tests.first { $0.method == headline } }
  /// Whether the headline test speaks against "no difference"; false where there is no such test, which `isTested` tells apart.
  var isClear: Bool { headlineTest?.p.isClear ?? false }

  var isTested: Bool { headlineTest != nil }

  /// Groups by mean, highest first; equal means keep their order.
  var ranked: [Group] {
    groups.enumerated().sorted { a, b in
      a.element.mean.value == b.element.mean.value ? a.offset < b.offset : a.element.mean.value > b.element.mean.value
    }.map(\.element)
  }

  /// The pairs that belong to the headline test: Games–Howell or Welch beside Welch's test, Tukey beside the classic one, Dunn
  /// beside the ranks.
  var headlinePairs: [Pair] {
    let wanted: [PairMethod] =
      switch headline {
      case .classic: [.tukey]
      case .welch, .brownForsythe: [.gamesHowell, .welch]
      case .rank: [.dunnHolm]
      }
    return pairs.filter { wanted.contains($0.method) }
  }

  /// One sentence on the difference and its size, in the same words for every scale.
  var sentence: Node { sentence(tests: true) }
  /// The same without statistics, for those who want the finding only.
  var plainSentence: Node { sentence(tests: false) }

  private func sentence(tests: Bool) -> Node {
    let ranked = ranked
    guard let highest = ranked.first, let lowest = ranked.last, groups.count > 1 else { return .empty }
    let direction = reading.direction.map { " (\($0))" } ?? ""
    let scale: Node = "\(HTML.strong { .text(subject.title) })\(direction)"
    let evidence: Node = tests ? headlineTest.map { "; \($0.phrase)" } ?? "" : ""
    if !isTested { return "No test could be made of \(scale) by \(by.inProse): \(means)." }
    if !isClear { return "There was no clear difference in \(scale) by \(by.inProse): \(spread)\(evidence)." }
    if groups.count == 2 {
      return """
        \(scale) was higher in \(name(highest.label)) (\(highest.mean.bound)) than in \(name(lowest.label)) \
        (\(lowest.mean.bound))\(tests ? differencePhrase(highest, lowest) : "")\(evidence).
        """
    }
    return """
      \(scale) differed by \(by.inProse): it was highest in \(name(highest.label)) (\(highest.mean.bound)) and lowest in \
      \(name(lowest.label)) (\(lowest.mean.bound))\(evidence).
      """
  }

  /// Which pairs of groups differ clearly, for three and more groups.
  var pairSentence: Node? {
    guard groups.count > 2, isClear else { return nil }
    let clear = headlinePairs.filter(\.p.isClear)
    if clear.isEmpty { return "No single pair of groups differed clearly." }
    let parts = clear.map { pair -> Node in
      guard let difference = pair.difference else {
        return "\(name(pair.first)) and \(name(pair.second)) (\(pair.p.phrase))"
      }
      let (high, low) = difference.value < 0 ? (pair.second, pair.first) : (pair.first, pair.second)
      return
        "\(name(high)) was higher than \(name(low)) by \(Node.bound(difference.digits, magnitude(difference))) (\(pair.p.phrase))"
    }
    let clearPairs: Node = clear.contains { $0.difference != nil } ? "" : "Clear differences: "
    return "\(clearPairs)\(Node.fragment(parts.enumerated().map { $0.offset == 0 ? $0.element : "; \($0.element)" }))."
  }

  private var means: Node { list(groups.map { "\(name($0.label)) \($0.mean.bound)" as Node }) }

  /// For a difference that is not clear: the interval of two groups' difference, the span of more groups' means.
  private var spread: Node {
    guard groups.count == 2, let pair = headlinePairs.first, let difference = pair.difference,
      let interval = pair.interval
    else { return means }
    return "\(means), the first minus the second \(difference.bound) (\(interval.level) interval \(interval.bound))"
  }

  private func differencePhrase(_ highest: Group, _ lowest: Group) -> Node {
    guard let pair = headlinePairs.first, let difference = pair.difference, let interval = pair.interval,
      Set([pair.first, pair.second]) == [highest.label, lowest.label]
    else { return "" }
    // The sentence says the direction, so the signs are turned where the pair was taken the other way round.
    if difference.value >= 0 {
      return ", a difference of \(difference.bound) (\(interval.level) interval \(interval.bound))"
    }
    return """
      , a difference of \(Node.bound(difference.digits, magnitude(difference))) (\(interval.level) interval \
      \(interval.upper.turned) to \(interval.lower.turned))
      """
  }
}

extension Figure {
  /// The figure with the other sign, bound to what was released.
  fileprivate var turned: Node {
    let turned = digits.hasPrefix("-") ? String(digits.dropFirst()) : value == 0 ? digits : "−" + digits
    return .bound(digits, turned)
  }
}

extension GroupComparison.Test {
  /// `Welch F(1, 26.2) = 38.1, p < .0001`, bound.
  var phrase: Node {
    let freedom = degreesOfFreedom.map { Node.bound($0.digits, $0.trimmedDigits) }
    let inner = freedom.enumerated().map { $0.offset == 0 ? $0.element : ",\u{A0}\($0.element)" as Node }
    let brackets: Node = freedom.isEmpty ? "" : "(\(Node.fragment(inner)))"
    return HTML.span(.class("stat")) {
      "\(method.short)\(symbol)\(brackets)\u{A0}=\u{A0}\(statistic.bound), \(p.phrase)"
    }
  }
}

extension GroupComparison.Method {
  /// Before the symbol; nothing before the classic test.
  fileprivate var short: String {
    switch self {
    case .classic: ""
    case .welch: "Welch "
    case .rank: "Kruskal–Wallis "
    case .brownForsythe: "Brown–Forsythe "
    }
  }

  var name: String {
    switch self {
    case .classic: "Analysis of variance"
    case .welch: "Welch’s test"
    case .rank: "Kruskal–Wallis test"
    case .brownForsythe: "Brown–Forsythe test of spread"
    }
  }
}

extension GroupComparison.PairMethod {
  var name: String {
    switch self {
    case .tukey: "Tukey"
    case .gamesHowell: "Games–Howell"
    case .dunnHolm: "Dunn, Holm-adjusted"
    case .welch: "Welch"
    }
  }
}

extension GroupComparison.Effect.Kind {
  var name: String {
    switch self {
    case .etaSquared: "η² (share of variance between groups)"
    case .omegaSquared: "ω² (the same, less biased)"
    case .epsilonSquared: "ε² (the same, of ranks)"
    case .hedgesG: "Hedges’ g (difference in standard deviations)"
    }
  }
}

extension Subject {
  /// A question's title inside a sentence: first letter small, unless the word is an abbreviation or a name.
  var inProse: String {
    let first = title.prefix { $0.isLetter }
    guard first.count > 1, first.dropFirst().allSatisfy(\.isLowercase), instrument == nil else { return title }
    return title.prefix(1).lowercased() + title.dropFirst()
  }
}
