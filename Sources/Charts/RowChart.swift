import Markup

extension Canvas {
  /// One row: its label beside or above the plot, its value at the right; `mark` draws at the row's middle line.
  mutating func row(
    _ label: String, value: String, isAbsent: Bool = false, frame: Frame, thickness: Double,
    mark: (inout Canvas, Double) -> Void
  ) {
    let lines = wrapped(label, width: frame.labelWidth, size: Canvas.textSize)
    let textHeight = Canvas.lineHeight * Double(lines.count)
    let top = height
    let middle: Double
    switch layout {
    case .wide:
      let rowHeight = max(textHeight, thickness) + 10
      middle = top + rowHeight / 2
      text(lines, x: 0, top: middle - textHeight / 2, class: "label")
      height = top + rowHeight
    case .narrow:
      text(lines, x: 0, top: top, class: "label")
      let band = max(thickness, Canvas.lineHeight)
      middle = top + textHeight + 3 + band / 2
      height = top + textHeight + 3 + band + 11
    }
    mark(&self, middle)
    if !value.isEmpty {
      text(
        [value], x: frame.valueRight, top: middle - Canvas.lineHeight / 2, anchor: .end,
        class: isAbsent ? "value absent" : "value")
    }
  }

  /// A heading over the rows that follow.
  mutating func heading(_ title: String) {
    let lines = wrapped(title, width: width, size: Canvas.textSize * 1.06)
    if height > 0 { height += 10 }
    text(lines, x: 0, top: height, class: "head")
    height += Canvas.lineHeight * Double(lines.count) + 4
  }

  /// Grid lines from `top` to here, behind the marks that were added since `index`, and the ticks' numbers below.
  mutating func axis(
    _ scale: Scale, frame: Frame, top: Double, behind index: Int, reference: Double? = nil, unit: String = ""
  ) {
    let ticks = scale.ticks(most: layout == .wide ? 11 : unit.isEmpty ? 8 : 6)
    var grid = Canvas(layout: layout, id: id)
    for tick in ticks { grid.line(frame.x(tick, scale), top, frame.x(tick, scale), height, class: "grid") }
    if let reference {
      grid.line(frame.x(reference, scale), top, frame.x(reference, scale), height, class: "reference")
    }
    insert(grid.nodes, at: index)
    line(frame.left, height, frame.right, height, class: "axis")
    for tick in ticks {
      text([tickText(tick) + unit], x: frame.x(tick, scale), top: height + 3, anchor: .middle, class: "tick")
    }
    height += Canvas.lineHeight + 6
  }

  mutating func note(_ words: String) {
    let lines = wrapped(words, width: width, size: 13)
    text(lines, x: 0, top: height, class: "tick")
    height += Canvas.lineHeight * Double(lines.count) + 4
  }
}

/// A tick's number: no trailing zeros, a true minus sign.
func tickText(_ value: Double) -> String {
  coordinate(value).replacingPrefix("-", with: "−")
}

extension String {
  fileprivate func replacingPrefix(_ prefix: String, with other: String) -> String {
    hasPrefix(prefix) ? other + dropFirst(prefix.count) : self
  }
}
