import Markup

/// Values over time with their centre and limits; a special cause is a diamond, anything else a dot.
package struct SeriesChart: Chart {
  package struct Point: Hashable, Sendable {
    package let label: String
    package let value, centre: Double
    package let lower, upper: Double?
    package let isSignal: Bool

    package init(label: String, value: Double, centre: Double, lower: Double?, upper: Double?, isSignal: Bool) {
      self.label = label
      self.value = value
      self.centre = centre
      self.lower = lower
      self.upper = upper
      self.isSignal = isSignal
    }
  }

  package let title: String
  package let summary: String
  package let points: [Point]
  /// Points at which limits begin anew.
  package let breaks: [Int]
  package let target: Double?

  package init(title: String, summary: String, points: [Point], breaks: [Int] = [], target: Double? = nil) {
    self.title = title
    self.summary = summary
    self.points = points
    self.breaks = breaks
    self.target = target
  }

  package func draw(on canvas: inout Canvas) {
    canvas.heading(title)
    let plot = Plot(self, layout: canvas.layout, top: canvas.height + 8)
    for tick in plot.ticks {
      canvas.line(plot.left, plot.y(tick), plot.right, plot.y(tick), class: "grid")
      canvas.text(
        [tickText(tick)], x: plot.left - 8, top: plot.y(tick) - Canvas.lineHeight / 2, anchor: .end, class: "tick")
    }
    if let target { canvas.line(plot.left, plot.y(target), plot.right, plot.y(target), class: "target") }
    for line in [\Point.lower, \Point.upper] { canvas.path(plot.steps { $0[keyPath: line] }, class: "limit") }
    canvas.path(plot.steps { $0.centre }, class: "centre")
    for stretch in plot.stretches {
      canvas.path(stretch.map { (plot.x($0), plot.y(points[$0].value)) }, class: "series")
    }
    for (index, point) in points.enumerated() {
      let (x, y) = (plot.x(index), plot.y(point.value))
      if point.isSignal {
        canvas.add(
          SVG.path(
            .class("signal"),
            .d(pathText([(x, y - 7), (x + 7, y), (x, y + 7), (x - 7, y)]) + "Z")))
      } else {
        canvas.add(SVG.circle(.class("dot"), .cx(x), .cy(y), .r(4)))
      }
    }
    canvas.height = plot.bottom
    let first = points.first?.label ?? ""
    let last = points.last?.label ?? ""
    canvas.height += 6
    if textWidth(first + last, size: 13) + 20 < plot.right - plot.left {
      canvas.text([first], x: plot.left, top: canvas.height, class: "tick")
      if points.count > 1 { canvas.text([last], x: plot.right, top: canvas.height, anchor: .end, class: "tick") }
      canvas.height += Canvas.lineHeight + 6
    } else {
      canvas.note("From \(first) to \(last).")
    }
    canvas.note(
      "Solid: the centre. Dashed: the limits of what is usual." + (target == nil ? "" : " Dotted: the target.")
        + (points.contains(where: \.isSignal) ? " Diamonds: special causes." : ""))
  }

  /// Where values and points stand.
  private struct Plot {
    let chart: SeriesChart
    let scale: Scale
    let ticks: [Double]
    let left, right, top, bottom: Double

    init(_ chart: SeriesChart, layout: Layout, top: Double) {
      self.chart = chart
      self.top = top
      bottom = top + (layout == .wide ? 260 : 220)
      var values = chart.points.flatMap { [$0.value, $0.centre, $0.lower ?? $0.value, $0.upper ?? $0.value] }
      if let target = chart.target { values.append(target) }
      let (least, most) = (values.min() ?? 0, values.max() ?? 1)
      let room = most > least ? (most - least) * 0.06 : 1
      scale = Scale(least - room, most + room)
      ticks = scale.ticks(most: layout == .wide ? 8 : 6)
      left = (ticks.map { textWidth(tickText($0), size: 13) }.max() ?? 0) + 10
      right = layout.width - 8
    }

    func x(_ index: Int) -> Double {
      left + 10 + (right - left - 20) * Double(index) / Double(max(chart.points.count - 1, 1))
    }

    func y(_ value: Double) -> Double { bottom - (bottom - top) * scale.fraction(value) }

    /// Points between two breaks.
    var stretches: [Range<Int>] {
      let starts = [0] + chart.breaks
      return zip(starts, chart.breaks + [chart.points.count]).filter { $0 < $1 }.map { $0..<$1 }
    }

    /// A staircase, half a step to either side of each point; it ends where there is no value, and at breaks.
    func steps(_ level: (Point) -> Double?) -> [[(Double, Double)]] {
      let half = (right - left - 20) / Double(max(chart.points.count - 1, 1)) / 2
      var lines: [[(Double, Double)]] = []
      for stretch in stretches {
        var line: [(Double, Double)] = []
        for index in stretch {
          if let value = level(chart.points[index]) {
            line.append((max(x(index) - half, left), y(value)))
            line.append((min(x(index) + half, right), y(value)))
          } else {
            lines.append(line)
            line = []
          }
        }
        lines.append(line)
      }
      return lines.filter { !$0.isEmpty }
    }
  }
}

extension Canvas {
  fileprivate mutating func path(_ points: [(Double, Double)], class name: String) {
    guard !points.isEmpty else { return }
    add(SVG.path(.class(name), .d(pathText(points))))
  }

  fileprivate mutating func path(_ lines: [[(Double, Double)]], class name: String) {
    for line in lines { path(line, class: name) }
  }
}
