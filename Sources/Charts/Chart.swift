package import Markup

/// A drawing from plain values. It says its message in words too, and is drawn twice: wide, with labels beside the marks, and
/// narrow, with labels above them, so that text keeps its size on a telephone.
package protocol Chart: Hashable, Sendable {
  var title: String { get }
  /// What the drawing shows, in sentences, for those who do not see it.
  var summary: String { get }
  func draw(on canvas: inout Canvas)
}

package enum Layout: String, Hashable, Sendable, CaseIterable {
  case wide, narrow

  /// Units of the view box; one is a CSS pixel at the size at which the text was designed.
  package var width: Double {
    switch self {
    case .wide: 720
    case .narrow: 340
    }
  }
}

extension Chart {
  /// The drawing with title and description. `id` must be the page's own; ids inside begin with it.
  package func svg(id: String, layout: Layout) -> Node {
    element(id: id, layout: layout, extra: [], style: .empty)
  }

  /// A file of its own, with its style sheet.
  package func file() -> [UInt8] {
    element(
      id: "chart", layout: .wide, extra: [.svgNamespace, .width(Layout.wide.width)],
      style: Node.stylesheet(ChartStyle.tokens, ChartStyle.marks, ChartStyle.curves, ChartStyle.standalone)
    ).rendered()
  }

  /// Both layouts in a `figure`, of which a style sheet shows one, with the data table beside them.
  package func figure(id: String, caption: Node, table: Node) -> Node {
    HTML.figure(.id(id), .labelledBy(id + "-caption")) {
      HTML.figcaption(.id(id + "-caption")) { caption }
      HTML.div(.class("wide")) { svg(id: id + "-wide", layout: .wide) }
      HTML.div(.class("narrow")) { svg(id: id + "-narrow", layout: .narrow) }
      table
    }
  }

  private func element(id: String, layout: Layout, extra: [Attribute], style: Node) -> Node {
    var canvas = Canvas(layout: layout, id: id)
    draw(on: &canvas)
    let attributes: [Attribute] = [
      .class("chart"), .role("img"), .labelledBy(id + "-title", id + "-desc"),
      .viewBox(width: layout.width, height: canvas.height),
    ]
    return SVG.svg(attributes + extra) {
      SVG.title(.id(id + "-title")) { .text(title) }
      SVG.desc(.id(id + "-desc")) { .text(summary) }
      style
      canvas.definitions
      canvas.nodes
    }
  }
}
