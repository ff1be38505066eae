import Disclosure
import Markup

extension AnswerTable {
  /// The answers named most often, at most three, one of two, under the question's title; nothing for steps of a scale, which a drawing says better.
  var sentence: Node? { mostOften.map { "\(HTML.strong { .text(subject.title) }): most often \($0)." } }

  /// `Funding (65%), staff (60%) and stress (55%)`.
  var mostOften: Node? {
    guard !ordered else { return nil }
    let ranked = readingOrder.compactMap { row -> (label: String, share: Share)? in
      switch row.share {
      case .shown(.atMost), .suppressed: nil
      case .shown(let share): (row.label, share)
      }
    }
    guard !ranked.isEmpty else { return nil }
    return list(
      ranked.prefix(rows.count == 2 ? 1 : 3).map { "\(name($0.label, atMost: 80)) (\($0.share.bound))" as Node })
  }

  /// `Shares of 40 people, in steps of 5 percentage points.` How they are rounded stands in the table's notes.
  func basis(_ counted: Counted) -> Node {
    "Shares of \(base.bound) \(counted.noun)\(several ? ", who could choose several" : ""), \(Self.steps([step]))."
  }

  /// `in steps of 5 or 10 percentage points`, bound.
  static func steps(_ steps: [Double]) -> Node {
    let sizes = Set(steps).sorted()
    let words = sizes.enumerated().map { index, step -> Node in
      "\(index == 0 ? "" : index == sizes.count - 1 ? " or " : ", ")\(Node.bound(plain(step), plain(step)))"
    }
    return "in steps of \(Node.fragment(words)) percentage point\(sizes == [1] ? "" : "s")"
  }

  /// The same over several items: `Shares of 87 to 90 people …` where their bases differ.
  static func basis(_ items: [AnswerTable], _ counted: Counted = .people) -> Node {
    guard let first = items.first, let fewest = items.map(\.base).min(), let most = items.map(\.base).max(),
      fewest < most
    else {
      guard let first = items.first else { return .empty }
      let choice = first.several ? ", who could choose several" : ""
      return "Shares of \(first.base.bound) \(counted.noun)\(choice), \(steps(items.map(\.step)))."
    }
    return """
      Shares of \(fewest.bound) to \(most.bound) \(counted.noun), depending on the question, \(steps(items.map(\.step)))\
      \(first.several ? "; one person could choose several" : "").
      """
  }

  /// The rows as they are read: steps of a scale in their order, other answers from the most to the least often named, equal shares
  /// in the order of the question, withheld ones last.
  var readingOrder: [Row] {
    if ordered { return rows }
    return rows.enumerated().sorted { a, b in
      let (first, second) = (a.element.size, b.element.size)
      return first == second ? a.offset < b.offset : first > second
    }.map(\.element)
  }
}

extension AnswerTable.Row {
  /// Ends stand below or above the share they bound.
  fileprivate var size: Double {
    switch share {
    case .shown(.about(let figure)): figure.value
    case .shown(.atMost(let bound)): bound - 0.5
    case .shown(.atLeast(let bound)): bound + 0.5
    case .suppressed: -1
    }
  }
}

extension FrequencyTable {
  func basis(_ counted: Counted) -> Node {
    "\(base.bound) \(counted.noun)\(several ? "; several may apply to one person" : "")."
  }
}
