import Disclosure
import Markup

extension ScaleReading {
  /// `0 to 6, higher is worse`.
  var range: String {
    let ends = "\(plain(lower)) to \(plain(upper))"
    return direction.map { "\(ends), \($0)" } ?? ends
  }

  var direction: String? {
    switch higherIs {
    case .better: "higher is better"
    case .worse: "higher is worse"
    case .descriptive: nil
    }
  }

  /// What the mean says in the words of the answers: “once a week” on a whole code, between “a few times a month” and “once a
  /// week” off one; nothing where the answers have no words or the mean lies outside them.
  func inWords(_ mean: Figure) -> String? {
    for anchor in anchors where abs(anchor.code - mean.value) < mean.unit / 1000 { return "“\(anchor.words)”" }
    guard let above = anchors.first(where: { $0.code > mean.value }),
      let below = anchors.last(where: { $0.code < mean.value })
    else { return nil }
    return "between “\(below.words)” and “\(above.words)”"
  }

  /// `above the midpoint of 3 (match)`.
  func beside(midpoint mean: Figure) -> String? {
    guard let midpoint else { return nil }
    let distance = mean.value - midpoint.value
    if abs(distance) < mean.unit / 1000 { return "on the midpoint of \(plain(midpoint.value))" }
    return distance > 0
      ? "above the midpoint of \(plain(midpoint.value)) (\(midpoint.above))"
      : "below the midpoint of \(plain(midpoint.value)) (\(midpoint.below))"
  }
}

extension ScaleSummary {
  /// “Workload averaged 2.8 on a scale from 1 to 5: between “sometimes” and “often”, below the midpoint of 3 (mismatch).”
  var sentence: Node {
    let readings = [reading.inWords(mean), reading.beside(midpoint: mean)].compactMap { $0 }
    let direction = reading.direction.map { ", where \($0)" } ?? ""
    let reading = readings.isEmpty ? "" : ": " + readings.joined(separator: ", ")
    return """
      \(HTML.strong { .text(subject.title) }) averaged \(mean.bound) on a scale from \(plain(self.reading.lower)) to \
      \(plain(self.reading.upper))\(direction)\(reading).
      """
  }

  /// One sentence a norm: where the mean stands, and that a norm is other people at another time.
  var normSentences: [Node] {
    norms.map { norm in
      let side =
        if norm.difference.value == 0 { "the same as" } else { norm.difference.value > 0 ? "above" : "below" }
      let distance: Node =
        norm.difference.value == 0 ? "" : "\(Node.bound(norm.difference.digits, magnitude(norm.difference))) "
      let interval: Node = "The \(norm.interval.level) interval of the difference is \(norm.interval.bound)."
      let quarter = norm.quarter.map { " By the quarters of that norm it is a “\($0)”." } ?? ""
      return """
        \(subject.title): the mean of \(mean.bound) is \(distance)\(side) the norm “\(norm.name)” (\(norm.mean.bound)\
        \(norm.standardDeviation.map { ", SD \($0.bound)" as Node } ?? "")). \(interval)\(norm.position)\(quarter)
        """
    }
  }
}

extension NormComparison {
  /// Where the mean stands among the norm's people, where its SD is known.
  fileprivate var position: Node {
    guard let tScore, let percentile else { return "" }
    return """
       That is a T score of \(tScore.bound): a person at this mean would score higher than about \(percentile.bound)% of the \
      norm’s people, if their scores are normally distributed.
      """
  }
}

/// The size of a difference whose direction is said in words; bound to the signed figure.
func magnitude(_ figure: Figure) -> String {
  figure.digits.hasPrefix("-") ? String(figure.digits.dropFirst()) : figure.digits
}

/// `a`, `a and b`, `a, b and c`.
func list(_ parts: [Node]) -> Node {
  guard let last = parts.last, parts.count > 1 else { return parts.first ?? .empty }
  let head = parts.dropLast().enumerated().map { $0.offset == 0 ? $0.element : ", \($0.element)" as Node }
  return "\(Node.fragment(head)) and \(last)"
}
