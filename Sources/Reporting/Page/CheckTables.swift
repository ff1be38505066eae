import Disclosure
import Markup

extension GroupComparison {
  /// One row a scale: what speaks for or against the tests' assumptions, and whether the choice of test matters.
  static func checkTable(_ comparisons: [GroupComparison], caption: Node) -> Table {
    Table(
      caption: caption,
      columns: ["Scale", "Equal spread: p", "Largest SD / smallest", "Most skewed group", "Tests at p < .05"],
      rows: comparisons.map { comparison in
        let checks = comparison.checks
        return Table.Row(
          head: name(comparison.subject.title),
          cells: [
            comparison.tests.first { $0.method == .brownForsythe }.map { .number($0.p.cell) } ?? .none,
            checks.spreadRatio.map { .number($0.bound) } ?? .none, comparison.mostSkewed,
            .words(.text(comparison.verdicts)),
          ])
      },
      notes: [
        """
        Equal spread: Brown–Forsythe test; a small p or a ratio far from 1 speaks for Welch's test and against the classic one. Skewness: \
        3 × (mean − median) / SD of the figures as printed (Pearson's second coefficient), 0 for an even shape, above 0 for a \
        longer tail of high scores; it is as coarse as those figures. Far from 0 in small groups it speaks for the test of ranks.
        """
      ])
  }

  /// `Statutory: 0.4`, the group whose coefficient is furthest from 0.
  private var mostSkewed: Table.Cell {
    let found = zip(groups, checks.skewness).compactMap { group, skewness in skewness.map { (group, $0) } }
    guard let most = found.max(by: { abs($0.1.value) < abs($1.1.value) }) else { return .none }
    return .words("\(name(most.0.label, atMost: 44)): \(most.1.bound)")
  }

  private var verdicts: String {
    switch checks.agreement {
    case .allClear: "all agree: clear"
    case .noneClear: "all agree: not clear"
    case .differ:
      "differ: "
        + tests.filter { Self.compared.contains($0.method) }.map {
          "\($0.method.plain) \($0.p.isClear ? "clear" : "not clear")"
        }.joined(separator: ", ")
    case nil: "–"
    }
  }
}

extension GroupComparison.Method {
  fileprivate var plain: String {
    switch self {
    case .classic: "classic"
    case .welch: "Welch"
    case .rank: "ranks"
    case .brownForsythe: "spread"
    }
  }
}

extension ScaleSummary {
  /// One row a norm; nil where no scale has one.
  static func normTable(_ scales: [ScaleSummary], caption: Node) -> Table? {
    let rows = scales.flatMap { scale in
      scale.norms.map { norm in
        Table.Row(
          head: name(scale.subject.title),
          cells: [
            .words(name(norm.name)), .number(norm.mean.bound),
            norm.standardDeviation.map { .number($0.bound) } ?? .none,
            .number(norm.difference.bound), .number(norm.interval.bound),
            norm.tScore.map { .number($0.bound) } ?? .none, norm.percentile.map { .number($0.bound) } ?? .none,
          ])
      }
    }
    guard !rows.isEmpty else { return nil }
    return Table(
      caption: caption,
      columns: ["Scale", "Norm", "Norm mean", "SD", "Difference", "95% interval", "T score", "Percentile"], rows: rows,
      notes: [
        """
        A norm is other people at another time; its mean is taken as given. T score: 50 at the norm's mean, 10 points a standard \
        deviation. Percentile: of the norm's people, if their scores are normally distributed.
        """
      ])
  }
}

extension CrossTabulation {
  /// Whether the two go together, with χ² and Cramér's V; nil where they are not given.
  var associationSentence: Node? {
    guard let association else { return nil }
    let both: Node = "\(rowSubject.inProse) and \(columnSubject.inProse)"
    let evidence = HTML.span(.class("stat")) {
      "χ²(\(association.degreesOfFreedom.bound))\u{A0}=\u{A0}\(association.statistic.bound), \(association.p.phrase)"
    }
    let silent =
      (rowLabels + columnLabels).contains("Not stated")
      ? " “Not stated” are people who did not answer the question, not a kind of people." : ""
    let rough: Node =
      association.fewExpected == 0
      ? ""
      : " In \(association.fewExpected.bound) of \(association.cells.bound) cells fewer than 5 people would be expected, so p is rough."
    return """
      \(association.p.isClear ? "There is a clear association" : "There is no clear association") between \(both): \(evidence), \
      Cramér’s V\u{A0}=\u{A0}\(association.cramersV.bound) (0 none, 1 complete). The test takes in everyone in the table.\(silent)\(rough)
      """
  }
}
