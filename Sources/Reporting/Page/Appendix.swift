import Disclosure
import Markup

extension Page {
  /// Every test and every released group, reliability, and bands that may not headline, with their caution.
  mutating func appendix() -> [Node] {
    var nodes: [Node] = []
    forgetNotes()
    for comparison in report.comparisons {
      let title = "\(comparison.subject.title) by \(comparison.by.inProse)"
      nodes.append(HTML.h3(.id(id(title + " in full"))) { .text(title) })
      nodes.append(
        figure(
          comparison.boxes, caption: "Median and middle half of each group", table: comparison.groupTable))
      nodes.append(node(comparison.testTable))
      if let pairs = comparison.pairTable { nodes.append(node(pairs)) }
    }
    let scales = report.scales
    if !scales.isEmpty {
      nodes.append(HTML.h3(.id(id("Spread"))) { "Spread of each scale" })
      nodes.append(node(ScaleSummary.boxTable(scales, caption: "Percentiles over everyone")))
    }
    let reliable = scales.compactMap { scale in scale.reliability.map { (scale, $0) } }
    if !reliable.isEmpty {
      nodes.append(HTML.h3(.id(id("Reliability"))) { "Reliability" })
      nodes.append(node(reliabilityTable(reliable)))
      nodes += reliable.flatMap { scale, reliability in reliability.warnings(of: scale) }.map { warning in
        HTML.p(.class("caution")) { warning }
      }
    }
    for scale in scales {
      for bands in scale.bands where !bands.mayHeadline { nodes += bandsBody(bands, of: scale) }
    }
    if nodes.isEmpty { nodes.append(HTML.p { "No scale was scored." }) }
    return nodes
  }

  private func reliabilityTable(_ reliable: [(ScaleSummary, ReliabilitySummary)]) -> Table {
    let hasItems = reliable.contains { !$0.1.itemRest.isEmpty || !$0.1.alphaIfDeleted.isEmpty }
    return Table(
      caption: "Cronbach’s alpha",
      columns: ["Scale", "Items", Counted.head, "Alpha", "95% interval"]
        + (hasItems ? ["Item–rest correlations", "Alpha without each item"] : []),
      rows: reliable.map { scale, reliability in
        Table.Row(
          head: .text(scale.subject.title),
          cells: [
            .number(reliability.items.bound), reliability.peopleCell, .number(reliability.alpha.bound),
            .number(reliability.interval.bound),
          ]
            + (hasItems ? [.number(spaced(reliability.itemRest)), .number(spaced(reliability.alphaIfDeleted))] : []))
      },
      notes: reliable.contains { if case .suppressed = $0.1.people { true } else { false } }
        ? ["“Not given”: the number of people would single out those who left an item out."] : [])
  }

  private func spaced(_ figures: [Figure]) -> Node {
    .fragment(figures.enumerated().map { $0.offset == 0 ? $0.element.bound : ", \($0.element.bound)" as Node })
  }
}

extension ReliabilitySummary {
  /// Those who answered every item; in words where the number would single somebody out.
  fileprivate var peopleCell: Table.Cell {
    if case .shown(let people) = people { .number(people.bound) } else { .words("not given") }
  }

  /// A sentence for each item that goes against the rest of its scale: most often it was not turned round.
  fileprivate func warnings(of scale: ScaleSummary) -> [Node] {
    itemRest.enumerated().filter { $0.element.value < 0 }.map { index, correlation in
      """
      \(HTML.strong { .text(scale.subject.title) }): Item \(index + 1) goes against the rest of the scale (item–rest \
      correlation \(correlation.bound)): check whether it should be turned round.
      """
    }
  }
}
