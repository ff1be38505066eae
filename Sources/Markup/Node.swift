/// A piece of a page or a drawing: text, an element or several of them. Text is escaped when it is written, so a value that came
/// from data can never become markup; there is no way to put a ready-made string of markup in.
///
///     HTML.p(.class("lead")) { "Mean of \(HTML.strong { .text(label) })" }
package struct Node: Hashable, Sendable {
  enum Content: Hashable, Sendable {
    case text(String)
    case element(Tag, [Attribute], [Node])
    case fragment([Node])
    /// `<data value="…">text</data>`, the most frequent element by far, without the arrays of the general one.
    case data(value: String, text: String)
    /// Text of the program itself.
    case verbatim(String)
    case doctype
  }

  let content: Content

  init(_ content: Content) {
    self.content = content
  }

  package static func text(_ text: some StringProtocol) -> Node { Node(.text(String(text))) }
  package static func fragment(_ nodes: [Node]) -> Node { Node(.fragment(nodes)) }
  /// A number as it is read, with its value for machines.
  package static func data(value: String, text: String) -> Node { Node(.data(value: value, text: text)) }
  package static let empty = Node(.fragment([]))

  /// A style sheet that is part of the program: a literal, never data.
  package static func stylesheet(_ sheets: StaticString...) -> Node {
    Node(.element(.style, [], sheets.map { Node(.verbatim($0.description)) }))
  }

  /// A whole HTML page.
  package static func page(_ html: Node) -> Node { Node(.fragment([Node(.doctype), html])) }

  package var isEmpty: Bool {
    switch content {
    case .text(let text): text.isEmpty
    case .fragment(let nodes): nodes.allSatisfy(\.isEmpty)
    case .element, .data, .verbatim, .doctype: false
    }
  }
}

extension Node: ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) {
    self = .text(value)
  }

  package init(stringInterpolation: StringInterpolation) {
    self = .fragment(stringInterpolation.parts)
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    var parts: [Node] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      parts.reserveCapacity(2 * interpolationCount + 1)
    }
    package mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { parts.append(.text(literal)) }
    }
    package mutating func appendInterpolation(_ node: Node) { parts.append(node) }
    package mutating func appendInterpolation(_ text: String) { parts.append(.text(text)) }
    package mutating func appendInterpolation(_ number: Int) { parts.append(.text(String(number))) }
  }
}

/// Collects the children of an element. It takes nodes only: a string literal in a builder is escaped text, and interpolating a
/// node keeps it a node.
@resultBuilder
package enum MarkupBuilder {
  package static func buildExpression(_ node: Node) -> [Node] { [node] }
  package static func buildExpression(_ nodes: [Node]) -> [Node] { nodes }
  package static func buildBlock(_ parts: [Node]...) -> [Node] { parts.flatMap { $0 } }
  package static func buildOptional(_ part: [Node]?) -> [Node] { part ?? [] }
  package static func buildEither(first: [Node]) -> [Node] { first }
  package static func buildEither(second: [Node]) -> [Node] { second }
  package static func buildArray(_ parts: [[Node]]) -> [Node] { parts.flatMap { $0 } }
}
