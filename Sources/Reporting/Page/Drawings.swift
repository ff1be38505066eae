import Charts
import Disclosure
import Markup

extension AnswerTable {
  /// Shares as horizontal bars.
  var bars: BarChart {
    let bars = readingOrder.map { row in
      switch row.share {
      case .shown(let share):
        BarChart.Bar(label: shortened(row.label), value: share.length, text: share.text, isBound: share.isBound)
      case .suppressed: BarChart.Bar(label: shortened(row.label), value: nil, text: "withheld")
      }
    }
    return BarChart(
      title: subject.title, summary: bars.map { "\($0.label): \($0.text)." }.joined(separator: " "), bars: bars)
  }

  /// Items with the same steps as one diverging drawing.
  static func likert(_ items: [AnswerTable], title: String) -> LikertChart {
    let steps = items.first?.rows.map { shortened($0.label) } ?? []
    let rows = items.map { item in
      LikertChart.Row(
        label: shortened(item.subject.title),
        shares: item.rows.map { row in
          if case .shown(let share) = row.share {
            LikertChart.Segment(value: share.length, text: share.text)
          } else {
            nil
          }
        })
    }
    let summary = rows.map { row in
      let parts = zip(steps, row.shares).map { "\($0) \($1?.text ?? "withheld")" }
      return "\(row.label): \(parts.joined(separator: ", "))."
    }
    return LikertChart(title: title, summary: summary.joined(separator: " "), steps: steps, rows: rows)
  }
}

extension Share {
  fileprivate var isBound: Bool { if case .about = self { false } else { true } }
}

extension ScaleSummary {
  /// Means with intervals of scales that share an axis.
  static func dots(_ scales: [ScaleSummary], title: String) -> DotPlot? {
    guard let reading = scales.first?.reading else { return nil }
    let rows = scales.map { scale in
      DotPlot.Row(
        label: shortened(scale.subject.title), mean: scale.mean.value, lower: scale.interval.lower.value,
        upper: scale.interval.upper.value, text: scale.mean.text)
    }
    let summary = scales.map { "\($0.subject.title): mean \($0.mean.text), interval \($0.interval.text)." }
    return DotPlot(
      title: title, summary: summary.joined(separator: " "), lower: reading.lower, upper: reading.upper,
      reference: reading.midpoint?.value, referenceText: reading.referenceText, panels: [.init(rows: rows)])
  }
}

extension ScaleReading {
  fileprivate var referenceText: String? {
    midpoint.map { "Dashed line: midpoint \(plain($0.value)); left of it \($0.below), right of it \($0.above)." }
  }
}

extension GroupComparison {
  /// Group means with intervals, one panel a scale.
  static func dots(_ comparisons: [GroupComparison], title: String) -> DotPlot? {
    guard let reading = comparisons.first?.reading else { return nil }
    let panels = comparisons.map { comparison in
      DotPlot.Panel(
        title: comparisons.count > 1 ? comparison.subject.title : "",
        rows: comparison.groups.map { group in
          DotPlot.Row(
            label: shortened(group.label), mean: group.mean.value, lower: group.interval.lower.value,
            upper: group.interval.upper.value, text: group.mean.text)
        })
    }
    let summary = comparisons.map { comparison in
      let groups = comparison.groups.map { "\($0.label) \($0.mean.text) (interval \($0.interval.text))" }
      return "\(comparison.subject.title): \(groups.joined(separator: ", "))."
    }
    return DotPlot(
      title: title, summary: summary.joined(separator: " "), lower: reading.lower, upper: reading.upper,
      reference: reading.midpoint?.value, referenceText: reading.referenceText, panels: panels)
  }

  /// One box a group.
  var boxes: BoxPlot {
    let boxes = groups.map { $0.box.box(label: shortened($0.label)) }
    return BoxPlot(
      title: "\(subject.title) by \(by.inProse): spread",
      summary: groups.map { $0.box.words(label: shortened($0.label)) }.joined(separator: " "),
      lower: reading.lower, upper: reading.upper, boxes: boxes)
  }
}

extension BoxSummary {
  fileprivate func words(label: String) -> String {
    "\(label): median \(median.text), middle half from \(lowerHinge.text) to \(upperHinge.text)."
  }

  func box(label: String) -> BoxPlot.Box {
    BoxPlot.Box(
      label: shortened(label), median: median.value, lowerHinge: lowerHinge.value, upperHinge: upperHinge.value,
      whiskers: whiskers.map { BoxPlot.Whiskers(lower: $0.tenth.value, upper: $0.ninetieth.value) }, text: median.text)
  }
}
