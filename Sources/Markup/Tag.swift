/// The name of an element. The list is closed: no `iframe`, `object` or anything else that loads or runs. Scripts and style sheets of the
/// site itself come in through `Node.module` and `Node.styleSheet(_:)`, without content of their own.
package struct Tag: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case normal
    /// Never has content (`<br>`).
    case void
    /// SVG: closed in itself when empty.
    case foreign
  }

  let name: String
  let kind: Kind
  /// Whether a line break may follow: white space means nothing there, and it keeps the file readable and its differences small.
  let breaksLine: Bool

  init(_ name: String, _ kind: Kind = .normal) {
    self.name = name
    self.kind = kind
    let inline: Set = [
      "html", "body", "span", "a", "strong", "em", "bdi", "code", "abbr", "th", "td", "label", "button", "textarea",
      "pre",
    ]
    breaksLine = name == "svg" || kind == .normal && !inline.contains(name)
  }

  package static func == (a: Tag, b: Tag) -> Bool { a.name == b.name && a.kind == b.kind }
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }

  static let style = Tag("style")
  static let script = Tag("script")
  static let link = Tag("link", .void)

  /// The element with its attributes and children.
  package func callAsFunction(
    _ attributes: Attribute..., @MarkupBuilder content: () -> [Node] = { [] }
  ) -> Node {
    Node(.element(self, attributes, content()))
  }

  /// The same where attributes are computed.
  package func callAsFunction(_ attributes: [Attribute], @MarkupBuilder content: () -> [Node] = { [] }) -> Node {
    Node(.element(self, attributes, content()))
  }
}

/// The elements of pages.
package enum HTML {
  package static let html = Tag("html")
  package static let head = Tag("head")
  package static let body = Tag("body")
  package static let title = Tag("title")
  package static let meta = Tag("meta", .void)
  package static let header = Tag("header")
  package static let footer = Tag("footer")
  package static let main = Tag("main")
  package static let nav = Tag("nav")
  package static let section = Tag("section")
  package static let article = Tag("article")
  package static let aside = Tag("aside")
  package static let div = Tag("div")
  package static let span = Tag("span")
  package static let h1 = Tag("h1")
  package static let h2 = Tag("h2")
  package static let h3 = Tag("h3")
  package static let h4 = Tag("h4")
  package static let h5 = Tag("h5")
  package static let p = Tag("p")
  package static let a = Tag("a")
  package static let ul = Tag("ul")
  package static let ol = Tag("ol")
  package static let li = Tag("li")
  package static let dl = Tag("dl")
  package static let dt = Tag("dt")
  package static let dd = Tag("dd")
  package static let strong = Tag("strong")
  package static let bdi = Tag("bdi")
  package static let em = Tag("em")
  package static let code = Tag("code")
  package static let abbr = Tag("abbr")
  package static let br = Tag("br", .void)
  package static let blockquote = Tag("blockquote")
  package static let figure = Tag("figure")
  package static let figcaption = Tag("figcaption")
  package static let table = Tag("table")
  package static let caption = Tag("caption")
  package static let thead = Tag("thead")
  package static let tbody = Tag("tbody")
  package static let tfoot = Tag("tfoot")
  package static let tr = Tag("tr")
  package static let th = Tag("th")
  package static let td = Tag("td")
  package static let details = Tag("details")
  package static let summary = Tag("summary")
  package static let pre = Tag("pre")
  package static let noscript = Tag("noscript")
}

/// The elements of forms.
extension HTML {
  package static let form = Tag("form")
  package static let fieldset = Tag("fieldset")
  package static let legend = Tag("legend")
  package static let label = Tag("label")
  package static let input = Tag("input", .void)
  package static let textarea = Tag("textarea")
  package static let select = Tag("select")
  package static let option = Tag("option")
  package static let button = Tag("button")
  package static let progress = Tag("progress")
}

/// The elements of drawings.
package enum SVG {
  package static let svg = Tag("svg", .foreign)
  package static let title = Tag("title", .foreign)
  package static let desc = Tag("desc", .foreign)
  package static let defs = Tag("defs", .foreign)
  package static let pattern = Tag("pattern", .foreign)
  package static let g = Tag("g", .foreign)
  package static let rect = Tag("rect", .foreign)
  package static let line = Tag("line", .foreign)
  package static let path = Tag("path", .foreign)
  package static let circle = Tag("circle", .foreign)
  package static let text = Tag("text", .foreign)
  package static let tspan = Tag("tspan", .foreign)
}
