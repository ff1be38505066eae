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
