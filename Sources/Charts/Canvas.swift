package import Markup

/// Where a chart draws, from top to bottom; it grows as it is filled.
package struct Canvas {
  package let layout: Layout
  package let id: String
  package private(set) var nodes: [Node] = []
  private(set) var definitions: [Node] = []
  /// The lower edge of what is drawn.
  package var height: Double = 0

  static let textSize = 14.0
  static let lineHeight = 19.0

  package init(layout: Layout, id: String) {
    self.layout = layout
    self.id = id
  }

  var width: Double { layout.width }

  mutating func add(_ node: Node) { nodes.append(node) }
  /// Puts nodes behind what was added since the drawing had `index` nodes.
  mutating func insert(_ behind: [Node], at index: Int) {
    nodes.insert(contentsOf: behind, at: min(index, nodes.count))
  }
  mutating func define(_ node: Node) { definitions.append(SVG.defs { node }) }

  /// Lines of text, the first line's box beginning at `top`.
  mutating func text(
    _ lines: [String], x: Double, top: Double, anchor: Attribute.TextAnchor = .start, class name: String
  ) {
    for (index, line) in lines.enumerated() {
      let baseline = top + Canvas.lineHeight * Double(index) + 14
      add(SVG.text(.class(name), .x(x), .y(baseline), .anchor(anchor)) { .text(line) })
    }
  }

  mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, class name: String) {
    add(SVG.line(.class(name), .x1(x1), .y1(y1), .x2(x2), .y2(y2)))
  }
}

/// Where labels, marks and values of a row chart stand.
struct Frame {
  let layout: Layout
  /// Left and right end of the plot.
  let left: Double
  let right: Double
  let labelWidth: Double
  /// Right edge of the value column.
  let valueRight: Double

  /// `valueWidth` is the widest text at the right of the plot, 0 for none; `labels` all labels of the rows.
  init(layout: Layout, labels: [String], values: [String]) {
    self.layout = layout
    let longest = values.map { textWidth($0, size: Canvas.textSize) }.max() ?? 0
    let valueWidth = longest > 0 ? longest + 22 : 6
    valueRight = layout.width
    right = layout.width - valueWidth
    switch layout {
    case .wide:
      let widest = labels.map { textWidth($0, size: Canvas.textSize) }.max() ?? 0
      labelWidth = min(max(widest, 80), 230)
      left = labelWidth + 18
    case .narrow:
      labelWidth = layout.width
      // Half a tick's number stands left of the axis.
      left = 14
    }
  }

  func x(_ value: Double, _ scale: Scale) -> Double {
    left + (right - left) * scale.fraction(value)
  }
}

/// A linear axis from `lower` to `upper`.
struct Scale: Hashable {
  let lower: Double
  let upper: Double

  /// Ends that are not finite or not apart become 0 and 1, so that drawing never fails.
  init(_ lower: Double, _ upper: Double) {
    let sound = lower.isFinite && upper.isFinite && lower < upper && upper - lower < 1e12
    self.lower = sound ? lower : 0
    self.upper = sound ? upper : 1
  }

  /// 0 at the lower end, 1 at the upper; values outside stop at the ends.
  func fraction(_ value: Double) -> Double {
    guard value.isFinite else { return 0 }
    return min(max((value - lower) / (upper - lower), 0), 1)
  }

  /// Round values from end to end, at most `most` of them: steps of 1, 2 or 5 times a power of ten.
  func ticks(most: Int) -> [Double] {
    let span = upper - lower
    var power = 1.0
    while power * 10 <= span { power *= 10 }
    while power > span { power /= 10 }
    for step in [power / 10, power / 5, power / 2, power, power * 2, power * 5, power * 10] {
      if span <= 12, span >= 2, step < 1 { continue }
      let first = (lower / step).rounded(.up)
      let last = (upper / step + 1e-9).rounded(.down)
      if last - first + 1 <= Double(most) {
        return stride(from: first, through: last, by: 1).map { $0 * step }
      }
    }
    return [lower, upper]
  }
}

/// Straight lines from point to point, as an SVG path.
func pathText(_ points: [(Double, Double)]) -> String {
  points.enumerated().map { ($0 == 0 ? "M" : "L") + coordinate($1.0) + " " + coordinate($1.1) }.joined()
}
