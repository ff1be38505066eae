import Charts
import Disclosure
import Markup

extension Page {
  static func dashboard(_ dashboard: Dashboard) -> Node {
    var page = Page(dashboard.report)
    page.purpose = dashboard.purpose + (dashboard.report.counted == .responses ? " " + DashboardWords.openLink : "")
    page.back = dashboard.back
    var chapters: [Chapter] = []
    let blocks = dashboard.report.sections.flatMap(\.blocks)
    func add(_ title: String, _ body: (inout Page, Block) -> [Node]) {
      var nodes: [Node] = []
      page.forgetNotes()
      for block in blocks { nodes += body(&page, block) }
      if !nodes.isEmpty { chapters.append(page.chapter(title) { _ in nodes }) }
    }
    add("At a glance") { page, block in
      guard case .scales(let scales) = block else { return [] }
      return page.glance(scales, block, dashboard)
    }
    for by in unique(dashboard.report.comparisons.map(\.by.title)) {
      add("By \(by)") { page, block in
        guard case .comparisons(let comparisons) = block, comparisons.first?.by.title == by else { return [] }
        return comparisons.flatMap { page.groups(of: $0, dashboard) }
      }
    }
    add("What people said") { page, block in
      switch block {
      case .answers, .items, .crossTabulation: [page.heading(block.title)] + page.answers(block)
      default: []
      }
    }
    if let turnout = dashboard.report.turnout {
      chapters.append(page.chapter(Page.turnoutTitle) { $0.body(of: turnout.value) })
    }
    if !dashboard.report.withheld.isEmpty {
      chapters.append(page.chapter("What is not shown, and why") { $0.withheldList() })
    }
    chapters.append(page.chapter("How to read this") { $0.readingOfDashboard(dashboard) })
    return page.document(chapters, contents: chapters.count > 3)
  }

  private mutating func glance(_ scales: [ScaleSummary], _ block: Block, _ dashboard: Dashboard) -> [Node] {
    let changes = scales.map(dashboard.change)
    let hasChanges = changes.contains { $0 != nil }
    let said = zip(scales, changes).compactMap { scale, change -> Node? in
      guard let change, change.isClear, let wave = dashboard.earlier?.wave else { return nil }
      return scale.sentence(on: change, since: wave)
    }
    var nodes = [heading(block.title)]
    if !said.isEmpty { nodes.append(HTML.ul(.class("findings")) { for sentence in said { HTML.li { sentence } } }) }
    let table = Table(
      caption: .text(block.title),
      columns: ["Scale", Counted.head, "Mean", "95% interval"] + (hasChanges ? [since(dashboard)] : []),
      rows: zip(scales, changes).map { scale, change in
        Table.Row(
          head: name(scale.subject.title),
          cells: [.number(scale.base.bound), .number(scale.mean.bound), .number(scale.interval.bound)]
            + (hasChanges ? [change.cell] : []))
      }, notes: unique(scales.flatMap(\.notes)), captionIsUnseen: true)
    nodes.append(figure(block, caption: "Means of everyone with 95% intervals", table: table))
    for scale in scales {
      for bands in scale.bands where bands.mayHeadline { nodes += bandsBody(bands, of: scale) }
    }
    return nodes
  }

  private mutating func groups(of comparison: GroupComparison, _ dashboard: Dashboard) -> [Node] {
    let (rest, changes) = (comparison.againstTheRest, dashboard.changes(of: comparison))
    let hasChanges = changes.contains { $0 != nil }
    let table = Table(
      caption: "\(comparison.subject.title) by \(comparison.by.inProse)",
      columns: [comparison.by.title, Counted.head, "Mean", "95% interval", "From the rest"]
        + (hasChanges ? [since(dashboard)] : []),
      rows: comparison.groups.indices.map { index in
        let group = comparison.groups[index]
        return Table.Row(
          head: name(group.label),
          cells: [
            .number(group.base.bound), .number(group.mean.bound), .number(group.interval.bound), rest[index].cell,
          ] + (hasChanges ? [changes[index].cell] : []))
      }, notes: comparison.notes, captionIsUnseen: true)
    let title = heading(comparison.subject.title)
    guard
      let chart = GroupComparison.dots([comparison], title: "\(comparison.subject.title) by \(comparison.by.inProse)")
    else { return [title, node(table)] }
    return [title, figure(chart, caption: "Means with 95% intervals", table: table)]
  }

  private mutating func answers(_ block: Block) -> [Node] {
    switch block {
    case .answers(let answers): return answersBody(answers, block)
    case .items(let items): return [itemsBody(items, block)]
    case .crossTabulation(let table): return [node(table.table)]
    default: return []
    }
  }

  private func since(_ dashboard: Dashboard) -> String { "Since \(dashboard.earlier?.wave ?? "")" }

  private func readingOfDashboard(_ dashboard: Dashboard) -> [Node] {
    var texts = [FixedWords.smallest(report)]
    if !report.comparisons.isEmpty { texts.append(DashboardWords.rest) }
    if dashboard.earlier != nil { texts.append(DashboardWords.change) }
    texts += [DashboardWords.interval, FixedWords.notCauses, FixedWords.burnout]
    return [HTML.ul { for text in texts { HTML.li { .text(text) } } }]
  }
}

private enum DashboardWords {
  static let openLink = """
    Everybody answered by the same open link, so these are numbers of responses: somebody may have sent several, or be no \
    member of staff.
    """

  static let rest = """
    “From the rest” is a group’s mean less the mean of all other groups shown, with a 95% interval behind it. It is worked out \
    from the printed figures, so the interval is a little wider than it would be with more digits.
    """

  static let change = """
    A change is this mean less that of the round before, worked out from the printed figures of both. Nobody knows who answered \
    in both rounds, so they are compared as two different lots of people, and people who came and left are part of the change.
    """

  static let interval = """
    Where an interval lies on both sides of 0, the figures do not say which way the difference goes. Of twenty differences that \
    are none, one will look clear all the same.
    """
}

extension Contrast? {
  /// `+0.3 (−0.1 to 0.7)`.
  fileprivate var cell: Table.Cell {
    guard let contrast = self else { return .none }
    let sign = contrast.difference.value > 0 ? "+" : ""
    return .number("\(sign)\(contrast.difference.bound) (\(contrast.interval.bound))")
  }
}

extension ScaleSummary {
  /// `Strain is lower than in spring-2026: −0.4 (95% interval −0.7 to −0.1; higher is worse).`
  fileprivate func sentence(on change: Contrast, since wave: String) -> Node {
    let way = change.difference.value > 0 ? "higher" : "lower"
    let direction = reading.direction.map { "; \($0)" } ?? ""
    let sign = change.difference.value > 0 ? "+" : ""
    return
      "\(HTML.strong { .text(subject.title) }) is \(way) than in \(wave): \(sign)\(change.difference.bound) (95% interval \(change.interval.bound)\(direction))."
  }
}
