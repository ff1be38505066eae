import Markup

/// One box a group: median, hinges, whiskers where there are any; never points or extremes.
package struct BoxPlot: Chart {
  package struct Box: Hashable, Sendable {
    package let label: String
    package let median: Double
    package let lowerHinge: Double
    package let upperHinge: Double
    /// 10th and 90th percentile.
    package let whiskers: Whiskers?
    /// The median as it is printed.
    package let text: String

    package init(
      label: String, median: Double, lowerHinge: Double, upperHinge: Double, whiskers: Whiskers? = nil, text: String
    ) {
      self.label = label
      self.median = median
      self.lowerHinge = lowerHinge
      self.upperHinge = upperHinge
      self.whiskers = whiskers
      self.text = text
    }
  }

  package struct Whiskers: Hashable, Sendable {
    package let lower: Double
    package let upper: Double

    package init(lower: Double, upper: Double) {
      self.lower = lower
      self.upper = upper
    }
  }

  package let title: String
  package let summary: String
  package let lower: Double
  package let upper: Double
  package let boxes: [Box]

  package init(title: String, summary: String, lower: Double, upper: Double, boxes: [Box]) {
    self.title = title
    self.summary = summary
    self.lower = lower
    self.upper = upper
    self.boxes = boxes
  }

  package func draw(on canvas: inout Canvas) {
    let scale = Scale(lower, upper)
    let frame = Frame(layout: canvas.layout, labels: boxes.map(\.label), values: boxes.map(\.text))
    let start = canvas.nodes.count
    for box in boxes {
      canvas.row(box.label, value: box.text, frame: frame, thickness: 26) { canvas, middle in
        let (from, to) = (frame.x(box.lowerHinge, scale), frame.x(box.upperHinge, scale))
        if let whiskers = box.whiskers {
          let (low, high) = (frame.x(whiskers.lower, scale), frame.x(whiskers.upper, scale))
          canvas.line(low, middle, from, middle, class: "interval")
          canvas.line(to, middle, high, middle, class: "interval")
          canvas.line(low, middle - 6, low, middle + 6, class: "interval")
          canvas.line(high, middle - 6, high, middle + 6, class: "interval")
        }
        canvas.add(SVG.rect(.class("box"), .x(from), .y(middle - 11), .width(max(to - from, 1)), .height(22)))
        let median = frame.x(box.median, scale)
        canvas.line(median, middle - 11, median, middle + 11, class: "median")
      }
    }
    canvas.axis(scale, frame: frame, top: 0, behind: start)
  }
}
