import Markup

/// Shares of ordered answers, one bar a question, lower steps to the left of the middle line and higher ones to the right; an odd
/// middle step stands across it.
package struct LikertChart: Chart {
  package struct Row: Hashable, Sendable {
    package let label: String
    /// One a step; `nil` where withheld.
    package let shares: [Segment?]

    package init(label: String, shares: [Segment?]) {
      self.label = label
      self.shares = shares
    }
  }

  package struct Segment: Hashable, Sendable {
    /// Per cent.
    package let value: Double
    package let text: String

    package init(value: Double, text: String) {
      self.value = value
      self.text = text
    }
  }

  package let title: String
  package let summary: String
  /// Lowest first.
  package let steps: [String]
  package let rows: [Row]

  package init(title: String, summary: String, steps: [String], rows: [Row]) {
    self.title = title
    self.summary = summary
    self.steps = steps
    self.rows = rows
  }

  package func draw(on canvas: inout Canvas) {
    let hatch = canvas.id + "-hatch"
    canvas.define(hatching(id: hatch, class: "overlay"))
    legend(on: &canvas, hatch: hatch)
    let frame = Frame(layout: canvas.layout, labels: rows.map(\.label), values: [])
    let sides = rows.map(sides)
    let left = sides.map(\.lower).max() ?? 0
    let right = sides.map(\.upper).max() ?? 0
    let scale = Scale(-max(left, 10), max(right, 10))
    let start = canvas.nodes.count
    let top = canvas.height
    for (row, side) in zip(rows, sides) {
      canvas.row(row.label, value: "", frame: frame, thickness: 26) { canvas, middle in
        var position = -side.lower
        for (index, segment) in row.shares.enumerated() {
          guard let segment, segment.value > 0 else { continue }
          let from = frame.x(position, scale)
          position += segment.value
          let width = frame.x(position, scale) - from
          tile(index, x: from, y: middle - 13, width: width, height: 26, hatch: hatch, on: &canvas)
          if width >= textWidth(segment.text, size: 13) + 6 {
            canvas.text(
              [segment.text], x: from + width / 2, top: middle - 9.5, anchor: .middle,
              class: "inside \(shade(index))")
          }
        }
      }
    }
    var zero = Canvas(layout: canvas.layout, id: canvas.id)
    zero.line(frame.x(0, scale), top, frame.x(0, scale), canvas.height, class: "reference")
    canvas.insert(zero.nodes, at: start)
  }

  private func legend(on canvas: inout Canvas, hatch: String) {
    var x = 0.0
    for (index, step) in steps.enumerated() {
      let lines = wrapped(step, width: canvas.width - 24, size: 13)
      let width = 22 + (lines.map { textWidth($0, size: 13) }.max() ?? 0)
      if x > 0, x + width > canvas.width {
        x = 0
        canvas.height += Canvas.lineHeight + 4
      }
      tile(index, x: x + 0.5, y: canvas.height + 3, width: 14, height: 14, hatch: hatch, on: &canvas)
      canvas.text(lines, x: x + 21, top: canvas.height, class: "key")
      x += width + 16
      if lines.count > 1 {
        x = 0
        canvas.height += Canvas.lineHeight * Double(lines.count) + 4
      }
    }
    canvas.height += x > 0 ? Canvas.lineHeight + 12 : 8
  }

  private func tile(
    _ index: Int, x: Double, y: Double, width: Double, height: Double, hatch: String, on canvas: inout Canvas
  ) {
    let place: [Attribute] = [.x(x), .y(y), .width(max(width, 1)), .height(height)]
    canvas.add(SVG.rect(place + [.class("step " + shade(index))]))
    if 2 * index + 1 < steps.count { canvas.add(SVG.rect(place + [.class("pattern"), .fill(pattern: hatch)])) }
  }

  /// What stands left and right of the middle line, in per cent.
  private func sides(_ row: Row) -> (lower: Double, upper: Double) {
    var lower = 0.0
    var upper = 0.0
    for (index, segment) in row.shares.enumerated() {
      let value = max(segment?.value ?? 0, 0)
      switch 2 * index + 1 - steps.count {
      case ..<0: lower += value
      case 0:
        lower += value / 2
        upper += value / 2
      default: upper += value
      }
    }
    return (lower, upper)
  }

  /// `low3 … low1 middle high1 … high3`, the ends darkest.
  private func shade(_ index: Int) -> String {
    let offset = 2 * index + 1 - steps.count
    if offset == 0 { return "middle" }
    let distance = min((abs(offset) + 1) / 2, 3)
    let ends = steps.count / 2
    // With two steps a side the darker two shades are used for the ends and the light one next to the middle.
    let level = ends == 1 ? 2 : distance
    return (offset < 0 ? "low" : "high") + String(level)
  }
}
