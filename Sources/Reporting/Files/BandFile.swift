import Disclosure

extension ScaleSummary {
  /// One row a band, with its cut-offs in the label; nil where no bands are given.
  var bandCSV: CSV? {
    guard !bands.isEmpty else { return nil }
    return CSV(
      header: ["scale", "bands", "source", "label", "percent", "base"],
      rows: bands.flatMap { bands in
        bands.table.rows.map { row in
          [
            .text(subject.title), .text(bands.name), .text(bands.source), .text(row.label), .share(row.share),
            .number(String(bands.table.base)),
          ]
        }
      })
  }
}
