import Charts
import Disclosure

/// One SVG a drawing, numbered in the order of the report: `figures/02-workload-by-sector.svg`.
func figureFiles(_ report: Report) -> [OutputFile] {
  let blocks = report.sections.flatMap(\.blocks)
  var charts: [any Chart] = blocks.compactMap(\.chart)
  charts += report.comparisons.map(\.boxes)
  return charts.enumerated().map { index, chart in
    let number = (index + 1 < 10 ? "0" : "") + String(index + 1)
    let slug = Page.slug(chart.title)
    return OutputFile(path: "figures/\(number)-\(slug.isEmpty ? "figure" : slug).svg", bytes: chart.file())
  }
}

extension Block {
  /// What is drawn beside the block's table; nothing where numbers say it better.
  var chart: (any Chart)? {
    switch self {
    case .answers(let answers): answers.bars
    case .items(let items): AnswerTable.likert(items, title: title)
    case .scales(let scales): ScaleSummary.dots(scales, title: title)
    case .comparisons(let comparisons): GroupComparison.dots(comparisons, title: title)
    case .frequency, .crossTabulation, .quotations, .withheld: nil
    }
  }

  /// The heading over the block.
  var title: String {
    switch self {
    case .frequency(let table): table.subject.title
    case .answers(let answers): answers.subject.title
    case .items(let items):
      items.count == 1 ? items[0].subject.title : items.first?.subject.instrument ?? "Answers question by question"
    case .crossTabulation(let table): "\(table.rowSubject.title) by \(table.columnSubject.inProse)"
    case .scales(let scales): scales.first.map { $0.subject.instrument ?? $0.subject.title } ?? ""
    case .comparisons(let comparisons):
      comparisons.first.map { "\($0.subject.instrument ?? $0.subject.title) by \($0.by.inProse)" } ?? ""
    case .quotations(let quotations): quotations.first?.subject.title ?? ""
    case .withheld: ""
    }
  }
}
