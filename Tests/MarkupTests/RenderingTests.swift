import Markup
import Testing

@Suite struct RenderingTests {
  @Test("A page has its doctype, void elements stay open and empty SVG elements close in themselves")
  func kinds() {
    let page = Node.page(
      HTML.html(.lang("en-GB")) {
        HTML.meta(.charset("utf-8"))
        HTML.br()
        SVG.rect(.x(1), .y(-0.5), .width(10.256), .height(2.5))
        HTML.td()
      })
    #expect(
      page.markup
        == "<!doctype html>\n<html lang=\"en-GB\"><meta charset=\"utf-8\"><br><rect x=\"1\" y=\"-0.5\" width=\"10.26\" height=\"2.5\"/><td></td></html>"
    )
  }

  @Test("Builders take conditions and loops")
  func builders() {
    let yes = true
    let list = HTML.ul {
      for word in ["a", "b"] { HTML.li { .text(word) } }
      if yes { HTML.li { "c" } } else { HTML.li { "d" } }
      if !yes { HTML.li { "e" } }
    }
    #expect(list.plainText == "abc")
  }

  @Test(
    "Coordinates have two decimals at most, no exponent and no negative zero",
    arguments: [
      (0.1 + 0.2, "0.3"), (-0.001, "0"), (1e-9, "0"), (12345678.9, "12345678.9"), (2.05, "2.05"), (-3.456, "-3.46"),
      (.nan, "0"), (.infinity, "0"), (1e300, "0"), (7, "7"),
    ])
  func coordinates(_ value: Double, _ text: String) {
    #expect(coordinate(value) == text)
  }

  @Test("Words alone leave out styles and tags")
  func plain() {
    let node = HTML.div {
      Node.stylesheet("p { color: red }")
      HTML.p { "one \(HTML.em { "two" })" }
    }
    #expect(node.plainText == "one two")
    #expect(node.markup.contains("<style>p { color: red }</style>"))
    #expect(Node.empty.isEmpty && !node.isEmpty)
  }
}
