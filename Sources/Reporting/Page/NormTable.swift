import Disclosure
import Markup

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
