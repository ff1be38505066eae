import Markup

/// Means with their intervals, one row each, on the whole range of the scale; several scales of one range stand below each other.
package struct DotPlot: Chart {
  package struct Row: Hashable, Sendable {
    package let label: String
    package let mean: Double
    package let lower: Double
    package let upper: Double
    /// The mean as it is printed.
    package let text: String

    package init(label: String, mean: Double, lower: Double, upper: Double, text: String) {
      self.label = label
      self.mean = mean
      self.lower = lower
      self.upper = upper
      self.text = text
    }
  }

  package struct Panel: Hashable, Sendable {
    /// Empty for a plot of one panel without heading.
    package let title: String
    package let rows: [Row]

    package init(title: String = "", rows: [Row]) {
      self.title = title
      self.rows = rows
    }
  }

  package let title: String
  package let summary: String
  package let lower: Double
  package let upper: Double
  /// A value that divides two readings, drawn as a dashed line with its words below.
  package let reference: Double?
  package let referenceText: String?
  package let panels: [Panel]

  package init(
    title: String, summary: String, lower: Double, upper: Double, reference: Double? = nil,
    referenceText: String? = nil,
    panels: [Panel]
  ) {
    self.title = title
    self.summary = summary
    self.lower = lower
    self.upper = upper
    self.reference = reference
    self.referenceText = referenceText
    self.panels = panels
  }

  package func draw(on canvas: inout Canvas) {
    let scale = Scale(lower, upper)
    let rows = panels.flatMap(\.rows)
    let frame = Frame(layout: canvas.layout, labels: rows.map(\.label), values: rows.map(\.text))
    for (index, panel) in panels.enumerated() {
      if !panel.title.isEmpty { canvas.heading(panel.title) }
      let top = canvas.height
      let start = canvas.nodes.count
      for row in panel.rows {
        canvas.row(row.label, value: row.text, frame: frame, thickness: 16) { canvas, middle in
          let (from, to) = (frame.x(row.lower, scale), frame.x(row.upper, scale))
          canvas.line(from, middle, to, middle, class: "interval")
          canvas.line(from, middle - 5, from, middle + 5, class: "interval")
          canvas.line(to, middle - 5, to, middle + 5, class: "interval")
          canvas.add(SVG.circle(.class("dot"), .cx(frame.x(row.mean, scale)), .cy(middle), .r(5.5)))
        }
      }
      canvas.axis(scale, frame: frame, top: top, behind: start, reference: reference)
      if index < panels.count - 1 { canvas.height += 4 }
    }
    if let referenceText { canvas.note(referenceText) }
  }
}
