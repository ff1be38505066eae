import Disclosure

/// The report's tables, numbered in its order: `tables/03-workload-by-sector.csv`.
///
/// Findings of one form in a section share a table with their names in the first column: all items of an instrument, all scales, all
/// groups, tests and pairs of a comparison. A spreadsheet filters one table more easily than it opens fifty.
func tableFiles(_ report: Report) -> [OutputFile] {
  var files: [OutputFile] = []
  for section in report.sections {
    for (name, csv) in section.tables {
      let number = (files.count + 1 < 10 ? "0" : "") + String(files.count + 1)
      let slug = Page.slug(name)
      files.append(OutputFile(path: "tables/\(number)-\(slug.isEmpty ? "table" : slug).csv", bytes: csv.rendered()))
    }
  }
  return files
}

extension Section {
  fileprivate var tables: [(String, CSV)] {
    var tables: [(name: String, csv: CSV)] = []
    for finding in findings {
      for (name, csv) in finding.tables {
        guard let (shared, named) = sharing(finding, name, csv) else {
          tables.append((name, csv))
          continue
        }
        if let index = tables.firstIndex(where: { $0.name == shared && $0.csv.header == named.header }) {
          tables[index].csv.rows += named.rows
        } else {
          tables.append((shared, named))
        }
      }
    }
    return tables
  }

  /// The table that a finding's rows go into, with the finding's name in the first column; nil for a table of its own.
  private func sharing(_ finding: ReleasedFinding, _ name: String, _ csv: CSV) -> (name: String, csv: CSV)? {
    switch finding {
    case .answers(let table) where kind == .items:
      let subject = CSV.Cell.text(table.value.subject.title)
      return (title, CSV(header: ["item"] + csv.header, rows: csv.rows.map { [subject] + $0 }))
    case .scale(let scale):
      let suffixes = name == scale.value.subject.title ? [] : [" norms", " bands"]
      return (title + (suffixes.first(where: name.hasSuffix) ?? ""), csv)
    case .comparison(let comparison):
      let part = name.split(separator: " ").last.map(String.init) ?? ""
      let subject = CSV.Cell.text(comparison.value.subject.title)
      return ("\(title) \(part)", CSV(header: ["scale"] + csv.header, rows: csv.rows.map { [subject] + $0 }))
    case .answers, .frequency, .crossTabulation, .quotation, .withheld: return nil
    }
  }
}

extension ReleasedFinding {
  fileprivate var tables: [(String, CSV)] {
    switch self {
    case .frequency(let table):
      [
        (
          table.value.subject.title,
          CSV(
            header: ["label", "count", "percent"],
            rows: table.value.rows.map {
              [.text($0.label), .init($0.count) { String($0) }, .init($0.percent) { $0.digits }]
            })
        )
      ]
    case .answers(let table):
      [
        (
          table.value.subject.title,
          CSV(
            header: ["label", "percent", "base"],
            rows: table.value.rows.map { [.text($0.label), .share($0.share), .number(String(table.value.base))] })
        )
      ]
    case .crossTabulation(let table): [(table.value.title, table.value.csv)]
    case .scale(let scale):
      [(scale.value.subject.title, scale.value.csv)]
        + (scale.value.normCSV.map { [("\(scale.value.subject.title) norms", $0)] } ?? [])
        + (scale.value.bandCSV.map { [("\(scale.value.subject.title) bands", $0)] } ?? [])
    case .comparison(let comparison): comparison.value.tables
    case .quotation, .withheld: []
    }
  }
}

extension CSV.Cell {
  /// The value's digits, or `withheld`.
  fileprivate init<Value>(_ shown: Shown<Value>, _ digits: (Value) -> String) {
    switch shown {
    case .shown(let value): self = .number(digits(value))
    case .suppressed: self = .text("withheld")
    }
  }

  static func share(_ shown: Shown<Share>) -> CSV.Cell {
    switch shown {
    case .shown(.about(let figure)): .number(figure.digits)
    case .shown(let bound): .text(bound.text)
    case .suppressed: .text("withheld")
    }
  }

  fileprivate static func p(_ p: PValue) -> CSV.Cell {
    switch p {
    case .equal(let figure): .number(figure.digits)
    case .below(let bound): .text("< \(plain(bound))")
    }
  }

  fileprivate static func optional(_ figure: Figure?) -> CSV.Cell { figure.map { .number($0.digits) } ?? .empty }
}

