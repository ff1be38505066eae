import Markup

/// Shares of groups without an event over time: stairs with their intervals, a stroke where somebody's time ended without the
/// event, and below the axis how many are still under observation.
package struct SurvivalChart: Chart {
  package struct Step: Hashable, Sendable {
    package let time: Double
    /// Just before.
    package let atRisk: Int
    package let events, censored: Int
    /// From here on, 0 to 1.
    package let share: Double
    package let lower, upper: Double?

    package init(
      time: Double, atRisk: Int, events: Int, censored: Int, share: Double, lower: Double?, upper: Double?
    ) {
      self.time = time
      self.atRisk = atRisk
      self.events = events
      self.censored = censored
      self.share = share
      self.lower = lower
      self.upper = upper
    }
  }

  package struct Curve: Hashable, Sendable {
    package let label: String
    /// From the first time to the last.
    package let steps: [Step]

    package init(label: String, steps: [Step]) {
      self.label = label
      self.steps = steps
    }

    /// How many are under observation just before a time.
    func atRisk(_ time: Double) -> Int { steps.first { $0.time >= time }?.atRisk ?? 0 }
  }

  /// As many as have lines of their own.
  package static let mostCurves = 5
  /// More bands would hide each other.
  static let mostBands = 3

  package let title: String
  package let summary: String
  package let timeTitle: String
  /// Those beyond `mostCurves` are not drawn.
  package let curves: [Curve]

  package init(title: String, summary: String, timeTitle: String, curves: [Curve]) {
    self.title = title
    self.summary = summary
    self.timeTitle = timeTitle
    self.curves = Array(curves.prefix(Self.mostCurves))
  }

  package func draw(on canvas: inout Canvas) {
    canvas.heading(title)
    let plot = Plot(self, layout: canvas.layout, top: canvas.height + 8)
    for share in [0, 0.25, 0.5, 0.75, 1] {
      canvas.line(plot.left, plot.y(share), plot.right, plot.y(share), class: share == 0 ? "axis" : "grid")
      canvas.text(
        [tickText(share * 100) + "%"], x: plot.left - 8, top: plot.y(share) - Canvas.lineHeight / 2, anchor: .end,
        class: "tick")
    }
    let hasBands = curves.count <= Self.mostBands
    for (index, curve) in curves.enumerated() where hasBands {
      canvas.add(SVG.path(.class("band line\(index + 1)"), .d(plot.band(curve))))
    }
    for (index, curve) in curves.enumerated() {
      canvas.add(SVG.path(.class("curve line\(index + 1)"), .d(pathText(plot.stairs(curve)))))
      for step in curve.steps where step.censored > 0 {
        let (x, y) = (plot.x(step.time), plot.y(step.share))
        canvas.line(x, y - 4, x, y + 4, class: "censored")
      }
    }
    canvas.height = plot.bottom
    for tick in plot.ticks {
      canvas.line(plot.x(tick), plot.bottom, plot.x(tick), plot.bottom + 4, class: "axis")
      canvas.text([tickText(tick)], x: plot.x(tick), top: plot.bottom + 5, anchor: .middle, class: "tick")
    }
    canvas.height += Canvas.lineHeight + 8
    canvas.text([timeTitle], x: plot.right, top: canvas.height, anchor: .end, class: "tick")
    canvas.text(["Still observed:"], x: 0, top: canvas.height, class: "tick")
    canvas.height += Canvas.lineHeight + 4
    for (index, curve) in curves.enumerated() { legend(curve, index, plot, on: &canvas) }
    canvas.height += 2
    canvas.note((hasBands ? "Bands: 95% intervals. " : "") + "Small strokes: time that ended without the event.")
  }

  /// The line, whose it is, and the people behind it at each tick.
  private func legend(_ curve: Curve, _ index: Int, _ plot: Plot, on canvas: inout Canvas) {
    let middle = canvas.height + Canvas.lineHeight / 2
    canvas.add(SVG.path(.class("curve line\(index + 1)"), .d(pathText([(0, middle), (30, middle)]))))
    let lines = wrapped(curve.label, width: canvas.layout.width - 40, size: Canvas.textSize)
    canvas.text(lines, x: 38, top: canvas.height, class: "label")
    canvas.height += Canvas.lineHeight * Double(lines.count)
    for tick in plot.ticks {
      canvas.text([String(curve.atRisk(tick))], x: plot.x(tick), top: canvas.height, anchor: .middle, class: "tick")
    }
    canvas.height += Canvas.lineHeight + 6
  }

  /// Where times and shares stand.
  private struct Plot {
    let scale: Scale
    let shares = Scale(0, 1)
    let ticks: [Double]
    let left, right, top, bottom: Double

    init(_ chart: SurvivalChart, layout: Layout, top: Double) {
      self.top = top
      bottom = top + (layout == .wide ? 280 : 220)
      let last = chart.curves.compactMap { $0.steps.last?.time }.max() ?? 1
      scale = Scale(0, last > 0 ? last : 1)
      ticks = scale.ticks(most: layout == .wide ? 9 : 6)
      left = textWidth("100%", size: 13) + 10
      right = layout.width - 16
    }

    func x(_ time: Double) -> Double { left + (right - left) * scale.fraction(time) }
    func y(_ share: Double) -> Double { bottom - (bottom - top) * shares.fraction(share) }

    func stairs(_ curve: Curve) -> [(Double, Double)] {
      var points = [(x(0), y(1))]
      var before = 1.0
      for step in curve.steps {
        points.append((x(step.time), y(before)))
        if step.share != before { points.append((x(step.time), y(step.share))) }
        before = step.share
      }
      return points
    }

    /// Upper bounds from left to right, then lower bounds back; it ends with the interval.
    func band(_ curve: Curve) -> String {
      var upper = [(x(0), y(1))]
      var lower = [(x(0), y(1))]
      var before = (lower: 1.0, upper: 1.0)
      for step in curve.steps {
        upper.append((x(step.time), y(before.upper)))
        lower.append((x(step.time), y(before.lower)))
        guard let low = step.lower, let high = step.upper else { break }
        upper.append((x(step.time), y(high)))
        lower.append((x(step.time), y(low)))
        before = (low, high)
      }
      return pathText(upper + lower.reversed()) + "Z"
    }
  }
}
