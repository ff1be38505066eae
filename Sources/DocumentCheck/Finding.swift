/// How much a finding weighs: an error is a contradiction in the document, a warning an inconsistency that may have a reason,
/// a note something a careful author would state.
package enum Severity: String, Sendable, Encodable, Comparable {
  case note, warning, error

  package static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }
}

/// What kind of statement was looked at.
package enum Rule: String, Sendable, Encodable, CaseIterable {
  case testStatistic, anovaFromSummary, shareOfCount, shareWithoutCount, mean, standardDeviation, categorySum,
    multiSelect
  case repeatedFigure, claim, reference, smallGroup, table

  package var title: String {
    switch self {
    case .testStatistic: "p from test statistics"
    case .anovaFromSummary: "F from group summaries"
    case .shareOfCount: "counts and their percentages"
    case .shareWithoutCount: "percentages of a stated number"
    case .mean: "means of whole-number answers"
    case .standardDeviation: "standard deviations of whole-number answers"
    case .categorySum: "categories against their total"
    case .multiSelect: "answers counted as people"
    case .repeatedFigure: "figures given more than once"
    case .claim: "statements about significance"
    case .reference: "references to tables and figures"
    case .smallGroup: "groups of one"
    case .table: "tables whose rows could not be read"
    }
  }
}

/// One thing in a document that does not hold together.
package struct Finding: Sendable, Encodable {
  package let rule: Rule
  package let severity: Severity
  package let place: Place
  /// The words of the document.
  package let quote: String
  package let reported: String
  package var recomputed: String
  /// All values the recomputed figure can take, given rounding; `nil` where the answer is no single figure.
  package let interval: Bounds?
  /// Why it matters, in a plain sentence.
  package let why: String
}

/// A statement that was seen but could not be checked, and why.
package struct Unchecked: Sendable, Encodable {
  package let rule: Rule
  package let place: Place
  package let quote: String
  package let reason: String
}

/// One recognised statement and what came of it.
struct Verdict {
  enum Outcome {
    case agrees
    case differs(Finding)
    case unchecked(Unchecked)
  }
  let rule: Rule
  let outcome: Outcome

  static func agrees(_ rule: Rule) -> Verdict { Verdict(rule: rule, outcome: .agrees) }
  static func unchecked(_ rule: Rule, at place: Place, _ quote: String, _ reason: String) -> Verdict {
    Verdict(rule: rule, outcome: .unchecked(Unchecked(rule: rule, place: place, quote: quote, reason: reason)))
  }
  static func differs(
    _ rule: Rule, _ severity: Severity, at place: Place, _ quote: String, reported: String, recomputed: String,
    interval: Bounds? = nil, why: String
  ) -> Verdict {
    Verdict(
      rule: rule,
      outcome: .differs(
        Finding(
          rule: rule, severity: severity, place: place, quote: quote, reported: reported, recomputed: recomputed,
          interval: interval, why: why)))
  }
}
