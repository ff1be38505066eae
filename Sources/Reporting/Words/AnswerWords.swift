import Disclosure
import Markup

extension AnswerTable {
  /// The answers named most often, at most three, under the question's title; nothing for steps of a scale, which a drawing says better.
  var sentence: Node? { mostOften.map { "\(HTML.strong { .text(subject.title) }): most often \($0)." } }

  /// `Funding (65%), staff (60%) and stress (55%)`.
  var mostOften: Node? {
    guard !ordered else { return nil }
    let shown = rows.enumerated().compactMap { index, row -> (index: Int, label: String, share: Share)? in
      if case .shown(let share) = row.share { (index, row.label, share) } else { nil }
    }.filter { if case .atMost = $0.share { false } else { true } }
    let ranked = shown.sorted { a, b in
      a.share.length == b.share.length ? a.index < b.index : a.share.length > b.share.length
    }
    guard !ranked.isEmpty else { return nil }
    return list(ranked.prefix(3).map { "\($0.label) (\($0.share.bound))" as Node })
  }

  /// `Shares of 40 people, in steps of 5 percentage points; several answers were possible.`
  var basis: Node {
    let steps = step > 1 ? ", in steps of \(plain(step)) percentage points" : ""
    return "Shares of \(base.bound) people\(steps)\(several ? "; several answers were possible" : "")."
  }
}

extension FrequencyTable {
  var basis: Node { "\(base.bound) people\(several ? "; several may apply to one person" : "")." }

  /// The most frequent characteristic, for the lead's and the staff's page.
  var sentence: Node? {
    let shown = rows.compactMap { row -> (label: String, count: Int, percent: Figure)? in
      guard case .shown(let count) = row.count, case .shown(let percent) = row.percent else { return nil }
      return (row.label, count, percent)
    }
    guard shown.count > 1 else { return nil }
    let parts = list(shown.map { "\($0.label) \($0.count.bound) (\($0.percent.bound)%)" as Node })
    return "\(HTML.strong { .text(subject.title) }): \(parts)."
  }
}