extension CrossTabulation {
  fileprivate var title: String { "\(rowSubject.title) by \(columnSubject.inProse)" }

  fileprivate var csv: CSV {
    switch cells {
    case .counts(let counts, let rowTotals, let columnTotals):
      var csv = CSV(header: [rowSubject.title] + columnLabels + ["all"])
      for (label, line) in zip(rowLabels, zip(counts, rowTotals)) {
        csv.rows.append([.text(label)] + (line.0 + [line.1]).map { .init($0) { String($0) } })
      }
      if !columnTotals.isEmpty {
        csv.rows.append([.text("all")] + columnTotals.map { .init($0) { String($0) } } + [.number(String(base))])
      }
      return csv
    case .shares(let shares):
      return CSV(
        header: [rowSubject.title] + columnLabels,
        rows: zip(rowLabels, shares).map { label, line in [.text(label)] + line.map(CSV.Cell.share) })
    }
  }
}

private let boxHeader = ["tenth", "lowerHinge", "median", "upperHinge", "ninetieth"]

extension BoxSummary {
  fileprivate var csvCells: [CSV.Cell] {
    [
      .optional(whiskers?.tenth), .number(lowerHinge.digits), .number(median.digits), .number(upperHinge.digits),
      .optional(whiskers?.ninetieth),
    ]
  }
}

extension ScaleSummary {
  fileprivate var csv: CSV {
    CSV(
      header: ["scale", "people", "mean", "sd", "lower", "upper"] + boxHeader + ["alpha", "alphaPeople"],
      rows: [
        [
          .text(subject.title), .number(String(base)), .number(mean.digits), .number(standardDeviation.digits),
          .number(interval.lower.digits), .number(interval.upper.digits),
        ] + box.csvCells + [
          .optional(reliability?.alpha), reliability.map { .init($0.people) { String($0) } } ?? .empty,
        ]
      ])
  }

  fileprivate var normCSV: CSV? {
    guard !norms.isEmpty else { return nil }
    return CSV(
      header: [
        "scale", "norm", "source", "normMean", "normSD", "difference", "lower", "upper", "tScore", "percentile",
        "quarter",
      ],
      rows: norms.map { norm in
        [
          .text(subject.title), .text(norm.name), .text(norm.source), .number(norm.mean.digits),
          .optional(norm.standardDeviation), .number(norm.difference.digits), .number(norm.interval.lower.digits),
          .number(norm.interval.upper.digits), .optional(norm.tScore), .optional(norm.percentile),
          norm.quarter.map { .text($0) } ?? .empty,
        ]
      })
  }
}

extension GroupComparison {
  fileprivate var tables: [(String, CSV)] {
    let title = "\(subject.title) by \(by.inProse)"
    let groupRows: [[CSV.Cell]] = groups.map { group in
      [
        .text(group.label), .number(String(group.base)), .number(group.mean.digits),
        .number(group.standardDeviation.digits), .number(group.interval.lower.digits),
        .number(group.interval.upper.digits),
      ] + group.box.csvCells
    }
    let testRows: [[CSV.Cell]] = tests.map { test in
      [
        .text(test.method.rawValue), .text(test.symbol), .number(test.statistic.digits),
        .optional(test.degreesOfFreedom.first), .optional(test.degreesOfFreedom.dropFirst().first), .p(test.p),
        .text(test.method == headline ? "yes" : "no"),
      ]
    }
    let pairRows: [[CSV.Cell]] = pairs.map { pair in
      [
        .text(pair.first), .text(pair.second), .text(pair.method.rawValue), .optional(pair.difference),
        .optional(pair.interval?.lower), .optional(pair.interval?.upper), .optional(pair.effect),
        .optional(pair.effectInterval?.lower), .optional(pair.effectInterval?.upper), .p(pair.p),
      ]
    }
    let all = [
      (
        "\(title) groups",
        CSV(header: ["group", "people", "mean", "sd", "lower", "upper"] + boxHeader, rows: groupRows)
      ),
      ("\(title) tests", CSV(header: ["test", "symbol", "statistic", "df1", "df2", "p", "headline"], rows: testRows)),
      (
        "\(title) pairs",
        CSV(
          header: [
            "first", "second", "method", "difference", "lower", "upper", "hedgesG", "hedgesGLower", "hedgesGUpper", "p",
          ], rows: pairRows)
      ),
    ]
    return all.filter { !$0.1.rows.isEmpty }
  }
}
