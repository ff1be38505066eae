import Markup

/// Horizontal bars on an axis from 0 to 100 per cent, in the order given.
package struct BarChart: Chart {
  package struct Bar: Hashable, Sendable {
    package let label: String
    /// Per cent; `nil` where the value is withheld.
    package let value: Double?
    /// `35%`, `≤ 5%`, `withheld`.
    package let text: String
    /// The value is an end (at most, at least): the bar is hatched.
    package let isBound: Bool

    package init(label: String, value: Double?, text: String, isBound: Bool = false) {
      self.label = label
      self.value = value
      self.text = text
      self.isBound = isBound
    }
  }

  package let title: String
  package let summary: String
  package let bars: [Bar]

  package init(title: String, summary: String, bars: [Bar]) {
    self.title = title
    self.summary = summary
    self.bars = bars
  }

  package func draw(on canvas: inout Canvas) {
    let scale = Scale(0, 100)
    let frame = Frame(layout: canvas.layout, labels: bars.map(\.label), values: bars.map(\.text))
    let hatch = canvas.id + "-hatch"
    if bars.contains(where: \.isBound) { canvas.define(hatching(id: hatch)) }
    let start = canvas.nodes.count
    for bar in bars {
      canvas.row(bar.label, value: bar.text, isAbsent: bar.value == nil, frame: frame, thickness: 18) {
        canvas, middle in
        guard let value = bar.value else { return }
        let place: [Attribute] = [
          .x(frame.left), .y(middle - 9), .width(max(frame.x(value, scale) - frame.left, 1)), .height(18),
        ]
        canvas.add(
          SVG.rect(place + [.class(bar.isBound ? "bar bound" : "bar")] + (bar.isBound ? [.fill(pattern: hatch)] : [])))
      }
    }
    canvas.axis(scale, frame: frame, top: 0, behind: start, unit: "%")
  }
}

/// Slanted lines for what is known as a bound only, and for the lower side of a diverging bar.
func hatching(id: String, class name: String = "hatch") -> Node {
  SVG.pattern(.id(id), .userSpacePattern, .width(6), .height(6), .rotated(45)) {
    SVG.line(.class(name), .x1(0), .y1(0), .x2(0), .y2(6))
  }
}
